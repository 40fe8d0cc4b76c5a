import { type Facts, type LawBase, parseFacts, type Rule } from '../../law/index.ts'
import { plainRequest } from '../records/lines.ts'
import { askedBy, heldIn, modelsFor } from './models.ts'

/**
 * The cases of a record as each of the three models would have them: who holds the data, and where, stays; who asks, and what
 * moves with it, is in turn China, the United States and a member of the Union. What cannot be read stays as it is.
 */
export function* askedByModels(law: LawBase, lines: Iterable<string>, on: string): Generator<string> {
  for (const [i, line] of [...lines].entries()) {
    const read = factsIn(line)
    if (!read) yield line
    else
      for (const { name, asks } of modelsFor(law, read.facts, on))
        yield JSON.stringify({ id: `${read.id ?? `#${i + 1}`} ${name}`, facts: askedBy(read.facts, asks) })
  }
}

function factsIn(line: string): { id?: string; facts: Facts } | undefined {
  try {
    const value = JSON.parse(line)
    const { id, facts } =
      value !== null && typeof value === 'object' && 'facts' in value ? value : { id: undefined, facts: value }
    return { ...(typeof id === 'string' && id !== '' ? { id } : {}), facts: parseFacts(facts) }
  } catch {
    return undefined
  }
}

const wanted = ['subscriber', 'traffic', 'content'] as const

/**
 * A plain request to a provider in every state that serves all three models' markets, for each of three kinds of data; outside
 * the Union it has its representative there.
 */
export function* holdersEverywhere(law: LawBase, on: string): Generator<string> {
  const states = [...law.rules.values()].filter((rule): rule is Rule<'state'> => rule.kind === 'state')
  const markets = modelsFor(law, {}, on).map(({ asks }) => asks)
  for (const code of states.map((one) => one.code).sort()) {
    for (const category of wanted) {
      const { holder, ...facts } = plainRequest('DE', code, category)
      const served = parseFacts({ ...facts, holder: { ...holder, offersServicesIn: markets } })
      yield JSON.stringify({ id: `${code}-${category}`, facts: heldIn(law, served, code, on) })
    }
  }
}
