import { Hono } from 'hono'
import { z } from 'zod'
import type { Db } from '../db/index.ts'
import { listPublished, type PublishedPenalty } from '../requests/index.ts'
import { operation } from './operation.ts'
import { cursorIn, next, paging } from './paging.ts'
import { readQuery } from './read.ts'

/** The penalties that authorities here have made public: for anyone, of the case nothing. */
export function penalties({ db }: { db: Db }) {
  return new Hono().get('/api/penalties', async (c) => {
    const { cursor, limit } = readQuery(c, paging)
    const after = cursorIn(cursor, /^\d{1,15}$/)
    const page = await listPublished(db, { after: after === undefined ? undefined : Number(after), limit })
    return c.json({
      penalties: page.penalties.map(view),
      next: page.next === undefined ? null : String(page.next),
    })
  })
}

function view({ penalty, ...one }: PublishedPenalty) {
  const { imposed, appealed, appealDecided, lifted, announced, reply } = penalty
  const { rule, amount, currency, measure, weighed } = imposed.body
  return {
    ...one,
    rule,
    imposedAt: imposed.at,
    ...{ amount, currency, measure },
    weighed: weighed.map(({ factor, pulls }) => ({ factor, pulls })),
    appealed: appealed !== undefined,
    ...(appealDecided && { appeal: { outcome: appealDecided.body.outcome, amount: appealDecided.body.amount } }),
    ...(lifted && { lifted: { because: lifted.body.because, at: lifted.at } }),
    basis: announced?.body.basis,
    reply: reply?.body.text,
  }
}

const published = z.strictObject({
  id: z.string(),
  authority: z.string(),
  state: z.string().optional(),
  addressee: z.string(),
  route: z.string().meta({ description: 'The rule of the route whose order was not obeyed' }),
  on: z.iso.date().meta({ description: 'The day whose law applied to the order' }),
  rule: z.string().meta({ description: 'The penalty of the law' }),
  imposedAt: z.iso.datetime(),
  amount: z.number().optional(),
  currency: z.string().optional(),
  measure: z.string().optional(),
  weighed: z.array(z.strictObject({ factor: z.string(), pulls: z.string() })),
  appealed: z.boolean(),
  appeal: z.strictObject({ outcome: z.string(), amount: z.number().optional() }).optional(),
  lifted: z.strictObject({ because: z.string(), at: z.iso.datetime() }).optional(),
  basis: z.string().optional().meta({ description: 'The law by which the addressee is named' }),
  reply: z.string().optional(),
})

export const penaltyPaths = {
  '/api/penalties': {
    get: operation('The penalties made public on this instance, newest first; without sign-in', {
      open: true,
      query: paging,
      gives: z.strictObject({ penalties: z.array(published), next }),
    }),
  },
}
