import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { answer, openMatter } from './matters.ts'
import { findMatter } from './store/matters.ts'
import { stageOn, storyClock } from './story.fixture.ts'

const { db, transact, cast } = stageOn((await testDatabase()).db)
const { now } = storyClock()
const { people } = await cast()
const open = (facts?: unknown) =>
  transact((tx) => openMatter(tx, people.author, { title: 'A case', fileNumber: '1 Js 1/26', facts }, now))

describe('a matter', () => {
  test('gathers answers, each an event', async () => {
    const { id, org } = await open()
    await transact((tx) => answer(tx, people.author, id, 'asking.state', 'DE', now))
    await transact((tx) => answer(tx, people.author, id, 'person.residence', 'EL', now))
    expect((await findMatter(db, org, id)).facts).toEqual({ asking: { state: 'DE' }, person: { residence: 'GR' } })
    expect((await eventsAbout(db, org, id)).map(({ kind, body }) => [kind, body])).toMatchObject([
      ['matter.opened', { fileNumber: '1 Js 1/26' }],
      ['matter.answered', { fact: 'asking.state', value: 'DE' }],
      ['matter.answered', { fact: 'person.residence' }],
    ])
  })

  test.each([
    ['urgency', 'ordinary', 'contradictory_facts'],
    ['asking.state', 'XX', 'bad_facts'],
    ['on', '2026-02-30', 'bad_facts'],
    ['nothing.there[', 1, 'no_such_fact'],
  ])('refuses %s = %o and stays as it was', async (path, value, code) => {
    const before = await open({ emergency: { threat: 'life' } })
    await expect(transact((tx) => answer(tx, people.author, before.id, path, value, now))).rejects.toMatchObject({
      code,
    })
    expect((await findMatter(db, before.org, before.id)).facts).toEqual(before.facts)
    expect(await eventsAbout(db, before.org, before.id)).toHaveLength(1)
  })

  test('of one organisation is not there for another, and not opened from another seat', async () => {
    const { id } = await open()
    const stranger = { ...people.author, org: people.judge.org }
    await expect(transact((tx) => answer(tx, stranger, id, 'asking.state', 'DE', now))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      transact((tx) => openMatter(tx, people.judge, { title: 'x', fileNumber: 'x' }, now)),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('needs a title and a file number', async () => {
    await expect(
      transact((tx) => openMatter(tx, people.author, { title: ' ', fileNumber: 'x' }, now)),
    ).rejects.toMatchObject({ code: 'bad_text', path: 'title' })
  })
})
