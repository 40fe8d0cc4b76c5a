import { Hono } from 'hono'
import { z } from 'zod'
import { type Actor, permit, recipientsOf, sealingIdentities } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { counterparts } from '../exchange/index.ts'
import {
  apartOf, askLeave, decideLeave, fates, findItem, type Leave, LONGEST_LEAVE, leavesOf, markSensitive, minimise, partsAround,
  reasonsApart, type Selection, surveyPiece, type UploadVault,
} from '../vault/index.ts' // biome-ignore format: one line of words
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const day = z.string().max(10).meta({ description: 'YYYY-MM-DD; included' })
const word = z.string().min(1).max(500)
const words = z.array(word).max(1_000)
const selection = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('letters'),
    from: day.optional(),
    until: day.optional(),
    parties: words.optional().meta({ description: 'Addresses or domains; one of them sent or got the letter' }),
    threads: words.optional().meta({ description: 'Message-IDs; the letter is one of them, or answers it' }),
    privileged: words.optional().meta({ description: 'Addresses or domains of those whose letters are privileged' }),
  }),
  z.strictObject({
    of: z.literal('records'),
    list: word
      .optional()
      .meta({ description: 'Where the list stands in a JSON file: a JSON Pointer such as /records' }),
    columns: words.optional().meta({ description: 'The columns kept, by their heading; none named: all' }),
    rows: z
      .strictObject({ column: word, among: words.optional(), from: day.optional(), until: day.optional() })
      .optional(),
    privileged: words.optional().meta({ description: 'Values of those whose records are privileged' }),
  }),
  z.strictObject({
    of: z.literal('files'),
    names: words.optional().meta({ description: 'Names or paths, `*` for any signs; a folder ends with a slash' }),
    from: day.optional(),
    until: day.optional(),
    privileged: words.optional().meta({ description: 'Names or paths of what is privileged' }),
  }),
])
const prose = z.string().max(2_000)
const surveying = z.strictObject({ selection })
const minimising = z.strictObject({ selection, reason: prose })
const why = z.strictObject({ reason: prose })
const asking = z.strictObject({ purpose: prose })
const deciding = z.strictObject({
  give: z.boolean(),
  reason: prose,
  hours: z
    .number()
    .min(0)
    .max(1_000)
    .default(0)
    .meta({ description: `For how long, where it is given; ${LONGEST_LEAVE.total('hours')} at most` }),
})

/** What of a piece the request covers, made a piece of its own; what is set apart, and leave to open it. */
export function minimised({
  vault,
  whoAsks,
}: {
  readonly vault: Pick<UploadVault, 'db' | 'blobs' | 'secret' | 'now'>
  readonly whoAsks: WhoAsks
}) {
  const { db, blobs, secret, now } = vault
  const idOf = (id: string) => parseId('item', id)
  const minimiserOf = async ({ org }: Actor) => ({
    ...{ db, blobs, now, identities: await sealingIdentities(db, secret, org), sealedTo: await recipientsOf(db, org) },
  })
  return new Hono()
    .post('/api/evidence/:id/surveys', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, surveying)
      const on = await minimiserOf(actor)
      return c.json(await surveyPiece(on, actor, idOf(c.req.param('id')), wanted.selection as Selection), 201)
    })
    .post('/api/evidence/:id/parts', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, minimising)
      const names = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
      const how = { selection: wanted.selection as Selection, reason: wanted.reason }
      const nameOf = (org: string) => names.get(org) ?? org
      const parts = await minimise(await minimiserOf(actor), actor, idOf(c.req.param('id')), how, nameOf)
      return c.json({ parts }, 201)
    })
    .get('/api/evidence/:id/parts', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const { id } = await findItem(db, actor.org, idOf(c.req.param('id')))
      const [parts, apart, leaves] = await Promise.all([
        partsAround(db, actor.org, id),
        apartOf(db, actor.org, [id]),
        leavesOf(db, actor.org, id),
      ])
      return c.json({ parts, apart, leaves: leaves.map(leaveView) })
    })
    .post('/api/evidence/:id/apart', async (c) => {
      const actor = await whoAsks(c)
      const { reason } = await readBody(c, why)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => markSensitive(tx, actor, id, reason, now()))
      return c.body(null, 204)
    })
    .post('/api/evidence/:id/leaves', async (c) => {
      const actor = await whoAsks(c)
      const { purpose } = await readBody(c, asking)
      const id = idOf(c.req.param('id'))
      const leave = await db.transaction().execute((tx) => askLeave(tx, actor, id, purpose, now()))
      return c.json(leaveView(leave), 201)
    })
    .post('/api/evidence/:id/leaves/:leave/decision', async (c) => {
      const actor = await whoAsks(c)
      const { give, ...answer } = await readBody(c, deciding)
      const which = { item: idOf(c.req.param('id')), leave: parseId('leave', c.req.param('leave')) }
      await db.transaction().execute((tx) => decideLeave(tx, actor, which, { isGiven: give, ...answer }, now()))
      return c.body(null, 204)
    })
}

const leaveView = ({ answer, ...leave }: Leave) => ({ ...leave, answer: answer ?? null })

const instant = z.iso.datetime()
const part = z.strictObject({
  item: z.string(),
  of: z.string(),
  part: z.enum(fates),
  units: z.number().int().meta({ description: 'Letters or rows in it' }),
  ofUnits: z.number().int(),
  selection,
  reason: z.string(),
  byName: z.string(),
  at: instant,
})
const leave = z.strictObject({
  id: z.string(),
  item: z.string(),
  asker: z.string(),
  askerName: z.string(),
  purpose: z.string(),
  at: instant,
  answer: z
    .strictObject({
      by: z.string(),
      byName: z.string(),
      at: instant,
      reason: z.string(),
      until: instant.nullable().meta({ description: 'null where it was denied' }),
    })
    .nullable(),
})
const apart = z.strictObject({
  item: z.string(),
  is: z.enum(reasonsApart),
  reason: z.string(),
  byName: z.string(),
  at: instant,
})
const count = z.number().int()

export const minimisingPaths = {
  '/api/evidence/{id}/surveys': {
    post: operation('Count how many letters or rows of a piece the request covers, without anybody seeing one', {
      takes: surveying,
      gives: z.strictObject({ kept: count, 'left-out': count, privileged: count, undated: count }),
      status: 201,
      names: true,
    }),
  },
  '/api/evidence/{id}/parts': {
    post: operation('Make what the request covers a piece of its own, and set the rest apart', {
      takes: minimising,
      gives: z.strictObject({ parts: z.array(part) }),
      status: 201,
      names: true,
    }),
    get: operation(
      'What was made of a piece or what it was made of, whether it is set apart, and who had leave to open it',
      {
        gives: z.strictObject({ parts: z.array(part), apart: z.array(apart), leaves: z.array(leave) }),
        names: true,
      },
    ),
  },
  '/api/evidence/{id}/apart': {
    post: operation('Say that a piece is highly sensitive: it takes two to open it', {
      takes: why,
      status: 204,
      names: true,
    }),
  },
  '/api/evidence/{id}/leaves': {
    post: operation('Ask for leave to open a piece that is set apart', {
      takes: asking,
      gives: leave,
      status: 201,
      names: true,
    }),
  },
  '/api/evidence/{id}/leaves/{leave}/decision': {
    post: operation('Give or deny leave that another asked for', { takes: deciding, status: 204, names: true }),
  },
}
