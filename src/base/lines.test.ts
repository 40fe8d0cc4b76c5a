import { expect, test } from 'vitest'
import { linesOf } from './lines.ts'

async function* pieces(text: string, length: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

test.each([1, 2, 3, 7, 100])(
  'lines are the same in pieces of %i bytes, and one too long is not held',
  async (length) => {
    const lines = await Array.fromAsync(linesOf(pieces('{"a":1}\r\nlängst\n\nfar too long a line\nend', length), 12))
    expect(lines).toEqual(['{"a":1}', 'längst', '', null, 'end'])
  },
)

test('a last line break begins no line', async () => {
  expect(await Array.fromAsync(linesOf(pieces('a\nb\n', 2), 12))).toEqual(['a', 'b'])
})
