import { concat } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { AuditError } from './errors.ts'
import { leafEntry } from './event.ts'
import { findHead } from './store.ts'
import { nodeHashes, scanEvents } from './store-rows.ts'

/** How many hashes a full tile holds, and entries a full bundle (C2SP tlog-tiles). */
const WIDTH = 256

/** Which tile of a log: `0/x001/067`, `entries/x001/067.p/3`. */
interface TilePlace {
  readonly level: number | 'entries'
  readonly index: number
  readonly width: number
}

/**
 * A tile of an organisation's log by its path below `tile/`: hashes one after the other, or entries, each behind its length.
 * What it holds is never another; a body that was erased changes none. Throws `missing` / `no_such_tile` for what is not
 * written as the specification has it, and for what the log does not reach.
 */
export async function tile(db: Db, org: string, path: string): Promise<Uint8Array> {
  const place = parsePlace(path)
  if (!place) throw noSuchTile(path)
  const { level, index, width } = place
  const first = index * WIDTH
  const covers = 2 ** (8 * (level === 'entries' ? 0 : level))
  const { size } = await findHead(db, org)
  if (first + width > Math.floor(size / covers)) throw noSuchTile(path)
  if (level === 'entries')
    return concat(...(await scanEvents(db, org, first, width)).map((event) => prefixed(leafEntry(event))))
  if (level === 0) return concat(...(await scanEvents(db, org, first, width)).map(({ leaf }) => new Uint8Array(leaf)))
  return concat(...(await nodeHashes(db, org, 8 * level, first, width)))
}

function parsePlace(path: string): TilePlace | undefined {
  const [, kind = '', index = '', width] =
    /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? []
  // One index has one form: no group of zeros leads.
  if (kind === '' || index.startsWith('x000/') || Number(kind) > 63 || Number(width ?? 1) >= WIDTH) return undefined
  const n = Number(index.replaceAll(/[x/]/g, ''))
  if (!Number.isSafeInteger(n * WIDTH)) return undefined
  return { level: kind === 'entries' ? kind : Number(kind), index: n, width: Number(width ?? WIDTH) }
}

/** An entry behind its length in two bytes, big-endian. */
function prefixed(entry: Uint8Array): Uint8Array {
  if (entry.length > 0xffff) throw new RangeError('An entry is longer than a bundle can say')
  return concat(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry)
}

const noSuchTile = (path: string) =>
  new AuditError('missing', 'no_such_tile', `The log has no tile ${path.slice(0, 100)}`)
