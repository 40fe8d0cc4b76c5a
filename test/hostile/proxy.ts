import { createHash } from 'node:crypto'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was done to deliveries on the way, and what came of altered messages. */
export interface Road {
  readonly url: string
  /** How often each thing was done. */
  readonly done: Map<string, number>
  /** SHA-256 of each altered message that was answered, with the answer. */
  readonly altered: Map<string, string>
  /** From here on everything passes. */
  calm(): void
  close(): void
}

/** Numbers that are the same again for the same seed. */
export function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** How many messages are kept to be sent again. */
const KEPT = 1_000

const digestOf = (line: string) => createHash('sha256').update(line, 'latin1').digest('hex')

/**
 * A road between instances on which everything happens: `/to/NAME/…` leads to one of the ports of that name, or nowhere, or
 * twice, or later, or in part, or as something else. Bytes are held as latin1, so that none is lost.
 */
export async function hostileRoad(ports: (name: string) => readonly number[], chance: () => number): Promise<Road> {
  const done = new Map<string, number>()
  const altered = new Map<string, string>()
  /** What its senders sent, and some of it to be sent again. */
  const genuine = new Set<string>()
  const kept: string[] = []
  let isCalm = false
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T
  const pause = (most: number) => new Promise((go) => setTimeout(go, chance() * most))

  const forward = (name: string, body: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-length': body.length }
      const to = { port: pick(ports(name)), host: '127.0.0.1', path: '/exchange/messages', method: 'POST', headers }
      httpRequest(to, async (answer) => {
        try {
          resolve({ status: answer.statusCode ?? 0, body: await whole(answer) })
        } catch (error) {
          reject(error)
        }
      })
        .on('error', reject)
        .end(Buffer.from(body, 'latin1'))
    })

  /** Sends messages that are not what their sender sent, and keeps what is said to each. */
  async function forwardAltered(name: string, body: string): Promise<{ status: number; body: string }> {
    const answer = await forward(name, body)
    const said = answer.body.split('\n')
    if (answer.status === 200)
      body.split('\n').forEach((line, place) => {
        if (!genuine.has(digestOf(line))) altered.set(digestOf(line), said[place] ?? '')
      })
    return answer
  }

  const flipped = (body: string) => {
    const place = Math.floor(chance() * body.length)
    const other = String.fromCharCode((body.charCodeAt(place) ^ (1 + Math.floor(chance() * 255))) & 255)
    return body.slice(0, place) + other + body.slice(place + 1)
  }
  const changedField = (body: string) => {
    const lines = body.split('\n')
    const place = Math.floor(chance() * lines.length)
    const edits = [
      (line: string) => line.replace(/"type":"[^"]+"/, '"type":"withdrawal"'),
      (line: string) => line.replace(/"expires":"20/, '"expires":"21'),
      (line: string) => line.replace(/"from":"([^"]+)"(.*)"to":"([^"]+)"/, '"from":"$3"$2"to":"$1"'),
      (line: string) => line.replace(/"signature":"[^"]+"/, /"signature":"[^"]+"/.exec(pick(kept))?.[0] ?? ''),
      (line: string) => line.replace(/"body":"[^"]+"/, /"body":"[^"]+"/.exec(pick(kept))?.[0] ?? ''),
      (line: string) => line.replace(/"id":"message_(.)/, '"id":"message_7'),
    ]
    return lines.with(place, pick(edits)(lines[place] ?? '')).join('\n')
  }
  const shuffled = (body: string) =>
    body
      .split('\n')
      .sort(() => chance() - 0.5)
      .join('\n')

  type Way = (name: string, body: string, answer: ServerResponse) => Promise<void>
  const give = (answer: ServerResponse, { status, body }: { status: number; body: string }) => {
    answer.writeHead(status).end(Buffer.from(body, 'latin1'))
  }
  const ways = {
    passed: [10, async (name, body, answer) => give(answer, await forward(name, body))],
    dropped: [2, async (_, __, answer) => void answer.destroy()],
    swallowed: [0.5, async () => undefined],
    'answer dropped': [
      2,
      async (name, body, answer) => {
        await forward(name, body)
        answer.destroy()
      },
    ],
    delayed: [
      2,
      async (name, body, answer) => {
        await pause(1_000)
        give(answer, await forward(name, body))
      },
    ],
    duplicated: [
      2,
      async (name, body, answer) => {
        const [first, second] = await Promise.all([forward(name, body), forward(name, body)])
        give(answer, pick([first, second]))
      },
    ],
    reordered: [
      2,
      async (name, body, answer) => {
        answer.destroy()
        await pause(3_000)
        await forward(name, body)
      },
    ],
    'mixed with old ones': [
      2,
      async (name, body, answer) => give(answer, await forward(name, shuffled(`${body}\n${pick(kept)}`))),
    ],
    truncated: [
      2,
      async (name, body, answer) => give(answer, await forwardAltered(name, body.slice(0, chance() * body.length))),
    ],
    'cut off': [
      1,
      async (name, body, answer) => {
        const headers = { 'content-length': body.length + 1 }
        const to = { port: pick(ports(name)), host: '127.0.0.1', path: '/exchange/messages', method: 'POST', headers }
        const asking = httpRequest(to).on('error', () => undefined)
        asking.write(Buffer.from(body, 'latin1'), () => asking.destroy())
        answer.destroy()
      },
    ],
    altered: [2, async (name, body, answer) => give(answer, await forwardAltered(name, flipped(body)))],
    'altered with care': [
      2,
      async (name, body, answer) => give(answer, await forwardAltered(name, changedField(body))),
    ],
    'answer altered': [
      1,
      async (name, body, answer) => {
        const given = await forward(name, body)
        give(answer, { ...given, body: flipped(given.body || ' ') })
      },
    ],
    'answers exchanged': [
      1,
      async (name, body, answer) => {
        const given = await forward(name, body)
        give(answer, { ...given, body: shuffled(given.body) })
      },
    ],
    'refused by a stranger': [
      1,
      async (_, __, answer) =>
        give(answer, { status: 403, body: '{"error":{"code":"unknown_sender","message":"No"}}' }),
    ],
    'answered by a stranger': [
      1,
      async (_, body, answer) => {
        const said = { v: 1, message: 'message_', by: '', from: '', at: '2026-11-21T10:00:00Z', digest: digestOf(body), code: 'no', why: 'no' } // biome-ignore format: one line
        give(answer, { status: 200, body: JSON.stringify({ refusal: said, signature: 'AAAA' }) })
      },
    ],
  } satisfies Record<string, readonly [number, Way]>
  const drawn = (): [string, Way] => {
    const all = Object.entries(ways)
    let left = chance() * all.reduce((sum, [, [weight]]) => sum + weight, 0)
    for (const [what, [weight, way]] of all) {
      left -= weight
      if (left < 0) return [what, way]
    }
    return ['passed', ways.passed[1]]
  }

  const server = createServer(async (request, answer) => {
    answer.on('error', () => undefined)
    const [, , name = ''] = (request.url ?? '').split('/')
    try {
      const body = await whole(request)
      for (const line of body.split('\n')) {
        genuine.add(digestOf(line))
        kept[kept.length < KEPT ? kept.length : Math.floor(chance() * KEPT)] = line
      }
      const [what, way] = isCalm ? ['passed', ways.passed[1]] : drawn()
      done.set(what, (done.get(what) ?? 0) + 1)
      await way(name, body, answer)
    } catch {
      // Whoever it was for has just been killed.
      answer.destroy()
    }
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/to`,
    done,
    altered,
    calm: () => {
      isCalm = true
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function whole(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('latin1')
}
