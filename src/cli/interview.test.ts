import { describe, expect, test } from 'vitest'
import { analyse, parseFacts } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { hint, readAnswer, withAnswer } from './answers.ts'
import { interview } from './interview.ts'

const law = await readLaw()
const today = '2026-11-21'

/** Answers by the text of the question; what is not in the list is not known. */
function somebody(answers: Record<string, string>) {
  const told: string[] = []
  const asked: string[] = []
  const texts = new Map([...law.at(today).questions].map(([fact, { asks }]) => [asks, fact]))
  const read = async () => {
    const fact =
      told
        .at(-1)
        ?.split('\n')
        .flatMap((line) => texts.get(line) ?? [])[0] ?? ''
    asked.push(fact)
    return answers[fact] ?? ''
  }
  return { told, asked, read, tell: (text: string) => void told.push(text) }
}

const munich = {
  'asking.state': 'Germany',
  'asking.authority': 'prosecutor',
  'asking.validatedBy': 'judge',
  'holder.seat': 'IE',
  'holder.kind': '1',
  'holder.addressees': 'Ireland',
  'holder.offersServicesIn': 'DE, FR',
  'holder.service': 'electronic-communications',
  'data.category': 'subscriber',
  'data.stored': 'yes',
  'data.storedIn': 'none',
  measure: 'produce',
  proceeding: 'criminal',
}

describe('the interview', { timeout: 60_000 }, () => {
  test('asks until nothing that can be known decides any more, and nothing twice', async () => {
    const person = somebody(munich)
    const facts = await interview(law, {}, person, today)
    expect(facts).toMatchObject({
      asking: { state: 'DE' },
      holder: { addressees: [{ state: 'IE' }], offersServicesIn: ['DE', 'FR'] },
      data: [{ id: 'd1', category: 'subscriber', stored: true, storedIn: [] }],
    })
    expect(new Set(person.asked).size).toBe(person.asked.length)
    const { questions, items } = analyse(law, facts, { today })
    expect(questions.filter(({ fact }) => !person.asked.includes(fact))).toEqual([])
    expect(items).toMatchObject([{ status: 'open', best: 'eu/2023-1543/routes/production-order' }])
  })

  test('asks nothing that is known', async () => {
    const person = somebody({})
    await interview(law, parseFacts({ asking: { state: 'DE' } }), person, today)
    expect(person.asked).not.toContain('asking.state')
  })

  test('takes the last answer back, asks again after a wrong one, and stops when told', async () => {
    const lines = ['Atlantis', 'FR', 'back', 'DE', 'stop', 'US']
    const told: string[] = []
    const terminal = { read: async () => lines.shift(), tell: (text: string) => void told.push(text) }
    expect(await interview(law, {}, terminal, today)).toEqual({ asking: { state: 'DE' } })
    expect(told).toContain("There is no state 'Atlantis': write its code, such as DE")
    expect(lines).toEqual(['US'])
  })

  test('ends with what is known where the answers end', async () => {
    const lines = ['DE']
    const terminal = { read: async () => lines.shift(), tell: () => {} }
    expect(await interview(law, {}, terminal, today)).toEqual({ asking: { state: 'DE' } })
  })
})

describe('an answer', () => {
  const options = [
    { value: 'produce', label: 'Produce it' },
    { value: 'preserve', label: 'Preserve it' },
  ]
  test.each([
    ['choice', '2', 'preserve'],
    ['choice', 'Preserve it', 'preserve'],
    ['choices', '1, preserve', ['produce', 'preserve']],
    ['choices', 'none', []],
    ['yes-no', 'Y', true],
    ['state', 'france', 'FR'],
    ['states', 'DE, Ireland', ['DE', 'IE']],
    ['number', '36', 36],
    ['date', '2026-01-01', '2026-01-01'],
    ['text', 'fraud', 'fraud'],
  ] as const)('to a question of kind %s: %s', (input, typed, value) => {
    const question = { fact: 'x', input, options }
    expect(readAnswer(question, typed)).toEqual({ value })
    expect(hint(question)).not.toBe('')
  })

  test.each([
    ['choice', '3'],
    ['choices', '1, 9'],
    ['yes-no', 'perhaps'],
    ['state', 'XX'],
    ['states', 'DE, XX'],
    ['number', '-1'],
  ] as const)('to a question of kind %s that cannot be read: %s', (input, typed) => {
    expect(readAnswer({ fact: 'x', input, options }, typed)).toHaveProperty('wrong')
  })

  test('about data is one about every item that does not say otherwise', () => {
    const facts = parseFacts({ data: [{ id: 'a', stored: false }, { id: 'b' }] })
    expect(withAnswer(facts, 'data.stored', true)).toEqual({
      data: [
        { id: 'a', stored: false },
        { id: 'b', stored: true },
      ],
    })
  })
})
