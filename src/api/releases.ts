import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { gradeSchema, releaseSchema } from '../law/index.ts'
import {
  agreeToLowering, applyForPermission, decidePermission, findPermission, type Grading, gradePiece, gradingOfPiece, maskings, maskPiece, narrowAnswer, type Permission,
  permissionsOf, previewRelease, revokePermission, type Setting,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { type Blobs, findItem, releasesOf } from '../vault/index.ts'
import { uploadOf } from './bytes.ts'
import { item } from './evidence.ts'
import { narrowingSchema } from './gate.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const line = z.string().min(1).max(500)
const prose = z.string().max(100_000)
const pieces = z.array(line).min(1).max(10_000).meta({ description: 'Pieces of evidence taken in for this request' })
const asking = z.strictObject({ evidence: pieces, data: z.array(line).max(10_000).optional() })
const masking = z.object({
  item: line.meta({ description: 'The piece it is made of; the body is its file once more' }),
  change: z.enum(maskings).meta({ description: 'Without who people are, or without what is sensitive of them' }),
  without: z.string().max(10_000).optional().meta({ description: 'Columns to leave out besides, separated by commas' }),
})
const application = z.strictObject({
  gate: line.meta({ description: 'The rule of the bar it is to open' }),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  authority: line.meta({ description: 'The organisation that decides' }),
  evidence: pieces,
  content: z
    .record(z.string().max(200), z.json())
    .default({})
    .meta({ description: 'What the form asks for, by field' }),
})
const answer = z.strictObject({
  outcome: z.enum(['granted', 'refused']),
  reason: prose,
  conditions: prose.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})
const why = z.strictObject({ reason: prose })
const grading = z.strictObject({ grade: gradeSchema, reason: prose })

/** The gate before what is handed over on a request, the leave that opens it, and how pieces are graded for it. */
export function releases({
  db,
  blobs,
  setting,
  whoAsks,
}: {
  db: Db
  blobs: Blobs
  setting: Setting
  whoAsks: WhoAsks
}) {
  const transact = db.transaction.bind(db)
  return new Hono()
    .post('/api/requests/:id/gate', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, asking)
      return c.json(await previewRelease(db, actor, parseId('request', c.req.param('id')), wanted, setting))
    })
    .post('/api/requests/:id/gate/narrowings', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, asking)
      const narrowing = await narrowAnswer(db, actor, parseId('request', c.req.param('id')), wanted, setting)
      return c.json({ narrowing: narrowing ?? null })
    })
    .post('/api/requests/:id/gate/masked', async (c) => {
      const actor = await whoAsks(c)
      const { item, change, without } = readQuery(c, masking)
      const id = parseId('request', c.req.param('id'))
      const wanted = { change, without: without?.split(','), bytes: uploadOf(c.req.raw) }
      const { now } = setting
      return c.json(await maskPiece({ db, blobs, now }, actor, id, parseId('item', item), wanted, setting), 201)
    })
    .post('/api/requests/:id/permissions', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, application)
      const id = parseId('request', c.req.param('id'))
      const made = await transact().execute((tx) => applyForPermission(tx, actor, id, wanted, setting))
      return c.json(permissionView(made), 201)
    })
    .get('/api/permissions', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { page, next } = pageOfAll(c, await permissionsOf(db, actor.org), ({ id }) => id)
      return c.json({ permissions: page.map(permissionView), next })
    })
    .get('/api/permissions/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      return c.json(permissionView(await findPermission(db, actor.org, parseId('permission', c.req.param('id')))))
    })
    .post('/api/permissions/:id/decision', async (c) => {
      const actor = await whoAsks(c)
      const said = await readBody(c, answer)
      const id = parseId('permission', c.req.param('id'))
      const made = await transact().execute((tx) => decidePermission(tx, actor, id, said, setting))
      return c.json(permissionView(made), 201)
    })
    .post('/api/permissions/:id/revocation', async (c) => {
      const actor = await whoAsks(c)
      const { reason } = await readBody(c, why)
      const id = parseId('permission', c.req.param('id'))
      const made = await transact().execute((tx) => revokePermission(tx, actor, id, reason, setting))
      return c.json(permissionView(made), 201)
    })
    .post('/api/evidence/:id/gradings', async (c) => {
      const actor = await whoAsks(c)
      const said = await readBody(c, grading)
      const id = parseId('item', c.req.param('id'))
      const made = await transact().execute((tx) => gradePiece(tx, actor, id, said, setting))
      return c.json(gradingView(made), 201)
    })
    .get('/api/evidence/:id/gradings', async (c) => {
      const actor = await whoAsks(c)
      const found = await gradingOfPiece(db, actor, parseId('item', c.req.param('id')))
      const standing = found.standing && gradingView(found.standing)
      return c.json({ gradings: found.gradings.map(gradingView), standing: standing ?? null })
    })
    .post('/api/evidence/:id/gradings/:grading/agreement', async (c) => {
      const actor = await whoAsks(c)
      const [id, which] = [parseId('item', c.req.param('id')), parseId('grading', c.req.param('grading'))]
      await transact().execute((tx) => agreeToLowering(tx, actor, id, which, setting))
      return c.body(null, 204)
    })
    .get('/api/evidence/:id/releases', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const { id, org } = await findItem(db, actor.org, parseId('item', c.req.param('id')))
      return c.json({ releases: await releasesOf(db, org, id) })
    })
}

