import { Hono } from 'hono'
import { z } from 'zod'
import { sealingIdentities, signer } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { counterparts } from '../exchange/index.ts'
import type { LawBase } from '../law/index.ts'
import { exportRequest } from '../requests/index.ts'
import { type UploadVault, zipped } from '../vault/index.ts'
import { savedAs, streamOf } from './bytes.ts'
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const wanted = z.strictObject({ purpose: z.string().max(2_000) })

/** POST /api/requests/{id}/packages: the verified evidence with all that proves it, as one zip. */
export function packages({ vault, law, whoAsks }: { vault: UploadVault; law: LawBase; whoAsks: WhoAsks }) {
  const { db, secret } = vault
  return new Hono().post('/api/requests/:id/packages', async (c) => {
    const actor = await whoAsks(c)
    const id = parseId('request', c.req.param('id'))
    const { purpose } = await readBody(c, wanted)
    const exporting = {
      purpose,
      law,
      signing: await signer(db, secret, actor.org),
      sealing: { identity: await sealingIdentities(db, secret, actor.org) },
      directory: await counterparts(db),
    }
    const made = zipped(await exportRequest(vault, actor, id, exporting))
    return c.body(streamOf(made.bytes), 201, {
      'content-type': 'application/zip',
      'content-disposition': savedAs(made.name),
    })
  })
}

export const packagePaths = {
  '/api/requests/{id}/packages': {
    post: operation('The verified evidence as a package (zip) that `comity verify` checks offline', {
      takes: wanted,
      gives: 'application/zip',
      status: 201,
      names: true,
    }),
  },
}
