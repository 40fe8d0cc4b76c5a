import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('a figure as CSV is no formula to a spreadsheet, and each line says what it counts', () => {
  const lines = [
    { figure: 'requests', value: '', number: 9 },
    { figure: 'byState', value: 'IE', number: null },
  ] as const
  const [, first, second] = csvOf([
    { organisation: '=HYPERLINK("x")', state: 'DE', direction: 'outgoing', lines },
  ]).split('\r\n')
  expect(first).toBe(
    `"'=HYPERLINK(""x"")","DE","outgoing","requests","","9","Requests the organisation has on record, each once, by the direction it went"`,
  )
  expect(second).toContain('"byState","IE","not told"')
})
