import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { seats } from '../law/index.ts'
import {
  emergenciesOf, findEmergency, findLinks, findMatter, findRequest, overviewOf, preservationsFor, preserveFirst, runningOn, type Setting,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import { requestSchema } from './request-schemas.ts'
import type { WhoAsks } from './sign-in.ts'
import { requestView } from './views.ts'

const line = z.string().max(300)
const party = z.strictObject({
  seat: z.enum(seats),
  state: z.string().regex(/^[A-Z]{2}$/),
  org: line.optional(),
  name: line,
  as: z.enum(['designated-establishment', 'legal-representative']).optional(),
})
const newPreservation = z.strictObject({
  rule: line,
  to: line.optional(),
  data: z.array(line).max(10_000).optional(),
  parties: z.array(party).max(20),
  title: line.optional(),
  despite: z.string().max(100_000).optional(),
  beside: line.optional().meta({ description: 'The slower request it goes beside' }),
})

/** What runs on a request and how it belongs to others; what can be preserved first; a matter’s requests beside each other. */
export function running({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono()
    .get('/api/requests/:id/running', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { id, org } = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      const { measures, history } = await runningOn(db, org, id, setting)
      const emergency = await findEmergency(db, id)
      return c.json({ measures, history, links: await findLinks(db, org, [id]), ...(emergency && { emergency }) })
    })
    .get('/api/matters/:id/overview', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'matter.read')
      const matter = await findMatter(db, actor.org, parseId('matter', c.req.param('id')))
      const lines = await overviewOf(db, actor.org, matter.id, setting.now())
      return c.json({ requests: lines.map(({ request, ...rest }) => ({ request: requestView(request), ...rest })) })
    })
    .get('/api/matters/:id/preservations', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'matter.read')
      const { facts } = await findMatter(db, actor.org, parseId('matter', c.req.param('id')))
      return c.json({ routes: preservationsFor(facts, setting) })
    })
    .post('/api/matters/:id/preservations', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('matter', c.req.param('id'))
      const input = await readBody(c, newPreservation)
      const request = await db.transaction().execute((tx) => preserveFirst(tx, actor, id, input as never, setting))
      return c.json(requestView(request), 201)
    })
    .get('/api/emergencies', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { page, next } = pageOfAll(c, await emergenciesOf(db, actor.org), ({ request }) => request)
      return c.json({ emergencies: page, next })
    })
}

const found = z.looseObject({})
const pieces = z.array(found)

export const runningPaths = {
  '/api/requests/{id}/running': {
    get: operation('What runs on a request, what became of it, and the requests it belongs to', {
      gives: z.strictObject({ measures: pieces, history: pieces, links: pieces, emergency: found.optional() }),
      names: true,
    }),
  },
  '/api/matters/{id}/overview': {
    get: operation('Every request of a matter, whatever states and holders they went to', {
      gives: z.strictObject({ requests: pieces }),
      names: true,
    }),
  },
  '/api/matters/{id}/preservations': {
    get: operation('The ways to have the data kept while a slower way is taken', {
      gives: z.strictObject({ routes: pieces }),
      names: true,
    }),
    post: operation('Draft a preservation from a matter, beside a slower request', {
      takes: newPreservation,
      gives: requestSchema,
      status: 201,
      names: true,
    }),
  },
  '/api/emergencies': {
    get: operation('The requests that left as emergencies: what oversight looks at', {
      query: paging,
      gives: z.strictObject({ emergencies: pieces, next }),
    }),
  },
}
