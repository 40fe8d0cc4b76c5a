import { ChoiceField } from '../../ui/fields.tsx'
import { urls } from '../../urls.ts'
import { ObjectionForm } from '../decisions.tsx'
import { before, DeedForm, Words } from '../deed-form.tsx'
import { GroundOf } from '../no.tsx'
import type { OfferProps } from '../offer-props.ts'
import { Titled } from '../titled.tsx'

const outcomes = ['upheld', 'clarified', 'released'] as const

/** The objection in the holder's words, and the asking authority's answer. */
export function Replying({ story: { objection, request }, desk, law, first }: OfferProps) {
  const { reader } = desk
  const { deeds: t, errors } = reader.t
  const { name, value, error } = before(desk, 'reply', undefined, 'outcome')
  return (
    <Titled title={t.reply.title} about={t.reply.about}>
      {objection && (
        <blockquote class="said">
          {objection.rules.map((rule) => (
            <GroundOf rule={rule} law={law} reader={reader} />
          ))}
          <p class="said-words">{objection.reason}</p>
          <p class="small soft">
            {objection.name} · {reader.instant(objection.at)}
          </p>
          <ObjectionForm request={request.id} objection={objection} reader={reader} />
        </blockquote>
      )}
      {request.direction === 'outgoing' && (
        <p>
          <a href={urls.linking(request.id)}>{t.reply.narrow}</a>
        </p>
      )}
      <DeedForm desk={desk} act="reply" button={t.reply.button} look={first ? 'first' : 'second'}>
        <ChoiceField
          name={name}
          label={t.reply.outcome}
          error={error}
          errorWord={`${errors.title}:`}
          value={value ? [value] : []}
          choices={outcomes.map((outcome) => ({ value: outcome, label: t.reply.outcomes[outcome] }))}
        />
        <Words desk={desk} act="reply" name="text" label={t.reply.text} />
      </DeedForm>
    </Titled>
  )
}
