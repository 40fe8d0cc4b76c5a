import { describe, expect, test } from 'vitest'
import { corpusOf } from './corpus.ts'
import { fuzz } from './fuzz.ts'
import { parsers } from './parsers.ts'

/** `COMITY_FUZZ=100000` for as many as a night has. */
const inputs = Number(process.env.COMITY_FUZZ ?? 60)

describe('hostile bytes', () => {
  test.each(Object.entries(parsers))(
    'for %s are refused or read, at once',
    { timeout: 600_000 },
    async (name, parser) => {
      expect(await Array.fromAsync(fuzz(parser, corpusOf(name, parser), inputs, 1))).toEqual([])
    },
  )

  test('are the same again from the same seed, and what throws is found', async () => {
    const parser = { read: (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)), seeds: ['{}'] }
    const found = () => Array.fromAsync(fuzz(parser, corpusOf('json', parser), 50, 7))
    expect((await found()).length).toBeGreaterThan(0)
    expect(await found()).toEqual(await found())
  })
})
