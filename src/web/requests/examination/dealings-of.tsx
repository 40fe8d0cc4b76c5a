import { isPermitted } from '../../../accounts/index.ts'
import type { LawBase } from '../../../law/index.ts'
import { awaitedIn, type Dealing, enforcingFor } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { urls } from '../../urls.ts'
import type { Story } from '../story.ts'
import type { Area } from './desk.ts'
import { examinedStep } from './examining.tsx'

/** The pages beside the steps that mean anything for this request. */
function areasOf(story: Story, dealings: readonly Dealing[], law: LawBase): Area[] {
  const { request, actor } = story
  const found: Area[] = []
  const said = (prefix: RegExp) => dealings.some(({ kind }) => prefix.test(kind))
  if (examinedStep({ story }) || said(/^(checked|question|postponed|conditions)$/)) found.push('examination')
  const isOurs = request.direction === 'outgoing' && request.leftAt !== undefined && actor.seat === 'authority'
  if (enforcingFor(law, request) && (said(/^asked$/) || (isOurs && request.endedAt === undefined)))
    found.push('enforcement')
  if (isOurs || said(/^use/)) found.push('use')
  return found
}

/** The way from a request to what is dealt with beside its steps; what waits for an answer says so. */
export function DealingsOf({ story, law, reader }: { story: Story; law: LawBase; reader: Reader }) {
  const { dealings: t, conflicts, gate } = reader.t
  const areas = areasOf(story, story.dealings, law)
  const isHeldHere =
    story.request.direction === 'incoming' &&
    story.steps.some(({ does, doer }) => does === 'produce' && doer === story.request.org) &&
    isPermitted(story.actor, 'order.produce')
  if (areas.length === 0 && !isHeldHere) return null
  const isOwed = awaitedIn(story, story.dealings).some(({ seat }) => seat === story.actor.seat)
  return (
    <section class="flow" aria-labelledby="beside-steps">
      <h2 id="beside-steps">{t.list}</h2>
      {isOwed && <p>{t.waits}</p>}
      <ul class="flow flow-tight plain">
        {areas.map((area) => (
          <li>
            <a href={urls.dealing(story.request.id, area)}>{t.open[area]}</a>
            <p class="small soft">{t.leads[area]}</p>
          </li>
        ))}
        {isHeldHere && (
          <>
            <li>
              <a href={urls.conflict(story.request.id)}>{conflicts.link}</a>
              <p class="small soft">{conflicts.lead}</p>
            </li>
            <li>
              <a href={urls.gate(story.request.id)}>{gate.link}</a>
              <p class="small soft">{gate.applyAbout}</p>
            </li>
          </>
        )}
      </ul>
    </section>
  )
}
