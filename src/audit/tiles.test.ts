import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { leafHash, rootOf } from '../crypto/index.ts'
import { entryBefore, sealBody } from './event.ts'
import { scanEvents } from './store-rows.ts'
import { tile } from './tiles.ts'

const { db } = await testDatabase()
const org = 'org_tiles'

describe('the tiles of a log', () => {
  test('hold its hashes and its entries, full and in part, and nothing beyond it', async () => {
    // One call for all: what is tried are tiles, not appending.
    const { body, salt, bodyHash } = sealBody(null)
    const event = { org, by: 'person_1', kind: 'request.sent', at: '2026-11-21T10:00:00.000Z', bodyHash }
    const abouts = Array.from({ length: 260 }, (_, i) => `request_${i}`)
    const entries = abouts.map((about) => entryBefore({ ...event, about }))
    await sql`select audit_append(${org}, ${event.at}, ${event.by}, ${event.kind}, about, ${body}, ${salt}, ${bodyHash}, entry)
      from unnest(${abouts}::text[], ${entries}::text[]) as new (about, entry)`.execute(db)
    const leaves = (await scanEvents(db, org, 0, 300)).map(({ leaf }) => new Uint8Array(leaf))
    expect(await tile(db, org, '0/000')).toEqual(joined(leaves.slice(0, 256)))
    expect(await tile(db, org, '0/001.p/4')).toEqual(joined(leaves.slice(256)))
    expect(await tile(db, org, '1/000.p/1')).toEqual(rootOf(leaves.slice(0, 256)))
    const bundle = await tile(db, org, 'entries/001.p/3')
    expect(entriesIn(bundle).map(leafHash)).toEqual(leaves.slice(256, 259))
    for (const beyond of [
      '0/001',
      '0/001.p/5',
      '0/002',
      '1/000',
      '1/000.p/2',
      '2/000.p/1',
      'entries/001.p/5',
      '0/x001/000',
    ])
      await expect(tile(db, org, beyond)).rejects.toMatchObject({ kind: 'missing', code: 'no_such_tile' })
  })

  test.each([
    '',
    '0',
    '00/000',
    '0/0',
    '0/x000/000',
    '0/000.p/0',
    '0/000.p/256',
    '64/000',
    '0/001/',
    '0/../000',
    'data/000',
  ])('are not at %j', async (path) => {
    await expect(tile(db, org, path)).rejects.toMatchObject({ code: 'no_such_tile' })
  })

  const joined = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

  function entriesIn(bundle: Uint8Array): Uint8Array[] {
    const found: Uint8Array[] = []
    for (let from = 0; from < bundle.length; ) {
      const end = from + 2 + new DataView(bundle.buffer).getUint16(from)
      found.push(bundle.subarray(from + 2, end))
      from = end
    }
    return found
  }
})
