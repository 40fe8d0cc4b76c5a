import type { LawBase } from '../../law/index.ts'
import type { Decision } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { urls } from '../urls.ts'
import { nameOf, type Story } from './story.ts'

/** The last no, while it stands: it was refused, or our own was returned and not handed in again. */
export function lastNo({ request, decisions }: Story): Decision | undefined {
  if (request.endedAt !== undefined) return undefined
  if (request.status === 'refused') return decisions.findLast(({ outcome, void: is }) => outcome === 'refused' && !is)
  if (request.status !== 'draft') return undefined
  return decisions.findLast(({ outcome }) => outcome === 'returned')
}

/** A ground of the law, with its article. */
export function GroundOf({ rule, law, reader }: { rule: string; law: LawBase; reader: Reader }) {
  const found = law.rules.get(rule)
  const cite = found?.cites[0]?.cite
  return (
    <p>
      <a href={urls.rule(rule)}>{reader.law(found?.title ?? rule)}</a>{' '}
      {cite && <Citation source={sourceOf(law, rule, cite, reader)} />}
    </p>
  )
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
        <GroundOf rule={rule} law={law} reader={reader} />
      ))}
      {said.reason && <p class="said-words">{said.reason}</p>}
      <p class="small soft">
        {who.join(', ')} · {reader.instant(said.at)}
      </p>
    </blockquote>
  )
}
