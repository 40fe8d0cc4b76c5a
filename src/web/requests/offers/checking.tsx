import { fingerprint } from '../../../exchange/index.ts'
import { ChoiceField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { before, DeedForm, Words } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { checkKinds } from '../perform.ts'
import { Titled } from '../titled.tsx'

/** Who sent the order, as far as its signature proves it, and what the provider finds. */
export function Checking({ story: { request, directory }, desk, first }: OfferProps) {
  const { deeds: t, errors } = desk.reader.t
  const sender = directory.find(({ org }) => org === request.counterpart)
  const form = (
    <DeedForm desk={desk} act="checks" button={t.checks.button} look={first ? 'first' : 'second'}>
      {sender && (
        <dl class="pairs">
          <dt>{t.checks.signature}</dt>
          <dd>
            {sender.name}, {desk.reader.country(sender.state)}
          </dd>
          <dt>{t.checks.fingerprint}</dt>
          <dd>
            <code>{fingerprint(sender.signing)}</code>
            <p class="small soft">{sender.url === null ? t.checks.confirmed.here : t.checks.confirmed.elsewhere}</p>
          </dd>
        </dl>
      )}
      {checkKinds.map((kind) => {
        const { name, value, error } = before(desk, 'checks', undefined, kind)
        return (
          <ChoiceField
            name={name}
            label={t.checks.kinds[kind]}
            error={error}
            errorWord={`${errors.title}:`}
            row
            value={value ? [value] : []}
            choices={[
              { value: 'yes', label: t.yes },
              { value: 'no', label: t.no },
            ]}
          />
        )
      })}
      <Words desk={desk} act="checks" name="note" label={`${t.checks.note} ${desk.reader.t.forms.optional}`} />
    </DeedForm>
  )
  if (!first && desk.tried?.act !== 'checks') return <Fold title={t.checks.again}>{form}</Fold>
  return (
    <Titled title={t.checks.title} about={t.checks.about}>
      {form}
    </Titled>
  )
}
