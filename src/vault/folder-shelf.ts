import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileBytes, sizeOf, withFile } from './files.ts'
import type { Shelf } from './shelf.ts'
import { asDiskFull, syncFolder } from './write-stream.ts'

/** More than the head of any sealed file: without it nobody can open the rest. */
const HEAD = 64 * 1024

/** Blobs in a folder, each below one named by the first two signs of its sum. */
export function folderShelf(folder: string): Shelf {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    /** Moves it; the folder is synced so that the name survives a power cut. */
    async put(file, { sha256 }) {
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(asDiskFull)
      await rename(file, path).catch(asDiskFull)
      await syncFolder(dirname(path))
    },

    read: (sha256, range) => fileBytes(pathOf(sha256), range && { start: range.start, end: range.end - 1 }),
    size: (sha256) => sizeOf(pathOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),

    /** First the head, where the key of the file lies wrapped, is overwritten and synced, then the file is removed. */
    async destroy(sha256) {
      const path = pathOf(sha256)
      const size = await sizeOf(path)
      if (size === undefined) return
      await withFile(path, constants.O_WRONLY, async (file) => {
        await file.write(randomBytes(Math.min(size, HEAD)), 0, Math.min(size, HEAD), 0)
        await file.sync()
      })
      await rm(path, { force: true })
      await syncFolder(dirname(path))
    },

    async *list() {
      for (const below of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(below)) continue
        for (const sha256 of await readdir(join(folder, below))) {
          const found = await stat(join(folder, below, sha256)).catch(() => undefined)
          if (found) yield { sha256, size: found.size, at: found.mtimeMs }
        }
      }
    },

    async room() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },

    // What it is moved from belongs to who moves it.
    sweep: async () => 0,
  }
}
