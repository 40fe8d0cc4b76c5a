import { eventsAbout } from '../../audit/index.ts'
import { instantText, parseInstant } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { domainsOf, isAt, type Signal, type TrustSettings } from '../../trust/index.ts'
import type { Request } from '../request.ts'
import { arrivalsFrom, type EarlierRequest } from '../store/senders.ts'
import type { Competence } from './competence.ts'

/** One thing that was looked at, and what was found. None of it proves anything by itself. */
export interface SignalFound {
  readonly signal: Signal
  /** `unknown`: too little is known to say. */
  readonly is: 'shown' | 'clear' | 'unknown'
  /** What it rests on: counts, hours, days, domains. */
  readonly says: Readonly<Record<string, string | number>>
}

/** How far back the habits of a sender are looked for. */
const HABITS = { hours: 24 * 90 }
/** Fewer requests than these show no habit. */
const FEW = 10

/** What is unusual about a request and who sent it, by what is on record here. */
export async function signalsOf(
  db: Db,
  request: Request,
  { competence, settings }: { competence: Competence; settings: TrustSettings },
): Promise<SignalFound[]> {
  const came = parseInstant(request.createdAt)
  const before = await arrivalsFrom(db, request.org, request.counterpart, {
    since: instantText(came.subtract(HABITS)),
    before: request.createdAt,
  })
  const earlier = before.filter(({ id }) => id !== request.id)
  return [
    { signal: 'first-contact', is: earlier.length === 0 ? 'shown' : 'clear', says: { earlier: earlier.length } },
    volume(earlier, came),
    hour(earlier, came),
    await followUp(db, request, earlier, settings),
    ...(await domains(db, request, came, settings)),
    {
      signal: 'not-competent',
      is: competence.is === 'unknown' ? 'unknown' : competence.is === 'competent' ? 'clear' : 'shown',
      says: {},
    },
  ]
}

/** More within a day than twice what any earlier day brought. */
function volume(earlier: readonly EarlierRequest[], came: Temporal.Instant): SignalFound {
  const dayAgo = instantText(came.subtract({ hours: 24 }))
  const today = earlier.filter(({ at }) => at > dayAgo).length + 1
  const days = Map.groupBy(
    earlier.filter(({ at }) => at <= dayAgo),
    ({ at }) => at.slice(0, 10),
  )
  const most = Math.max(0, ...[...days.values()].map(({ length }) => length))
  return { signal: 'unusual-volume', is: today >= 3 && today > 2 * most ? 'shown' : 'clear', says: { today, most } }
}

/** Further than two hours from every time of day at which it ever wrote. */
function hour(earlier: readonly EarlierRequest[], came: Temporal.Instant): SignalFound {
  const minuteOf = (at: string) => Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))
  const now = minuteOf(instantText(came))
  const says = { hour: instantText(came).slice(11, 16), earlier: earlier.length }
  if (earlier.length < FEW) return { signal: 'unusual-hour', is: 'unknown', says }
  const near = earlier.some(({ at }) => {
    const apart = Math.abs(minuteOf(at) - now)
    return Math.min(apart, 24 * 60 - apart) <= 120
  })
  return { signal: 'unusual-hour', is: near ? 'clear' : 'shown', says }
}

/** An emergency is followed by papers. One of which nothing more was ever heard was perhaps none. */
async function followUp(
  db: Db,
  request: Request,
  earlier: readonly EarlierRequest[],
  { followUpDays }: TrustSettings,
): Promise<SignalFound> {
  const due = instantText(parseInstant(request.createdAt).subtract({ hours: 24 * followUpDays }))
  const old = earlier.filter(({ urgency, at }) => urgency === 'emergency' && at <= due).slice(0, 20)
  const heard = await Promise.all(
    old.map(async ({ id }) => {
      const events = await eventsAbout(db, request.org, id)
      const said = ({ kind, body }: (typeof events)[number]) =>
        kind === 'message.received' && (body as { from?: unknown } | null)?.from === request.counterpart
      return events.filter(said).length > 1
    }),
  )
  const without = heard.filter((is) => !is).length
  const is = without > 0 ? 'shown' : old.length > 0 ? 'clear' : 'unknown'
  return { signal: 'no-follow-up', is, says: { without, emergencies: old.length } }
}

/** The addresses that the request gives, held against the domains the operator put down. */
async function domains(
  db: Db,
  request: Request,
  came: Temporal.Instant,
  { youngDomainDays }: TrustSettings,
): Promise<SignalFound[]> {
  const known = await domainsOf(db, request.counterpart)
  const given = [...new Set(addressesIn(request).map((address) => address.split('@')[1]?.toLowerCase() ?? ''))]
  const strange = given.filter((domain) => !known.some((one) => isAt(domain, one.domain)))
  const young = known.filter(({ registeredOn, domain }) => {
    if (registeredOn === null || !given.some((one) => isAt(one, domain))) return false
    const age = Temporal.PlainDate.from(registeredOn).until(came.toZonedDateTimeISO('UTC').toPlainDate()).total('days')
    return age < youngDomainDays
  })
  const dated = known.filter(({ registeredOn }) => registeredOn !== null)
  return [
    {
      signal: 'unknown-domain',
      is: known.length === 0 || given.length === 0 ? 'unknown' : strange.length > 0 ? 'shown' : 'clear',
      says: { domains: strange.join(', ') },
    },
    {
      signal: 'young-domain',
      is: young.length > 0 ? 'shown' : dated.length > 0 ? 'clear' : 'unknown',
      says: { domains: young.map(({ domain, registeredOn }) => `${domain} (${registeredOn})`).join(', ') },
    },
  ]
}

/** The mail addresses that the request gives of its sender: those of the form that are nobody else's part in it. */
function addressesIn(request: Request): string[] {
  const party = request.parties.find(({ org }) => org === request.counterpart)
  const others = request.parties.flatMap(({ org, email }) => (org !== request.counterpart && email ? [email] : []))
  const boxes = request.copy?.sections.flatMap(({ boxes: all }) => all).filter(({ type }) => type === 'email') ?? []
  const texts = [party?.email, ...boxes.map(({ value }) => value)].filter((value) => typeof value === 'string')
  return texts.filter((text) => /^[^@\s]+@[^@\s]+$/.test(text) && !others.includes(text))
}

/** Every telephone number a request gives, whoever it says it is of. */
export function numbersIn(request: Request): string[] {
  const boxes = request.copy?.sections.flatMap(({ boxes: all }) => all).filter(({ type }) => type === 'phone') ?? []
  return [...request.parties.map(({ phone }) => phone), ...boxes.map(({ value }) => value)].filter(
    (value) => typeof value === 'string',
  )
}
