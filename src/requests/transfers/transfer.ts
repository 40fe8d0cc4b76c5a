import { type Due, due, type LawBase, type Release, type Rule } from '../../law/index.ts'
import { RequestError } from '../errors.ts'

type Way = NonNullable<Rule<'instrument'>['path']>

/** Whoever business data go to, abroad. */
export interface TransferRecipient {
  readonly name: string
  readonly state: string
  readonly kind: 'company' | 'person'
}

/** One thing that happened to a transfer: at which stage, on which day, and how it went where that was decided. */
export interface TransferEntry {
  readonly moment: string
  readonly day: string
  readonly outcome: 'passed' | 'failed' | undefined
  /** The last day it holds, where the law sets none. */
  readonly until: string | undefined
  readonly note: string
  readonly byName: string
  readonly at: string
}

/** The file of one way by which data leave for business: assessed, filed, decided on, in force, renewed. */
export interface Transfer {
  readonly id: string
  readonly org: string
  /** Whose file it is: of whoever sends the data, or of the authority it was filed with. */
  readonly side: 'sender' | 'authority'
  /** The authority it was filed with; there, whoever filed it. Undefined while what happens is put down by hand. */
  readonly other: { readonly org: string; readonly name: string } | undefined
  /** The instrument of law it goes by. */
  readonly path: string
  readonly recipient: TransferRecipient
  readonly purpose: string
  readonly heads: Readonly<Record<string, string>>
  readonly opened: { readonly by: string; readonly name: string; readonly at: string }
  readonly entries: readonly TransferEntry[]
}

/** Data that left for business, and the facts it was decided on. */
export interface Outflow {
  readonly id: string
  readonly release: Release
  readonly law: string
  readonly by: string
  readonly byName: string
  readonly at: string
}

/** A period of the law in a transfer: since when it runs, until when, and whether it ended in time. */
export interface TransferClock {
  readonly due: Due
  readonly stopped: string | undefined
  readonly late: boolean
}

export interface TransferStanding {
  readonly way: Way
  /** Heads of the self-assessment about which nothing was written. */
  readonly missing: readonly Way['heads'][number][]
  /** The stages that can come now, and that whoever keeps this file brings about. */
  readonly next: readonly Way['stages'][number][]
  readonly clocks: readonly TransferClock[]
  /** From and until when data may leave by it; undefined where they may not. */
  readonly holds: { readonly from: string; readonly until: string } | undefined
  /** From which day it is asked for anew, and the last of its days. */
  readonly renewal: { readonly opens: string | undefined; readonly cite: string } | undefined
}

/** Whom the gate knows the recipient as. */
export const recipientId = ({ name, state }: TransferRecipient): string => `${name}, ${state}`

/** The ways by which data may leave, as the law has them on a day. */
export const waysIn = (
  law: LawBase,
  on: string,
): { readonly rule: string; readonly title: string; readonly way: Way }[] =>
  [...law.at(on).rules.values()].flatMap((rule) =>
    rule.kind === 'instrument' && rule.path ? [{ rule: rule.rule, title: rule.title, way: rule.path }] : [],
  )

/** Throws `unknown_rule` for what is no way by which data leave. */
export function wayOf(law: LawBase, path: string): Way {
  const rule = law.rules.get(path)
  if (rule?.kind === 'instrument' && rule.path) return rule.path
  throw new RequestError('invalid', 'unknown_rule', `The law has no such way: ${path.slice(0, 200)}`, { path: 'path' })
}

/** Where a transfer stands on a day, by the law: what is missing, what runs, and whether data may leave by it. */
export function standingOf(law: LawBase, transfer: Transfer, today: string): TransferStanding {
  const way = wayOf(law, transfer.path)
  const happened = (moment: string) => transfer.entries.findLast((one) => one.moment === moment)
  const ended = happened(way.ends)
  const begun = happened(way.begins)
  const from = begun?.outcome === 'passed' ? begun.day : undefined
  const last = from === undefined ? undefined : lastDay(law, way, from, begun?.until)
  const isOver = ended !== undefined || (last !== undefined && last < today)
  const firm = way.stages.filter(({ optional }) => !optional)
  const first = firm.find(({ moment }) => !happened(moment))
  const isFailed = begun?.outcome === 'failed'
  const isBegun = happened(firm[0]?.moment ?? '') !== undefined
  return {
    way,
    missing: way.heads.filter(({ id }) => !transfer.heads[id]?.trim()),
    next:
      ended !== undefined
        ? []
        : way.stages.filter(
            (stage) =>
              isOwn(stage, transfer) &&
              (stage.optional ? isBegun : stage === first && (!isFailed || stage.moment !== way.begins)),
          ),
    clocks: way.clocks.flatMap((id) => clockOf(law, way, id, transfer, today)),
    holds: from !== undefined && last !== undefined && !isOver ? { from, until: last } : undefined,
    renewal:
      way.renewal && last && !isOver
        ? { opens: opensOn(law, way.renewal, last), cite: law.rule('clock', way.renewal).cites[0]?.cite ?? '' }
        : undefined,
  }
}

/** Whether this side brings the stage about; where nothing was filed over this system, whatever happens is put down. */
const isOwn = ({ by, arrives }: Way['stages'][number], { side, other }: Transfer): boolean =>
  other === undefined || (arrives === undefined && (by === 'either' || by === side))

/** Whether data may leave by it, as the gate looks at it. */
export function pathFrom(law: LawBase, transfer: Transfer, today: string): Release['paths'] {
  const { way, holds } = standingOf(law, transfer, today)
  if (!holds || transfer.side !== 'sender') return []
  const state = way.state as Release['paths'][number]['state']
  const covers = { recipient: recipientId(transfer.recipient), purpose: transfer.purpose }
  const until = Temporal.PlainDate.from(holds.until).add({ days: 1 }).toString()
  return [{ kind: way.kind, state, from: holds.from, until, covers }]
}

/** The last day of it: the law's, or the day that was said where the law sets none. */
function lastDay(law: LawBase, { valid }: Way, from: string, said: string | undefined): string | undefined {
  if (!valid) return said
  const end = due(law, valid, atNoon(from))
  const byLaw = (end.local ?? end.due)?.slice(0, 10)
  return said && byLaw && said < byLaw ? said : byLaw
}

/** The middle of a day where it is counted: on the same day everywhere it matters. */
const atNoon = (day: string) => Temporal.Instant.from(`${day}T04:00:00Z`)

function clockOf(law: LawBase, { state }: Way, id: string, { entries }: Transfer, today: string): TransferClock[] {
  const { starts, stops } = law.rule('clock', id)
  const started = entries.findLast(({ moment }) => moment === starts)
  if (!started) return []
  const stopped = entries.find((one) => one.moment === stops && one.day >= started.day)?.day
  const counted = due(law, id, atNoon(started.day), { state })
  const end = (counted.local ?? counted.due)?.slice(0, 10)
  return [{ due: counted, stopped, late: end !== undefined && (stopped ?? today) > end }]
}

/** The last day from which this period still ends by that day: where what is counted back from an end begins. */
function opensOn(law: LawBase, id: string, last: string): string | undefined {
  const endOf = (day: Temporal.PlainDate) => {
    const found = due(law, id, atNoon(day.toString()))
    return (found.local ?? found.due)?.slice(0, 10)
  }
  let day = Temporal.PlainDate.from(last)
  for (let back = 0; back < 400; back++) {
    const end = endOf(day)
    if (end === undefined) return undefined
    if (end <= last) return day.toString()
    day = day.subtract({ days: 1 })
  }
  return undefined
}
