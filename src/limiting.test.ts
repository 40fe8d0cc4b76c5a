import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { DomainError } from './base/errors.ts'
import { type Limits, limiting } from './limiting.ts'
import type { Watched } from './watching.ts'

const most: Limits = { address: 100, person: 5, program: 10, signIn: 3, proxies: 0 }

/** A server, and callers at addresses; `person` is who the handler finds out asks. */
function serving(limits: Partial<Limits> = {}) {
  let time = 0
  const app = new Hono<Watched>()
  app.use(limiting({ ...most, ...limits }, () => time, 100))
  app.onError((error, c) => (error instanceof DomainError ? c.text(error.code, 429) : c.text('broken', 500)))
  app.all('*', (c) => {
    const [person, acts] = [c.req.query('person'), c.req.query('program') ? [] : undefined]
    if (person) c.var.spend?.({ person, acts } as unknown as Parameters<NonNullable<Watched['Variables']['spend']>>[0])
    return c.text('fine')
  })
  const ask = async (path: string, { from = '192.0.2.1', method = 'GET', headers = {} } = {}) =>
    app.request(path, { method, headers }, { incoming: { socket: { remoteAddress: from } } })
  const statuses = async (times: number, path: string, more: Parameters<typeof ask>[1] = {}) => {
    const all: number[] = []
    for (let i = 0; i < times; i++) all.push((await ask(path, more)).status)
    return all.filter((status) => status === 200).length
  }
  return { ask, statuses, pass: (seconds: number) => { time += seconds } } // biome-ignore format: short
}

describe('who asks too often', () => {
  test('is slowed down by person, from wherever they ask, and let in again with time', async () => {
    const { statuses, pass, ask } = serving()
    expect(await statuses(8, '/api/me?person=anna')).toBe(5)
    expect(await statuses(1, '/api/me?person=anna', { from: '192.0.2.9' })).toBe(0)
    expect(await statuses(1, '/api/me?person=ben')).toBe(1)
    pass(12)
    expect(await statuses(3, '/api/me?person=anna')).toBe(1)
    const refused = await ask('/api/me?person=anna')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit-policy')).toBe('"person";q=5;w=60')
    expect(refused.headers.get('ratelimit')).toBe('"person";r=0;t=12')
    expect(refused.headers.get('retry-after')).toBe('12')
  })

  test('is told what is left', async () => {
    const { ask } = serving()
    expect((await ask('/api/me?person=anna')).headers.get('ratelimit')).toMatch(/^"person";r=4;t=\d+$/)
    expect((await ask('/')).headers.get('ratelimit')).toMatch(/^"address";r=98;t=\d+$/)
  })

  test('is slowed down by address in what people without an account send', async () => {
    const paths = ['/redress', '/assessments/assessment_x/comments', '/api/assessments/assessment_x/comments']
    for (const path of paths) expect(await serving().statuses(8, path, { method: 'POST' })).toBe(3)
    expect(await serving().statuses(8, '/assessments/assessment_x')).toBe(8)
  })

  test('as a program has its own measure', async () => {
    expect(await serving().statuses(20, '/api/requests?person=p1&program=yes')).toBe(10)
  })

  test('is refused by address before anything is done, as a problem where a program asks', async () => {
    const { statuses, ask } = serving({ address: 4 })
    expect(await statuses(6, '/api/law')).toBe(4)
    const refused = await ask('/api/law')
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ status: 429, code: 'too_many_requests' })
    expect((await ask('/api/law', { from: '192.0.2.2' })).status).toBe(200)
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/exchange/messages', { method: 'POST' })).status).toBe(200)
  })

  test('tries fewer times to come in', async () => {
    const { statuses, ask } = serving()
    expect(await statuses(9, '/sign-in/passkey', { method: 'POST' })).toBe(3)
    expect((await ask('/set-up', { method: 'POST' })).status).toBe(429)
    expect((await ask('/sign-in')).status).toBe(200)
    expect((await ask('/sign-in/passkey', { method: 'POST', from: '192.0.2.2' })).status).toBe(200)
  })
})

describe('an address', () => {
  test('is what our own proxy saw, never what the caller says', async () => {
    const { ask } = serving({ address: 1, proxies: 1 })
    const from = (seen: string) => ask('/', { headers: { 'x-forwarded-for': seen } })
    expect((await from('192.0.2.7')).status).toBe(200)
    expect((await from('10.9.8.7, 192.0.2.7')).status).toBe(429)
    const bare = serving({ address: 1 })
    expect((await bare.ask('/', { headers: { 'x-forwarded-for': '192.0.2.7' } })).status).toBe(200)
    expect((await bare.ask('/', { headers: { 'x-forwarded-for': '192.0.2.8' } })).status).toBe(429)
  })

  test('of IPv6 is its network', async () => {
    const { ask } = serving({ address: 1 })
    expect((await ask('/', { from: '2001:db8:1:2::1' })).status).toBe(200)
    expect((await ask('/', { from: '2001:db8:1:2:ffff:1:2:3' })).status).toBe(429)
    expect((await ask('/', { from: '2001:db8:1:3::1' })).status).toBe(200)
  })

  test('of very many leaves no more behind than there is room for', async () => {
    const { ask } = serving({ address: 1 })
    for (let i = 0; i < 300; i++) await ask('/', { from: `2001:db8:${i.toString(16)}::1` })
    expect((await ask('/', { from: '2001:db8:12b::1' })).status).toBe(429)
    expect((await ask('/', { from: '2001:db8:0::1' })).status).toBe(200)
  })
})

test('0 lets everybody ask as often as they like', async () => {
  const { statuses, ask } = serving({ address: 0, person: 0 })
  expect(await statuses(300, '/api/me?person=anna')).toBe(300)
  expect((await ask('/')).headers.get('ratelimit')).toBeNull()
})
