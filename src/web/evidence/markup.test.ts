import { describe, expect, test } from 'vitest'
import { textInMarkup } from './markup.ts'

describe('the text in markup', () => {
  test('is what a reader would have read, line by line', () => {
    const letter =
      '<html><head><title>T</title><style>p{}</style></head><body><p>Dear&nbsp;Anna &amp; Max,</p><div>see <b>this</b>:<br>5 &lt; 6 &#x4F60;</div></body>'
    expect(textInMarkup(letter)).toBe('Dear Anna & Max,\nsee this:\n5 < 6 你')
  })

  test('holds nothing of scripts and comments, and of what is never closed', () => {
    expect(textInMarkup('a<script>alert("<b>")</script>b<!-- <p>hidden</p> -->c')).toBe('abc')
    expect(textInMarkup('a<script>alert(1)')).toBe('a')
    expect(textInMarkup('a<!-- b')).toBe('a')
    expect(textInMarkup('a <b')).toBe('a')
    expect(textInMarkup('&#0;&#xffffff;&unknown;')).toBe('&unknown;')
  })

  test('is read in a time that grows no faster than the markup, whatever it is', () => {
    const start = performance.now()
    for (const hostile of ['<script', '<', '<!--', '&#', '<script>', '<p ', ' \n'])
      textInMarkup(hostile.repeat(100_000))
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
