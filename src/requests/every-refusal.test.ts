import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { readLaw } from '../read-law.ts'
import { openBlobs } from '../vault/index.ts'
import { examplesOf, faultsOfRefused, refusable, stageFor } from './every-route.fixture.ts'

const law = await readLaw()
const folder = mkdtempSync(join(tmpdir(), 'comity-refusals-'))
afterAll(() => rmSync(folder, { recursive: true }))
const stage = stageFor((await testDatabase()).db, await openBlobs(folder))

/** Each route is refused at one of its steps; which one goes round, so that every way of saying no is taken. */
const examples = examplesOf(law)
const refused = [...examples].flatMap(([rule, example], i) => {
  const steps = example ? refusable(example) : []
  const at = steps[i % steps.length]
  return example && at ? [[rule, at, example] as const] : []
})

test('every route can be refused by somebody, or its holder can bring it before a court', () => {
  const others = [...examples].filter(([rule]) => !refused.some(([one]) => one === rule)).map(([rule]) => rule)
  const grounds = others.flatMap((rule) => law.rule('route', rule).grounds.map((id) => law.rule('ground', id)))
  expect(others.filter((rule) => law.rule('route', rule).grounds.length === 0)).toEqual([])
  expect(grounds.filter(({ decides }) => decides?.seat !== 'court')).toEqual([])
})

describe.each(refused)('%s, refused at %s,', (_, at, example) => {
  test('ends for everybody who had it, and nothing is handed over', async () => {
    const play = await stage.begin(example)
    const told = await stage.playToRefusal(play, at)
    expect(await faultsOfRefused(play), told.join('\n')).toEqual([])
  })
})
