import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** What the users are told: where the site is, with which sessions, how many pages each reads. */
export interface Orders {
  readonly url: string
  readonly users: readonly { readonly token: string; readonly seat: string }[]
  readonly pages: number
  readonly words: readonly string[]
  readonly routes: readonly string[]
  readonly states: readonly string[]
}

export interface Read {
  readonly kind: string
  /** Milliseconds from the first byte asked to the last byte read. */
  readonly time: number
  readonly bytes: number
}

type Kind = (pick: <T>(list: readonly T[]) => T, orders: Orders, seat: string) => string

const q = (query: Record<string, string>) => `?${new URLSearchParams(query)}`
const statuses = [
  'draft',
  'in-validation',
  'sent',
  'received',
  'held',
  'objected',
  'answered',
  'refused',
  'withdrawn',
  'all',
]
const dues = ['overdue', 'day', 'week', 'month']

/** What people open, and of a hundred pages how many. */
const kinds: Readonly<Record<string, readonly [number, Kind]>> = {
  'today': [30, () => '/today'],
  'today, narrowed': [12, (pick, { routes, states, words }) => `/today${pick([q({ route: pick(routes) }), q({ state: pick(states) }), q({ due: pick(dues) }), q({ q: pick(words) })])}`],
  'today, one part': [6, (pick) => `/today${q({ part: pick(['due', 'later', 'waiting']) })}`],
  'requests': [15, () => '/requests'],
  'requests, by state': [8, (pick) => `/requests${q({ status: pick(statuses) })}`],
  'requests, by what is due': [5, (pick) => `/requests${q({ due: pick(dues) })}`],
  'requests, by several': [9, (pick, { routes, states }) => `/requests${q({ status: pick(['open', ...statuses]), route: pick(routes), state: pick(states), ...(pick([true, false]) && { due: pick(dues) }) })}`],
  'requests, by words': [9, (pick, { words }) => `/requests${q({ q: pick(words) })}`],
  'requests, words and state': [3, (pick, { words }) => `/requests${q({ q: pick(words), status: pick(statuses) })}`],
  'matters': [3, (pick, { words }, seat) => (seat === 'authority' ? `/matters${pick(['', q({ q: pick(words) })])}` : '/requests')],
} // biome-ignore format: a table

const agent = new Agent({ keepAlive: true })

function read(url: string, token: string): Promise<{ status: number; body: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { cookie: `comity_session=${token}`, 'accept-language': 'en' } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => {
        const all = Buffer.concat(parts)
        resolve({ status: answer.statusCode ?? 0, body: all.toString(), bytes: all.length })
      })
      answer.on('error', reject)
    }).on('error', reject)
  })
}

/** The same sequence on every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function drawKind(chance: number): readonly [string, Kind] {
  let sum = 0
  for (const [kind, [share, path]] of Object.entries(kinds)) {
    sum += share
    if (chance < sum) return [kind, path]
  }
  return ['today', () => '/today']
}

/** One person who reads a page, then at once the next: no time to think. Every fourth list is leafed on. */
async function user(orders: Orders, { token, seat }: Orders['users'][number], nth: number): Promise<Read[]> {
  const random = chance(nth + 1)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const reads: Read[] = []
  const open = async (kind: string, path: string) => {
    const start = performance.now()
    const { status, body, bytes } = await read(orders.url + path, token)
    reads.push({ kind, time: performance.now() - start, bytes })
    if (status !== 200 || !body.includes('<h1>')) throw new Error(`${path} answered ${status}`)
    return body
  }
  while (reads.length < orders.pages) {
    const [kind, path] = drawKind(random() * 100)
    const body = await open(kind, path(pick, orders, seat))
    const next = /<a href="([^"]+)" rel="next"/.exec(body)?.[1]
    if (next && random() < 0.25) await open('the next page', next.replaceAll('&amp;', '&'))
  }
  return reads
}

const orders = workerData as Orders
const all = await Promise.all(orders.users.map((one, nth) => user(orders, one, nth)))
parentPort?.postMessage(all.flat())
