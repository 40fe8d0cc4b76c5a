import { expect, test } from 'vitest'
import { parseCountryCode } from '../../base/countries.ts'
import { analyse } from '../analysis/analyse.ts'
import { compile } from '../compile.ts'
import { categories } from '../data/facts.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'
import { between } from './between.ts'

const law = compile(asFiles(smallLaw))
const [de, cn] = [parseCountryCode('DE'), parseCountryCode('CN')]
const on = '2026-11-21'

test('each direction answers both measures for every category of data', () => {
  const { directions } = between(law, de, cn, on)
  expect(directions.map(({ from, to }) => [from, to])).toEqual([
    [de, cn],
    [cn, de],
  ])
  for (const { measures } of directions) {
    expect(measures.map(({ measure }) => measure)).toEqual(['produce', 'preserve'])
    for (const { analysis } of measures) expect(analysis.items.map(({ data }) => data)).toEqual(categories)
  }
})

test('the answer is the one the route finder gives for the same facts', () => {
  for (const { measures } of between(law, de, cn, on).directions)
    for (const { facts, analysis } of measures) expect(analysis).toEqual(analyse(law, facts, { today: on }))
})

test('only the ordinary is taken as given: the rest stays unknown', () => {
  const [{ measures }] = between(law, de, cn, on).directions
  expect(measures[0]?.analysis.routes.find(({ rule }) => rule === 'pact/routes/letter')).toMatchObject({
    status: 'unknown',
    asks: ['offence.political'],
  })
})

test('the law of the day counts', () => {
  const fr = parseCountryCode('FR')
  const letter = (day: string) =>
    between(law, de, fr, day).directions[0].measures[0]?.analysis.routes.find(
      ({ rule }) => rule === 'pact/routes/letter',
    )
  expect(letter('2026-12-31')?.status).toBe('closed')
  expect(letter('2027-01-01')?.status).toBe('unknown')
})
