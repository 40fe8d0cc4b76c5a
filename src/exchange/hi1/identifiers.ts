import { hex, utf8 } from '../../base/bytes.ts'
import { sha256 } from '../../crypto/index.ts'

/** HI-1 knows objects by UUID alone: the same thing of ours always gets the same one. */
export function uuidOf(...parts: readonly string[]): string {
  const digest = sha256(utf8(['comity-hi1/v1', ...parts].join('\n'))).slice(0, 16)
  // RFC 9562, version 8: made by a rule of our own.
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  return hyphened(hex(digest))
}

const hyphened = (digits: string): string => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A request that another product began is known here by the UUID of its authorisation. */
const FOREIGN = 'elsewhere_'

export const requestOf = (authorisation: string): string => FOREIGN + authorisation.replaceAll('-', '')

export const authorisationOf = (request: string): string =>
  /^elsewhere_[0-9a-f]{32}$/.test(request) ? hyphened(request.slice(FOREIGN.length)) : uuidOf('authorisation', request)

/** The task for an item, and for the n-th identifier of it. An item that another product named is its task. */
export const taskOf = (request: string, item: string, n = 0): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(item) && n === 0 ? item : uuidOf('task', request, item, String(n))
