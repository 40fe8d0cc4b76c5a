import { Hono } from 'hono'
import { z } from 'zod'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { delayInforming, reviewDelay, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const delaying = z.strictObject({
  reason: z.string().max(100).meta({ description: 'Which reason of the law of the route, by its name' }),
  grounds: z.string().max(100_000).meta({ description: 'Why it holds; kept in the file' }),
  until: z.string().max(20),
})
const reviewing = z.strictObject({ agree: z.boolean(), reason: z.string().max(100_000) })

/** Putting off that the person is told: asked for, and reviewed by another. */
export function informing({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono()
    .post('/api/requests/:id/notice-delay', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('request', c.req.param('id'))
      const input = await readBody(c, delaying)
      await db.transaction().execute((tx) => delayInforming(tx, actor, id, input, setting))
      return c.body(null, 204)
    })
    .post('/api/requests/:id/notice-delay/review', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('request', c.req.param('id'))
      const input = await readBody(c, reviewing)
      await db.transaction().execute((tx) => reviewDelay(tx, actor, id, input, setting))
      return c.body(null, 204)
    })
}

export const informingPaths = {
  '/api/requests/{id}/notice-delay': {
    post: operation('Puts off telling the person, on a reason of the law, until a day', {
      takes: delaying,
      status: 204,
      names: true,
    }),
  },
  '/api/requests/{id}/notice-delay/review': {
    post: operation('Another person agrees to the delay, or not', { takes: reviewing, status: 204, names: true }),
  },
}
