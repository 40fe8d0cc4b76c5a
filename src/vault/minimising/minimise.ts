import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText, type Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Blobs } from '../blobs.ts'
import { asTold, custodyOf } from '../custody.ts'
import { VaultError } from '../errors.ts'
import { type Identities, keepItem, readName, refuseRestricted } from '../evidence.ts'
import { inheritLevel } from '../handling.ts'
import type { Item } from '../item.ts'
import { openedAt } from '../opened-at.ts'
import { open, seal } from '../seal.ts'
import { findItem, lockItem } from '../store.ts'
import { refuseApart, setApart } from './apart.ts'
import { letters } from './letters.ts'
import { packedFiles } from './packed-files.ts'
import { records } from './records.ts'
import { type Fate, fates, type Reading, type Selection, type Source, type Survey } from './selection.ts'
import { apartOf, insertPart, type Part, partsAround } from './store.ts'

/** Where the pieces are, what opens them, and whom what is made of them is sealed to: one's own organisation. */
export interface Minimiser {
  readonly db: Db
  readonly blobs: Blobs
  readonly now: Now
  readonly identities: Identities
  readonly sealedTo: readonly string[]
  /** Told now and then what share of the work is done, from 0 to 1. */
  readonly progress?: (share: number) => void
}

/**
 * How many letters, rows or files of a verified piece the request covers, before anything is written. Nobody sees any of them; that
 * they were counted is recorded. Throws `not_verified`, `restricted`, `not_readable`, `no_such_column`, `bad_day`.
 */
export async function surveyPiece(on: Minimiser, actor: Actor, id: string, selection: Selection): Promise<Survey> {
  const item = await minimisable(on, actor, id, selection)
  await refuseApart(on.db, actor, item, on.now())
  const { survey } = await judgeAll(on, item, selection)
  const body = { origin: item.origin, selection: asJson(selection), survey, byName: actor.name }
  await on.db
    .transaction()
    .execute((tx) => record(tx, { ...of(actor), kind: 'evidence.surveyed', about: id, body }, on.now()))
  return survey
}

/**
 * Makes of a verified piece what the request covers, as a piece of its own, and another of what it does not, and one of what
 * is privileged. The last two and the piece they came from are set apart: nobody opens them without another's leave. What is
 * made of a piece that is set apart takes leave too, and is set apart for the same reasons. Each
 * knows what it was made of, by which selection and why. Throws what `surveyPiece` does, `reason_missing`, `nothing_kept`,
 * `nothing_left_out` where all of it is covered, `already_minimised` by the same selection,
 * and `set_apart`, `works_on_case` as `openEvidence` does.
 */
export async function minimise(
  on: Minimiser,
  actor: Actor,
  id: string,
  { selection, reason }: { readonly selection: Selection; readonly reason: string },
  orgName: (org: string) => string,
): Promise<Part[]> {
  const item = await minimisable(on, actor, id, selection)
  const why = reason.trim().slice(0, 2_000)
  if (why === '') throw new VaultError('invalid', 'reason_missing', 'Say why it is minimised', { path: 'reason' })
  await refuseSame(on.db, actor.org, id, selection)
  await refuseApart(on.db, actor, item, on.now())
  const { reading, judged, survey } = await judgeAll(on, item, selection)
  if (survey.kept === 0)
    throw new VaultError('conflict', 'nothing_kept', 'Nothing in this piece is covered by what you chose')
  const dropsColumns = selection.of === 'records' && (selection.columns?.length ?? 0) > 0
  if (survey.kept === judged.length && !dropsColumns)
    throw new VaultError('conflict', 'nothing_left_out', 'All of this piece is covered: there is nothing to leave out')
  const { lines } = await custodyOf(on.db, item, orgName)
  const acts = lines.map(asTold)
  const made: { part: Fate; units: number; piece: Item }[] = []
  for (const part of fates) {
    if (survey[part] === 0 && !(part === 'left-out' && dropsColumns)) continue
    const sealing = seal(reading.part(sourceOf(on, item, passes(part)), judged, part), on.sealedTo)
    await on.blobs.write(sealing, { owned: true })
    const { plain, sealed } = sealing.sums()
    const at = on.now()
    const piece: Item = {
      ...item,
      id: newId('item', at.epochMilliseconds),
      name: nameOf(item.name, part),
      size: plain.size,
      sha256: plain.sha256,
      sealedSize: sealed.size,
      sealedSha256: sealed.sha256,
      sealedTo: on.sealedTo,
      producer: actor.org,
      acts,
      state: 'verified',
      at: instantText(at),
    }
    made.push({ part, units: survey[part], piece })
  }
  return on.db.transaction().execute(async (tx) => {
    const at = on.now()
    const parts: Part[] = []
    // Meanwhile it may have been minimised by another, set apart, or given up.
    refuseUnusable(await lockItem(tx, actor.org, id))
    await refuseSame(tx, actor.org, id, selection)
    await refuseApart(tx, actor, item, at)
    const inherited = (await apartOf(tx, actor.org, [id])).filter(({ is }) => is !== 'original')
    for (const { part, units, piece } of made) {
      await keepItem(tx, { id: actor.person, name: actor.name }, piece, at)
      await inheritLevel(tx, item, piece, instantText(at))
      const one: Part = {
        item: piece.id,
        of: id,
        part,
        units,
        ofUnits: judged.length,
        selection,
        reason: why,
        byName: actor.name,
        at: instantText(at),
      }
      await insertPart(tx, actor.org, one)
      const body = {
        origin: item.origin,
        of: id,
        ofSha256: item.sha256,
        part,
        units,
        ofUnits: judged.length,
        why,
        byName: actor.name,
      }
      await record(tx, { ...of(actor), kind: 'evidence.part-made', about: piece.id, body }, at)
      if (part !== 'kept') await setApart(tx, actor, piece, part, why, at)
      for (const { is, reason } of inherited) await setApart(tx, actor, piece, is, reason, at)
      parts.push(one)
    }
    const about = parts.map(({ item: piece, part, units }) => ({ piece, part, units }))
    const body = {
      origin: item.origin,
      selection: asJson(selection),
      why,
      parts: about,
      undated: survey.undated,
      byName: actor.name,
    }
    await record(tx, { ...of(actor), kind: 'evidence.minimised', about: id, body }, at)
    await setApart(tx, actor, item, 'original', why, at)
    return parts
  })
}

