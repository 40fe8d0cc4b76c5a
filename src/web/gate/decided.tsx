import { citedIn, factOfField, type LawBase, type ReleaseDecision } from '../../law/index.ts'
import type { Permission } from '../../requests/index.ts'
import { factLabel } from '../interview/words.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Explanation } from '../ui/explanation.tsx'
import { Notice } from '../ui/notice.tsx'

/** What the gate says of one piece: whether it may leave, by which rules, and what would open it. */
export function Decided({
  decision,
  permissions,
  law,
  reader,
}: {
  decision: ReleaseDecision
  /** Those the decision may name by their ids. */
  permissions: readonly Pick<Permission, 'id' | 'otherName'>[]
  law: LawBase
  reader: Reader
}) {
  const { gate: t, routes } = reader.t
  const lines = [
    ...new Map(
      decision.items.flatMap(({ because }) => because.map((line) => [`${line.rule} ${line.says}`, line] as const)),
    ).values(),
  ]
  const ways = [...new Set(decision.items.flatMap(({ opensWith }) => opensWith))]
  return (
    <>
      <Notice kind={decision.release ? 'done' : 'care'}>
        <p>
          <strong>{decision.release ? t.open : t.closed}</strong>
        </p>
      </Notice>
      <Explanation
        lines={lines.map(({ holds, says, cite, rule }) => ({
          holds,
          says: permissions.reduce((text, { id, otherName }) => text.replaceAll(id, otherName), reader.law(says)),
          source: sourceOf(law, rule, cite, reader),
          marks: [],
          rests: [],
        }))}
        words={{ holds: t.allows, fails: t.bars, open: t.unclear, restsOn: routes.readRule, colon: reader.colon }}
      />
      {ways.length > 0 && (
        <div class="flow flow-tight">
          <h3>{t.opens}</h3>
          <ul>
            {ways.map((way) => (
              <li>{wayInWords(way, law, reader)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** What would open it, its citation apart: `A security assessment that was passed (Data Security Law Art 31)`. */
function wayInWords(way: string, law: LawBase, reader: Reader): string {
  const field = /^Say (\S+)$/.exec(way)?.[1]
  if (field) return reader.law(`Say ${factLabel(factOfField(field), reader)}`)
  const at = citedFrom(way)
  return at === undefined
    ? reader.law(way)
    : `${reader.law(way.slice(0, at))} (${citedIn(law, way.slice(at + 2, -1), reader.language)})`
}

/** Where the bracket opens that the text ends with; undefined where it ends with none. */
function citedFrom(text: string): number | undefined {
  if (!text.endsWith(')')) return undefined
  let depth = 0
  for (let i = text.length - 1; i > 0; i--) {
    if (text[i] === ')') depth++
    else if (text[i] === '(' && --depth === 0) return text[i - 1] === ' ' ? i - 1 : undefined
  }
  return undefined
}
