import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import { generateSealingKey } from '../../crypto/index.ts'
import { asTold, custodyOf } from '../custody.ts'
import { VaultError } from '../errors.ts'
import { keepItem, type Vault } from '../evidence.ts'
import { inheritLevel } from '../handling.ts'
import type { Item } from '../item.ts'
import { openedAt } from '../opened-at.ts'
import { open, seal } from '../seal.ts'
import { findItem, lockItem } from '../store.ts'
import { nameOf, readingOf } from './minimise.ts'
import { isJson, namesIn, recordsIn } from './records.ts'
import type { Fate, Source } from './selection.ts'
import { insertPart } from './store.ts'

/** The file once more, and which of its columns, or of the members of its records, are kept: said by whoever has read them. */
export interface Masking {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly keep: (
    records: AsyncIterable<Readonly<Record<string, unknown>>>,
    names: readonly string[],
  ) => Promise<readonly string[]>
  readonly reason: string
}

/**
 * Makes of a table, or of records in JSON, that was sealed for another a piece without some of its columns or members. What is sealed to them its holder cannot open, so
 * the file is given once more and has to have the hash of the piece; meanwhile it lies sealed to a key that is thrown away. The new
 * piece knows what it was made of, is of the same level until it is graded, and is sealed to whom that was. Throws `not_in_hand`,
 * `upload_differs` for another file, `not_readable`, `nothing_kept`, `nothing_left_out`.
 */
export async function maskGiven(
  { db, blobs, now }: Vault,
  actor: Actor,
  id: string,
  { bytes, keep, reason }: Masking,
): Promise<Item> {
  permit(actor, 'order.produce')
  const item = await findItem(db, actor.org, id)
  refuseElsewhere(item)
  const { identity, recipient } = await generateSealingKey()
  const sealing = seal(atMost(bytes, item.size), [recipient])
  const given = await blobs.write(sealing, { owned: true })
  try {
    const { plain } = sealing.sums()
    if (plain.sha256 !== item.sha256) throw otherFile()
    const source = sourceOf(blobs, { ...item, sealedSha256: given.sha256, sealedSize: given.size }, identity)
    const names = await namesIn(source)
    const columns = [...(await keep(recordsIn(source), names))]
    const selection = { of: 'records' as const, columns }
    const mediaType = (await isJson(source)) ? jsonType(item) : 'text/csv'
    if (columns.length === 0) throw new VaultError('conflict', 'nothing_kept', 'Every column would be left out')
    if (names.every((name) => columns.includes(name)))
      throw new VaultError('conflict', 'nothing_left_out', 'No column would be left out: say which')
    const reading = readingOf(selection)
    const judged: Fate[] = []
    for await (const { fate } of reading.judge(source)) judged.push(fate)
    const masked = seal(reading.part(source, judged, 'kept'), item.sealedTo)
    await blobs.write(masked, { owned: true })
    const sums = masked.sums()
    const at = now()
    const when = instantText(at)
    const acts = (await custodyOf(db, item, () => actor.orgName)).lines.map(asTold)
    const piece: Item = {
      ...item,
      ...{ id: newId('item', at.epochMilliseconds), name: nameOf(item.name, 'kept'), mediaType },
      ...{ size: sums.plain.size, sha256: sums.plain.sha256, sealedSize: sums.sealed.size, sealedSha256: sums.sealed.sha256 },
      ...{ acts, at: when },
    } // biome-ignore format: one fact a word
    const units = judged.length
    await db.transaction().execute(async (tx) => {
      refuseElsewhere(await lockItem(tx, actor.org, id))
      await keepItem(tx, { id: actor.person, name: actor.name }, piece, at)
      await inheritLevel(tx, item, piece, when)
      const part = { item: piece.id, of: id, part: 'kept' as const, units, ofUnits: units, selection, reason }
      await insertPart(tx, actor.org, { ...part, byName: actor.name, at: when })
      const leftOut = names.filter((name) => !columns.includes(name))
      const body = { origin: item.origin, of: id, ofSha256: item.sha256, part: 'kept', leftOut, why: reason, byName: actor.name } // biome-ignore format: one line
      await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.part-made', about: piece.id, body }, at)
    })
    return piece
  } finally {
    await blobs.destroy(given.sha256)
  }
}

function refuseElsewhere({ name, state }: Item): void {
  if (state !== 'sealed') throw new VaultError('conflict', 'not_in_hand', `${name} is not here to be masked: it is ${state}`) // biome-ignore format: one line
}

const otherFile = () => new VaultError('invalid', 'upload_differs', 'This is not the file that was taken in', { path: 'files' }) // biome-ignore format: one line

/** Whoever gives more than the piece is gives another file, and is not to fill the disk with it. */
async function* atMost(bytes: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Uint8Array> {
  let left = size
  for await (const part of bytes) {
    left -= part.length
    if (left < 0) throw otherFile()
    yield part
  }
}

function sourceOf(blobs: Vault['blobs'], item: Item, identity: string): Source {
  const openers = { identities: [identity] }
  const bytes = () => open(blobs.range(item.sealedSha256, 0, item.sealedSize), openers)
  return { name: item.name, size: item.size, bytes, at: openedAt(blobs, item, openers) }
}

const jsonType = ({ mediaType }: Item) => (/\bjson\b|json$/.test(mediaType) ? mediaType : 'application/json')