const of = ({ org, person }: Actor) => ({ org, by: person })
const asJson = (selection: Selection) => JSON.parse(JSON.stringify(selection)) as Json

async function refuseSame(db: Db, org: string, id: string, selection: Selection): Promise<void> {
  const same = (part: Part) =>
    part.of === id && canonicalJson(asJson(part.selection)) === canonicalJson(asJson(selection))
  if ((await partsAround(db, org, id)).some(same))
    throw new VaultError('conflict', 'already_minimised', 'This piece has been minimised by the same selection already')
}

async function minimisable({ db }: Minimiser, actor: Actor, id: string, selection: Selection): Promise<Item> {
  permit(actor, 'evidence.minimise')
  const { from, until } = selection.of === 'records' ? (selection.rows ?? {}) : selection
  const path = selection.of === 'records' ? 'rows.' : ''
  for (const [name, day] of Object.entries({ from, until })) if (day !== undefined) refuseNoDay(day, `${path}${name}`)
  if (from !== undefined && until !== undefined && from > until)
    throw new VaultError('invalid', 'bad_day', 'The last day is before the first', { path: `${path}until` })
  const item = await findItem(db, actor.org, id)
  refuseUnusable(item)
  return item
}

function refuseUnusable(item: Item): void {
  if (item.state !== 'verified')
    throw new VaultError('conflict', 'not_verified', `${item.name} has not been verified: it is ${item.state}`)
  refuseRestricted(item)
}

function refuseNoDay(text: string, path: string): void {
  try {
    Temporal.PlainDate.from(text)
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return
  } catch {}
  throw new VaultError('invalid', 'bad_day', `‘${text.slice(0, 40)}’ is no day, as 2026-11-21 is`, { path })
}

async function judgeAll(on: Minimiser, item: Item, selection: Selection) {
  const reading = readingOf(selection)
  const judged: Fate[] = []
  const counted = { kept: 0, 'left-out': 0, privileged: 0, undated: 0 }
  for await (const { fate, isUndated } of reading.judge(sourceOf(on, item, 0))) {
    judged.push(fate)
    counted[fate]++
    if (isUndated) counted.undated++
  }
  const survey: Survey = counted
  return { reading, judged, survey }
}

/** How the file is read that a selection is of. */
export function readingOf(selection: Selection): Reading {
  if (selection.of === 'letters') return letters(selection)
  return selection.of === 'records' ? records(selection) : packedFiles(selection)
}

/** The piece is read once to be judged, and once for each part. */
const PASSES = 1 + fates.length
const passes = (part: Fate) => 1 + fates.indexOf(part)

/** The piece opened, telling how far it was read; `before`: how often it was read already. */
function sourceOf({ blobs, identities, progress }: Minimiser, item: Item, before: number): Source {
  const openers = { identities: [identities].flat() }
  const read = openedAt(blobs, item, openers)
  let done = 0
  const tell = (bytes: number) => {
    done += bytes
    progress?.((before + Math.min(1, done / Math.max(1, item.size))) / PASSES)
  }
  return {
    name: item.name,
    size: item.size,
    async *bytes() {
      for await (const chunk of open(blobs.read(item.sealedSha256), openers)) {
        tell(chunk.length)
        yield chunk
      }
    },
    async at(from, to) {
      tell(to - from)
      return read(from, to)
    },
  }
}

/** The name of the file with what part it is before its ending. */
export function nameOf(name: string, part: Fate): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return readName(`${stem.slice(0, 200)}.${part}${ending.slice(0, 40)}`)
}
