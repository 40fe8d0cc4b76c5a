import { isMap, parse } from 'yaml'
import { z } from 'zod'
import { DomainError } from '../base/errors.ts'
import { parseYaml, YamlError, type YamlText } from '../base/yaml.ts'
import { complaintsOf, type LawBase, overlay, supposing, unreachableBy } from '../law/index.ts'
import { type Agreement, agreementSchema, rulesOf, state } from './agreement.ts'
import { LaboratoryError } from './errors.ts'

/** In characters: far more than any proposal needs, and read within a second whatever stands in it. */
const LIMIT = 200_000

const ruleId = z.string().regex(/^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)+$/, { error: 'is no name of a rule' })

const schema = z.strictObject({
  title: z.string().min(1).max(300),
  summary: z.string().max(10_000).default(''),
  /** Treaties between these states by the model text, with the choices made. */
  agreements: z.array(agreementSchema).max(20).default([]),
  /** By rule id: the rule as it would stand, or null where it would go; a text is the file itself. */
  law: z.record(ruleId, z.union([z.record(z.string(), z.unknown()), z.string()]).nullable()).default({}),
  /** By rule id: single values of it, by path (`effect`, `when.all.0.at_least`); null takes one away. */
  amend: z.record(ruleId, z.record(z.string(), z.unknown())).default({}),
  /** Ratifications nobody has made yet, of treaties that say how they come into force. */
  ratifications: z
    .array(
      z.strictObject({
        instrument: z.string(),
        ratified: z.iso.date(),
        by: z.array(state).min(1),
      }),
    )
    .default([]),
})

/** A change of the law that nobody has made yet. */
export interface Proposal {
  readonly title: string
  readonly summary: string
  readonly agreements: readonly Agreement[]
  /** The rules it adds, changes or takes away. */
  readonly rules: readonly { readonly rule: string; readonly does: 'adds' | 'changes' | 'removes' }[]
  /** The law as it would be. */
  readonly law: LawBase
}

/**
 * Reads a proposal (YAML: title, summary, agreements, law, amend, ratifications) over the law as it is. Throws
 * `malformed_proposal` for what is none, and `unlawful_proposal` where the law with it in would not hold together; both name
 * the line of the proposal and what to mend.
 */
export function readProposal(text: string, base: LawBase): Proposal {
  const { value, lineOf } = parsed(text)
  const read = schema.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    const path = issue?.path.map(String) ?? []
    throw refused('malformed_proposal', path, lineOf(path), issue?.message ?? 'This is not a proposal')
  }
  const { title, summary, agreements, law, amend, ratifications } = read.data
  const bodies: Record<string, Body | string | null> = {}
  const written: Record<string, readonly string[]> = {}
  const contradicts = (path: readonly string[], says: string) => refused('unlawful_proposal', path, lineOf(path), says)
  for (const [i, agreement] of agreements.entries()) {
    if (written[agreement.id])
      throw contradicts(
        ['agreements', String(i), 'id'],
        `two agreements are called ${agreement.id}: give one another name`,
      )
    for (const [rule, body] of Object.entries(rulesOf(agreement))) {
      bodies[rule] = body
      written[rule] = ['agreements', String(i)]
    }
  }
  for (const [name, body] of Object.entries(law)) {
    const rule = name.replace(/\/instrument$/, '')
    if (written[rule]?.[0] === 'law' && JSON.stringify(bodies[rule]) !== JSON.stringify(body))
      throw contradicts(['law', name], `${rule} stands here twice: say once what becomes of it`)
    bodies[rule] = body
    written[rule] = ['law', name]
  }
  for (const [rule, values] of Object.entries(amend)) {
    if (bodies[rule] === null)
      throw contradicts(['amend', rule], `${rule} is taken away under law: and changed here: leave one of the two out`)
    written[rule] = ['amend', rule]
    const own = bodies[rule]
    const body = typeof own === 'object' && own !== null ? own : bodyOf(base, rule)
    if (!body)
      throw refused('unlawful_proposal', ['amend', rule], lineOf(['amend', rule]), `there is no rule ${rule} to amend`)
    bodies[rule] = Object.entries(values).reduce((into, [path, one]) => put(into, path.split('.'), one), body)
  }
  for (const [i, { instrument }] of ratifications.entries()) written[instrument] ??= ['ratifications', String(i)]
  for (const [rule, body] of Object.entries(bodies)) {
    if (body !== null || base.rules.has(rule)) continue
    const path = written[rule] ?? []
    throw refused('unlawful_proposal', path, lineOf(path), `there is no rule ${rule} to take away`)
  }

  const changes = Object.entries(bodies).map(([rule, body]) => [fileOf(base, rule, body), textOf(body)] as const)
  const changed = Object.entries(bodies).map(
    ([rule, body]) => ({ rule, does: body === null ? 'removes' : base.rules.has(rule) ? 'changes' : 'adds' }) as const,
  )
  const joined = ratifications.map(({ instrument }) => ({ rule: instrument, does: 'changes' }) as const)
  const rules = [...new Map([...joined, ...changed].map((one) => [one.rule, one])).values()]
  const refuse = (rule: string | undefined, says: string, cause?: DomainError) => {
    const path = (rule && written[rule]) || []
    return refused('unlawful_proposal', path, lineOf(path), says, cause)
  }
  try {
    const would = supposing(overlay(base, new Map(changes)), ratifications)
    const mine = [...would.rules.values()].filter((one) => written[one.rule])
    const days = mine.flatMap(({ in_force }) => in_force?.from ?? [])
    for (const day of ['9999-12-31', ...days]) would.at(day)
    const [first] = complaintsOf(would, mine, '9999-12-31')
    if (first) {
      const rule = first.file.replace(/(\/instrument)?\.yaml$/, '')
      throw refuse(rule, `${rule}: ${first.says}`)
    }
    const [lost] = unreachableBy(base, would, new Set(rules.map(({ rule }) => rule)))
    if (lost) {
      const where = `law/${lost.file}${lost.line ? `, line ${lost.line}` : ''}`
      throw refuse(lost.by, `${lost.rule} could never apply any more (${where}): ${lost.says}`)
    }
    return { title, summary, agreements, rules, law: would }
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause instanceof LaboratoryError) throw cause
    const said = `${cause.path ?? ''} ${cause.message}`
    const rule = Object.keys(written).find((one) => said.includes(one))
    throw refuse(rule, rule && !cause.message.includes(rule) ? `${rule}: ${cause.message}` : cause.message, cause)
  }
}

