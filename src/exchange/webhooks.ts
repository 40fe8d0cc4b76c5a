import { request as overPlain } from 'node:http'
import { request as overTls } from 'node:https'
import { type Actor, type InstanceSecret, permit, signer } from '../accounts/index.ts'
import { happenedAfter, newestPlace, record } from '../audit/index.ts'
import { utf8 } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { instantText, type Now } from '../base/time.ts'
import { contentDigest, signHttpMessage } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { ExchangeError } from './errors.ts'
import type { Reachable } from './reachable.ts'
import {
  type Delivery,
  deleteWebhook,
  deliveriesOf,
  findWebhook,
  forgetDeliveries,
  holdWebhook,
  insertWebhook,
  queueDeliveries,
  setDelivery,
  takeDeliveries,
  type Webhook,
  wakeDelivery,
  webhooksOf,
} from './store-webhooks.ts'

/** What a webhook can be told of, by the first word of the event. */
export const webhookKinds = ['request', 'message', 'evidence', 'permission', 'matter', 'team'] as const

const MOST_HOOKS = 20
const PATIENCE = 10_000
/** A telling is tried for two days, then it is dead, and a person can send it again. */
const TRIES = 14
const FIRST_PAUSE = 15
const LONGEST_PAUSE = 6 * 3_600
const TAKEN_FOR = Temporal.Duration.from({ seconds: 60 })
const KEPT_FOR = Temporal.Duration.from({ hours: 24 * 30 })
const AT_ONCE = 50
const SIGNED = ['@method', '@target-uri', 'content-type', 'content-digest']

export interface Telling {
  readonly db: Db
  readonly secret: InstanceSecret
  readonly now: Now
  readonly reachable: Reachable
}

/**
 * From now on tells this address what happens: that it did, never what it says. Throws `not_permitted`, `bad_webhook` for
 * what is no address or one with a password in it, `peer_not_allowed`, `too_many`.
 */
export async function addWebhook(
  tx: Tx,
  actor: Actor,
  input: { readonly url: string; readonly kinds: readonly string[] },
  { now, reachable }: Pick<Telling, 'now' | 'reachable'>,
): Promise<Webhook> {
  permit(actor, 'program.manage')
  const url = URL.canParse(input.url) ? new URL(input.url) : undefined
  const isAddress = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && input.url.length <= 2_000
  if (!isAddress) throw bad('This is not an address such as https://office.example/comity', 'url')
  reachable.mayAsk(url)
  const kinds = webhookKinds.filter((kind) => input.kinds.includes(kind))
  if (kinds.length === 0 || kinds.length !== new Set(input.kinds).size)
    throw bad(`Choose among: ${webhookKinds.join(', ')}`, 'kinds')
  if ((await webhooksOf(tx, actor.org)).length >= MOST_HOOKS) throw bad(`${MOST_HOOKS} at most`, 'url')
  const at = now()
  const hook = {
    id: newId('webhook', at.epochMilliseconds),
    org: actor.org,
    url: url.href,
    kinds,
    madeByName: actor.name,
    created: instantText(at),
  }
  await insertWebhook(tx, hook, await newestPlace(tx, actor.org))
  const body = { url: hook.url, kinds, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'webhook.added', about: hook.id, body }, at)
  return hook
}

/** Throws `not_permitted`, `no_such_webhook`. */
export async function removeWebhook(tx: Tx, actor: Actor, id: string, at: Temporal.Instant): Promise<void> {
  permit(actor, 'program.manage')
  const url = await deleteWebhook(tx, actor.org, id)
  if (url === undefined) throw noSuchWebhook()
  const body = { url, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'webhook.removed', about: id, body }, at)
}

/** Throws `not_permitted`. */
export async function listWebhooks(db: Db, actor: Actor): Promise<Webhook[]> {
  permit(actor, 'program.manage')
  return webhooksOf(db, actor.org)
}

/** How the tellings of a webhook went, newest first. Throws `not_permitted`, `no_such_webhook`. */
export async function listDeliveries(
  db: Db,
  actor: Actor,
  id: string,
  { limit, behind }: { readonly limit: number; readonly behind?: number | undefined },
): Promise<Delivery[]> {
  permit(actor, 'program.manage')
  if (!(await findWebhook(db, actor.org, id))) throw noSuchWebhook()
  return deliveriesOf(db, id, limit, behind)
}

