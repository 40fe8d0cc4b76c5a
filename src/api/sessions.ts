import { Hono } from 'hono'
import { z } from 'zod'
import { demonstrationPlaces, endSession, roles, seats, signInToDemonstration } from '../accounts/index.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import { tokenOf, type WhoAsks } from './sign-in.ts'

const actor = z.strictObject({
  person: z.string(),
  name: z.string(),
  org: z.string(),
  orgName: z.string(),
  seat: z.enum(seats),
  role: z.enum(roles),
  isDemo: z.boolean(),
  unconfirmed: z.literal(true).optional().meta({ description: 'What cannot be undone asks for the passkey first' }),
  elevated: z.enum(['substitution', 'break-glass']).optional(),
  acts: z.array(z.string()).optional().meta({ description: 'Of a program: what its scopes let it do' }),
})
const place = z.strictObject({ person: z.string(), org: z.string(), seat: z.enum(seats) })
const opened = z.strictObject({ token: z.string(), expires: z.iso.datetime(), actor })

/** Who is signed in. Passkeys need the pages; over the API one signs in only as a person of the demonstration. */
export function sessions(parts: { db: Db; now: Now; demonstration: boolean; whoAsks: WhoAsks }) {
  const { db, now, demonstration, whoAsks } = parts
  return new Hono()
    .post('/api/sessions', async (c) => {
      const wanted = await readBody(c, place)
      const session = await db
        .transaction()
        .execute((tx) => signInToDemonstration(tx, wanted, { demonstration }, now()))
      return c.json(session, 201, { 'cache-control': 'no-store' })
    })
    .delete('/api/sessions', async (c) => {
      await whoAsks(c)
      await db.transaction().execute((tx) => endSession(tx, tokenOf(c) ?? '', now()))
      return c.body(null, 204)
    })
    .get('/api/me', async (c) => c.json(await whoAsks(c)))
}

/** GET /api/demonstration/places: whom one can sign in as. There on a demonstration only. */
export function demonstrationPeople({ db }: { db: Db }) {
  return new Hono().get('/api/demonstration/places', async (c) => c.json({ places: await demonstrationPlaces(db) }))
}

export const sessionPaths = {
  '/api/demonstration/places': {
    get: operation('The invented people of a demonstration', {
      open: true,
      names: true,
      gives: z.strictObject({ places: z.array(actor.extend({ state: z.string() })) }),
    }),
  },
  '/api/sessions': {
    post: operation('Sign in as one of them', { open: true, takes: place, gives: opened, status: 201 }),
    delete: operation('Sign out', { status: 204 }),
  },
  '/api/me': { get: operation('Who is signed in, and at which seat', { gives: actor }) },
}
