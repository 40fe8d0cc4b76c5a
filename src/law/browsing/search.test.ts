import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'
import { searchLaw } from './search.ts'

const law = compile(
  asFiles({
    ...smallLaw,
    'cases/a.yaml': [{ name: 'A procureur général asks', cite: 'Order Act Art 5', expect: {} }],
    'translations/zh/a.yaml': { 'Letter under the Pact': '依公约的请求书' },
  }),
)
const found = (words: string, options = {}) => searchLaw(law, words, options).rules.map(({ rule }) => rule)

describe('a search', () => {
  test('finds by title, whatever the case of the letters', () => {
    expect(found('LETTER under')[0]).toBe('pact/routes/letter')
  })

  test('puts what is called just so before what only has the word', () => {
    expect(found('the pact')[0]).toBe('pact')
  })

  test('finds an article of an act by both', () => {
    expect(found('order act art 5(4)')).toContain('order/routes/order')
    expect(found('Order Act, Article 5(4)')).toEqual(found('order act art. 5(4)'))
  })

  test('finds a sentence, and says which', () => {
    expect(searchLaw(law, 'offence political').rules).toContainEqual({
      rule: 'pact/routes/letter',
      says: 'The offence is not political',
    })
  })

  test('finds in the language of the reader, and in English still', () => {
    expect(found('公约', { language: 'zh' })).toEqual(['pact/routes/letter'])
    expect(found('letter', { language: 'zh' })).toContain('pact/routes/letter')
    expect(found('公约')).toEqual([])
  })

  test('can be held to a kind, and lists the whole kind without words', () => {
    expect(found('', { kind: 'route' }).length).toBe(
      [...law.rules.values()].filter(({ kind }) => kind === 'route').length,
    )
    expect(found('pact', { kind: 'gate' })).toEqual([])
  })

  test('finds worked cases, with or without accents', () => {
    expect(searchLaw(law, 'general asks').cases.map(({ name }) => name)).toEqual(['A procureur général asks'])
    expect(searchLaw(law, 'général').cases).toHaveLength(1)
  })

  test('finds nothing where a word is nowhere', () => {
    expect(searchLaw(law, 'letter zzzz')).toEqual({ rules: [], cases: [] })
  })
})
