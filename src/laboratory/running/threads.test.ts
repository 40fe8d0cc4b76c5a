import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { laboratoryThread } from '../../laboratory-thread.ts'
import type { LawBase } from '../../law/index.ts'
import { readLaw } from '../../read-law.ts'
import { type Proposal, readProposal } from '../proposal.ts'
import { added, type Tally } from './cells.ts'
import { examiner } from './examine.ts'
import { chance, invented } from './generated.fixture.ts'
import { digestOf, resultOf } from './result.ts'
import { openThreads, type Part, tallyAll } from './threads.ts'

const options = { today: '2026-11-21', on: '2026-11-21' }
const text = readFileSync(join(import.meta.dirname, '../../../examples/proposals/china-and-ten.yaml'), 'utf8')
const next = chance(3)
const lines = Array.from({ length: 60 }, (_, n) => JSON.stringify({ id: `r${n}`, facts: invented(next) }))
let law: LawBase
let proposal: Proposal

beforeAll(async () => {
  law = await readLaw()
  proposal = readProposal(text, law)
})

const partsOf = (all: readonly string[], length: number): Part[] =>
  Array.from({ length: Math.ceil(all.length / length) }, (_, n) => ({
    firstLine: n * length + 1,
    text: all.slice(n * length, (n + 1) * length).join('\n'),
  }))

const digest = (tally: Tally) =>
  resultOf(tally, { proposal, proposalDigest: digestOf(text), before: law.digest, record: 'sha256:', options }).digest

describe('a run', () => {
  test('gives the same on one thread and on two, in parts of any size and in any order', async () => {
    const alone = digest(examiner(law, proposal.law, options)(lines, 1))
    const threads = openThreads(laboratoryThread, 2, {
      proposal: text,
      options,
      law: { before: law.digest, after: proposal.law.digest },
    })
    const tallies: Tally[] = []
    await tallyAll(threads, partsOf(lines.toReversed(), 20), (tally) => tallies.push(tally))
    await threads.close()
    expect(digest(added(tallies))).toBe(alone)
    expect(digest(added(tallies.toReversed()))).toBe(alone)
  })

  test('of a proposal that changes nothing changes nothing, and touches nothing', () => {
    const nothing = readProposal('title: Nothing', law)
    expect(nothing.law.digest).toBe(law.digest)
    const tally = examiner(law, nothing.law, options)(lines, 1)
    expect(tally.touched).toBe(0)
    expect(tally.cells.every(({ before, after }) => before === after)).toBe(true)
  })

  test('tells what it cannot read, and keeps what is not known apart from what is closed', () => {
    const record = ['{', '{"asking":{"state":"XX"}}', '{"asking":{"state":"DE"},"data":[{"id":"d1"}]}']
    const { requests, cells, unreadable } = examiner(law, proposal.law, options)(record, 1)
    expect(requests).toBe(3)
    expect(unreadable).toMatchObject({
      requests: 2,
      first: [
        { request: '#000000001', says: 'This line is not JSON' },
        { request: '#000000002', says: expect.stringContaining('asking.state') },
      ],
    })
    expect(cells.map(({ before, after }) => [before.status, after.status])).toEqual([['unknown', 'unknown']])
  })
})
