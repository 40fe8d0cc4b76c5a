import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { answeringFile, ledgerCsv, ledgerOf, printEntry, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import type { WhoAsks } from './sign-in.ts'

const minor = z.number().int()
const line = z.strictObject({
  what: z.string(),
  quantity: z.number().int(),
  each: minor,
  amount: minor,
  accepted: minor.optional(),
})
const claim = z.strictObject({
  id: z.string(),
  org: z.string(),
  request: z.string(),
  side: z.enum(['claims', 'pays']),
  counterpart: z.string(),
  counterpartName: z.string(),
  currency: z.string(),
  digits: z.number().int(),
  rule: z.strictObject({ cite: z.string(), says: z.string(), provision: z.string().optional() }),
  lines: z.array(line),
  claimed: minor,
  accepted: minor,
  disputed: minor,
  paid: minor,
  note: z.string().optional(),
  reason: z.string().optional(),
  payments: z.array(z.strictObject({ id: z.string(), amount: minor, on: z.iso.date(), reference: z.string() })),
  claimedAt: z.iso.datetime(),
  claimedBy: z.string(),
  answeredAt: z.iso.datetime().optional(),
})
const total = z.strictObject({
  side: z.enum(['claims', 'pays']),
  currency: z.string(),
  digits: z.number().int(),
  claims: minor,
  claimed: minor,
  open: minor,
  accepted: minor,
  disputed: minor,
  paid: minor,
  due: minor,
})
const file = z.strictObject({
  points: z.array(
    z.strictObject({
      point: z.string(),
      title: z.string(),
      cite: z.string().optional(),
      ground: z.string().optional(),
      record: z.array(z.string()),
      found: z.boolean().optional(),
      empty: z.array(z.strictObject({ id: z.string(), number: z.number().int(), label: z.string() })),
    }),
  ),
  entries: z.array(z.looseObject({ id: z.string(), kind: z.string(), org: z.string(), name: z.string() })),
  account: z.array(z.looseObject({ item: z.string(), fate: z.string() })),
  notice: z.looseObject({}),
  costs: z.strictObject({
    rules: z.array(z.looseObject({ cite: z.string(), says: z.string() })),
    claims: z.array(claim),
  }),
})

/** What is said and done beside the steps while a request is answered, and the ledger of costs. What is done is in `acts`. */
export function answering({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono()
    .get('/api/requests/:id/answering', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { request: _, ...told } = await answeringFile(db, actor.org, parseId('request', c.req.param('id')), setting)
      return c.json(told)
    })
    .get('/api/requests/:id/papers/:entry', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { id, entry } = c.req.param()
      const pdf = await printEntry(db, actor.org, parseId('request', id), parseId('entry', entry), setting)
      return c.body(pdf, 200, { 'content-type': 'application/pdf' })
    })
    .get('/api/costs', async (c) => {
      const { lines, totals } = await ledgerOf(db, await whoAsks(c))
      const { page, next } = pageOfAll(c, lines, ({ id }) => id)
      return c.json({ lines: page, totals, next })
    })
    .get('/api/costs.csv', async (c) =>
      c.body(ledgerCsv(await ledgerOf(db, await whoAsks(c))), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="costs.csv"',
      }),
    )
}

export const answeringPaths = {
  '/api/requests/{id}/answering': {
    get: operation('What is said and done beside the steps while it is answered, and what became of each item', {
      gives: file,
      names: true,
    }),
  },
  '/api/requests/{id}/papers/{entry}': {
    get: operation('The paper of an entry, printed (PDF/A)', { gives: 'application/pdf', names: true }),
  },
  '/api/costs': {
    get: operation('What is claimed and what is to be paid, with the sums of all of it', {
      query: paging,
      gives: z.strictObject({
        lines: z.array(
          claim.extend({
            fileNumber: z.string(),
            route: z.string(),
            title: z.string(),
            state: z.enum(['claimed', 'disputed', 'accepted', 'paid']),
          }),
        ),
        totals: z.array(total),
        next,
      }),
    }),
  },
  '/api/costs.csv': { get: operation('The same, a line for each line of a claim', { gives: 'text/csv' }) },
}
