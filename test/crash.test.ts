import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test } from 'vitest'
import { eventsAbout, latestEvents, verifyLog } from '../src/audit/index.ts'
import { openDatabase } from '../src/db/index.ts'
import { findItem, openBlobs, removeErased } from '../src/vault/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = () =>
  spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'crash-writer.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** Lets the writer commit so many events, and kills it in the middle of the next; the last it had committed. */
async function killAfter(events: number): Promise<number> {
  const writer = start()
  let last = -1
  let seen = 0
  for await (const line of createInterface({ input: writer.stdout })) {
    last = Number(line)
    if (++seen === events) writer.kill('SIGKILL')
  }
  return last
}

describe('a data folder', () => {
  test.each([5, 60, 200])(
    'whose process was killed after %i events opens again, with all of them',
    { timeout: 120_000 },
    async (events) => {
      const last = await killAfter(events)
      const { db, close } = await openDatabase({ folder })
      try {
        const [newest] = await latestEvents(db, 'org_crash', 1)
        expect(newest?.seq).toBeGreaterThanOrEqual(last)
        expect(await verifyLog(db, new Map())).toMatchObject([{ ok: true, size: (newest?.seq ?? 0) + 1 }])
      } finally {
        await close()
      }
    },
  )

  test('belongs to one process at a time, and to the next once that is gone', { timeout: 120_000 }, async () => {
    const writer = start()
    await once(writer.stdout, 'data')
    await expect(openDatabase({ folder })).rejects.toMatchObject({ kind: 'conflict', code: 'folder_in_use' })
    writer.kill('SIGKILL')
    await once(writer, 'exit')
    const { close } = await openDatabase({ folder })
    await close()
  })

  test('whose making was cut off is made anew', { timeout: 120_000 }, async () => {
    const young = join(folder, 'young')
    const writer = spawn(process.execPath, [
      '--import',
      'tsx',
      join(import.meta.dirname, '../src/db/make-folder.ts'),
      join(young, 'database.unfinished'),
    ])
    setTimeout(() => writer.kill('SIGKILL'), 1500)
    await once(writer, 'exit')
    const { db, close } = await openDatabase({ folder: young })
    expect(await verifyLog(db, new Map())).toEqual([])
    await close()
  })

  test('whose process was killed between erasing a key and recording it records it, and nothing comes back', {
    timeout: 120_000,
  }, async () => {
    const eraser = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'crash-eraser.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(eraser, 'exit')
    let said = ''
    for await (const line of createInterface({ input: eraser.stdout })) said = line
    expect(await ended).toEqual([null, 'SIGKILL'])
    const [org = '', id = '', sum = ''] = said.split(' ')
    const { db, close } = await openDatabase({ folder })
    try {
      const blobs = await openBlobs(join(folder, 'evidence'))
      const kinds = async () => (await eventsAbout(db, org, id)).map(({ kind }) => kind.slice(9))
      const before = ['sealed', 'destruction-proposed', 'destroyed']
      expect(await blobs.size(sum)).toBeUndefined()
      expect(await kinds()).toEqual(before)
      const now = () => Temporal.Instant.from('2026-11-22T10:01:00Z')
      await removeErased({ db, blobs, now })
      await removeErased({ db, blobs, now })
      expect(await kinds()).toEqual([...before, 'bytes-erased'])
      expect(await findItem(db, org, id)).toMatchObject({ state: 'erased' })
      expect(await verifyLog(db, new Map(), org)).toMatchObject([{ ok: true }])
    } finally {
      await close()
    }
  })
})
