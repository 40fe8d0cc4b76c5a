import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { completenessOf, dealingsOf, findRequest, limitsOf, type Setting } from '../requests/index.ts'
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

const box = z.looseObject({ path: z.string(), label: z.string(), says: z.string() })
const limit = z.strictObject({
  rule: z.string().optional(),
  title: z.string(),
  cite: z.string(),
  limits: z.enum(['evidence', 'purpose']),
  allows: z.array(z.strictObject({ purposes: z.array(z.string()), says: z.string(), cite: z.string() })),
  consent: z.strictObject({ of: z.string(), cite: z.string() }).optional(),
})

/** What both sides said about a request beside its steps. What is done is in `dealing-acts`. */
export function dealings({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono().get('/api/requests/:id/dealings', async (c) => {
    const actor = await whoAsks(c)
    permit(actor, 'request.read')
    const request = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
    const said = await dealingsOf(db, actor.org, request.id)
    const isOurs = request.direction === 'outgoing'
    return c.json({
      dealings: said,
      missing: isOurs ? [] : (completenessOf(setting.law, request, said)?.missing ?? []),
      limits: limitsOf(setting.law, request, said),
    })
  })
}

export const dealingPaths = {
  '/api/requests/{id}/dealings': {
    get: operation(
      'What both sides said about a request, which boxes of it are missing, and for what may be used what came',
      {
        gives: z.strictObject({ dealings: z.array(said), missing: z.array(box), limits: z.array(limit) }),
        names: true,
      },
    ),
  },
}
