import {
  consistencySpans,
  type Frontier,
  foldRight,
  frontierRoot,
  type Hash,
  inclusionSpans,
  perfectSpans,
  type Span,
} from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { AuditError } from './errors.ts'
import { findHead, findNodes } from './store.ts'
import { keyOf, type Place } from './tree.ts'

/** That an event is in the log of that size: verify with `verifyInclusion` of crypto. Hashes nearest the leaf first. */
export interface InclusionProof {
  readonly seq: number
  readonly size: number
  readonly root: Hash
  readonly leaf: Hash
  readonly proof: readonly Hash[]
}

/** That the log of `first` events is the beginning of the log of `second`. */
export interface ConsistencyProof {
  readonly first: number
  readonly second: number
  readonly proof: readonly Hash[]
}

/** Reads O(log n) hashes, not the log. Throws `invalid` / `bad_range` for what the log does not reach. */
export async function proveInclusion(db: Db, org: string, seq: number, size: number): Promise<InclusionProof> {
  await checkRange(db, org, seq, seq + 1, size)
  const whole = { from: 0, to: size }
  const leaf = { from: seq, to: seq + 1 }
  const [root, first, ...proof] = await hashes(db, org, [whole, leaf, ...inclusionSpans(seq, size)])
  if (!root || !first) throw damaged(org)
  return { seq, size, root, leaf: first, proof }
}

/** Reads O(log n) hashes, not the log. Throws `invalid` / `bad_range` for what the log does not reach. */
export async function proveConsistency(db: Db, org: string, first: number, second: number): Promise<ConsistencyProof> {
  await checkRange(db, org, first, second)
  return { first, second, proof: await hashes(db, org, consistencySpans(first, second)) }
}

/** The root of the log when it had this size. */
export async function rootAt(db: Db, org: string, size: number): Promise<Hash> {
  const head = await checkRange(db, org, size)
  if (head.size === size || size === 0) return frontierRoot(size === 0 ? { size: 0, roots: [] } : head)
  const [root] = await hashes(db, org, [{ from: 0, to: size }])
  if (!root) throw damaged(org)
  return root
}

/** The head, if these are whole numbers in order that the log reaches. */
async function checkRange(db: Db, org: string, ...counts: number[]): Promise<Frontier> {
  const head = await findHead(db, org)
  const bounds = [0, ...counts, head.size]
  const inOrder = bounds.every((count, i) => Number.isSafeInteger(count) && count >= (bounds[i - 1] ?? 0))
  if (inOrder) return head
  throw new AuditError(
    'invalid',
    'bad_range',
    `The log has ${head.size} events: there is no proof for ${counts.join(', ')}`,
  )
}

/** The root of each span, from the hashes of the full subtrees it consists of, all read at once. */
async function hashes(db: Db, org: string, spans: readonly Span[]): Promise<Hash[]> {
  const parts = spans.map((span) => perfectSpans(span).map(placeOf))
  const found = await findNodes(db, org, parts.flat())
  return parts.map((places) => {
    const roots = places.map((place) => found.get(keyOf(place)))
    if (!roots.every((root) => root !== undefined)) throw damaged(org)
    return foldRight(roots)
  })
}

function placeOf({ from, to }: Span): Place {
  return { level: Math.round(Math.log2(to - from)), position: from / (to - from) }
}

const damaged = (org: string) =>
  new AuditError('unavailable', 'log_damaged', `The log of ${org} is damaged; see: comity log verify`)
