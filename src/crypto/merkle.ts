import { CryptoError } from './errors.ts'
import { sameBytes, sha256 } from './hash.ts'

/** RFC 9162 §2.1.1: leaves and nodes hash under different prefixes, so neither can pose as the other. */
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export type Hash = Uint8Array<ArrayBuffer>

export const leafHash = (entry: Uint8Array): Hash => sha256(LEAF, entry)
export const nodeHash = (left: Uint8Array, right: Uint8Array): Hash => sha256(NODE, left, right)
export const emptyRoot = (): Hash => sha256()

/** A stretch of leaves, `from` included, `to` not. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The compact form of a tree: the roots of its perfect subtrees, largest first. All that is needed to append,
 * 32 bytes a level however long the log.
 */
export interface Frontier {
  readonly size: number
  readonly roots: readonly Hash[]
}

export const emptyFrontier: Frontier = { size: 0, roots: [] }

/** The tree with one more leaf. */
export function append(frontier: Frontier, leaf: Uint8Array): Frontier {
  const roots = [...frontier.roots]
  let root: Hash = new Uint8Array(leaf)
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) root = nodeHash(roots.pop() as Hash, root)
  return { size: frontier.size + 1, roots: [...roots, root] }
}

export function frontierRoot(frontier: Frontier): Hash {
  return frontier.roots.length === 0 ? emptyRoot() : foldRight(frontier.roots)
}

/** RFC 9162 §2.1.1: the root over these leaf hashes. */
export function rootOf(leaves: readonly Uint8Array[]): Hash {
  return leaves.length === 0 ? emptyRoot() : spanRoot(leaves, { from: 0, to: leaves.length })
}

/** RFC 9162 §2.1.3.1: the hashes that lead from leaf `index` to the root of these leaves, nearest first. */
export function proveInclusion(leaves: readonly Uint8Array[], index: number): Hash[] {
  return inclusionSpans(index, leaves.length).map((span) => spanRoot(leaves, span))
}

/** RFC 9162 §2.1.4.1: the hashes that show the tree of `size` leaves is the beginning of this one. */
export function proveConsistency(leaves: readonly Uint8Array[], size: number): Hash[] {
  return consistencySpans(size, leaves.length).map((span) => spanRoot(leaves, span))
}

/** Which subtrees an inclusion proof is made of: for a log that keeps its inner nodes and need not read every leaf. */
export function inclusionSpans(index: number, size: number): Span[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw noSuchLeaf(index, size)
  return siblings(index, { from: 0, to: size })
}

/** Which subtrees a consistency proof is made of. Empty from the empty tree, and from a tree to itself. */
export function consistencySpans(first: number, second: number): Span[] {
  if (!isCount(first) || !isCount(second) || first > second) throw noSuchLeaf(first, second)
  if (first === 0 || first === second) return []
  const walk = (m: number, span: Span, whole: boolean): Span[] => {
    if (m === span.to) return whole ? [] : [span]
    const middle = span.from + splitOf(span.to - span.from)
    const left = { from: span.from, to: middle }
    const right = { from: middle, to: span.to }
    return m <= middle ? [...walk(m, left, whole), right] : [...walk(m, right, false), left]
  }
  return walk(first, { from: 0, to: second }, true)
}

/** The perfect subtrees a span consists of, largest first; `foldRight` over their roots is the root of the span. */
export function perfectSpans({ from, to }: Span): Span[] {
  const spans: Span[] = []
  for (let at = from; at < to; ) {
    const length = largestPowerUpTo(to - at)
    spans.push({ from: at, to: at + length })
    at += length
  }
  return spans
}

/** Joins the roots of neighbouring perfect subtrees, largest first, from the right. */
export function foldRight(roots: readonly Uint8Array[]): Hash {
  return new Uint8Array(roots.reduceRight((right, left) => nodeHash(left, right)))
}

export interface InclusionClaim {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** RFC 9162 §2.1.3.2. Anything malformed is a no. */
export function verifyInclusion({ leaf, index, size, root, proof }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || proof.length > 64) return false
  if (![leaf, root, ...proof].every(isHash)) return false
  let node = index
  let last = size - 1
  let computed = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      computed = nodeHash(sibling, computed)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      computed = nodeHash(computed, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(computed, root)
}

export interface ConsistencyClaim {
  readonly first: number
  readonly firstRoot: Uint8Array
  readonly second: number
  readonly secondRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * RFC 9162 §2.1.4.2. Anything malformed is a no. The empty tree begins every tree, with an empty proof and the
 * root of nothing.
 */
export function verifyConsistency({ first, firstRoot, second, secondRoot, proof }: ConsistencyClaim): boolean {
  if (!isCount(first) || !isCount(second) || first > second || proof.length > 128) return false
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot)
  if (first === 0) return proof.length === 0 && sameBytes(firstRoot, emptyRoot())

  const path = largestPowerUpTo(first) === first ? [firstRoot, ...proof] : [...proof]
  const start = path.shift()
  if (start === undefined) return false
  let node = first - 1
  let last = second - 1
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let older = start
  let newer = start
  for (const sibling of path) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      older = nodeHash(sibling, older)
      newer = nodeHash(sibling, newer)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      newer = nodeHash(newer, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(older, firstRoot) && sameBytes(newer, secondRoot)
}

function spanRoot(leaves: readonly Uint8Array[], { from, to }: Span): Hash {
  let frontier = emptyFrontier
  for (let i = from; i < to; i++) frontier = append(frontier, leaves[i] as Uint8Array)
  return frontierRoot(frontier)
}

function siblings(index: number, span: Span): Span[] {
  const length = span.to - span.from
  if (length === 1) return []
  const middle = span.from + splitOf(length)
  const left = { from: span.from, to: middle }
  const right = { from: middle, to: span.to }
  return index < middle ? [...siblings(index, left), right] : [...siblings(index, right), left]
}

/** The largest power of two below `length`: where RFC 9162 splits a tree. */
const splitOf = (length: number): number => largestPowerUpTo(length - 1)

/** Sizes pass 2^31, so no bit operators here. */
function largestPowerUpTo(length: number): number {
  let power = 1
  while (power * 2 <= length) power *= 2
  return power
}

const half = (n: number): number => Math.floor(n / 2)
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const isHash = (bytes: Uint8Array): boolean => bytes.length === 32

function noSuchLeaf(index: number, size: number): CryptoError {
  return new CryptoError('invalid', 'no_such_leaf', `A tree of ${size} leaves has no proof for ${index}`)
}
