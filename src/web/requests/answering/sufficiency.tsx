import { lastOfKind } from '../../../requests/index.ts'
import { Fold } from '../../ui/fold.tsx'
import { Status } from '../../ui/status.tsx'
import { urls } from '../../urls.ts'
import { type AnsweringDesk, isHolder } from './desk.ts'
import { ActForm } from './form.tsx'
import { Point } from './point.tsx'

/** Whether the order can be carried out as it stands: the law's list, what the order shows, what a person found. */
export function Sufficiency({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, story } = desk
  const { sufficiency: t } = reader.t.answering
  if (!isHolder(desk)) return null
  const last = lastOfKind(file.entries, 'sufficiency')
  const isGeneric = file.points.every(({ point }) => point.startsWith('box:'))
  // The law's list is gone through together with the sender, where the order is first looked at.
  const isFirst = !last && !isGeneric && desk.tried?.act !== 'sufficiency'
  const form = (
    <ActForm desk={desk} act="sufficiency" button={t.button} look={last ? 'button button-second' : 'button'}>
      {file.points.map((point) => (
        <Point desk={desk} act="sufficiency" point={point} />
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
                  {reader.law(title)}
                  {reader.colon}
                  {note}
                </li>
              ))}
          </ul>
        </div>
      )}
      {isFirst && story.request.endedAt === undefined && (
        <p>
          <a href={`${urls.request(story.request.id)}#now`}>{t.first}</a>
        </p>
      )}
      {!isFirst &&
        story.request.endedAt === undefined &&
        file.points.length > 0 &&
        (last && desk.tried?.act !== 'sufficiency' ? <Fold title={t.button}>{form}</Fold> : form)}
    </section>
  )
}
