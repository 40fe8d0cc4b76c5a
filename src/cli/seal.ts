import { open, rename, rm, stat } from 'node:fs/promises'
import { borrowed, type Sum, type Sums, seal as sealStream, VaultError, writeStream } from '../vault/index.ts'
import { readArguments, wrongUse } from './arguments.ts'

const USAGE = 'comity seal FILE --to RECIPIENT [--to RECIPIENT …] [--json]   (RECIPIENT: age1…)'

/** Below this nobody waits long enough to wonder. */
const WORTH_TELLING = 64 * 1024 * 1024

/** `comity seal FILE --to RECIPIENT`: writes FILE.age, which each recipient alone can open, with the `age` tool too. */
export async function seal(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean' },
    to: { type: 'string', multiple: true },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0 || !values.to) throw wrongUse(USAGE)
  const sums = await sealFile(path, values.to)
  const written = `${path}.age`
  if (values.json) {
    console.log(JSON.stringify({ file: path, written, ...sums }))
    return 0
  }
  const line = (when: string, { sha256, size }: Sum) => `  ${when}  sha256:${sha256}  ${size} bytes`
  console.log([written, line('before', sums.plain), line('sealed', sums.sealed)].join('\n'))
  return 0
}

/** Seals a file as `FILE.age`, beside it, and renames at the end: a sealed file that is there is whole. */
export async function sealFile(path: string, recipients: string[]): Promise<Sums> {
  const { size } = await stat(path).catch((cause) => {
    throw new VaultError('missing', 'no_such_file', `There is no file ${path}`, { cause })
  })
  const partial = `${path}.age.partial`
  const file = await open(partial, 'w', 0o600)
  try {
    const sealing = sealStream(progress(borrowed(path), size), recipients)
    await writeStream(file, sealing, { owned: true })
    await file.sync()
    await file.close()
    await rename(partial, `${path}.age`)
    return sealing.sums()
  } catch (error) {
    await file.close().catch(() => {}) // closed already where only the renaming failed
    await rm(partial, { force: true })
    throw error
  }
}

async function* progress(stream: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Uint8Array> {
  const tell = process.stderr.isTTY && size >= WORTH_TELLING
  let read = 0
  let told = -1
  for await (const chunk of stream) {
    yield chunk
    read += chunk.length
    const percent = Math.floor((100 * read) / size)
    if (!tell || percent === told) continue
    told = percent
    process.stderr.write(`\rsealing ${percent} %`)
  }
  if (tell) process.stderr.write('\r                \r')
}
