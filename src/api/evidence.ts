import { Hono } from 'hono'
import { z } from 'zod'
import { permit, sealingIdentities } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { counterparts, findCounterpart, type Post } from '../exchange/index.ts'
import type { LawBase } from '../law/index.ts'
import { boundFor, findRequest, takeInGraded } from '../requests/index.ts'
import {
  custodyOf,
  entrySchema,
  findItem,
  itemStates,
  listItems,
  openEvidence,
  sealEvidence,
  takeBack,
  verifyEvidence,
} from '../vault/index.ts'
import { addressee } from './addressee.ts'
import { savedAs, streamOf, uploadOf } from './bytes.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const naming = z.object({
  name: z.string().min(1).max(1_000).meta({ description: 'What the file is called' }),
  scheme: z
    .string()
    .max(20)
    .optional()
    .meta({ description: 'With `class`: how it is graded, where that is known already' }),
  class: z.string().max(200).optional(),
})
const mediaType = z
  .string()
  .regex(/^[\w.+-]{1,100}\/[\w.+-]{1,100}(?:\s*;[\x20-\x7e]{0,200})?$/)
  .catch('application/octet-stream')
const why = z.strictObject({ reason: z.string().max(2_000) })
const opened = z.strictObject({ purpose: z.string().max(2_000), to: addressee })

/** Evidence of a request: sealed while it streams in, verified, opened for a purpose, and who had it when. */
export function evidence({
  vault,
  law,
  whoAsks,
}: {
  vault: Pick<Post, 'db' | 'blobs' | 'secret' | 'now'>
  law: LawBase
  whoAsks: WhoAsks
}) {
  const { db, secret } = vault
  const identityOf = (org: string) => sealingIdentities(db, secret, org)
  return new Hono()
    .post('/api/requests/:id/evidence', async (c) => {
      const actor = await whoAsks(c)
      const { name, scheme, class: graded } = readQuery(c, naming)
      const request = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      const { sealing } = await findCounterpart(db, request.counterpart)
      const given = {
        origin: request.origin,
        name,
        mediaType: mediaType.parse(c.req.header('content-type')),
        bytes: uploadOf(c.req.raw),
        sealedTo: [sealing],
      }
      const setting = { law, now: vault.now }
      const item =
        scheme && graded
          ? await takeInGraded(vault, actor, given, { scheme, class: graded }, setting)
          : await sealEvidence(vault, actor, given)
      return c.json(item, 201)
    })
    .get('/api/requests/:id/evidence', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const { origin } = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      const { page, next } = pageOfAll(c, await listItems(db, actor.org, origin), (item) => item.id)
      return c.json({ items: page, next })
    })
    .get('/api/evidence/:id/custody', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const item = await findItem(db, actor.org, parseId('item', c.req.param('id')))
      const names = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
      return c.json(await custodyOf(db, item, (org) => names.get(org) ?? org))
    })
    .post('/api/evidence/:id/verifications', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('item', c.req.param('id'))
      return c.json(await verifyEvidence(vault, actor, await identityOf(actor.org), id), 201)
    })
    .post('/api/evidence/:id/taking-back', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('item', c.req.param('id'))
      const { reason } = await readBody(c, why)
      return c.json(await db.transaction().execute((tx) => takeBack(tx, actor, id, reason, vault.now())), 201)
    })
    .post('/api/evidence/:id/openings', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('item', c.req.param('id'))
      const { purpose, to } = await readBody(c, opened)
      const bound = boundFor(actor, to, { law, now: vault.now })
      const opening = { purpose, bound, saved: true }
      const { item, bytes } = await openEvidence({ ...vault, law }, actor, await identityOf(actor.org), id, opening)
      // Whatever it says it is, no browser is to run it.
      return c.body(streamOf(bytes), 201, {
        'content-type': 'application/octet-stream',
        'content-disposition': savedAs(item.name),
        'content-security-policy': "sandbox; default-src 'none'",
      })
    })
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const act = z.strictObject({
  at: z.iso.datetime(),
  what: z.string(),
  org: z.string(),
  orgName: z.string(),
  by: z.string(),
  byName: z.string(),
  says: z.string().optional(),
  sha256: sha256.optional(),
  sealedSha256: sha256.optional(),
  entry: entrySchema.optional().meta({ description: 'What was put down, field by field' }),
  recorded: z.iso.datetime().optional(),
  device: z.string().optional(),
})
export const item = z.strictObject({
  id: z.string(),
  org: z.string(),
  origin: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256,
  sealedSize: z.number().int(),
  sealedSha256: sha256,
  sealedTo: z.array(z.string()),
  producer: z.string(),
  acts: z.array(act),
  state: z.enum(itemStates),
  at: z.iso.datetime(),
  problem: z.string().nullable(),
  restricted: z.string().nullable().meta({ description: 'Why nobody may open it though a hold keeps it' }),
  excluded: z.string().nullable().optional().meta({ description: 'By whose decision nobody may use it any more' }),
})
const custodyLine = act.extend({
  after: z.number().meta({ description: 'Seconds since the line before' }),
  seq: z.number().int().optional().meta({ description: 'The event of one’s own log that proves it' }),
})

export const evidencePaths = {
  '/api/requests/{id}/evidence': {
    post: operation('Take a file in, of any size, hashed and sealed to the asking organisation while it streams', {
      upload: true,
      query: naming,
      gives: item,
      status: 201,
      names: true,
    }),
    get: operation('The evidence of a request, as one’s organisation holds it', {
      query: paging,
      gives: z.strictObject({ items: z.array(item), next }),
      names: true,
    }),
  },
  '/api/evidence/{id}/custody': {
    get: operation('Every hand a piece went through, and every second between', {
      gives: z.strictObject({ item, lines: z.array(custodyLine), longestGap: z.number() }),
      names: true,
    }),
  },
  '/api/evidence/{id}/verifications': {
    post: operation('Compare what was received with what the producer hashed', {
      gives: z.strictObject({ ok: z.boolean(), says: z.string(), sha256: sha256.optional() }),
      status: 201,
      names: true,
    }),
  },
  '/api/evidence/{id}/taking-back': {
    post: operation('Take back a file that was sealed by mistake, before it is handed over', {
      takes: why,
      gives: item,
      status: 201,
      names: true,
    }),
  },
  '/api/evidence/{id}/openings': {
    post: operation('The opened bytes, for a purpose and whom they are for, recorded before the first of them leaves', {
      takes: opened,
      gives: 'application/octet-stream',
      status: 201,
      names: true,
    }),
  },
}
