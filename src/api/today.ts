import { Hono } from 'hono'
import { permit } from '../accounts/index.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { today as dayOf } from '../requests/index.ts'
import { operation } from './operation.ts'
import { todaySchema } from './request-schemas.ts'
import type { WhoAsks } from './sign-in.ts'
import { todayView } from './views.ts'

/** GET /api/today: what this seat must do now and by when, and what it waits for. */
export function today({ db, now, whoAsks }: { db: Db; now: Now; whoAsks: WhoAsks }) {
  return new Hono().get('/api/today', async (c) => {
    const actor = await whoAsks(c)
    // Every person has a day; a program looks at what it was let see.
    if (actor.acts) permit(actor, 'request.read')
    return c.json(todayView(await dayOf(db, actor, now())))
  })
}

export const todayPaths = {
  '/api/today': {
    get: operation('What one’s seat must do, first what is due first, and what it waits for', { gives: todaySchema }),
  },
}
