import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { issueSetupToken, listOrganisations } from '../accounts/index.ts'
import { type App, type AppOptions, createApp } from '../app.ts'
import { DomainError } from '../base/errors.ts'
import { closed } from '../closing.ts'
import type { Config } from '../config.ts'
import { urls } from '../web/index.ts'
import { inventOrganisations, prepareDemonstration, readKeys } from './demonstration.ts'

/** Fills a new data folder with the demonstration, and ends. */
export async function prepare(options: AppOptions): Promise<void> {
  const app = await createApp(options)
  try {
    await prepareDemonstration(app)
  } finally {
    await app.close()
  }
}

/** Serves until it is told to stop. `only`: the organisations a new demonstration is to have, and nothing else. */
export async function run(config: Config, demo: boolean, only: string | undefined): Promise<void> {
  const at: Address = (path) => config.publicUrl + path
  const app = await createApp({ ...config, demonstration: demo })
  try {
    const welcome = demo ? await demonstration(app, at, only) : await firstSteps(app, at)
    const server = await listening(app, config)
    console.log(`Comity is at ${config.publicUrl}`)
    console.log(welcome)
    await stopSignal()
    await closed(server)
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

/** A new instance is set up by whoever reads this terminal: the link works once. */
async function firstSteps(app: App, at: Address): Promise<string> {
  const token = await issueSetupToken(app.db, app.now())
  return token === undefined
    ? `Sign in with your passkey: ${at(urls.signIn)}`
    : `Nobody is here yet. Make yourself its first operator: ${at(`${urls.setUp}?code=${token}`)}`
}

function listening(app: App, { port }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    // A large file may take hours to come in; Node would cut it off after five minutes.
    const serverOptions = { requestTimeout: 0 }
    // Without TLS it is a plain one of Node's.
    const server = listen({ fetch: app.fetch, port, serverOptions }, () => resolve(server)) as Server
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
