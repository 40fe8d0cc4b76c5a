import type { Operations } from './operations.ts'

export type { Operations } from './operations.ts'

/** An instance, and the session or the token of a program to come in by. */
export interface Access {
  readonly url: string
  readonly token?: string
  /** How requests travel; the platform's `fetch` unless told. */
  readonly fetch?: typeof fetch
}

type Input<Name extends keyof Operations> = Omit<Operations[Name], 'answer'> & {
  /** What bytes that are sent are: `text/csv`. */
  readonly type?: string
}
type Answer<Name extends keyof Operations> = Operations[Name]['answer']
/** Operations that answer a page of a list. */
type Paged = {
  [Name in keyof Operations]: Answer<Name> extends { next: string | null } ? Name : never
}[keyof Operations]
type Entry<Name extends Paged> = Extract<Answer<Name>[keyof Answer<Name>], readonly unknown[]>[number]

/** What the instance refuses (RFC 9457): `code` for a program, `message` for a person. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly code: string
  /** The field at fault. */
  readonly path: string | undefined

  constructor(
    status: number,
    { code = 'unknown', detail = '', error }: { code?: string; detail?: string; error?: { path?: string } },
  ) {
    super(detail || `The instance answered ${status}`)
    this.status = status
    this.code = code
    this.path = error?.path
  }
}

/** So often it is asked again where the instance says "later". */
const PATIENCE = 5

/**
 * The API of an instance, typed by its description: `comity(access).call('GET /api/requests/{id}', { path: { id } })`.
 * Throws a `Problem` for what is refused; waits and asks again where there were too many requests.
 */
export function comity({ url, token, fetch: over = fetch }: Access) {
  const root = url.replace(/\/$/, '')

  async function call<Name extends keyof Operations>(
    name: Name,
    ...[input]: object extends Input<Name> ? [input?: Input<Name>] : [input: Input<Name>]
  ): Promise<Answer<Name>> {
    const {
      path = {},
      query = {},
      body,
      type = 'application/octet-stream',
    } = (input ?? {}) as { path?: object; query?: object; body?: unknown; type?: string }
    const [method = '', template = ''] = name.split(' ')
    const address = template.replace(/\{(\w+)\}/g, (_, part) =>
      encodeURIComponent((path as Record<string, string>)[part] ?? ''),
    )
    const asked = Object.entries(query).filter(([, value]) => value !== undefined)
    const search = new URLSearchParams(asked.map(([key, value]) => [key, String(value)])).toString()
    const isRaw = body instanceof Uint8Array || body instanceof Blob || body instanceof ReadableStream
    const headers: Record<string, string> = { accept: 'application/json, application/problem+json, */*' }
    if (token !== undefined) headers.authorization = `Bearer ${token}`
    if (body !== undefined) headers['content-type'] = isRaw ? type : 'application/json'
    const init = {
      method,
      headers,
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body), duplex: 'half' }),
    }
    for (let tried = 1; ; tried++) {
      const answer = await over(root + address + (search && `?${search}`), init as RequestInit)
      if (answer.status === 429 && tried < PATIENCE && !(body instanceof ReadableStream)) {
        await new Promise((done) => setTimeout(done, 1_000 * Number(answer.headers.get('retry-after') ?? 1)))
        continue
      }
      return (await read(answer)) as Answer<Name>
    }
  }

  /** Every entry of a list, page after page. */
  async function* all<Name extends Paged>(name: Name, input: Partial<Input<Name>> = {}): AsyncGenerator<Entry<Name>> {
    for (let cursor: string | undefined; ; ) {
      const asked = { ...input, query: { ...(input as { query?: object }).query, ...(cursor && { cursor }) } }
      const answer = (await call(name, asked as never)) as { next: string | null } & Record<string, unknown>
      yield* Object.values(answer).find((one): one is Entry<Name>[] => Array.isArray(one)) ?? []
      if (answer.next === null) return
      cursor = answer.next
    }
  }

  return { call, all }
}

async function read(answer: Response): Promise<unknown> {
  const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')
  if (!answer.ok) throw new Problem(answer.status, isJson ? ((await answer.json()) as object) : {})
  if (answer.status === 204) return undefined
  return isJson ? answer.json() : new Uint8Array(await answer.arrayBuffer())
}
