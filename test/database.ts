import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, inject } from 'vitest'
import { type Database, openDatabase } from '../src/db/index.ts'
import { migrations } from '../src/db/migrate.ts'
import { openEngine, startEngine } from '../src/db/open.ts'
import { runOn, template } from './postgres.ts'

/**
 * A fresh, migrated database of the test file's own; closes itself when the file is done. Call it at the top of the
 * file. In the project `embedded` it is PGlite in memory, in `postgres` a database of the real server: every file that
 * imports this runs in both.
 */
export async function testDatabase(): Promise<Database> {
  const database = await freshDatabase()
  afterAll(database.close)
  return database
}

/** The same, for who closes it himself. */
export async function freshDatabase(): Promise<Database> {
  const server = inject('postgres')
  return server ? databaseOn(server) : copyOfDump()
}

/** A fresh, migrated one of a server, with the address at which other processes open it too. */
export async function databaseOn(server: string): Promise<Database & { readonly url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOn(`${server}/postgres`, `create database ${name} template ${template}`)
  const url = `${server}/${name}`
  return { url, ...(await openDatabase({ url })) }
}

const cache = resolve(import.meta.dirname, '../node_modules/.cache/comity')

/** Loading a dump of the migrated database takes a fifth of the time that making one does. */
async function copyOfDump(): Promise<Database> {
  const changes = migrations().map(({ name, digest }) => `${name} ${digest}`)
  const key = createHash('sha256').update(changes.join()).digest('hex').slice(0, 16)
  const dump = join(cache, `database-${key}.tar`)
  if (!existsSync(dump)) await makeDump(dump)
  return openEngine(await startEngine({ loadDataDir: new Blob([await readFile(dump)]) }))
}

/** Written aside and renamed, since another test file may be making the same one. */
async function makeDump(file: string): Promise<void> {
  const engine = await startEngine()
  const { close } = await openEngine(engine)
  const dump = await engine.dumpDataDir('none')
  await close()
  mkdirSync(cache, { recursive: true })
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, new Uint8Array(await dump.arrayBuffer()))
  renameSync(aside, file)
}
