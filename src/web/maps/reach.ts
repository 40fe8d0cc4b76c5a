import { setImmediate } from 'node:timers/promises'
import { places } from '../../base/world.ts'
import {
  type Analysis,
  analyse,
  categories,
  type DataCategory,
  type Facts,
  type LawBase,
  parseFacts,
  type RouteFinding,
  type RouteStatus,
} from '../../law/index.ts'
import { isUntold } from './territories.ts'

/**
 * In the order of the legend: straight to the holder; through the authorities, under a treaty or an act of the Union;
 * through them without one; given by the holder of its own will; ordered here and forbidden there; not decided; nothing.
 */
export const ways = ['direct', 'treaty', 'practice', 'voluntary', 'conflict', 'undecided', 'nothing', 'untold'] as const
export type Way = (typeof ways)[number]

export const measures = ['produce', 'preserve'] as const

/** What is asked of the map: every place but one changes, `from` the one that asks or `to` the one that holds. */
export interface Asked {
  readonly side: 'from' | 'to'
  readonly state: string
  readonly category: DataCategory
  readonly measure: (typeof measures)[number]
  /** The holder also offers its services in the asking state. */
  readonly services: boolean
  /** YYYY-MM-DD. */
  readonly on: string
}

export interface ReachRow {
  readonly place: string
  readonly way: Way
  readonly status: RouteStatus
  readonly route?: Pick<RouteFinding, 'rule' | 'instrument' | 'title' | 'typicalDays'>
  /** Further routes that are not closed. */
  readonly others: number
  /** The rule of an order that another law forbids to obey, where there is one besides. */
  readonly conflict?: string
}

/** Five years: every threshold of the law base for stored data is met. */
export const PENALTY_MONTHS = 60

const kept = new WeakMap<LawBase, Map<string, Promise<readonly ReachRow[]>>>()
const MOST_KEPT = 100

/** The best way between one state and every other on the map, by the analysis itself; kept for the same law and question. */
export function reachOf(law: LawBase, asked: Asked): Promise<readonly ReachRow[]> {
  let rows = kept.get(law)
  if (!rows) {
    rows = new Map()
    kept.set(law, rows)
  }
  const key = JSON.stringify([asked.side, asked.state, asked.category, asked.measure, asked.services, asked.on])
  let found = rows.get(key)
  if (!found) {
    const [oldest] = rows.keys()
    if (oldest !== undefined && rows.size >= MOST_KEPT) rows.delete(oldest)
    found = workedOut(law, asked)
    rows.set(key, found)
    found.catch(() => rows.delete(key))
  }
  return found
}

async function workedOut(law: LawBase, asked: Asked): Promise<ReachRow[]> {
  const rows: ReachRow[] = []
  for (const [i, place] of places.entries()) {
    // Others are served in between.
    if (i % 20 === 19) await setImmediate()
    if (place === asked.state) continue
    if (isUntold(law, place) || isUntold(law, asked.state))
      rows.push({ place, way: 'untold', status: 'unknown', others: 0 })
    else rows.push({ place, ...surest(law, analyse(law, factsFor(law, asked, place), { today: asked.on })) })
  }
  return rows
}

/** The facts behind one place of the map. */
export function factsFor(law: LawBase, { side, state, category, measure, services, on }: Asked, place: string): Facts {
  const [from, to] = side === 'from' ? [state, place] : [place, state]
  const bank = category === 'transaction-record'
  return parseFacts({
    on,
    asking: { state: from, authority: 'prosecutor', validatedBy: 'judge' },
    proceeding: 'criminal',
    offence: {
      maxPenaltyMonths: PENALTY_MONTHS, byInformationSystem: true, committedIn: [from], listed: [],
      dualCriminality: true, deathPenaltyPossible: false, political: false,
    },
    person: { nationality: [from], residence: from, location: from, privileged: 'none' },
    holder: {
      kind: bank ? 'bank' : 'provider', seat: to, establishments: [to], addressees: addresseesOf(law, from, to, services, on),
      offersServicesIn: services ? [to, from] : [to], service: bank ? 'financial' : 'electronic-communications',
      role: 'controller', ciio: false, correspondentAccountIn: [],
    },
    data: [{ id: 'd1', category, storedIn: [to], stored: true, class: 'general', personal: true, persons: 1, encrypted: false }],
    measure,
    urgency: 'ordinary',
    history: { mlaTried: false },
  }) // biome-ignore format: facts in a few lines
}

/** Who takes orders for a holder in the Union: its own establishment; else, where it serves the Union, its representative. */
function addresseesOf(law: LawBase, from: string, to: string, services: boolean, on: string) {
  const { isMember } = law.at(on)
  if (isMember(to, on)) return [{ state: to, as: 'designated-establishment' }]
  if (services && isMember(from, on)) return [{ state: from === 'IE' ? 'NL' : 'IE', as: 'legal-representative' }]
  return []
}

/** An open route comes before one that needs an approval; among these, one that binds somebody before one that asks. */
function surest(law: LawBase, { routes, on }: Analysis): Omit<ReachRow, 'place'> {
  const rank = ({ status, way }: { status: RouteStatus; way: Way }) => statuses.indexOf(status) * 10 + ways.indexOf(way)
  const passable = routes
    .filter(({ status }) => status !== 'closed')
    .map((route) => ({ route, status: route.status, way: wayOf(law, route, on) }))
  const [best] = passable.sort((a, b) => rank(a) - rank(b))
  if (!best) return { way: 'nothing', status: 'closed', others: 0 }
  const { rule, instrument, title, typicalDays } = best.route
  const forbidden = passable.find((one) => one !== best && one.status === 'conflict')
  return {
    way: best.way,
    status: best.status,
    route: { rule, instrument, title, ...(typicalDays !== undefined && { typicalDays }) },
    others: passable.length - 1,
    ...(forbidden && { conflict: forbidden.route.rule }),
  }
}

const statuses: readonly RouteStatus[] = ['open', 'approval', 'conflict', 'unknown', 'closed']

function wayOf(law: LawBase, { status, channel, instrument }: RouteFinding, on: string): Way {
  if (status === 'conflict') return 'conflict'
  if (status === 'unknown') return 'undecided'
  if (channel === 'voluntary') return 'voluntary'
  if (channel !== 'cooperative') return 'direct'
  const level = law.at(on).find('instrument', instrument)?.level
  return level === 'treaty' || level === 'union' ? 'treaty' : 'practice'
}

export const isCategory = (input: string | undefined): input is DataCategory =>
  categories.some((category) => category === input)
