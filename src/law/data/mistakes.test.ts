import { describe, expect, test } from 'vitest'
import { checkLaw } from '../check.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'

const today = '2026-11-21'
const clock = [
  'title: Produce',
  'cites: [{cite: Art 10}]',
  'checked: {on: 2026-01-01, by: A. Lawyer}',
  'starts: order.received',
  'stops: data.transmitted',
  'limit: {hours: 8}',
]
/** The clock with one line written otherwise, or lines more. */
const but = (number: number, ...lines: string[]) => clock.toSpliced(number - 1, number > clock.length ? 0 : 1, ...lines)

const files = (more: Record<string, string>) => new Map([...asFiles(smallLaw), ...Object.entries(more)])
const told = (more: Record<string, string>) =>
  checkLaw(files(more), today)
    .complaints.filter(({ check }) => !/^(questions|exercised)$/.test(check))
    .map(({ file, line, says }) => `${file}${line ? `:${line}` : ''}: ${says}`)

describe('a mistake in a rule is told with its line and what to write instead', () => {
  const cases: [string, string[], string][] = [
    ['a field misspelt', but(6, 'limits: {hours: 8}'), ":6: limits: there is no field 'limits' here; did you mean limit?"],
    ['a field left out', but(2, '# none'), ': cites is missing'],
    ['a date of another country', but(3, 'checked: {on: 01.01.2026, by: A}'), ":3: checked.on: '01.01.2026' is no date: write it as 2026-11-21"],
    ['a unit misspelt', but(6, 'limit: {hour: 8}'), ':6: limit: write here one of hours, days, working_days, weeks, months, years, yearly, words'],
    ['a period in words', but(6, 'limit: 8 hours'), ':6: limit: write here one of hours, days, working_days, weeks, months, years, yearly, words'],
    ['two units', but(6, 'limit: {hours: 8, days: 1}'), ':6: limit: write here one of hours, days, working_days, weeks, months, years, yearly, words'],
    ['a number in quotes', but(6, 'limit: {hours: "8"}'), ":6: limit.hours: write a number here, without quotes, not '8'"],
    ['half a day', but(6, 'limit: {days: 1.5}'), ':6: limit.days: write a whole number here, not 1.5'],
    ['a citation without a list', but(2, 'cites: Art 10'), ":2: cites: write a list here: lines that begin with '- ', or [one, two]"],
    ['a citation without its name', but(2, 'cites: [Art 10]'), ":2: cites[0]: write fields here: cite, url, not 'Art 10'"],
    ['no citation', but(2, 'cites: []'), ':2: cites: is empty'],
    ['an address that is none', but(2, 'cites: [{cite: Art 10, url: law.example}]'), ":2: cites[0].url: 'law.example' is no address: write it as https://…"],
    ['a value there is not', but(7, 'confidence: high'), ":7: confidence: 'high' is none of text, secondary, unconfirmed"],
    ['a number for a text', but(1, 'title: 2024'), ":1: title: write text here: '2024' in quotes"],
    ['a yes or no in words', but(7, 'settled: perhaps'), ":7: settled: write true or false here, not 'perhaps'"],
    ['the name of a state', but(7, 'calendar: China'), ":7: calendar: 'China' is no side: write from, to, or the code of a state, such as CN"],
    ['the name of a rule', but(7, 'counting: Order/Counting/days'), ":7: counting: 'Order/Counting/days' is no name of a rule: write the path of its file below law/, without .yaml"],
    ['a tab', but(4, '\tstarts: order.received'), ':4: indent with spaces, not with tabs'],
    ['a field twice', but(7, 'title: Again'), ':7: this field stands here twice'],
    ['a colon in a text', but(7, 'note: This is so: because it is'), ":7: put a text that has ': ' in it in quotes; if there is none, the lines are not indented alike"],
    ['a quote left open', but(7, "note: 'This is so"), ':7: a quote or bracket that is opened here, or above, is not closed'],
    ['a shorthand of YAML', but(7, 'note: *same'), ':7: write it out: & and * do not stand for anything here'],
    ['a list for a name', but(7, '[a]: b'), ':7: the name of a field is a plain word here, no list and no map'],
    ['an empty file', [''], ': the file is empty'],
    ['an amendment that does not fit', but(7, 'amendments: [{from: 2027-01-01, set: {limit.hour: 6}, cites: [{cite: Act}]}]'), ":7: amendments: as amended on 2027-01-01: limit.hour: there is no field 'hour' here; there are days, working_days, weeks, months, years, yearly, words"],
    ['no test', but(7, 'when: {fact: urgency}'), ':7: when: urgency needs a test: one of is, is_not, in,'],
    ['two tests', but(7, 'when: {fact: urgency, is: urgent, in: [urgent]}'), ':7: when: is and in stand together: one test a line, several lines under all: or any:'],
    ['a test there is not', but(7, 'when:', '  all:', '    - {fact: urgency, equals: urgent}'), ":9: when.all[0].equals: there is no field 'equals' here; there are says, cite,"],
    ['a fact misspelt', but(7, 'when:', '  any:', '    - {fact: urgency, is: urgent}', '    - {fact: data.storedAt, includes: CN}'), ":10: when.any[1]: there is no fact 'data.storedAt'; did you mean data.storedIn?"],
    ['a fact of another name', but(7, 'when: {fact: person.gender, is: f}'), ":7: when: there is no fact 'person.gender'; there are person.nationality, person.residence,"],
    ['a state by its everyday name', but(7, 'when: {fact: person.residence, is: UK}'), ":7: when: 'UK' is no country code of ISO 3166-1; did you mean GB?"],
    ['a state in small letters', but(7, 'when: {not: {fact: person.residence, is: cn}}'), ":7: when.not: 'cn' is no country code of ISO 3166-1; did you mean CN?"],
    ['a treaty misspelt', but(7, 'when: {fact: person.residence, party_to: packt}'), ':7: when: there is no instrument packt; did you mean pact?'],
  ] // biome-ignore format: a table
  test.each(cases)('%s', (_, lines, says) => {
    const [first] = told({ 'order/clocks/mine.yaml': lines.join('\n') })
    expect(first?.slice(0, `order/clocks/mine.yaml${says}`.length)).toBe(`order/clocks/mine.yaml${says}`)
  })

  test('once: what rests on the file says nothing, and no case is worked without it', () => {
    const broken = { 'order/clocks/produce.yaml': but(6, 'limits: {hours: 8}').join('\n') }
    const report = checkLaw(files({ ...broken, 'cases/a.yaml': 'name: C\nexpect: {questions: [urgency]}\n' }), today)
    const about = report.complaints.filter(({ check }) => check !== 'questions')
    expect(about.map(({ check, file, line }) => `${check} ${file}:${line}`)).toEqual([
      'schema order/clocks/produce.yaml:6',
    ])
    expect(report.cases).toEqual({ run: 0, held: 0 })
  })
})

