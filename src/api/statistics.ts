import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import type { Db } from '../db/index.ts'
import { definitions, statisticsOf } from '../oversight/index.ts'
import { operation } from './operation.ts'
import type { WhoAsks } from './sign-in.ts'

/** GET /api/statistics: the figures of one's own organisation, each with what it counts. */
export function statistics({ db, whoAsks }: { db: Db; whoAsks: WhoAsks }) {
  return new Hono().get('/api/statistics', async (c) => {
    const actor = await whoAsks(c)
    permit(actor, 'log.read')
    return c.json({ definitions, statistics: await statisticsOf(db, actor.org) })
  })
}

const count = z.number().int()
const counts = z.record(z.string(), count)
const figures = z.strictObject({
  org: z.string(),
  direction: z.enum(['outgoing', 'incoming']),
  requests: count,
  byStatus: counts,
  byRoute: counts,
  byState: counts,
  byCategory: counts,
  byGround: counts,
  emergencies: count,
  responseDays: z.strictObject({ count, median: z.number().nullable(), percentile90: z.number().nullable() }),
})

export const statisticsPaths = {
  '/api/statistics': {
    get: operation('The figures of one’s organisation from its record, and what each counts', {
      gives: z.strictObject({ definitions: z.record(z.string(), z.string()), statistics: z.array(figures) }),
    }),
  },
}
