import type { Release } from './release.ts'

/** A company in China gives twelve people's data to a foreign prosecutor, with the approval of the competent authority. */
export function approved(change: (release: Release, item: Release['items'][number]) => void = () => {}): Release {
  const release: Release = {
    on: '2026-11-21T10:00:00Z',
    purpose: 'fraud case A',
    use: 'criminal-evidence',
    giver: { state: 'CN' as never, kind: 'company', ciio: false, freeTradeZone: null },
    controller: { state: 'CN' as never },
    need: 'none',
    recipient: { id: 'org:us-doj', kind: 'foreign-judicial', state: 'US' as never },
    items: [
      {
        id: 'i1',
        sha256: 'aa',
        scheme: 'CN',
        class: 'CN-L2-PI',
        personal: true,
        sensitive: false,
        persons: 12,
        storedIn: ['CN' as never],
        classHistory: [],
        declaredImportant: false,
        outsideNegativeList: false,
        foreignOrigin: false,
      },
    ],
    draftedBy: 'person:2',
    approvals: [
      {
        id: 'a1',
        seat: 'central',
        as: 'competent-authority',
        by: 'person:1',
        covers: { items: ['aa'], recipient: 'org:us-doj', purpose: 'fraud case A' },
        from: '2026-11-01T00:00:00Z',
        until: '2026-12-01T00:00:00Z',
        revoked: null,
      },
    ],
    paths: [],
    releasedThisYear: { persons: 0, sensitivePersons: 0 },
    emergency: null,
  }
  change(release, release.items[0] as Release['items'][number])
  return release
}

/** The same company sends the data to a company of its group in Singapore. */
export function commercial(change: (release: Release, item: Release['items'][number]) => void = () => {}): Release {
  return approved((release, item) => {
    release.use = 'commercial'
    release.purpose = 'analytics'
    release.recipient = { id: 'org:sg-x', kind: 'company', state: 'SG' as never }
    release.approvals = []
    change(release, item)
  })
}

/** A way of transfer to that company, through the whole year. */
export const pathTo = (kind: Release['paths'][number]['kind']): Release['paths'][number] => ({
  kind,
  from: '2026-01-01T00:00:00Z',
  until: '2027-01-01T00:00:00Z',
  covers: { recipient: 'org:sg-x' },
})
