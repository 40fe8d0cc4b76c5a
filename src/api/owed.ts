import { Hono } from 'hono'
import { z } from 'zod'
import type { Db } from '../db/index.ts'
import { owedBy, owedFigures } from '../oversight/index.ts'
import type { Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const asked = z.object({
  year: z.coerce.number().int().meta({ description: 'The calendar year' }),
  clock: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'The rule by which they are owed, where there are several' }),
})

/** The figures a law has whoever asks give of a calendar year, counted from its own record. */
export function owed({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { law, now } = setting
  return new Hono().get('/api/figures-owed', async (c) => {
    const actor = await whoAsks(c)
    const { year, clock = owedBy(law, actor.seat, now().toString().slice(0, 10))[0]?.rule ?? '' } = readQuery(c, asked)
    return c.json(await owedFigures(db, law, actor, { year, clock }, now()))
  })
}

const row = z.strictObject({
  what: z.string(),
  ...{ category: z.string().optional(), addressee: z.string().optional(), state: z.string().optional() },
  ...{ emergency: z.string().optional(), ground: z.string().optional(), currency: z.string().optional() },
  number: z.number(),
  days: z.number().optional().meta({ description: 'Mean days, in tenths' }),
})

export const owedPaths = {
  '/api/figures-owed': {
    get: operation('The yearly figures a law has one’s organisation give, each with its definition and its article', {
      query: asked,
      gives: z.strictObject({
        ...{ clock: z.string(), year: z.number().int(), asOf: z.iso.datetime(), org: z.string() },
        figures: z.array(
          z.strictObject({
            ...{ id: z.string(), says: z.string(), cite: z.string(), counts: z.string(), by: z.array(z.string()) },
            ...{ definition: z.string(), rows: z.array(row) },
          }),
        ),
      }),
    }),
  },
}
