import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { sendAgain, undelivered as waiting } from '../exchange/index.ts'
import { operation } from './operation.ts'
import { cursorIn, ID, next, pageOfRows, paging } from './paging.ts'
import { readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const message = z.strictObject({
  message: z.string(),
  dispatch: z.string(),
  org: z.string().meta({ description: 'Who sends it' }),
  to: z.string(),
  request: z.string(),
  type: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  attempts: z.number(),
  state: z.enum(['waiting', 'refused', 'expired']),
  problem: z.string().nullable(),
})

/** What has not arrived, for the operator: what waits, what was refused, and what is past its time. */
export function undelivered({ db, now, whoAsks }: { db: Db; now: Now; whoAsks: WhoAsks }) {
  return new Hono()
    .get('/api/messages/undelivered', async (c) => {
      permit(await whoAsks(c), 'organisation.create')
      const { cursor, limit } = readQuery(c, paging)
      const rows = await waiting(db, limit + 1, cursorIn(cursor, ID))
      const { page, next } = pageOfRows(rows, limit, (one) => one.message)
      return c.json({ messages: page.map(({ deliveredAt: _, ...one }) => one), next })
    })
    .post('/api/messages/:message/again', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('message', c.req.param('message'))
      await db.transaction().execute((tx) => sendAgain(tx, actor, id, now()))
      return c.body(null, 204)
    })
}

export const undeliveredPaths = {
  '/api/messages/undelivered': {
    get: operation('Messages that have not arrived, the newest first, for the operator', {
      query: paging,
      gives: z.strictObject({ messages: z.array(message), next }),
    }),
  },
  '/api/messages/{message}/again': {
    post: operation('Try a message again at once', { status: 204, names: true }),
  },
}
