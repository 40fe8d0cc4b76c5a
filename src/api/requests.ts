import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { isCountryCode } from '../base/countries.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { findCounterpart } from '../exchange/index.ts'
import { seats } from '../law/index.ts'
import {
  draftRequest,
  listRequests,
  type NamedParty,
  nameParty,
  RequestError,
  type Setting,
  statuses,
  timeline,
} from '../requests/index.ts'
import { operation } from './operation.ts'
import { cursorIn, ID, next, pageOfRows, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import { requestLineSchema, requestSchema, timelineSchema } from './request-schemas.ts'
import type { WhoAsks } from './sign-in.ts'
import { requestLine, requestView, timelineView } from './views.ts'

const line = z.string().min(1).max(300)

const newParty = z.strictObject({
  org: line.optional().meta({ description: 'Its name, state and languages are those of the directory' }),
  name: line
    .optional()
    .meta({ description: 'Of somebody in no directory, with `state`: the request is carried there on paper' }),
  seat: z.enum(seats),
  state: line.optional().meta({ description: 'Where it acts in this request, if not in its own state' }),
  as: z.enum(['designated-establishment', 'legal-representative']).optional(),
  address: line.optional(),
  email: line.optional(),
  phone: line.optional(),
  fax: line.optional(),
  contact: line.optional(),
})

const newRequest = z.strictObject({
  rule: line.meta({ description: 'The route, as the analysis names it' }),
  to: line.optional(),
  data: z.array(line).max(10_000).optional().meta({ description: 'Ids of the data items; all of them unless told' }),
  despite: z.string().max(100_000).optional().meta({
    description: 'Why the route is taken although another state’s law forbids what it demands',
  }),
  title: line.optional(),
  parties: z.array(newParty).max(20),
})

const filter = z.object({
  matter: line.optional(),
  direction: z.enum(['outgoing', 'incoming']).optional(),
  status: z.enum(statuses).optional(),
  company: line.optional().meta({ description: 'The company whose data are asked for' }),
  order: z.enum(['newest', 'expected']).optional().meta({
    description: 'Newest first unless told; or what is expected first, what nobody can expect last',
  }),
  ...paging.shape,
})

/** /api/requests: those of one's organisation, and how each stands. What is done about one is in `acts`. */
export function requests({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono()
    .post('/api/matters/:id/requests', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('matter', c.req.param('id'))
      const input = await readBody(c, newRequest)
      const parties = await Promise.all(input.parties.map((party) => known(db, party)))
      const drafted = await db
        .transaction()
        .execute((tx) => draftRequest(tx, actor, id, { ...input, parties }, setting))
      return c.json(requestView(drafted), 201)
    })
    .get('/api/requests', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { cursor, limit, ...wanted } = readQuery(c, filter)
      const behind = cursorIn(cursor, ID)
      const rows = await listRequests(db, actor.org, { ...wanted, limit: limit + 1, behind })
      const { page, next } = pageOfRows(rows, limit, ({ id }) => id)
      return c.json({ requests: page.map(requestLine), next })
    })
    .get('/api/requests/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const id = parseId('request', c.req.param('id'))
      return c.json(timelineView(await timeline(db, actor.org, id, setting.now())))
    })
    .post('/api/requests/:id/parties', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('request', c.req.param('id'))
      const party = await known(db, await readBody(c, newParty))
      const request = await db.transaction().execute((tx) => nameParty(tx, actor, id, party, setting))
      return c.json(requestView(request), 201)
    })
}

/** A party with what the directory says of it, or as it is named. Throws `unknown_counterpart`, `party_missing`. */
async function known(db: Db, { org, name: called, ...given }: z.infer<typeof newParty>): Promise<NamedParty> {
  if (!org) {
    if (called && given.state && isCountryCode(given.state)) return { name: called, ...given, state: given.state }
    throw new RequestError('invalid', 'party_missing', 'Name an organisation of the directory, or a name and a state', {
      path: 'parties',
    })
  }
  const { name, state, languages } = await findCounterpart(db, org)
  return { org, name, languages, ...given, state: given.state ?? state }
}

export const requestPaths = {
  '/api/matters/{id}/requests': {
    post: operation('Begin a request by a route of the analysis', {
      takes: newRequest,
      gives: requestSchema,
      status: 201,
      names: true,
    }),
  },
  '/api/requests': {
    get: operation('The requests of one’s organisation, newest first or what is expected first', {
      query: filter,
      gives: z.strictObject({ requests: z.array(requestLineSchema), next }),
    }),
  },
  '/api/requests/{id}': {
    get: operation('How a request stands: steps, decisions, clocks with their working, holds, and its events', {
      gives: timelineSchema,
      names: true,
    }),
  },
  '/api/requests/{id}/parties': {
    post: operation('Name, or replace, the organisation for a seat of a draft', {
      takes: newParty,
      gives: requestSchema,
      status: 201,
      names: true,
    }),
  },
}
