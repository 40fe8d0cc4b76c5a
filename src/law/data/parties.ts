import { countryName } from '../../base/countries.ts'
import { ratificationsOf } from './entry.ts'
import type { Confidence, Rule } from './rule.ts'

/** Whether a state is bound by an instrument on a day, and how that is said. */
export interface Standing {
  readonly bound: boolean
  readonly how:
    | 'bound'
    | 'outside'
    | 'not-yet'
    | 'left'
    | 'signed'
    | 'ratified'
    | 'unlisted'
    | 'not-in-force'
    | 'repealed'
  readonly says: string
  readonly cite?: string
  readonly confidence?: Confidence
  readonly shared: true
}

type Instrument = Rule<'instrument'>
type Party = NonNullable<Instrument['parties']>[number]

const names = new Map<string, string>()

/** As the sentences of the engine name a state. */
export function stateName(code: string): string {
  let name = names.get(code)
  if (name === undefined) {
    name = code === 'EU' ? 'the European Union' : countryName(code, 'en')
    names.set(code, name)
  }
  return name
}

/** Whether a state is bound, without the words: for the many times nobody asks why. */
export function isBound(instrument: Instrument, state: string, on: string): boolean {
  const { from, to, pending } = instrument.in_force
  if (pending || (from !== undefined && on < from) || (to !== undefined && on > to)) return false
  const entries = partiesOf(instrument).get(state)
  return (
    entries?.some((entry) => entry.bound && (!entry.from || entry.from <= on) && (!entry.to || on <= entry.to)) ?? false
  )
}

/** What was worked out of an instrument, for the day last asked about. */
interface Known {
  on: string
  readonly byState: Map<string, Standing>
}

const standings = new WeakMap<Instrument, Known>()

/** Not yet in force and repealed are different answers; so are never bound, bound later, and no longer. */
export function standing(instrument: Instrument, state: string, on: string): Standing {
  let known = standings.get(instrument)
  if (!known) {
    known = { on, byState: new Map() }
    standings.set(instrument, known)
  }
  if (known.on !== on) {
    known.on = on
    known.byState.clear()
  }
  let answer = known.byState.get(state)
  if (!answer) {
    answer = { ...workedOut(instrument, state, on), shared: true }
    known.byState.set(state, answer)
  }
  return answer
}

function workedOut(instrument: Instrument, state: string, on: string): Omit<Standing, 'shared'> {
  const { short, in_force: force } = instrument
  if (force.from && on < force.from) {
    return { bound: false, how: 'not-in-force', says: `${short} is not in force before ${force.from}` }
  }
  if (force.to && on > force.to) {
    return { bound: false, how: 'repealed', says: `${short} has been out of force since ${force.to}` }
  }
  const entries = partiesOf(instrument).get(state) ?? []
  let said: Omit<Standing, 'shared'> | undefined
  for (const entry of entries) {
    const answer = ofEntry(instrument, entry, on)
    if (answer.bound) return answer
    said = answer
  }
  if (said) return said
  const outside = instrument.not_parties?.find((one) => one.state === state)
  if (outside) {
    const says = `${stateName(state)} takes no part in ${short}: ${outside.note}`
    return { bound: false, how: 'outside', says, ...(outside.cite ? { cite: outside.cite } : {}) }
  }
  if (force.pending) return { bound: false, how: 'not-in-force', says: `${short} is not in force yet` }
  return { bound: false, how: 'unlisted', says: `${stateName(state)} is not bound by ${short}` }
}

function ofEntry(
  instrument: Instrument,
  { state, from, to, signed, ratified, bound, confidence, note }: Party,
  on: string,
): Omit<Standing, 'shared'> {
  const { short, entry } = instrument
  const sure = confidence && confidence !== 'text' ? { confidence } : {}
  const more = note ? ` (${note})` : ''
  const name = stateName(state)
  if (!bound && ratified && entry?.ratifications) {
    const count = `${ratificationsOf(instrument).length} of ${entry.ratifications} ratifications`
    const says = `${name} ratified ${short} on ${ratified}, but it is not in force: ${count}${more}`
    return { bound: false, how: 'ratified', says, cite: entry.cite, ...sure }
  }
  if (!bound) {
    const says = `${name} has signed ${short}${signed ? ` on ${signed}` : ''} but is not bound by it${more}`
    return { bound: false, how: 'signed', says, ...sure }
  }
  if (from && on < from)
    return { bound: false, how: 'not-yet', says: `${name} is bound by ${short} only from ${from}${more}`, ...sure }
  if (to && on > to)
    return { bound: false, how: 'left', says: `${name} was bound by ${short} until ${to}${more}`, ...sure }
  return {
    bound: true,
    how: 'bound',
    says: `${name} is bound by ${short}${from ? ` since ${from}` : ''}${more}`,
    ...sure,
  }
}

