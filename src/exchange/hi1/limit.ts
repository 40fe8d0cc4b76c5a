import { Hi1Error } from './errors.ts'

/** The largest HI-1 message that is read; what is larger is delivered by reference, with its hash. */
export const HI1_LIMIT = 16 * 1024 * 1024

export function mustFit(bytes: Uint8Array): void {
  if (bytes.length > HI1_LIMIT)
    throw new Hi1Error('invalid', 'hi1_too_large', `An HI-1 message may hold ${HI1_LIMIT} bytes at most`)
}
