import { approved } from './release.fixture.ts'
import type { Release } from './release.ts'

export type Chance = <T>(...of: T[]) => T

/** The same choices on every run. */
export function chanceFrom(seed: number): Chance {
  let state = seed
  return (...of) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return of[Math.floor((state / 2 ** 32) * of.length)] as (typeof of)[number]
  }
}

/** Empty, overlapping, renamed, expired, self-given, split, mixed: each part is usually right and sometimes wrong. */
export function randomly(chance: Chance): Release {
  const ids = chance(['i1'], ['i1'], ['i1', 'i2'], ['i1', 'i2', 'i3'], [])
  const authors = ['person:1', 'person:2', 'person:3']
  return approved((release) => {
    release.use = chance('criminal-evidence', 'criminal-evidence', 'administrative', 'commercial', 'commercial', 'employment', 'other', null)
    release.purpose = chance('A', 'A', 'A', 'A', 'A', 'B', null)
    const kind = chance('foreign-judicial', 'foreign-judicial', 'foreign-authority', 'company', 'company', 'company', 'person', 'unknown', null)
    const state = chance('US', 'US', 'DE', 'SG', 'SG', 'CN', null) as never
    release.recipient = chance(1, 1, 1, 1, 1, 1, 1, 1, 0) ? { id: chance('org:r', 'org:r', 'org:r', 'org:q', null), kind, state } : null
    release.giver = chance(1, 1, 1, 1, 1, 1, 0)
      ? { state: 'CN' as never, kind: chance('company', 'company', 'company', 'bank', 'person', null), ciio: chance(false, false, false, true, null), freeTradeZone: chance(null, { name: 'Shanghai', listInForce: chance(true, false) }) }
      : null
    release.controller = chance(null, { state: chance('CN', 'DE', 'US') as never })
    release.need = chance('none', 'none', 'none', 'contract', 'employment', 'emergency', null)
    release.emergency = chance(null, null, null, { threat: chance('life', 'critical-infrastructure', null) })
    release.draftedBy = chance('person:2', 'person:2', 'person:2', null)
    release.releasedThisYear = chance({ persons: 0, sensitivePersons: 0 }, { persons: 0, sensitivePersons: 0 }, { persons: chance(99_999, 899_999), sensitivePersons: chance(0, 9_990) }, null)
    release.items = ids.map((id) => ({
      id,
      sha256: chance('aa', 'bb', 'cc', id, id, id, id, null),
      scheme: 'CN',
      class: chance('CN-L0-PUBLIC', 'CN-L1-GENERAL', 'CN-L2-PI', 'CN-L2-PI', 'CN-L2-PI', 'CN-L3-SENSITIVE-PI', 'CN-L4-IMPORTANT', 'CN-L5-WORK-SECRET', 'CN-L6-CORE', 'CN-L7-STATE-SECRET', 'CN-L8', null),
      personal: chance(true, true, true, false, null),
      sensitive: chance(false, false, false, true, null),
      persons: chance(1, 12, 99_999, 100_000, 9_999, 10_000, 1_000_000, 0, null),
      storedIn: chance(['CN'], ['CN'], ['CN'], ['CN', 'SG'], ['SG'], [], null) as never,
      declaredImportant: chance(false, false, false, true, null),
      outsideNegativeList: chance(false, false, true, null),
      foreignOrigin: chance(false, false, false, true),
      classHistory: chance([], [], [{ class: chance('CN-L4-IMPORTANT', 'CN-L1-GENERAL', 'CN-L6-CORE'), at: '2026-10-01T00:00:00Z', by: chance(...authors), second: chance(...authors, null) }]),
      receivedUnder: chance(null, null, { from: 'CN' as never, purpose: chance('A', 'B') }),
    }))
    release.approvals = chance([], ['a1'], ['a1'], ['a1', 'a2']).map((id) => ({
      id,
      seat: chance('central', 'central', 'central', 'court', 'provider'),
      as: chance('competent-authority', 'competent-authority', 'competent-authority', 'contact-organ', 'holder', 'court'),
      by: chance('person:1', 'person:1', 'person:2', null),
      covers: { items: chance(['i1', 'i2', 'i3', 'aa', 'bb', 'cc'], ['i1', 'i2', 'i3'], ['i1'], ['aa'], [], null), recipient: chance('org:r', 'org:r', 'org:r', 'org:q', null), purpose: chance('A', 'A', 'A', 'B', null) },
      from: chance('2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', '2026-11-21T10:00:01Z', null),
      until: chance('2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z', '2026-11-21T10:00:00Z', '2026-11-21T10:00:01Z', null),
      revoked: chance(null, null, null, '2026-11-20T00:00:00Z'),
    }))
    release.paths = chance([], ['p'], ['p', 'q']).map(() => ({
      kind: chance('standard-contract', 'certification', 'security-assessment', 'security-assessment'),
      from: '2026-01-01T00:00:00Z',
      until: chance('2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z', '2026-11-01T00:00:00Z', null),
      covers: { recipient: chance('org:r', 'org:r', 'org:q') },
    }))
  })
} // biome-ignore format: one line a field
