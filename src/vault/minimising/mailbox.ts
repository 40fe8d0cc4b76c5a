import { VaultError } from '../errors.ts'

const MARK = '\nFrom '

/**
 * A mailbox (RFC 4155) in pieces, each of one letter alone, in memory that does not grow with it; `begins` says that it is the
 * first of the next, which begins with the line that parts letters. Throws `not_readable` for what is none.
 */
export async function* mailboxPieces(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncIterable<{ begins: boolean; piece: Buffer }> {
  let rest = Buffer.alloc(0)
  let begins = true
  let isFirst = true
  for await (const chunk of bytes) {
    rest = Buffer.concat([rest, chunk])
    if (isFirst && rest.length < MARK.length) continue
    if (isFirst) refuseOther(rest)
    isFirst = false
    for (let at = rest.indexOf(MARK); at >= 0; at = rest.indexOf(MARK)) {
      yield { begins, piece: rest.subarray(0, at + 1) }
      begins = true
      rest = rest.subarray(at + 1)
    }
    // The end may be the beginning of a mark.
    const safe = rest.length - (MARK.length - 1)
    if (safe <= 0) continue
    yield { begins, piece: rest.subarray(0, safe) }
    begins = false
    rest = rest.subarray(safe)
  }
  if (isFirst) refuseOther(rest)
  if (rest.length > 0) yield { begins, piece: rest }
}

function refuseOther(start: Buffer): void {
  if (start.toString('latin1', 0, 5) === 'From ') return
  throw new VaultError('invalid', 'not_readable', 'This is no mailbox: it does not begin with a letter', { path: 'of' })
}
