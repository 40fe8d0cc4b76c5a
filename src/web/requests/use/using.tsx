import { allOf, lastIn, limitsOf } from '../../../requests/index.ts'
import { Citation } from '../../ui/citation.tsx'
import { ChoiceField, SelectField } from '../../ui/fields.tsx'
import { ActForm, Line, Text } from '../examination/act-form.tsx'
import { cited, type DealingDesk, typed } from '../examination/desk.ts'

/** Uses that were asked for here and not answered. */
export function askedHere({ dealings, story }: Pick<DealingDesk, 'dealings' | 'story'>) {
  if (story.request.direction !== 'incoming') return []
  return allOf(dealings, 'use-asked').filter(({ dealing, step }) => {
    const about = story.steps.find(({ id }) => id === step)
    const isOurs = about?.doer === story.actor.org && about.seat === story.actor.seat
    return isOurs && !lastIn(dealings, dealing, 'use-allowed', 'use-denied')
  })
}

export const mayUse = ({ story, items }: Pick<DealingDesk, 'story' | 'items'>): boolean =>
  story.request.direction === 'outgoing' && story.actor.seat === 'authority' && items.length > 0

/** What can be done on the page: use what came, ask for consent, or answer who asks. */
export function UseActs({ desk }: { desk: DealingDesk }) {
  const { reader, items } = desk
  const { dealings: t } = reader.t
  const stage = typed(desk, 'record', 'stage')
  const purpose = typed(desk, 'record', 'purpose')
  const pieces = typed(desk, 'record', 'items')
  return (
    <>
      {askedHere(desk).map(({ dealing, body }) => {
        const allowed = typed(desk, 'allow', 'allowed')
        return (
          <ActForm desk={desk} act="allow" about={t.allow} of={dealing}>
            <p class="measure">
              {t.stages[body.stage]}
              {reader.colon}
              {t.purposes[body.purpose]}. {body.proceeding}. {body.reason}
            </p>
            <ChoiceField
              {...allowed}
              label={t.allow.which}
              row
              value={[allowed.value]}
              choices={[
                { value: 'yes', label: t.allow.yes },
                { value: 'no', label: t.allow.no },
              ]}
            />
            <Text desk={desk} act="allow" name="text" label={t.text} />
          </ActForm>
        )
      })}
      {mayUse(desk) && (
        <ActForm desk={desk} act="record" about={t.record} also={{ act: 'ask-use', button: t.record.ask }}>
          <ChoiceField
            {...stage}
            label={t.stage}
            value={[stage.value || 'evidence']}
            choices={Object.entries(t.stages).map(([value, label]) => ({ value, label }))}
          />
          <SelectField
            {...purpose}
            label={t.purpose}
            value={purpose.value || 'request'}
            choices={Object.entries(t.purposes).map(([value, label]) => ({ value, label }))}
          />
          <Line desk={desk} act="record" name="proceeding" label={t.proceeding} hint={t.proceedingHint} />
          <ChoiceField
            {...pieces}
            label={t.pieces}
            several
            value={desk.tried?.act === 'record' ? pieces.values : items.map(({ id }) => id)}
            choices={items.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Text desk={desk} act="record" name="reason" label={t.reason} />
        </ActForm>
      )}
    </>
  )
}

/** For what the law, and what was promised, let it be used. */
export function LimitsOf({ desk }: { desk: DealingDesk }) {
  const { law, story, dealings, reader } = desk
  const { dealings: t } = reader.t
  const limits = limitsOf(law, story.request, dealings)
  if (limits.length === 0) return <p class="measure">{t.noLimits}</p>
  return (
    <>
      {limits.map(({ rule, title, cite, allows, consent }) => (
        <section class="flow flow-tight">
          <h3>{reader.law(title)}</h3>
          <p>
            <Citation source={rule ? cited(desk, rule, cite) : { text: cite }} />
          </p>
          {allows.length > 0 && (
            <>
              <p>{t.allowsOnly}:</p>
              <ul>
                {allows.map((one) => (
                  <li>
                    {reader.law(one.says)} <Citation source={rule ? cited(desk, rule, one.cite) : { text: one.cite }} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <p>{consent ? t.withConsent(reader.law(consent.of)) : t.noConsent}</p>
        </section>
      ))}
    </>
  )
}
