import { type Analysis, analyse, type Because, type Facts, type LawBase } from '../../law/index.ts'
import type { Request } from '../request.ts'

/** Whether the sender may ask for this by the law it names: what the law base says of each condition on who asks. */
export interface Competence {
  readonly is: 'competent' | 'not-competent' | 'unknown'
  /** The conditions on the asking authority, with their articles. */
  readonly because: readonly Because[]
  /** What must come before it is sent, by the same law: who validates. */
  readonly needs: readonly { readonly what: string; readonly cite: string }[]
}

/**
 * Asks the law base, as it was when the request was drafted, whether an authority of this kind in this state may take this
 * measure for these categories. What it is stands in the directory; what the request says of itself is not asked.
 */
export function competenceFor(
  law: LawBase,
  request: Pick<Request, 'rule' | 'law' | 'facts' | 'items' | 'to'>,
  sender: { readonly state: string; readonly authority: string | null },
): Competence {
  const found = analysisOf(law, request, sender).routes.filter(({ rule }) => rule === request.rule)
  const because = onWhoAsks(found.flatMap((route) => [...route.because]))
  const needs = uniqueBy(
    found.flatMap((route) =>
      route.needs.flatMap(({ what, cite, actor }) => (actor === 'court' ? [{ what, cite }] : [])),
    ),
    ({ what }) => what,
  )
  const open = because.length === 0 || sender.authority === null || because.some(({ holds }) => holds !== true)
  // Whether a judge has validated it stands in no directory.
  const isUnknown = open || needs.length > 0
  const is = because.some(({ holds }) => holds === false) ? 'not-competent' : isUnknown ? 'unknown' : 'competent'
  return { is, because, needs }
}

function analysisOf(
  law: LawBase,
  { law: { on }, facts, items }: Pick<Request, 'law' | 'facts' | 'items'>,
  { state, authority }: { state: string; authority: string | null },
): Analysis {
  const asked = {
    ...facts,
    asking: { state, ...(authority && { authority }) },
    data: items.map(({ id, category }) => ({ id, ...(category && { category }), stored: true })),
  } as Facts
  return analyse(law, asked, { today: on, all: true })
}

/** What only the asking authority decides: a condition that other facts decide as well says nothing of it alone. */
const onWhoAsks = (all: readonly Because[]): Because[] =>
  uniqueBy(
    all.filter(({ facts }) => facts.length > 0 && facts.every((fact) => fact.startsWith('asking.'))),
    ({ says, cite }) => `${says} ${cite}`,
  )

const uniqueBy = <T>(list: readonly T[], key: (one: T) => string): T[] => [
  ...new Map(list.map((one) => [key(one), one])).values(),
]
