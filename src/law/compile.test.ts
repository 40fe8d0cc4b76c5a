import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { compile, overlay } from './compile.ts'
import { LawError } from './errors.ts'
import { asFiles, smallBase, smallLaw } from './small-law.fixture.ts'

const refusal = (run: () => unknown): LawError => {
  try {
    run()
  } catch (error) {
    if (error instanceof LawError) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('a law base', () => {
  test('has a digest anyone can compute with sha256sum', () => {
    const sum = (text: string) => createHash('sha256').update(text).digest('hex')
    const files = asFiles({
      'a/instrument.yaml': smallLaw['pact/instrument.yaml'] ?? {},
      'b/instrument.yaml': smallLaw['bars/instrument.yaml'] ?? {},
    })
    const listing = [...files].map(([path, text]) => `${sum(text)}  ${path}\n`).join('')
    expect(compile(files).digest).toBe(`sha256:${sum(listing)}`)
  })

  test('finds a rule by kind and id, and refuses one of another kind or none', () => {
    const law = smallBase()
    expect(law.rule('clock', 'order/clocks/produce').limit).toEqual({ days: 10 })
    expect(refusal(() => law.rule('clock', 'order/routes/order'))).toMatchObject({ code: 'not_a_clock' })
    expect(refusal(() => law.rule('route', 'order/routes/none'))).toMatchObject({
      code: 'no_such_rule',
      kind: 'missing',
    })
  })

  test('applies an amendment from its day on, and keeps what was law before', () => {
    const law = smallBase()
    expect(law.at('2027-12-31').find('clock', 'order/clocks/produce')?.limit).toEqual({ days: 10 })
    expect(law.at('2028-01-01').find('clock', 'order/clocks/produce')).toMatchObject({
      limit: { days: 7 },
      cites: [{ cite: 'Art 10(3)' }, { cite: 'Amending Act Art 1' }],
    })
    expect(law.rule('clock', 'order/clocks/produce').limit).toEqual({ days: 10 })
  })

  test('gives a text in another language, the English where nobody has translated it', () => {
    const law = smallBase({ 'translations/zh/pact.yaml': { 'The Pact': '公约', 'is bound': '受约束' } })
    expect(law.languages).toEqual(['en', 'zh'])
    expect(law.translate('The Pact', 'zh')).toBe('公约')
    expect(law.translate('The Pact — is bound', 'zh')).toBe('公约 — 受约束')
    expect(law.translate('Something else', 'zh')).toBe('Something else')
    expect(law.translate('The Pact', 'fr')).toBe('The Pact')
  })

  test('translates the sentences of the engine with what is filled into them', () => {
    const law = smallBase({
      'translations/zh/engine.yaml': {
        '{state} takes no part in {instrument}: {note}': '{state}不参加{instrument}：{note}',
        'the Pact': '公约',
        'The state is bound': '该国受约束',
        'Not so: {sentence}': '并非如此：{sentence}',
      },
    })
    const said = 'Not so: The state is bound — Ireland takes no part in the Pact: it chose to stay out'
    expect(law.translate(said, 'zh')).toBe('并非如此：该国受约束 — 爱尔兰不参加公约：it chose to stay out')
  })

  test('stays as it is under an overlay', () => {
    const law = smallBase()
    const changed = overlay(law, new Map([['pact/routes/letter.yaml', null]]))
    expect(changed.rules.has('pact/routes/letter')).toBe(false)
    expect(law.rules.has('pact/routes/letter')).toBe(true)
  })

  test('can leave out files that do not fit, and name them', () => {
    const bad: string[] = []
    const law = compile(asFiles({ ...smallLaw, 'pact/routes/bad.yaml': 'title: x' }), {
      onBadFile: (path) => bad.push(path),
    })
    expect(bad).toEqual(['pact/routes/bad.yaml'])
    expect(law.rules.has('pact/routes/letter')).toBe(true)
  })
})

describe('a file that does not fit is refused with file, line and what is wrong', () => {
  const clock = ['title: T', 'cites: [{cite: Art 1}]', 'checked: {on: 2026-01-01, by: A}', 'starts: a', 'stops: b']
  const cases: [string, string, string[], string | RegExp, string][] = [
    [
      'a mistyped field',
      'x/clocks/a.yaml',
      [...clock, 'limit: {days: 1}', 'tittle: x'],
      "there is no field 'tittle' here",
      'law/x/clocks/a.yaml:7',
    ],
    [
      'a missing citation',
      'x/clocks/a.yaml',
      ['title: T', 'cites: []', 'checked: {on: 2026-01-01, by: A}'],
      /^cites:/,
      'law/x/clocks/a.yaml:2',
    ],
    [
      'a date that is none',
      'x/clocks/a.yaml',
      ['title: T', 'cites: [{cite: Art 1}]', 'checked: {on: 2026-02-30, by: A}'],
      /^checked\.on: '2026-02-30' is no date/,
      'law/x/clocks/a.yaml:3',
    ],
    ['an unknown folder', 'x/hours/a.yaml', clock, /its folder is none of routes/, 'law/x/hours/a.yaml'],
    ['broken YAML', 'x/clocks/a.yaml', ['title: [T', 'cites: 1'], /./, 'law/x/clocks/a.yaml:2'],
    [
      'two tests in one leaf',
      'x/terms/a.yaml',
      [...clock.slice(0, 3), 'when:', '  all:', '    - {fact: on, is: x, in: [y]}'],
      /is and in stand together/,
      'law/x/terms/a.yaml:6',
    ],
    [
      'a test there is not',
      'x/terms/a.yaml',
      [...clock.slice(0, 3), 'when:', '  all:', '    - {fact: on, is: x}', '    - {fact: on, equals: y}'],
      /equals/,
      'law/x/terms/a.yaml:7',
    ],
    [
      'a translation that is no text',
      'translations/zh/a.yaml',
      ['A: {b: c}'],
      /is no text/,
      'law/translations/zh/a.yaml',
    ],
  ]
  test.each(cases)('%s', (_, path, lines, message, place) => {
    const error = refusal(() => compile(new Map([[path, lines.join('\n')]])))
    expect(error).toMatchObject({ code: 'bad_rule', path: place })
    expect(error.message).toMatch(message)
  })

  test('a term defined by itself', () => {
    const law = smallBase({
      'order/terms/sensitive.yaml': {
        ...smallLaw['order/terms/sensitive.yaml'],
        when: { term: 'order/terms/sensitive' },
      },
    })
    expect(refusal(() => law.at('2026-11-21')).message).toBe('when: this term is defined by itself')
  })
})
