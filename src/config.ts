import { resolve } from 'node:path'
import { DomainError } from './base/errors.ts'

/** What the operator sets, read once from the environment. */
export interface Config {
  readonly port: number
  /** Where everything lives: database (unless `databaseUrl`), blobs, the instance secret. */
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /** How others reach this instance; needed to receive answers from another instance. */
  readonly publicUrl: string
  /** The operator secret that private keys are encrypted under; absent: a file in the data folder, mode 0600. */
  readonly secret: string | undefined
}

/** Throws `port` for one that is none. `folder` is where the data go unless the operator says otherwise. */
export function readConfig(env: NodeJS.ProcessEnv, folder = 'data/instance'): Config {
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new DomainError('invalid', 'port', `Not a port: ${env.PORT}`, { path: 'PORT' })
  }
  return {
    port,
    dataFolder: resolve(env.COMITY_DATA ?? folder),
    databaseUrl: env.DATABASE_URL || undefined,
    publicUrl: (env.COMITY_URL ?? `http://localhost:${port}`).replace(/\/$/, ''),
    secret: env.COMITY_SECRET || undefined,
  }
}
