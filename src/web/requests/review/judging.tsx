import { directions, lastOf, protects, weights } from '../../../requests/index.ts'
import { CountryField } from '../../law/country-field.tsx'
import { Citation } from '../../ui/citation.tsx'
import { ChoiceField, SelectField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActForm, Line, Text } from './act-form.tsx'
import { cited, itemName, type ReviewDesk, typed } from './desk.ts'
import { heldOn, saidOn } from './said-on.ts'

/** The court: it asks, it may order at once, and it rules. */
export function Judging({ desk }: { desk: ReviewDesk }) {
  const { review, procedure, reader, tried } = desk
  const { review: t } = reader.t
  if (review.state !== 'pending') return null
  const { third_state: third, suspends } = procedure.review
  const asked = lastOf(review.entries, 'question')
  const isOpen = asked !== undefined && lastOf(review.entries, 'answer') === undefined
  const must = third?.must !== undefined && protects(review.entries, third.must)
  return (
    <>
      {must && !asked && (
        <Notice kind="care">
          <p>
            {t.ask.must} <Citation source={cited(desk, third?.cite ?? '')} />
          </p>
        </Notice>
      )}
      <Rule desk={desk} />
      {third && !asked && (
        <Fold title={t.ask.title} open={must || tried?.act === 'ask'}>
          <ActForm
            desk={desk}
            act="ask"
            title={t.ask.title}
            about={t.ask.about}
            button={t.ask.button}
            look="button button-second"
          >
            <CountryField
              name="ask.state"
              label={t.ask.state}
              reading={desk}
              value={typed(desk, 'ask', 'state').value}
              error={typed(desk, 'ask', 'state').error}
            />
            <Line desk={desk} act="ask" name="authority" label={t.ask.authority} />
            <Text desk={desk} act="ask" name="text" label={t.ask.text} />
            <Line desk={desk} act="ask" name="until" label={`${t.ask.until} ${reader.t.forms.optional}`} type="date" />
          </ActForm>
        </Fold>
      )}
      {isOpen && (
        <Fold title={t.answer.title} open>
          <ActForm
            desk={desk}
            act="answer"
            title={t.answer.title}
            about={t.answer.about}
            button={t.answer.button}
            look="button button-second"
          >
            <Text desk={desk} act="answer" name="text" label={t.answer.text} />
          </ActForm>
        </Fold>
      )}
      {suspends?.unless && lastOf(review.entries, 'at-once') === undefined && (
        <Fold title={t.atOnce.title} open={tried?.act === 'at-once'}>
          <p>
            {t.procedure.unless(reader.law(suspends.unless.says))}{' '}
            <Citation source={cited(desk, suspends.unless.cite)} />
          </p>
          <ActForm desk={desk} act="at-once" title={t.atOnce.title} button={t.atOnce.button} look="button button-grave">
            <Text desk={desk} act="at-once" name="reason" label={t.atOnce.reason} />
          </ActForm>
        </Fold>
      )}
    </>
  )
}

/** The ruling, in the order the law thinks: found, weighed, item by item. */
function Rule({ desk }: { desk: ReviewDesk }) {
  const { review, procedure, reader } = desk
  const { review: all } = reader.t
  const t = all.rule
  const items = review.items.map((item) => ({ value: item, label: itemName(desk, item) }))
  return (
    <ActForm desk={desk} act="rule" title={t.title} about={t.about} button={t.button}>
      <h4>{t.findings}</h4>
      {procedure.review.findings.map(({ id, asks, cite }) => (
        <div class="card flow flow-tight ruling-part">
          <p>
            <strong>{reader.law(asks)}</strong> <Citation source={cited(desk, cite)} />
          </p>
          <ChoiceField
            name={`rule.findings.${id}.items`}
            label={t.holdsOf}
            several
            row
            value={typed(desk, 'rule', `findings.${id}.items`).values}
            choices={items}
          />
          <Text desk={desk} act="rule" name={`findings.${id}.reason`} label={t.reason} rows={2} />
        </div>
      ))}
      {procedure.ground.weighs.length > 0 && (
        <>
          <h4>{t.weighed}</h4>
          <p class="soft">{t.weighedNote}</p>
          {procedure.ground.weighs.map((point, i) => (
            <Weigh desk={desk} point={point} number={i + 1} />
          ))}
        </>
      )}
      <h4>{t.items}</h4>
      {review.items.map((item) => {
        const ruling = typed(desk, 'rule', `items.${item}.ruling`)
        return (
          <div class="card flow flow-tight ruling-part">
            <ChoiceField
              {...ruling}
              label={itemName(desk, item)}
              row
              value={ruling.values}
              choices={procedure.review.rulings.map((one) => ({ value: one, label: all.ruling[one] }))}
            />
            {procedure.review.rulings.includes('modify') && (
              <Line desk={desk} act="rule" name={`items.${item}.how`} label={`${t.how} ${reader.t.forms.optional}`} />
            )}
            <Text desk={desk} act="rule" name={`items.${item}.reason`} label={t.reason} rows={2} />
          </div>
        )
      })}
      {procedure.review.third_state && (
        <Text
          desk={desk}
          act="rule"
          name="withoutView"
          label={`${t.withoutView} ${reader.t.forms.optional}`}
          rows={2}
        />
      )}
      <Text desk={desk} act="rule" name="remedies" label={t.remedies} rows={2} />
      <h4>{t.sign}</h4>
      <Line desk={desk} act="rule" name="post" label={t.post} />
      <Line desk={desk} act="rule" name="fileNumber" label={t.fileNumber} />
    </ActForm>
  )
}

/** One point of the law: what either side says of it, then the facts, the weight and the reason the court finds. */
function Weigh({
  desk,
  point: { what, cite },
  number,
}: {
  desk: ReviewDesk
  point: { what: string; cite: string }
  number: number
}) {
  const { reader, review } = desk
  const { review: all, forms } = reader.t
  const t = all.rule
  const at = (part: string) => `weighed.${number}.${part}`
  const holder = heldOn(review, cite, reader)
  const authority = saidOn(review, number)
  const weight = typed(desk, 'rule', at('weight'))
  const side = typed(desk, 'rule', at('speaksFor'))
  return (
    <div class="card flow flow-tight ruling-part">
      <p>
        <strong>
          {number}. {reader.law(what)}
        </strong>{' '}
        <Citation source={cited(desk, cite)} />
      </p>
      {(holder.length > 0 || authority.length > 0) && (
        <blockquote class="said small">
          {holder.map(({ label, text }) => (
            <p>
              {t.holderSays} ({label}): <span class="said-words">{text}</span>
            </p>
          ))}
          {authority.map((text) => (
            <p>
              {t.authoritySays}: <span class="said-words">{text}</span>
            </p>
          ))}
        </blockquote>
      )}
      <Text desk={desk} act="rule" name={at('facts')} label={t.facts} rows={2} />
      <SelectField
        {...weight}
        label={t.weight}
        empty={forms.choose}
        choices={weights.map((one) => ({ value: one, label: all.weight[one] }))}
      />
      <ChoiceField
        {...side}
        label={t.speaksFor}
        row
        value={side.values}
        choices={directions.map((one) => ({ value: one, label: all.direction[one] }))}
      />
      <Text desk={desk} act="rule" name={at('reason')} label={t.reason} rows={2} />
    </div>
  )
}
