import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { analyse, type Facts, factsSchema } from '../law/index.ts'
import { answer, findMatter, listMatters, openMatter, replaceFacts, type Setting } from '../requests/index.ts'
import { bodyJson } from './bytes.ts'
import { operation } from './operation.ts'
import { cursorIn, ID, next, pageOfRows, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import { matterSchema } from './request-schemas.ts'
import { analysisSchema } from './schemas.ts'
import type { WhoAsks } from './sign-in.ts'

/** Facts of a case with thousands of items fit well; nothing honest needs more. */
const FACTS_LIMIT = 8_388_608

const newMatter = z.strictObject({
  title: z.string(),
  fileNumber: z.string(),
  facts: z
    .unknown()
    .optional()
    .meta({ description: 'As POST /api/routes takes them; the interview can begin with none' }),
})
const oneFact = z.strictObject({
  value: z.unknown().optional().meta({ description: 'null or left out makes the fact unknown again' }),
})

/** /api/matters: the cases of an authority, the facts known of each, and what the law says to them. */
export function matters({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { law, now } = setting
  const analysisOf = (facts: Facts) => analyse(law, facts, { today: now().toString().slice(0, 10) })
  return new Hono()
    .get('/api/matters', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'matter.read')
      const { cursor, limit } = readQuery(c, paging)
      const behind = cursorIn(cursor, ID)
      const rows = await listMatters(db, actor.org, { limit: limit + 1, behind })
      const { page, next } = pageOfRows(rows, limit, ({ id }) => id)
      return c.json({ matters: page, next })
    })
    .post('/api/matters', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newMatter, FACTS_LIMIT)
      return c.json(await db.transaction().execute((tx) => openMatter(tx, actor, input, now)), 201)
    })
    .get('/api/matters/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'matter.read')
      const matter = await findMatter(db, actor.org, parseId('matter', c.req.param('id')))
      return c.json({ matter, analysis: analysisOf(matter.facts) })
    })
    .put('/api/matters/:id/facts', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('matter', c.req.param('id'))
      const facts = await bodyJson(c.req.raw, FACTS_LIMIT)
      const matter = await db.transaction().execute((tx) => replaceFacts(tx, actor, id, facts, now))
      return c.json({ matter, analysis: analysisOf(matter.facts) })
    })
    .put('/api/matters/:id/facts/:path', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('matter', c.req.param('id'))
      const { value } = await readBody(c, oneFact)
      const path = c.req.param('path')
      const matter = await db.transaction().execute((tx) => answer(tx, actor, id, path, value ?? undefined, now))
      return c.json({ matter, analysis: analysisOf(matter.facts) })
    })
}

const analysed = z.strictObject({ matter: matterSchema, analysis: analysisSchema })

export const matterPaths = {
  '/api/matters': {
    get: operation('The matters of one’s organisation, last changed first', {
      query: paging,
      gives: z.strictObject({ matters: z.array(matterSchema), next }),
    }),
    post: operation('Open a matter', { takes: newMatter, gives: matterSchema, status: 201 }),
  },
  '/api/matters/{id}': {
    get: operation('A matter, and what the law of today says to its facts', { gives: analysed, names: true }),
  },
  '/api/matters/{id}/facts': {
    put: operation('Put these facts in the place of the old', { takes: factsSchema, gives: analysed, names: true }),
  },
  '/api/matters/{id}/facts/{path}': {
    put: operation('Answer one question: `person.residence`, `data[0].category`', {
      takes: oneFact,
      gives: analysed,
      names: true,
    }),
  },
}
