import {
  checkpointText,
  emptyRoot,
  frontierRoot,
  type Hash,
  noteVerifier,
  openNote,
  sameBytes,
} from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { originOf } from './checkpoints.ts'
import { type Fault, type Recomputed, recompute, several } from './recompute.ts'
import { listCheckpoints, type SignedCheckpoint } from './store-checkpoints.ts'
import { countNodes, type Head, listLogs, readHead } from './store-rows.ts'
import { frontierBytes } from './tree.ts'

export interface LogVerdict {
  readonly org: string
  readonly ok: boolean
  /** How many events hang together from the first on, and the root of their tree. */
  readonly size: number
  readonly root: Hash
  /** How many events had what they said erased; that is recorded, and every proof holds. */
  readonly erased: number
  /** In order; at most a hundred. */
  readonly faults: readonly Fault[]
}

const MOST_FAULTS = 100

/** By organisation: the key its log is signed with, or every one it has had. */
type LogKeys = ReadonlyMap<string, Uint8Array | readonly Uint8Array[]>

/**
 * Recomputes every log from its rows, and says where one was changed behind its back. `keys` are the organisations'
 * Ed25519 public keys, one of which each of their checkpoints must be signed with. With `only`, just the log of that organisation.
 */
export async function verifyLog(db: Db, keys: LogKeys, only?: string): Promise<LogVerdict[]> {
  // One view of the whole, while others go on recording.
  const reading = db.transaction().setIsolationLevel('repeatable read')
  return reading.execute(async (tx) => {
    const verdicts: LogVerdict[] = []
    for (const org of only ? [only] : await listLogs(tx))
      verdicts.push(await verifyOne(tx, org, [keys.get(org) ?? []].flat()))
    return verdicts
  })
}

async function verifyOne(db: Db, org: string, keys: readonly Uint8Array[]): Promise<LogVerdict> {
  const head = await readHead(db, org)
  const checkpoints = await listCheckpoints(db, org)
  const sizes = new Set([...checkpoints.map(({ size }) => size), head?.size ?? 0])
  const log = await recompute(db, org, sizes)
  const faults = [...log.faults]
  if (log.whole) faults.push(...headFaults(head, log))
  if (log.whole && faults.length === 0) faults.push(...(await surplusNodes(db, org, log.frontier.size)))
  for (const one of checkpoints) faults.push(...(await checkpointFaults(one, log, keys)))
  const { size } = log.frontier
  faults.sort((a, b) => a.seq - b.seq)
  return {
    org,
    ok: faults.length === 0,
    size,
    root: frontierRoot(log.frontier),
    erased: log.erased,
    faults: faults.slice(0, MOST_FAULTS),
  }
}

function headFaults(head: Head | undefined, log: Recomputed): Fault[] {
  const { size } = log.frontier
  if (!head) return [{ seq: size, what: 'the head of the log is missing' }]
  const holdsAll = sameBytes(head.frontier, frontierBytes(log.frontier))
  if (head.size !== size && holdsAll)
    return [{ seq: size, what: `the head was changed: it counts ${head.size} events` }]
  if (head.size > size) return [{ seq: size, what: `${several(size, head.size)} missing at the end` }]
  const then = log.frontiers.get(head.size)
  const holds = then !== undefined && sameBytes(head.frontier, frontierBytes(then))
  if (!holds && log.faults.length === 0)
    return [{ seq: head.size, what: 'the head was changed, or the last event with its hash' }]
  if (head.size < size) return [{ seq: head.size, what: `${several(head.size, size)} inserted behind the head` }]
  return []
}

/** A tree of n leaves has n full subtrees above them, less one for each root of its frontier. */
async function surplusNodes(db: Db, org: string, size: number): Promise<Fault[]> {
  const ones = [...size.toString(2)].filter((bit) => bit === '1').length
  const more = (await countNodes(db, org)) - (size - ones)
  return more === 0 ? [] : [{ seq: size, what: `${more} hashes too many stand in the tree` }]
}

async function checkpointFaults(
  { org, size, root, note }: SignedCheckpoint,
  log: Recomputed,
  keys: readonly Uint8Array[],
): Promise<Fault[]> {
  const name = `the checkpoint at ${size} events`
  const faults: Fault[] = []
  const frontier = log.frontiers.get(size)
  const expected = size === 0 ? emptyRoot() : frontier && frontierRoot(frontier)
  if (!expected && log.whole) faults.push({ seq: size, what: `${name} speaks of more than there are` })
  if (expected && !sameBytes(expected, root) && !log.faults.some(({ seq }) => seq < size)) {
    faults.push({ seq: size, what: `the events before ${size} are not those of ${name}` })
  }
  if (keys.length === 0)
    faults.push({ seq: size, what: `${name} cannot be checked: the organisation's key is not here` })
  else if (!(await isSigned(note, checkpointText({ origin: originOf(org), size, root }), org, keys))) {
    faults.push({ seq: size, what: `${name} was altered, or somebody else signed it` })
  }
  return faults
}

async function isSigned(note: string, text: string, org: string, keys: readonly Uint8Array[]): Promise<boolean> {
  try {
    const verifiers = keys.map((key) => noteVerifier(originOf(org), key))
    return (await openNote(note, verifiers)).text === text
  } catch {
    return false
  }
}
