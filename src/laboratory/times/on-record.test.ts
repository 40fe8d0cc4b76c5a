import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { createOrganisation, readSecret } from '../../accounts/index.ts'
import { readLaw } from '../../read-law.ts'
import { drawRecord, lengthsOnRecord } from '../../requests/index.ts'
import type { Result } from '../running/result.ts'
import { expectedDays } from './expected.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const until = Temporal.Instant.from('2026-11-21T10:00:00Z')
const route = 'us/sca/routes/voluntary-records'

test('days are those of the record: the median it was drawn with, which holds on the year held out', async () => {
  const law = await readLaw()
  const org = await db.transaction().execute(async (tx) => {
    const office = { name: 'Office', state: 'US', kind: 'prosecutor', seats: ['authority'], languages: ['en'], isDemo: true } as const
    const { id, name, state } = await createOrganisation(tx, secret, office, 'system', until.subtract({ hours: 50_000 }))
    const company = { name: 'Prairie Mail, Denver', state: 'US', kind: 'provider', seats: ['provider'], languages: ['en'], isDemo: true } as const
    const holder = await createOrganisation(tx, secret, company, 'system', until.subtract({ hours: 50_000 }))
    const holders = [{ org: holder.id, name: holder.name, state: holder.state }]
    await drawRecord(tx, law, { requests: 3_000, seed: 7, years: 4, until, asking: [{ org: id, name, state }], holders })
    return id
  })
  const lengths = await lengthsOnRecord(db, org)
  const cell = { before: { status: 'open', route }, after: { status: 'open', route }, requests: 1 }
  const [told] = expectedDays({ cells: [cell] } as unknown as Result, law, lengths).routes
  expect(told?.known).toMatchObject({ by: 'record', times: { fitted: { kind: 'lognormal', wrong: false } } })
  // Drawn about a median of 21 days.
  expect(told?.spread?.median).toBeGreaterThan(18)
  expect(told?.spread?.median).toBeLessThan(24)
}) // biome-ignore format: a row
