import { concat, type Frontier, type Hash, nodeHash } from '../crypto/index.ts'

/** Which full subtree: it has 2^level leaves, `position` is counted from the left among its level. */
export interface Place {
  readonly level: number
  readonly position: number
}

export interface Node extends Place {
  readonly hash: Hash
}

export const keyOf = ({ level, position }: Place): string => `${level}/${position}`

/** The tree with one more leaf, and the full subtrees above that leaf which it completes. O(log n). */
export function grow(frontier: Frontier, leaf: Hash): { frontier: Frontier; nodes: Node[] } {
  const roots = [...frontier.roots]
  const nodes: Node[] = []
  let hash = leaf
  let position = frontier.size
  for (let level = 1; position % 2 === 1; level++) {
    const left = roots.pop()
    if (!left) throw new RangeError('The frontier has fewer roots than its size says')
    hash = nodeHash(left, hash)
    position = (position - 1) / 2
    nodes.push({ level, position, hash })
  }
  return { frontier: { size: frontier.size + 1, roots: [...roots, hash] }, nodes }
}

/** How a frontier stands in the row of the head: its roots one after the other, 32 bytes each. */
export const frontierBytes = ({ roots }: Frontier): Uint8Array => concat(...roots)

export function readFrontier(size: number, bytes: Uint8Array): Frontier {
  const roots = Array.from({ length: bytes.length / 32 }, (_, i) => new Uint8Array(bytes.slice(i * 32, i * 32 + 32)))
  return { size, roots }
}
