import { stopping } from '../../requests/index.ts'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import { DeedForm, Words } from './deed-form.tsx'
import type { OfferProps } from './offer-props.ts'
import { Approving } from './offers/approving.tsx'
import { Assessing } from './offers/assessing.tsx'
import { Beside } from './offers/beside.tsx'
import { Checking } from './offers/checking.tsx'
import { Closing } from './offers/closing.tsx'
import { Naming } from './offers/naming.tsx'
import { Replying } from './offers/replying.tsx'
import { Sending } from './offers/sending.tsx'
import { inPlace } from './time-left.ts'
import { Titled } from './titled.tsx'

/** What can be done, as the form that does it. */
export function OfferOf(props: OfferProps) {
  const { offer, story, desk, first } = props
  const { deeds: t } = desk.reader.t
  const { id } = desk
  const { act, step } = offer
  const look = first ? 'first' : 'second'
  switch (act) {
    case 'fill': {
      const missing = (story.form?.missing ?? []).filter(({ awaitsValidation }) => !awaitsValidation).length
      return (
        <Link title={t.fill.title} about={t.fill.about(missing)} href={urls.requestForm(id)} text={t.fill.button} />
      )
    }
    case 'state': {
      const { statement: words } = desk.reader.t
      const open = stopping(story.checks).length
      const text = { title: words.offer.title, about: words.offer.about(open), text: words.offer.button }
      return <Link {...text} href={urls.statement(id)} look={first ? 'button' : 'button button-second'} />
    }
    case 'emergency': {
      const { offer: words } = desk.reader.t.emergency
      const text = story.emergencyLacks === 'signature' ? words.signature : words.ground
      return <Link {...text} href={urls.emergency(id)} look={first ? 'button' : 'button button-second'} />
    }
    case 'sender': {
      const { offer: words } = desk.reader.t.sender
      if (!story.sender || story.sender.isVerified)
        return (
          <Link title={words.other} about="" href={urls.sender(id)} text={words.button} look="button button-second" />
        )
      const about = story.sender.emergency ? `${words.about} ${words.second}` : words.about
      const text = { title: words.title, about, text: words.button }
      return <Link {...text} href={urls.sender(id)} look={first ? 'button' : 'button button-second'} />
    }
    case 'submit':
      return (
        <Titled title={t.submit.title} about={t.submit.about}>
          <DeedForm desk={desk} act={act} button={t.submit.button} look={look} />
        </Titled>
      )
    case 'own-approval':
      return (
        <Notice>
          <p>{t.ownApproval}</p>
        </Notice>
      )
    case 'approve':
      return <Approving {...props} />
    case 'send':
      return <Sending {...props} />
    case 'clear':
      return <Assessing {...props} />
    case 'checks':
      return <Checking {...props} />
    case 'reply':
      return <Replying {...props} />
    case 'preserve':
      return (
        <Titled title={t.preserve.title} about={t.preserve.about}>
          <DeedForm desk={desk} act={act} button={t.preserve.button} look={look} />
        </Titled>
      )
    case 'produce': {
      const [hold] = story.holds
      return (
        <Titled
          title={step?.does === 'return' ? desk.reader.law(step.title) : t.produce.title}
          about={step?.does === 'return' ? t.produce.aboutReturn : t.produce.about}
        >
          {hold?.due && (
            <Notice kind="care">
              <p>{t.produce.held(inPlace(hold.due, desk.reader, hold.working.zone))}</p>
            </Notice>
          )}
          <p>
            <a class={first && !hold ? 'button' : 'button button-second'} href={urls.production(id)}>
              {hold ? t.produce.prepare : t.produce.button}
            </a>
          </p>
        </Titled>
      )
    }
    case 'review': {
      const { review } = offer
      if (!review) return null
      const { review: words } = desk.reader.t
      const href = urls.review(id, review.id)
      return (
        <Link
          title={words.title}
          about={words.stateMeans[review.state]}
          href={href}
          text={words.open}
          look={first ? 'button' : 'button button-second'}
        />
      )
    }
    case 'dealing': {
      const { area } = offer
      if (!area) return null
      const { dealings: words } = desk.reader.t
      const text = { title: words.areas[area], about: words.waits, text: words.open[area] }
      return <Link {...text} href={urls.dealing(id, area)} look={first ? 'button' : 'button button-second'} />
    }
    case 'object':
      return (
        <Fold title={t.object.title}>
          <p>{t.object.about}</p>
          <p>
            <a class="button button-second" href={urls.objection(id)}>
              {t.object.button}
            </a>
          </p>
        </Fold>
      )
    case 'withdraw':
      return (
        <Fold title={t.withdraw.title} open={(first && !story.correction.possible) || desk.tried?.act === act}>
          <p>{t.withdraw.about}</p>
          <DeedForm desk={desk} act={act} button={t.withdraw.button} look="grave">
            <Words desk={desk} act={act} name="reason" label={t.withdraw.reason} />
          </DeedForm>
        </Fold>
      )
    case 'complete':
      return (
        <Titled title={t.complete.title} about={t.complete.about}>
          <DeedForm desk={desk} act={act} button={t.complete.button} look={look} />
        </Titled>
      )
    case 'close':
      return <Closing {...props} />
    case 'party':
      return <Naming {...props} />
    case 'skip':
    case 'note':
      return step ? <Beside {...props} /> : null
    default:
      return null
  }
}

interface Leading {
  title: string
  about: string
  href: string
  text: string
  look?: string
}

function Link({ title, about, href, text, look = 'button' }: Leading) {
  return (
    <Titled title={title} about={about}>
      <p>
        <a class={look} href={href}>
          {text}
        </a>
      </p>
    </Titled>
  )
}
