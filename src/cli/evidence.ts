import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Upload } from 'tus-js-client'
import { DomainError } from '../base/errors.ts'
import { borrowed, type Sum, VaultError } from '../vault/index.ts'
import { type Access, asks, bearer, readAccess } from './access.ts'
import { readArguments, wrongUse } from './arguments.ts'
import type { Answer } from './client.ts'
import { sealFile } from './seal.ts'

const USAGE = [
  'comity evidence put FILE… --request ID [--seal] [--url URL] [--json]',
  'comity evidence arriving --request ID [--url URL] [--json]',
  'comity evidence take-back ITEM --reason TEXT [--url URL] [--json]',
  '  --seal: seal each before it is sent, so that the instance never has it unsealed; FILE.age is there until it is sent',
  '  COMITY_TOKEN: the session to act in; COMITY_URL: the instance, unless --url',
].join('\n     ')

/** Seconds between tries when the line breaks; after the last the command ends, and begun again goes on where it was. */
const RETRIES = [0, 1000, 3000, 10_000, 30_000, 60_000]

/**
 * `comity evidence put FILE… --request ID`: sends files in parts, and goes on where an earlier try stopped; what arrives
 * is compared with what was summed up here; with `--seal` it is sealed here, to whoever is to open it. `comity evidence arriving` lists what is unfinished, `take-back` takes
 * back what was sealed by mistake. 1 if a file was refused.
 */
export async function evidence(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean', default: false },
    request: { type: 'string' },
    reason: { type: 'string' },
    seal: { type: 'boolean', default: false },
    url: { type: 'string' },
  })
  const [what, ...files] = positionals
  const { request, json } = values
  const [item, ...others] = files
  if (what === 'take-back' && item && /^item_\w+$/.test(item) && others.length === 0) {
    const access = readAccess(values.url)
    const taken = await asks(access, 'POST', `/api/evidence/${item}/taking-back`, { reason: values.reason ?? '' })
    console.log(json ? JSON.stringify(taken) : `${taken.id}  taken back  ${taken.name}`)
    return 0
  }
  if (request === undefined || !/^request_\w+$/.test(request)) throw wrongUse(USAGE)
  const access = readAccess(values.url)
  if (what === 'arriving' && files.length === 0) return arriving(access, request, json)
  if (what !== 'put' || files.length === 0) throw wrongUse(USAGE)
  for (const file of files) {
    const sent = await (values.seal ? putSealed : put)(access, request, file)
    console.log(json ? JSON.stringify(sent) : `${sent.id}  sha256:${sent.sha256}  ${sent.size} bytes  ${file}`)
  }
  return 0
}

async function unfinished(access: Access, request: string): Promise<Answer[]> {
  return (await asks(access, 'GET', `/api/requests/${request}/uploads`)).uploads
}

/** Who alone is to open what is sent. */
async function recipients(access: Access, request: string): Promise<string[]> {
  const { sealsTo } = await asks(access, 'GET', `/api/requests/${request}/uploads`)
  return sealsTo.map(({ recipient }: Answer) => recipient)
}

async function arriving(access: Access, request: string, json: boolean): Promise<number> {
  const uploads = await unfinished(access, request)
  if (json) console.log(JSON.stringify(uploads))
  else for (const { id, name, offset, size } of uploads) console.log(`${id}  ${offset} of ${size} bytes  ${name}`)
  return 0
}

interface Sent {
  readonly id: string
  readonly file: string
  readonly sha256: string
  readonly size: number
  /** How much had arrived before. */
  readonly wentOnAt: number
}

async function put(access: Access, request: string, path: string): Promise<Sent> {
  const { sha256, size } = await sumOf(path)
  const name = basename(path)
  const begun = (await unfinished(access, request)).find((one) => one.announced === sha256 && one.size === size)
  const at = await send(access, request, path, size, { filename: name, sha256 }, begun?.id)
  return { id: at.split('/').at(-1) ?? '', file: path, sha256, size, wentOnAt: begun?.offset ?? 0 }
}

/** What was sealed lies beside the file until it is sent, so that the same bytes go on after the line broke. */
async function putSealed(access: Access, request: string, path: string): Promise<Sent> {
  const plain = await sumOf(path)
  const written = `${path}.age`
  const there = await sumOf(written).catch(() => undefined)
  const begun = (await unfinished(access, request)).find(
    ({ announced, sealedAs }) => there && announced === plain.sha256 && sealedAs?.sha256 === there.sha256,
  )
  if (there && !begun)
    throw new VaultError(
      'conflict',
      'file_exists',
      `There is ${written} already, and no upload goes on with it: take it away and try again`,
    )
  const sealed = there ?? (await sealFile(path, await recipients(access, request))).sealed
  const said = { sha256: plain.sha256, sealedsha256: sealed.sha256, plainsize: String(plain.size) }
  const at = await send(access, request, written, sealed.size, { filename: basename(path), ...said }, begun?.id)
  await rm(written)
  return { id: at.split('/').at(-1) ?? '', file: path, ...plain, wentOnAt: begun?.offset ?? 0 }
}

async function sumOf(path: string): Promise<Sum> {
  const { size } = await stat(path).catch((cause) => {
    throw new VaultError('missing', 'no_such_file', `There is no file ${path}`, { cause })
  })
  const hash = createHash('sha256')
  for await (const chunk of borrowed(path)) hash.update(chunk)
  return { sha256: hash.digest('hex'), size }
}

/** Sends what is still to be sent, and answers with the address of the upload. */
function send(
  access: Access,
  request: string,
  path: string,
  size: number,
  metadata: { readonly filename: string; readonly [said: string]: string },
  begun: string | undefined,
): Promise<string> {
  const tell = telling(metadata.filename)
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(path), {
      endpoint: `${access.url}/api/requests/${request}/uploads`,
      uploadUrl: begun ? `${access.url}/api/uploads/${begun}` : null,
      uploadSize: size,
      headers: bearer(access),
      metadata,
      retryDelays: RETRIES,
      onProgress: tell,
      onError: (error) => reject(refusal(error)),
      onSuccess: () => resolve(upload.url ?? ''),
    })
    upload.start()
  })
}

/** What the instance says of it; a line that stays broken says that nothing is lost. */
function refusal(error: Error & { originalResponse?: { getStatus(): number; getBody(): string } | null }): DomainError {
  const response = error.originalResponse
  if (!response || response.getStatus() >= 500) {
    const message = 'The instance cannot be reached. What arrived is kept: the same command goes on there'
    return new DomainError('unavailable', 'unreachable', message, { cause: error })
  }
  try {
    const { code, message, path } = JSON.parse(response.getBody()).error
    return new DomainError(response.getStatus() === 409 ? 'conflict' : 'invalid', code, message, { path })
  } catch (cause) {
    return new DomainError('invalid', 'refused', `The instance answered ${response.getStatus()}`, { cause })
  }
}

/** Tells a person who watches, not a file, how far it is. */
function telling(name: string): (sent: number, all: number | null) => void {
  let told = -1
  return (sent, all) => {
    const percent = all ? Math.floor((100 * sent) / all) : 100
    if (!process.stderr.isTTY || percent === told) return
    told = percent
    process.stderr.write(`\r${name.replace(/\p{Cc}/gu, '?')}: ${percent} %${percent === 100 ? '\n' : ''}`)
  }
}