const permissionView = ({ decision, revoked, ...rest }: Permission) => ({
  ...rest,
  decision: decision ?? null,
  revoked: revoked ?? null,
})
const gradingView = ({ second, ...rest }: Grading) => ({ ...rest, second: second ?? null })

const instant = z.iso.datetime()
const permission = z.strictObject({
  id: z.string(),
  org: z.string(),
  side: z.enum(['applicant', 'authority']),
  other: z.string(),
  otherName: z.string(),
  origin: z.string(),
  requestTitle: z.string(),
  gate: z.string(),
  state: z.string(),
  seat: z.string(),
  capacity: z.string(),
  recipient: z.strictObject({ org: z.string(), name: z.string(), state: z.string() }),
  items: z.array(z.strictObject({ item: z.string(), sha256: z.string(), name: z.string() })),
  content: z.record(z.string(), z.json()),
  applied: z.strictObject({ by: z.string(), name: z.string(), at: instant }),
  decision: z
    .strictObject({
      outcome: z.enum(['granted', 'refused']),
      by: z.string(),
      name: z.string(),
      at: instant,
      reason: z.string(),
      conditions: z.string().optional(),
      from: instant.optional(),
      until: instant.optional(),
    })
    .nullable(),
  revoked: z.strictObject({ at: instant, name: z.string(), reason: z.string() }).nullable(),
})
const graded = z.strictObject({
  id: z.string(),
  item: z.string(),
  sha256: z.string(),
  grade: gradeSchema,
  lowers: z.boolean().meta({ description: 'It counts only once a second person has agreed' }),
  reason: z.string(),
  by: z.string(),
  byName: z.string(),
  at: instant,
  second: z.strictObject({ by: z.string(), name: z.string(), at: instant }).nullable(),
})
const done = { status: 201, names: true } as const

export const releasePaths = {
  '/api/requests/{id}/gate': {
    post: operation('Whether these pieces may be handed over now, by whose law, and what would open the gate', {
      takes: asking,
      gives: z.strictObject({ release: releaseSchema, decision: z.json() }),
      names: true,
    }),
  },
  '/api/requests/{id}/gate/narrowings': {
    post: operation(
      'What of these pieces could be handed over, narrowed, masked or in part; null where nothing could',
      {
        takes: asking,
        gives: narrowingSchema,
        names: true,
      },
    ),
  },
  '/api/requests/{id}/gate/masked': {
    post: operation('Make the narrower file of a table, given once more, as a piece of its own', {
      upload: true,
      query: masking,
      gives: z.strictObject({
        item,
        leftOut: z.array(
          z.strictObject({ field: z.string(), class: z.string().optional(), because: z.array(z.json()) }),
        ),
      }),
      status: 201,
      names: true,
    }),
  },
  '/api/requests/{id}/permissions': {
    post: operation('Apply for permission to hand these pieces over', {
      takes: application,
      gives: permission,
      ...done,
    }),
  },
  '/api/permissions': {
    get: operation('Applications for permission, one’s own and those one decides', {
      query: paging,
      gives: z.strictObject({ permissions: z.array(permission), next }),
    }),
  },
  '/api/permissions/{id}': { get: operation('One application for permission', { gives: permission, names: true }) },
  '/api/permissions/{id}/decision': {
    post: operation('Grant leave for a time, with conditions, or refuse it', {
      takes: answer,
      gives: permission,
      ...done,
    }),
  },
  '/api/permissions/{id}/revocation': {
    post: operation('Take leave back: the gate is closed from now on', { takes: why, gives: permission, ...done }),
  },
  '/api/evidence/{id}/gradings': {
    post: operation('Grade a piece; a lower grade than before takes a second person', {
      takes: grading,
      gives: graded,
      ...done,
    }),
    get: operation('How a piece was graded', {
      gives: z.strictObject({ gradings: z.array(graded), standing: graded.nullable() }),
      names: true,
    }),
  },
  '/api/evidence/{id}/gradings/{grading}/agreement': {
    post: operation('Agree, as a second person, that a grade is lowered', { status: 204, names: true }),
  },
  '/api/evidence/{id}/releases': {
    get: operation('To whom a piece was let out, and on which facts', {
      gives: z.strictObject({ releases: z.array(z.json()) }),
      names: true,
    }),
  },
}
