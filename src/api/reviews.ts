import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { checksFor, findRequest, reviewFile, reviewsOf, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import type { WhoAsks } from './sign-in.ts'

const side = z.strictObject({ org: z.string(), name: z.string() })
const instant = z.iso.datetime()
const reviewSchema = z.strictObject({
  id: z.string(),
  org: z.string(),
  request: z.string(),
  ground: z.string(),
  step: z.string(),
  state: z.enum(['objected', 'pending', 'decided', 'ended']),
  holder: side,
  court: side.extend({ state: z.string() }).optional(),
  items: z.array(z.string()),
  openedAt: instant,
  decidedAt: instant.optional(),
})
const entry = z.looseObject({ kind: z.string(), org: z.string(), name: z.string(), at: instant })
const check = z.strictObject({
  rule: z.string(),
  title: z.string(),
  cite: z.string(),
  looksAt: z.string(),
  effect: z.enum(['bar', 'curable', 'weight']),
  item: z.string().optional(),
  passed: z.boolean(),
  reason: z.string().optional(),
  record: z.array(z.string()),
  cure: z.string().optional(),
})

/** Disputes over a request and their files, and what the law looks at before it is handed in. What is done is in `acts`. */
export function reviews({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono()
    .get('/api/requests/:id/reviews', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { id } = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      return c.json({ reviews: await reviewsOf(db, actor.org, id) })
    })
    .get('/api/requests/:id/reviews/:review', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { id } = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      return c.json(await reviewFile(db, actor.org, id, parseId('review', c.req.param('review'))))
    })
    .get('/api/requests/:id/checks', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      return c.json({ checks: await checksFor(db, actor.org, parseId('request', c.req.param('id')), setting) })
    })
}

export const reviewPaths = {
  '/api/requests/{id}/reviews': {
    get: operation('The disputes over a request', {
      gives: z.strictObject({ reviews: z.array(reviewSchema) }),
      names: true,
    }),
  },
  '/api/requests/{id}/reviews/{review}': {
    get: operation('One of them with its file', {
      gives: reviewSchema.extend({ entries: z.array(entry) }),
      names: true,
    }),
  },
  '/api/requests/{id}/checks': {
    get: operation('What the law looks at before it is handed in, and what it finds now', {
      gives: z.strictObject({ checks: z.array(check) }),
      names: true,
    }),
  },
}
