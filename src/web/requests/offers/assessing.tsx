import { groundsFor } from '../../../requests/index.ts'
import { Fold } from '../../ui/fold.tsx'
import { urls } from '../../urls.ts'
import { DeedForm, Words } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { Titled } from '../titled.tsx'
import { Grounds } from './grounds.tsx'
import { NextHands } from './naming.tsx'

/** The choice of whoever looks at what came: no ground against it, or one of those the law gives. */
export function Assessing(props: OfferProps) {
  const {
    offer: { step },
    story: { request, actor },
    desk,
    law,
    first,
  } = props
  const { reader } = desk
  const { deeds: t, forms } = reader.t
  const isNotified = groundsFor(law, request, actor.seat).some(({ against }) => against === 'notification')
  const words = isNotified ? t.clear : actor.seat === 'provider' ? t.clear.byHolder : t.clear.onward
  return (
    <>
      <Titled title={step ? reader.law(step.title) : t.clear.title} about={words.about}>
        {request.copy && (
          <p>
            <a href={urls.requestForm(request.id)}>{t.approve.readFirst}</a>
          </p>
        )}
        <DeedForm desk={desk} act="clear" button={words.button} look={first ? 'first' : 'second'}>
          <NextHands {...props} act="clear" />
          <Words desk={desk} act="clear" name="note" label={`${t.clear.note} ${forms.optional}`} />
        </DeedForm>
      </Titled>
      {actor.seat !== 'provider' && (
        <Fold title={t.ground.title} open={desk.tried?.act === 'ground'}>
          <p>{isNotified ? t.ground.about : t.ground.aboutOnward}</p>
          <DeedForm desk={desk} act="ground" button={t.ground.button} look="grave">
            <Grounds {...props} act="ground" />
            <Words desk={desk} act="ground" name="reason" label={t.ground.reason} />
          </DeedForm>
        </Fold>
      )}
    </>
  )
}
