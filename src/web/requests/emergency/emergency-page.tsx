import type { LawBase, Rule } from '../../../law/index.ts'
import { type Emergency, isOpen, phaseOf } from '../../../requests/index.ts'
import { Notice } from '../../ui/notice.tsx'
import { PartHead } from '../part-head.tsx'
import { Prose, type Sheet, SheetForm } from '../running/sheet.tsx'
import { RunningClock } from '../running-clock.tsx'
import type { Story } from '../story.ts'

interface Props {
  story: Story
  emergency: Emergency | undefined
  /** Who signs before it goes, where the route asks for that. */
  signature: Rule<'route'>['signed_for']
  law: LawBase
  sheet: Sheet
}

/** The ground of an emergency, who answers for it, and what the law asks for afterwards. */
export function EmergencyPage(props: Props & { done: string | undefined }) {
  const { story, emergency, sheet, done } = props
  const { reader } = sheet
  const { emergency: t } = reader.t
  const { request } = story
  const threat = emergency?.threat ?? request.facts.emergency?.threat
  return (
    <>
      <PartHead
        request={request}
        title={t.title}
        lead={t.lead}
        complaints={sheet.tried?.complaints}
        done={done && t.done[done]}
        reader={reader}
      />
      <div class="flow flow-wide">
        {emergency?.leftAt && (
          <Notice kind="care">
            <p>{t.marked(reader.instant(emergency.leftAt))}</p>
          </Notice>
        )}
        <section class="card flow" aria-labelledby="ground">
          <h2 id="ground">{t.grounds}</h2>
          <dl class="pairs pairs-narrow">
            <dt>{t.threat}</dt>
            <dd>{threat ? t.threats[threat] : t.noThreat}</dd>
          </dl>
          {emergency ? (
            <>
              <p>{emergency.grounds}</p>
              <p class="small soft">{t.statedBy(emergency.stated.name, reader.instant(emergency.stated.at))}</p>
            </>
          ) : (
            <p class="soft">{t.notStated}</p>
          )}
        </section>
        <Signing {...props} />
        <Stating {...props} />
        {request.leftAt !== undefined && <Afterwards {...props} />}
      </div>
    </>
  )
}

const isOpenFor = ({ request, actor }: Story): boolean =>
  request.leftAt === undefined && request.endedAt === undefined && actor.seat === 'authority'

function Stating({ story, emergency, sheet }: Props) {
  const { state: t } = sheet.reader.t.emergency
  if (!isOpenFor(story) || !story.request.facts.emergency?.threat) return null
  return (
    <SheetForm
      sheet={sheet}
      act="state"
      title={t.title}
      button={t.button}
      {...(emergency?.signed && { about: t.about })}
    >
      <Prose sheet={sheet} act="state" name="grounds" label={t.grounds} initial={emergency?.grounds ?? ''} />
    </SheetForm>
  )
}

function Signing({ story, emergency, signature, sheet }: Props) {
  const { reader } = sheet
  const { sign: t } = reader.t.emergency
  if (!signature && !emergency?.signed) return null
  const maySign = isOpenFor(story) && story.actor.role === 'head' && story.request.author?.person !== story.actor.person
  return (
    <section class="card flow" aria-labelledby="signed">
      <h2 id="signed">{t.title}</h2>
      {signature && (
        <p class="small">
          {t.needed} {reader.law(signature.who)} ({signature.cite})
        </p>
      )}
      <p>{emergency?.signed ? t.by(emergency.signed.name, reader.instant(emergency.signed.at)) : t.missing}</p>
      {emergency && !emergency.signed && maySign && (
        <SheetForm sheet={sheet} act="sign" title={t.title} about={t.about} button={t.button} />
      )}
    </section>
  )
}

/** What comes after: validation with its hours, and what came of it. */
function Afterwards({ story, emergency, law, sheet }: Props) {
  const { reader } = sheet
  const { emergency: t } = reader.t
  const later = story.steps.filter(
    (step) => phaseOf(step) === 'deciding' && isOpen(step) && step.state === story.request.facts.asking?.state,
  )
  const clocks = story.clocks.filter(
    ({ step, stoppedAt }) => stoppedAt === undefined && later.some(({ id }) => id === step),
  )
  const { afterwards } = emergency ?? {}
  return (
    <section class="card flow" aria-labelledby="later">
      <h2 id="later">{t.later}</h2>
      {afterwards === 'confirmed' && <p>{t.afterwards.confirmed}</p>}
      {afterwards === 'refused' && <p>{t.afterwards.refused(emergency?.erased ?? 0)}</p>}
      {later.map((step) => (
        <p>
          <strong>{reader.law(step.title)}</strong> ({step.cite})
        </p>
      ))}
      {clocks.map((clock) => (
        <RunningClock clock={clock} overdue={clock.overdue} now={story.now} law={law} reader={reader} />
      ))}
      {!afterwards && later.length === 0 && <p class="soft">{t.nothingLater}</p>}
    </section>
  )
}
