import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { blankDatabase } from './blank.ts'
import { makeFiles } from './open.ts'

/** Makes the blank database where it is not there yet. */
export async function makeBlank(): Promise<void> {
  const blank = blankDatabase()
  if (existsSync(blank)) return
  mkdirSync(dirname(blank), { recursive: true })
  await makeFiles(blank)
}