/** Sends one telling again, delivered or dead. Throws `not_permitted`, `no_such_webhook`. */
export async function resendDelivery(
  tx: Tx,
  actor: Actor,
  { webhook, delivery }: { readonly webhook: string; readonly delivery: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'program.manage')
  const hook = await findWebhook(tx, actor.org, webhook)
  const what = hook && (await wakeDelivery(tx, hook.id, delivery, instantText(at)))
  if (what === undefined) throw noSuchWebhook()
  const body = { delivery, what, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'webhook.resent', about: webhook, body }, at)
}

/**
 * One round: what happened since the last is queued for each webhook, and what is due is sent, once by however many
 * processes. How many tellings were tried.
 */
export async function tellWebhooks(telling: Telling): Promise<number> {
  const { db, now } = telling
  let behind = ''
  for (;;) {
    const looked = await db.transaction().execute((tx) => queueNext(tx, behind, now()))
    if (looked === undefined) break
    behind = looked
  }
  if (behind === '') return 0
  const at = now()
  const due = await takeDeliveries(db, instantText(at), instantText(at.add(TAKEN_FOR)), AT_ONCE)
  // One that does not answer holds up only what is for it as well.
  await Promise.all(
    [...Map.groupBy(due, ({ webhook }) => webhook).values()].map(async (mine) => {
      for (const one of mine) await tell(telling, one)
    }),
  )
  if (due.length === 0) await forgetDeliveries(db, instantText(at.subtract(KEPT_FOR)))
  return due.length
}

async function queueNext(tx: Tx, behind: string, now: Temporal.Instant): Promise<string | undefined> {
  const hook = await holdWebhook(tx, behind)
  if (!hook) return undefined
  const newest = await newestPlace(tx, hook.org)
  if (newest <= hook.toldTo) return hook.id
  const limit = 500
  const happened = await happenedAfter(tx, hook.org, { seq: hook.toldTo, words: hook.kinds, limit })
  const toldTo = happened.length < limit ? newest : (happened.at(-1)?.seq ?? newest)
  const at = now.epochMilliseconds
  const each = happened.map((one) => ({ ...one, delivery: newId('delivery', at) }))
  await queueDeliveries(tx, hook, each, { toldTo, at: instantText(now) })
  return hook.id
}

async function tell(telling: Telling, delivery: Delivery & { readonly url: string }): Promise<void> {
  const { db, now } = telling
  const { id, tries } = delivery
  const answer = await send(telling, delivery).catch((error: unknown) => reasonOf(error))
  const at = now()
  if (/^2\d\d$/.test(answer)) return setDelivery(db, id, { state: 'delivered', answer, next: instantText(at) })
  // 410: whoever is there wants to hear of it no more.
  if (tries >= TRIES || answer === '410') return setDelivery(db, id, { state: 'dead', answer, next: instantText(at) })
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1)) * (0.75 + Math.random() / 2)
  const next = instantText(at.add({ seconds: Math.round(pause) }))
  await setDelivery(db, id, { state: 'waiting', answer, next })
}

/** The status of the answer; of its body nothing is read. */
async function send({ db, secret, now, reachable }: Telling, delivery: Delivery & { url: string }): Promise<string> {
  const { id, org, seq, kind, about, at, url: to } = delivery
  const url = new URL(to)
  reachable.mayAsk(url)
  const body = utf8(JSON.stringify({ id, organisation: org, event: { seq, at, kind, about } }))
  const key = await signer(db, secret, org)
  const headers = [
    ['content-type', 'application/json'],
    ['content-digest', await contentDigest(body)],
  ] as const
  const signature = await signHttpMessage(
    { method: 'POST', url: url.href, headers },
    {
      label: 'comity',
      algorithm: 'ed25519',
      key: (bytes) => key.sign(bytes),
      keyId: org,
      covers: SIGNED,
      created: Math.floor(now().epochMilliseconds / 1000),
      tag: 'comity-webhook',
    },
  )
  const request = url.protocol === 'https:' ? overTls : overPlain
  return new Promise((resolve, reject) => {
    const asking = request(url, {
      method: 'POST',
      headers: { ...Object.fromEntries(headers), ...signature, 'content-length': body.length, 'user-agent': 'comity' },
      lookup: reachable.lookup(url.protocol),
      signal: AbortSignal.timeout(PATIENCE),
      agent: false,
    })
    asking.on('response', (response) => {
      resolve(String(response.statusCode ?? 0))
      response.destroy()
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

const reasonOf = (error: unknown): string => {
  if (error instanceof DomainError) return error.code
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time'
  const cause = error as NodeJS.ErrnoException
  return typeof cause.code === 'string' ? cause.code : 'unreachable'
}

const bad = (message: string, path: string) => new ExchangeError('invalid', 'bad_webhook', message, { path })
const noSuchWebhook = () => new ExchangeError('missing', 'no_such_webhook', 'There is no such webhook or delivery here')
