import type { LawBase } from '../../law/index.ts'
import type { Decision } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { nameOf, type Story } from './story.ts'

/** The last no to a request of ours, while it stands: it was returned and not handed in again, or refused. */
export function lastNo({ request, decisions }: Story): Decision | undefined {
  if (request.direction !== 'outgoing' || request.endedAt !== undefined) return undefined
  if (request.status === 'refused') return decisions.findLast(({ outcome, void: is }) => outcome === 'refused' && !is)
  if (request.status !== 'draft') return undefined
  return decisions.findLast(({ outcome }) => outcome === 'returned')
}

/** Who said no, on which ground and in which words, where its author decides what to do about it. */
export function SaidNo({ story, law, reader }: { story: Story; law: LawBase; reader: Reader }) {
  const { requests: t } = reader.t
  const said = lastNo(story)
  if (!said) return null
  const who = [said.name, nameOf(story, said.org)].filter((name, i, all) => name && all.indexOf(name) === i)
  return (
    <blockquote class="said">
      <p>
        <strong>{t.outcome[said.outcome]}</strong>
      </p>
      {said.rules.map((rule) => (
        <p>{reader.law(law.rules.get(rule)?.title ?? rule)}</p>
      ))}
      {said.reason && <p class="said-words">{said.reason}</p>}
      <p class="small soft">
        {who.join(', ')} · {reader.instant(said.at)}
      </p>
    </blockquote>
  )
}
