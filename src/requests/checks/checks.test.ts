import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { approve } from '../approvals.ts'
import { fillBoxes, submitRequest } from '../drafting.ts'
import { sendRequest } from '../sending.ts'
import { findRequest } from '../store/requests.ts'
import { boxes, munich, signature, stageOn } from '../story.fixture.ts'
import { careful } from './statement.fixture.ts'
import type { Statement } from './statement.ts'
import { checksFor, stateCase } from './stating.ts'

const { db, transact, carry, copyAt, drafted } = stageOn((await testDatabase()).db)

const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const both = [{ id: 'd1' }, { id: 'd2' }]

/** A complete draft about which this is stated. */
async function stated(change: Partial<Statement>, begin: Parameters<typeof drafted>[0] = {}) {
  const story = await drafted(begin)
  const { people, request, setting } = story
  const statement = { ...careful(request.items), ...change }
  await transact((tx) => stateCase(tx, people.author, request.id, statement, setting))
  const submit = () => transact((tx) => submitRequest(tx, people.author, request.id, setting))
  const why = () => submit().then(
    () => [],
    ({ missing }) => missing.map(({ path, cite }: { path: string; cite: string }) => [path, cite]),
  ) // biome-ignore format: one thing
  return { ...story, submit, why }
}

describe('before it is handed in', () => {
  test('a fishing expedition is stopped, and told why, with the articles', async () => {
    const none = { identifiers: {}, period: {}, reach: 'service' as const, necessity: {} }
    const { why, submit } = await stated(none, { boxes: { ...boxes, 'e.email': undefined } })
    await expect(submit()).rejects.toThrow(refusal('checks_failed', 'statement.identifiers'))
    expect(await why()).toEqual([
      ['statement.identifiers', 'Art 5(5)(c)'],
      ['statement.period', 'Art 5(5)(e)'],
      ['statement.reach', 'Art 5(2)'],
      ['statement.necessity.d1', 'Art 5(2)'],
      ['statement.necessity.d2', 'Art 5(2)'],
    ])
  })

  test('necessity is weighed for each item, all three of its sides', async () => {
    const { d1 } = careful(both).necessity ?? {}
    const { why } = await stated({ necessity: { ...(d1 && { d1, d2: { ...d1, against: ' ' } }) } })
    expect(await why()).toEqual([['statement.necessity.d2', 'Art 5(2)']])
  })

  test('what names the account may stand in a box of the form', async () => {
    const { submit } = await stated({ identifiers: {} })
    expect((await submit()).status).toBe('in-validation')
  })

  test('an open time needs a reason; everybody’s data no reason saves', async () => {
    const open = await stated({ period: { from: '2026-09-01' } })
    expect(await open.why()).toEqual([['statement.period', 'Art 5(5)(e)']])
    const reasons = {
      'eu/2023-1543/checks/period': 'The account was made for this and holds nothing else',
      'eu/2023-1543/checks/reach': 'It would be convenient',
    }
    const explained = await stated({ period: {}, reasons })
    expect((await explained.submit()).status).toBe('in-validation')
    const wide = await stated({ reach: 'service', reasons })
    expect(await wide.why()).toEqual([['statement.reach', 'Art 5(2)']])
  })

  test('privileges are looked at where the person is bound by secrecy, or nobody knows', async () => {
    const lawyer = { ...munich, person: { ...munich.person, privileged: 'lawyer' as const } }
    const { why } = await stated({ privileges: '' }, { facts: lawyer })
    expect(await why()).toEqual([['statement.privileges', 'Art 5(9)-(10)']])
    expect(await (await stated({ privileges: '' })).why()).toEqual([])
  })

  test('subscriber data need no time, and what only identifies no identifier', async () => {
    const { why } = await stated({ period: {}, minimisation: '' }, { data: ['d1'] })
    expect(await why()).toEqual([])
  })
})

describe('the statement', () => {
  test('cannot be read where it speaks of what is not asked for, or ends before it begins', async () => {
    const { people, request, setting } = await drafted()
    const state = (statement: object) =>
      transact((tx) => stateCase(tx, people.author, request.id, statement as never, setting))
    const weighed = { need: 'x', milder: 'x', against: 'x' }
    await expect(state({ necessity: { d9: weighed } })).rejects.toThrow(refusal('bad_statement', 'necessity.d9'))
    await expect(state({ period: { from: '2026-09-30', to: '2026-09-01' } })).rejects.toThrow(
      refusal('bad_statement', 'period.to'),
    )
    await expect(state({ reach: 'everybody' })).rejects.toThrow(refusal('bad_statement', 'reach'))
    await expect(state({ more: 1 })).rejects.toThrow(refusal('bad_statement'))
    await expect(transact((tx) => stateCase(tx, people.stranger, request.id, {}, setting))).rejects.toThrow(
      refusal('not_permitted'),
    )
  })

  test('is approved with the draft: the court reads it, and it cannot be changed any more', async () => {
    const { submit, people, request, setting, now, made } = await stated({})
    await submit()
    const carried = await carry(now)
    const task = await copyAt(made.court.id)
    expect(task.statement).toMatchObject({ purpose: careful(both).purpose })
    await expect(transact((tx) => stateCase(tx, people.author, request.id, {}, setting))).rejects.toThrow(
      refusal('not_editable'),
    )
    await transact((tx) => approve(tx, people.judge, task.id, signature, setting))
    await carry(now)
    await transact((tx) => sendRequest(tx, people.author, request.id, setting))
    const abroad = await carry(now)
    expect(JSON.stringify(carried)).toContain('It may touch on private life')
    expect(JSON.stringify(abroad)).not.toContain('It may touch on private life')
    expect((await findRequest(db, made.provider.id, (await copyAt(made.provider.id)).id)).statement).toBeUndefined()
  })

  test('is looked at as it stands', async () => {
    const { request, made, setting, people } = await stated({ atHome: '' })
    const found = async () =>
      (await checksFor(db, made.authority.id, request.id, setting))
        .filter(({ passed }) => !passed)
        .map(({ looksAt }) => looksAt)
    expect(await found()).toEqual(['at-home'])
    await transact((tx) => fillBoxes(tx, people.author, request.id, { 'e.email': null }, setting))
    await transact((tx) => stateCase(tx, people.author, request.id, {}, setting))
    expect(await found()).toContain('identifiers')
  })
})
