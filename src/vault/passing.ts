import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { folderTree } from './tree.ts'
import { zipOf } from './zip.ts'

/** A folder holds opened evidence: its name says whose it is, so that what a killed process left can be known as such. */
const PREFIX = 'comity-package-'
/** Those of this process that are in use. */
const inUse = new Set<string>()

/**
 * A package as one zip, read while it is made from a folder that `write` fills: the folder stands on the disk for this
 * user's eyes only, and is gone once the zip has been read to its end, or nobody reads on, or writing failed. What a
 * process leaves that is killed meanwhile `removeLeftPackages` takes away.
 */
export async function zipInPassing(
  write: (within: string) => Promise<string>,
): Promise<{ readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }> {
  const within = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  inUse.add(basename(within))
  const remove = async () => {
    await rm(within, { recursive: true, force: true })
    inUse.delete(basename(within))
  }
  try {
    const folder = await write(within)
    const zip = zipOf(await folderTree(folder), basename(folder))
    return { name: `${basename(folder)}.zip`, bytes: andThen(zip, remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Takes away the opened evidence of processes that are gone, and answers how many folders there were. */
export async function removeLeftPackages(): Promise<number> {
  let removed = 0
  for (const name of await readdir(tmpdir())) {
    const [, pid] = /^comity-package-(\d+)-/.exec(name) ?? []
    // In a container every process may have the same number: what is not in use by us is not ours.
    const isLeft = pid !== undefined && !inUse.has(name) && (Number(pid) === process.pid || !isAlive(Number(pid)))
    if (!isLeft) continue
    await rm(join(tmpdir(), name), { recursive: true, force: true })
    removed++
  }
  return removed
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function* andThen(bytes: AsyncIterable<Uint8Array>, last: () => Promise<void>): AsyncIterable<Uint8Array> {
  try {
    yield* bytes
  } finally {
    await last()
  }
}
