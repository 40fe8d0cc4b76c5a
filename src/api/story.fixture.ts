import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { readSecret } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import { inventOrganisations, type OrganisationKey } from '../cli/demonstration.ts'
import type { Db } from '../db/index.ts'
import { overHttp, type Post, pump, reachable, THIS_MACHINE, withNotices } from '../exchange/index.ts'
import { withOversight } from '../oversight/index.ts'
import { readLaw } from '../read-law.ts'
import { receive } from '../requests/index.ts'
import { declarePlaces, openBlobs } from '../vault/index.ts'
import { api } from './api.ts'
import { description } from './openapi.ts'

/** The story of the Munich prosecutor over HTTP, on one instance, with a person signed in at every seat. */

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests look at
  readonly body: any
}
type Headers = Record<string, string>

/** An instance whose every look at the clock is a second later, so that no two things happen in the same moment. */
export async function openInstance(db: Db) {
  const law = await readLaw()
  const folder = mkdtempSync(join(tmpdir(), 'comity-api-'))
  const blobs = await openBlobs(folder)
  // What each organisation has lies in its own state.
  await db.transaction().execute((tx) => declarePlaces(tx, [{ shelf: 'folder', state: 'own', rated: [] }]))
  const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
  const reported: unknown[] = []
  const pass = (duration: Temporal.DurationLike) => {
    time = time.add(duration)
  }
  let time = Temporal.Instant.from('2026-11-20T09:00:00Z')
  const now = () => {
    time = time.add({ seconds: 1 })
    return time
  }
  const takeIn: Post['receive'] = withNotices(
    withOversight({ law, now }, (tx, { message, at, ...received }) =>
      receive(tx, law, { ...received, messageId: message, at: instantText(at) }),
    ),
  )
  const post: Post = { db, blobs, secret, law, now, receive: takeIn, ...overHttp(reachable(THIS_MACHINE)) }
  const parts = {
    db,
    law,
    blobs,
    secret,
    now,
    post,
    reachable: reachable(THIS_MACHINE),
    publicUrl: 'http://localhost:3000',
  }
  const report = (error: unknown) => reported.push(error)
  const app = api({ ...parts, demonstration: true, report })

  async function ask(method: Method, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    const raw = body instanceof Uint8Array || body instanceof ReadableStream || typeof body === 'string'
    const content = body === undefined ? {} : { body: raw ? body : JSON.stringify(body), duplex: 'half' }
    const response = await app.request(path, { method, headers, ...content } as RequestInit)
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
    const answer: Answer = { status: response.status, body: isJson ? await response.json() : response }
    if (response.status === 500) throw reported.at(-1)
    if (isJson) refuseUndescribed(method, path, answer)
    return answer
  }

  const places = await inventOrganisations({ db, secret, now })
  async function signIn(key: OrganisationKey, seat: string, which = 0) {
    const { org = '', people = [] } = places.get(key) ?? {}
    const place = { person: people[which], org, seat }
    const { body } = await ask('POST', '/api/sessions', place)
    const bearer = { authorization: `Bearer ${body.token}` }
    const by = (method: Method) => (path: string, content?: unknown, headers?: Headers) =>
      ask(method, path, content, { ...bearer, ...headers })
    const token: string = body.token
    return { org, place, token, get: by('GET'), post: by('POST'), put: by('PUT'), delete: by('DELETE') }
  }
  const people = {
    author: await signIn('prosecutor', 'authority'),
    head: await signIn('prosecutor', 'authority', 1),
    judge: await signIn('court', 'court'),
    provider: await signIn('provider', 'provider'),
    central: await signIn('enforcing', 'central'),
    overseer: await signIn('overseer', 'overseer'),
    operator: await signIn('operator', 'operator'),
  }
  const real = api({ ...parts, demonstration: false, report })
  const remove = () => rm(folder, { recursive: true, force: true })
  return { app, real, parts, ask, signIn, people, folder, reported, remove, pass, settle: () => pump(post) }
}

