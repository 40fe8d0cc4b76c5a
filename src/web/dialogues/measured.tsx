import type { LawBase } from '../../law/index.ts'
import {
  comesTo,
  type Measured,
  type MeasuredFigure,
  type Target,
  targetDefinitions,
  targetFigures,
} from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

interface Shown {
  readonly law: LawBase
  readonly reader: Reader
} // biome-ignore format: short

/** What was promised of a figure, in words, with the ground where it is of one. */
export function TargetInWords({ target, law, reader }: Shown & { target: Target }) {
  const { dialogues: t } = reader.t
  const { figure, value, ground } = target
  return (
    <>
      {t.targets[figure](reader.number(value))}
      {ground && (
        <>
          . <a href={urls.rule(ground)}>{t.ground(reader.law(law.rules.get(ground)?.title ?? ground))}</a>
        </>
      )}
    </>
  )
}

const inUnits = (value: number, { figure }: Target, reader: Reader) =>
  reader.t.dialogues[figure === 'median-days' ? 'days' : 'percent'](reader.number(value))

/** A figure before something was promised, until it was due, and since, beside what was promised. */
export function MeasuredTable({
  target,
  measured,
  caption,
  word,
  reader,
}: {
  target: Target
  measured: Measured
  caption: string
  /** What the target is called: promised, or by a clause. */
  word: string
  reader: Reader
}) {
  const { dialogues: t } = reader.t
  const rows = [measured.before, measured.meanwhile, measured.since].filter((one) => one !== undefined)
  const promised = t[target.figure === 'share-answered' ? 'atLeast' : 'atMost'](inUnits(target.value, target, reader))
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.when}</th>
          <th scope="col" class="numeric">
            {t.asked}
          </th>
          <th scope="col" class="numeric">
            {t.figure}
          </th>
          <th scope="col">{word}</th>
          <th scope="col">{t.shows}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr>
            <th scope="row">{daysIn(one, reader)}</th>
            <td data-label={t.asked} class="numeric">
              {reader.number(one.asked)}
            </td>
            <td data-label={t.figure} class="numeric">
              {one.value === null ? '' : inUnits(one.value, target, reader)}
            </td>
            <td data-label={word}>{promised}</td>
            <td data-label={t.shows}>
              <Shows target={target} figure={one} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Shows({ target, figure, reader }: { target: Target; figure: MeasuredFigure; reader: Reader }) {
  const { comesTo: t } = reader.t.dialogues
  const does = comesTo(target, figure)
  if (does === undefined) return <Status tone="unknown" word={t.few} means={reader.t.dialogues.fewNote} />
  return <Status tone={does ? 'open' : 'conflict'} word={does ? t.yes : t.no} />
}

function daysIn({ from, until }: MeasuredFigure, reader: Reader): string {
  const { dialogues: t } = reader.t
  if (!from) return t.before(until ? reader.date(Temporal.PlainDate.from(until).add({ days: 1 }).toString()) : '')
  return until ? t.meanwhile(reader.date(from), reader.date(until)) : t.since(reader.date(from))
}

/** What each figure counts, folded away. */
export function TargetDefinitions({ reader }: { reader: Reader }) {
  const { dialogues: t } = reader.t
  return (
    <Fold title={t.counts}>
      <dl>
        {targetFigures.map((figure) => (
          <>
            <dt>{t.figures[figure]}</dt>
            <dd>{t.definitions[figure] ?? targetDefinitions[figure]}</dd>
          </>
        ))}
      </dl>
      <p class="small soft">{t.fewNote}</p>
    </Fold>
  )
}
