import { answerClocks, lastOfKind, type SufficiencyPoint } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import { Citation } from '../../ui/citation.tsx'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Status } from '../../ui/status.tsx'
import { urls, withQuery } from '../../urls.ts'
import { type AnsweringDesk, isHolder, typed } from './desk.ts'
import { ActForm } from './form.tsx'

/** Whether the order can be carried out as it stands: the law's list, what the order shows, what a person found. */
export function Sufficiency({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, story } = desk
  const { sufficiency: t } = reader.t.answering
  if (!isHolder(desk)) return null
  const last = lastOfKind(file.entries, 'sufficiency')
  const isGeneric = file.points.every(({ point }) => point.startsWith('box:'))
  const form = (
    <ActForm desk={desk} act="sufficiency" button={t.button} look={last ? 'button button-second' : 'button'}>
      {file.points.map((point) => (
        <Point desk={desk} point={point} />
      ))}
    </ActForm>
  )
  return (
    <section class="card flow" aria-labelledby="sufficiency">
      <h2 id="sufficiency">{t.title}</h2>
      <p class="measure">{file.points.length === 0 ? t.nothing : isGeneric ? t.generic : t.about}</p>
      {last && (
        <div class="flow flow-tight">
          <p class="cluster">
            <Status
              tone={last.body.sufficient ? 'open' : 'conflict'}
              word={last.body.sufficient ? t.sufficient : t.insufficient}
            />
            <span class="small soft">
              {t.last} {reader.instant(last.at)}, {last.name}
            </span>
          </p>
          <ul>
            {last.body.points
              .filter(({ holds }) => !holds)
              .map(({ title, note }) => (
                <li>
                  {reader.law(title)}: {note}
                </li>
              ))}
          </ul>
        </div>
      )}
      {story.request.endedAt === undefined &&
        file.points.length > 0 &&
        (last && desk.tried?.act !== 'sufficiency' ? <Fold title={t.button}>{form}</Fold> : form)}
    </section>
  )
}

function Point({ desk, point }: { desk: AnsweringDesk; point: SufficiencyPoint }) {
  const { reader, law, story } = desk
  const { sufficiency: t } = reader.t.answering
  const { value, ...field } = typed(desk, 'sufficiency', `points.${point.point}`)
  const given = value ?? (point.found === undefined ? '' : point.found ? 'yes' : 'no')
  const isRule = !point.point.startsWith('box:')
  return (
    <div class="flow flow-tight">
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
        {point.record.length > 0 && ` · ${t.look}: ${reader.list(point.record.map(reader.law))}`}
        {isRule &&
          point.empty.length > 0 &&
          ` · ${t.empty}: ${reader.list(point.empty.map(({ label }) => reader.law(label)))}`}
        {point.ground && (
          <>
            {' · '}
            {answerClocks(law, point.ground).length > 0 ? (
              <a href={withQuery(urls.answeringAct(story.request.id, 'question'), { ground: point.ground })}>{t.ask}</a>
            ) : (
              <a href={withQuery(urls.objection(story.request.id), { ground: point.ground })}>{t.object}</a>
            )}
          </>
        )}
      </p>
      <TextField
        {...typed(desk, 'sufficiency', `notes.${point.point}`)}
        label={`${t.note} ${reader.t.answering.optional}`}
      />
    </div>
  )
}
