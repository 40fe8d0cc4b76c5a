import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Hono } from 'hono'
import { z } from 'zod'
import { sealingIdentity, signer } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { counterparts, type Post } from '../exchange/index.ts'
import { exportRequest } from '../requests/index.ts'
import { folderTree, zipOf } from '../vault/index.ts'
import { savedAs, streamOf } from './bytes.ts'
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const wanted = z.strictObject({ purpose: z.string().max(2_000) })

/** POST /api/requests/{id}/packages: the verified evidence with all that proves it, as one zip. */
export function packages({
  vault,
  whoAsks,
}: {
  vault: Pick<Post, 'db' | 'blobs' | 'secret' | 'now'>
  whoAsks: WhoAsks
}) {
  const { db, secret } = vault
  return new Hono().post('/api/requests/:id/packages', async (c) => {
    const actor = await whoAsks(c)
    const id = parseId('request', c.req.param('id'))
    const { purpose } = await readBody(c, wanted)
    const exporting = {
      purpose,
      signing: await signer(db, secret, actor.org),
      sealing: await sealingIdentity(db, secret, actor.org),
      directory: await counterparts(db),
    }
    const made = await inPassing((within) => exportRequest(vault, actor, id, exporting, within))
    return c.body(streamOf(made.bytes), 201, {
      'content-type': 'application/zip',
      'content-disposition': savedAs(`${made.name}.zip`),
    })
  })
}

/** A package that stands on the disk, for this user's eyes only, until it has been read to its end or nobody reads on. */
async function inPassing(write: (within: string) => Promise<string>) {
  const within = await mkdtemp(join(tmpdir(), 'comity-package-'))
  const remove = () => rm(within, { recursive: true, force: true })
  try {
    const folder = await write(within)
    const zip = zipOf(await folderTree(folder), basename(folder))
    return { name: basename(folder), bytes: andThen(zip, remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

async function* andThen(bytes: AsyncIterable<Uint8Array>, last: () => Promise<void>): AsyncIterable<Uint8Array> {
  try {
    yield* bytes
  } finally {
    await last()
  }
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
