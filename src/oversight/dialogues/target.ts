import type { Actor } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { bad } from '../mandates/giving.ts'
import { FEWEST } from '../protection.ts'
import { type Ledger, type LedgerLine, type LedgerSide, ledgerBetween } from '../reciprocity/ledger.ts'

/** The figures of the record by which a promise, or a clause of a code, can be measured. */
export const targetFigures = ['median-days', 'share-answered', 'share-refused', 'share-refused-on-ground'] as const
export type TargetFigure = (typeof targetFigures)[number]

/** What each counts: a number without its definition says nothing. */
export const targetDefinitions = {
  'median-days':
    'Days from when the requests of these days were made to the answer or refusal, the median: at most so many',
  'share-answered': 'Of the requests of these days that were answered or refused, the share answered, per cent: at least so much',
  'share-refused': 'Of the requests of these days that were answered or refused, the share refused, per cent: at most so much',
  'share-refused-on-ground':
    'Of all requests of these days, the share refused or objected to on this ground of law, per cent: at most so much',
} as const satisfies Record<TargetFigure, string> // biome-ignore format: a table

/** What a figure is to come to: days, or per cent. */
export interface Target {
  readonly figure: TargetFigure
  readonly value: number
  /** The ground of law, where the figure is of one. */
  readonly ground?: string | undefined
}

/** As it came from outside. */
export interface GivenTarget {
  readonly figure: string
  readonly value: number
  readonly ground?: string | undefined
}

/** Throws `bad_text` for a figure the record does not count, a share that is none, a ground the law does not know. */
export function readTarget({ figure: given, value, ground }: GivenTarget, law: LawBase): Target {
  const figure = targetFigures.find((one) => one === given)
  if (!figure) throw bad('Choose a figure of the record by which it is measured', 'figure')
  const isShare = figure !== 'median-days'
  if (!Number.isFinite(value) || value < 0 || (isShare && value > 100) || (!isShare && value === 0))
    throw bad(isShare ? 'Say how many per cent, from 0 to 100' : 'Say how many days', 'value')
  if (figure !== 'share-refused-on-ground') return { figure, value }
  if (law.rules.get(ground ?? '')?.kind !== 'ground') throw bad('Choose the ground of law it is about', 'ground')
  return { figure, value, ground }
}

/** A figure of some days; null where they are too few to tell. */
export interface MeasuredFigure {
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Requests made in these days. */
  readonly asked: number
  readonly value: number | null
}

/** The figure before something was promised, until it was due, and since; undefined for days that have not come. */
export interface Measured {
  readonly before: MeasuredFigure
  readonly meanwhile: MeasuredFigure | undefined
  readonly since: MeasuredFigure | undefined
}

type Partner = Pick<LedgerLine, 'kind' | 'partner'>

/** Measures targets with one partner from an organisation's own record, reading the record of the same days once. */
export function measuring(db: Db, actor: Actor, partner: Partner, at: Temporal.Instant) {
  const read = new Map<string, Promise<Ledger>>()
  const today = at.toString().slice(0, 10)
  const ledgerOf = (from: string | undefined, until: string | undefined) => {
    const key = `${from} ${until}`
    const found = read.get(key) ?? ledgerBetween(db, actor, { from, until }, at)
    read.set(key, found)
    return found
  }
  return async (
    target: Target,
    direction: 'outgoing' | 'incoming',
    { since: begins, due }: { readonly since: string; readonly due?: string | undefined },
  ): Promise<Measured> => {
    const figure = async (from: string | undefined, until: string | undefined): Promise<MeasuredFigure> => {
      const { lines } = await ledgerOf(from, until)
      const side = lines.find((one) => one.kind === partner.kind && one.partner === partner.partner)?.[direction]
      return { ...(from && { from }), ...(until && { until }), asked: side?.asked ?? 0, value: side ? valueIn(side, target) : null }
    }
    const hasBegun = begins <= today
    const isDue = due !== undefined && due < today
    return {
      before: await figure(undefined, dayAfter(begins, -1)),
      meanwhile: due !== undefined && hasBegun ? await figure(begins, isDue ? due : undefined) : undefined,
      since: due === undefined ? (hasBegun ? await figure(begins, undefined) : undefined) : isDue ? await figure(dayAfter(due, 1), undefined) : undefined,
    }
  }
} // biome-ignore format: short

const dayAfter = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

function valueIn({ asked, answered, refused, byGround, days }: LedgerSide, { figure, ground = '' }: Target): number | null {
  const share = (part: number, whole: number) => (whole < FEWEST ? null : Math.round((part / whole) * 1000) / 10)
  switch (figure) {
    case 'median-days':
      return days?.median ?? null
    case 'share-answered':
      return share(answered, answered + refused)
    case 'share-refused':
      return share(refused, answered + refused)
    case 'share-refused-on-ground':
      return share(byGround[ground] ?? 0, asked)
  }
} // biome-ignore format: short

/** Whether a figure comes to what was promised; undefined where there are too few to tell. A person finds whether it was kept. */
export function comesTo({ figure, value: promised }: Target, measured: MeasuredFigure | undefined): boolean | undefined {
  const value = measured?.value ?? undefined
  if (value === undefined) return undefined
  return figure === 'share-answered' ? value >= promised : value <= promised
} // biome-ignore format: short
