import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { counterparts } from '../exchange/index.ts'
import type { LawBase } from '../law/index.ts'
import { assessRecords, findRequest, keepCustody, keepDevice, listRequests } from '../requests/index.ts'
import {
  actsAbout,
  custodyOf,
  entrySchema,
  findDevice,
  findItem,
  listDevices,
  seizeDevice,
  type Vault,
} from '../vault/index.ts'
import { operation } from './operation.ts'
import { bodyOf, readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const taking = z.strictObject({ pieces: z.array(z.string()).min(1).max(1_000), entry: z.unknown() })

/** The custody record: what is put down in it, the devices it begins with, and what courts ask of it. */
export function custody({ vault, law, whoAsks }: { vault: Vault; law: LawBase; whoAsks: WhoAsks }) {
  const { db, now } = vault
  return new Hono()
    .get('/api/evidence/:id/admissibility', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const item = await findItem(db, actor.org, parseId('item', c.req.param('id')))
      const [request] = await listRequests(db, actor.org, { origin: item.origin, limit: 1 })
      const record = await custodyOf(db, item, await names())
      const assessed = await assessRecords(db, law, request, [record], now())
      return c.json(assessed.get(item.id) ?? {})
    })
    .post('/api/evidence/:id/entries', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('item', c.req.param('id'))
      const entry = await bodyOf(c)
      await db.transaction().execute((tx) => keepCustody(tx, actor, [id], entry, now()))
      return c.body(null, 204)
    })
    .post('/api/requests/:id/takings', async (c) => {
      const actor = await whoAsks(c)
      await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      const { pieces, entry } = await readBody(c, taking)
      const ids = pieces.map((id) => parseId('item', id))
      await db.transaction().execute((tx) => keepCustody(tx, actor, ids, entry, now()))
      return c.body(null, 204)
    })
    .get('/api/requests/:id/devices', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const { origin } = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      return c.json({ devices: await listDevices(db, actor.org, origin) })
    })
    .post('/api/requests/:id/devices', async (c) => {
      const actor = await whoAsks(c)
      const { origin } = await findRequest(db, actor.org, parseId('request', c.req.param('id')))
      const seizure = await bodyOf(c)
      return c.json(await db.transaction().execute((tx) => seizeDevice(tx, actor, origin, seizure, now())), 201)
    })
    .get('/api/devices/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const device = await findDevice(db, actor.org, parseId('device', c.req.param('id')))
      return c.json({ device, acts: await actsAbout(db, actor.org, device.id, await names()) })
    })
    .post('/api/devices/:id/hands', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('device', c.req.param('id'))
      const hand = await bodyOf(c)
      await db.transaction().execute((tx) => keepDevice(tx, actor, id, hand, now()))
      return c.body(null, 204)
    })

  async function names(): Promise<(org: string) => string> {
    const known = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
    return (org) => known.get(org) ?? org
  }
}

const device = z.strictObject({
  id: z.string(),
  org: z.string(),
  origin: z.string(),
  name: z.string(),
  serial: z.string().nullable(),
  at: z.iso.datetime(),
})
const finding = z.strictObject({
  rule: z.string(),
  id: z.string(),
  title: z.string(),
  cite: z.string(),
  confidence: z.enum(['text', 'secondary', 'unconfirmed']),
  settled: z.boolean(),
  status: z.enum(['holds', 'explained', 'missing', 'unknown']),
  effect: z.enum(['bar', 'curable', 'weight']),
  lines: z.array(z.strictObject({ holds: z.boolean().nullable(), says: z.string() })),
  cures: z.array(z.strictObject({ act: z.string(), says: z.string(), role: z.string(), cite: z.string() })),
})
const admissibility = z.strictObject({
  court: z.string().optional().meta({ description: 'The state whose court it was asked for' }),
  gap: z
    .strictObject({ from: z.iso.datetime(), to: z.iso.datetime(), seconds: z.number(), hours: z.number() })
    .optional()
    .meta({ description: 'From first control to the first seal or integrity value' }),
  forums: z.array(
    z.strictObject({
      forum: z.string(),
      on: z.iso.date(),
      findings: z.array(finding),
      comesTo: z.enum(['sound', 'questions', 'weight', 'curable', 'bar']),
    }),
  ),
})
/** Pieces that show something are named by their ids; what they are is put down with them. */
const entry = entrySchema

export const custodyPaths = {
  '/api/evidence/{id}/admissibility': {
    get: operation('What the courts of each forum ask of the custody record of a piece, and what it comes to', {
      gives: admissibility,
      names: true,
    }),
  },
  '/api/evidence/{id}/entries': {
    post: operation(
      'Put something down in the custody record of a piece; pieces that show something are named by their ids',
      {
        takes: entry,
        status: 204,
        names: true,
      },
    ),
  },
  '/api/requests/{id}/takings': {
    post: operation('Say how several pieces were taken, once for all of them', {
      takes: taking,
      status: 204,
      names: true,
    }),
  },
  '/api/requests/{id}/devices': {
    get: operation('The devices seized for a request', {
      gives: z.strictObject({ devices: z.array(device) }),
      names: true,
    }),
    post: operation('A device comes under control', { takes: entry, gives: device, status: 201, names: true }),
  },
  '/api/devices/{id}': {
    get: operation('A seized device, and every hand it went through', {
      gives: z.strictObject({ device, acts: z.array(z.record(z.string(), z.unknown())) }),
      names: true,
    }),
  },
  '/api/devices/{id}/hands': {
    post: operation('A device is handed on, or its seal is looked at', { takes: entry, status: 204, names: true }),
  },
}
