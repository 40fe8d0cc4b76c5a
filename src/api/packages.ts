import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Actor, permit, sealingIdentities, signer } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { counterparts } from '../exchange/index.ts'
import type { LawBase } from '../law/index.ts'
import { exportRequest, exportTrailOf } from '../requests/index.ts'
import { type Package, type UploadVault, zipped } from '../vault/index.ts'
import { addressee } from './addressee.ts'
import { savedAs, streamOf } from './bytes.ts'
import { operation } from './operation.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const wanted = z.strictObject({ purpose: z.string().max(2_000) })
const handed = wanted.extend({ to: addressee })

/** The verified evidence of a request with all that proves it, and the trail of a matter or a request, each as one zip. */
export function packages({ vault, law, whoAsks }: { vault: UploadVault; law: LawBase; whoAsks: WhoAsks }) {
  const { db, secret } = vault
  async function packaged(
    c: Context,
    actor: Actor,
    id: string,
    { purpose, to }: z.infer<typeof handed>,
    status: 200 | 201,
  ) {
    const exporting = {
      purpose,
      to,
      law,
      signing: await signer(db, secret, actor.org),
      sealing: { identity: await sealingIdentities(db, secret, actor.org) },
      directory: await counterparts(db),
    }
    return sent(c, await exportRequest(vault, actor, parseId('request', id), exporting), status)
  }
  return new Hono()
    .post('/api/requests/:id/packages', async (c) => {
      const actor = await whoAsks(c)
      return packaged(c, actor, c.req.param('id'), await readBody(c, handed), 201)
    })
    .get('/api/requests/:id/package', async (c) => {
      const actor = await whoAsks(c)
      return packaged(c, actor, c.req.param('id'), readQuery(c, wanted), 200)
    })
    .get('/api/matters/:id/trail', (c) => trail(c, 'matter'))
    .get('/api/requests/:id/trail', (c) => trail(c, 'request'))

  async function trail(c: Context, of: 'matter' | 'request') {
    const actor = await whoAsks(c)
    permit(actor, 'request.read')
    const { purpose } = readQuery(c, wanted)
    const exporting = { purpose, signing: await signer(db, secret, actor.org), directory: await counterparts(db) }
    return sent(c, await exportTrailOf(vault, actor, parseId(of, c.req.param('id') ?? ''), exporting), 200)
  }
}

/** It leaves while it is made: nothing of it waits in memory. */
function sent(c: Context, made: Package, status: 200 | 201) {
  const { name, bytes } = zipped(made)
  return c.body(streamOf(bytes), status, { 'content-type': 'application/zip', 'content-disposition': savedAs(name) })
}

export const packagePaths = {
  '/api/requests/{id}/packages': {
    post: operation(
      'The verified evidence as a package (zip) that `comity verify` checks offline, for whoever is named',
      {
        takes: handed,
        gives: 'application/zip',
        status: 201,
        names: true,
      },
    ),
  },
  '/api/requests/{id}/package': {
    get: operation('The same package, which stays here, read as it is made', {
      query: wanted,
      gives: 'application/zip',
      names: true,
    }),
  },
  '/api/matters/{id}/trail': {
    get: operation('What the log says of a matter, its requests and their evidence, with proofs, as a package (zip)', {
      query: wanted,
      gives: 'application/zip',
      names: true,
    }),
  },
  '/api/requests/{id}/trail': {
    get: operation('What the log says of a request and its evidence, with proofs, as a package (zip)', {
      query: wanted,
      gives: 'application/zip',
      names: true,
    }),
  },
}
