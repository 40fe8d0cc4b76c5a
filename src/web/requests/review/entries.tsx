import type { Entry } from '../../../requests/index.ts'
import { FormReading } from '../../official-form/reading.tsx'
import { Fold } from '../../ui/fold.tsx'
import { nameOf } from '../story.ts'
import { itemName, type ReviewDesk } from './desk.ts'

/** The file of the dispute, oldest first. */
export function Entries({ desk }: { desk: ReviewDesk }) {
  const { review, reader, story } = desk
  const { review: t } = reader.t
  return (
    <ol class="decisions plain">
      {review.entries.map((entry) => (
        <li class="card flow flow-tight">
          <h3>{t.entry[entry.kind]}</h3>
          <p class="small soft">
            {[entry.name, nameOf(story, entry.org)].filter((one, i, all) => one && all.indexOf(one) === i).join(', ')} ·{' '}
            {reader.instant(entry.at)}
          </p>
          <Said desk={desk} entry={entry} />
        </li>
      ))}
    </ol>
  )
}

function Said({ desk, entry }: { desk: ReviewDesk; entry: Entry }) {
  const { reader } = desk
  const { review: t, requests } = reader.t
  const words = (text: string) => (text === '' ? <p class="soft">{t.reads}</p> : <p class="said-words">{text}</p>)
  switch (entry.kind) {
    case 'objection': {
      const { reason, preserved, late, form } = entry.body
      return (
        <>
          {words(reason)}
          <p>{preserved ? requests.preserved.yes : requests.preserved.no}</p>
          {late && (
            <>
              <p>{t.late(reader.instant(late.due))}</p>
              <p class="said-words">{late.why}</p>
            </>
          )}
          {form && (
            <Fold title={`${t.form}${reader.colon}${reader.law(form.heading)}`}>
              <FormReading copy={form} reader={reader} anchors={false} />
            </Fold>
          )}
        </>
      )
    }
    case 'brought':
    case 'response': {
      const text = entry.kind === 'brought' ? entry.body.statement : entry.body.text
      const released = entry.kind === 'brought' ? entry.body.released : []
      return (
        <>
          {words(text)}
          <PointsSaid desk={desk} points={entry.body.points} />
          {released.length > 0 && (
            <p>
              {t.released}
              {reader.colon}
              {reader.list(released.map((item) => itemName(desk, item)))}
            </p>
          )}
        </>
      )
    }
    case 'question': {
      const { authority, state, text, until } = entry.body
      return (
        <>
          <p>{t.asked(authority, reader.country(state))}</p>
          {words(text)}
          {until && <p>{t.until(reader.date(until))}</p>}
        </>
      )
    }
    case 'at-once':
    case 'withdrawn':
      return words(entry.body.reason)
    case 'ruling':
      return (
        <p>
          <a href="#ruling">{t.outcome.title}</a>
        </p>
      )
    default:
      return words(entry.body.text)
  }
}

function PointsSaid({ desk, points }: { desk: ReviewDesk; points: readonly { factor: number; text: string }[] }) {
  const { procedure, reader } = desk
  if (points.length === 0) return null
  return (
    <dl class="pairs">
      {points.map(({ factor, text }) => (
        <>
          <dt>{reader.law(procedure.ground.weighs[factor - 1]?.what ?? String(factor))}</dt>
          <dd class="said-words">{text}</dd>
        </>
      ))}
    </dl>
  )
}
