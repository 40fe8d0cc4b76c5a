import { bondsOf, type LawBase, type Rule } from '../law/index.ts'
import { LaboratoryError } from './errors.ts'
import { type Proposal, readProposal } from './proposal.ts'
import { type Cell, changeIn } from './running/cells.ts'
import { examiner } from './running/examine.ts'
import type { Outcome } from './running/outcome.ts'

/** An agreement a state could make next, and what it would do for the requests of a record. */
export interface Candidate {
  readonly title: string
  /** The proposal itself, to be kept, changed and tried. */
  readonly text: string
  readonly does: 'joins' | 'concludes'
  /** Requests that get a way they had not, and those that lose it. */
  readonly opened: number
  readonly closed: number
  readonly eased: number
  /** Over requests whose days are published before and after. */
  readonly daysSaved: number
  /** Safeguards on the ways of the requests it changes, on average, and how many of those they had are lost. */
  readonly kept: number
  readonly lost: number
  /** The kinds of request behind these figures, those of most requests first. */
  readonly behind: readonly Cell[]
}

export interface Search {
  readonly state: string
  readonly requests: number
  /** Those that open most first, then those that ease most; among equals those that save most days for each safeguard kept, then the plainest. */
  readonly candidates: readonly Candidate[]
  /** Instruments it could not be tried to join, and why. */
  readonly untried: readonly { readonly instrument: string; readonly says: string }[]
}

export interface Wanted {
  readonly state: string
  /** Requests as lines of a record. */
  readonly lines: readonly string[]
  /** States to try an agreement with; by default those with which most requests have no way. */
  readonly partners?: readonly string[] | undefined
  readonly today: string
  /** Told of each candidate before it is tried. */
  readonly onTry?: (title: string) => void
}

/** So many partners are tried where none are named, and so many kinds of request stand behind a candidate. */
const PARTNERS = 5
const BEHIND = 10

/**
 * Which agreement would do most for the requests of a state: every treaty of several states it has not joined, and the model
 * agreement with every partner, from one central authority to the other and directly, each tried on all the requests.
 */
export function nextAgreements(base: LawBase, wanted: Wanted): Search {
  const { state, lines, today, onTry } = wanted
  if (!isState(base, state))
    throw new LaboratoryError('invalid', 'bad_model', `There is no state ${state}`, { path: 'state' })
  const now = examiner(base, base, { today })(lines, 1)
  const partners = wanted.partners ?? withoutWay(now.cells, state)
  const untried: { instrument: string; says: string }[] = []
  const candidates: Candidate[] = []
  const tryOne = (does: Candidate['does'], proposal: Proposal, text: string) => {
    onTry?.(proposal.title)
    candidates.push(candidateOf(does, proposal, text, examiner(base, proposal.law, { today })(lines, 1).cells))
  }
  for (const instrument of notJoined(base, state, today)) {
    const text = joining(instrument, state, today)
    try {
      tryOne('joins', readProposal(text, base), text)
    } catch (error) {
      if (!(error instanceof LaboratoryError)) throw error
      untried.push({ instrument: instrument.rule, says: error.message })
    }
  }
  for (const partner of partners) {
    for (const channel of ['central', 'direct'] as const) {
      const text = modelText([state, partner], channel, today)
      tryOne('concludes', readProposal(text, base), text)
    }
  }
  candidates.sort(
    (a, b) =>
      b.opened - a.opened || b.eased - a.eased || perSafeguard(b) - perSafeguard(a) || (a.title < b.title ? -1 : 1),
  )
  return { state, requests: now.requests, candidates, untried }
}

const isState = (base: LawBase, code: string) =>
  [...base.rules.values()].some((rule) => rule.kind === 'state' && rule.code === code)

const perSafeguard = ({ daysSaved, kept }: Candidate) => daysSaved / Math.max(1, kept)

const hasWay = ({ status }: Outcome) => status === 'open' || status === 'approval'

