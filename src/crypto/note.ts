import { base64, hex, parseBase64, utf8 } from '../base/bytes.ts'
import { concat } from './concat.ts'
import { CryptoError } from './errors.ts'
import { sha256 } from './hash.ts'
import { type SigningKey, sign, verify } from './sign.ts'

/** C2SP signed-note: who signs, under which name, and how. `id` is the 4-byte key id in hexadecimal. */
export interface NoteSigner {
  readonly name: string
  readonly id: string
  sign(text: string): Promise<Uint8Array>
}

export interface NoteVerifier {
  readonly name: string
  readonly id: string
  verify(text: string, signature: Uint8Array): Promise<boolean>
}

/** One signature line: `— name base64(id || signature)`. */
export interface NoteSignature {
  readonly name: string
  readonly id: string
  readonly signature: Uint8Array
}

export interface Note {
  /** With its final newline; what the signatures are over. */
  readonly text: string
  /** By a verifier we know, and good. At least one. */
  readonly verified: readonly NoteSignature[]
  /** By somebody we do not know: neither good nor bad. */
  readonly unverified: readonly NoteSignature[]
}

/** The first byte of a key, which says how it signs: C2SP signed-note, "Signature types". */
export const keyTypes = { ed25519: 0x01, cosignature: 0x04 } as const

const DASH = '— '
const MAX_SIGNATURES = 100
const MAX_NOTE = 1_000_000

export function noteSigner(name: string, key: SigningKey): NoteSigner {
  checkName(name)
  return {
    name,
    id: keyId(name, keyTypes.ed25519, key.publicKey),
    sign: (text) => sign(key, utf8(text)),
  }
}

export function noteVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  checkName(name)
  return {
    name,
    id: keyId(name, keyTypes.ed25519, publicKey),
    verify: (text, signature) => verify(publicKey, utf8(text), signature),
  }
}

/** The text form of a verifier: `name+id+base64(type || key)`. */
export function verifierKey(name: string, publicKey: Uint8Array, type: number = keyTypes.ed25519): string {
  checkName(name)
  return `${name}+${keyId(name, type, publicKey)}+${base64(concat(Uint8Array.of(type), publicKey))}`
}

/** Reads the text form of a verifier; throws `malformed_key` if the id is not that of the key. */
export function parseVerifierKey(input: string): { name: string; id: string; type: number; publicKey: Uint8Array } {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(input) ?? []
  try {
    checkName(name)
    const bytes = parseBase64(encoded)
    const type = bytes[0] ?? 0
    const publicKey = bytes.slice(1)
    if (publicKey.length !== 32 || keyId(name, type, publicKey) !== id) throw new Error('the id is not that of the key')
    return { name, id, type, publicKey }
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'This is not a verifier key: name+id+key', { cause })
  }
}

/** A new note over `text`, which must end in a newline and hold no other control character. */
export async function signNote(text: string, ...signers: readonly NoteSigner[]): Promise<string> {
  checkText(text)
  const lines = await Promise.all(signers.map((signer) => signatureLine(text, signer)))
  return `${text}\n${lines.join('')}`
}

/** The note with one more signature below the others. The earlier ones are not checked, only their form. */
export async function addSignature(note: string, signer: NoteSigner): Promise<string> {
  return note + (await signatureLine(parseNote(note).text, signer))
}

/** The note without signatures, and the signatures, unchecked. Throws `malformed_note`. */
export function parseNote(note: string): { text: string; signatures: readonly NoteSignature[] } {
  if (note.length > MAX_NOTE) throw malformed('it is too long')
  const end = note.lastIndexOf('\n\n')
  if (end < 0) throw malformed('no blank line stands before the signatures')
  const text = note.slice(0, end + 1)
  checkText(text)
  const rest = note.slice(end + 2)
  if (!rest.endsWith('\n')) throw malformed('the last line does not end')
  const lines = rest.slice(0, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) throw malformed('it has too many signatures')
  return { text, signatures: lines.map(parseSignatureLine) }
}

/**
 * Opens a note. Throws `bad_signature` if a known signer's signature is not good, `no_known_signer` if there is
 * none by a verifier given, `malformed_note` if it is not strictly of the form.
 */
export async function openNote(note: string, verifiers: readonly NoteVerifier[]): Promise<Note> {
  const { text, signatures } = parseNote(note)
  const verified: NoteSignature[] = []
  const unverified: NoteSignature[] = []
  for (const signature of signatures) {
    const verifier = verifiers.find(({ name, id }) => name === signature.name && id === signature.id)
    if (!verifier) unverified.push(signature)
    else if (await verifier.verify(text, signature.signature)) verified.push(signature)
    else throw new CryptoError('invalid', 'bad_signature', `The signature of ${signature.name} does not hold`)
  }
  if (verified.length === 0) throw new CryptoError('invalid', 'no_known_signer', 'Nobody we know has signed this note')
  return { text, verified, unverified }
}

/** The key id: the first 4 bytes of SHA-256 over name, newline, type and key. */
export function keyId(name: string, type: number, publicKey: Uint8Array): string {
  return hex(sha256(utf8(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4))
}

async function signatureLine(text: string, signer: NoteSigner): Promise<string> {
  const signature = await signer.sign(text)
  return `${DASH}${signer.name} ${base64(concat(Uint8Array.fromHex(signer.id), signature))}\n`
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? []
  if (!isName(name)) throw malformed('a signature line is not of the form')
  let bytes: Uint8Array
  try {
    bytes = parseBase64(encoded)
  } catch (cause) {
    throw malformed('a signature is not base64', cause)
  }
  if (bytes.length < 5) throw malformed('a signature is too short')
  return { name, id: hex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

function checkText(text: string): void {
  if (!text.endsWith('\n')) throw malformed('the text does not end in a newline')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification forbids exactly these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw malformed('the text holds a control character')
  if (!text.isWellFormed()) throw malformed('the text is not Unicode')
}

const isName = (name: string): boolean => name !== '' && name.isWellFormed() && !/[\s+]/u.test(name)

function checkName(name: string): void {
  if (!isName(name)) {
    throw new CryptoError('invalid', 'malformed_key', 'The name of a key has no space and no plus sign')
  }
}

function malformed(why: string, cause?: unknown): CryptoError {
  return new CryptoError('invalid', 'malformed_note', `This is not a signed note: ${why}`, { cause })
}

/** Whether a signature line was made under this verifier's name and key. */
export function isBy(signature: NoteSignature, verifier: Pick<NoteVerifier, 'name' | 'id'>): boolean {
  return signature.name === verifier.name && signature.id === verifier.id
}
