import { Hono } from 'hono'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { findRequest, once, type Setting } from '../requests/index.ts'
import { acts } from './acts.ts'
import { operation } from './operation.ts'
import { bodyOf } from './read.ts'
import { requestSchema } from './request-schemas.ts'
import type { WhoAsks } from './sign-in.ts'
import { requestView } from './views.ts'

/** POST /api/requests/{id}/{noun}: one address for each act of `acts`; answers the request as it then stands. */
export function requestActs({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const app = new Hono()
  for (const [noun, act] of Object.entries(acts)) {
    app.post(`/api/requests/:id/${noun}`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('request', c.req.param('id'))
      const { input, does } = act.read(await bodyOf(c))
      const request = await db.transaction().execute(async (tx) => {
        await once(tx, actor, { about: id, act: noun, input }, setting.now, () => does(tx, actor, id, setting))
        return findRequest(tx, actor.org, id)
      })
      return c.json(requestView(request), 201)
    })
  }
  return app
}

export const actPaths = Object.fromEntries(
  Object.entries(acts).map(([noun, { summary, takes }]) => [
    `/api/requests/{id}/${noun}`,
    { post: operation(summary, { takes, gives: requestSchema, status: 201, names: true }) },
  ]),
)
