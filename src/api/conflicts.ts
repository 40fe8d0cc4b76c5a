import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import {
  choices,
  conflictDesk,
  incidentKinds,
  incidentsOf,
  recordIncident,
  type Setting,
  weigh,
} from '../requests/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const prose = z.string().max(100_000)
const weighing = z.strictObject({ stage: z.enum(['opinion', 'decision']), choice: z.enum(choices), reason: prose })
const incident = z.strictObject({
  state: z.string().regex(/^[A-Z]{2}$/),
  what: z.enum(incidentKinds),
  day: z.iso.date(),
  account: prose,
  measures: prose.default(''),
  request: z.string().max(60).optional(),
})

/** Where two laws pull apart over a request: what each choice risks, what is advised and decided; and where a state went round assistance. */
export function conflicts({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const transact = db.transaction.bind(db)
  return new Hono()
    .get('/api/requests/:id/conflict', async (c) => {
      const actor = await whoAsks(c)
      const { request: _, ...desk } = await conflictDesk(db, actor, parseId('request', c.req.param('id')), setting)
      return c.json(desk)
    })
    .post('/api/requests/:id/conflict/weighings', async (c) => {
      const actor = await whoAsks(c)
      const said = await readBody(c, weighing)
      const id = parseId('request', c.req.param('id'))
      return c.json(await transact().execute((tx) => weigh(tx, actor, id, said, setting)), 201)
    })
    .get('/api/incidents', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { page, next } = pageOfAll(c, await incidentsOf(db, actor.org), ({ id }) => id)
      return c.json({ incidents: page, next })
    })
    .post('/api/incidents', async (c) => {
      const actor = await whoAsks(c)
      const said = await readBody(c, incident)
      return c.json(await transact().execute((tx) => recordIncident(tx, actor, said, setting)), 201)
    })
}

const weighed = weighing.extend({
  conflicts: z.array(z.strictObject({ demands: z.string(), forbids: z.string() })),
  by: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
})
const recorded = incident.extend({
  id: z.string(),
  org: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
})

export const conflictPaths = {
  '/api/requests/{id}/conflict': {
    get: operation(
      'The laws that pull apart over a request, what each choice risks, and what was advised and decided',
      {
        gives: z.strictObject({
          conflicts: z.array(z.json()),
          exposures: z.array(z.strictObject({ choice: z.enum(choices), threats: z.array(z.json()) })),
          weighings: z.array(weighed),
          reasons: z.string().meta({ description: 'A draft of what whoever asked can be told if it is refused' }),
        }),
        names: true,
      },
    ),
  },
  '/api/requests/{id}/conflict/weighings': {
    post: operation('Advise on a conflict of laws, or decide it after another person has advised', {
      takes: weighing,
      gives: weighed,
      status: 201,
      names: true,
    }),
  },
  '/api/incidents': {
    get: operation('Where another state went round the way of assistance', {
      query: paging,
      gives: z.strictObject({ incidents: z.array(recorded), next }),
    }),
    post: operation('Put down that another state went round the way of assistance', {
      takes: incident,
      gives: recorded,
      status: 201,
    }),
  },
}
