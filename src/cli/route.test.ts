import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { largestInput } from './input.ts'

const program = fileURLToPath(new URL('../../bin/comity.js', import.meta.url))

function comity(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  return { status, stdout, stderr, json: () => JSON.parse(stdout) }
}

const echo =
  '{"asking":{"state":"DE","authority":"prosecutor"},"holder":{"addressees":[{"state":"IE"}]},"data":[{"id":"d1","category":"subscriber"}],"measure":"produce"}'

describe('comity route', { timeout: 60_000 }, () => {
  test('answers from standard input with an analysis', () => {
    const { status, json } = comity(['route', '-', '--json'], echo)
    expect(status).toBe(0)
    expect(json()).toMatchObject({ law: { digest: expect.stringMatching(/^sha256:/) }, items: [{ data: 'd1' }] })
    expect(json().questions.length).toBeGreaterThan(0)
  })

  test('tells a reader the same in words', () => {
    const { status, stdout } = comity(['route', '-'], echo)
    expect(status).toBe(0)
    expect(stdout).toContain('European Production Order, to Ireland for d1')
    expect(stdout).toContain('Still to be asked')
  })

  test.each([
    ['an unknown country', '{"asking":{"state":"XX"}}', 'bad_facts', 'asking.state'],
    ['a date that is none', '{"on":"2026-13-01"}', 'bad_facts', 'on'],
    [
      'facts that contradict each other',
      '{"urgency":"ordinary","emergency":{"threat":"life"}}',
      'contradictory_facts',
      'urgency',
    ],
    ['what is not JSON', '{"asking":', 'not_json', undefined],
    ['more than a case can weigh', ' '.repeat(largestInput + 1), 'too_large', undefined],
  ])('refuses %s with a code, a sentence and the place, and no stack', (_, input, code, path) => {
    const { status, stdout, stderr, json } = comity(['route', '-', '--json'], input)
    expect(status).toBe(2)
    expect(json().error).toMatchObject({ code, ...(path ? { path } : {}) })
    expect(stdout + stderr).not.toMatch(/^\s+at /m)
  })

  test('refuses a file there is not, and a word too many', () => {
    expect(comity(['route', '/nowhere.json', '--json'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('no_such_file'),
    })
    expect(comity(['route', 'a', 'b', '--json'])).toMatchObject({ status: 2, stdout: expect.stringContaining('usage') })
  })

  test('with --batch answers line by line, in order, and goes on after a bad one', () => {
    const { status, stdout } = comity(
      ['route', '-', '--batch', '--json'],
      `${echo}\n{"asking":{"state":"XX"}}\n\nnot json\n{}\n`,
    )
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map((one) => one.error?.code ?? one.items.length)).toEqual([1, 'bad_facts', 'not_json', 0])
    expect(lines[1].error.path).toBe('asking.state')
    expect(status).toBe(2)
  })
})

describe('comity route --ask', { timeout: 60_000 }, () => {
  test('asks on standard error, takes piped answers, and answers on standard output', () => {
    const { status, stderr, json } = comity(['route', '--ask', '--json'], 'DE\n\n')
    expect(status).toBe(0)
    expect(stderr).toContain("Which state's authority asks for the data?")
    expect(stderr).toContain('The facts: {"asking":{"state":"DE"}}')
    expect(json().routes.length).toBeGreaterThan(0)
  })

  test('does not read its facts from where the answers come', () => {
    expect(comity(['route', '-', '--ask', '--json'])).toMatchObject({ status: 2 })
  })
})

