import type { Rule } from '../../law/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { DealingBody } from '../examination/dealing.ts'
import { pulls } from './entries.ts'

type Penalty = Rule<'penalty'>
export type Weighed = DealingBody<'proposed'>['weighed']

/** What each factor of the law does to the height of a penalty, by the factor's name. */
export type Weighing = Readonly<Record<string, { readonly pulls: string; readonly reason: string }>>

/** On what the height of a fine depends, as far as the law makes it depend on anything. */
export interface Measured {
  /** Worldwide, of the year before, in the currency of the rule. */
  readonly turnover?: number | undefined
  /** How many days it was not obeyed, where the law counts by the day. */
  readonly days?: number | undefined
}

export interface Bounds {
  readonly least: number | undefined
  readonly most: number | undefined
}

/** Between what sums the law lets a fine lie: a fixed sum, a share of the turnover, or the higher of both. */
export function boundsOf({ fine }: Penalty, { turnover, days }: Measured): Bounds {
  if (!fine) return { least: undefined, most: undefined }
  const times = fine.per_day ? days : 1
  const fixed = (sum: number | undefined) => (sum === undefined || times === undefined ? undefined : sum * times)
  const share =
    fine.turnover_percent === undefined || turnover === undefined ? undefined : (turnover * fine.turnover_percent) / 100
  const tops = [fixed(fine.to), share].filter((sum) => sum !== undefined)
  return { least: fixed(fine.from), most: tops.length > 0 ? Math.max(...tops) : undefined }
}

/** A fine within what the law names. Throws `bad_text`, `penalty_too_high`, `penalty_too_low`. */
export function refuseOutOfBounds(rule: Penalty, amount: number, measured: Measured): void {
  const { fine } = rule
  const cite = rule.cites[0]?.cite
  if (!fine)
    throw new RequestError('invalid', 'unknown_rule', `The law threatens no fine here (${cite})`, { path: 'amount' })
  const needed = [
    ['amount', amount],
    ...(fine.turnover_percent === undefined ? [] : [['turnover', measured.turnover]]),
    ...(fine.per_day ? [['days', measured.days]] : []),
  ] as [string, number | undefined][]
  for (const [path, value] of needed) {
    if (value === undefined || !(value > 0) || !Number.isFinite(value))
      throw new RequestError('invalid', 'bad_text', 'Write a number above nothing', { path })
  }
  const { least, most } = boundsOf(rule, measured)
  const of =
    fine.turnover_percent === undefined ? '' : ` (${fine.turnover_percent} % of the turnover, or the fixed sum)`
  if (most !== undefined && amount > most) {
    const message = `At most ${most} ${fine.currency}${of}: ${cite}`
    throw new RequestError('invalid', 'penalty_too_high', message, { path: 'amount' })
  }
  if (least !== undefined && amount < least)
    throw new RequestError('invalid', 'penalty_too_low', `At least ${least} ${fine.currency}: ${cite}`, {
      path: 'amount',
    })
}

/** Every factor of the law, weighed, each with its reason. Throws `unknown_rule`, `bad_text`, `reason_missing`. */
export function weighedFrom({ weighs, cites }: Penalty, given: Weighing): Weighed {
  const stranger = Object.keys(given).find((name) => weighs.every(({ id }) => id !== name))
  if (stranger !== undefined)
    throw new RequestError('invalid', 'unknown_rule', `'${stranger.slice(0, 60)}' is nothing the law weighs (${cites[0]?.cite})`, { path: 'weighed' }) // biome-ignore format: one sentence
  return weighs.map(({ id, says }) => {
    const one = given[id]
    const pull = pulls.find((each) => each === one?.pulls)
    if (!pull)
      throw new RequestError('invalid', 'bad_text', `Say which way this pulls: ${says}`, { path: `pulls.${id}` })
    return { factor: id, pulls: pull, reason: reasonFrom(one?.reason, `reasons.${id}`) }
  })
}

/**
 * Where the addressee pleaded the law of another state, what was written of it before cannot stand. Throws `plea_not_weighed`.
 */
export function refuseUnweighed({ weighs }: Penalty, before: Weighed, now: Weighed): void {
  for (const { id, says, cite } of weighs.filter(({ foreign_law }) => foreign_law)) {
    const reason = (all: Weighed) => all.find(({ factor }) => factor === id)?.reason
    if (reason(before) !== reason(now)) continue
    const message = `The addressee has pleaded the law of another state: say how that was weighed (${says}, ${cite})`
    throw new RequestError('invalid', 'plea_not_weighed', message, { path: `reasons.${id}` })
  }
}
