import { describe, expect, test } from 'vitest'
import { searchFor, wordsOf } from './words.ts'

describe('the words a request is found by', () => {
  test('have neither case nor accents', () => {
    expect(wordsOf(['Überfall auf  São Paulo'])).toEqual(['uberfall', 'auf', 'sao', 'paulo'])
    expect(searchFor('ÜBERF')).toBe("'uberf':*")
  })

  test('are parts of a file number, and the number as one word', () => {
    expect(wordsOf([], ['112 Js 4711/26'])).toEqual(['112', 'js', '4711', '26', '112js471126'])
    expect(searchFor('4711/26')).toBe("'4711':* & '26'")
  })

  test('are pairs of characters where nothing stands between words', () => {
    expect(wordsOf(['跨境取证 Mail'])).toEqual(['跨境', '境取', '取证', '证', 'mail'])
    expect(searchFor('境取证')).toBe("'境取' & '取证'")
    expect(searchFor('证')).toBe("'证':*")
  })

  test('cannot be mistaken for signs of the query', () => {
    expect(searchFor(`it's | !(a & b) \\ <-> *:`)).toBe("'it' & 's' & 'a' & 'b'")
    expect(searchFor(' -- ')).toBe('')
  })
})
