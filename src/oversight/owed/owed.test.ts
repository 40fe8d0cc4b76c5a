import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { askEnforcement, raiseGround, sendRequest, submitRequest } from '../../requests/index.ts'
import { law, stageOn } from '../../requests/story.fixture.ts'
import { type OwedFigures, owedBy, owedFigures } from './owed.ts'

const { db, transact, carry, copyAt, drafted, validated, handOver } = stageOn((await testDatabase()).db)

const states = 'eu/2023-1543/clocks/statistics'
const providers = 'eu/2023-1543/clocks/statistics-provider'
const rowsOf = ({ figures }: OwedFigures, id: string) => figures.find((one) => one.id === id)?.rows ?? []
const totals = (found: OwedFigures, id: string) =>
  Object.fromEntries(
    rowsOf(found, id)
      .filter((row) => Object.keys(row).every((key) => ['what', 'number', 'days'].includes(key)))
      .map(({ what, number }) => [what, number]),
  )

test('what a law has a state report of a year is counted from the record of whose orders they are', async () => {
  const { people, setting, now, request, made, pass } = await validated()
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  pass({ hours: 11 * 24 })
  const order = await copyAt(made.provider.id)
  await handOver(people.provider, order, setting)
  await carry(now)

  const found = await owedFigures(db, law, people.author, { clock: states, year: 2026 }, now())
  expect(found.figures.map(({ cite }) => cite)).toEqual([...'abcdefghij'].map((letter) => `Art 28(2)(${letter})`))
  expect(found.figures.every(({ definition }) => definition.length > 20)).toBe(true)
  expect(totals(found, 'issued')).toEqual({ issued: 1 })
  // Two categories in one order: two lines, one order.
  expect(rowsOf(found, 'issued').filter(({ category }) => category)).toMatchObject([
    { category: 'content', addressee: made.provider.name, emergency: 'no', number: 1 },
    { category: 'subscriber', addressee: made.provider.name, emergency: 'no', number: 1 },
  ])
  expect(totals(found, 'fulfilled')).toEqual({ fulfilled: 1, 'not-fulfilled': 0, 'not-ended': 0 })
  expect(totals(found, 'notified')).toEqual({ notified: 1, refused: 0 })
  expect(rowsOf(found, 'days-to-data')[0]).toEqual({ what: 'days', number: 1, days: 11 })
  expect(rowsOf(found, 'days-to-later-request')).toEqual([{ what: 'days', number: 0 }])
  for (const id of ['emergency-derogations', 'remedies', 'validation-refused'])
    expect(rowsOf(found, id)).toMatchObject([{ number: 0 }])
  expect(rowsOf(found, 'costs')).toEqual([])
  expect(totals(await owedFigures(db, law, people.author, { clock: states, year: 2025 }, now()), 'issued')).toEqual({
    issued: 0,
  })

  const theirs = await owedFigures(db, law, people.provider, { clock: providers, year: 2026 }, now())
  expect(theirs.figures.map(({ cite }) => cite)).toEqual([...'abcd'].map((letter) => `Art 28(4)(${letter})`))
  expect(rowsOf(theirs, 'received')[1]).toMatchObject({ state: 'DE', number: 1 })
  expect(totals(theirs, 'fulfilled')).toMatchObject({ fulfilled: 1 })
})

test('a refusal is counted by its ground, an enforcement at both its ends', async () => {
  const refused = await validated()
  await transact((tx) => sendRequest(tx, refused.people.author, refused.request.id, refused.setting))
  await carry(refused.now)
  const ground = 'eu/2023-1543/grounds/article-12-immunity'
  const notification = await copyAt(refused.made.central.id)
  await transact((tx) =>
    raiseGround(tx, refused.people.central, notification.id, { ground, reason: 'A journalist' }, refused.setting),
  )
  await carry(refused.now)
  const no = await owedFigures(db, law, refused.people.author, { clock: states, year: 2026 }, refused.now())
  expect(rowsOf(no, 'notified').filter((row) => row.ground)).toMatchObject([
    { what: 'refused', category: 'content', ground, number: 1 },
    { what: 'refused', category: 'subscriber', ground, number: 1 },
  ])

  const { people, setting, now, request, made, pass } = await drafted({ data: ['d1'] })
  await transact((tx) => submitRequest(tx, people.author, request.id, setting))
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  pass({ hours: 11 * 24 })
  const authority = { org: made.central.id, name: made.central.name, state: 'IE' }
  await transact((tx) => askEnforcement(tx, people.author, request.id, { authority, reason: 'Nothing came' }, setting))
  await carry(now)
  const asked = await owedFigures(db, law, people.author, { clock: states, year: 2026 }, now())
  expect(totals(asked, 'enforcement')).toEqual({ sent: 1, received: 0, fulfilled: 0 })
  expect(totals(asked, 'fulfilled')).toEqual({ fulfilled: 0, 'not-fulfilled': 0, 'not-ended': 1 })
  const there = await owedFigures(db, law, people.central, { clock: states, year: 2026 }, now())
  expect(totals(there, 'enforcement')).toEqual({ sent: 0, received: 1, fulfilled: 0 })
  expect(totals(there, 'issued')).toEqual({ issued: 0 })
})

test('nobody is asked for what the law does not have it give', async () => {
  const { people, now } = await drafted()
  expect(owedBy(law, 'court', '2026-11-22')).toEqual([])
  const of = (actor = people.author, clock = states, year = 2026) => owedFigures(db, law, actor, { clock, year }, now())
  await expect(of(people.author, providers)).rejects.toMatchObject({ code: 'bad_text', path: 'clock' })
  await expect(of(people.judge)).rejects.toMatchObject({ path: 'clock' })
  await expect(of(people.author, states, Number.NaN)).rejects.toMatchObject({ path: 'year' })
  await expect(of({ ...people.author, seat: 'overseer' })).rejects.toMatchObject({ code: 'not_permitted' })
})