/** The states with which most requests of a state have no way. */
function withoutWay(cells: readonly Cell[], state: string): string[] {
  const found = new Map<string, number>()
  for (const { asking, at, before, requests } of cells) {
    const partner = asking === state ? at : at === state ? asking : ''
    if (partner === '' || partner === state || hasWay(before) || before.status === 'unknown') continue
    found.set(partner, (found.get(partner) ?? 0) + requests)
  }
  return [...found]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, PARTNERS)
    .map(([partner]) => partner)
}

/** Treaties of several states with a way of their own, which a state is no party to. */
function notJoined(base: LawBase, state: string, on: string): Rule<'instrument'>[] {
  const edition = base.at(on)
  const bound = new Set(bondsOf(base, state, on).flatMap((bond) => (bond.standing.bound ? [bond.instrument] : [])))
  const withRoutes = new Set(edition.routes.map(({ rule }) => rule.instrument))
  return [...edition.rules.values()].filter(
    (rule): rule is Rule<'instrument'> =>
      rule.kind === 'instrument' &&
      rule.level === 'treaty' &&
      !rule.regional &&
      withRoutes.has(rule.rule) &&
      new Set(rule.parties?.map((party) => party.state)).size > 2 &&
      !bound.has(rule.rule),
  )
}

/** A ratification long enough ago to be in force; where the treaty does not say how that comes about, a party from that day. */
function joining({ rule, short, entry, parties = [] }: Rule<'instrument'>, state: string, today: string): string {
  const from = Temporal.PlainDate.from(today).subtract({ years: 2 }).toString()
  const title = `${state} joins ${short}`
  if (entry) return JSON.stringify({ title, ratifications: [{ instrument: rule, ratified: from, by: [state] }] })
  return JSON.stringify({ title, amend: { [rule]: { [`parties.${parties.length}`]: { state, from } } } })
}

function modelText(parties: readonly string[], channel: 'central' | 'direct', from: string): string {
  const words = channel === 'central' ? 'from one central authority to the other' : 'with orders to the provider'
  const title = `Agreement of ${parties.join(' and ')} ${words}`
  const agreement = {
    id: `proposals/${parties.join('-').toLowerCase()}-${channel}`,
    title,
    parties,
    from,
    channel,
    categories: ['subscriber', 'identification', 'traffic', 'content', 'location', 'device-log', 'transaction-record'],
    answer_days: channel === 'central' ? 60 : 10,
    safeguards: ['court', 'notification', 'person-told', 'purpose-limit', 'dual-criminality'],
  }
  return JSON.stringify({ title, agreements: [agreement] })
}

function candidateOf(does: Candidate['does'], { title }: Proposal, text: string, cells: readonly Cell[]): Candidate {
  const changed = cells.filter(({ before, after }) => changeIn(before, after) !== 'same')
  const count = (wanted: string) => sum(changed.filter(({ before, after }) => changeIn(before, after) === wanted), () => 1)
  const usable = changed.filter(({ after }) => hasWay(after))
  const all = sum(usable, () => 1)
  return {
    title,
    text,
    does,
    opened: count('opened'),
    closed: count('closed'),
    eased: count('eased'),
    daysSaved: sum(usable, ({ before, after }) =>
      hasWay(before) && before.days !== undefined && after.days !== undefined ? before.days - after.days : 0,
    ),
    kept: all === 0 ? 0 : sum(usable, ({ after }) => after.safeguards.length) / all,
    lost: sum(usable, ({ before, after }) => (hasWay(before) ? before.safeguards.filter((one) => !after.safeguards.includes(one)).length : 0)),
    behind: changed.toSorted((a, b) => b.requests - a.requests || ((a.first[0] ?? '') < (b.first[0] ?? '') ? -1 : 1)).slice(0, BEHIND),
  }
} // biome-ignore format: a figure a line

const sum = (cells: readonly Cell[], of: (cell: Cell) => number) =>
  cells.reduce((total, cell) => total + cell.requests * of(cell), 0)
