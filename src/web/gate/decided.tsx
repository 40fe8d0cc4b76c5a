import type { LawBase, ReleaseDecision } from '../../law/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Explanation } from '../ui/explanation.tsx'
import { Notice } from '../ui/notice.tsx'

/** What the gate says of one piece: whether it may leave, by which rules, and what would open it. */
export function Decided({ decision, law, reader }: { decision: ReleaseDecision; law: LawBase; reader: Reader }) {
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
          says: reader.law(says),
          source: sourceOf(law, rule, cite, reader),
          marks: [],
          rests: [],
        }))}
        words={{ holds: t.allows, fails: t.bars, open: t.unclear, restsOn: routes.readRule }}
      />
      {ways.length > 0 && (
        <div class="flow flow-tight">
          <h3>{t.opens}</h3>
          <ul>
            {ways.map((way) => (
              <li>{reader.law(way)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