/** Holds every answer of every test to the shape that the description of the API promises for it. */
function refuseUndescribed(method: Method, address: string, { status, body }: Answer): void {
  const path = address.replace(/\?.*/, '')
  const found = Object.entries(description.paths).find(([template]) =>
    new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  const [template = '', operations = {}] = found ?? []
  const operation = (operations as Record<string, Operation>)[method.toLowerCase()]
  const content = operation?.responses[status]?.content
  const schema = (content?.['application/json'] ?? content?.['application/problem+json'])?.schema
  if (!schema) throw new Error(`${method} ${path}: the description knows no answer ${status}`)
  const name = `${method} ${template} ${status}`
  const shape = shapes.get(name) ?? z.fromJSONSchema(schema)
  shapes.set(name, shape)
  const { error } = shape.safeParse(body)
  if (error) throw new Error(`${name} is not as described: ${z.prettifyError(error)}`)
}

interface Operation {
  readonly responses: Record<number, { content?: Record<string, { schema?: z.core.JSONSchema.JSONSchema }> }>
}
const shapes = new Map<string, z.ZodType>()

type Instance = Awaited<ReturnType<typeof openInstance>>
export type Person = Instance['people']['author']

export const facts = {
  asking: { state: 'DE', authority: 'prosecutor' },
  proceeding: 'criminal',
  offence: {
    description: 'Attack on information systems', maxPenaltyMonths: 60, byInformationSystem: true, committedIn: ['DE'],
    listed: ['attack-on-information-systems'], dualCriminality: true,
  },
  person: { privileged: 'none' },
  holder: {
    name: 'Alpenpost Mail Ltd', kind: 'provider', seat: 'IE', establishments: ['IE'], offersServicesIn: ['DE'],
    addressees: [{ state: 'IE', as: 'designated-establishment' }], service: 'electronic-communications', role: 'controller',
  },
  data: [
    { id: 'd1', category: 'subscriber', stored: true, storedIn: ['IE'], class: 'general', personal: true },
    { id: 'd2', category: 'content', stored: true, storedIn: ['IE'], class: 'general', personal: true },
  ],
  measure: 'produce',
  urgency: 'ordinary',
} // biome-ignore format: a table

/** What the author states about both items. */
const weighed = {
  need: 'It shows who used the account',
  milder: 'Nobody else has it',
  against: 'It touches on private life',
}
export const statement = {
  purpose: 'To find who took over the server',
  period: { from: '2026-09-01', to: '2026-09-30' },
  reach: 'accounts',
  necessity: { d1: weighed, d2: weighed },
  minimisation: 'Only September; what is not needed is deleted',
  atHome: 'Section 100k of the Code of Criminal Procedure',
}

export const boxes = {
  'e.email': ['suspect@alpenpost.example'],
  'e.service': ['Alpenpost Mail'],
  'f.subscriber': ['identity', 'registration'],
  'f.content': ['mailbox'],
  'i.post': 'Staatsanwältin',
  'i.address': 'Linprunstraße 25, 80335 München',
  'i.phone': '+49 89 5597 0',
  'i.email': 'poststelle@sta-muenchen1.example',
  'l.recipient-contact': 'poststelle@sta-muenchen1.example',
  'm.necessity': 'NECESSITY-GROUNDS: no milder means would do',
  'm.summary': 'CASE-SUMMARY: a mail server in Munich was taken over',
}
export const signature = { post: 'Richterin am Amtsgericht', fileNumber: 'ER II Gs 123/26' }
export const rule = 'eu/2023-1543/routes/production-order'
const contact = { address: '1 Main Street', phone: '+353 1 555 0100', email: 'post@example.org' }

const toShop =
  'From - Mon Mar  2 10:00:00 2026\nFrom: suspect@alpenpost.example\nTo: buyer@shop.example\nDate: Mon, 02 Mar 2026 10:00:00 +0000\nSubject: Invoice\n\nIt is attached.\n\n'
const toLawyer =
  'From - Tue Mar  3 10:00:00 2026\nFrom: suspect@alpenpost.example\nTo: recht@kanzlei.example\nDate: Tue, 03 Mar 2026 10:00:00 +0000\nSubject: Help\n\n'
export const mailbox = new TextEncoder().encode(`${toShop}${toLawyer}`.padEnd(155_000, 'What shall I say?\n'))

/** The story up to each of its turns, as often as it is told. */
export function storyOn({ people, settle }: Instance) {
  const { author, judge, provider, central } = people

  /** A matter with its facts and a draft of the order, the form not yet filled. */
  async function drafted() {
    const matter = (
      await author.post('/api/matters', { title: 'Attack on a mail server', fileNumber: '112 Js 1/26', facts })
    ).body
    await author.put(`/api/matters/${matter.id}/facts/person.residence`, { value: 'AT' })
    const parties = [
      { org: provider.org, seat: 'provider', as: 'designated-establishment', ...contact },
      { org: judge.org, seat: 'court', ...contact },
      { org: central.org, seat: 'central', ...contact },
    ]
    const request = await author.post(`/api/matters/${matter.id}/requests`, { rule, to: 'IE', parties })
    return { matter: matter.id as string, id: request.body.id as string, answer: request }
  }

  /** What this person’s organisation got last. */
  const latest = async (person: Person) => (await person.get('/api/requests?limit=1')).body.requests[0]?.id as string

  async function validated() {
    const { id } = await drafted()
    await author.put(`/api/requests/${id}/form`, { boxes })
    await author.post(`/api/requests/${id}/statement`, statement)
    await author.post(`/api/requests/${id}/submission`)
    await settle()
    const task = await latest(judge)
    await judge.post(`/api/requests/${task}/approvals`, signature)
    await settle()
    return { id, task }
  }

  async function sent() {
    const { id, task } = await validated()
    await author.post(`/api/requests/${id}/departure`)
    await settle()
    return { id, task, order: await latest(provider), notification: await latest(central) }
  }

  /** … cleared by the enforcing authority, one file taken in and handed over. */
  async function produced() {
    const story = await sent()
    await central.post(`/api/requests/${story.notification}/clearances`, {})
    await settle()
    const item = await provider.post(`/api/requests/${story.order}/evidence?name=mailbox.mbox`, mailbox, {
      'content-type': 'application/mbox',
    })
    await provider.post(`/api/requests/${story.order}/productions`, { evidence: [item.body.id], complete: true })
    await settle()
    return { ...story, item: item.body.id as string }
  }

  return { drafted, validated, sent, produced, latest }
}

/** What a refusal looks like. */
export const refused = (status: number, code: string, path?: string) => ({
  status,
  body: { error: { code, message: expect.any(String), ...(path ? { path } : {}) } },
})
