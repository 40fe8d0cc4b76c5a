import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from '../src/app.ts'
import { systemNow } from '../src/base/time.ts'
import { inventOrganisations, type OrganisationKey, prepareDemonstration } from '../src/cli/demonstration.ts'

/**
 * `npm start` inside the test, on a port of its own: the demonstration with its matters, or these organisations alone,
 * before anything has happened.
 */
export async function demonstration(organisations?: readonly OrganisationKey[]) {
  const folder = mkdtempSync(join(tmpdir(), 'comity-demonstration-'))
  const reported: unknown[] = []
  let port = 0
  let ahead = 0
  const now = () => systemNow().add({ hours: ahead })
  // The address is known once the server listens, and passkeys are not used here.
  const app = await createApp({
    port,
    dataFolder: folder,
    databaseUrl: undefined,
    publicUrl: 'http://localhost',
    secret: undefined,
    demonstration: true,
    now,
    report: (error) => reported.push(error),
  })
  await (organisations ? inventOrganisations(app, organisations) : prepareDemonstration(app))
  const server = serve({ fetch: app.fetch, port: 0 })
  await new Promise((done) => server.once('listening', done))
  port = (server.address() as AddressInfo).port
  return {
    url: `http://localhost:${port}`,
    app,
    /** What was our fault; a test ends with none. */
    reported,
    /** The day it is for the server: today, and later by all the days that passed. */
    today: (later = 0) =>
      now()
        .add({ hours: 24 * later })
        .toString()
        .slice(0, 10),
    /** So many days pass at once; who was signed in signs in again. */
    pass: (days: number) => {
      ahead += 24 * days
    },
    async close() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