const byState = new WeakMap<Instrument, Map<string, Party[]>>()

function partiesOf(instrument: Instrument): Map<string, Party[]> {
  let found = byState.get(instrument)
  if (!found) {
    found = Map.groupBy(instrument.parties ?? [], ({ state }) => state)
    byState.set(instrument, found)
  }
  return found
}

/** The bilateral treaties of each network, by the two states they join. */
export class Networks {
  readonly #joined = new Map<string, Map<string, Instrument[]>>()
  /** By network, what was worked out for the state and the day last asked about. */
  readonly #links = new Map<string, { readonly a: string; readonly on: string; readonly to: Map<string, Link> }>()

  /** By network, or by network and state: the day on which every treaty there was stood in the base, or in a list. */
  readonly #whole = new Map<string, string>()

  constructor(instruments: Iterable<Instrument>, networks: Iterable<Rule<'network'>>) {
    for (const instrument of instruments) {
      if (!instrument.network) continue
      const pairs = this.#joined.get(instrument.network) ?? new Map<string, Instrument[]>()
      this.#joined.set(instrument.network, pairs)
      const states = [...partiesOf(instrument).keys()]
      const side = (state: string) => instrument.one_side?.includes(state)
      for (const [i, a] of states.entries()) {
        for (const b of states.slice(i + 1)) {
          if (instrument.one_side && side(a) === side(b)) continue
          pairs.set(pair(a, b), [...(pairs.get(pair(a, b)) ?? []), instrument])
        }
        pairs.set(a, [...(pairs.get(a) ?? []), instrument])
      }
    }
    for (const { rule, lists, whole: day } of networks) {
      if (day) this.#whole.set(rule, day)
      for (const { of, whole } of lists) if (whole) this.#whole.set(`${rule} ${of}`, whole)
    }
  }

  /** Every treaty of the network this state has. */
  of(network: string, state: string): readonly Instrument[] {
    return this.#joined.get(network)?.get(state) ?? []
  }

  /** The treaty of the network that binds both states on the day; or why there is none. */
  between(network: string, a: string, b: string, on: string): Link {
    let known = this.#links.get(network)
    if (known?.a !== a || known.on !== on) {
      known = { a, on, to: new Map() }
      this.#links.set(network, known)
    }
    let link = known.to.get(b)
    if (!link) {
      link = this.#between(network, a, b, on)
      known.to.set(b, link)
    }
    return link
  }

  #between(network: string, a: string, b: string, on: string): Link {
    const states = `${stateName(a)} and ${stateName(b)}`
    let says = this.#none(network, a, b, states)
    for (const treaty of this.#joined.get(network)?.get(pair(a, b)) ?? []) {
      const missing = [a, b].find((state) => !isBound(treaty, state, on))
      if (treaty.not_relied_on) {
        says = `there is ${treaty.short}, which is not relied on here: ${treaty.not_relied_on}`
      } else if (missing === undefined) {
        const { short, citation: cite, confidence } = treaty
        return { treaty, says: `${short} joins ${states}`, cite, confidence, shared: true }
      } else says = standing(treaty, missing, on).says
    }
    return { says, shared: true }
  }

  /** That no treaty is known says little unless every treaty of one of the two is. */
  #none(network: string, a: string, b: string, states: string): string {
    if (this.#whole.has(network)) return `no such treaty joins ${states}`
    for (const state of [a, b]) {
      const day = this.#whole.get(`${network} ${state}`)
      if (day) return `no such treaty joins ${states}: none is on the list of ${stateName(state)} of ${day}`
    }
    return `this base knows no such treaty between ${states}, and has not all the treaties of either`
  }
}

/** Whether a treaty joins two states, and how that is said. */
export interface Link {
  readonly treaty?: Instrument
  readonly says: string
  readonly cite?: string
  readonly confidence?: Confidence
  readonly shared: true
}

const pair = (a: string, b: string) => (a < b ? `${a}|${b}` : `${b}|${a}`)
