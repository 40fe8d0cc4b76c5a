import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { VaultError } from './errors.ts'

/** A bucket of an S3 service, as its operator names it. */
export interface BucketSettings {
  /** Of the bucket: `https://s3.example/bucket` or `https://bucket.s3.example`. */
  readonly url: string
  readonly region: string
  readonly key: string
  readonly secret: string
  /** How long the service may be silent, in milliseconds. */
  readonly patience?: number
}

/** How long a service may take to answer a request, or be silent while it answers, unless its operator says otherwise. */
const PATIENCE = 120_000

export interface Asked {
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

/** Asks a bucket for something; the answer is one that succeeded, or a 404 for what is not there. */
export type Ask = (method: string, key: string, asked?: Asked) => Promise<Response>

/** So often is a bucket asked that does not answer, or says that it cannot just now. */
const TRIES = 4
const FIRST_PAUSE = 50

/**
 * Requests to a bucket, each signed with its body (AWS Signature Version 4), and asked again where the service does not
 * answer. Throws `store_unreachable` where it goes on so, where the bucket is not there, or refuses us; `disk_full` where it
 * says that it has no room.
 */
export function askBucket(settings: BucketSettings): Ask {
  const { url, region, key: accessKeyId, secret: secretAccessKey, patience = PATIENCE } = settings
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' })
  const base = url.replace(/\/+$/, '')

  const once = async (method: string, key: string, { query = {}, headers = {}, body }: Asked): Promise<Response> => {
    const address = new URL(key === '' ? base : `${base}/${key}`)
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
    const sum = createHash('sha256')
      .update(body ?? new Uint8Array())
      .digest('hex')
    const init = { method, headers: { ...headers, 'x-amz-content-sha256': sum }, ...(body && { body }) }
    const silent = new AbortController()
    const timer = setTimeout(() => silent.abort(new Error(`No answer within ${patience} ms`)), patience)
    try {
      const answer = await fetch(await client.sign(address.href, init), { signal: silent.signal })
      // The bytes of a file are read as they come; every other answer is short, and is here or asked for again.
      if (method === 'GET' && key !== '' && answer.body) return new Response(spoken(answer.body, patience), answer)
      const said = await answer.arrayBuffer()
      return new Response(said.byteLength > 0 ? said : null, answer)
    } finally {
      clearTimeout(timer)
    }
  }

  return async (method, key, asked = {}) => {
    let last: unknown
    for (let tried = 0; tried < TRIES; tried++) {
      if (tried > 0) await sleep(FIRST_PAUSE * 2 ** tried)
      const answer = await once(method, key, asked).catch((cause: unknown) => {
        last = cause
      })
      if (!answer) continue
      if (answer.ok || (answer.status === 404 && method === 'HEAD')) return answer
      const said = await answer.text().catch(() => '')
      if (answer.status === 404 && !said.includes('NoSuchBucket')) return new Response(said, { status: 404 })
      last = new Error(`${answer.status} ${said.slice(0, 500)}`)
      if (answer.status === 507 || FULL.has(valuesOf(said, 'Code')[0] ?? '')) throw full(last)
      const isPassing =
        (answer.status >= 500 && answer.status !== 501) ||
        answer.status === 429 ||
        said.includes('<Code>RequestTimeout<')
      if (!isPassing) break
    }
    throw unreachable(last)
  }
}

/** What a service says of settings that can never be right: which of them it is, and in words. */
const wrongSettings: Readonly<Record<string, readonly [string, string]>> = {
  InvalidAccessKeyId: ['COMITY_S3_KEY', 'The service of COMITY_S3_URL does not know COMITY_S3_KEY'],
  SignatureDoesNotMatch: ['COMITY_S3_SECRET', 'COMITY_S3_SECRET is not the secret of COMITY_S3_KEY'],
  AccessDenied: ['COMITY_S3_KEY', 'COMITY_S3_KEY may not see whether the bucket keeps versions: let it read that'],
  NoSuchBucket: ['COMITY_S3_URL', 'There is no such bucket: make it, or name another in COMITY_S3_URL'],
  InvalidBucketName: ['COMITY_S3_URL', 'COMITY_S3_URL ends in what cannot name a bucket'],
  AuthorizationHeaderMalformed: ['COMITY_S3_REGION', 'COMITY_S3_REGION is not where the bucket is'],
  PermanentRedirect: ['COMITY_S3_URL', 'The bucket is reached at another address than COMITY_S3_URL'],
  RequestTimeTooSkewed: ['COMITY_S3_URL', 'The clock of this machine is not that of the service: set it'],
}

/** The setting that a refusal shows to be wrong; undefined for one that may pass. */
export function wrongSetting(refusal: unknown): VaultError | undefined {
  const said = refusal instanceof VaultError && refusal.cause instanceof Error ? refusal.cause.message : ''
  const [path, message] = wrongSettings[valuesOf(said, 'Code')[0] ?? ''] ?? []
  return message === undefined
    ? undefined
    : new VaultError('invalid', 'bucket_settings', message, { path, cause: refusal })
}

export const noBucket = (cause?: unknown): VaultError =>
  new VaultError('invalid', 'bucket_settings', 'What answers at COMITY_S3_URL is no bucket of an S3 service', {
    path: 'COMITY_S3_URL',
    cause,
  })

/** How services say that a bucket takes no more. */
const FULL = new Set(['QuotaExceeded', 'QuotaExceededException', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded'])

const full = (cause: unknown) =>
  new VaultError('unavailable', 'disk_full', 'The bucket is full: this file could not be kept', { cause })

/** The same bytes; a service that falls silent for so long in the middle breaks the line. */
function spoken(body: ReadableStream<Uint8Array>, patience: number): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      const silence = new AbortController()
      const silent = sleep(patience, undefined, { signal: silence.signal, ref: false }).then(
        () => Promise.reject(new Error(`Nothing came for ${patience} ms`)),
        () => new Promise<never>(() => {}),
      )
      try {
        const { done, value } = await Promise.race([reader.read(), silent])
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (cause) {
        await reader.cancel(cause).catch(() => {})
        throw cause
      } finally {
        silence.abort()
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/** What stands between these tags, each time; what S3 answers has neither attributes nor tags within such a value. */
export function valuesOf(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, value = '']) =>
    value.replace(/&(lt|gt|quot|apos|amp|#\d{1,6});/g, (whole, name: string) => {
      if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
      return { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name] ?? whole
    }),
  )
}

export const unreachable = (cause?: unknown): VaultError =>
  new VaultError('unavailable', 'store_unreachable', 'Where evidence is kept does not answer as it should', { cause })
