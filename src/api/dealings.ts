import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { dealingsOf } from '../requests/index.ts'
import { operation } from './operation.ts'
import type { WhoAsks } from './sign-in.ts'

const said = z.looseObject({
  dealing: z.string(),
  step: z.string(),
  kind: z.string(),
  org: z.string(),
  orgName: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
})

/** What both sides said about a request beside its steps. What is done is in `dealing-acts`. */
export function dealings({ db, whoAsks }: { db: Db; whoAsks: WhoAsks }) {
  return new Hono().get('/api/requests/:id/dealings', async (c) => {
    const actor = await whoAsks(c)
    permit(actor, 'request.read')
    return c.json({ dealings: await dealingsOf(db, actor.org, parseId('request', c.req.param('id'))) })
  })
}

export const dealingPaths = {
  '/api/requests/{id}/dealings': {
    get: operation('What both sides said about a request: asked, postponed, promised, enforced, used', {
      gives: z.strictObject({ dealings: z.array(said) }),
      names: true,
    }),
  },
}
