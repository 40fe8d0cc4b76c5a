import type { Child } from 'hono/jsx'
import type { Edition, Graded } from '../../law/index.ts'
import { handlingOf, isEnforced } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'

const parts = ['storage', 'transmission', 'access', 'release'] as const

/** How what is so graded is kept, sent, seen and given abroad, each with where it is written, and what of it this system holds everybody to. */
export function handlingPairs(
  edition: Edition,
  level: Graded,
  { t, law }: Reader,
): readonly (readonly [string, Child])[] {
  const handling = handlingOf(edition, level)
  if (!handling) return []
  return parts.flatMap((part): (readonly [string, Child])[] => {
    const found = handling[part]
    if (!found) return []
    const { rule, said } = found
    const cite = said.cite ?? rule.cites.map((one) => edition.cite(rule, '', one.cite)).join('; ')
    const confidence = said.confidence ?? rule.confidence
    const marks = [
      said.own ? t.law.handling.own : cite,
      ...(confidence === 'text' ? [] : [t.law.confidences[confidence]]),
      ...(isEnforced(part, said) ? [t.law.handling.enforced] : []),
    ]
    const rules = 'rules' in said ? said.rules : []
    return [
      [
        t.law[part],
        <>
          {law(said.says)} <span class="soft">({marks.join(' · ')})</span>
          {rules.length > 0 && (
            <ul>
              {rules.map((id) => (
                <li>
                  <a href={urls.rule(id)}>{law(edition.rules.get(id)?.title ?? id)}</a>
                </li>
              ))}
            </ul>
          )}
        </>,
      ],
    ]
  })
}

/** The same below a heading that unfolds, for a piece that is graded so. */
export function HandlingFold({ edition, level, reader }: { edition: Edition; level: Graded; reader: Reader }) {
  return (
    <Fold title={reader.t.law.handling.title}>
      <dl class="pairs">
        {handlingPairs(edition, level, reader).map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </Fold>
  )
}
