import { Fold } from '../../ui/fold.tsx'
import { urls } from '../../urls.ts'
import { DeedForm, Line, Words } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { Titled } from '../titled.tsx'
import { Grounds } from './grounds.tsx'
import { NextHands } from './naming.tsx'

/** A decision on what was handed in: yes, back to the author, or no. */
export function Approving(props: OfferProps) {
  const {
    offer: { step },
    story: { request },
    desk,
    first,
  } = props
  const { deeds: t } = desk.reader.t
  if (!step) return null
  const returns = step.does !== 'execute'
  const isForeign = request.direction === 'incoming' && (step.does === 'examine' || step.does === 'execute')
  const button = isForeign ? t.approve.abroadButton[step.does as 'examine'] : desk.reader.law(step.title)
  const about = isForeign ? t.approve.abroad[step.does as 'examine'] : t.approve.about
  const own = { desk, step: step.id }
  const tried = (act: string) => desk.tried?.act === act && desk.tried.step === step.id
  return (
    <>
      <Titled title={desk.reader.law(step.title)} about={about}>
        {request.copy && (
          <p>
            <a href={urls.requestForm(request.id)}>{t.approve.readFirst}</a>
          </p>
        )}
        {request.statement && (
          <p>
            <a href={urls.statement(request.id)}>{desk.reader.t.statement.title}</a>
          </p>
        )}
        <DeedForm {...own} act="approve" button={button} look={first ? 'first' : 'second'}>
          {step.does === 'validate' && (
            <>
              <p class="soft">{t.approve.signed}</p>
              <Line {...own} act="approve" name="post" label={t.approve.post} hint={t.approve.postHint} />
              <Line {...own} act="approve" name="fileNumber" label={t.approve.fileNumber} />
            </>
          )}
          <NextHands {...props} act="approve" named={step.id} />
          <Words {...own} act="approve" name="reason" label={`${t.approve.reason} ${desk.reader.t.forms.optional}`} />
        </DeedForm>
      </Titled>
      {returns && (
        <Fold title={isForeign ? t.return.titleAbroad : t.return.title} open={tried('return')}>
          <p>{isForeign ? t.return.aboutAbroad : t.return.about}</p>
          <DeedForm {...own} act="return" button={t.return.button} look="second">
            <Words {...own} act="return" name="reason" label={t.return.reason} />
          </DeedForm>
        </Fold>
      )}
      <Fold title={t.refuse.title} open={tried('refuse')}>
        <p>{isForeign ? t.refuse.aboutAbroad : t.refuse.about}</p>
        <DeedForm {...own} act="refuse" button={t.refuse.button} look="grave">
          <Grounds {...props} act="refuse" step={step.id} />
          <Words {...own} act="refuse" name="reason" label={t.refuse.reason} />
        </DeedForm>
      </Fold>
    </>
  )
}
