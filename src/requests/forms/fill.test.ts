import { describe, expect, test } from 'vitest'
import { compile } from '../../law/index.ts'
import { fillForm } from './fill.ts'
import { copyFor, formFor } from './form.ts'

const form = `
title: A form
heading: A heading
version: "1"
cites: [{cite: Annex}]
checked: {on: 2026-11-21, by: test}
sections:
  - id: A
    title: Everybody
    fields:
      - {id: a.state, label: State, type: country, required: required, from: asking.state}
      - {id: a.name, label: Name, type: text, required: required, from: request.author.name, cite: Art 1}
      - id: a.deadline
        label: Deadline
        type: choice
        options: [{id: short, label: Short}, {id: long, label: Long}]
        required: required
        derive:
          - {value: short, when: {fact: urgency, is: emergency}}
          - {value: long}
      - {id: a.reasons, label: Reasons, type: longtext, required: conditional, when: {fact: form.a.deadline, is: short}}
      - {id: a.boxes, label: Content, type: choices, required: conditional, when: {fact: data.category, is: content}}
      - {id: a.tick, label: Tick, type: boolean, required: conditional, when: {fact: measure, is: produce}}
      - {id: a.ring, label: Ring, type: text, required: conditional, when: {fact: form.a.ring, known: true}}
  - id: M
    title: Not for all
    hidden_from: [provider, person]
    fields:
      - {id: m.grounds, label: Grounds, type: longtext, required: required}
`
const instrument = `
title: An act
short: the Act
citation: An Act
level: statute
in_force: {from: 2020-01-01}
cites: [{cite: Art 1}]
checked: {on: 2026-11-21, by: test}
`
const law = compile(
  new Map([
    ['xx/act/forms/form.yaml', form],
    ['xx/act/instrument.yaml', instrument],
  ]),
)
const fill = (facts: object, answers = {}, request = {}) =>
  fillForm(law, 'xx/act/forms/form', { facts, request, answers, on: '2026-11-21' })
const box = (filled: ReturnType<typeof fill>, id: string) =>
  filled.sections.flatMap(({ boxes }) => boxes).find((one) => one.id === id)
const missing = (filled: ReturnType<typeof fill>) => filled.missing.map(({ path }) => path)

describe('a form', () => {
  test('says of every box where its value comes from', () => {
    const filled = fill({ asking: { state: 'DE' }, urgency: 'ordinary' }, { 'm.grounds': 'Because' })
    expect(box(filled, 'a.state')).toMatchObject({ value: 'DE', origin: 'known', number: 1 })
    expect(box(filled, 'a.deadline')).toMatchObject({ value: 'long', origin: 'derived' })
    expect(box(filled, 'm.grounds')).toMatchObject({ value: 'Because', origin: 'given' })
    expect(box(filled, 'a.name')).toMatchObject({ origin: 'missing' })
    expect(filled.missing[0]).toMatchObject({
      path: 'a.name',
      section: 'A',
      says: "Section A: 'Name' must be filled in (Art 1)",
    })
  })

  test('what a person writes stands above what is known', () => {
    expect(box(fill({ asking: { state: 'DE' } }, { 'a.state': 'FR' }), 'a.state')).toMatchObject({
      value: 'FR',
      origin: 'given',
    })
    expect(box(fill({ asking: { state: 'DE' } }, { 'a.state': '  ' }), 'a.state')).toMatchObject({ value: 'DE' })
  })

  test('asks for a conditional box only where its condition holds', () => {
    expect(missing(fill({ urgency: 'emergency', data: [{ id: 'd', category: 'content' }] }))).toEqual([
      'a.state',
      'a.name',
      'a.reasons',
      'a.boxes',
      'm.grounds',
    ])
    expect(missing(fill({ urgency: 'ordinary', data: [{ id: 'd', category: 'subscriber' }] }))).toEqual([
      'a.state',
      'a.name',
      'm.grounds',
    ])
    expect(box(fill({ data: [{ id: 'd' }] }), 'a.boxes')).toMatchObject({ asked: null, origin: 'empty' })
  })

  test('one item of many calls for the box', () => {
    const data = [
      { id: 'a', category: 'subscriber' },
      { id: 'b', category: 'content' },
    ]
    expect(missing(fill({ data }))).toContain('a.boxes')
  })

  test('derives nothing from below a condition that is unknown', () => {
    expect(box(fill({}), 'a.deadline')).toMatchObject({ origin: 'missing' })
  })

  test('an empty tick box says no and is not missing; a ring of boxes says nothing', () => {
    const filled = fill({ measure: 'produce' })
    expect(box(filled, 'a.tick')).toMatchObject({ asked: true, origin: 'empty' })
    expect(missing(filled)).not.toContain('a.ring')
  })

  test('has for the provider no trace of what is hidden from it', () => {
    const filled = fill({}, { 'm.grounds': 'SECRET' })
    expect(JSON.stringify([formFor(filled, 'provider'), copyFor(filled, 'provider')])).not.toMatch(
      /SECRET|m\.grounds|Not for all|"M"/,
    )
    expect(missing(formFor(fill({}), 'provider'))).not.toContain('m.grounds')
    expect(JSON.stringify(copyFor(filled, 'central'))).toContain('SECRET')
  })
})

test('a request keeps the edition of the form of its day', () => {
  const amended = `${form}
amendments:
  - from: 2027-01-01
    cites: [{cite: Act of 2026}]
    set:
      version: "2"
      sections:
        - {id: A, title: Everybody, fields: [{id: a.new, label: New box, type: text, required: required}]}
`
  const two = compile(
    new Map([
      ['xx/act/forms/form.yaml', amended],
      ['xx/act/instrument.yaml', instrument],
    ]),
  )
  const on = (day: string) => fillForm(two, 'xx/act/forms/form', { facts: {}, request: {}, answers: {}, on: day })
  expect(on('2026-12-31')).toMatchObject({ version: '1' })
  expect(missing(on('2026-12-31'))).toContain('a.name')
  expect(on('2027-01-01')).toMatchObject({ version: '2', missing: [{ path: 'a.new' }] })
})
