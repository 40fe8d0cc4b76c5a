import type { LawBase } from '../../../law/index.ts'
import type { Reader } from '../../reader.ts'
import { Status } from '../../ui/status.tsx'
import { urls } from '../../urls.ts'
import type { Story } from '../story.ts'
import { itemName } from './desk.ts'
import { tones } from './review-page.tsx'

/** The disputes over a request, each with where it stands; nothing where there was none. */
export function Disputes({ story, law, reader }: { story: Story; law: LawBase; reader: Reader }) {
  const { review: t } = reader.t
  if (story.reviews.length === 0) return null
  return (
    <section class="flow" aria-labelledby="disputes">
      <h2 id="disputes">{t.list}</h2>
      <ul class="decisions plain">
        {story.reviews.map(({ id, ground, state, court, items }) => (
          <li class="card flow flow-tight">
            <h3>
              <a href={urls.review(story.request.id, id)}>{reader.law(law.rules.get(ground)?.title ?? ground)}</a>
            </h3>
            <p class="cluster">
              <Status tone={tones[state]} word={t.state[state]} />
              <span class="soft">{t.stateMeans[state]}</span>
            </p>
            <p class="small soft">
              {[court?.name, reader.list(items.map((item) => itemName({ story, reader }, item)))]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
