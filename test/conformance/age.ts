import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { open, VaultError } from '../../src/vault/index.ts'
import { type Case, compare } from './case.ts'

/** How the test kit calls what we call by our codes. */
const outcomes: Partial<Record<string, string>> = {
  malformed_armor: 'armor failure',
  malformed_header: 'header failure',
  header_changed: 'HMAC failure',
  not_sealed_for_us: 'no match',
  payload_damaged: 'payload failure',
}

/** C2SP CCTV age test kit: fields, a blank line, the sealed file. */
export async function* cases(folder: string): AsyncIterable<Case> {
  for (const file of (await readdir(join(folder, 'testdata'))).sort()) {
    const bytes = await readFile(join(folder, 'testdata', file))
    const end = bytes.indexOf('\n\n')
    const fields = bytes.subarray(0, end).toString().split('\n').map(field)
    const all = (name: string) => fields.filter((one) => one.name === name).map(({ value }) => value)
    const body = bytes.subarray(end + 2)
    const sealed = all('compressed').includes('zlib') ? inflateSync(body) : body
    const [expected = ''] = all('expect')
    const got = await outcome(sealed, all('identity'), all('passphrase'))
    const wanted = expected === 'success' ? [expected, ...all('payload').slice(0, 1)] : [expected]
    yield compare(file, wanted, got)
  }
}

function field(line: string) {
  const colon = line.indexOf(': ')
  return { name: line.slice(0, colon), value: line.slice(colon + 2) }
}

async function outcome(sealed: Uint8Array, identities: string[], passphrases: string[]): Promise<string[]> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of open(pieces(sealed), { identities, passphrases })) hash.update(chunk)
    return ['success', hash.digest('hex')]
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    return [outcomes[error.code] ?? error.code]
  }
}

/** In pieces of a length that fits no boundary of the format. */
async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1009) yield bytes.subarray(at, at + 1009)
}
