import { emptyFrontier, type Frontier, type Hash, sameBytes } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { ERASED } from './erasure.ts'
import { hashBody, hashEvent } from './event.ts'
import { nodesCompletedBy, type StoredEvent, scanEvents } from './store-rows.ts'
import { grow, keyOf, type Node } from './tree.ts'

/** Something wrong in a log. */
export interface Fault {
  /** The event at fault, or the first of several; for a fault of the head or a checkpoint, the size it speaks of. */
  readonly seq: number
  readonly what: string
}

/** A log as its rows tell it. */
export interface Recomputed {
  /** The tree over the events from the first up to the first that is missing. */
  readonly frontier: Frontier
  /** No event is missing in between. */
  readonly whole: boolean
  /** The tree as it was at each of the sizes asked for. */
  readonly frontiers: ReadonlyMap<number, Frontier>
  readonly faults: readonly Fault[]
  /** How many events had what they said erased, as events say. */
  readonly erased: number
}

const BATCH = 1000
/** Beyond these a log is not damaged but gone; and looking where each event belongs takes their square. */
const MOST_MISPLACED = 200

/** Reads the whole log in order, and recomputes every hash in it. */
export async function recompute(db: Db, org: string, sizes: ReadonlySet<number>): Promise<Recomputed> {
  let frontier = emptyFrontier
  let whole = true
  let next = 0
  const frontiers = new Map<number, Frontier>()
  const faults: Fault[] = []
  const misplaced: StoredEvent[] = []
  const bare: number[] = []
  const toldErased = new Set<number>()

  for (let rows = await scanEvents(db, org, 0, BATCH); rows.length > 0; rows = await scanEvents(db, org, next, BATCH)) {
    const stored = await nodesCompletedBy(db, org, next, next + BATCH)
    for (const row of rows) {
      if (row.seq !== next) {
        faults.push({ seq: next, what: `${several(next, row.seq)} missing` })
        whole = false
      }
      next = row.seq + 1
      const body = bodyFault(row)
      if (body) faults.push({ seq: row.seq, what: body })
      if (row.body === null && row.salt === null) bare.push(row.seq)
      for (const seq of erasedBy(row)) toldErased.add(seq)
      if (!sameBytes(hashEvent(row), row.leaf)) misplaced.push(row)
      if (!whole) continue
      const grown = grow(frontier, new Uint8Array(row.leaf))
      frontier = grown.frontier
      if (sizes.has(frontier.size)) frontiers.set(frontier.size, frontier)
      const suspects = [...faults, ...misplaced]
      faults.push(...nodeFaults(grown.nodes, stored, suspects))
    }
  }
  faults.push(...misplaced.slice(0, MOST_MISPLACED).map((row, _, all) => ({ seq: row.seq, what: leafFault(row, all) })))
  for (const seq of bare)
    if (!toldErased.has(seq)) faults.push({ seq, what: 'the body was erased, and no event says by whom and why' })
  return { frontier, whole, frontiers, faults, erased: bare.filter((seq) => toldErased.has(seq)).length }
}

/** The events that this one says were erased. */
function erasedBy({ kind, body }: StoredEvent): number[] {
  if (kind !== ERASED || body === null) return []
  try {
    const { seqs } = JSON.parse(body) as { seqs?: unknown }
    return Array.isArray(seqs) ? seqs.filter((seq) => typeof seq === 'number') : []
  } catch {
    // Altered: that is a fault by itself.
    return []
  }
}

function bodyFault({ body, salt, bodyHash }: StoredEvent): string | undefined {
  if (body === null && salt === null) return undefined
  if (body === null || salt === null) return 'the body was half erased'
  return sameBytes(hashBody(salt, body), bodyHash) ? undefined : 'the body was altered'
}

/** The leaf says something else than the columns: another event put here, or a column changed. */
function leafFault(row: StoredEvent, others: readonly StoredEvent[]): string {
  const places = [row.seq - 1, row.seq + 1, ...others.map(({ seq }) => seq)]
  const home = places.find((seq) => sameBytes(hashEvent({ ...row, seq }), row.leaf))
  if (home === undefined) return 'it was altered: when, by whom, of what kind, about what, or the hash of its body'
  return `it does not belong here: it was recorded as event ${home} (put in another order, or another event inserted)`
}

/** Full subtrees that hash to something else than was recorded; one is told, not every larger one around it. */
function nodeFaults(
  nodes: readonly Node[],
  stored: ReadonlyMap<string, Hash>,
  suspects: readonly { seq: number }[],
): Fault[] {
  for (const node of nodes) {
    const recorded = stored.get(keyOf(node))
    if (recorded && sameBytes(recorded, node.hash)) continue
    const from = node.position * 2 ** node.level
    const to = from + 2 ** node.level
    if (suspects.some(({ seq }) => seq >= from && seq < to)) continue
    const what = recorded
      ? 'altered together with its own hash, or the hash over them was'
      : 'without the recorded hash over them'
    return [{ seq: from, what: `events ${from} to ${to - 1}: one was ${what}` }]
  }
  return []
}

export function several(from: number, to: number): string {
  return to - from === 1 ? `event ${from} is` : `events ${from} to ${to - 1} are`
}
