import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CryptoError, type Jwk, verifyJws } from '../../src/crypto/index.ts'
import { type Case, compare, filesBelow } from './case.ts'

interface Wycheproof {
  readonly testGroups: readonly {
    readonly public?: Jwk
    readonly private?: Jwk
    readonly tests: readonly {
      tcId: number
      comment: string
      jws: unknown
      result: 'valid' | 'invalid' | 'acceptable'
    }[]
  }[]
}

interface Cookbook {
  readonly input: { readonly payload?: string; readonly key: Jwk | readonly Jwk[]; readonly alg?: unknown }
  readonly output: { readonly compact?: string; readonly json?: unknown; readonly json_flat?: unknown }
}

/** Wycheproof's signatures, and those of RFC 7520. What is encrypted is not used here: it must be refused, not half read. */
export async function* cases(folder: string): AsyncIterable<Case> {
  for (const file of (await filesBelow(folder)).filter((one) => one.endsWith('.json'))) {
    const read: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'))
    if (file.startsWith('wycheproof')) yield* wycheproof(file, read as Wycheproof)
    else if (!file.includes('/jwk/')) yield* cookbook(file, read as Cookbook)
  }
}

async function* wycheproof(file: string, { testGroups }: Wycheproof): AsyncIterable<Case> {
  for (const { public: shared, private: own, tests } of testGroups) {
    const key = shared ?? own ?? {}
    const valid = new Set(tests.filter(({ result }) => result === 'valid').map(({ jws }) => jws))
    for (const { tcId, comment, jws, result: listed } of tests) {
      const got = await verdict(jws, key)
      // The padding two texts were to be refused for is lost in the file: they are, to the byte, one that is valid.
      const result = valid.has(jws) ? 'valid' : listed
      if (result !== 'acceptable') yield compare(`${file} ${tcId} ${comment}`, expected(jws, key, result), got)
    }
  }
}

/**
 * Two things Wycheproof lists as valid are not, by the standard: characters outside the alphabet (RFC 7515 §5.2), and
 * a key that names one algorithm used for another (RFC 7517 §4.4), which Wycheproof itself refuses in other cases.
 */
function expected(jws: unknown, { alg }: Jwk, result: string): string {
  const text = typeof jws === 'string' ? jws : ''
  const header = /^[\w-]+(?:\.[\w-]*){2}$/.test(text) ? Buffer.from(text.split('.')[0] ?? '', 'base64url') : undefined
  if (!header) return 'invalid'
  return alg !== undefined && !header.includes(`"${alg}"`) ? 'invalid' : result
}

/** RFC 7520 §4 in its compact form, and changed by one character; JSON forms and §5 are refused. */
async function* cookbook(file: string, { input, output }: Cookbook): AsyncIterable<Case> {
  const keys = [input.key].flat()
  const isSignature = file.includes('jws')
  const { compact } = output
  if (compact) {
    const holds = isSignature && keys.length === 1
    const detached = compact.includes('..') ? new TextEncoder().encode(input.payload) : undefined
    yield compare(file, holds ? 'valid' : 'invalid', await verdict(compact, keys[0] ?? {}, detached))
    const changed = compact.replace(/.(?=.{12}$)/, (one) => (one === 'A' ? 'B' : 'A'))
    yield compare(`${file} changed`, 'invalid', await verdict(changed, keys[0] ?? {}, detached))
  }
  for (const json of [output.json, output.json_flat]) {
    if (json) yield compare(`${file} as JSON`, 'invalid', await verdict(JSON.stringify(json), keys[0] ?? {}))
  }
}

async function verdict(jws: unknown, key: Jwk, detached?: Uint8Array): Promise<string> {
  const algorithms = key.kty === 'oct' ? { algorithms: ['HS256', 'HS384', 'HS512'] } : {}
  try {
    const text = typeof jws === 'string' ? jws : JSON.stringify(jws)
    await verifyJws(text, { keys: [key], ...algorithms, ...(detached ? { detached } : {}) })
    return 'valid'
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return 'invalid'
  }
}
