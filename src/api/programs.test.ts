import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { description } from './openapi.ts'
import { openInstance } from './story.fixture.ts'

const { db } = await testDatabase()
const instance = await openInstance(db)
const { author, head, overseer, operator } = instance.people
afterAll(instance.remove)

const wanted = { name: 'Case system', seat: 'authority', scopes: ['log:read'], days: 30 }
async function admit(more: object = {}) {
  const { status, body } = await head.post('/api/programs', { ...wanted, ...more })
  expect(status).toBe(201)
  const bearer = { authorization: `Bearer ${body.token}` }
  return {
    id: body.program.id as string,
    token: body.token as string,
    get: (path: string) => instance.ask('GET', path, undefined, bearer),
    post: (path: string, content: unknown = {}) => instance.ask('POST', path, content, bearer),
  }
}
const refused = (status: number, code: string) => ({ status, body: { status, code, error: { code } } })

describe('a program', () => {
  test('does what its scopes name and nothing else', async () => {
    const reader = await admit()
    expect(await reader.get('/api/log')).toMatchObject({ status: 200 })
    expect(await reader.get('/api/requests')).toMatchObject(refused(403, 'scope_missing'))
    expect(await reader.get('/api/today')).toMatchObject(refused(403, 'scope_missing'))
    expect(await reader.post('/api/programs', wanted)).toMatchObject(refused(403, 'scope_missing'))
    expect((await reader.get('/api/me')).body).toMatchObject({
      name: 'Case system',
      unconfirmed: true,
      acts: ['log.read'],
    })
  })

  test('with nothing but a harmless scope opens no other address that is somebody’s', async () => {
    const reader = await admit({ scopes: ['custody:keep'] })
    const open: string[] = []
    for (const [template, operations] of Object.entries(description.paths)) {
      if (!('get' in operations) || 'security' in (operations.get as object)) continue
      const path = template.replace(/\{(\w+)\}/g, 'request_00000000000000000000000000')
      const answer = await instance.app.request(path, { headers: { authorization: `Bearer ${reader.token}` } })
      if (answer.status < 300) open.push(template)
    }
    // Who it is itself, and whom one can write to.
    expect(open.sort()).toEqual(['/api/counterparts', '/api/me'])
  })

  test('is known by the hash of its token alone, and when it last came', async () => {
    const reader = await admit()
    await reader.get('/api/log')
    const rows = await db.selectFrom('account_programs').selectAll().where('id', '=', reader.id).execute()
    expect(JSON.stringify(rows)).not.toContain(reader.token.slice(7))
    const { body } = await head.get('/api/programs')
    const found = body.programs.find(({ id }: { id: string }) => id === reader.id)
    expect(found).toMatchObject({ madeByName: 'Markus Vogt', used: expect.any(String), ended: null })
    expect(JSON.stringify(body)).not.toContain('comity_')
  })

  test('is shut out at once, and by itself when its time is over', async () => {
    const reader = await admit()
    expect(await head.delete(`/api/programs/${reader.id}`)).toMatchObject({ status: 204 })
    expect(await reader.get('/api/log')).toMatchObject(refused(401, 'not_signed_in'))
    const brief = await admit()
    await db
      .updateTable('account_programs')
      .set({ expires_at: '2026-11-20T09:00:00Z' })
      .where('id', '=', brief.id)
      .execute()
    expect(await brief.get('/api/log')).toMatchObject(refused(401, 'not_signed_in'))
  })

  test('is let in by a head, for a seat there is, for a year at most, for scopes there are', async () => {
    expect(await author.post('/api/programs', wanted)).toMatchObject(refused(403, 'not_permitted'))
    expect(await overseer.post('/api/programs', wanted)).toMatchObject(refused(403, 'not_permitted'))
    expect(await head.post('/api/programs', { ...wanted, seat: 'court' })).toMatchObject(
      refused(400, 'bad_organisation'),
    )
    expect(await head.post('/api/programs', { ...wanted, days: 400 })).toMatchObject(refused(400, 'bad_period'))
    expect(await head.post('/api/programs', { ...wanted, scopes: [] })).toMatchObject(refused(400, 'bad_scope'))
    expect(await head.post('/api/programs', { ...wanted, scopes: ['keys'] })).toMatchObject(refused(400, 'bad_body'))
  })

  test('never travels in the cookie of the pages', async () => {
    const { token } = await admit()
    const answer = await instance.app.request('/api/log', { headers: { cookie: `comity_session=${token}` } })
    expect(answer.status).toBe(401)
  })
})

describe('the operator', () => {
  test('sees nothing of a case at any address', async () => {
    const { body: matter } = await author.post('/api/matters', { title: 'Kimberlite', fileNumber: '9 Js 9/26' })
    const seen: string[] = []
    for (const [template, operations] of Object.entries(description.paths)) {
      if (!('get' in operations)) continue
      const path = template.replace('{id}', matter.id).replace(/\{(\w+)\}/g, 'x')
      const answer = await instance.app.request(path, { headers: { authorization: `Bearer ${operator.token}` } })
      if ((await answer.text()).includes('Kimberlite')) seen.push(template)
    }
    expect(seen).toEqual([])
    expect(JSON.stringify((await author.get('/api/matters')).body)).toContain('Kimberlite')
  })
})

describe('a list', () => {
  test('is read page by page, each thing once, to its end', async () => {
    for (let i = 0; i < 7; i++) await author.post('/api/matters', { title: `Case ${i}`, fileNumber: `12 Js ${i}/26` })
    for (const [path, name] of [['/api/matters', 'matters'], ['/api/log', 'events'], ['/api/counterparts', 'counterparts']] as const) {
      const whole = (await author.get(`${path}?limit=1000`)).body[name]
      const found: unknown[] = []
      let cursor = ''
      for (let page = 0; page < 500; page++) {
        const { status, body } = await author.get(`${path}?limit=3${cursor && `&cursor=${cursor}`}`)
        expect(status).toBe(200)
        found.push(...body[name])
        if (body.next === null) break
        cursor = body.next
      }
      expect(found).toEqual(whole)
      expect(whole.length).toBeGreaterThan(6)
    } // biome-ignore format: short
  })

  test.each(['/api/matters', '/api/requests', '/api/log', '/api/counterparts'])(
    '%s refuses a cursor that is none of its',
    async (path) => {
      expect(await author.get(`${path}?cursor=elsewhere`)).toMatchObject(refused(400, 'bad_cursor'))
      expect(await author.get(`${path}?limit=0`)).toMatchObject(refused(400, 'bad_query'))
    },
  )
})

describe('what is refused', () => {
  test('is a problem by RFC 9457', async () => {
    const answer = await instance.app.request('/api/requests')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: expect.any(String),
      code: 'not_signed_in',
      error: { code: 'not_signed_in', message: expect.any(String) },
    })
  })
})
