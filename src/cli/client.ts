import { DomainError } from '../base/errors.ts'

/** One instance as a client sees it: its address, and how to reach it. */
export interface Instance {
  readonly url: string
  fetch(request: Request): Response | Promise<Response>
  /** Resolves when it is worth looking again whether something has arrived. */
  pause(): Promise<void>
}

/** What the API answers: read where it is used, since every command asks for something else. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Answer = any

/** A person signed in over the API. */
export interface Person {
  readonly name: string
  readonly org: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body: unknown): Promise<Answer>
  upload(path: string, mediaType: string, bytes: ReadableStream<Uint8Array>): Promise<Answer>
  /** The body of an answer that is not JSON. */
  download(path: string, body?: unknown): Promise<ReadableStream<Uint8Array>>
}

/** Signs in as an invented person of a demonstration, by name. */
export async function signIn(instance: Instance, name: string): Promise<Person> {
  const { places } = await answered(await call(instance, 'GET', '/api/demonstration/places'))
  const place = places.find((one: { name: string }) => one.name === name)
  if (!place) throw new DomainError('missing', 'no_such_person', `Nobody here is called ${name}`)
  const { person, org, seat } = place
  const { token } = await answered(await call(instance, 'POST', '/api/sessions', json({ person, org, seat })))
  const as = (method: string, path: string, init: RequestInit = {}) =>
    call(instance, method, path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })
  return {
    name,
    org,
    get: async (path) => answered(await as('GET', path)),
    post: async (path, body = {}) => answered(await as('POST', path, json(body))),
    put: async (path, body) => answered(await as('PUT', path, json(body))),
    upload: async (path, mediaType, bytes) =>
      answered(await as('POST', path, { body: bytes, headers: { 'content-type': mediaType }, ...streamed })),
    async download(path, body) {
      const response = await (body === undefined ? as('GET', path) : as('POST', path, json(body)))
      if (!response.ok || !response.body) throw await refusal(response)
      return response.body
    },
  }
}

/** Undici wants to be told that the body is read while it is sent; the DOM's types do not know the word. */
const streamed = { duplex: 'half' } as RequestInit

const json = (body: unknown): RequestInit => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

async function call({ url, fetch }: Instance, method: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new Request(url + path, { method, ...init }))
}

export async function answered(response: Response): Promise<Answer> {
  if (!response.ok) throw await refusal(response)
  return response.status === 204 ? undefined : response.json()
}

async function refusal(response: Response): Promise<DomainError> {
  const { error } = (await response.json().catch(() => ({}))) as {
    error?: { code: string; message: string; path?: string }
  }
  const message = error?.message ?? `The instance answered ${response.status}`
  return new DomainError(response.status === 409 ? 'conflict' : 'invalid', error?.code ?? 'refused', message, {
    path: error?.path,
  })
}
