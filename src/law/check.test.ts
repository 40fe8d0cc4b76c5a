import { describe, expect, test } from 'vitest'
import { checkLaw } from './check.ts'
import { asFiles, smallLaw } from './small-law.fixture.ts'

const today = '2026-11-21'
const told = (changes: Record<string, object | string>) =>
  checkLaw(asFiles({ ...smallLaw, ...changes }), today)
    .complaints.filter(({ check }) => check !== 'questions' && check !== 'exercised')
    .map(({ file, check, says }) => `${file} ${check}: ${says}`)
const but = (path: string, change: object) => ({ [path]: { ...smallLaw[path], ...change } })

describe('the check of the law', () => {
  test('finds nothing in a sound base', () => {
    expect(told({})).toEqual([])
  })

  const line = (leaf: object) => ({ when: { says: 'A line', cite: 'Art 2', ...leaf } })
  const route = 'pact/routes/letter.yaml'
  const both = (...parts: object[]) => ({
    when: { all: parts.map((part) => ({ says: 'A line', cite: 'Art 2', ...part })) },
  })
  const termOf = (when: object) => ({ ...emptied, title: 'Grave', when })
  const emptied = {
    short: undefined,
    citation: undefined,
    level: undefined,
    in_force: undefined,
    parties: undefined,
    not_parties: undefined,
  }
  test.each([
    [
      'a rule that names one there is not',
      but(route, { clocks: ['pact/clocks/none'] }),
      `${route} references: clocks: there is no clock pact/clocks/none`,
    ],
    [
      'a rule that names one of another kind',
      but(route, { opens: ['order/clocks/produce'] }),
      `${route} references: opens: order/clocks/produce is a clock, not a gate`,
    ],
    [
      'a fact there is not',
      but(route, line({ fact: 'asking.country', is: 'DE' })),
      `${route} facts: when: there is no fact 'asking.country'; there are asking.state, asking.authority, asking.validatedBy, asking.namedIn`,
    ],
    [
      'a mistyped place of a fact',
      but(route, line({ fact: 'storedIn', includes: 'DE' })),
      `${route} facts: when: there is no fact 'storedIn'; did you mean data.storedIn?`,
    ],
    [
      'a value the fact cannot have',
      but(route, line({ fact: 'measure', is: 'seize' })),
      `${route} facts: when: measure can be produce, preserve, not 'seize'`,
    ],
    [
      'a country there is not',
      but(route, line({ fact: 'asking.state', in: ['DE', 'XX'] })),
      `${route} facts: when: 'XX' is no country code of ISO 3166-1, two capital letters such as CN`,
    ],
    [
      'a text where a number belongs',
      but(route, line({ fact: 'offence.maxPenaltyMonths', is: '36' })),
      `${route} facts: when: offence.maxPenaltyMonths is a number, not 36`,
    ],
    [
      'a list test of one value',
      but(route, line({ fact: 'asking.state', includes: 'DE' })),
      `${route} facts: when: asking.state is one value, no list: use is, in or same_as instead of includes`,
    ],
    [
      'a party test of what is no state',
      but(route, line({ fact: 'measure', party_to: 'pact' })),
      `${route} facts: when: measure is no state: party_to cannot test it`,
    ],
    [
      'an instrument without parties',
      but(route, line({ fact: 'asking.state', party_to: 'order' })),
      `${route} parties: when: order lists no parties; add them to its instrument.yaml`,
    ],
    [
      'a line without a sentence',
      but(route, { when: { fact: 'asking.state', is: 'DE', cite: 'Art 2' } }),
      `${route} lines: when: the test of asking.state needs a sentence (says)`,
    ],
    [
      'a line without an article',
      but(route, { when: { fact: 'asking.state', is: 'DE', says: 'From Germany' } }),
      `${route} lines: when: 'From Germany' needs a cite`,
    ],
    [
      'an old check',
      but(route, { checked: { on: '2025-11-01', by: 'A' } }),
      `${route} fresh: last checked on 2025-11-01: read Art 1 again`,
    ],
    [
      'a period that ends before it begins',
      but(route, { in_force: { from: '2026-01-02', to: '2026-01-01' } }),
      `${route} force: in_force: it ends (2026-01-01) before it begins (2026-01-02)`,
    ],
    [
      'days counted by nobody',
      but('order/clocks/produce.yaml', { counting: undefined }),
      'order/clocks/produce.yaml counting: counting: name the rule the period is counted by',
    ],
    [
      'a step that waits for none',
      but('general/chains/outgoing.yaml', {
        steps: [{ id: 'a', title: 'A', seat: 'central', state: 'from', does: 'approve', cite: 'x', after: ['b'] }],
      }),
      'general/chains/outgoing.yaml steps: steps: a waits for b, which is no step',
    ],
    [
      'an amendment that does not fit',
      but(route, { amendments: [{ from: '2027-01-01', set: { compels: 'maybe' }, cites: [{ cite: 'x' }] }] }),
      `${route} compiles: amendments: as amended on 2027-01-01: compels: write true or false here, not 'maybe'`,
    ],
    [
      'a term defined by itself',
      but('order/terms/sensitive.yaml', { when: { term: 'order/terms/sensitive' } }),
      'order/terms/sensitive.yaml compiles: when: this term is defined by itself',
    ],
    [
      'a rule that belongs nowhere',
      { 'lost/terms/a.yaml': { ...smallLaw['order/terms/sensitive.yaml'] } },
      'lost/terms/a.yaml belongs: its folder has no instrument.yaml: add law/lost/instrument.yaml',
    ],
    [
      'a holiday outside the calendar',
      but('states/IE.yaml', {
        calendar: {
          zone: 'Europe/Dublin',
          weekend: [6, 7],
          years: [2026],
          holidays: [{ date: '2027-01-01', name: 'x' }],
        },
      }),
      'states/IE.yaml calendars: calendar: 2027-01-01 lies outside the years it says it covers',
    ],
    [
      'a make-up day that is no weekend',
      but('states/IE.yaml', {
        calendar: {
          zone: 'Europe/Dublin',
          weekend: [6, 7],
          years: [2026],
          holidays: [],
          worked: [{ date: '2026-11-20', name: 'x' }],
        },
      }),
      'states/IE.yaml calendars: calendar.worked: 2026-11-20 is no day of the weekend',
    ],
    [
      'a zone there is not',
      but('states/IE.yaml', { calendar: { zone: 'Europe/Atlantis', weekend: [6, 7], years: [2026], holidays: [] } }),
      'states/IE.yaml calendars: calendar.zone: there is no time zone Europe/Atlantis',
    ],
    [
      'a file that does not fit',
      { 'pact/terms/a.yaml': 'title: x' },
      expect.stringMatching(/^pact\/terms\/a\.yaml schema: /),
    ],
    [
      'two rules that are one',
      { 'pact/routes/letter-again.yaml': { ...smallLaw[route], title: 'The same again' } },
      'pact/routes/letter.yaml overlaps: it has the same conditions and dates as pact/routes/letter-again: join them, say what tells them apart, or date them (in_force)',
    ],
    [
      'a fact that is to have two values',
      but(route, both({ fact: 'asking.authority', is: 'judge' }, { fact: 'asking.authority', is: 'police' })),
      `${route} unreachable: when: no value of asking.authority fits all of is: judge and is: police, so this can never hold: take one away, or write the alternatives under any:`,
    ],
    [
      'numbers between which there is none',
      but(
        route,
        both({ fact: 'offence.maxPenaltyMonths', at_least: 36 }, { fact: 'offence.maxPenaltyMonths', less_than: 12 }),
      ),
      `${route} unreachable: when: no value of offence.maxPenaltyMonths fits all of at_least: 36 and less_than: 12, so this can never hold: take one away, or write the alternatives under any:`,
    ],
    [
      'an alternative that what stands around it excludes',
      but(
        route,
        both(
          { fact: 'measure', is_not: 'produce' },
          {
            any: [
              { fact: 'measure', is: 'produce' },
              { fact: 'urgency', is: 'urgent' },
            ],
          },
        ),
      ),
      `${route} unreachable: when: no value of measure fits all of is_not: produce and is: produce, so this can never hold: take one away, or write the alternatives under any:`,
    ],
    [
      'a term that clashes with what stands beside it',
      {
        'pact/terms/grave.yaml': {
          ...smallLaw['pact/instrument.yaml'],
          ...termOf({ fact: 'offence.political', is: true }),
        },
        ...but(route, both({ fact: 'offence.political', is: false }, { term: 'pact/terms/grave' })),
      },
      `${route} unreachable: when: no value of offence.political fits all of is: false and is: true, so this can never hold: take one away, or write the alternatives under any:`,
    ],
  ] as [string, Record<string, object | string>, string][])('finds %s', (_, changes, complaint) => {
    expect(told(changes)).toContainEqual(complaint)
  })

  test('lets a list have several values at once, and alternatives differ', () => {
    const when = both(
      { fact: 'data.storedIn', includes: 'DE' },
      { fact: 'data.storedIn', includes: 'FR' },
      {
        any: [
          { fact: 'measure', is: 'produce' },
          { fact: 'measure', is: 'preserve' },
        ],
      },
    )
    expect(told(but(route, when)).filter((text) => text.includes('unreachable'))).toEqual([])
  })

  test('warns of a clock nothing names, unless a case counts it', () => {
    const alone = { 'pact/clocks/report.yaml': smallLaw['order/clocks/produce.yaml'] ?? {} }
    const warned = (more: Record<string, object>) => {
      const { ok, warnings } = checkLaw(asFiles({ ...smallLaw, ...alone, ...more }), today)
      return [ok, warnings.map(({ file, says }) => `${file}: ${says}`).filter((text) => text.startsWith('pact/clocks'))]
    }
    const clocks = [{ rule: 'pact/clocks/report', from: '2026-11-20T09:00:00Z', in_time: '2026-11-21T09:00:00Z' }]
    expect(warned({})[1]).toEqual([expect.stringMatching(/^pact\/clocks\/report\.yaml: no rule names this clock/)])
    expect(warned({ 'cases/a.yaml': { name: 'A', expect: { clocks } } })[1]).toEqual([])
  })

  test('asks for a question for every fact', () => {
    const { complaints } = checkLaw(asFiles(smallLaw), today)
    expect(complaints.map(({ says }) => says)).toContain(
      'when.all[0]: nobody asks for asking.state: add law/questions/asking-state.yaml',
    )
  })

  test('works the cases, and says where the answer differs', () => {
    const one = {
      name: 'A letter to China',
      facts: { asking: { state: 'DE' }, holder: { seat: 'CN' }, offence: { political: true } },
    }
    const differs = told({ 'cases/a.yaml': { ...one, expect: { routes: { 'pact/routes/letter': 'open' } } } })
    expect(differs).toEqual([
      'cases/a.yaml cases: A letter to China: pact/routes/letter to CN is closed, expected open\n      not: The offence is not political [Art 4]',
    ])
    expect(
      told({
        'cases/a.yaml': {
          ...one,
          expect: {
            routes: { 'pact/routes/letter': { to: 'CN', status: 'closed', fails: 'Art 4', no_steps: 'draft' } },
          },
        },
      }),
    ).toEqual([])
  })

  test('counts the texts that are translated', () => {
    const { translated } = checkLaw(
      asFiles({ ...smallLaw, 'translations/zh/a.yaml': { 'Letter under the Pact': '公约请求' } }),
      today,
    )
    expect(translated.zh?.known).toBe(1)
    expect(translated.zh?.of).toBeGreaterThan(30)
  })
})

