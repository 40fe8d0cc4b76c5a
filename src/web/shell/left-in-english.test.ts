import { describe, expect, test } from 'vitest'
import { leftInEnglish } from './left-in-english.ts'

const mark = (html: string, ...texts: string[]) => leftInEnglish(html, new Set(texts))

describe('a text of the law nobody has translated', () => {
  test('is told to be English where it stands, alone or beside other words', () => {
    expect(mark('<p>Grund: Data of a judge (Art. 5)</p>', 'Data of a judge')).toBe(
      '<p>Grund: <span lang="en">Data of a judge</span> (Art. 5)</p>',
    )
  })

  test('is found however it is written in the page', () => {
    expect(mark('<p>The state&#39;s &amp; the court&#39;s</p>', "The state's & the court's")).toBe(
      '<p><span lang="en">The state&#39;s &amp; the court&#39;s</span></p>',
    )
  })

  test('is marked as the longest that stands there, and once', () => {
    expect(mark('<li>An order to a bank</li>', 'An order', 'An order to a bank')).toBe(
      '<li><span lang="en">An order to a bank</span></li>',
    )
  })

  test('is not part of a word, and not marked where only plain text may stand', () => {
    const page = '<title>No</title><option value="No">No</option><p title="No">Notiz, Nord</p>'
    expect(mark(page, 'No')).toBe(page)
  })

  test('changes nothing where there is none', () => {
    expect(mark('<p>Alles übersetzt</p>')).toBe('<p>Alles übersetzt</p>')
  })
})
