import { Hono } from 'hono'
import { z } from 'zod'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import {
  bothSides, EDITION_BYTES, editionFile, type FoundReciprocity, findReciprocity, ledgerBetween, ledgerDefinitions, listReciprocity, listTaken, newestEdition,
  publishedPairs, type TakenEdition, takeEdition,
} from '../oversight/index.ts' // biome-ignore format: words
import { once, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { bodyOf, readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const day = z.iso.date()
const period = z.object({
  from: day.optional().meta({ description: 'The first day; left out, the beginning of the record' }),
  until: day.optional().meta({ description: 'The last day; left out, now' }),
})
const newFinding = z.strictObject({
  withState: z.string().max(2),
  holds: z.boolean(),
  reason: z.string().max(5_000),
  ...period.shape,
})

/** What an organisation and its partners asked of each other, what a counterpart's edition says of it, and what a person finds from both. */
export function reciprocity({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { now } = setting
  return new Hono()
    .get('/api/reciprocity', async (c) => {
      const actor = await whoAsks(c)
      const ledger = await ledgerBetween(db, actor, readQuery(c, period), now())
      const found = (await listReciprocity(db, actor.org)).map(foundView)
      const editions = (await listTaken(db, actor.org)).map(takenView)
      return c.json({ definitions: ledgerDefinitions, ...ledger, found, editions })
    })
    .get('/api/reciprocity/published', async (c) => {
      const newest = await newestEdition(db)
      if (newest === undefined) return c.json({ edition: null, pairs: [] })
      return c.json({ edition: newest, pairs: publishedPairs((await editionFile(db, newest)).edition) })
    })
    .post('/api/reciprocity/findings', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newFinding)
      const doing = { about: actor.org, act: 'reciprocity.find', input }
      const found = await db
        .transaction()
        .execute((tx) => once(tx, actor, doing, now, () => findReciprocity(tx, actor, input, now())))
      return c.json(foundView(found), 201)
    })
    .post('/api/reciprocity/editions', async (c) => {
      const actor = await whoAsks(c)
      const input = await bodyOf(c, EDITION_BYTES)
      const taken = await db.transaction().execute((tx) => takeEdition(tx, actor, input, now()))
      return c.json(takenView(taken), 201)
    })
    .get('/api/reciprocity/editions/:id', async (c) => {
      const actor = await whoAsks(c)
      const { taken, figures } = await bothSides(db, actor, parseId('edition', c.req.param('id')))
      return c.json({ ...takenView(taken), figures })
    })
}

const foundView = ({ org: _, found, ...one }: FoundReciprocity) => ({ ...one, byName: found.name, at: found.at })
const takenView = ({ id, publisher, number, asOf, taken }: Omit<TakenEdition, 'file'>) => ({
  ...{ id, publisher, number, asOf, byName: taken.name, at: taken.at },
})

const count = z.number().int()
const side = z.strictObject({
  ...{ asked: count, answered: count, refused: count, otherwise: count, open: count },
  byGround: z.record(z.string(), count),
  days: z.strictObject({ median: z.number(), percentile90: z.number() }).nullable(),
})
const line = z.strictObject({
  kind: z.enum(['state', 'provider']),
  partner: z.string(),
  outgoing: side,
  incoming: side,
})
const found = z.strictObject({
  ...{ id: z.string(), state: z.string(), withState: z.string(), holds: z.boolean(), reason: z.string() },
  figures: z.strictObject({
    ...{ from: z.string().optional(), until: z.string().optional(), line },
    editions: z.array(z.strictObject({ publisher: z.string(), number: count })),
  }),
  ...{ byName: z.string(), at: z.string() },
})
const taken = z.strictObject({
  id: z.string(),
  publisher: z.strictObject({ id: z.string(), name: z.string() }),
  ...{ number: count, asOf: z.string(), byName: z.string(), at: z.string() },
})
const sum = z.strictObject({ told: count, notTold: count })

export const reciprocityPaths = {
  '/api/reciprocity': {
    get: operation('What one’s organisation and each state and provider asked of each other, and what came of it', {
      query: period,
      gives: z.strictObject({
        definitions: z.record(z.string(), z.string()),
        ...{ from: z.string().optional(), until: z.string().optional(), state: z.string() },
        ...{ lines: z.array(line), found: z.array(found), editions: z.array(taken) },
      }),
    }),
  },
  '/api/reciprocity/published': {
    get: operation('What states asked of each other, from the newest published edition', {
      open: true,
      gives: z.strictObject({
        edition: count.nullable(),
        pairs: z.array(z.strictObject({ asking: z.string(), asked: z.string(), made: sum, received: sum })),
      }),
    }),
  },
  '/api/reciprocity/findings': {
    post: operation('A person puts down whether reciprocity with a state holds; the figures are kept beside it', {
      takes: newFinding,
      gives: found,
      status: 201,
    }),
  },
  '/api/reciprocity/editions': {
    post: operation('Takes in a counterpart’s signed edition, so that both sides’ numbers stand beside one another', {
      takes: z.looseObject({ edition: z.looseObject({}), note: z.string(), key: z.string() }),
      gives: taken,
      status: 201,
    }),
  },
  '/api/reciprocity/editions/{id}': {
    get: operation('Both sides’ numbers, and how they stand to one another', {
      names: true,
      gives: taken.extend({
        figures: z.array(
          z.strictObject({
            counterpart: z.strictObject({ id: z.string(), name: z.string(), state: z.string() }),
            direction: z.enum(['outgoing', 'incoming']),
            ...{ period: z.string(), ours: count, theirs: count.nullable(), difference: count.nullable() },
            standing: z.enum(['same', 'fewer-there', 'more-there', 'not-told']),
          }),
        ),
      }),
    }),
  },
}
