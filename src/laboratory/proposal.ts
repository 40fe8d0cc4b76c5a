import { parse } from 'yaml'
import { z } from 'zod'
import { DomainError } from '../base/errors.ts'
import { type LawBase, overlay } from '../law/index.ts'
import { LaboratoryError } from './errors.ts'

const LIMIT = 1_000_000

const schema = z.strictObject({
  title: z.string().min(1).max(300),
  summary: z.string().max(10_000).default(''),
  /** By rule id: the rule as it would stand, or null where it would go. */
  law: z.record(z.string().regex(/^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)+$/), z.record(z.string(), z.unknown()).nullable()),
})

/** A change of the law that nobody has made yet. */
export interface Proposal {
  readonly title: string
  readonly summary: string
  /** The rules it adds, changes or takes away. */
  readonly rules: readonly { readonly rule: string; readonly does: 'adds' | 'changes' | 'removes' }[]
  /** The law as it would be. */
  readonly law: LawBase
}

/**
 * Reads a proposal (YAML: title, summary, law) over the law as it is. Throws `malformed_proposal` for what is none, and
 * `unlawful_proposal`, naming the rule, where the law with it in would not hold together.
 */
export function readProposal(text: string, base: LawBase): Proposal {
  const read = schema.safeParse(parsed(text))
  if (!read.success) {
    const [issue] = read.error.issues
    throw new LaboratoryError('invalid', 'malformed_proposal', issue?.message ?? 'This is not a proposal', {
      path: issue?.path.join('.'),
    })
  }
  const { title, summary, law } = read.data
  const changes = new Map(Object.entries(law).map(([rule, body]) => [`${rule}.yaml`, body && JSON.stringify(body)]))
  const rules = Object.entries(law).map(
    ([rule, body]) => ({ rule, does: body === null ? 'removes' : base.rules.has(rule) ? 'changes' : 'adds' }) as const,
  )
  try {
    return { title, summary, rules, law: overlay(base, changes) }
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause
    throw new LaboratoryError('invalid', 'unlawful_proposal', cause.message, { cause, path: cause.path })
  }
}

function parsed(text: string): unknown {
  if (text.length > LIMIT)
    throw new LaboratoryError('invalid', 'malformed_proposal', 'A proposal may have a million characters at most')
  try {
    // JSON is YAML; aliases are counted so that a small text cannot stand for a large one.
    return parse(text, { maxAliasCount: 20, schema: 'core' })
  } catch (cause) {
    throw new LaboratoryError(
      'invalid',
      'malformed_proposal',
      `This is not YAML: ${cause instanceof Error ? cause.message : ''}`,
      { cause },
    )
  }
}
