import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type InstanceSecret, permit, signer } from '../accounts/index.ts'
import {
  checkpoint,
  cosignedNote,
  findEvent,
  latestEvents,
  leafEntry,
  proveInclusion,
  tile,
  timestampsOf,
} from '../audit/index.ts'
import { base64, text } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { operation } from './operation.ts'
import { cursorIn, next, pageOfAll, pageOfRows, paging } from './paging.ts'
import { read, readQuery } from './read.ts'
import { eventSchema } from './request-schemas.ts'
import type { WhoAsks } from './sign-in.ts'

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const page = z.object({
  before: place.optional().meta({ description: 'Only events before this place' }),
  ...paging.shape,
})
const proving = z.object({
  size: place.optional().meta({ description: 'The size of the log to prove it in; the newest unless told' }),
})

/** /api/log: the append-only log of one's own organisation, its signed state, and the proof of each event. */
export function log({ db, now, secret, whoAsks }: { db: Db; now: Now; secret: InstanceSecret; whoAsks: WhoAsks }) {
  const newest = async (org: string) => checkpoint(db, org, await signer(db, secret, org), now())
  // C2SP tlog-tiles, for monitors: the prefix is the organisation's, and only who belongs to it may read.
  const ownLog = async (c: Context) => {
    const actor = await whoAsks(c)
    permit(actor, 'log.read')
    if (c.req.param('org') === actor.org) return actor
    throw new DomainError('missing', 'no_such_log', 'There is no log of this organisation that you may read')
  }
  return new Hono()
    .get('/api/log', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'log.read')
      const { before, cursor, limit } = readQuery(c, page)
      const behind = cursorIn(cursor, /^\d{1,15}$/)
      const rows = await latestEvents(db, actor.org, limit + 1, behind === undefined ? before : Number(behind))
      const { page: events, next } = pageOfRows(rows, limit, ({ seq }) => String(seq))
      return c.json({ events, next })
    })
    .get('/api/log/checkpoint', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'log.read')
      const { size, root, at } = await newest(actor.org)
      return c.json({ org: actor.org, size, root: base64(root), at, note: await cosignedNote(db, actor.org, size) })
    })
    .get('/api/logs/:org/checkpoint', async (c) => {
      const actor = await ownLog(c)
      const { size } = await newest(actor.org)
      return c.text(await cosignedNote(db, actor.org, size), 200, { 'content-type': 'text/plain; charset=utf-8' })
    })
    .get('/api/logs/:org/tile/:path{.+}', async (c) => {
      const actor = await ownLog(c)
      return c.body(new Uint8Array(await tile(db, actor.org, c.req.param('path'))), 200, {
        'content-type': 'application/octet-stream',
        'cache-control': 'private, max-age=31536000, immutable',
      })
    })
    .get('/api/log/timestamps', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'log.read')
      const { page, next } = pageOfAll(c, await timestampsOf(db, actor.org), ({ size }) => String(size))
      return c.json({
        timestamps: page.map(({ size, at, authority, response }) => ({
          size,
          at,
          authority,
          response: base64(response),
        })),
        next,
      })
    })
    .get('/api/log/:seq/proof', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'log.read')
      const seq = read(place, c.req.param('seq'), 'bad_query')
      const { size = (await newest(actor.org)).size } = readQuery(c, proving)
      const entry = text(leafEntry(await findEvent(db, actor.org, seq)))
      const { root, leaf, proof } = await proveInclusion(db, actor.org, seq, size)
      return c.json({ seq, size, entry, leaf: base64(leaf), root: base64(root), proof: proof.map(base64) })
    })
}

const hash = z.base64().meta({ description: 'SHA-256, base64' })

export const logPaths = {
  '/api/log': {
    get: operation('The latest events of one’s organisation, newest first', {
      query: page,
      gives: z.strictObject({ events: z.array(eventSchema), next }),
    }),
  },
  '/api/log/checkpoint': {
    get: operation('The newest state of the log, signed, with every cosignature (C2SP signed note)', {
      gives: z.strictObject({
        org: z.string(),
        size: z.number().int(),
        root: hash,
        at: z.iso.datetime(),
        note: z.string(),
      }),
    }),
  },
  '/api/logs/{org}/checkpoint': {
    get: operation('The log of one’s organisation as C2SP tlog-tiles: its newest checkpoint', {
      names: true,
      gives: 'text/plain',
    }),
  },
  '/api/logs/{org}/tile/{path}': {
    get: operation(
      'A tile of hashes or a bundle of entries, for ever the same, at its path as the specification writes it: `0/x001/067`, `entries/000.p/7`',
      { names: true, gives: 'application/octet-stream' },
    ),
  },
  '/api/log/timestamps': {
    get: operation('That states of the log existed at a time, as an authority signed for it (RFC 3161), newest first', {
      query: paging,
      gives: z.strictObject({
        timestamps: z.array(
          z.strictObject({
            size: z.number().int(),
            at: z.iso.datetime(),
            authority: z.string(),
            response: z
              .base64()
              .meta({ description: 'TimeStampResp (DER) for the text of the checkpoint at that size' }),
          }),
        ),
        next,
      }),
    }),
  },
  '/api/log/{seq}/proof': {
    get: operation('That an event is in the log (RFC 9162)', {
      query: proving,
      names: true,
      gives: z.strictObject({
        seq: z.number().int(),
        size: z.number().int(),
        entry: z.string().meta({ description: 'The bytes whose leaf hash stands in the tree' }),
        leaf: hash,
        root: hash,
        proof: z.array(hash).meta({ description: 'Nearest the leaf first' }),
      }),
    }),
  },
}
