import type { Edition } from '../editions/edition.ts'

/** What published figures add up to, and how many of them are not told: then it is at least that. */
export interface AtLeast {
  readonly told: number
  readonly notTold: number
}

/** What one state asked of another, as its own organisations count it and as those of the other do. */
export interface PublishedPair {
  readonly asking: string
  readonly asked: string
  readonly made: AtLeast
  readonly received: AtLeast
}

/**
 * The ledger of an instance: what states asked of each other, from the figures of an edition alone, which tell nothing of
 * few. The two numbers of a pair differ where the other end keeps its record elsewhere; what stayed within one state is left out.
 */
export function publishedPairs({ organisations, figures }: Pick<Edition, 'organisations' | 'figures'>): PublishedPair[] {
  const stateOf = new Map(organisations.map(({ id, state }) => [id, state]))
  const pairs = new Map<string, { made: [number, number]; received: [number, number] }>()
  /** Half-years of which a state's organisations tell no state at all. */
  const withheld = new Map<string, number>()
  for (const { org, direction, made } of figures) {
    const own = stateOf.get(org)
    if (own === undefined) continue
    const column = direction === 'outgoing' ? 'made' : 'received'
    if (!made.byState && made.number !== 0) withheld.set(`${column} ${own}`, (withheld.get(`${column} ${own}`) ?? 0) + 1)
    for (const [other, number] of Object.entries(made.byState ?? {})) {
      if (other === own || other === 'not stated') continue
      const key = direction === 'outgoing' ? `${own} ${other}` : `${other} ${own}`
      const pair = pairs.get(key) ?? { made: [0, 0], received: [0, 0] }
      pair[column][0] += number ?? 0
      pair[column][1] += number === null ? 1 : 0
      pairs.set(key, pair)
    }
  }
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { made, received }]) => {
      const [asking = '', asked = ''] = key.split(' ')
      const sum = ([told, notTold]: [number, number], more = 0): AtLeast => ({ told, notTold: notTold + more })
      return {
        asking,
        asked,
        made: sum(made, withheld.get(`made ${asking}`)),
        received: sum(received, withheld.get(`received ${asked}`)),
      }
    })
} // biome-ignore format: short
