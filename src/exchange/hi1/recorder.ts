import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formOf } from './message.ts'

/** Keeps what was said and answered. */
export type Recorder = (transaction: string, asked: Uint8Array, answered: Uint8Array) => Promise<void>

/**
 * Writes each exchange into a folder laid out as the public examples are, so that `npm run conformance -- etsi-ts-103120 FOLDER`
 * tries it. It holds what was said in clear: for tests alone.
 */
export function recordInto(folder: string): Recorder {
  return async (transaction, asked, answered) => {
    // A name from outside makes no path.
    const name = /^[a-f0-9-]{36}$/.test(transaction) ? transaction : 'unknown'
    for (const [what, bytes] of [
      ['request', asked],
      ['response', answered],
    ] as const) {
      const form = formOf(bytes)
      const place = join(folder, 'examples', form)
      await mkdir(place, { recursive: true })
      await writeFile(join(place, `${name}-${what}.${form}`), bytes)
    }
  }
}
