import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { decideRelease } from './decide.ts'
import { approved, commercial } from './release.fixture.ts'
import { parseRelease, type Release } from './release.ts'

const law = await readLaw()
type Item = Release['items'][number]
const decide = (release: Release) => decideRelease(law, parseRelease(JSON.parse(JSON.stringify(release))))
const stops = (release: Release) =>
  decide(release).items.flatMap(({ because }) => because.filter(({ holds }) => holds !== true).map(({ rule }) => rule))

/** A holder of each party of the matrix of conflicts: what bars it from answering a foreign demand by itself, and whose leave opens that. */
const holders: Record<string, { state: string; kind: 'company' | 'provider'; bar: string; seat: 'central' | 'court'; item?: Partial<Item> }> = {
  CN: { state: 'CN', kind: 'company', bar: 'cn/dsl/gates/article-36', seat: 'central', item: { scheme: 'CN', class: 'CN-L2-PI' } },
  US: { state: 'US', kind: 'provider', bar: 'us/sca/gates/2702-content', seat: 'court', item: { category: 'content' } },
  EU: { state: 'DE', kind: 'company', bar: 'eu/gdpr/gates/article-48', seat: 'central' },
  GB: { state: 'GB', kind: 'company', bar: 'gb/uk-gdpr/gates/articles-44a-49', seat: 'central' },
  RU: { state: 'RU', kind: 'company', bar: 'ru/personal-data/gates/article-12', seat: 'central' },
  IN: { state: 'IN', kind: 'company', bar: 'in/it-act/gates/section-72a', seat: 'central' },
  CH: { state: 'CH', kind: 'company', bar: 'ch/penal-code/gates/article-271', seat: 'central' },
} // biome-ignore format: a table

const pairs = Object.keys(holders).flatMap((asks) =>
  Object.keys(holders).flatMap((holds) => (asks === holds ? [] : [[asks, holds] as const])),
)

/** The holder of one party gives what it has about twelve people to a court of the other. */
function demanded(asks: string, holds: string, change: (release: Release, item: Item) => void = () => {}): Release {
  const holder = holders[holds] as (typeof holders)[string]
  return approved((release, item) => {
    release.giver = { state: holder.state as never, kind: holder.kind }
    release.controller = { state: holder.state as never }
    release.recipient = { id: 'org:court', kind: 'foreign-judicial', state: (holders[asks]?.state ?? asks) as never }
    const [one] = release.approvals as [Release['approvals'][number]]
    const as = holder.seat === 'court' ? ('court' as const) : ('competent-authority' as const)
    const covers = { items: ['aa'], recipient: 'org:court', purpose: 'fraud case A' }
    release.approvals = [{ ...one, seat: holder.seat, as, covers }]
    Object.assign(item, {
      scheme: 'general',
      class: 'general',
      category: 'subscriber',
      storedIn: [holder.state],
      ...holder.item,
    })
    change(release, item)
  })
}

describe.each(pairs)('a court of %s asks a holder of %s', (asks, holds) => {
  const { bar } = holders[holds] as (typeof holders)[string]
  const without = (release: Release) => {
    release.approvals = []
  }

  test('and gets nothing from it directly: the bar of its law is named', () => {
    const release = demanded(asks, holds, without)
    expect(stops(release)).toContain(bar)
    expect(decide(release).items[0]?.opensWith.length).toBeGreaterThan(0)
  })

  test('and gets it by leave of whoever that law asks, for exactly this', () => {
    expect(stops(demanded(asks, holds))).toEqual([])
    const changed = demanded(asks, holds, (_, item) => {
      item.sha256 = 'ab'
    })
    expect(stops(changed)).toContain(bar)
  })

  test('and gets it by assistance, from the authority of that state', () => {
    const assisted = demanded(asks, holds, (release) => {
      without(release)
      release.giver = { ...release.giver, kind: 'authority' }
      release.route = 'treaties/general/routes/mla-bilateral'
    })
    expect(stops(assisted)).toEqual([])
    // A holder that gives on the same route goes round that authority.
    expect(stops(demanded(asks, holds, (release) => {
      without(release)
      release.route = 'treaties/general/routes/mla-bilateral'
    }))).toContain(bar)
  }) // biome-ignore format: one call
})

