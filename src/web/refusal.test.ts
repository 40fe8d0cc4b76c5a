import { expect, test } from 'vitest'
import { RequestError } from '../requests/index.ts'
import { readerOf } from './reader.ts'
import { refusalInWords } from './refusal.ts'

test('who was late is told by whom and when in every language', () => {
  const done = { name: 'Claudia Stern', at: '2026-11-20T09:00:00Z' }
  const refused = new RequestError('conflict', 'already_decided', 'It was done by Claudia Stern on 2026-11-20', {
    done,
  })
  for (const language of ['en', 'zh', 'de', 'fr'] as const) {
    const said = refusalInWords(
      refused,
      readerOf(language, 'UTC', (text) => text),
    )
    expect([language, said]).toEqual([language, expect.stringContaining('Claudia Stern')])
    expect([language, said]).toEqual([language, expect.stringContaining('2026')])
  }
})
