import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { readLaw } from '../read-law.ts'
import { openBlobs } from '../vault/index.ts'
import { examplesOf, faultsOf, stageFor } from './every-route.fixture.ts'

const law = await readLaw()
const examples = examplesOf(law)
const folder = mkdtempSync(join(tmpdir(), 'comity-routes-'))
afterAll(() => rmSync(folder, { recursive: true }))
const stage = stageFor((await testDatabase()).db, await openBlobs(folder))

test('every route has a worked case that leaves it open', () => {
  expect([...examples].filter(([, example]) => !example).map(([rule]) => rule)).toEqual([])
})

describe.each([...examples].flatMap(([rule, example]) => (example ? [[rule, example] as const] : [])))(
  '%s',
  (_, example) => {
    test('runs from its draft to its end', async () => {
      const play = await stage.begin(example)
      const told = await stage.playOut(play)
      expect(await faultsOf(play, stage.byId), told.join('\n')).toEqual([])
    })
  },
)
