import { expect, test } from 'vitest'
import { readerOf } from '../reader.ts'

const said = (language: 'fr' | 'de') => readerOf(language, 'UTC', () => 'Pas ainsi : « non » ?')

test('a French page keeps a double sign on the line of its word, in a text, in a sentence that is made, and in the law', () => {
  const { t, law } = said('fr')
  expect(t.forms.error).toBe('Erreur\u00a0:')
  expect(t.log.about('Attaque')).toContain('«\u00a0Attaque\u00a0»')
  expect(t.laboratory.searchMethod.join(' ')).not.toMatch(/ [:;?!]/)
  expect(law('Not so')).toBe('Pas ainsi\u00a0: «\u00a0non\u00a0»\u00a0?')
})

test('other languages are set as they are written', () => {
  expect(said('de').law('Not so')).toBe('Pas ainsi : « non » ?')
})
