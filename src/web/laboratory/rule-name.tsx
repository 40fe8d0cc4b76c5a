import type { LawBase } from '../../law/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { urls } from '../urls.ts'

/** A rule by its title, with its citation; one that only the proposal has, by its name. */
export function RuleName({ id, law, would, reader }: { id: string; law: LawBase; would?: LawBase; reader: Reader }) {
  const rule = law.rules.get(id)
  const added = would?.rules.get(id)
  if (!rule)
    return (
      <>
        {added?.title} <code class="small">{id}</code>
      </>
    )
  return (
    <>
      <a href={urls.rule(id)}>{reader.law(rule.title)}</a>
      {rule.cites[0] && (
        <>
          {' '}
          <Citation source={sourceOf(law, id, rule.cites[0].cite, reader)} />
        </>
      )}
    </>
  )
}
