import { Hono } from 'hono'
import { z } from 'zod'
import { admitProgram, endProgram, listPrograms, scopes, seats } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import {
  addWebhook,
  type Delivery,
  listDeliveries,
  listWebhooks,
  type Reachable,
  removeWebhook,
  resendDelivery,
  webhookKinds,
} from '../exchange/index.ts'
import { operation } from './operation.ts'
import { cursorIn, next, pageOfAll, pageOfRows, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const line = z.string().max(2_000)
const scope = z.enum(Object.keys(scopes) as [keyof typeof scopes])
const newProgram = z.strictObject({
  name: line,
  seat: z.enum(seats),
  scopes: z.array(scope).max(50),
  days: z.number().int().meta({ description: 'How long its token lasts: a year at most' }),
})
const newWebhook = z.strictObject({
  url: line.meta({ description: 'By HTTPS, to a public address or one the operator allows' }),
  kinds: z.array(z.enum(webhookKinds)).max(20).meta({ description: 'What it is told of' }),
})

export interface ProgramParts {
  readonly db: Db
  readonly now: Now
  readonly reachable: Reachable
  readonly whoAsks: WhoAsks
}

/** /api/programs and /api/webhooks: who may come in with a token, and who is told that something happened. */
export function programs({ db, now, reachable, whoAsks }: ProgramParts) {
  const transact = () => db.transaction()
  return new Hono()
    .get('/api/programs', async (c) => {
      const found = await listPrograms(db, await whoAsks(c))
      const { page, next } = pageOfAll(c, found, ({ id }) => id)
      return c.json({ programs: page, next })
    })
    .post('/api/programs', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newProgram)
      return c.json(await transact().execute((tx) => admitProgram(tx, actor, input, now())), 201)
    })
    .delete('/api/programs/:id', async (c) => {
      const actor = await whoAsks(c)
      await transact().execute((tx) => endProgram(tx, actor, parseId('program', c.req.param('id')), now()))
      return c.body(null, 204)
    })
    .get('/api/webhooks', async (c) => {
      const { page, next } = pageOfAll(c, await listWebhooks(db, await whoAsks(c)), ({ id }) => id)
      return c.json({ webhooks: page, next })
    })
    .post('/api/webhooks', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newWebhook)
      return c.json(await transact().execute((tx) => addWebhook(tx, actor, input, { now, reachable })), 201)
    })
    .delete('/api/webhooks/:id', async (c) => {
      const actor = await whoAsks(c)
      await transact().execute((tx) => removeWebhook(tx, actor, parseId('webhook', c.req.param('id')), now()))
      return c.body(null, 204)
    })
    .get('/api/webhooks/:id/deliveries', async (c) => {
      const actor = await whoAsks(c)
      const { cursor, limit } = readQuery(c, paging)
      const behind = cursorIn(cursor, /^\d{1,15}$/)
      const place = { limit: limit + 1, ...(behind !== undefined && { behind: Number(behind) }) }
      const rows = await listDeliveries(db, actor, parseId('webhook', c.req.param('id')), place)
      const { page, next } = pageOfRows(rows, limit, ({ seq }) => String(seq))
      return c.json({ deliveries: page.map(deliveryView), next })
    })
    .post('/api/webhooks/:id/deliveries/:delivery/resending', async (c) => {
      const actor = await whoAsks(c)
      const { id, delivery: one } = c.req.param()
      const which = { webhook: parseId('webhook', id), delivery: parseId('delivery', one) }
      await readBody(c, z.strictObject({}))
      await transact().execute((tx) => resendDelivery(tx, actor, which, now()))
      return c.body(null, 204)
    })
}

const deliveryView = ({ id, seq, kind, about, at, state, tries, next: nextTry, answer, tried }: Delivery) => ({
  id, seq, kind, about, at, state, tries, nextTry: state === 'waiting' ? nextTry : null, answer, tried,
}) // biome-ignore format: one line of words

const instant = z.iso.datetime()
const program = z.strictObject({
  id: z.string(),
  org: z.string(),
  name: z.string(),
  seat: z.enum(seats),
  scopes: z.array(scope),
  madeBy: z.string(),
  madeByName: z.string(),
  created: instant,
  expires: instant,
  used: instant.nullable(),
  ended: instant.nullable(),
})
const webhook = z.strictObject({
  id: z.string(),
  org: z.string(),
  url: z.string(),
  kinds: z.array(z.enum(webhookKinds)),
  madeByName: z.string(),
  created: instant,
})
const delivery = z.strictObject({
  id: z.string(),
  seq: z.number().int().meta({ description: 'The place of the event in the log' }),
  kind: z.string(),
  about: z.string(),
  at: instant,
  state: z.enum(['waiting', 'delivered', 'dead']),
  tries: z.number().int(),
  nextTry: instant.nullable(),
  answer: z.string().nullable().meta({ description: 'The status of the last answer, or why there was none' }),
  tried: instant.nullable(),
})

export const programPaths = {
  '/api/programs': {
    get: operation('The programs let into one’s organisation, newest first', {
      query: paging,
      gives: z.strictObject({ programs: z.array(program), next }),
    }),
    post: operation('Let a program in; its token is shown this once', {
      takes: newProgram,
      gives: z.strictObject({ program, token: z.string() }),
      status: 201,
    }),
  },
  '/api/programs/{id}': { delete: operation('Shut a program out', { status: 204, names: true }) },
  '/api/webhooks': {
    get: operation('Whom one’s organisation tells that something happened', {
      query: paging,
      gives: z.strictObject({ webhooks: z.array(webhook), next }),
    }),
    post: operation('Tell an address from now on what happens', { takes: newWebhook, gives: webhook, status: 201 }),
  },
  '/api/webhooks/{id}': { delete: operation('Tell it no more', { status: 204, names: true }) },
  '/api/webhooks/{id}/deliveries': {
    get: operation('What it was told and how that went, newest first', {
      query: paging,
      gives: z.strictObject({ deliveries: z.array(delivery), next }),
      names: true,
    }),
  },
  '/api/webhooks/{id}/deliveries/{delivery}/resending': {
    post: operation('Send one again', { takes: z.strictObject({}), status: 204, names: true }),
  },
}
