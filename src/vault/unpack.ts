import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { VaultError } from './errors.ts'
import { isSafePath } from './safe-path.ts'
import type { Tree } from './tree.ts'
import { zipTree } from './zip.ts'

/**
 * Writes the files of a package's zip as a folder inside `within`, in the place of an earlier one, and answers its path.
 * Says nothing about whether they hold: that is `verifyPackage`. Throws `unsafe_path`, `malformed_package`.
 */
export async function unpackPackage(path: string, within: string): Promise<string> {
  const zip = await zipTree(path, basename(path))
  try {
    return await writeFolder(zip, zip.folder, within)
  } finally {
    zip.close()
  }
}

/** Writes a tree as a folder of this name inside `within`, in the place of an earlier one. Throws `unsafe_path`. */
export async function writeFolder(tree: Tree, name: string, within: string): Promise<string> {
  const odd = [name, ...tree.files.keys()].find((each) => !isSafePath(each))
  if (odd !== undefined)
    throw new VaultError('invalid', 'unsafe_path', `This name leads elsewhere: ${odd.slice(0, 200)}`)
  const folder = join(within, name)
  await rm(folder, { recursive: true, force: true })
  for (const file of tree.files.keys()) {
    const target = join(folder, file)
    await mkdir(dirname(target), { recursive: true })
    await pipeline(tree.read(file), createWriteStream(target, { flags: 'wx' }))
  }
  return folder
}
