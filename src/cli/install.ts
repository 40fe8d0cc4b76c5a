import { makeBlank } from '../db/index.ts'
import { readLaw } from '../read-law.ts'

/** `comity install`: what can be made before the first start is made now; `npm ci` calls it. */
export async function install(): Promise<number> {
  await Promise.all([makeBlank(), readLaw()])
  return 0
}
