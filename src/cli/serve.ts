import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { DomainError } from '../base/errors.ts'
import { type Config, readConfig } from '../config.ts'
import { openDatabase } from '../db/index.ts'
import { readArguments } from './arguments.ts'

const USAGE = 'comity serve [--demo [--organisations KEY,…]]'

/**
 * `comity serve [--demo]`: runs until it is told to stop; what it had begun is finished or can be begun again. With
 * `--organisations` a new demonstration holds these alone and nothing has happened yet. The instance itself is loaded
 * while others work: making a database takes seconds, and so does loading.
 */
export async function serve(args: string[]): Promise<number> {
  const { values } = readArguments(args, USAGE, {
    demo: { type: 'boolean', default: false },
    organisations: { type: 'string' },
    prepare: { type: 'boolean', default: false },
  })
  const { demo, organisations } = values
  const config = readConfig(process.env, demo ? 'data/demonstration' : 'data/instance')
  if (values.prepare) {
    const database = openDatabase({ folder: config.dataFolder })
    const { prepare } = await import('./serving.ts')
    await prepare({ ...config, demonstration: true, database })
    return 0
  }
  const prepared = demo && organisations === undefined ? prepareFirst(config) : undefined
  const [{ run }] = await Promise.all([import('./serving.ts'), prepared])
  await run(config, demo, organisations)
  return 0
}

/**
 * Lets a process of its own play the story into a new folder: what that takes in memory, for printing above all, is given
 * back when it ends. One that broke off is begun anew; a server's database is filled in passing instead.
 */
async function prepareFirst({ dataFolder, databaseUrl }: Config): Promise<void> {
  if (databaseUrl !== undefined || existsSync(dataFolder)) return
  console.log('Preparing the demonstration: this takes some seconds, once.')
  const unfinished = `${dataFolder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const main = fileURLToPath(new URL('../../bin/comity.js', import.meta.url))
  const env = { ...process.env, COMITY_DATA: unfinished }
  const child = spawn(process.execPath, [main, 'serve', '--demo', '--prepare'], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) throw new DomainError('unavailable', 'not_prepared', 'The demonstration could not be prepared')
  await rename(unfinished, dataFolder)
}
