import { urls } from '../../urls.ts'
import { DeedForm, Words } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { Titled } from '../titled.tsx'

/** A step after the answer: the evidence is taken in, the person concerned is told. */
export function Closing({ offer: { step }, story: { request }, desk, first }: OfferProps) {
  const { deeds: t, forms } = desk.reader.t
  if (!step) return null
  const words = step.does === 'receive' ? t.close.receive : t.close.inform
  return (
    <Titled title={desk.reader.law(step.title)} about={words.about}>
      {step.does === 'receive' && (
        <p>
          <a class={first ? 'button' : 'button button-second'} href={urls.evidence(request.id)}>
            {t.close.toEvidence}
          </a>
        </p>
      )}
      <DeedForm
        desk={desk}
        act="close"
        step={step.id}
        button={words.button}
        look={first && step.does !== 'receive' ? 'first' : 'second'}
      >
        <Words desk={desk} act="close" step={step.id} name="note" label={`${t.close.note} ${forms.optional}`} />
      </DeedForm>
    </Titled>
  )
}
