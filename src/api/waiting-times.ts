import { Hono } from 'hono'
import { z } from 'zod'
import type { Db } from '../db/index.ts'
import { scorecardDefinitions, scorecards, waitingDefinitions, waitingTimes } from '../oversight/index.ts'
import type { Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const day = z.iso.date()
const period = z.object({
  from: day.optional().meta({ description: 'The first day; left out, the beginning of the record' }),
  until: day.optional().meta({ description: 'The last day; left out, now' }),
})

/** Where the requests of one's organisation lost their time, and how counterparts compare, like with like. */
export function waitingTimesOf({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { now } = setting
  return new Hono()
    .get('/api/waiting-times', async (c) => {
      const actor = await whoAsks(c)
      return c.json({
        definitions: waitingDefinitions,
        ...(await waitingTimes(db, actor, readQuery(c, period), now())),
      })
    })
    .get('/api/waiting-times/scorecards', async (c) => {
      const actor = await whoAsks(c)
      const counterparts = await scorecards(db, actor, readQuery(c, period), now())
      return c.json({ definitions: scorecardDefinitions, counterparts })
    })
}

const count = z.number().int()
const direction = z.enum(['outgoing', 'incoming'])
const definitions = z.record(z.string(), z.string())
const line = z.strictObject({
  ...{
    direction,
    route: z.string(),
    step: z.string(),
    position: count,
    title: z.string(),
    seat: z.string(),
    state: z.string(),
  },
  ...{ organ: z.string().optional(), organName: z.string().optional() },
  ...{ stays: count, sum: z.number(), share: z.number(), open: count, since: z.string().optional() },
  days: z.strictObject({ median: z.number(), percentile90: z.number() }).nullable(),
})
const layer = z.strictObject({
  ...{ direction, layer: z.enum(['state', 'seat', 'organ']), value: z.string(), name: z.string().optional() },
  ...{ stays: count, sum: z.number(), share: z.number() },
})
const score = z.strictObject({
  ...{ direction, route: z.string(), categories: z.array(z.string()), urgency: z.string() },
  ...{ asked: count, answered: count, refused: count, open: count, days: z.number().nullable() },
  among: z
    .strictObject({ counterparts: count, asked: count, refused: count, days: z.number().nullable() })
    .nullable()
    .meta({ description: 'All counterparts together; null where there is nobody else' }),
  ratio: z.number().nullable(),
})

export const waitingTimesPaths = {
  '/api/waiting-times': {
    get: operation('How long requests stood, by stage, organ and state, and what each layer costs', {
      query: period,
      gives: z.strictObject({
        ...{ definitions, from: day.optional(), until: day.optional() },
        ...{ lines: z.array(line), layers: z.array(layer) },
      }),
    }),
  },
  '/api/waiting-times/scorecards': {
    get: operation(
      'Counterparts beside one another, requests of one route, for the same data, of the same urgency alone',
      {
        query: period,
        gives: z.strictObject({
          definitions,
          counterparts: z.array(z.strictObject({ counterpart: z.string(), name: z.string(), lines: z.array(score) })),
        }),
      },
    ),
  },
}
