import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  append,
  emptyFrontier,
  emptyRoot,
  foldRight,
  frontierRoot,
  inclusionSpans,
  leafHash,
  perfectSpans,
  proveConsistency,
  proveInclusion,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'

const log = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 }).map((all) => all.map(leafHash))
const flipped = (bytes: Uint8Array, bit: number) => bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))

describe('a log', () => {
  test('that is empty has the root of nothing', () => {
    expect(rootOf([]).toHex()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(frontierRoot(emptyFrontier)).toEqual(emptyRoot())
  })

  test.prop([log])('grows to the same root leaf by leaf as at once', (leaves) => {
    expect(frontierRoot(leaves.reduce(append, emptyFrontier))).toEqual(rootOf(leaves))
  })

  test.prop([log, fc.nat(), fc.nat(255)])('has another root if a bit of a leaf changes', (leaves, pick, bit) => {
    const at = pick % leaves.length
    const changed = leaves.with(at, new Uint8Array(flipped(leaves[at] as Uint8Array, bit)))
    expect(rootOf(changed)).not.toEqual(rootOf(leaves))
  })

  test.prop([log, fc.nat()])('proves each leaf it holds, and no other in its place', (leaves, pick) => {
    const index = pick % leaves.length
    const claim = { index, size: leaves.length, root: rootOf(leaves), proof: proveInclusion(leaves, index) }
    expect(verifyInclusion({ ...claim, leaf: leaves[index] as Uint8Array })).toBe(true)
    expect(verifyInclusion({ ...claim, leaf: leafHash(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)) })).toBe(false)
    expect(verifyInclusion({ ...claim, leaf: leaves[index] as Uint8Array, size: leaves.length * 4 })).toBe(false)
  })

  test.prop([log, fc.nat(), fc.nat(255)])(
    'proves that it grew from what it was, and not from anything else',
    (leaves, pick, bit) => {
      const first = 1 + (pick % leaves.length)
      const claim = {
        first,
        second: leaves.length,
        firstRoot: rootOf(leaves.slice(0, first)),
        secondRoot: rootOf(leaves),
        proof: proveConsistency(leaves, first),
      }
      expect(verifyConsistency(claim)).toBe(true)
      expect(verifyConsistency({ ...claim, firstRoot: flipped(claim.firstRoot, bit) })).toBe(false)
      expect(verifyConsistency({ ...claim, secondRoot: flipped(claim.secondRoot, bit) })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: [...claim.proof, claim.secondRoot] })).toBe(false)
    },
  )

  test.prop([log, fc.nat()])('can be proved from the roots of its perfect subtrees alone', (leaves, pick) => {
    const index = pick % leaves.length
    const proof = inclusionSpans(index, leaves.length).map((span) =>
      foldRight(perfectSpans(span).map(({ from, to }) => rootOf(leaves.slice(from, to)))),
    )
    expect(proof).toEqual(proveInclusion(leaves, index))
  })

  test('has no proof for what it does not hold', () => {
    expect(() => proveInclusion([leafHash(Uint8Array.of(1))], 1)).toThrow(
      expect.objectContaining({ code: 'no_such_leaf' }),
    )
    expect(() => proveConsistency([leafHash(Uint8Array.of(1))], 2)).toThrow(
      expect.objectContaining({ code: 'no_such_leaf' }),
    )
  })

  test.each([
    ['a negative index', { index: -1 }],
    ['an index beyond every integer', { index: 2 ** 60 }],
    ['a size beyond every integer', { size: Number.POSITIVE_INFINITY }],
    ['a short leaf', { leaf: new Uint8Array(31) }],
    ['a proof of a million hashes', { proof: Array.from({ length: 1_000_000 }, () => new Uint8Array(32)) }],
  ])('refuses %s', (_, change) => {
    const leaf = leafHash(Uint8Array.of(1))
    expect(verifyInclusion({ leaf, index: 0, size: 1, root: leaf, proof: [], ...change })).toBe(false)
  })
})
