import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Facts, LawBase } from '../law/index.ts'
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
    // Some with two items, some without any, some of which nobody knows who asks or who holds the data.
    const some = (n: number, { data = [], asking, holder, ...rest }: Facts, other: Facts) => ({
      ...rest,
      ...(n % 7 === 1 ? {} : { asking }),
      ...(n % 7 === 2 ? {} : { holder }),
      data:
        n % 7 === 3
          ? []
          : n % 7 === 4
            ? [...data, ...(other.data ?? []).map((item) => ({ ...item, id: 'other' }))]
            : data,
    })
    const lines = Array.from({ length: 70 }, (_, n) => JSON.stringify(some(n, invented(next), invented(next))))
    for (const name of ['china-and-ten', 'three-classes', 'second-protocol']) {
      const { law: after } = shipped(name)
      const short = examiner(law, after, { today, on: today })(lines, 1)
      const whole = examiner(law, after, { today, on: today, whole: true })(lines, 1)
      expect(short.cells).toEqual(whole.cells)
      expect(short.touched).toBeLessThanOrEqual(whole.touched)
      if (name === 'china-and-ten') expect(short.touched).toBeLessThan(whole.touched / 2)
      expect(short.groups).toBeLessThan(whole.groups)
    }
  })
})

describe('a proposal that cannot be', () => {
  const head = 'title: A proposal\n'
  const agreement = (title: string, parties: string) =>
    `${head}agreements:\n  - id: proposals/${title.toLowerCase()}\n    title: ${title}\n    parties: ${parties}\n    from: 2026-01-01\n    channel: central\n    categories: [content]\n    answer_days: 30\n`
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
    ['lists as names within one another', `${head}${'? '.repeat(600)}\n`, 'line 2', 'the name of a field is a word'],
    [
      'a state that is none, though it looks like one',
      `${head}ratifications:\n  - { instrument: coe/224, ratified: 2026-05-20, by: [XQ] }\n`,
      'line 3',
      'no code of a state',
    ],
    ['a treaty of a state with itself', agreement('X', '[CN, CN]'), 'line 5', 'names a state twice'],
    [
      'two agreements of one name',
      `${agreement('X', '[CN, KZ]')}${agreement('X', '[CN, MN]').split('\n').slice(2).join('\n')}`,
      'line 10',
      'two agreements are called proposals/x',
    ],
    [
      'a rule that is taken away and changed',
      `${head}law:\n  cn/dsl/gates/article-36: null\namend:\n  cn/dsl/gates/article-36:\n    effect: approval\n`,
      'line 5',
      'taken away under law: and changed here',
    ],
    [
      'steps that wait for one another',
      `${head}amend:\n  us/sca/routes/emergency-disclosure:\n    steps.0.after: [examine]\n    steps.1.after: [request]\n`,
      'line 3',
      'request waits for examine waits for request',
    ],
    [
      'a term with which a rule nobody touched can never apply',
      `${head}amend:\n  us/sca/terms/us-provider:\n    when.all.2: { fact: urgency, is: ordinary, says: a, cite: b }\n`,
      'line 3',
      'us/sca/routes/emergency-disclosure could never apply any more (law/us/sca/routes/emergency-disclosure.yaml, line',
    ],
    [
      'an instrument that goes while its rules stay',
      `${head}law:\n  us/sca: null\n`,
      'line 3',
      'its instrument us/sca is gone: take this away too',
    ],
  ])('%s is refused with the line and what to mend', (_, text, line, says) => {
    const refusal = thrownBy(() => readProposal(text, law))
    expect(refusal).toContain(line)
    expect(refusal).toContain(says)
  })

  test('may end an instrument with all its rules, and lose nothing else', () => {
    const inside = [...law.rules.values()].filter(({ instrument }) => instrument === 'us/prtt')
    const gone = inside.map(({ rule }) => `  ${rule}: null\n`).join('')
    expect(readProposal(`${head}law:\n${gone}`, law).law.rules.has('us/prtt')).toBe(false)
  })

  test('may ask its approvals side by side: neither waits for the other, and what follows waits for both', () => {
    const text = (parallel: boolean) =>
      `${agreement('X', '[CN, KZ]')}    safeguards: [court, notification]\n    side_by_side: ${parallel}\n`
    const steps = (parallel: boolean) => {
      const route = readProposal(text(parallel), law).law.rule('route', 'proposals/x/routes/request')
      return Object.fromEntries(route.steps.flatMap((step) => ('chain' in step ? [] : [[step.id, step.after]])))
    }
    expect(steps(true)).toMatchObject({ validate: ['draft'], notify: ['draft'], transmit: ['validate', 'notify'] })
    expect(Object.values(steps(false)).filter(Boolean)).toEqual([])
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
