import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { serve as listen, type ServerType } from '@hono/node-server'
import { issueSetupToken, listOrganisations } from '../accounts/index.ts'
import { type App, createApp } from '../app.ts'
import { DomainError } from '../base/errors.ts'
import { type Config, readConfig } from '../config.ts'
import { urls } from '../web/index.ts'
import { readArguments } from './arguments.ts'
import { inventOrganisations, prepareDemonstration, readKeys } from './demonstration.ts'

const USAGE = 'comity serve [--demo [--organisations KEY,…]]'

/**
 * `comity serve [--demo]`: runs until it is told to stop; what it had begun is finished or can be begun again. With
 * `--organisations` a new demonstration holds these alone and nothing has happened yet.
 */
export async function serve(args: string[]): Promise<number> {
  const { values } = readArguments(args, USAGE, {
    demo: { type: 'boolean', default: false },
    organisations: { type: 'string' },
    prepare: { type: 'boolean', default: false },
  })
  const config = readConfig(process.env, values.demo ? 'data/demonstration' : 'data/instance')
  const at: Address = (path) => config.publicUrl + path
  if (values.demo && !values.prepare && values.organisations === undefined) await prepareFirst(config)
  const app = await createApp({ ...config, demonstration: values.demo })
  try {
    if (values.prepare) {
      await prepareDemonstration(app)
      return 0
    }
    const welcome = values.demo ? await demonstration(app, at, values.organisations) : await firstSteps(app, at)
    const server = await listening(app, config)
    console.log(`Comity is at ${config.publicUrl}`)
    console.log(welcome)
    await stopSignal()
    await closed(server)
    return 0
  } finally {
    await app.close()
  }
}

/** The address of a page, as a person types it. */
type Address = (path: string) => string

async function demonstration(app: App, at: Address, only: string | undefined): Promise<string> {
  const organisations = await listOrganisations(app.db)
  if (organisations.some(({ isDemo }) => !isDemo)) {
    throw new DomainError(
      'conflict',
      'not_a_demonstration',
      'This data folder holds a real instance; start it with: npx comity serve',
    )
  }
  if (organisations.length === 0 && only === undefined) await prepareDemonstration(app)
  if (organisations.length === 0 && only !== undefined) await inventOrganisations(app, readKeys(only))
  return `This is a demonstration with invented people. Choose one of them to sign in: ${at(urls.signIn)}`
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

/** A new instance is set up by whoever reads this terminal: the link works once. */
async function firstSteps(app: App, at: Address): Promise<string> {
  const token = await issueSetupToken(app.db, app.now())
  return token === undefined
    ? `Sign in with your passkey: ${at(urls.signIn)}`
    : `Nobody is here yet. Make yourself its first operator: ${at(`${urls.setUp}?code=${token}`)}`
}

function listening(app: App, { port }: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    // A large file may take hours to come in; Node would cut it off after five minutes.
    const serverOptions = { requestTimeout: 0 }
    const server = listen({ fetch: app.fetch, port, serverOptions }, () => resolve(server))
    server.on('error', (cause) => {
      const taken = 'code' in cause && cause.code === 'EADDRINUSE'
      reject(
        taken
          ? new DomainError('unavailable', 'port_taken', `Port ${port} is taken; choose another: PORT=3001 npm start`)
          : cause,
      )
    })
  })
}

const stopSignal = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

const closed = (server: ServerType) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
