import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AccountError } from './errors.ts'
import type { ExternalSigner } from './external-signer.ts'

/** The key that the instance keeps private keys under; never stored beside them in the database. */
export interface InstanceSecret {
  readonly key: Uint8Array
  /** Where organisations' signing keys are kept instead, by the operator's choice. */
  readonly signer?: ExternalSigner | undefined
}

/**
 * The secret the operator set, or the one of the data folder, made there on first use for its owner's eyes only.
 * Throws `invalid` / `weak_secret` for one that could be guessed.
 */
export function readSecret({
  secret,
  folder,
  signer,
}: {
  secret: string | undefined
  folder: string
  signer?: ExternalSigner | undefined
}): InstanceSecret {
  const words = secret ?? readOrMake(join(folder, 'secret'))
  if (words.length < 32) {
    const message = 'The instance secret has fewer than 32 characters; make one with: openssl rand -base64 32'
    throw new AccountError('invalid', 'weak_secret', message, { path: 'COMITY_SECRET' })
  }
  return { key: new Uint8Array(hkdfSync('sha256', words, '', 'comity: private keys at rest', 32)), signer }
}

function readOrMake(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  const words = randomBytes(32).toString('base64')
  // Refuses to overwrite: a secret lost is every private key lost.
  writeFileSync(file, `${words}\n`, { mode: 0o600, flag: 'wx' })
  return words
}

const NONCE = 12
const TAG = 16

/** AES-256-GCM: nonce, ciphertext, tag. `owner` binds the box to its row, so that it cannot be moved to another. */
export function lock({ key }: InstanceSecret, owner: string, content: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
  return new Uint8Array(Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]))
}

/** Throws `unavailable` / `wrong_secret` if the box was locked under another secret, for another row, or altered. */
export function unlock({ key }: InstanceSecret, owner: string, box: Uint8Array): Uint8Array {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE)).setAAD(Buffer.from(owner))
    cipher.setAuthTag(box.subarray(-TAG))
    return new Uint8Array(Buffer.concat([cipher.update(box.subarray(NONCE, -TAG)), cipher.final()]))
  } catch (cause) {
    const message =
      'The private keys of this instance do not open with its secret: was COMITY_SECRET or the file changed?'
    throw new AccountError('unavailable', 'wrong_secret', message, { cause })
  }
}
