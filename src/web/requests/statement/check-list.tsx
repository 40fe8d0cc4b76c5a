import type { LawBase } from '../../../law/index.ts'
import type { CheckFound } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import type { Reader } from '../../reader.ts'
import { Citation } from '../../ui/citation.tsx'
import { Status, type Tone } from '../../ui/status.tsx'
import { urls } from '../../urls.ts'

/** What the law looks at, each with what was found and its article. */
export function CheckList({
  checks,
  nameOf,
  law,
  reader,
}: {
  checks: readonly CheckFound[]
  /** An item as one would call it. */
  nameOf: (item: string) => string
  law: LawBase
  reader: Reader
}) {
  const { statement: t } = reader.t
  if (checks.length === 0) return <p class="soft">{t.none}</p>
  const stand = ({ passed, reason }: CheckFound): [Tone, string] =>
    passed ? ['open', t.passed] : reason ? ['approval', t.explained] : ['closed', t.failed]
  return (
    <ul class="checks plain">
      {checks.map((check) => {
        const [tone, word] = stand(check)
        return (
          <li class="flow flow-tight">
            <p>
              <Status tone={tone} word={word} /> {reader.law(check.title)}
              {check.item !== undefined && `: ${nameOf(check.item)}`}{' '}
              <Citation
                source={
                  check.looksAt === 'instruction'
                    ? { text: reader.t.audits.instruction, href: urls.instruction(check.rule) }
                    : sourceOf(law, check.rule, check.cite, reader)
                }
              />
            </p>
            {!check.passed && !check.reason && (
              <p class="small soft">
                {check.effect === 'bar' ? t.stops : t.curable} {check.cure && reader.law(check.cure)}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
