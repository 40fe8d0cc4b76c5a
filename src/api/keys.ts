import { Hono } from 'hono'
import { z } from 'zod'
import { addRecovery, permit, publicKeys, recoveryOf, removeRecovery, rotateSealingKey } from '../accounts/index.ts'
import { base64 } from '../base/bytes.ts'
import { itemsToRewrap, type UploadVault } from '../vault/index.ts'
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const why = z.strictObject({ reason: z.string().max(2_000) })
const kept = z.strictObject({ recipient: z.string().max(10_000), label: z.string().max(200) })

/** /api/keys: what one's organisation signs and is sealed to, a new key for it, and keys for recovery. */
export function keys({ vault, whoAsks }: { vault: UploadVault; whoAsks: WhoAsks }) {
  const { db, secret, now } = vault
  const described = async (org: string) => {
    const { signing, sealing } = await publicKeys(db, org)
    const waiting = await itemsToRewrap(vault, org)
    return { signing: base64(signing), sealing, recovery: await recoveryOf(db, org), waiting }
  }
  return new Hono()
    .get('/api/keys', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'log.read')
      return c.json(await described(actor.org))
    })
    .post('/api/keys/rotations', async (c) => {
      const actor = await whoAsks(c)
      const { reason } = await readBody(c, why)
      await db.transaction().execute((tx) => rotateSealingKey(tx, secret, actor, reason, now()))
      return c.json(await described(actor.org), 201)
    })
    .post('/api/keys/recovery', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, kept)
      await db.transaction().execute((tx) => addRecovery(tx, actor, wanted, now()))
      return c.json(await described(actor.org), 201)
    })
    .delete('/api/keys/recovery/:recipient', async (c) => {
      const actor = await whoAsks(c)
      await db.transaction().execute((tx) => removeRecovery(tx, actor, c.req.param('recipient'), now()))
      return c.body(null, 204)
    })
}

const described = z.strictObject({
  signing: z.base64().meta({ description: 'Ed25519 public key' }),
  sealing: z.string().meta({ description: 'age recipient' }),
  recovery: z.array(
    z.strictObject({ recipient: z.string(), label: z.string(), addedBy: z.string(), at: z.iso.datetime() }),
  ),
  waiting: z.number().int().meta({ description: 'Pieces that are still sealed to other keys than these' }),
})

export const keyPaths = {
  '/api/keys': {
    get: operation('The keys of one’s organisation, and the keys for recovery', { gives: described }),
  },
  '/api/keys/rotations': {
    post: operation('A new key to be sealed to; what is held is then sealed to it', {
      takes: why,
      gives: described,
      status: 201,
    }),
  },
  '/api/keys/recovery': {
    post: operation('Add a key kept elsewhere, to which what is held is sealed as well', {
      takes: kept,
      gives: described,
      status: 201,
    }),
  },
  '/api/keys/recovery/{recipient}': { delete: operation('Remove it again', { status: 204, names: true }) },
}
