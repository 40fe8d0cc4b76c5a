import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import {
  addClause, type ClauseMeasured, codeShown, type IndustryCode, listCodes, recordAdherence, recordCode,
} from '../oversight/index.ts' // biome-ignore format: words
import { once, type Setting } from '../requests/index.ts'
import { givenTarget, measured } from './dialogues.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const line = z.string().max(300)
const source = z.string().max(1_000).meta({ description: 'Where it is to be read' })
const newCode = z.strictObject({ name: line, publisher: line, version: z.string().max(100), source })
const newClause = z.strictObject({
  cite: z.string().max(100),
  says: z.string().max(5_000),
  target: givenTarget.optional().meta({ description: 'Left out for a clause that no figure measures' }),
})
const newAdherence = z.strictObject({
  provider: line.meta({ description: 'The company as the requests name it' }),
  since: z.iso.date(),
  source,
})

/** Codes of conduct of an industry, which bind nobody, and what the record shows of them. */
export function industryCodes({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { now } = setting
  const idOf = (word: string) => parseId('code', word)
  return new Hono()
    .get('/api/industry-codes', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'dialogue.read')
      const { page, next } = pageOfAll(c, await listCodes(db, actor.org), ({ id }) => id)
      return c.json({ codes: page.map(view), next })
    })
    .post('/api/industry-codes', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newCode)
      const doing = { about: actor.org, act: 'industry-code.record', input }
      const code = await db
        .transaction()
        .execute((tx) => once(tx, actor, doing, now, () => recordCode(tx, actor, input, setting)))
      return c.json(shown({ code, measured: [] }), 201)
    })
    .get('/api/industry-codes/:id', async (c) => {
      const actor = await whoAsks(c)
      return c.json(shown(await codeShown(db, actor, idOf(c.req.param('id')), now())))
    })
    .post('/api/industry-codes/:id/clauses', async (c) => {
      const actor = await whoAsks(c)
      const { target, ...input } = await readBody(c, newClause)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => addClause(tx, actor, id, { ...input, ...target }, setting))
      return c.json(shown(await codeShown(db, actor, id, now())), 201)
    })
    .post('/api/industry-codes/:id/adherences', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newAdherence)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => recordAdherence(tx, actor, id, input, setting))
      return c.json(shown(await codeShown(db, actor, id, now())), 201)
    })
}

const view = ({ org: _, clauses, ...code }: IndustryCode) => ({
  ...code,
  binding: false as const,
  clauses: clauses.map(({ target, ...one }) => ({ ...one, target: target ?? null })),
})
const shown = ({ code, measured: figures }: { code: IndustryCode; measured: readonly ClauseMeasured[] }) => ({
  ...view(code),
  measured: figures,
})

const written = z.strictObject({ name: z.string(), at: z.string() })
const code = z.strictObject({
  ...{ id: z.string(), name: z.string(), publisher: z.string(), version: z.string(), source: z.string() },
  binding: z.literal(false).meta({ description: 'A code binds nobody: it is never a ground to compel' }),
  recorded: written,
  clauses: z.array(
    z.strictObject({ cite: z.string(), says: z.string(), target: givenTarget.nullable(), recorded: written }),
  ),
  adherences: z.array(
    z.strictObject({ provider: z.string(), since: z.string(), source: z.string(), recorded: written }),
  ),
})
const withFigures = code.extend({
  measured: z.array(z.strictObject({ cite: z.string(), provider: z.string(), target: givenTarget, measured })),
})

export const industryCodePaths = {
  '/api/industry-codes': {
    get: operation('Codes of conduct of an industry, which bind nobody', {
      query: paging,
      gives: z.strictObject({ codes: z.array(code), next }),
    }),
    post: operation('Puts a code down, with where its text is', { takes: newCode, gives: withFigures, status: 201 }),
  },
  '/api/industry-codes/{id}': {
    get: operation('One code, with what the record shows of each clause that can be measured', {
      names: true,
      gives: withFigures,
    }),
  },
  '/api/industry-codes/{id}/clauses': {
    post: operation('Adds a clause, tied to a figure of the record where one measures it', {
      names: true,
      takes: newClause,
      gives: withFigures,
      status: 201,
    }),
  },
  '/api/industry-codes/{id}/adherences': {
    post: operation('Puts down that a provider says it keeps to a code, since when and where it says so', {
      names: true,
      takes: newAdherence,
      gives: withFigures,
      status: 201,
    }),
  },
}
