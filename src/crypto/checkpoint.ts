import { base64, parseBase64 } from '../base/bytes.ts'
import { CryptoError } from './errors.ts'

/** C2SP tlog-checkpoint: what a log says it holds. The text of a signed note. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  /** Further lines; none of ours, but a peer's may have them. */
  readonly extensions: readonly string[]
}

export function checkpointText({
  origin,
  size,
  root,
  extensions = [],
}: Omit<Checkpoint, 'extensions'> & Partial<Checkpoint>): string {
  return [origin, String(size), base64(root), ...extensions].map((line) => `${line}\n`).join('')
}

/** Reads the text of a checkpoint strictly; throws `malformed_checkpoint`. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw malformed('its last line does not end')
  const [origin = '', size = '', root = '', ...extensions] = lines
  if (origin === '') throw malformed('it has no origin')
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size))) throw malformed('its size is no number')
  if (extensions.includes('')) throw malformed('it has an empty line')
  return { origin, size: Number(size), root: parseRoot(root), extensions }
}

function parseRoot(line: string): Uint8Array {
  let root: Uint8Array
  try {
    root = parseBase64(line)
  } catch (cause) {
    throw malformed('its root is not base64', cause)
  }
  if (root.length !== 32 || base64(root) !== line) throw malformed('its root is not 32 bytes')
  return root
}

function malformed(why: string, cause?: unknown): CryptoError {
  return new CryptoError('invalid', 'malformed_checkpoint', `This is not a checkpoint: ${why}`, { cause })
}
