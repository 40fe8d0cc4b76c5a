import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { utf8 } from '../base/bytes.ts'
import { openInstance, refused, storyOn } from './story.fixture.ts'

/** A table of others by the API, as a program reads it in: what it gives, and what it refuses. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { author, judge, overseer } = instance.people
afterAll(instance.remove)
await storyOn(instance).sent()

const content = (text: string) => utf8(text).toBase64()
const table = {
  provider: 'Example Mail',
  url: 'https://mail.example/transparency.csv',
  fetchedOn: '2026-11-20',
  name: 'requests.csv',
  content: content('Country,Requests\nGermany,1180\nYugoslavia,<10\n'),
}
const mapping = {
  columns: [
    { headings: ['Country'], means: 'state' },
    { headings: ['Requests'], means: 'requests' },
  ],
  emergency: 'included',
  period: '2026-H1',
}

describe('a public table', () => {
  test('is read in, explained, taken with its traps, and stands beside one’s own figures', async () => {
    const read = await author.post('/api/public-tables', table)
    expect(read).toMatchObject({ status: 201, body: { state: 'read', mapping: null, traps: [], figures: [] } })
    const { id } = read.body
    const mapped = await author.post(`/api/public-tables/${id}/mapping`, { mapping })
    expect(mapped).toMatchObject({ status: 200, body: { headings: ['Country', 'Requests'] } })
    const traps = mapped.body.traps.map(({ trap }: { trap: string }) => trap)
    expect(traps).toEqual(expect.arrayContaining(['state-unknown', 'suppressed', 'emergency-in-total']))
    const take = (body: unknown) => author.post(`/api/public-tables/${id}/take`, body)
    expect(await take({ reason: 'To compare', traps: [] })).toMatchObject(refused(409, 'traps_changed'))
    expect(await take({ reason: '', traps })).toMatchObject(refused(400, 'bad_text'))
    expect(await take({ reason: 'To compare', traps: ['spells'] })).toMatchObject(refused(400, 'bad_body'))
    expect(await take({ reason: 'To compare', traps })).toMatchObject({ status: 200, body: { state: 'taken', decided: { reason: 'To compare' } } }) // biome-ignore format: one line
    expect(await take({ reason: 'To compare', traps })).toMatchObject(refused(409, 'table_settled'))
    const { body } = await author.get('/api/public-tables/comparison')
    expect(body).toMatchObject({ side: 'asks', periods: ['2026-H1'], figures: [{ least: 1180, ours: null, standing: 'unknown' }] }) // biome-ignore format: one line
    expect(await author.post(`/api/public-tables/${id}/set-aside`, { reason: 'It is another' })).toMatchObject({ status: 200, body: { state: 'set-aside' } }) // biome-ignore format: one line
    expect((await author.get('/api/public-tables/comparison')).body.figures).toEqual([])
    const list = await author.get('/api/public-tables')
    expect(list.body).toMatchObject({ tables: [{ id, state: 'set-aside' }], next: null })
    expect(await author.get('/api/public-tables?cursor=x')).toMatchObject(refused(400, 'bad_cursor'))
  })

  test('is refused where it is none, comes from nowhere, or is not for this seat; another’s is not there', async () => {
    expect(await author.post('/api/public-tables', { ...table, content: '' })).toMatchObject(
      refused(400, 'not_a_table'),
    )
    expect(await author.post('/api/public-tables', { ...table, content: '%' })).toMatchObject(refused(400, 'bad_body'))
    expect(await author.post('/api/public-tables', { ...table, url: 'here' })).toMatchObject(refused(400, 'bad_text'))
    expect(await author.post('/api/public-tables', { ...table, fetchedOn: 'soon' })).toMatchObject(refused(400, 'bad_body')) // biome-ignore format: one line
    expect(await author.post('/api/public-tables', { ...table, more: 1 })).toMatchObject(refused(400, 'bad_body'))
    expect(await judge.post('/api/public-tables', table)).toMatchObject(refused(403, 'not_permitted'))
    expect(await overseer.get('/api/public-tables')).toMatchObject(refused(403, 'not_permitted'))
    const { body } = await author.post('/api/public-tables', { ...table, name: 'other.csv' })
    expect(await judge.get(`/api/public-tables/${body.id}`)).toMatchObject(refused(404, 'no_such_table'))
    expect(await author.get('/api/public-tables/x')).toMatchObject(refused(400, 'id'))
    const nowhere = `/api/public-tables/table_${'0'.repeat(26)}`
    for (const act of ['take', 'mapping', 'set-aside']) {
      const input = { take: { reason: 'a', traps: [] }, mapping: { mapping }, 'set-aside': { reason: 'a' } }[act]
      expect(await author.post(`${nowhere}/${act}`, input)).toMatchObject(refused(404, 'no_such_table'))
      expect(await judge.post(`${nowhere}/${act}`, input)).toMatchObject(refused(403, 'not_permitted'))
    }
    expect(await author.post(`/api/public-tables/${body.id}/mapping`, { mapping: { columns: [] } })).toMatchObject(refused(400, 'bad_body')) // biome-ignore format: one line
    const other = { ...mapping, columns: [...mapping.columns, { headings: ['Accounts'], means: 'accounts' }] }
    expect(await author.post(`/api/public-tables/${body.id}/mapping`, { mapping: other })).toMatchObject(refused(400, 'headings_missing')) // biome-ignore format: one line
    expect(await author.get('/api/public-tables/comparison?period=soon')).toMatchObject(refused(400, 'bad_query'))
  })
})

describe('the half-year table', () => {
  test('is of one’s own record; what anyone sees comes from an edition alone', async () => {
    const { status, body } = await author.get('/api/half-year?period=2026-H2')
    expect(status).toBe(200)
    expect(body.rows.reduce((sum: number, { requests }: { requests: number }) => sum + requests, 0)).toBeGreaterThan(0)
    expect(Object.keys(body.definitions)).toContain('persons')
    expect(await author.get('/api/half-year?period=2026')).toMatchObject(refused(400, 'bad_query'))
    expect(await author.get('/api/half-year?period=2999-H1')).toMatchObject(refused(400, 'bad_text'))
    expect(await overseer.get('/api/half-year')).toMatchObject(refused(403, 'not_permitted'))
    expect((await instance.ask('GET', '/api/half-year/published')).body).toMatchObject({ edition: null, rows: [] })
  })
})
