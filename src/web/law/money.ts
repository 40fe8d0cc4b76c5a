import type { Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'

/** A fine in words and figures, as the penalty gives it; undefined where it names no sum. */
export function fineInWords({ fine }: Rule<'penalty'>, { tag, t, number }: Reader): string | undefined {
  if (!fine) return undefined
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: fine.currency, maximumFractionDigits: 0 })
  const { law } = t
  const sum =
    fine.from !== undefined && fine.to !== undefined
      ? money.formatRange(fine.from, fine.to)
      : fine.to !== undefined
        ? law.upTo(money.format(fine.to))
        : fine.from !== undefined
          ? law.atLeast(money.format(fine.from))
          : undefined
  const parts = [
    ...(sum ? [fine.per_day ? law.perDay(sum) : sum] : []),
    ...(fine.turnover_percent !== undefined ? [law.turnover(number(fine.turnover_percent))] : []),
    ...(fine.times_loss !== undefined ? [law.timesLoss(number(fine.times_loss))] : []),
  ]
  return parts.length > 0 ? parts.join('; ') : undefined
}
