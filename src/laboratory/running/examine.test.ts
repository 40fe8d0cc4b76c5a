import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DomainError } from '../../base/errors.ts'
import { type Facts, parseFacts } from '../../law/index.ts'
import { readLaw } from '../../read-law.ts'
import { readProposal } from '../proposal.ts'
import { examiner } from './examine.ts'
import { remembering } from './looked-at.ts'
import { outcomeOf } from './outcome.ts'

const law = await readLaw()
const today = '2026-11-21'
const text = readFileSync(join(import.meta.dirname, '../../../examples/proposals/three-classes.yaml'), 'utf8')

function parsed(input: unknown): Facts | undefined {
  try {
    return parseFacts(input)
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

test('every worked case stands, remembered or not, where the whole analysis of it has it', () => {
  const { law: after } = readProposal(text, law)
  const examine = examiner(law, after, { today })
  let compared = 0
  for (const { on, facts } of law.cases) {
    const input = { ...(on ? { on } : {}), ...(facts as Facts) }
    const read = parsed(input)
    const { cells, unreadable, groups } = examine([JSON.stringify(input)], 1)
    expect(unreadable.requests).toBe(read ? 0 : 1)
    if (!read) continue
    compared++
    expect(cells).toMatchObject([{ before: outcomeOf(law, read, today), after: outcomeOf(after, read, today) }])
    expect(groups).toBeLessThanOrEqual(1)
    const again = examine([JSON.stringify({ ...input, offence: { ...input.offence, description: 'Another' } })], 1)
    expect(again.cells[0]?.before).toEqual(cells[0]?.before)
  }
  expect(compared).toBeGreaterThan(300)
})

test('facts worded otherwise are read as thoroughly the second time as the first', () => {
  const examine = examiner(law, law, { today })
  const line = '{"asking":{"state":"EL"},"data":[{"id":"d1","category":"content"}]}'
  for (const _ of [1, 2]) expect(examine([line], 1).cells[0]?.asking).toBe('GR')
  const wrong = examine(['{"data":[{"id":"d1","category":"contents"}]}', '{"ask":{}}', '{"asking":null}'], 1)
  expect(wrong.unreadable.first.map(({ says }) => says.split(':')[0])).toEqual(['data[0].category', 'ask', 'asking'])
})

test('what was not looked at is forgotten, and nothing else; so much is kept, then it begins anew', () => {
  let asked = 0
  const answerTo = (facts: Facts) => {
    asked++
    return facts.measure === 'produce' ? (facts.asking?.state ?? 'nobody') : Object.keys(facts.asking ?? {}).join()
  }
  const { answer, anew } = remembering((remember) => remember(answerTo), 8)
  const told = (facts: object) => [answer(facts as Facts), asked]
  expect(told({ measure: 'produce', asking: { state: 'DE' }, urgency: 'urgent' })).toEqual(['DE', 1])
  expect(told({ measure: 'produce', asking: { state: 'DE', authority: 'judge' } })).toEqual(['DE', 1])
  expect(told({ measure: 'produce' })).toEqual(['nobody', 2])
  expect(told({ measure: 'preserve', asking: { authority: 'judge' } })).toEqual(['authority', 3])
  expect(told({ measure: 'produce', asking: { state: 'FR' } })).toEqual(['FR', 4])
  expect(told({ measure: 'produce', asking: { state: 'DE' } })).toEqual(['DE', 5])
  expect(anew()).toBe(5)
})
