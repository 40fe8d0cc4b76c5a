import type { Counterpart } from '../../../exchange/index.ts'
import { lastOfKind } from '../../../requests/index.ts'
import { ChoiceField, SelectField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Notice } from '../../ui/notice.tsx'
import { urls } from '../../urls.ts'
import { type AnsweringDesk, chosen, isHolder, typed } from './desk.ts'
import { ActForm, Line, Text } from './form.tsx'

/** An order that was not meant for whoever got it: given back at one side, sent to the right one at the other. */
export function WrongAddressee({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, story } = desk
  const { wrong: t } = reader.t.answering
  const returned = lastOfKind(file.entries, 'misaddressed')
  if (returned) return <Returned desk={desk} />
  if (!isHolder(desk) || story.request.endedAt !== undefined) return null
  const { value, ...field } = typed(desk, 'give-back', 'right')
  const { value: _, ...as } = typed(desk, 'give-back', 'as')
  return (
    <section class="card flow no-print" aria-labelledby="wrong">
      <h2 id="wrong">{t.title}</h2>
      <p class="measure">{t.about}</p>
      <Fold title={t.button} open={desk.tried?.act === 'give-back'}>
        <ActForm desk={desk} act="give-back" button={t.button} look="button button-grave">
          <Text desk={desk} act="give-back" name="reason" label={reader.t.answering.reason} rows={2} />
          <SelectField
            {...field}
            label={t.right}
            value={value ?? ''}
            empty={t.other}
            choices={providersIn(desk).map(({ org, name, state }) => ({
              value: org,
              label: `${name}, ${reader.country(state)}`,
            }))}
          />
          <Line desk={desk} act="give-back" name="name" label={t.name} />
          <Line desk={desk} act="give-back" name="state" label={t.state} narrow />
          <ChoiceField
            {...as}
            label={t.as}
            row
            value={chosen(desk, 'give-back', 'as')}
            choices={(['designated-establishment', 'legal-representative'] as const).map((kind) => ({
              value: kind,
              label: t.kinds[kind],
            }))}
            otherwise={{ value: '', label: t.asAny }}
          />
        </ActForm>
      </Fold>
    </section>
  )
}

/** Providers of the directory that are not this one, those that are served in the state of the order first. */
function providersIn({ story: { directory, actor, request } }: AnsweringDesk): Counterpart[] {
  const near = ({ state, addressees }: Counterpart) =>
    state === request.to || addressees.some((one) => one.state === request.to) ? 0 : 1
  return directory
    .filter(({ org, seats }) => org !== actor.org && seats.includes('provider'))
    .toSorted((a, b) => near(a) - near(b))
}

function Returned({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, story } = desk
  const { wrong: t } = reader.t.answering
  const returned = lastOfKind(file.entries, 'misaddressed')
  const sent = lastOfKind(file.entries, 'redirected')
  if (!returned) return null
  const { reason, right } = returned.body
  const known = story.directory.find(({ org }) => org === right.org)
  const ours = story.request.direction === 'outgoing' && story.actor.seat === 'authority'
  return (
    <section class="card flow" aria-labelledby="wrong">
      <h2 id="wrong">{t.came(returned.name)}</h2>
      <p>{t.should(right.name, reader.country(right.state))}</p>
      <blockquote class="said">
        <p>{reason}</p>
      </blockquote>
      {sent && (
        <Notice kind="done">
          <p>
            <a href={urls.request(sent.body.request)}>{t.sent}</a>: {sent.body.right.name}
          </p>
        </Notice>
      )}
      {ours && !sent && !known && <p class="soft">{t.unknown}</p>}
      {ours && !sent && known && (
        <>
          <p class="measure">{t.sendAbout}</p>
          <ActForm desk={desk} act="send-on" button={t.sendButton} look="button">
            <input type="hidden" name="send-on.org" value={known.org} />
          </ActForm>
        </>
      )}
    </section>
  )
}
