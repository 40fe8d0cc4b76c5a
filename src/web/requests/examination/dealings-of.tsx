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
  const { dealings: t } = reader.t
  const areas = areasOf(story, story.dealings, law)
  if (areas.length === 0) return null
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
      </ul>
    </section>
  )
}
