import { Hono } from 'hono'
import { z } from 'zod'
import { parseId } from '../base/ids.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import {
  briefOfRun,
  cancelRun,
  changes,
  keepProposal,
  proposalOf,
  proposalsOf,
  type Run,
  resultOfRun,
  runOf,
  runsOf,
  startRun,
  type Written,
} from '../laboratory/index.ts'
import type { LawBase } from '../law/index.ts'
import { savedAs } from './bytes.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

/** A record of a hundred thousand plain requests; larger ones are for the command line. */
const LIMIT = 67_108_864

const day = z.iso.date()
const nothing = z.strictObject({})
const printing = z.object({ language: z.string().max(5).optional().meta({ description: '`en`, `zh`, `de` or `fr`' }) })
const newProposal = z.strictObject({
  text: z.string().max(1_000_000).meta({ description: 'YAML: title, summary, agreements, law, amend, ratifications' }),
  id: z.string().max(100).optional().meta({ description: 'Of the proposal this is a new version of' }),
})
const newRun = z.strictObject({
  record: z.enum(['own', 'pairs', 'file']),
  lines: z.string().max(LIMIT).optional().meta({ description: 'With `file`: facts, one request a line (JSON)' }),
  on: day.optional().meta({ description: 'As if every request were made on that day' }),
})

/** /api/laboratory/proposals and /api/laboratory/runs: proposals kept, tried on a record, and what came of it. */
export function laboratoryRuns({ db, law, now, whoAsks }: { db: Db; law: LawBase; now: Now; whoAsks: WhoAsks }) {
  const setting = { law, now }
  return new Hono()
    .get('/api/laboratory/proposals', async (c) => {
      const actor = await whoAsks(c)
      const { page, next } = pageOfAll(c, await proposalsOf(db, actor), ({ id }) => id)
      return c.json({ proposals: page.map(told), next })
    })
    .post('/api/laboratory/proposals', async (c) => {
      const actor = await whoAsks(c)
      const { text, id: of } = await readBody(c, newProposal, LIMIT)
      const id = of === undefined ? undefined : parseId('proposal', of)
      return c.json(told(await db.transaction().execute((tx) => keepProposal(tx, actor, { text, id }, setting))), 201)
    })
    .get('/api/laboratory/proposals/:id', async (c) => {
      const actor = await whoAsks(c)
      return c.json(told(await proposalOf(db, actor, parseId('proposal', c.req.param('id')))))
    })
    .post('/api/laboratory/proposals/:id/runs', async (c) => {
      const actor = await whoAsks(c)
      const proposal = parseId('proposal', c.req.param('id'))
      const { record: kind, lines, on } = await readBody(c, newRun, LIMIT)
      const run = await db.transaction().execute((tx) => startRun(tx, actor, { proposal, kind, lines, on }, setting))
      return c.json(runTold({ ...run, looked: 0 }), 201)
    })
    .get('/api/laboratory/runs', async (c) => {
      const actor = await whoAsks(c)
      const { page, next } = pageOfAll(c, await runsOf(db, actor), ({ id }) => id)
      return c.json({ runs: page.map((run) => runTold(run)), next })
    })
    .get('/api/laboratory/runs/:id', async (c) => {
      const actor = await whoAsks(c)
      return c.json(runTold(await runOf(db, actor, parseId('run', c.req.param('id')))))
    })
    .post('/api/laboratory/runs/:id/cancellation', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('run', c.req.param('id'))
      await readBody(c, nothing)
      await db.transaction().execute((tx) => cancelRun(tx, actor, id, setting))
      return c.body(null, 204)
    })
    .get('/api/laboratory/runs/:id/result', async (c) => {
      const actor = await whoAsks(c)
      return c.json(await resultOfRun(db, actor, parseId('run', c.req.param('id'))))
    })
    .get('/api/laboratory/runs/:id/brief', async (c) => {
      const actor = await whoAsks(c)
      const { language = 'en' } = readQuery(c, printing)
      const id = parseId('run', c.req.param('id'))
      return c.body(await briefOfRun(db, actor, id, { law, language }), 200, {
        'content-type': 'application/pdf',
        'content-disposition': savedAs(`brief-${id}.pdf`),
      })
    })
}

const told = ({ id, version, title, text, byName, at }: Written) => ({ id, version, title, text, byName, at })

function runTold({ org: _, before, after, ...run }: Run & { readonly looked?: number }) {
  return { ...run, law: { before, after } }
}

const count = z.number().int()
const law = z.strictObject({ before: z.string(), after: z.string() })
const proposal = z.strictObject({
  id: z.string(),
  version: count,
  title: z.string(),
  text: z.string(),
  byName: z.string(),
  at: z.string(),
})
const run = z.strictObject({
  id: z.string(),
  proposal: z.string(),
  version: count,
  kind: z.enum(['own', 'pairs', 'file']),
  record: z.string().meta({ description: 'The digest of the record' }),
  on: z.string().optional(),
  today: z.string(),
  law,
  requests: count,
  looked: count.optional().meta({ description: 'How many of them have been looked at; not told in lists' }),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  failure: z.string().optional(),
  byName: z.string(),
  at: z.string(),
  endedAt: z.string().optional(),
})
const result = z.strictObject({
  title: z.string(),
  law,
  proposal: z.string(),
  record: z.string(),
  on: z.string().optional(),
  today: z.string(),
  requests: count,
  changes: z.record(z.enum(changes), count),
  unreadable: z.strictObject({
    requests: count,
    first: z.array(z.strictObject({ request: z.string(), code: z.string(), says: z.string() })),
  }),
  cells: z.array(z.looseObject({ asking: z.string(), at: z.string(), requests: count, first: z.array(z.string()) })),
  digest: z.string(),
})

export const laboratoryRunPaths = {
  '/api/laboratory/proposals': {
    get: operation('The proposals of our policy desk, each in its newest version', {
      query: paging,
      gives: z.strictObject({ proposals: z.array(proposal), next }),
    }),
    post: operation('Keep a proposal, or a new version of one', { takes: newProposal, gives: proposal, status: 201 }),
  },
  '/api/laboratory/proposals/{id}': { get: operation('A proposal, in its newest version', { gives: proposal, names: true }) },
  '/api/laboratory/proposals/{id}/runs': {
    post: operation('Try a proposal on a record', { takes: newRun, gives: run, status: 201, names: true }),
  },
  '/api/laboratory/runs': {
    get: operation('Our trials, the newest first', { query: paging, gives: z.strictObject({ runs: z.array(run), next }) }),
  },
  '/api/laboratory/runs/{id}': { get: operation('A trial, and how far it is', { gives: run, names: true }) },
  '/api/laboratory/runs/{id}/cancellation': {
    post: operation('Cancel a trial that still goes on', { takes: nothing, status: 204, names: true }),
  },
  '/api/laboratory/runs/{id}/result': {
    get: operation('What came of a trial: every kind of request before and after', { gives: result, names: true }),
  },
  '/api/laboratory/runs/{id}/brief': {
    get: operation('The brief of a trial that is done, to be printed (PDF/A)', { query: printing, gives: 'application/pdf', names: true }),
  },
} // biome-ignore format: an operation a line
