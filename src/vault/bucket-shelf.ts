import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { VaultError } from './errors.ts'
import { damagedBlob, noSuchBlob } from './files.ts'
import { type Ask, askBucket, type BucketSettings, noBucket, unreachable, valuesOf, wrongSetting } from './s3.ts'
import type { Sum } from './seal.ts'
import type { Shelf } from './shelf.ts'

const MiB = 1024 * 1024
/** What is sent at a time, and held; S3 takes 10,000 such parts of a file at most. */
const PART = 8 * MiB
const MOST_PARTS = 10_000
/** In the bucket, beside what others may keep there. */
const BELOW = 'evidence/'
/** Whose bucket it is. */
const MARK = 'comity-instance'
/** A line that breaks while a blob is read is taken up again so often without anything having come. */
const RESUMED = 3

/**
 * Blobs in a bucket of an S3 service. A file is sent in parts whose sums are signed, becomes visible with the last request, and
 * leaves this machine only once the bucket says that it has it. Throws `bucket_settings`, naming the one that is wrong, where
 * the service says so, `bucket_keeps_versions` for a bucket that would keep what is destroyed, and `bucket_of_another` for one
 * that bears the name of another store than `name`: what belongs to none of its pieces would be cleared away by each. One that
 * cannot be asked now is asked when it is needed, and `report` told.
 */
export async function bucketShelf(
  settings: BucketSettings,
  name: string,
  report: (error: unknown) => void,
): Promise<Shelf> {
  const ask = askBucket(settings)
  const isThere = await refuseUnfit(ask, report)
  let claimed: Promise<void> | undefined
  /** Before anything is changed there: it is ours, for as long as this process lives. */
  const ours = () => {
    claimed ??= claim(ask, name).catch((error: unknown) => {
      claimed = undefined
      throw error
    })
    return claimed
  }
  if (isThere)
    await ours().catch((error: unknown) => {
      if (error instanceof VaultError && error.code === 'bucket_of_another') throw error
      report(error)
    })
  const keyOf = (sha256: string) => `${BELOW}${sha256.slice(0, 2)}/${sha256}`

  const size = async (sha256: string): Promise<number | undefined> => {
    const answer = await ask('HEAD', keyOf(sha256))
    if (answer.status !== 404) return Number(answer.headers.get('content-length') ?? Number.NaN)
    // An answer without words: a bucket that is gone would say the same of every blob.
    if ((await ask('HEAD', '')).status === 404) throw unreachable(new Error('There is no such bucket'))
    return undefined
  }
  const remove = async (sha256: string): Promise<void> => {
    await ours()
    await ask('DELETE', keyOf(sha256))
  }

  return {
    size,
    remove,
    // Nothing can be written over here; what holds no versions has nothing left of it.
    destroy: remove,

    async put(file, sum) {
      await ours()
      await (sum.size <= PART
        ? putWhole(ask, keyOf(sum.sha256), file, sum)
        : putParts(ask, keyOf(sum.sha256), file, sum))
      if ((await size(sum.sha256)) !== sum.size) throw unreachable(new Error('The bucket has not kept what it took'))
      await rm(file, { force: true })
    },

    async *read(sha256, range) {
      let at = range?.start ?? 0
      let end = range?.end
      for (let stuck = 0; end === undefined || at < end; ) {
        const isPart = at > 0 || end !== undefined
        const bytes = `bytes=${at}-${end === undefined ? '' : end - 1}`
        const answer = await ask('GET', keyOf(sha256), isPart ? { headers: { range: bytes } } : {})
        if (answer.status === 404) throw noSuchBlob()
        if (isPart && answer.status !== 206) throw unreachable(new Error('The bucket gives no parts'))
        end ??= at + Number(answer.headers.get('content-length'))
        try {
          for await (const chunk of answer.body ?? []) {
            at += chunk.length
            stuck = 0
            yield chunk
          }
          return
        } catch (cause) {
          if (++stuck > RESUMED) throw unreachable(cause)
        }
      }
    },

    async *list() {
      let token: string | undefined
      do {
        const from: Record<string, string> = token === undefined ? {} : { 'continuation-token': token }
        const answer = await ask('GET', '', { query: { 'list-type': '2', prefix: BELOW, ...from } })
        const page: string = await answer.text()
        for (const one of page.match(/<Contents>.*?<\/Contents>/gs) ?? []) {
          const [key = '', size, at = ''] = ['Key', 'Size', 'LastModified'].map((tag) => valuesOf(one, tag)[0])
          yield { sha256: key.split('/').at(-1) ?? '', size: Number(size), at: Date.parse(at) }
        }
        token = valuesOf(page, 'NextContinuationToken')[0]
      } while (token !== undefined)
    },

    // A service says nothing of its end.
    room: async () => undefined,

    async sweep(olderThan, now) {
      await ours()
      let swept = 0
      for await (const { key, upload, begun } of unfinished(ask)) {
        if (!(now - begun >= olderThan)) continue
        await ask('DELETE', key, { query: { uploadId: upload } })
        swept++
      }
      return swept
    },
  }
}

/**
 * Settings that are wrong are told before anything is taken in; what a versioned bucket is told to delete stays in it. Answers
 * whether the service could be asked.
 */
