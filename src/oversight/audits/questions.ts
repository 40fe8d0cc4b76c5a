import type { Db } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { countsOn, instructionsOf, type Request } from '../../requests/index.ts'
import type { Question } from './audit.ts'

/**
 * What an audit asks: the questions every audit has, what the law of the routes that were used looks at, each with its article,
 * and what one's own standing instructions have added.
 */
export async function questionsFor(
  db: Db,
  law: LawBase,
  { org, requests, day }: { readonly org: string; readonly requests: readonly Request[]; readonly day: string },
): Promise<Question[]> {
  const edition = law.at(day)
  const always = [...edition.rules.values()].filter((rule): rule is Rule<'check'> => rule.kind === 'check' && rule.of === 'audit')
  const ofRoutes = requests.flatMap(({ rule, law: { on } }) => {
    const then = law.at(on)
    return (then.find('route', rule)?.checks ?? []).flatMap((id) => then.find('check', id) ?? []).filter(({ of }) => of === 'request')
  })
  const asked = [...new Map([...always.toSorted(inOrder), ...ofRoutes].map((check) => [check.rule, check])).values()]
  const own = (await instructionsOf(db, org)).filter((one) => one.place === 'audit' && countsOn(one, day)).toReversed()
  return [
    ...asked.map(({ rule, title, cites }) => ({ id: rule, says: title, cite: cites[0]?.cite ?? '', source: 'law' as const })),
    ...own.map(({ id, says }) => ({ id, says, cite: '', source: 'instruction' as const })),
  ]
} // biome-ignore format: short

const inOrder = (a: Rule<'check'>, b: Rule<'check'>) =>
  (a.cites[0]?.cite ?? '').localeCompare(b.cites[0]?.cite ?? '', 'en', { numeric: true })
