import { describe, expect, test } from 'vitest'
import { factsSchema } from '../../law/index.ts'
import { readerOf } from '../reader.ts'
import { fieldAt, fields } from './fields.ts'
import { readAnswers, writeAnswers } from './query.ts'
import { factLabel } from './words.ts'

const english = readerOf('en', 'UTC', (text) => text)
const chinese = readerOf('zh', 'UTC', (text) => text)
const read = (text: string, reader = english) => readAnswers(new URLSearchParams(text), reader)

const whole = factsSchema.parse({
  on: '2026-11-21',
  asking: { state: 'DE', authority: 'prosecutor' },
  offence: { maxPenaltyMonths: 60, committedIn: ['DE', 'AT'], listed: ['terrorism', 'annex-iv-11'], political: false },
  holder: {
    establishments: [],
    addressees: [{ state: 'IE', as: 'designated-establishment' }, { state: 'FR' }],
    ciio: true,
  },
  data: [
    { id: 'mailbox', category: 'content', storedIn: ['IE'], persons: 2, sector: [], foreignOrigin: true },
    { id: 'd2', category: 'subscriber', stored: true, sector: ['securities', 'export-controlled'] },
  ],
  urgency: 'emergency',
  emergency: { threat: 'life' },
  outbound: { need: 'none', persons: 0, sensitivePersons: 9999 },
})

describe('facts in an address', () => {
  test('come back as they were written', () => {
    expect(readAnswers(writeAnswers(whole), english)).toEqual({ facts: whole, skipped: [], errors: [] })
  })

  test('are read by code and by name, in either language', () => {
    expect(read('holder.establishments=DE, Ireland ,uk').facts.holder?.establishments).toEqual(['DE', 'IE', 'GB'])
    expect(read('holder.establishments=爱尔兰、德国', chinese).facts.holder?.establishments).toEqual(['IE', 'DE'])
  })

  test('that are empty are not given; none is an answer', () => {
    expect(read('asking.state=&holder.seat=').facts).toEqual({})
    expect(read('holder.establishments=none').facts.holder?.establishments).toEqual([])
  })

  test('that were put aside stay unknown', () => {
    expect(read('person.residence=unknown')).toEqual({ facts: {}, skipped: ['person.residence'], errors: [] })
    expect(read('skip=person.residence&person.residence=DE').skipped).toEqual([])
  })

  test('of all items reach each item that has none of its own', () => {
    const { data } = read('category=content&category=traffic&data.every.stored=true').facts
    expect(data).toEqual([
      { id: 'd1', category: 'content', stored: true },
      { id: 'd2', category: 'traffic', stored: true },
    ])
    expect(
      read('data.0.stored=false&category=content&data.every.stored=true').facts.data?.map(({ stored }) => stored),
    ).toEqual([false, true])
  })

  test.each([
    ['asking.state=Atlantis', 'asking.state'],
    ['offence.maxPenaltyMonths=five', 'offence.maxPenaltyMonths'],
    ['on=2026-13-01', 'on'],
    ['measure=burn', 'measure'],
    ['data.0.stored=perhaps', 'data.0.stored'],
    ['urgency=ordinary&emergency.threat=life', 'urgency'],
  ])('that make no sense are named: %s', (text, field) => {
    expect(read(text).errors.map((error) => error.field)).toEqual([field])
  })
})

test('every fact of the contract can be asked for, and has a name in both languages', () => {
  expect(fields.length).toBeGreaterThan(30)
  for (const { path } of fields) {
    expect(factLabel(path, english)).not.toBe(path)
    expect(factLabel(path, chinese)).not.toBe(path)
  }
  expect(fieldAt('data.3.storedIn')?.kind).toBe('states')
  expect(fieldAt('holder.seat')?.kind).toBe('state')
  expect(fieldAt('data[0].class')?.kind).toBe('text')
})
