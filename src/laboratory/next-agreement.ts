import { stringify } from 'yaml'
import { bondsOf, categories, type LawBase, type Rule } from '../law/index.ts'
import { LaboratoryError } from './errors.ts'
import { readProposal } from './proposal.ts'
import { type Cell, changeIn, type Tally } from './running/cells.ts'
import { examiner } from './running/examine.ts'
import type { Outcome } from './running/outcome.ts'

/** An agreement a state could make next. */
export interface Choice {
  readonly title: string
  /** The proposal itself, to be kept, changed and tried. */
  readonly text: string
  readonly does: 'joins' | 'concludes'
  /** The treaty it would join, by its rule; or with whom it would conclude one of its own, and through whose hands that goes. */
  readonly instrument?: string
  readonly partner?: string
  readonly channel?: 'central' | 'direct'
}

/** An agreement, and what it would do for the requests of a record. */
export interface Candidate extends Choice {
  /** Requests that get a way they had not, and those that lose it. */
  readonly opened: number
  readonly closed: number
  readonly eased: number
  /** Over as many requests, whose days are published before and after: only of them anything is known. */
  readonly daysSaved: number
  readonly daysTold: number
  /** Safeguards on the ways of the requests it changes, on average, and how many of those they had are lost. */
  readonly kept: number
  readonly lost: number
  /** Days saved for each safeguard kept on the way. */
  readonly daysPerSafeguard: number
  /** The kinds of request behind these figures, those of most requests first. */
  readonly behind: readonly Cell[]
}

export interface Search {
  readonly state: string
  readonly requests: number
  /** Those that open most first, then those that ease most; among equals those that save most days for each safeguard kept, then the plainest. */
  readonly candidates: readonly Candidate[]
  /** What could not be tried, and why. */
  readonly untried: readonly { readonly title: string; readonly says: string }[]
}

export interface Wanted {
  readonly state: string
  /** Requests as lines of a record. */
  readonly lines: readonly string[]
  /** States to try an agreement with; by default those with whom the requests have it hardest. */
  readonly partners?: readonly string[] | undefined
  readonly today: string
  /** Told of each candidate before it is tried. */
  readonly onTry?: (title: string) => void
}

/** So many partners are tried where none are named. */
const PARTNERS = 5

/**
 * Which agreement would do most for the requests of a state: every treaty of several states it has not joined, and the model
 * agreement with every partner, from one central authority to the other and directly, each tried on all the requests.
 */
export function nextAgreements(base: LawBase, wanted: Wanted): Search {
  const { state, lines, today, onTry } = wanted
  const now = examiner(base, base, { today })(lines, 1)
  const choices = choicesOf(base, state, now.cells, wanted)
  const tried = choices.map((choice) => {
    onTry?.(choice.title)
    try {
      return examiner(base, readProposal(choice.text, base).law, { today })(lines, 1)
    } catch (error) {
      if (!(error instanceof LaboratoryError)) throw error
      return error.message
    }
  })
  return searchOf(state, now.requests, choices, tried)
}

/**
 * The agreements a state could make next, given how the requests stand today: the partners are those with whom they have it
 * hardest, unless others are named. Throws `bad_model` for a state there is not.
 */
export function choicesOf(
  base: LawBase,
  state: string,
  now: readonly Cell[],
  { today, partners = hardest(now, state) }: Pick<Wanted, 'today' | 'partners'>,
): Choice[] {
  mustBeState(base, state)
  return [
    ...notJoined(base, state, today).map((instrument) => joining(instrument, state, today)),
    ...partners.flatMap((partner) =>
      (['central', 'direct'] as const).map((channel) => concluding(state, partner, channel, today)),
    ),
  ]
}

/** What came of each of these agreements: how the requests stand under it, or why it could not be tried. */
export function searchOf(
  state: string,
  requests: number,
  choices: readonly Choice[],
  tried: readonly (Pick<Tally, 'cells'> | string | undefined)[],
): Search {
  const candidates: Candidate[] = []
  const untried: { title: string; says: string }[] = []
  for (const [i, choice] of choices.entries()) {
    const came = tried[i]
    if (typeof came === 'string') untried.push({ title: choice.title, says: came })
    else if (came) candidates.push(weighed(choice, came.cells))
  }
  return { state, requests, candidates: candidates.sort(byOpened), untried }
}

