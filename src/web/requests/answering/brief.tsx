import { lastOfKind, openQuestions } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { urls } from '../../urls.ts'
import type { Story } from '../story.ts'

/** What is said and done beside the steps, in a few lines on the page of its request; nothing at seats that have no part in it. */
export function AnsweringBrief({ story, reader }: { story: Story; reader: Reader }) {
  const { answering: t } = reader.t
  const { answering: file, request, actor } = story
  const holds = request.direction === 'incoming' && actor.seat === 'provider'
  if (!holds && file.entries.length === 0 && file.costs.claims.length === 0) return null
  const open = openQuestions(file.entries).length
  const returned = lastOfKind(file.entries, 'misaddressed')
  const claims = file.costs.claims.length
  return (
    <section class="card flow" aria-labelledby="answering">
      <h2 id="answering">{t.title}</h2>
      <p class="soft">{t.lead[request.direction]}</p>
      {(open > 0 || claims > 0 || returned) && (
        <ul>
          {open > 0 && <li>{t.brief.questions(open)}</li>}
          {claims > 0 && <li>{t.brief.claims(claims)}</li>}
          {returned && <li>{t.brief.returned(returned.body.right.name)}</li>}
        </ul>
      )}
      <p class="no-print">
        <a class="button button-second" href={urls.answering(request.id)}>
          {t.open}
        </a>
      </p>
    </section>
  )
}
