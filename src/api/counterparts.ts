import { Hono } from 'hono'
import { z } from 'zod'
import { utf8 } from '../base/bytes.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import {
  confirmHi1Peer,
  confirmPeer,
  counterparts as everybody,
  fingerprint,
  newHi1Peer,
  readCard,
} from '../exchange/index.ts'
import { seats } from '../law/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

export const counterpart = z.strictObject({
  org: z.string(),
  name: z.string(),
  state: z.string(),
  kind: z.string(),
  seats: z.array(z.enum(seats)),
  authority: z.string().nullable(),
  languages: z.array(z.string()),
  addressees: z.array(z.strictObject({ state: z.string(), as: z.string() })),
  signing: z.string().meta({ description: 'Ed25519 public key, base64' }),
  sealing: z.string().meta({ description: 'age recipient' }),
  url: z.string().nullable().meta({ description: 'null: an organisation of this instance' }),
})
const signedCard = z.strictObject({
  card: z
    .string()
    .max(100_000)
    .meta({ description: 'The text of a card, as GET /exchange/cards of its instance gives it' }),
})
const confirmed = z.strictObject({
  org: z.string(),
  name: z.string(),
  url: z.string(),
  fingerprint: z.string().meta({ description: 'Of the signing key: to be compared by another way than this' }),
})
const confirmedElsewhere = z.strictObject({
  org: z.string(),
  name: z.string(),
  url: z.string(),
  certificate: z.string().meta({ description: 'SHA-256 of its certificate, hexadecimal' }),
})

/** Whom one can write to: the organisations of this instance and the confirmed ones of others. */
export function counterparts({ db, now, whoAsks }: { db: Db; now: Now; whoAsks: WhoAsks }) {
  return new Hono()
    .get('/api/counterparts', async (c) => {
      await whoAsks(c)
      const { page, next } = pageOfAll(c, await everybody(db), ({ org }) => org)
      return c.json({ counterparts: page, next })
    })
    .post('/api/peers', async (c) => {
      const actor = await whoAsks(c)
      const card = await readCard(utf8((await readBody(c, signedCard)).card))
      await db.transaction().execute((tx) => confirmPeer(tx, actor, card, now()))
      const { org, name, url, signing } = card
      return c.json({ org, name, url, fingerprint: fingerprint(signing) }, 201)
    })
    .post('/api/peers/hi1', async (c) => {
      const actor = await whoAsks(c)
      const peer = await readBody(c, newHi1Peer)
      const org = await db.transaction().execute((tx) => confirmHi1Peer(tx, actor, peer, now()))
      return c.json({ org, name: peer.name, url: peer.url, certificate: peer.certificate }, 201)
    })
}

export const counterpartPaths = {
  '/api/counterparts': {
    get: operation('Everybody one can write to', {
      query: paging,
      gives: z.strictObject({ counterparts: z.array(counterpart), next }),
    }),
  },
  '/api/peers': {
    post: operation('Confirm an organisation of another instance', {
      takes: signedCard,
      gives: confirmed,
      status: 201,
    }),
  },
  '/api/peers/hi1': {
    post: operation('Confirm an organisation on another product, which speaks ETSI TS 103 120', {
      takes: newHi1Peer,
      gives: confirmedElsewhere,
      status: 201,
    }),
  },
}
