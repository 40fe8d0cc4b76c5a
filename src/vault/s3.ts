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
}

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
 * answer. Throws `store_unreachable` where it goes on so, where the bucket is not there, or refuses us.
 */
export function askBucket({ url, region, key: accessKeyId, secret: secretAccessKey }: BucketSettings): Ask {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' })
  const base = url.replace(/\/+$/, '')

  const once = async (method: string, key: string, { query = {}, headers = {}, body }: Asked): Promise<Response> => {
    const address = new URL(key === '' ? base : `${base}/${key}`)
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
    const sum = createHash('sha256')
      .update(body ?? new Uint8Array())
      .digest('hex')
    const init = { method, headers: { ...headers, 'x-amz-content-sha256': sum }, ...(body && { body }) }
    return fetch(await client.sign(address.href, init))
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
      const isPassing = (answer.status >= 500 && answer.status !== 501) || answer.status === 429
      if (!isPassing) break
    }
    throw unreachable(last)
  }
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
