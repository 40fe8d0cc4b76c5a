import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DatabaseError } from './errors.ts'

/**
 * Takes the data folder for this process; answers with the function that lets go.
 * The lock is the operating system's own (through SQLite's file locks), so it ends with the process however that dies,
 * and holds between containers, where process numbers mean nothing. Throws `conflict` / `folder_in_use`.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'database.lock'))
  const owner = join(folder, 'database.pid')
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (cause) {
    lock.close()
    throw new DatabaseError(
      'conflict',
      'folder_in_use',
      `Another process (${readOwner(owner)}) has this folder open: ${folder}`,
      { cause },
    )
  }
  writeFileSync(owner, String(process.pid))
  return () => lock.close()
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return 'unknown'
  }
}
