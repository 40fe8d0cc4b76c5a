import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { OpenIdSettings } from './accounts/index.ts'
import { isCountryCode } from './base/countries.ts'
import { DomainError } from './base/errors.ts'
import type { Limits } from './limiting.ts'
import type { MailServer } from './mail/index.ts'
import type { BucketSettings, Place } from './vault/index.ts'

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
  /** The service that keeps organisations' signing keys, and what it is shown; absent: they are kept under the secret. */
  readonly signer?: { readonly url: string; readonly token: string | undefined } | undefined
  /** The provider of OpenID Connect people may sign in through; absent: passkeys alone. */
  readonly openId?: OpenIdSettings | undefined
  /** The mail server for notifications, and whom they come from; absent: no mail is sent. */
  readonly mail?: MailServer | undefined
  /** The door for ETSI TS 103 120: its port, how others reach it, the files (PEM) of our certificate and key; `record`: a folder, for tests. */
  readonly hi1?: { readonly port: number; readonly url: string; readonly certificate: string; readonly key: string; readonly record: string | undefined } | undefined // biome-ignore format: one line
  /** Who timestamps logs and packages (RFC 3161), and the file (PEM) of certificates it must lead to; absent: nobody does. */
  readonly timestamps?: { readonly url: string; readonly roots: string | undefined } | undefined
  /** A folder with rules of the operator's own, written as law is: what stands in the way of data besides. */
  readonly rules?: string | undefined
  /** Ranges of addresses beside the public ones at which other instances may be reached; without TLS only there. */
  readonly peers?: readonly string[] | undefined
  /** How many requests a minute are answered; absent: all. */
  readonly limits?: Limits | undefined
  /** The bucket of an S3 service that sealed evidence is kept in; absent: the data folder. */
  readonly bucket?: BucketSettings | undefined
  /** In which states the data folder and the bucket are, and the classes both are rated for; what is not said is not known. */
  readonly places?: readonly Place[] | undefined
}

/**
 * Every secret may stand in a file instead, named by the same variable with `_FILE`. Throws `secret_file`, `port`, `openid`, `rate_limit`, `signer`, `mail_server`, `mail_sender`, `timestamp_authority`, `hi1_door`, `bucket`, `bucket_key`, `place` for what is none.
 * `folder` is where the data go unless the operator says otherwise.
 */
export function readConfig(given: NodeJS.ProcessEnv, folder = 'data/instance'): Config {
  const env = withFiles(given)
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
    signer: signerService(env),
    openId: openId(env),
    mail: mailServer(env),
    timestamps: timestamps(env),
    hi1: hi1(env),
    rules: env.COMITY_RULES || undefined,
    peers: env.COMITY_PEERS?.split(/[\s,]+/).filter(Boolean),
    bucket: bucket(env),
    places: places(env),
    limits: limits(env),
  }
}

const secrets = [
  'COMITY_SECRET',
  'COMITY_SIGNER_TOKEN',
  'COMITY_OIDC_SECRET',
  'COMITY_SMTP',
  'COMITY_S3_SECRET',
  'DATABASE_URL',
]

/** What stands in files, as secrets are handed to a container, read in place of the variable. */
function withFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = secrets.flatMap((name) => {
    const file = env[`${name}_FILE`]
    if (!file) return []
    const path = `${name}_FILE`
    if (env[name]) throw new DomainError('invalid', 'secret_file', `Set ${name} or ${path}, not both`, { path })
    try {
      const text = readFileSync(file, 'utf8').trim()
      if (text !== '') return [[name, text] as const]
    } catch (cause) {
      throw new DomainError('invalid', 'secret_file', `${path} names a file that cannot be read`, { path, cause })
    }
    throw new DomainError('invalid', 'secret_file', `${path} names a file that is empty`, { path })
  })
  return { ...env, ...Object.fromEntries(read) }
}

function openId(env: NodeJS.ProcessEnv): OpenIdSettings | undefined {
  const { COMITY_OIDC_ISSUER: issuer, COMITY_OIDC_CLIENT: clientId } = env
  if (!issuer) return undefined
  // Without TLS only on this machine, to try it.
  const isSafe = /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(issuer) && URL.canParse(issuer)
  if (!isSafe || !clientId)
    throw new DomainError(
      'invalid',
      'openid',
      'COMITY_OIDC_ISSUER is an https address, with COMITY_OIDC_CLIENT beside it',
      {
        path: clientId ? 'COMITY_OIDC_ISSUER' : 'COMITY_OIDC_CLIENT',
      },
    )
  return {
    issuer,
    clientId,
    clientSecret: env.COMITY_OIDC_SECRET || undefined,
    claim: env.COMITY_OIDC_CLAIM || 'email',
  }
}

/** Requests a minute; enough for a page and all it loads, again and again. */
function limits(env: NodeJS.ProcessEnv): Limits {
  const read = (name: string, otherwise: number) => {
    const given = env[name]
    if (given === undefined || given === '') return otherwise
    if (/^\d{1,7}$/.test(given)) return Number(given)
    throw new DomainError('invalid', 'rate_limit', `${name} is a whole number; 0 for no limit`, { path: name })
  }
  return {
    address: read('COMITY_RATE_ADDRESS', 3_000),
    person: read('COMITY_RATE_PERSON', 1_200),
    program: read('COMITY_RATE_PROGRAM', 1_200),
    signIn: read('COMITY_RATE_SIGN_IN', 60),
    proxies: read('COMITY_PROXIES', 0),
  }
}