describe('the conflicts told of China', () => {
  const article36 = 'cn/dsl/gates/article-36'
  const article41 = 'cn/pipl/gates/article-41'
  const article4 = 'cn/icjal/gates/article-4-3'
  const bare = (change: (release: Release, item: Item) => void) =>
    approved((release, item) => {
      release.approvals = []
      change(release, item)
    })
  const to = (release: Release, state: string, kind: 'foreign-judicial' | 'foreign-authority' = 'foreign-judicial') => {
    release.recipient = { id: 'org:r', kind, state: state as never }
  }

  test('a bank with a correspondent account in the United States gives its customers’ data to nobody there', () => {
    const release = bare((made, item) => {
      made.giver = { state: 'CN' as never, kind: 'bank', ciio: true }
      Object.assign(item, { category: 'transaction-record', class: 'CN-L3-SENSITIVE-PI', sensitive: true })
    })
    expect(stops(release)).toEqual(expect.arrayContaining(['cn/aml/gates/article-50', article36, article41, article4]))
    // The duty of a business transfer does not stand before a court.
    expect(stops(release)).not.toContain('cn/csl/gates/article-39')
  })

  test('a French request under the treaty is answered by the authority, never by the provider itself', () => {
    const route = 'treaties/general/routes/mla-bilateral'
    const by = (kind: 'authority' | 'provider') =>
      bare((release) => {
        release.giver = { state: 'CN' as never, kind }
        release.route = route
        to(release, 'FR')
      })
    expect(stops(by('authority'))).toEqual([])
    expect(stops(by('provider'))).toEqual(expect.arrayContaining([article36, article4]))
  })

  test('a flawed German request opens nothing', () => {
    expect(stops(bare((release) => to(release, 'DE')))).toContain(article36)
  })

  test('a provider in the United States keeps contents from the Chinese police, and may give its records', () => {
    const asked = (category: 'content' | 'subscriber') =>
      demanded('CN', 'US', (release, item) => {
        release.approvals = []
        item.category = category
      })
    expect(stops(asked('content'))).toEqual(['us/sca/gates/2702-content'])
    expect(stops(asked('subscriber'))).toEqual([])
  })

  test('a German production order to a Chinese cloud stays where the data is', () => {
    const release = bare((made, item) => {
      made.giver = { state: 'CN' as never, kind: 'provider' }
      made.route = 'eu/2023-1543/routes/production-order'
      item.category = 'content'
      to(made, 'DE')
    })
    expect(stops(release)).toEqual(expect.arrayContaining([article36, article41, article4]))
  })

  test.each(['2026-05-14T10:00:00Z', '2026-11-21T10:00:00Z'])('a regulator of the Union gets no mailbox from China (%s)', (on) => {
    const release = bare((made, item) => {
      made.on = on
      made.use = 'administrative'
      item.category = 'content'
      to(made, 'BE', 'foreign-authority')
    })
    expect(stops(release)).toEqual(expect.arrayContaining([article36, article41]))
    expect(stops(release)).not.toContain(article4)
  }) // biome-ignore format: one line of a table

  test('a business transfer goes under a contract, and the police of the other state does not get the copy in China by it', () => {
    const business = (paths: Release['paths']) =>
      commercial((release, item) => {
        Object.assign(item, { persons: 0 })
        release.releasedThisYear = { persons: 820_000, sensitivePersons: 6_000 }
        release.paths = paths
      })
    const contract = { kind: 'standard-contract' as const, from: '2026-10-08T00:00:00Z', until: '2027-10-08T00:00:00Z', covers: { recipient: 'org:sg-x' } }
    expect(stops(business([]))).toEqual(['cn/cac-flow/gates/contract-or-certificate'])
    expect(stops(business([contract]))).toEqual([])
    const police = (storedIn: string) =>
      bare((release, item) => {
        release.giver = { state: 'SG' as never, kind: 'company' }
        release.paths = [{ ...contract, covers: { recipient: 'org:r' } }]
        item.storedIn = [storedIn as never]
        to(release, 'SG', 'foreign-authority')
      })
    expect(stops(police('SG'))).toEqual([])
    expect(stops(police('CN'))).toEqual(expect.arrayContaining([article36, article41]))
  }) // biome-ignore format: one line of a table

  test('a Swiss manager carries no client files to a prosecutor of the United States, though they are his own', () => {
    const release = demanded('US', 'CH', (made) => {
      const [one] = made.approvals as [Release['approvals'][number]]
      made.approvals = [{ ...one, seat: 'provider', as: 'holder' }]
    })
    expect(stops(release)).toContain('ch/penal-code/gates/article-271')
  })

  test('the consent of a company in Shenzhen does not replace that of the authority', () => {
    const release = approved((made) => {
      const [one] = made.approvals as [Release['approvals'][number]]
      made.approvals = [{ ...one, seat: 'provider', as: 'holder' }]
      made.recipient = { id: 'org:us-doj', kind: 'foreign-authority', state: 'AU' as never }
    })
    expect(stops(release)).toEqual(expect.arrayContaining([article36, article4]))
  })
})
