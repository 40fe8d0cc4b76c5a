import { openGroundsFor } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import { Citation } from '../../ui/citation.tsx'
import { urls } from '../../urls.ts'
import { before } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'

/** What a seat can say no with by the law, as far as what is known here does not exclude it. */
const groundsOf = ({ story: { request, actor }, law }: Pick<OfferProps, 'story' | 'law'>) =>
  openGroundsFor(law, request, actor.seat).filter(
    ({ decides, effect }) => decides === undefined && effect !== 'objection' && effect !== 'impossibility',
  )

/** The grounds to choose from, each with what it does and where it stands. */
export function Grounds({
  act,
  step,
  story,
  desk,
  law,
}: Pick<OfferProps, 'story' | 'desk' | 'law'> & { act: 'ground' | 'refuse'; step?: string }) {
  const { reader } = desk
  const { deeds: t, errors, routes } = reader.t
  const grounds = groundsOf({ story, law })
  if (grounds.length === 0) return null
  const { name, value, error } = before(desk, act, step, 'ground')
  return (
    <fieldset class={error ? 'field field-error' : 'field'}>
      <legend>{t.ground.ground}</legend>
      {error && (
        <p class="error-text">
          <span class="hidden-text">{errors.title}: </span>
          {error}
        </p>
      )}
      <div class="options">
        {grounds.map(({ rule, title, effect, cites, note }, i) => (
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
              {t.ground.effects[effect] && `${t.ground.effects[effect]} · `}
              {note && `${reader.law(note)} `}
              {cites.slice(0, 1).map(({ cite }) => (
                <Citation source={sourceOf(law, rule, cite, reader)} />
              ))}{' '}
              · <a href={urls.rule(rule)}>{routes.readRule}</a>
            </span>
          </div>
        ))}
      </div>
    </fieldset>
  )
}