/** The law with a proposal taken out of it again: the files as they stood, so that its digest is the old one. */
export function undone(proposal: Proposal, base: LawBase): LawBase {
  const paths = new Set([...base.files.keys(), ...proposal.law.files.keys()])
  const changed = [...paths].filter((path) => base.files.get(path) !== proposal.law.files.get(path))
  return overlay(proposal.law, new Map(changed.map((path) => [path, base.files.get(path) ?? null])))
}

type Body = Record<string, unknown>

const textOf = (body: Body | string | null) => (typeof body === 'object' && body ? JSON.stringify(body) : body)

/** Where a rule stands: an instrument in the `instrument.yaml` of its folder, whichever way it is named. */
function fileOf({ rules }: LawBase, rule: string, body: Body | string | null): string {
  const known = rules.get(rule)
  if (known) return known.kind === 'instrument' ? `${rule}/instrument.yaml` : `${rule}.yaml`
  const isInstrument =
    typeof body === 'string' ? /^level:/m.test(body) : body !== null && 'citation' in body && 'level' in body
  return isInstrument ? `${rule}/instrument.yaml` : `${rule}.yaml`
}

function bodyOf(base: LawBase, rule: string): Body | undefined {
  const text = base.files.get(fileOf(base, rule, null))
  return text === undefined ? undefined : (parse(text) as Body)
}

/** A copy with one value set by its path; null takes it away. */
function put(into: unknown, [field = '', ...rest]: readonly string[], value: unknown): Body {
  const copy: Body = Array.isArray(into) ? ([...into] as unknown as Body) : { ...(into as Body | undefined) }
  if (rest.length > 0) copy[field] = put(copy[field], rest, value)
  else if (value !== null) copy[field] = value
  else if (Array.isArray(copy)) (copy as unknown[]).splice(Number(field), 1)
  else delete copy[field]
  return copy
}

/** `path` is where it stands, the sentence names the line. */
function refused(
  code: 'malformed_proposal' | 'unlawful_proposal',
  path: readonly string[],
  line: number | undefined,
  says: string,
  cause?: unknown,
): LaboratoryError {
  const place = [...(line ? [`line ${line}`] : []), ...(path.length > 0 ? [path.join('.')] : [])].join(', ')
  return new LaboratoryError('invalid', code, place ? `${place}: ${says}` : says, {
    cause,
    ...(path.length > 0 ? { path: path.join('.') } : {}),
  })
}

function parsed(text: string): { value: unknown; lineOf: (path: readonly string[]) => number | undefined } {
  if (text.length > LIMIT)
    throw new LaboratoryError('invalid', 'malformed_proposal', 'A proposal may have 200,000 characters at most')
  const { value, document, lineAt } = yamlIn(text)
  const lineOf = (path: readonly string[]): number | undefined => {
    for (let length = path.length; length > 0; length--) {
      const holder = document.getIn(path.slice(0, length - 1), true)
      const pair = isMap(holder) && holder.items.find(({ key }) => String(key) === path[length - 1])
      const node = (pair ? pair.key : undefined) ?? document.getIn(path.slice(0, length), true)
      const range = (node as { range?: readonly [number, number, number] } | undefined)?.range
      if (range) return lineAt(range[0])
    }
    return undefined
  }
  return { value, lineOf }
}

/** JSON is YAML. Aliases are counted: a small text does not stand for a large one. */
function yamlIn(text: string): YamlText {
  try {
    return parseYaml(text, 20)
  } catch (cause) {
    if (!(cause instanceof YamlError)) throw cause
    throw refused('malformed_proposal', [], cause.line, `this is not YAML that is read here: ${cause.message}`, cause)
  }
}