async function refuseUnfit(ask: Ask, report: (error: unknown) => void): Promise<boolean> {
  let said: string
  try {
    const answer = await ask('GET', '', { query: { versioning: '' } })
    if (answer.status === 404) throw noBucket()
    said = await answer.text()
  } catch (error) {
    // A service that knows no versions says that it has no such thing.
    if (isUnknown(error)) return true
    const wrong = error instanceof VaultError && error.code === 'bucket_settings' ? error : wrongSetting(error)
    if (wrong) throw wrong
    report(error)
    return false
  }
  if (!/<(VersioningConfiguration|ListBucketResult)[\s/>]/.test(said)) throw noBucket(new Error(said.slice(0, 500)))
  if (valuesOf(said, 'Status').length > 0)
    throw new VaultError(
      'conflict',
      'bucket_keeps_versions',
      'This bucket keeps versions, or has kept them: what is destroyed would stay in it. Name one that never has',
    )
  return true
}

/** Writes the name of this store into a bucket that has none, and reads it back. */
async function claim(ask: Ask, name: string): Promise<void> {
  for (let tried = 0; tried < 2; tried++) {
    const answer = await ask('GET', MARK)
    if (answer.status !== 404) {
      if ((await answer.text()).trim() === name) return
      throw new VaultError(
        'conflict',
        'bucket_of_another',
        `This bucket is the store of another instance: name one in COMITY_S3_URL that is not. If that one is gone, and this is to have its bucket, remove ${MARK} from it`,
        { path: 'COMITY_S3_URL' },
      )
    }
    // Where the service knows conditions, whoever comes second is refused, and reads who was first.
    const first = { headers: { 'if-none-match': '*' }, body: new TextEncoder().encode(name) }
    await ask('PUT', MARK, first).catch((error: unknown) => {
      if (tried > 0) throw error
    })
  }
  if ((await (await ask('GET', MARK)).text()).trim() !== name)
    throw unreachable(new Error('The bucket has not kept whose it is'))
}

async function putWhole(ask: Ask, key: string, file: string, sum: Sum): Promise<void> {
  for await (const { part } of partsOf(file, sum, Math.max(1, sum.size))) await ask('PUT', key, { body: part })
}

async function putParts(ask: Ask, key: string, file: string, sum: Sum): Promise<void> {
  const created = await (await ask('POST', key, { query: { uploads: '' } })).text()
  const [uploadId] = valuesOf(created, 'UploadId')
  if (!uploadId) throw unreachable(new Error('The bucket began no upload'))
  try {
    const tags: string[] = []
    const size = Math.max(PART, Math.ceil(sum.size / MOST_PARTS / MiB) * MiB)
    for await (const { part, number } of partsOf(file, sum, size)) {
      const { headers, status } = await ask('PUT', key, { query: { partNumber: String(number), uploadId }, body: part })
      const tag = headers.get('etag')
      if (status === 404 || !tag) throw unreachable(new Error('The bucket did not take a part'))
      tags.push(tag)
    }
    await complete(ask, key, uploadId, tags)
  } catch (error) {
    await ask('DELETE', key, { query: { uploadId } }).catch(() => {}) // the sweep does it later
    throw error
  }
}

async function complete(ask: Ask, key: string, uploadId: string, tags: readonly string[]): Promise<void> {
  const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('')
  const body = new TextEncoder().encode(`<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`)
  const answer = await ask('POST', key, { query: { uploadId }, body })
  const said = await answer.text()
  // A failure may come with a success at its head, once the service has begun to answer. Of one asked twice the second finds
  // no upload: whether the file is there is looked at afterwards.
  if (answer.ok && said.includes('<Error>')) throw unreachable(new Error(said.slice(0, 500)))
}

/**
 * A file in parts of one size, read through one buffer: each is good until the next is asked for. The last comes only if all
 * of it is what this sum stands for: nothing else is ever put under its name. Throws `blob_damaged`.
 */
async function* partsOf(path: string, { sha256, size }: Sum, partSize: number) {
  const hash = createHash('sha256')
  const file = await open(path)
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.min(partSize, Math.max(1, size)))
    for (let at = 0, number = 1; at < size || number === 1; number++) {
      const wanted = Math.min(partSize, size - at)
      for (let read = 0; read < wanted; ) {
        const { bytesRead } = await file.read(buffer, read, wanted - read, at + read)
        if (bytesRead === 0) throw damagedBlob(sha256)
        read += bytesRead
      }
      const part = buffer.subarray(0, wanted)
      hash.update(part)
      at += wanted
      if (at >= size && hash.digest('hex') !== sha256) throw damagedBlob(sha256)
      yield { part, number }
    }
  } finally {
    await file.close()
  }
}

/** Uploads that were begun and neither completed nor given up, page by page. */
async function* unfinished(ask: Ask): AsyncIterable<{ key: string; upload: string; begun: number }> {
  let from: Record<string, string> | undefined = {}
  while (from) {
    const query: Record<string, string> = { uploads: '', prefix: BELOW, ...from }
    const said = await ask('GET', '', { query }).then(
      (answer) => answer.text(),
      (error: unknown) => {
        if (isUnknown(error)) return ''
        throw error
      },
    )
    for (const one of said.match(/<Upload>.*?<\/Upload>/gs) ?? []) {
      const [key, upload, begun] = ['Key', 'UploadId', 'Initiated'].map((tag) => valuesOf(one, tag)[0])
      if (key && upload && begun) yield { key, upload, begun: Date.parse(begun) }
    }
    const [next, after] = ['NextKeyMarker', 'NextUploadIdMarker'].map((tag) => valuesOf(said, tag)[0])
    const isMore = valuesOf(said, 'IsTruncated')[0] === 'true' && next !== undefined
    from = isMore ? { 'key-marker': next, ...(after && { 'upload-id-marker': after }) } : undefined
  }
}

const isUnknown = (error: unknown): boolean =>
  error instanceof VaultError && error.cause instanceof Error && error.cause.message.startsWith('501 ')
