import { expect, test } from 'vitest'
import { paperLanguages } from './languages.ts'

const form = { languages: { de: 'unconfirmed', fr: 'unconfirmed', zh: 'text' } } as const

test('a form stands in the language of its reader, and beside it in that of its author', () => {
  expect(paperLanguages(form, ['fr', 'en'], ['de'])).toEqual({ language: 'fr', beside: 'de' })
  expect(paperLanguages(form, ['zh'], ['en'])).toEqual({ language: 'zh', beside: 'en' })
})

test('a language the form does not stand in is passed over, for English in the end', () => {
  expect(paperLanguages(form, ['ga', 'en'], ['it', 'de'])).toEqual({ language: 'en', beside: 'de' })
  expect(paperLanguages(form, ['ga'], [])).toEqual({ language: 'en' })
  expect(paperLanguages(undefined, ['de'], ['de'])).toEqual({ language: 'en' })
})

test('one language is not printed twice', () => {
  expect(paperLanguages(form, ['de'], ['de', 'en'])).toEqual({ language: 'de', beside: 'en' })
  expect(paperLanguages(form, ['de'], ['de'])).toEqual({ language: 'de' })
})
