import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { readerOf } from '../reader.ts'
import { sourceOf } from './sources.ts'

const law = await readLaw()
const english = readerOf('en', 'UTC', law.translate)
const chinese = readerOf('zh', 'UTC', law.translate)
const route = 'eu/2023-1543/routes/production-order'

describe('a citation', () => {
  test('names its instrument where it makes sense only inside it', () => {
    expect(law.rules.has(route)).toBe(true)
    expect(sourceOf(law, route, 'Art 5(4)', english).text).toBe('e-Evidence Regulation Art 5(4)')
  })

  test('names the instrument in the language of the reader', () => {
    expect(sourceOf(law, route, 'Art 5(4)', chinese).text).toBe('电子证据条例 Art 5(4)')
  })

  test('stands as it is where it names its instrument itself', () => {
    expect(sourceOf(law, route, 'TFEU Art 83', chinese).text).toBe('TFEU Art 83')
  })
})
