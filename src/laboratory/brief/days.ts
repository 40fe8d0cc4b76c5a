import type { Result } from '../running/result.ts'
import type { ExpectedDays } from '../times/expected.ts'
import { byDays, dayRanges } from '../views.ts'
import { dayRangeInWords, rangeInWords, sourceInWords } from '../words/days.ts'
import type { Block, Section } from './block.ts'
import { tableOf } from './figures.ts'
import type { Telling } from './telling.ts'

/** The days requests would take: as ranges, each with where it is from; what does not hold is said first. */
export function daysSection(result: Result, days: ExpectedDays, telling: Telling): Section {
  const { t, number, rule, cited } = telling
  const wrong = days.routes.filter(({ known }) => known?.by === 'record' && known.times.fitted?.wrong).length
  const whole = (when: 'before' | 'after') => {
    const spread = days[when]
    const told = spread ? rangeInWords(spread, t.range, number) : t.untoldDays
    return days.untold[when] > 0 ? `${told}\n${t.untoldOf(number(days.untold[when]))}` : told
  }
  const routes = days.routes.map(({ route, before, after, known, spread }) => {
    const told = spread ? rangeInWords(spread, t.range, number) : t.untoldDays
    const source = known && sourceInWords(known, t, number, (cite) => cited(route, cite))
    return [rule(route), source ? { text: told, small: source } : told, number(before), number(after)]
  })
  return {
    heading: t.expected,
    blocks: [
      ...(wrong > 0 ? [{ kind: 'notice' as const, text: t.wrongFit(number(wrong)) }] : []),
      {
        kind: 'pairs',
        rows: [
          [t.before, whole('before')],
          [t.after, whole('after')],
        ],
      },
      { kind: 'heading', text: t.expectedByRoute },
      ...tableOf([t.rule, t.daysTaken, t.before, t.after], 1, routes, telling),
      { kind: 'small', text: t.expectedNote },
      ...publishedBlocks(result, telling),
    ],
  }
}

function publishedBlocks(result: Result, { t, number, difference }: Telling): Block[] {
  const { before, after } = byDays(result)
  const row = (name: string, was: number, is: number) => [name, number(was), number(is), difference(is - was)]
  return [
    { kind: 'heading', text: t.days },
    {
      kind: 'table',
      head: [t.days, t.before, t.after, t.difference],
      wide: 0,
      rows: [
        ...dayRanges.map((_, i) =>
          row(dayRangeInWords(i, dayRanges, t, number), before.ranges[i] ?? 0, after.ranges[i] ?? 0),
        ),
        row(t.unpublished, before.unpublished, after.unpublished),
      ],
    },
    { kind: 'small', text: t.daysNote },
  ]
}