function signerService({ COMITY_SIGNER_URL: url, COMITY_SIGNER_TOKEN: token }: NodeJS.ProcessEnv): Config['signer'] {
  if (!url) return undefined
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw new DomainError('invalid', 'signer', 'COMITY_SIGNER_URL is an address such as http://127.0.0.1:8800', {
      path: 'COMITY_SIGNER_URL',
    })
  return { url: url.replace(/\/$/, ''), token: token || undefined }
}

function mailServer({ COMITY_SMTP: url, COMITY_MAIL_FROM: from }: NodeJS.ProcessEnv): MailServer | undefined {
  if (!url) return undefined
  if (!/^smtps?:\/\/[^/\s]+/.test(url) || !URL.canParse(url))
    throw new DomainError('invalid', 'mail_server', 'COMITY_SMTP is an address such as smtps://user:password@host', {
      path: 'COMITY_SMTP',
    })
  if (!from?.includes('@'))
    throw new DomainError('invalid', 'mail_sender', 'COMITY_MAIL_FROM names whom notifications come from', {
      path: 'COMITY_MAIL_FROM',
    })
  return { url, from }
}

function timestamps({ COMITY_TSA_URL: url, COMITY_TSA_ROOTS: roots }: NodeJS.ProcessEnv): Config['timestamps'] {
  if (!url) return undefined
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw new DomainError('invalid', 'timestamp_authority', 'COMITY_TSA_URL is an address such as http://tsa.example', {
      path: 'COMITY_TSA_URL',
    })
  return { url, roots: roots || undefined }
}

function bucket(env: NodeJS.ProcessEnv): BucketSettings | undefined {
  const { COMITY_S3_URL: url, COMITY_S3_REGION: region, COMITY_S3_KEY: key, COMITY_S3_SECRET: secret } = env
  if (!url) {
    const [name] = Object.entries({ COMITY_S3_KEY: key, COMITY_S3_SECRET: secret, COMITY_S3_REGION: region }).find(([, set]) => set) ?? []
    if (name === undefined) return undefined
    throw new DomainError('invalid', 'bucket', `${name} is set, and COMITY_S3_URL is not: evidence would lie in the data folder`, { path: 'COMITY_S3_URL' })
  } // biome-ignore format: a refusal in two lines
  if (!/^https?:\/\/[^/?#@]+(\/[^/?#]+)?\/?$/.test(url) || !URL.canParse(url))
    throw new DomainError('invalid', 'bucket', 'COMITY_S3_URL is the address of a bucket: https://s3.example/bucket', {
      path: 'COMITY_S3_URL',
    })
  if (!key || !secret)
    throw new DomainError('invalid', 'bucket_key', 'COMITY_S3_KEY and COMITY_S3_SECRET say who asks the bucket', {
      path: key ? 'COMITY_S3_SECRET' : 'COMITY_S3_KEY',
    })
  if (region && !/^[a-z0-9-]{1,50}$/i.test(region))
    throw new DomainError('invalid', 'bucket', 'COMITY_S3_REGION is a word such as eu-central-1', {
      path: 'COMITY_S3_REGION',
    })
  return { url, region: region || 'us-east-1', key, secret }
}

/** Where what is kept lies: in the data folder with its database, and in the bucket where there is one. */
function places(env: NodeJS.ProcessEnv): Place[] {
  const rated = (env.COMITY_RATED_FOR ?? '').split(/[\s,]+/).filter(Boolean)
  const at = (shelf: Place['shelf'], name: 'COMITY_PLACE' | 'COMITY_S3_PLACE'): Place => {
    const state = env[name] || undefined
    if (state !== undefined && !isCountryCode(state))
      throw new DomainError('invalid', 'place', `${name} is the code of a state, such as CN`, { path: name })
    return { shelf, state, rated }
  }
  return [at('folder', 'COMITY_PLACE'), ...(env.COMITY_S3_URL ? [at('bucket', 'COMITY_S3_PLACE')] : [])]
}

function hi1(env: NodeJS.ProcessEnv): Config['hi1'] {
  const { COMITY_HI1_PORT: door, COMITY_HI1_URL: url, COMITY_HI1_CERT: certificate, COMITY_HI1_KEY: key } = env
  if (!door) return undefined
  const port = Number(door)
  const isPort = Number.isInteger(port) && port >= 0 && port <= 65535
  if (!isPort || !url?.startsWith('https:') || !URL.canParse(url) || !certificate || !key)
    throw new DomainError('invalid', 'hi1_door', 'COMITY_HI1_PORT needs COMITY_HI1_URL (https), COMITY_HI1_CERT and COMITY_HI1_KEY beside it', { path: 'COMITY_HI1_PORT' }) // biome-ignore format: one line
  return { port, url: url.replace(/\/$/, ''), certificate, key, record: env.COMITY_HI1_RECORD || undefined }
}