/** Throws `bad_model` for a state there is not. */
export function mustBeState(base: LawBase, code: string, path = 'state'): void {
  if (![...base.rules.values()].some((rule) => rule.kind === 'state' && rule.code === code))
    throw new LaboratoryError('invalid', 'bad_model', `There is no state ${code.slice(0, 40)}`, { path })
}

const byOpened = (a: Candidate, b: Candidate) =>
  b.opened - a.opened || b.eased - a.eased || b.daysPerSafeguard - a.daysPerSafeguard || (a.title < b.title ? -1 : 1)

/** Those that save most days for each safeguard kept first. */
export const byDaysSaved = (a: Candidate, b: Candidate) => b.daysPerSafeguard - a.daysPerSafeguard || byOpened(a, b)

const hasWay = ({ status }: Outcome) => status === 'open' || status === 'approval'

/** The states with whom most requests of a state have no way; among equals those with whom they pass most layers. */
function hardest(cells: readonly Cell[], state: string): string[] {
  const found = new Map<string, { without: number; layers: number }>()
  for (const { asking, at, before, requests } of cells) {
    const partner = asking === state ? at : at === state ? asking : ''
    if (partner === '' || partner === state || before.status === 'unknown') continue
    const { without, layers } = found.get(partner) ?? { without: 0, layers: 0 }
    const more = hasWay(before)
      ? { without, layers: layers + before.layers * requests }
      : { without: without + requests, layers }
    found.set(partner, more)
  }
  return [...found]
    .sort(([a, one], [b, other]) => other.without - one.without || other.layers - one.layers || (a < b ? -1 : 1))
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
function joining({ rule, short, entry, parties = [] }: Rule<'instrument'>, state: string, today: string): Choice {
  const from = Temporal.PlainDate.from(today).subtract({ years: 2 }).toString()
  const title = `${state} joins ${short}`
  const change = entry
    ? { ratifications: [{ instrument: rule, ratified: from, by: [state] }] }
    : { amend: { [rule]: { [`parties.${parties.length}`]: { state, from } } } }
  return { title, text: stringify({ title, ...change }), does: 'joins', instrument: rule }
}

function concluding(state: string, partner: string, channel: 'central' | 'direct', from: string): Choice {
  const parties = [state, partner]
  const words = channel === 'central' ? 'from one central authority to the other' : 'with orders to the provider'
  const title = `Agreement of ${parties.join(' and ')} ${words}`
  const agreement = {
    id: `proposals/${parties.join('-').toLowerCase()}-${channel}`,
    title,
    parties,
    from,
    channel,
    categories: [...categories],
    answer_days: channel === 'central' ? 60 : 10,
    safeguards: ['court', 'notification', 'person-told', 'purpose-limit', 'dual-criminality'],
  }
  return { title, text: stringify({ title, agreements: [agreement] }), does: 'concludes', partner, channel }
}

function weighed(choice: Choice, cells: readonly Cell[]): Candidate {
  const changed = cells.filter(({ before, after }) => changeIn(before, after) !== 'same')
  const count = (wanted: string) => sum(changed.filter(({ before, after }) => changeIn(before, after) === wanted), () => 1)
  const usable = changed.filter(({ after }) => hasWay(after))
  const all = sum(usable, () => 1)
  const told = usable.filter(({ before, after }) => hasWay(before) && before.days !== undefined && after.days !== undefined)
  const daysSaved = sum(told, ({ before, after }) => (before.days ?? 0) - (after.days ?? 0))
  const kept = all === 0 ? 0 : sum(usable, ({ after }) => after.safeguards.length) / all
  return {
    ...choice,
    opened: count('opened'),
    closed: count('closed'),
    eased: count('eased'),
    daysSaved,
    daysTold: sum(told, () => 1),
    kept,
    lost: sum(usable, ({ before, after }) => (hasWay(before) ? before.safeguards.filter((one) => !after.safeguards.includes(one)).length : 0)),
    daysPerSafeguard: daysSaved / Math.max(1, kept),
    behind: changed.toSorted((a, b) => b.requests - a.requests || ((a.first[0] ?? '') < (b.first[0] ?? '') ? -1 : 1)),
  }
} // biome-ignore format: a figure a line

const sum = (cells: readonly Cell[], of: (cell: Cell) => number) =>
  cells.reduce((total, cell) => total + cell.requests * of(cell), 0)
