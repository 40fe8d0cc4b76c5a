import { parse } from 'yaml'
import { z } from 'zod'
import { DomainError } from '../base/errors.ts'
import { type LawBase, overlay, supposing } from '../law/index.ts'
import { LaboratoryError } from './errors.ts'

const LIMIT = 1_000_000

const schema = z.strictObject({
  title: z.string().min(1).max(300),
  summary: z.string().max(10_000).default(''),
  /** By rule id: the rule as it would stand, or null where it would go. */
  law: z
    .record(z.string().regex(/^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)+$/), z.record(z.string(), z.unknown()).nullable())
    .default({}),
  /** Ratifications nobody has made yet, of treaties that say how they come into force. */
  ratifications: z
    .array(
      z.strictObject({
        instrument: z.string(),
        ratified: z.iso.date(),
        by: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
      }),
    )
    .default([]),
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
 * Reads a proposal (YAML: title, summary, law, ratifications) over the law as it is. Throws `malformed_proposal` for what is none, and
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
  const { title, summary, law, ratifications } = read.data
  const bodies = Object.entries(law).map(([name, body]) => ({ rule: name.replace(/\/instrument$/, ''), body }))
  const changes = bodies.map(({ rule, body }) => [fileOf(base, rule, body), body && JSON.stringify(body)] as const)
  const changed = bodies.map(
    ({ rule, body }) =>
      ({ rule, does: body === null ? 'removes' : base.rules.has(rule) ? 'changes' : 'adds' }) as const,
  )
  const joined = ratifications.map(({ instrument }) => ({ rule: instrument, does: 'changes' }) as const)
  try {
    const rules = [...new Map([...joined, ...changed].map((one) => [one.rule, one])).values()]
    return { title, summary, rules, law: supposing(overlay(base, new Map(changes)), ratifications) }
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause
    throw new LaboratoryError('invalid', 'unlawful_proposal', cause.message, { cause, path: cause.path })
  }
}

/** Where a rule stands: an instrument in the `instrument.yaml` of its folder, whichever way it is named. */
function fileOf({ rules }: LawBase, rule: string, body: Record<string, unknown> | null): string {
  const isInstrument =
    rules.get(rule)?.kind === 'instrument' || (body !== null && 'citation' in body && 'level' in body)
  return isInstrument ? `${rule}/instrument.yaml` : `${rule}.yaml`
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
