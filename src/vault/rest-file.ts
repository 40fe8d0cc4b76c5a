import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { TAG } from './age-header.ts'
import { asDiskFull, syncFolder } from './write-stream.ts'

const REST = 'chacha20-poly1305'
const REST_NONCE = 12

/**
 * The bytes that fill no chunk yet, in a file beside: sealed under a key of their own and a new nonce each time, because a
 * chunk may be sealed only once under its own. Bound to the place of the chunk they begin.
 */
export function restFile(path: string, fileKey: Uint8Array, nonce: Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'comity: what fills no chunk yet', 32))
  const place = (index: number) => Buffer.from(String(index))
  const remove = () => rm(path, { force: true })
  return {
    remove,
    async write(index: number, bytes: Buffer): Promise<void> {
      if (bytes.length === 0) return remove()
      const once = randomBytes(REST_NONCE)
      const cipher = createCipheriv(REST, key, once, { authTagLength: TAG }).setAAD(place(index), {
        plaintextLength: bytes.length,
      })
      const file = await open(`${path}.new`, 'w', 0o600).catch(asDiskFull)
      try {
        await file.writev([once, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).catch(asDiskFull)
        await file.sync().catch(asDiskFull)
      } finally {
        await file.close()
      }
      await rename(`${path}.new`, path).catch(asDiskFull)
      await syncFolder(dirname(path))
    },
    /** What belongs before the chunk at this place; undefined if that is not what lies there. */
    async read(index: number): Promise<Buffer | undefined> {
      const box = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return Buffer.alloc(0)
        throw error
      })
      if (box.length <= REST_NONCE + TAG) return undefined
      const bytes = box.subarray(REST_NONCE, -TAG)
      const decipher = createDecipheriv(REST, key, box.subarray(0, REST_NONCE), { authTagLength: TAG })
      decipher.setAAD(place(index), { plaintextLength: bytes.length }).setAuthTag(box.subarray(-TAG))
      try {
        return Buffer.concat([decipher.update(bytes), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}
