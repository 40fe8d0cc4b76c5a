import { armor, Decrypter } from 'age-encryption'
import { CryptoError, encrypterTo } from '../crypto/index.ts'
import { VaultError } from './errors.ts'

/** Who tries to open: age identities (`AGE-SECRET-KEY-1…`), and passphrases where a person typed one. */
export interface Openers {
  readonly identities?: readonly string[]
  readonly passphrases?: readonly string[]
}

/** Far above any real header: a hundred post-quantum recipients fit. */
const MAX_HEADER = 256 * 1024
const MAX_ARMOR = 64 * 1024 * 1024
const MAC_LINE = /\n--- [A-Za-z0-9+/]{43}\n$/
const INTRO = 'age-encryption.org/'
const ARMOR = '-----BEGIN AGE'
/** How far in an armor may begin, behind white space. */
const ARMOR_WITHIN = 2048

/**
 * A new header to these recipients, and the file key it wraps: a new one, or `given`, for a payload that is sealed
 * already. Throws `bad_recipient`.
 */
export async function newHeader(
  recipients: readonly string[],
  given?: Uint8Array,
): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  if (recipients.length === 0) throw new VaultError('invalid', 'bad_recipient', 'There is nobody to seal this to')
  try {
    let fileKey: Uint8Array = new Uint8Array()
    // A recipient that adds no line to the header and only hears the key: so the header is age-encryption's own work. It
    // comes first, so that where a key is given all that follows wraps that one.
    const encrypter = encrypterTo(recipients, {
      wrapFileKey(key) {
        if (given) key.set(given)
        fileKey = key
        return []
      },
    })
    const empty = await encrypter.encrypt(new Uint8Array())
    return { header: empty.subarray(0, empty.length - NONCE - TAG), fileKey }
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    throw new VaultError('invalid', 'bad_recipient', cause.message, { cause })
  }
}

export const NONCE = 16
export const TAG = 16

/** The file key in a header, if one of these can open it. */
export async function readFileKey(
  header: Uint8Array,
  { identities = [], passphrases = [] }: Openers,
): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  try {
    for (const identity of identities) decrypter.addIdentity(identity)
    for (const passphrase of passphrases) decrypter.addPassphrase(passphrase)
  } catch (cause) {
    throw new VaultError('invalid', 'bad_identity', 'This is not an age identity: AGE-SECRET-KEY-1…', { cause })
  }
  try {
    return await decrypter.decryptHeader(header)
  } catch (cause) {
    // age-encryption tells these apart only in words; the public vectors hold us to them.
    const why = String(cause)
    if (why.includes('no identity matched')) {
      throw new VaultError('forbidden', 'not_sealed_for_us', 'This is sealed to somebody else', { cause })
    }
    if (why.includes('invalid header HMAC')) {
      throw new VaultError('invalid', 'header_changed', 'The header of this sealed file was changed', { cause })
    }
    throw new VaultError('invalid', 'malformed_header', 'This is not a file in the age format', { cause })
  }
}

/** Parts a sealed file into header, nonce and payload. An armored one is read whole, up to 64 MiB. */
export async function parted(
  sealed: AsyncIterable<Uint8Array>,
): Promise<{ header: Uint8Array; nonce: Uint8Array; payload: AsyncIterable<Uint8Array> }> {
  const chunks = sealed[Symbol.asyncIterator]()
  let start: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const { done, value } = await chunks.next()
    if (!done) start = Buffer.concat([start, value])
    return !done
  }

  while (start.length < ARMOR_WITHIN && (await more()));
  if (isArmored(start)) return parted(once(await dearmored(start, chunks)))

  let end = headerEnd(start)
  while (end < 0) {
    const another = start.length <= MAX_HEADER && (await more())
    if (!another) throw new VaultError('invalid', 'malformed_header', 'This is not a file in the age format')
    end = headerEnd(start)
  }
  while (start.length < end + NONCE && (await more()));
  if (start.length < end + NONCE) throw new VaultError('invalid', 'malformed_header', 'This sealed file is cut off')
  const header = start.subarray(0, end)
  if (!MAC_LINE.test(header.toString('latin1'))) {
    throw new VaultError('invalid', 'malformed_header', 'The header of this sealed file does not end in its MAC')
  }
  return { header, nonce: start.subarray(end, end + NONCE), payload: after(start.subarray(end + NONCE), chunks) }
}

/** Where the payload begins: behind the first line that starts with three hyphens; -1 if it has not come yet. */
function headerEnd(start: Buffer): number {
  const mac = start.indexOf('\n---')
  const end = mac < 0 ? -1 : start.indexOf('\n', mac + 1)
  return end < 0 ? -1 : end + 1
}

function isArmored(start: Buffer): boolean {
  const beginning = start.toString('latin1', 0, ARMOR_WITHIN)
  return !beginning.startsWith(INTRO) && beginning.includes(ARMOR)
}

async function dearmored(start: Buffer, chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of after(start, chunks)) {
    parts.push(part)
    length += part.length
    if (length > MAX_ARMOR) throw new VaultError('invalid', 'malformed_armor', 'An armored file this long is not read')
  }
  try {
    return armor.decode(Buffer.concat(parts).toString('latin1'))
  } catch (cause) {
    throw new VaultError('invalid', 'malformed_armor', 'The armor of this sealed file is damaged', { cause })
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** What was read ahead, then the rest; the source is let go however the reader leaves. */
async function* after(start: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    if (start.length > 0) yield start
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  } finally {
    await chunks.return?.()
  }
}