describe('an overlay', { timeout: 60_000 }, () => {
  const bill = `title: No production orders
law:
  eu/2023-1543/routes/production-order: null
`

  test('is the law route and diff work with', async () => {
    const { mkdtemp, writeFile } = await import('node:fs/promises')
    const { tmpdir } = await import('node:os')
    const { join } = await import('node:path')
    const file = join(await mkdtemp(join(tmpdir(), 'bill-')), 'bill.yaml')
    await writeFile(file, bill)
    const rules = (args: string[]) =>
      comity(['route', '-', '--json', ...args], echo)
        .json()
        .routes.map(({ rule }: { rule: string }) => rule)
    expect(rules([])).toContain('eu/2023-1543/routes/production-order')
    expect(rules(['--overlay', file])).not.toContain('eu/2023-1543/routes/production-order')
    const { status, json } = comity(['law', 'diff', '--overlay', file, '--json'])
    expect(status).toBe(0)
    expect(json()).toMatchObject({
      rules: [{ rule: 'eu/2023-1543/routes/production-order', change: 'removed' }],
      cases: {
        changed: expect.arrayContaining([expect.objectContaining({ case: expect.stringMatching(/^cases\/eu/) })]),
      },
    })
  })

  test('that is none is refused', () => {
    expect(comity(['law', 'diff', '--overlay', '/nowhere.yaml', '--json'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('no_such_file'),
    })
  })
})

describe('comity law diff', { timeout: 60_000 }, () => {
  test('tells what changes between two days', () => {
    const { status, stdout } = comity(['law', 'diff', '--from', '2026-08-17', '--to', '2026-08-18'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^comes into force {2}eu\/2023-1543\/routes\/production-order: .* from 2026-08-18/m)
    expect(stdout).toMatch(/\d+ of \d+ worked cases come out differently/)
  })

  test.each([
    [['--from', '2026-08-18']],
    [['--from', '2026-08-18', '--to', '2026-08-17']],
    [['--from', '2026-08-18', '--to', '2026-13-01']],
    [[]],
  ])('refuses %j', (args) => {
    expect(comity(['law', 'diff', ...args])).toMatchObject({ status: 2, stderr: expect.stringContaining('usage') })
  })
})

describe('comity clock', { timeout: 60_000 }, () => {
  test('gives the end of a period and its working', () => {
    const { status, json } = comity([
      'clock',
      'eu/2023-1543/clocks/production',
      '--from',
      '2026-11-21T09:00:00Z',
      '--state',
      'IE',
      '--json',
    ])
    expect(status).toBe(0)
    expect(json()).toMatchObject({
      length: 'P10D',
      due: '2026-12-01T23:59:59.999Z',
      derivation: expect.arrayContaining([{ date: '2026-11-22', counted: true, why: 'day 1' }]),
    })
  })

  test.each([
    [['clock', 'eu/2023-1543/clocks/production', '--from', 'tomorrow'], 'instant'],
    [['clock', 'eu/2023-1543/clocks/production', '--from', '2026-11-21T09:00:00Z', '--state', 'XX'], 'country_code'],
    [['clock', 'eu/2023-1543/clocks/none', '--from', '2026-11-21T09:00:00Z'], 'no_such_rule'],
    [['clock', 'eu/2023-1543', '--from', '2026-11-21T09:00:00Z'], 'not_a_clock'],
    [['clock', 'eu/2023-1543/clocks/production'], 'usage'],
  ])('%j is refused as %s', (args, code) => {
    expect(comity([...args, '--json'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining(`"code":"${code}"`),
    })
  })
})

describe('comity law', { timeout: 60_000 }, () => {
  test('check exits with 1 and the file and reason where the law is not sound', async () => {
    const { mkdtemp, mkdir, writeFile } = await import('node:fs/promises')
    const { tmpdir } = await import('node:os')
    const { join } = await import('node:path')
    const folder = await mkdtemp(join(tmpdir(), 'law-'))
    await mkdir(join(folder, 'x/clocks'), { recursive: true })
    await writeFile(join(folder, 'x/clocks/a.yaml'), 'title: T\nlimits: {days: 1}\n')
    const { status, json } = comity(['law', 'check', '--law', folder, '--json'])
    expect(status).toBe(1)
    expect(json()).toMatchObject({
      ok: false,
      complaints: [{ file: expect.stringMatching(/^x\/clocks\/a\.yaml/), check: 'schema' }],
    })
    expect(comity(['law', 'check', '--law', join(folder, 'none')]).status).toBe(2)
  })

  test('list names every rule', () => {
    const { status, json } = comity(['law', 'list', 'eu/2023-1543/routes', '--json'])
    expect(status).toBe(0)
    expect(json().rules.map(({ rule }: { rule: string }) => rule)).toContain('eu/2023-1543/routes/production-order')
  })
})
