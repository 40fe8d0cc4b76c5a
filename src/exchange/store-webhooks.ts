import { sql } from 'kysely'
import type { Happening } from '../audit/index.ts'
import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'

/** Where an organisation's own systems are told that something happened. */
export interface Webhook {
  readonly id: string
  readonly org: string
  readonly url: string
  /** The first word of each kind of event it is told of. */
  readonly kinds: readonly string[]
  readonly madeByName: string
  readonly created: InstantText
}

/** One telling, and how it went. */
export interface Delivery extends Happening {
  readonly id: string
  readonly webhook: string
  readonly org: string
  readonly state: 'waiting' | 'delivered' | 'dead'
  readonly tries: number
  readonly next: InstantText
  /** The status of the last answer, or why there was none. */
  readonly answer: string | null
  readonly tried: InstantText | null
}

const hookColumns = [
  'id',
  'org_id as org',
  'url',
  'kinds',
  'made_by_name as madeByName',
  'created_at as created',
] as const
const columns = [
  'id',
  'webhook_id as webhook',
  'org_id as org',
  'seq',
  'kind',
  'about',
  'at',
  'state',
  'tries',
  'next_at as next',
  'answer',
  'tried_at as tried',
] as const

export async function insertWebhook(tx: Tx, hook: Webhook, toldTo: number): Promise<void> {
  const { id, org, url, kinds, madeByName, created } = hook
  await tx
    .insertInto('exchange_webhooks')
    .values({ id, org_id: org, url, kinds: [...kinds], made_by_name: madeByName, created_at: created, told_to: toldTo })
    .execute()
}

export async function webhooksOf(db: Db, org: string): Promise<Webhook[]> {
  return db
    .selectFrom('exchange_webhooks')
    .select(hookColumns)
    .where('org_id', '=', org)
    .orderBy('created_at')
    .execute()
}

export async function findWebhook(db: Db, org: string, id: string): Promise<Webhook | undefined> {
  return db
    .selectFrom('exchange_webhooks')
    .select(hookColumns)
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function deleteWebhook(tx: Tx, org: string, id: string): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('exchange_webhooks')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .returning('url')
    .executeTakeFirst()
  return row?.url
}

/** One webhook that nobody else is looking at, with its place in the log; none twice in a round. */
export async function holdWebhook(
  tx: Tx,
  behind: string,
): Promise<(Pick<Webhook, 'id' | 'org' | 'kinds'> & { toldTo: number }) | undefined> {
  return tx
    .selectFrom('exchange_webhooks')
    .select(['id', 'org_id as org', 'kinds', 'told_to as toldTo'])
    .where('id', '>', behind)
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export async function queueDeliveries(
  tx: Tx,
  hook: { readonly id: string; readonly org: string },
  happened: readonly (Happening & { readonly delivery: string })[],
  { toldTo, at }: { toldTo: number; at: InstantText },
): Promise<void> {
  const rows = happened.map(({ delivery, seq, kind, about, at: when }) => ({
    id: delivery, webhook_id: hook.id, org_id: hook.org, seq, kind, about, at: when, state: 'waiting' as const, next_at: at,
  })) // biome-ignore format: a row
  if (rows.length > 0)
    await tx
      .insertInto('exchange_webhook_deliveries')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await tx.updateTable('exchange_webhooks').set({ told_to: toldTo }).where('id', '=', hook.id).execute()
}

/** What is due, taken for so long that nobody else sends it meanwhile; each try is counted before it is made. */
export async function takeDeliveries(
  db: Db,
  now: InstantText,
  until: InstantText,
  limit: number,
): Promise<(Delivery & { url: string })[]> {
  const { rows } = await sql<{ id: string }>`
    update exchange_webhook_deliveries set tries = tries + 1, next_at = ${until}::timestamptz, tried_at = ${now}::timestamptz
    where id in (
      select id from exchange_webhook_deliveries where state = 'waiting' and next_at <= ${now}::timestamptz
      order by next_at, seq limit ${sql.lit(limit)} for update skip locked
    ) returning id`.execute(db)
  if (rows.length === 0) return []
  return db
    .selectFrom('exchange_webhook_deliveries as delivery')
    .innerJoin('exchange_webhooks as hook', 'hook.id', 'delivery.webhook_id')
    .select([
      'delivery.id', 'delivery.webhook_id as webhook', 'delivery.org_id as org', 'delivery.seq', 'delivery.kind', 'delivery.about', 'delivery.at',
      'delivery.state', 'delivery.tries', 'delivery.next_at as next', 'delivery.answer', 'delivery.tried_at as tried', 'hook.url as url',
    ]) // biome-ignore format: a row
    .where(
      'delivery.id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('delivery.seq')
    .execute()
}

export async function setDelivery(
  db: Db,
  id: string,
  { state, answer, next }: Pick<Delivery, 'state' | 'next'> & { answer: string },
): Promise<void> {
  await db
    .updateTable('exchange_webhook_deliveries')
    .set({ state, answer, next_at: next })
    .where('id', '=', id)
    .execute()
}

/** The tellings of a webhook, newest first. */
export async function deliveriesOf(db: Db, webhook: string, limit: number, behind?: number): Promise<Delivery[]> {
  return db
    .selectFrom('exchange_webhook_deliveries')
    .select(columns)
    .where('webhook_id', '=', webhook)
    .$if(behind !== undefined, (query) => query.where('seq', '<', behind ?? 0))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

/** Lets a telling be tried anew from the beginning; what it was about, or undefined if there is none such. */
export async function wakeDelivery(tx: Tx, webhook: string, id: string, at: InstantText): Promise<string | undefined> {
  const row = await tx
    .updateTable('exchange_webhook_deliveries')
    .set({ state: 'waiting', tries: 0, next_at: at })
    .where('webhook_id', '=', webhook)
    .where('id', '=', id)
    .returning('kind')
    .executeTakeFirst()
  return row?.kind
}

/** What was delivered, or given up, before a day is no use to anybody. */
export async function forgetDeliveries(db: Db, before: InstantText): Promise<void> {
  await db
    .deleteFrom('exchange_webhook_deliveries')
    .where('state', '<>', 'waiting')
    .where('next_at', '<', before)
    .execute()
}
