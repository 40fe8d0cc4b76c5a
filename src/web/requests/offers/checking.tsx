import { fingerprint } from '../../../exchange/index.ts'
import { isOfLaw } from '../../../requests/index.ts'
import { ChoiceField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Point } from '../answering/point.tsx'
import { before, DeedForm, Words } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { checkKinds } from '../perform.ts'
import { Titled } from '../titled.tsx'

/** Who sent the order, as far as its signature proves it, and what the provider finds: by the law's list where there is one. */
export function Checking({ story, desk, law, first }: OfferProps) {
  const { request, directory, answering } = story
  const { deeds: t, errors, forms } = desk.reader.t
  const sender = directory.find(({ org }) => org === request.counterpart)
  const points = answering.points.filter(isOfLaw)
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
      {checkKinds(points.length > 0).map((kind) => {
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
      {points.map((point) => (
        <Point desk={{ story, law, reader: desk.reader, tried: desk.tried }} act="checks" point={point} />
      ))}
      <Words desk={desk} act="checks" name="note" label={`${t.checks.note} ${forms.optional}`} />
    </DeedForm>
  )
  if (!first && desk.tried?.act !== 'checks') return <Fold title={t.checks.again}>{form}</Fold>
  return (
    <Titled title={t.checks.title} about={t.checks.about}>
      {form}
    </Titled>
  )
}