describe('a case', () => {
  const facts = {
    asking: { state: 'DE', authority: 'prosecutor' },
    holder: { addressees: [{ state: 'IE' }] },
    measure: 'produce',
    data: [{ id: 'd1', category: 'content' }],
  }
  const produce = { rule: 'order/clocks/produce', from: '2026-11-20T09:00:00Z', state: 'IE' }
  const wrong = (expectation: object, more: object = {}) =>
    told({ 'cases/a.yaml': { name: 'C', facts, expect: expectation, ...more } }).map((text) =>
      text.replace('cases/a.yaml cases: C: ', ''),
    )

  test.each([
    [{ items: { d1: 'open' } }, 'item d1 is unknown, expected open'],
    [
      { routes: { 'order/routes/order': { asks: ['person.residence'] } } },
      /^order\/routes\/order to IE: what it asks does not name person\.residence/,
    ],
    [
      { routes: { 'order/routes/none': 'open' } },
      'there is no route order/routes/none; did you mean order/routes/order?',
    ],
    [{ gates: { 'bars/gates/storage': 'closed' } }, 'bars/gates/storage is not in the answer, expected closed'],
    [{ conflicts: [{ forbids: 'bars/gates/storage' }] }, 'no conflict between any demand and bars/gates/storage'],
    [{ questions: ['person.residence'] }, /^person\.residence is not asked/],
    [{ first_question: 'person.residence' }, /^the first question is /],
    [{ no_questions: ['urgency'] }, 'urgency should not be asked'],
    [{ absent: ['order/routes/order'] }, 'order/routes/order should not appear at all'],
    [{ warnings: ['comet'] }, "no warning says 'comet'"],
    [{ refused: 'bad_facts' }, 'the facts are accepted, though they should be refused with bad_facts'],
    [
      { clocks: [{ rule: 'order/clocks/produce', from: '2026-11-20T09:00:00Z', state: 'IE', due: '2026-12-01' }] },
      /ends 2026-11-30T23:59:59\.999\+00:00\[Europe\/Dublin\], expected 2026-12-01/,
    ],
    [
      { clocks: [{ ...produce, in_time: '2026-12-01T09:00:00Z' }] },
      expect.stringContaining(': 2026-12-01T09:00:00Z is not in time'),
    ],
    [{ clocks: [{ ...produce, late: '2026-11-30T09:00:00Z' }] }, expect.stringContaining('is not late')],
    [{ clocks: [{ rule: produce.rule, runs: true }] }, 'order/clocks/produce does not run on 2026-08-17'],
    [{ clocks: [{ rule: produce.rule, length: 'promptly' }] }, "order/clocks/produce is 'P10D', expected 'promptly'"],
    [{ clocks: [{ rule: 'order/clocks/none', runs: true }] }, 'There is no rule order/clocks/none'],
  ])('that expects %j is told what is so instead', (expectation, says) => {
    // The Order Act is in force from the day after.
    const [first] = wrong(expectation, 'clocks' in expectation ? { on: '2026-08-17' } : {})
    expect(first).toEqual(says instanceof RegExp ? expect.stringMatching(says) : says)
  })

  test('holds where all it expects is so', () => {
    expect(
      wrong({
        items: { d1: 'unknown' },
        routes: {
          'order/routes/order': {
            to: 'IE',
            data: ['d1'],
            status: 'unknown',
            unknown: 'Art 5(4)',
            holds: ['Art 2', 'Art 3'],
            asks: 'offence.maxPenaltyMonths',
            needs: 'Art 4(2)',
            steps: ['validate'],
            clocks: 'order/clocks/produce',
            no_clocks: 'order/clocks/none',
          },
        },
        no_conflicts: true,
        clocks: [
          {
            rule: 'order/clocks/produce',
            from: '2026-11-20T09:00:00Z',
            state: 'IE',
            due: '2026-11-30',
            skipped: ['2026-11-20'],
          },
        ],
      }),
    ).toEqual([])
    expect(wrong({ refused: 'bad_facts' }, { facts: { asking: { state: 'XX' } } })).toEqual([])
  })

  const wait = 'bars/clocks/approval'
  const waiting = {
    'bars/clocks/approval.yaml': {
      ...smallLaw['order/clocks/emergency.yaml'],
      limit: { words: 'no time is set' },
      when: undefined,
    },
    'bars/gates/storage.yaml': {
      ...smallLaw['bars/gates/storage.yaml'],
      approval: { seat: 'central', authority: 'the competent authority', cite: 'Art 36', clocks: [wait] },
    },
    'order/grounds/impossible.yaml': {
      ...smallLaw['order/penalties/fine.yaml'],
      ...{ state: undefined, for: undefined, seat: 'provider', against: 'order', effect: 'impossibility' },
      clocks: ['order/clocks/emergency'],
    },
    'order/routes/order.yaml': { ...smallLaw['order/routes/order.yaml'], grounds: ['order/grounds/impossible'] },
  }
  const attempt = (expectation: object, given: object) =>
    told({ ...waiting, 'cases/a.yaml': { name: 'C', facts: { ...facts, ...given }, expect: expectation } }).map(
      (text) => text.replace('cases/a.yaml cases: C: ', ''),
    )
  const inChina = { holder: { seat: 'CN' }, data: [{ id: 'd1', category: 'content', storedIn: ['CN'], class: 'x' }] }
  const abroad = { holder: { seat: 'CN' }, data: [{ id: 'd1', category: 'content', storedIn: ['SG'] }] }

  test('expects the clocks of an approval to run while its gate bars, and not to where it does not', () => {
    const gate = (expectation: object) => ({ gates: { 'bars/gates/storage': expectation } })
    expect(attempt(gate({ status: 'approval', holds: 'Art 36', clocks: wait }), inChina)).toEqual([])
    expect(attempt(gate({ status: 'not-engaged', fails: 'Art 36', no_clocks: wait }), abroad)).toEqual([])
    expect(attempt(gate({ clocks: wait }), abroad)).toEqual([
      `bars/gates/storage: what runs does not name ${wait} (it has: nothing)`,
    ])
    expect(attempt(gate({ holds: 'Art 99', no_clocks: wait }), inChina)).toEqual([
      expect.stringContaining('what holds does not name Art 99'),
      `bars/gates/storage: what runs should not name ${wait}`,
    ])
  })

  test('expects the clocks of a ground to run where the route has that ground', () => {
    const route = (expectation: object) => ({ routes: { 'order/routes/order': expectation } })
    const emergency = 'order/clocks/emergency'
    expect(attempt(route({ clocks: emergency }), { urgency: 'emergency' })).toEqual([])
    expect(attempt(route({ no_clocks: emergency }), { urgency: 'ordinary' })).toEqual([])
  })

  test('can suppose a ratification nobody has made', () => {
    const treaty = {
      ...smallLaw['pact/instrument.yaml'],
      in_force: {},
      entry: { cite: 'Art 9', ratifications: 2, after: { days: 30 } },
      parties: [{ state: 'DE', ratified: '2020-01-01' }],
    }
    const worked = (status: string, supposing?: object) =>
      told({
        'pact/instrument.yaml': treaty,
        'cases/a.yaml': {
          name: 'C',
          on: '2026-11-21',
          facts: { asking: { state: 'DE' }, holder: { seat: 'CN' }, offence: { political: false }, measure: 'produce' },
          expect: { routes: { 'pact/routes/letter': { status } } },
          ...supposing,
        },
      }).map((text) => text.split('\n')[0])
    const ratified = (on: string) => ({ supposing: [{ instrument: 'pact', ratified: on, by: ['CN'] }] })
    expect(worked('closed')).toEqual([])
    expect(worked('open', ratified('2026-10-22'))).toEqual([])
    expect(worked('closed', ratified('2026-10-23'))).toEqual([])
    expect(worked('open', ratified('2026-10-23'))).toEqual([expect.stringMatching(/is closed, expected open$/)])
  })
})

describe('a rule no case is held to', () => {
  const exercised = (cases: object[]) =>
    checkLaw(asFiles({ ...smallLaw, 'cases/a.yaml': cases }), today)
      .complaints.filter(({ check, file }) => check === 'exercised' && file === 'order/clocks/emergency.yaml')
      .map(({ says }) => says)

  test('is a complaint that says what to write', () => {
    expect(exercised([])).toEqual([
      'needs a worked case under law/cases/: one that it fits and one that it does not fit; for example expect: {clocks: [{rule: order/clocks/emergency, from: INSTANT, due: DATE}]}',
    ])
  })

  test('is none any more with one that it fits and one that it does not', () => {
    const clock = (runs: boolean) => ({ clocks: [{ rule: 'order/clocks/emergency', runs }] })
    const runs = { name: 'A', facts: { urgency: 'emergency' }, expect: clock(true) }
    expect(exercised([runs])).toHaveLength(1)
    expect(exercised([runs, { name: 'B', facts: { urgency: 'ordinary' }, expect: clock(false) }])).toEqual([])
  })
})
