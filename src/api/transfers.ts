import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import {
  assessTransfer, enterTransfer, fileTransfer, findTransfer, openTransfer, outflowsOfYear, type Setting, sendAbroad, type Transfer,
  transferStanding, transfersOf,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const line = z.string().min(1).max(400)
const recipient = z.strictObject({
  name: line,
  state: z.string().regex(/^[A-Z]{2}$/),
  kind: z.enum(['company', 'person']),
})
const opening = z.strictObject({
  path: line.meta({ description: 'The instrument of law it goes by: cn/cac-sa, cn/cac-scc, cn/cac-cert' }),
  recipient,
  purpose: line,
})
const heads = z.strictObject({ heads: z.record(line, z.string().max(100_000)) })
const day = z.iso.date()
const entry = z.strictObject({
  moment: line,
  day,
  outcome: z.enum(['passed', 'failed']).optional(),
  until: day.optional(),
  note: z.string().max(100_000),
})
const filing = z.strictObject({ authority: line.meta({ description: 'The organisation it is filed with' }) })
const outflow = z.strictObject({
  recipient,
  purpose: line,
  use: z.enum(['commercial', 'employment']).optional(),
  need: z.enum(['contract', 'employment', 'emergency', 'none']).optional(),
  ciio: z.boolean().optional(),
  freeTradeZone: z.strictObject({ name: line, listInForce: z.boolean() }).optional(),
  items: z.array(z.unknown()).max(10_000).meta({ description: 'As in a release of /api/gate' }),
})

/** The ways by which data leave for business, stage by stage; and what left, counted over the year. */
export function transfers({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const transact = db.transaction.bind(db)
  const view = (transfer: Transfer) => ({
    ...transfer,
    standing: transferStanding(setting.law, transfer, setting.now().toString().slice(0, 10)),
  })
  return new Hono()
    .get('/api/transfers', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { page, next } = pageOfAll(c, await transfersOf(db, actor.org), ({ id }) => id)
      return c.json({ transfers: page.map(view), next })
    })
    .post('/api/transfers', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, opening)
      return c.json(view(await transact().execute((tx) => openTransfer(tx, actor, wanted, setting))), 201)
    })
    .get('/api/transfers/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      return c.json(view(await findTransfer(db, actor.org, parseId('transfer', c.req.param('id')))))
    })
    .put('/api/transfers/:id/heads', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('transfer', c.req.param('id'))
      const said = await readBody(c, heads)
      return c.json(view(await transact().execute((tx) => assessTransfer(tx, actor, id, said, setting))))
    })
    .post('/api/transfers/:id/filing', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('transfer', c.req.param('id'))
      const { authority } = await readBody(c, filing)
      return c.json(view(await transact().execute((tx) => fileTransfer(tx, actor, id, authority, setting))), 201)
    })
    .post('/api/transfers/:id/entries', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('transfer', c.req.param('id'))
      const said = await readBody(c, entry)
      return c.json(view(await transact().execute((tx) => enterTransfer(tx, actor, id, said, setting))), 201)
    })
    .get('/api/outflows', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { page, next } = pageOfAll(c, await outflowsOfYear(db, actor.org, setting), ({ id }) => id)
      return c.json({ outflows: page, next })
    })
    .post('/api/outflows', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, outflow)
      const answer = await transact().execute((tx) => sendAbroad(tx, actor, wanted, setting))
      return c.json({ ...answer, id: answer.id ?? null }, 201)
    })
}

const transfer = z.looseObject({
  id: z.string(),
  side: z.enum(['sender', 'authority']),
  other: z.strictObject({ org: z.string(), name: z.string() }).optional(),
  path: z.string(),
  recipient,
  purpose: z.string(),
  heads: z.record(z.string(), z.string()),
  entries: z.array(z.looseObject({ moment: z.string(), day: z.string() })),
  standing: z.looseObject({
    holds: z.strictObject({ from: z.string(), until: z.string() }).optional(),
    renewal: z.strictObject({ opens: z.string().optional(), cite: z.string() }).optional(),
  }),
})

export const transferPaths = {
  '/api/transfers': {
    get: operation('The files of the ways by which data leave for business', {
      query: paging,
      gives: z.strictObject({ transfers: z.array(transfer), next }),
    }),
    post: operation('Open the file of an assessment, a contract or a certificate', {
      takes: opening,
      gives: transfer,
      status: 201,
    }),
  },
  '/api/transfers/{id}': {
    get: operation('One such file, with what is missing and what runs', { gives: transfer, names: true }),
  },
  '/api/transfers/{id}/heads': {
    put: operation('What the self-assessment found, head by head', { takes: heads, gives: transfer, names: true }),
  },
  '/api/transfers/{id}/filing': {
    post: operation('File it with the competent authority, as a message; what it says comes back the same way', {
      takes: filing,
      gives: transfer,
      status: 201,
      names: true,
    }),
  },
  '/api/transfers/{id}/entries': {
    post: operation('A stage was reached, on a day, with its outcome', {
      takes: entry,
      gives: transfer,
      status: 201,
      names: true,
    }),
  },
  '/api/outflows': {
    get: operation('What left for business in this calendar year', {
      query: paging,
      gives: z.strictObject({ outflows: z.array(z.json()), next }),
    }),
    post: operation(
      'Send data abroad for business, counted with what left before in the year; no id where the gate is closed',
      {
        takes: outflow,
        gives: z.looseObject({
          id: z.string().nullable(),
          decision: z.json(),
          split: z.array(z.strictObject({ id: z.string(), at: z.string(), recipient: z.string() })),
        }),
        status: 201,
      },
    ),
  },
}
