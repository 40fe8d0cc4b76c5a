import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { giveBack, refuse } from '../approvals.ts'
import { careful } from '../checks/statement.fixture.ts'
import { stateCase } from '../checks/stating.ts'
import { fillBoxes, submitRequest } from '../drafting.ts'
import { listRequests } from '../store/requests.ts'
import { stageOn } from '../story.fixture.ts'
import { compareVersions } from './compare.ts'
import { comparisonOf } from './comparison.ts'
import { redraft } from './redraft.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const { transact, carry, copyAt, drafted } = stage

/** A draft that was handed in and lies before the court. */
async function submitted() {
  const story = await drafted()
  const { people, setting, now, request, made } = story
  await transact((tx) => submitRequest(tx, people.author, request.id, setting))
  await carry(now)
  return { ...story, task: await copyAt(made.court.id) }
}

describe('what changed', () => {
  test('since it was given back is shown to its author and, handed in again, to who gave it back', async () => {
    const { people, setting, now, request, made, task, pass } = await submitted()
    const reason = 'Say which mailbox, and why nothing milder would do'
    await transact((tx) => giveBack(tx, people.judge, task.id, { reason }, setting))
    await carry(now)
    const before = await comparisonOf(db, made.authority.id, request.id, setting)
    expect(before).toMatchObject({
      of: { id: request.id, isItself: true },
      reasons: [{ outcome: 'returned', reason, name: 'Claudia Stern' }],
      changes: { boxes: [], items: { added: [], removed: [] }, statement: [] },
    })
    pass({ hours: 1 })
    await transact((tx) =>
      fillBoxes(tx, people.author, request.id, { 'm.summary': 'A server was taken over' }, setting),
    )
    const stated = { ...careful(request.items), minimisation: 'Only the mails of September' }
    await transact((tx) => stateCase(tx, people.author, request.id, stated, setting))
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    const changes = {
      boxes: [{ id: 'm.summary', after: { value: 'A server was taken over' } }],
      statement: [{ field: 'minimisation', after: 'Only the mails of September' }],
    }
    expect(await comparisonOf(db, made.authority.id, request.id, setting)).toMatchObject({ changes })
    expect(await comparisonOf(db, made.court.id, task.id, setting)).toMatchObject({
      of: { id: task.id, isItself: true },
      reasons: [{ outcome: 'returned', reason }],
      changes,
    })
  })

  test('is nothing where nothing was decided against', async () => {
    const { made, request, setting, task } = await submitted()
    expect(await comparisonOf(db, made.authority.id, request.id, setting)).toBeUndefined()
    expect(await comparisonOf(db, made.court.id, task.id, setting)).toBeUndefined()
  })

  test('in the data asked for is told item by item', () => {
    const version = { copy: undefined, statement: undefined, items: [{ id: 'd1' }, { id: 'd2' }] }
    expect(compareVersions(version, { ...version, items: [{ id: 'd2' }, { id: 'd3' }] }, new Set()).items).toEqual({
      added: [{ id: 'd3' }],
      removed: [{ id: 'd1' }],
    })
  })
})

describe('a corrected draft', () => {
  test('of what was refused takes over all it said, and who refused it sees what changed', async () => {
    const { people, setting, now, request, made, task } = await submitted()
    const reason = 'The necessity is not shown'
    await transact((tx) => refuse(tx, people.judge, task.id, { reason }, setting))
    await carry(now)
    const draft = await transact((tx) => redraft(tx, people.author, request.id, setting))
    expect(draft).toMatchObject({ status: 'draft', rule: request.rule, title: request.title, to: 'IE' })
    expect(draft.id).not.toBe(request.id)
    expect(draft.answers).toMatchObject({ 'm.summary': 'CASE-SUMMARY: a mail server in Munich was taken over' })
    expect(await comparisonOf(db, made.authority.id, draft.id, setting)).toMatchObject({
      of: { id: request.id, isItself: false },
      reasons: [{ outcome: 'refused', reason }],
      changes: { boxes: [], items: { added: [], removed: [] }, statement: [] },
    })
    await transact((tx) => fillBoxes(tx, people.author, draft.id, { 'm.necessity': 'Shown anew' }, setting))
    await transact((tx) => submitRequest(tx, people.author, draft.id, setting))
    await carry(now)
    const [again] = await listRequests(db, made.court.id, { origin: draft.origin })
    expect(await comparisonOf(db, made.court.id, again?.id ?? '', setting)).toMatchObject({
      of: { id: task.id, isItself: false },
      reasons: [{ outcome: 'refused', reason }],
      changes: { boxes: [{ id: 'm.necessity', after: { value: 'Shown anew' } }] },
    })
  })

  test('is made once, of one’s own, and of nothing that may still be carried out', async () => {
    const { people, setting, now, request, task } = await submitted()
    const again = (actor = people.author) => transact((tx) => redraft(tx, actor, request.id, setting))
    await expect(again()).rejects.toMatchObject({ code: 'not_current' })
    await transact((tx) => refuse(tx, people.judge, task.id, { reason: 'No' }, setting))
    await carry(now)
    const both = await Promise.allSettled([again(), again(people.head)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(again()).rejects.toThrow(/already, by (Dr. Anna Huber|Markus Vogt) on 2026-/)
    await expect(transact((tx) => redraft(tx, people.judge, task.id, setting))).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })
})
