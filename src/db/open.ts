import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { PGlite, PGliteOptions } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import pg from 'pg'
import { blankHere } from './blank.ts'
import { EmbeddedDialect, ServerDialect } from './dialects.ts'
import { DatabaseError } from './errors.ts'
import { keepingClient } from './keeping.ts'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import type { Db, Tables } from './tables.ts'
import { readers } from './values.ts'

/** Where the rows are: an embedded database in a folder, a PostgreSQL server, or memory that ends with the process. */
export type DatabasePlace = { readonly folder: string } | { readonly url: string } | { readonly memory: true }

export interface Database {
  readonly db: Db
  close(): Promise<void>
}

/** Opens the database, migrated. Throws `conflict` / `folder_in_use` when another process has the folder open. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  if ('url' in place) return openServer(place.url)
  return 'folder' in place ? openFolder(place.folder) : openEngine(await startEngine())
}

/**
 * The embedded engine, reading values our way; in memory unless a folder is given. Loaded only here: it takes 40 MB,
 * which commands that need no database (`verify`, `seal`) do without.
 */
export async function startEngine(options: PGliteOptions = {}): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite')
  // PGlite turns fsync off (-F); what is in a folder is to survive a power cut too.
  const given = PGlite.defaultStartParams.filter((word) => word !== '-F' || options.dataDir === undefined)
  const settings = [`shared_buffers=${BUFFERS}`, ...PLANNING].flatMap((setting) => ['-c', setting])
  return new PGlite({ ...options, startParams: [...given, ...settings], parsers: { ...readers } })
}

/** The default of 128 MB is taken at once and never given back; for one connection this is as fast, in 130 MB less. */
const BUFFERS = '16MB'

/**
 * Reading out of order costs hardly more on disks that do not turn; the default of 4 plans for those that do. And a statement
 * is planned once, whatever its values: planning costs more than what most of ours read, and those that read more decide
 * while they run, by what they find. Limits stand in the text, since a plan depends on them.
 */
const PLANNING = ['random_page_cost=1.1', 'plan_cache_mode=force_generic_plan']

/** The database of an engine; closing it closes the engine. */
export async function openEngine(engine: PGlite): Promise<Database> {
  const { preparing } = await import('./prepared.ts')
  return migrated(new Kysely<Tables>({ dialect: new EmbeddedDialect({ pglite: preparing(engine) }) }))
}

async function openServer(url: string): Promise<Database> {
  const getTypeParser = (oid: number, format?: 'text' | 'binary') => readers[oid] ?? pg.types.getTypeParser(oid, format)
  const types = { getTypeParser } as pg.CustomTypesConfig
  const pool = new pg.Pool({ connectionString: url, max: 20, types, Client: keepingClient(), pipeline: true })
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    // The same of one that is lost in use, between two statements: whoever asks it next is told.
    client.on('error', () => undefined)
    client.query(PLANNING.map((one) => `set ${one}`).join('; ')).catch(() => undefined)
  })
  return migrated(new Kysely<Tables>({ dialect: new ServerDialect({ pool }) }))
}

async function openFolder(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const release = lockFolder(folder)
  try {
    const files = join(folder, 'database')
    if (!existsSync(files)) await initialise(files)
    const { db, close } = await openEngine(await startEngine({ dataDir: files }))
    return { db, close: () => close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

async function migrated(db: Db): Promise<Database> {
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { db, close: () => db.destroy() }
}

/** The files of a new embedded database: copied from the blank one where there is one, else made. */
async function initialise(files: string): Promise<void> {
  const blank = blankHere()
  if (blank === undefined) return makeFiles(files)
  const unfinished = `${files}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  await cp(blank, unfinished, { recursive: true })
  renameSync(unfinished, files)
}

/**
 * Makes the files of a new embedded database in a process of its own: doing so takes 730 MB for a moment,
 * opening them afterwards 305 MB, and memory once taken by the engine is never given back.
 */
export async function makeFiles(files: string): Promise<void> {
  const unfinished = `${files}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const maker = fileURLToPath(new URL('./make-folder.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', loader, maker, unfinished], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const { code, complaint } = await ended(child)
  if (code !== 0) {
    throw new DatabaseError(
      'unavailable',
      'folder_not_made',
      `The database could not be made in ${files}: ${complaint}`,
    )
  }
  renameSync(unfinished, files)
}

function ended(child: ChildProcess): Promise<{ code: number | null; complaint: string }> {
  const said: Buffer[] = []
  child.stderr?.on('data', (chunk) => said.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, complaint: Buffer.concat(said).toString().trim().slice(-500) }))
  })
}
