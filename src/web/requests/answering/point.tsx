import { answerClocks, isOfLaw, type SufficiencyPoint } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import { Citation } from '../../ui/citation.tsx'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { urls, withQuery } from '../../urls.ts'
import { type AnsweringDesk, typed } from './desk.ts'

/** One thing to look at before an order is carried out: whether it holds, and, where it does not, what is wrong. */
export function Point({
  desk,
  act,
  point,
}: {
  desk: Pick<AnsweringDesk, 'story' | 'law' | 'reader' | 'tried'>
  /** The form it stands in, after which its fields are named. */
  act: string
  point: SufficiencyPoint
}) {
  const { reader, law, story } = desk
  const { sufficiency: t } = reader.t.answering
  const { value, ...field } = typed(desk, act, `points.${point.point}`)
  const given = value ?? (point.found === undefined ? '' : point.found ? 'yes' : 'no')
  const isRule = isOfLaw(point)
  return (
    <div class="flow flow-tight point">
      <ChoiceField
        {...field}
        label={reader.law(point.title)}
        row
        value={given ? [given] : []}
        choices={[
          { value: 'yes', label: t.holds },
          { value: 'no', label: t.holdsNot },
        ]}
      />
      <p class="small soft">
        {point.cite && (
          <Citation source={sourceOf(law, isRule ? point.point : story.request.rule, point.cite, reader)} />
        )}
        {point.record.length > 0 && ` · ${t.look}${reader.colon}${reader.list(point.record.map(reader.law))}`}
        {isRule &&
          point.empty.length > 0 &&
          ` · ${t.empty}${reader.colon}${reader.list(point.empty.map(({ label }) => reader.law(label)))}`}
      </p>
      <div class="point-wrong flow flow-tight">
        <TextField {...typed(desk, act, `notes.${point.point}`)} label={t.note} />
        {point.ground && (
          <p class="small">
            {answerClocks(law, point.ground).length > 0 ? (
              <a href={withQuery(urls.answeringAct(story.request.id, 'question'), { ground: point.ground })}>{t.ask}</a>
            ) : (
              <a href={withQuery(urls.objection(story.request.id), { ground: point.ground })}>{t.object}</a>
            )}
          </p>
        )}
      </div>
    </div>
  )
}
