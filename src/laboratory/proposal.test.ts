import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LawBase } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { readProposal, undone } from './proposal.ts'
import { changeIn } from './running/cells.ts'
import { examiner } from './running/examine.ts'
import { chance, invented } from './running/generated.fixture.ts'

const folder = join(import.meta.dirname, '../../examples/proposals')
const today = '2026-11-21'
let law: LawBase

beforeAll(async () => {
  law = await readLaw()
})

const shipped = (name: string) => readProposal(readFileSync(join(folder, `${name}.yaml`), 'utf8'), law)

/** A request of `from` for what `at` holds, as plain as can be. */
const request = (from: string, at: string, more: object = {}, item: object = {}) =>
  JSON.stringify({
    asking: { state: from, authority: 'prosecutor', validatedBy: 'judge' },
    proceeding: 'criminal',
    offence: { maxPenaltyMonths: 60, dualCriminality: true, political: false, committedIn: [from] },
    holder: { kind: 'provider', seat: at, establishments: [at], role: 'controller', offersServicesIn: [from] },
    data: [{ id: 'd1', category: 'content', stored: true, storedIn: [at], class: 'general', scheme: 'CN', ...item }],
    measure: 'produce',
    urgency: 'ordinary',
    ...more,
  })

/** A provider of the United States that keeps general data in China, asked from home. */
const inChina = request(
  'US',
  'US',
  { holder: { kind: 'provider', seat: 'US', establishments: ['US', 'CN'], service: 'electronic-communications' } },
  { storedIn: ['CN'], personal: false },
)

describe('the proposals that come with it', () => {
  test.each([
    ['china-and-ten', request('KZ', 'CN'), 'route', 'proposals/china-and-ten/routes/request'],
    ['three-classes', inChina, 'conflicts', []],
    ['substantial-ties', request('CN', 'SG'), 'route', 'proposals/substantial-ties/routes/order'],
    ['second-protocol', request('DE', 'US', {}, { category: 'traffic' }), 'changes', true],
    ['eu-us', request('DE', 'US'), 'route', 'proposals/eu-us/routes/request'],
    ['ireland-joins-budapest', request('US', 'IE', { measure: 'preserve' }), 'changes', true],
  ] as const)('%s changes what it is meant to change', (name, text, what, expected) => {
    const [cell] = examiner(law, shipped(name).law, { today })([text], 1).cells
    const after = cell?.after
    if (what === 'changes') expect(cell && changeIn(cell.before, cell.after)).not.toBe('same')
    else {
      expect(after?.[what]).toEqual(expected)
      expect(cell?.before[what]).not.toEqual(expected)
    }
  })

  test('take out again what they put in: the digest is the old one', () => {
    for (const name of readdirSync(folder)) {
      const proposal = readProposal(readFileSync(join(folder, name), 'utf8'), law)
      expect(proposal.law.digest).not.toBe(law.digest)
      expect(undone(proposal, law).digest).toBe(law.digest)
    }
  })

  test('touch only what they can: the short cut gives what looking at every request gives', () => {
    const next = chance(9)
    const lines = Array.from({ length: 70 }, () => JSON.stringify(invented(next)))
    for (const name of ['china-and-ten', 'three-classes', 'second-protocol']) {
      const { law: after } = shipped(name)
      const short = examiner(law, after, { today, on: today })(lines, 1)
      const whole = examiner(law, after, { today, on: today, whole: true })(lines, 1)
      expect(short.cells).toEqual(whole.cells)
      expect(short.touched).toBeLessThanOrEqual(whole.touched)
      if (name === 'china-and-ten') expect(short.touched).toBeLessThan(whole.touched / 2)
    }
  })
})

describe('a proposal that cannot be', () => {
  const head = 'title: A proposal\n'
  test.each([
    ['a rule nobody knows', `${head}law:\n  cn/dsl/gates/none: null\n`, 'line 3', 'no rule cn/dsl/gates/none'],
    ['a rule to amend nobody knows', `${head}amend:\n  cn/dsl/gates/none:\n    effect: open\n`, 'line 3', 'no rule'],
    [
      'a value the law does not have',
      `${head}amend:\n  cn/dsl/gates/article-36:\n    effect: perhaps\n`,
      'line 3',
      'article-36',
    ],
    [
      'a state that is none',
      `${head}agreements:\n  - id: proposals/x\n    title: X\n    parties: [CN, China]\n`,
      'line 5',
      'no code of a state',
    ],
    [
      'a term defined by itself',
      `${head}amend:\n  cn/pipl/terms/personal-information:\n    when: { term: cn/pipl/terms/personal-information }\n`,
      'line 3',
      'itself',
    ],
    [
      'a condition that contradicts itself',
      `${head}amend:\n  cn/dsl/gates/article-36:\n    when: { all: [{ fact: measure, is: produce, says: a, cite: b }, { fact: measure, is: preserve, says: a, cite: b }] }\n`,
      'line 3',
      'article-36',
    ],
    ['no YAML', `${head}law: [\n`, 'line', 'not YAML'],
  ])('%s is refused with the line and what to mend', (_, text, line, says) => {
    const refusal = thrownBy(() => readProposal(text, law))
    expect(refusal).toContain(line)
    expect(refusal).toContain(says)
  })
})

function thrownBy(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing was refused'
}
