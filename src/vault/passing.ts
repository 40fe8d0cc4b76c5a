import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { folderTree } from './tree.ts'
import { zipOf } from './zip.ts'

/**
 * A package as one zip, read while it is made from a folder that `write` fills: the folder stands on the disk for this
 * user's eyes only, and is gone once the zip has been read to its end, or nobody reads on, or writing failed.
 */
export async function zipInPassing(
  write: (within: string) => Promise<string>,
): Promise<{ readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }> {
  const within = await mkdtemp(join(tmpdir(), 'comity-package-'))
  const remove = () => rm(within, { recursive: true, force: true })
  try {
    const folder = await write(within)
    const zip = zipOf(await folderTree(folder), basename(folder))
    return { name: `${basename(folder)}.zip`, bytes: andThen(zip, remove) }
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
