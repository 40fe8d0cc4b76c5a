import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { comparisonOf, outcomes, RequestError, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import type { WhoAsks } from './sign-in.ts'

const box = z.looseObject({ id: z.string(), label: z.string() })
const item = z.looseObject({ id: z.string() })
const field = z.strictObject({ field: z.string(), before: z.string().optional(), after: z.string().optional() })

const comparison = z.strictObject({
  of: z.strictObject({
    id: z.string(),
    fileNumber: z.string(),
    isItself: z
      .boolean()
      .meta({ description: 'An earlier version of the same request; else the one that it corrects' }),
  }),
  before: z.iso.datetime(),
  after: z.iso.datetime().optional().meta({ description: 'Absent while it is still being written' }),
  reasons: z.array(z.looseObject({ outcome: z.enum(outcomes), name: z.string(), reason: z.string().optional() })),
  changes: z.strictObject({
    boxes: z.array(
      z.strictObject({ id: z.string(), section: z.string(), before: box.optional(), after: box.optional() }),
    ),
    items: z.strictObject({ added: z.array(item), removed: z.array(item) }),
    statement: z.array(field),
  }),
})

/** GET /api/requests/{id}/comparison: what changed since it was decided against. */
export function comparisons({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono().get('/api/requests/:id/comparison', async (c) => {
    const actor = await whoAsks(c)
    permit(actor, 'request.read')
    const found = await comparisonOf(db, actor.org, parseId('request', c.req.param('id')), setting)
    if (!found) throw new RequestError('missing', 'not_found', 'There is nothing to compare this request with')
    return c.json(found)
  })
}

export const comparisonPaths = {
  '/api/requests/{id}/comparison': {
    get: operation('What changed since a request was refused, given back or objected to, and why that was', {
      gives: comparison,
      names: true,
    }),
  },
}
