import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type Actor, createOrganisation, type Organisation, readSecret, signer } from '../accounts/index.ts'
import { eventsAbout, record, verifyLog } from '../audit/index.ts'
import { DomainError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Database, Db, Tx } from '../db/index.ts'
import { law, stageOn, storyClock } from '../requests/story.fixture.ts'
import { openBlobs } from '../vault/index.ts'
import { type Card, readCard, writeCard } from './card.ts'
import { cardOf, confirmPeer } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { serveEvidence } from './evidence.ts'
import { takeDelivery } from './letters.ts'
import { withNotices } from './notices.ts'
import type { Post, Received } from './post.ts'

/** Two instances, in Munich and in Dublin, on a database each; the road between them can be blocked and watched. */

const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })

export { law, secret }

export const operator: Actor = {
  person: 'person_00000000000000000000000000',
  name: 'Jonas Weber',
  org: 'org_00000000000000000000000000',
  orgName: 'Operator',
  seat: 'operator',
  role: 'head',
  isDemo: true,
}

interface Road {
  message(bytes: Uint8Array): Promise<Uint8Array>
  evidence(ticket: Uint8Array, from: number): Promise<AsyncIterable<Uint8Array>>
}

/** Both, on databases that the test file opens itself. */
export async function twoInstances(first: Database, second: Database) {
  const clock = storyClock()
  const munich = await instance(first.db, 'https://munich.example', clock.now)
  const dublin = await instance(second.db, 'https://dublin.example', clock.now)
  connect(munich, dublin)
  connect(dublin, munich)
  return { munich, dublin, now: clock.now, pass: clock.pass }
}

export type Instance = Awaited<ReturnType<typeof instance>>

async function instance(db: Db, url: string, now: () => Temporal.Instant) {
  const folder = mkdtempSync(join(tmpdir(), 'comity-exchange-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const taken: Received[] = []
  const road: Road = { message: unreachable, evidence: unreachable }
  const post: Post = {
    db,
    blobs: await openBlobs(folder),
    secret,
    law,
    now,
    receive: withNotices((tx, received) => noteIt(tx, taken, received)),
    carry: (_, bytes) => road.message(bytes),
    fetchEvidence: (_, ticket, from) => road.evidence(ticket, from),
  }
  return { url, db, post, road, taken, folder }
}

export function unreachable(): never {
  throw new ExchangeError('unavailable', 'peer_unreachable', 'The other instance cannot be reached')
}

/** Puts the letter box of one at the end of the road of the other. */
export function connect(from: Instance, to: Instance): void {
  from.road.message = (bytes) => takeDelivery(to.post, bytes, fault)
  from.road.evidence = (ticket, start) => serveEvidence(to.post, ticket, start)
}

export function fault(error: unknown): never {
  throw error
}

/** Acts on a message by writing it down, in the log too; a body that says so is refused. */
async function noteIt(tx: Tx, taken: Received[], received: Received): Promise<string> {
  const { org, from, body, at } = received
  const said = body as { request: string; text?: string }
  await record(tx, { org, by: from, kind: 'request.told', about: said.request, body: { text: said.text ?? '' } }, at)
  if (said.text === 'REFUSE') throw new DomainError('forbidden', 'wrong_organisation', 'The sender has no part in this')
  taken.push(received)
  return said.request
}

/** Two correspondents: an organisation in Munich with a request of its own, and one in Dublin; each knows the other. */
export async function correspondents(munich: Instance, dublin: Instance) {
  const { request, made, people } = await stageOn(munich.db).drafted()
  const provider = await newOrganisation(dublin)
  await introduce(dublin, provider.id, munich)
  await introduce(munich, made.authority.id, dublin)
  return { from: made.authority.id, to: provider.id, request: request.id, people, provider }
}

export async function newOrganisation({ db, post }: Instance): Promise<Organisation> {
  const input = {
    name: 'Alpenpost Mail Ltd',
    state: 'IE',
    kind: 'provider',
    seats: ['provider'],
    languages: ['en'],
  } as const
  return db.transaction().execute((tx) => createOrganisation(tx, secret, input, 'system', post.now()))
}

/** The operator of `to` confirms an organisation of `of` by its card. */
export async function introduce(of: Instance, org: string, to: Instance): Promise<Card> {
  const card = await readCard(await writeCard(await cardOf(of.db, org, of.url), await signer(of.db, secret, org)))
  await to.db.transaction().execute((tx) => confirmPeer(tx, operator, card, to.post.now()))
  return card
}

/** Queues something to be said about a request, as requests does. */
export async function say(
  { db, post }: Instance,
  { from, to, request }: { from: string; to: string; request: string },
  text = 'word',
): Promise<void> {
  const at = post.now()
  await db
    .insertInto('request_dispatches')
    .values({
      id: newId('dispatch', at.epochMilliseconds),
      org_id: from,
      to_org: to,
      request_id: request,
      type: 'closing',
      body: JSON.stringify({ request, text }),
      queued_at: instantText(at),
    })
    .execute()
}

/** Leaves nothing on the way to the next test. */
export async function clearRoads(...instances: Instance[]): Promise<void> {
  for (const { db, taken } of instances) {
    taken.length = 0
    for (const table of ['exchange_outbox', 'request_dispatches', 'vault_items'] as const)
      await db.deleteFrom(table).execute()
  }
}

export const texts = ({ taken }: Instance): (string | undefined)[] =>
  taken.map(({ body }) => (body as { text?: string }).text)

export const kinds = async (db: Db, org: string, about: string): Promise<string[]> =>
  (await eventsAbout(db, org, about)).map(({ kind }) => kind).filter((kind) => kind.startsWith('message.'))

export async function logHolds(db: Db): Promise<boolean> {
  return (await verifyLog(db, new Map())).every(({ faults }) =>
    faults.every(({ what }) => what.includes('key is not here')),
  )
}
