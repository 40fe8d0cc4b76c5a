import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { createOrganisation, readSecret, signer } from '../accounts/index.ts'
import { checkpoint } from '../audit/index.ts'
import { openDatabase } from '../db/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const comity = (data: string, ...args: string[]) => {
  const env = { ...process.env, COMITY_DATA: data, DATABASE_URL: '' }
  const program = resolve(import.meta.dirname, '../../bin/comity.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('comity log verify proves the logs of a data folder, and names what was changed in one', {
  timeout: 120_000,
}, async () => {
  const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
  const secret = readSecret({ secret: undefined, folder })
  const first = await openDatabase({ folder })
  const { id } = await first.db.transaction().execute(async (tx) => {
    const court = {
      name: 'Amtsgericht München',
      state: 'DE',
      kind: 'court',
      seats: ['court'],
      languages: ['de'],
    } as const
    return createOrganisation(tx, secret, court, 'system', at)
  })
  await checkpoint(first.db, id, await signer(first.db, secret, id), at)
  await first.close()

  expect(comity(folder, 'log', 'verify')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Amtsgericht München'),
  })
  const holds = comity(folder, 'log', 'verify', '--json')
  expect(JSON.parse(holds.stdout)).toMatchObject({ ok: true, logs: [{ org: id, ok: true, size: 1, faults: [] }] })

  const second = await openDatabase({ folder })
  await second.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`update audit_events set at = at - interval '1 day' where seq = 0`.execute(tx)
  })
  await second.close()
  const broken = comity(folder, 'log', 'verify', '--json')
  expect(broken.status).toBe(1)
  expect(JSON.parse(broken.stdout)).toMatchObject({ ok: false, logs: [{ org: id, ok: false, faults: [{ seq: 0 }] }] })
})

test('where there is no data folder none is made', () => {
  const nowhere = join(folder, 'nowhere')
  expect(comity(nowhere, 'log', 'verify', '--json')).toMatchObject({
    status: 2,
    stdout: expect.stringContaining('no_database'),
  })
})