describe('a mistake in the name of a file', () => {
  test('is told', () => {
    expect(told({ 'order/clocks/mine.yml': clock.join('\n') })).toEqual([
      'order/clocks/mine.yml: rename it to .yaml: nobody reads it as it is',
    ])
    expect(told({ 'order/clocks/My Clock.yaml': clock.join('\n') })).toEqual([
      'order/clocks/My Clock.yaml: rename the file: letters and digits, joined by hyphens, and no spaces',
    ])
  })
})

describe('a mistake in a case is told with the line of the case', () => {
  const cases: [string, string, string][] = [
    ['a status there is not', 'expect: {items: {d1: opened}}', ":4: [1].expect.items.d1: 'opened' is none of open, approval, conflict, unknown, closed"],
    ['a heading misspelt', 'expect: {route: {}}', ":4: [1].expect.route: there is no field 'route' here; did you mean routes?"],
    ['a gate misspelt', 'expect: {gates: {bars/gates/store: closed}}', ':3: B: there is no gate bars/gates/store; did you mean bars/gates/storage?'],
    ['a rule of another kind', 'expect: {gates: {order/routes/order: closed}}', ':3: B: order/routes/order is a route, not a gate'],
    ['a period without its beginning', 'expect: {clocks: [{rule: order/clocks/produce, due: 2026-12-01}]}', ':4: [1].expect.clocks[0]: from: say from which instant it is counted'],
  ] // biome-ignore format: a table
  test.each(cases)('%s', (_, line, says) => {
    const text = ['- name: A', '  expect: {}', '- name: B', `  ${line}`].join('\n')
    expect(told({ 'cases/a.yaml': text })).toEqual([`cases/a.yaml${says}`])
  })
})
