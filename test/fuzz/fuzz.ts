import { DomainError } from '../../src/base/errors.ts'
import type { Parser } from './parsers.ts'

/** What one input did that none may do. */
export interface Finding {
  readonly input: Uint8Array
  readonly what: string
}

/** Longer than any answer to an input of this size may take, in milliseconds. */
const PATIENCE = 1000
const LONGEST = 16_384

/**
 * Tries so many inputs, made by changing the seeds and one another. A refusal is an answer; anything else that is thrown,
 * and anything that takes longer than a second, is a finding. The same seed gives the same inputs.
 */
export async function* fuzz(
  { read, words = [] }: Parser,
  corpus: readonly Uint8Array[],
  inputs: number,
  seed: number,
): AsyncIterable<Finding> {
  const chance = randomFrom(seed)
  const kept = [...corpus]
  // What is loaded with the first input is no input's fault.
  for (const input of corpus) {
    const what = await tryOne(read, input)
    if (what) yield { input, what }
  }
  for (let i = 0; i < inputs; i++) {
    const input = changed(kept, words, chance)
    if (chance(100) === 0 && kept.length < 500) kept.push(input)
    const what = await tryOne(read, input)
    if (what) yield { input, what }
  }
}

async function tryOne(read: Parser['read'], input: Uint8Array): Promise<string | undefined> {
  // A machine that does other work is slow once; an input that hangs is slow each time.
  let took = Number.POSITIVE_INFINITY
  for (let times = 0; times < 3 && took > PATIENCE; times++) {
    const since = performance.now()
    try {
      await read(input)
    } catch (error) {
      if (!(error instanceof DomainError)) {
        return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : String(error)
      }
    }
    took = Math.min(took, performance.now() - since)
  }
  return took > PATIENCE ? `took ${Math.round(took)} ms` : undefined
}

type Chance = (below: number) => number

/** Marsaglia's xorshift: small, and the same everywhere. */
function randomFrom(seed: number): Chance {
  let state = seed | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

function changed(corpus: readonly Uint8Array[], words: readonly string[], chance: Chance): Uint8Array {
  let input = [...(corpus[chance(corpus.length)] ?? [])]
  for (let times = 1 + chance(6); times > 0; times--) {
    const [from, to] = [chance(input.length + 1), chance(input.length + 1)].sort((a, b) => a - b) as [number, number]
    switch (chance(7)) {
      case 0:
        if (input.length > 0) input[from % input.length] = chance(256)
        break
      case 1:
        if (input.length > 0) input[from % input.length] = (input[from % input.length] ?? 0) ^ (1 << chance(8))
        break
      case 2:
        input.splice(from, Math.min(to - from, 1 + chance(64)))
        break
      case 3:
        input.splice(from, 0, ...Array.from({ length: 1 + chance(8) }, () => chance(256)))
        break
      case 4:
        input.splice(from, 0, ...input.slice(from, Math.min(to, from + 512)))
        break
      case 5: {
        const other = corpus[chance(corpus.length)] ?? new Uint8Array()
        input.splice(from, chance(32), ...other.slice(chance(other.length + 1)).slice(0, 512))
        break
      }
      default: {
        const word = words.length > 0 ? (words[chance(words.length)] ?? '') : '\0'
        const times = chance(20) === 0 ? 1 + chance(200) : 1
        input.splice(from, 0, ...new TextEncoder().encode(word.repeat(times)))
      }
    }
    if (input.length > LONGEST) input = input.slice(0, LONGEST)
  }
  return Uint8Array.from(input)
}
