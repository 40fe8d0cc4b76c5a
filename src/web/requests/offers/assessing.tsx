import { groundsFor } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import { Citation } from '../../ui/citation.tsx'
import { Fold } from '../../ui/fold.tsx'
import { urls } from '../../urls.ts'
import { before, DeedForm, Words } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { Titled } from '../titled.tsx'
import { NextHands } from './naming.tsx'

/** The enforcing authority's choice: no ground, or one of those the law gives it. */
export function Assessing(props: OfferProps) {
  const {
    offer: { step },
    story: { request },
    desk,
    law,
    first,
  } = props
  const { reader } = desk
  const { deeds: t, forms, errors } = reader.t
  const grounds = groundsFor(law, request, 'central').filter(({ against }) => against === 'notification')
  const { name, value, error } = before(desk, 'ground', undefined, 'ground')
  return (
    <>
      <Titled title={step ? reader.law(step.title) : t.clear.title} about={t.clear.about}>
        <DeedForm desk={desk} act="clear" button={t.clear.button} look={first ? 'first' : 'second'}>
          <NextHands {...props} act="clear" />
          <Words desk={desk} act="clear" name="note" label={`${t.clear.note} ${forms.optional}`} />
        </DeedForm>
      </Titled>
      <Fold title={t.ground.title} open={desk.tried?.act === 'ground'}>
        <p>{t.ground.about}</p>
        <DeedForm desk={desk} act="ground" button={t.ground.button} look="grave">
          <fieldset class={error ? 'field field-error' : 'field'}>
            <legend>{t.ground.ground}</legend>
            {error && (
              <p class="error-text">
                <span class="hidden-text">{errors.title}: </span>
                {error}
              </p>
            )}
            <div class="options">
              {grounds.map(({ rule, title, cites, note }, i) => (
                <div class="option">
                  <input
                    type="radio"
                    id={i === 0 ? name : `${name}-${i}`}
                    name={name}
                    value={rule}
                    checked={value === rule}
                  />
                  <label for={i === 0 ? name : `${name}-${i}`}>{reader.law(title)}</label>
                  <span class="hint">
                    {note && `${reader.law(note)} `}
                    {cites.slice(0, 1).map(({ cite }) => (
                      <Citation source={sourceOf(law, rule, cite, reader)} />
                    ))}{' '}
                    · <a href={urls.rule(rule)}>{reader.t.routes.readRule}</a>
                  </span>
                </div>
              ))}
            </div>
          </fieldset>
          <Words desk={desk} act="ground" name="reason" label={t.ground.reason} />
        </DeedForm>
      </Fold>
    </>
  )
}
