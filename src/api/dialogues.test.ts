import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { openInstance } from './story.fixture.ts'

const { db } = await testDatabase()
const instance = await openInstance(db)
const { author, head, provider, judge } = instance.people
afterAll(instance.remove)

const refused = (status: number, code: string, path?: string) => ({
  status,
  body: { error: { code, ...(path && { path }) } },
})
const dialogue = {
  kind: 'state',
  partner: 'IE',
  heldOn: '2026-09-01',
  ours: ['Head of department'],
  theirs: ['Director'],
  topics: ['answer-times'],
  minutes: 'They are short of staff',
}
const target = { figure: 'median-days', value: 30 }
const promise = { by: 'them', office: 'Director', says: 'A month', due: '2026-10-01', target }

describe('dialogues over the API', () => {
  test('are written down once, promised in, confirmed by another person and found kept by a head', async () => {
    const made = await author.post('/api/dialogues', dialogue)
    expect(made).toMatchObject({ status: 201, body: { closed: null, promises: [], partner: 'IE' } })
    // Sent twice it is written once.
    expect(await author.post('/api/dialogues', dialogue)).toMatchObject(refused(409, 'already_decided'))
    const path = `/api/dialogues/${made.body.id}`
    const promised = await author.post(`${path}/promises`, promise)
    const [{ id }] = promised.body.promises
    expect(promised.body.promises).toMatchObject([{ target, measured: { before: { asked: 0, value: null } } }])
    expect(await author.post(`${path}/promises`, promise)).toMatchObject(refused(409, 'already_decided'))
    const unknown = { ...promise, target: { ...target, figure: 'share-refused-on-ground' } }
    expect(await author.post(`${path}/promises`, unknown)).toMatchObject(refused(400, 'bad_text', 'ground'))
    expect(await author.post(`${path}/closure`, { how: 'confirmed' })).toMatchObject(refused(403, 'second_person'))
    expect(await head.post(`${path}/findings`, { promise: id, kept: true, reason: 'x' })).toMatchObject(
      refused(409, 'minutes_open'),
    )
    const closed = await head.post(`${path}/closure`, { how: 'confirmed', says: 'I was there' })
    expect(closed).toMatchObject({ status: 200, body: { closed: { how: 'confirmed', says: 'I was there' } } })
    expect(await head.post(`${path}/closure`, { how: 'confirmed' })).toMatchObject(refused(409, 'already_closed'))
    expect(await author.post(`${path}/findings`, { promise: id, kept: true, reason: 'x' })).toMatchObject(
      refused(403, 'not_permitted'),
    )
    const found = await head.post(`${path}/findings`, { promise: id, kept: false, reason: 'Nothing came' })
    expect(found.body.promises[0].found).toMatchObject([{ kept: false, reason: 'Nothing came' }])
    const all = await author.get('/api/dialogues?limit=1')
    expect(all.body.dialogues).toMatchObject([{ id: made.body.id }])
    expect(all.body.definitions['median-days']).toContain('median')
    expect(await provider.get(path)).toMatchObject(refused(404, 'no_such_dialogue'))
    expect(await judge.get('/api/dialogues')).toMatchObject(refused(403, 'not_permitted'))
    expect(await author.get('/api/dialogues/x')).toMatchObject(refused(400, 'id'))
  })

  test('stand beside codes of an industry, which bind nobody', async () => {
    const code = { name: 'Principles', publisher: 'An association', version: '1', source: 'Its site' }
    const made = await author.post('/api/industry-codes', code)
    expect(made).toMatchObject({ status: 201, body: { binding: false, clauses: [], measured: [] } })
    expect((await author.post('/api/industry-codes', code)).status).toBe(409)
    const path = `/api/industry-codes/${made.body.id}`
    await author.post(`${path}/clauses`, { cite: '1', says: 'Users are told' })
    await author.post(`${path}/clauses`, { cite: '2', says: 'Within ten days', target: { ...target, value: 10 } })
    expect(await author.post(`${path}/clauses`, { cite: '2', says: 'x' })).toMatchObject(
      refused(409, 'already_recorded'),
    )
    const keeps = { provider: 'Alpenpost Mail Ltd', since: '2026-10-01', source: 'Its report' }
    const shown = await author.post(`${path}/adherences`, keeps)
    expect(shown.body.measured).toMatchObject([
      { cite: '2', provider: keeps.provider, measured: { since: { asked: 0 } } },
    ])
    expect(await author.post(`${path}/adherences`, keeps)).toMatchObject(refused(409, 'already_recorded'))
    expect((await author.get('/api/industry-codes')).body.codes).toHaveLength(1)
    expect((await author.get(path)).body.clauses).toMatchObject([{ target: null }, { target: { value: 10 } }])
    expect(await provider.get(path)).toMatchObject(refused(404, 'no_such_code'))
  })
})
