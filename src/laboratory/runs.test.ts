import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, addMember, addPerson, createOrganisation, readSecret, type Seat } from '../accounts/index.ts'
import type { LawBase } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { nextAgreements } from './next-agreement.ts'
import { readProposal } from './proposal.ts'
import { digestOfLines, plainRequest } from './records/lines.ts'
import { examiner } from './running/examine.ts'
import { chance, invented } from './running/generated.fixture.ts'
import { digestOf, resultOf } from './running/result.ts'
import { cancelRun, carryRuns, keepProposal, proposalOf, resultOfRun, runOf, startRun } from './runs.ts'
import { keepTally, partsToDo } from './store.ts'
import { cancelStudy, carryStudies, findingsOf, startStudy, studyOf } from './studies/studies.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const now = () => at
const text = 'title: No production orders\nlaw: { eu/2023-1543/routes/production-order: null }\n'
const next = chance(5)
const lines = Array.from({ length: 60 }, () => JSON.stringify(invented(next)))
let law: LawBase
let desk: Actor
let other: Actor

async function seat(at_: Seat): Promise<Actor> {
  return db.transaction().execute(async (tx) => {
    const name = `Desk ${at_} ${Math.random()}`
    const { id: org } = await createOrganisation(
      tx,
      secret,
      { name, state: 'DE', kind: 'other', seats: [at_], languages: ['de'] },
      'system',
      at,
    )
    const { id: person } = await addPerson(tx, { name: 'Desk' }, at)
    await addMember(tx, { person, org, seat: at_, role: 'author' }, 'system', at)
    return { person, name: 'Desk', org, orgName: name, seat: at_, role: 'author', isDemo: false }
  })
}

beforeAll(async () => {
  law = await readLaw()
  desk = await seat('policy')
  other = await seat('policy')
})

const sample = (n: number) => ({ facts: JSON.parse(lines[n % lines.length] ?? '') })
const act = <T>(work: (tx: Parameters<typeof keepProposal>[0]) => Promise<T>) => db.transaction().execute(work)

describe('a run of the policy desk', () => {
  test('is carried to its end after a restart, and says what somebody needs to run it again', async () => {
    const written = await act((tx) => keepProposal(tx, desk, { text }, { law, now }))
    const run = await act((tx) =>
      startRun(tx, desk, { proposal: written.id, kind: 'file', lines: lines.join('\n') }, { law, now }),
    )
    expect(await runOf(db, desk, run.id)).toMatchObject({ state: 'running', looked: 0, requests: 60 })
    // Whoever carries it knows nothing but the database.
    expect(await carryRuns({ db, law, now })).toBe(true)
    expect(await runOf(db, desk, run.id)).toMatchObject({ state: 'done', looked: 60 })
    const proposal = readProposal(text, law)
    const options = { today: '2026-11-21' }
    const tally = examiner(law, proposal.law, options)(lines, 1)
    const tried = {
      proposal,
      proposalDigest: digestOf(text),
      before: law.digest,
      record: digestOfLines(lines),
      options,
    }
    expect((await resultOfRun(db, desk, run.id)).digest).toBe(resultOf(tally, tried).digest)
    expect(await carryRuns({ db, law, now })).toBe(false)
  })

  test('that was broken off goes on from the parts that were kept, and comes to the same', async () => {
    const written = await act((tx) => keepProposal(tx, desk, { text }, { law, now }))
    const long = Array.from({ length: 10_001 }, (_, n) => JSON.stringify({ id: `r${n}`, ...sample(n) })).join('\n')
    const broken = await act((tx) =>
      startRun(tx, desk, { proposal: written.id, kind: 'file', lines: long }, { law, now }),
    )
    const [first] = await partsToDo(db, broken.id, 1)
    const examine = examiner(law, readProposal(text, law).law, { today: '2026-11-21' })
    await keepTally(db, broken.id, 1, examine(first?.text.split('\n') ?? [], 1))
    expect(await runOf(db, desk, broken.id)).toMatchObject({ state: 'running', looked: 10_000 })
    // What was looked at is not looked at again: nobody could read it any more.
    const unreadable = db.updateTable('laboratory_parts').set({ packed: new Uint8Array([0]) })
    await unreadable.where('run_id', '=', broken.id).where('first_line', '=', 1).execute()
    expect(await carryRuns({ db, law, now })).toBe(true)
    const all = long.split('\n')
    const proposal = readProposal(text, law)
    const tried = { proposal, proposalDigest: digestOf(text), before: law.digest, record: digestOfLines(all) }
    const whole = resultOf(examine(all, 1), { ...tried, options: { today: '2026-11-21' } })
    const result = await resultOfRun(db, desk, broken.id)
    expect(result).toMatchObject({ requests: 10_001, unreadable: { requests: 0 } })
    expect(result.digest).toBe(whole.digest)
  })

  test('can be cancelled once, and nobody else sees it', async () => {
    const { id } = await act((tx) => keepProposal(tx, desk, { text }, { law, now }))
    const start = () => act((tx) => startRun(tx, desk, { proposal: id, kind: 'file', lines: lines[0] }, { law, now }))
    const run = await start()
    await expect(runOf(db, other, run.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(act((tx) => cancelRun(tx, other, run.id, { now }))).rejects.toMatchObject({ code: 'not_found' })
    await act((tx) => cancelRun(tx, desk, run.id, { now }))
    expect(await carryRuns({ db, law, now })).toBe(false)
    expect(await runOf(db, desk, run.id)).toMatchObject({ state: 'cancelled' })
    await expect(act((tx) => cancelRun(tx, desk, run.id, { now }))).rejects.toMatchObject({ code: 'run_over' })
    await expect(resultOfRun(db, desk, run.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is refused of nothing, at another seat, and of a proposal that cannot be', async () => {
    const written = await act((tx) => keepProposal(tx, desk, { text }, { law, now }))
    const { version } = await act((tx) => keepProposal(tx, desk, { text, id: written.id }, { law, now }))
    expect(version).toBe(2)
    await expect(proposalOf(db, other, written.id)).rejects.toMatchObject({ code: 'not_found' })
    const none = act((tx) => startRun(tx, desk, { proposal: written.id, kind: 'own' }, { law, now }))
    await expect(none).rejects.toMatchObject({ code: 'bad_record' })
    const police = { ...desk, seat: 'authority' as const }
    await expect(act((tx) => keepProposal(tx, police, { text }, { law, now }))).rejects.toMatchObject({
      code: 'not_permitted',
    })
    const bad = act((tx) => keepProposal(tx, desk, { text: 'title: X\nlaws: {}' }, { law, now }))
    await expect(bad).rejects.toMatchObject({ code: 'malformed_proposal' })
  })
})

describe('a study of the policy desk', () => {
  const plain = ['IE-KZ', 'KZ-IE', 'IE-US'].map((pair) => {
    const [from = '', at = ''] = pair.split('-')
    return JSON.stringify({ id: pair, facts: plainRequest(from, at, 'content') })
  })
  const wanted = { kind: 'next', state: 'IE', partners: ['KZ'], record: 'file', lines: plain.join('\n') } as const
  const setting = () => ({ law, now })

  test('that is broken off again and again goes on from what was kept, and finds what the search in one go finds', async () => {
    const { id } = await act((tx) => startStudy(tx, desk, wanted, setting()))
    const stopping = AbortSignal.abort()
    await carryStudies({ db, law, now, stopping })
    expect(await studyOf(db, desk, id)).toMatchObject({ standing: 'running', progress: { done: 1, parts: 1 } })
    await expect(findingsOf(db, desk, id)).rejects.toMatchObject({ code: 'not_found' })
    // How the requests stand is known: now there is something to try.
    await carryStudies({ db, law, now, stopping })
    const { progress } = await studyOf(db, desk, id)
    expect(progress.parts).toBeGreaterThan(3)
    await carryStudies({ db, law, now, stopping })
    expect((await studyOf(db, desk, id)).progress).toEqual({ ...progress, done: 2 })
    await carryStudies({ db, law, now })
    expect(await findingsOf(db, desk, id)).toEqual({
      kind: 'next',
      search: nextAgreements(law, { state: 'IE', partners: ['KZ'], lines: plain, today: '2026-11-21' }),
    })
    expect(await carryStudies({ db, law, now })).toBe(false)
  })

  test('can be cancelled once, is seen by nobody else, and is refused of what cannot be', async () => {
    const { id } = await act((tx) => startStudy(tx, desk, wanted, setting()))
    await expect(studyOf(db, other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(act((tx) => cancelStudy(tx, other, id, { now }))).rejects.toMatchObject({ code: 'not_found' })
    await act((tx) => cancelStudy(tx, desk, id, { now }))
    await expect(act((tx) => cancelStudy(tx, desk, id, { now }))).rejects.toMatchObject({ code: 'run_over' })
    expect(await carryStudies({ db, law, now })).toBe(false)
    const start = (more: object) => act((tx) => startStudy(tx, desk, { ...wanted, ...more }, setting()))
    await expect(start({ state: 'XX' })).rejects.toMatchObject({ code: 'bad_model', path: 'state' })
    await expect(start({ partners: ['KZ', 'XX'] })).rejects.toMatchObject({ code: 'bad_model', path: 'partners' })
    await expect(start({ lines: ' ' })).rejects.toMatchObject({ code: 'bad_record', path: 'lines' })
    await expect(start({ lines: '{}\n'.repeat(20_001) })).rejects.toMatchObject({ code: 'bad_record', path: 'lines' })
    const police = { ...desk, seat: 'authority' as const }
    await expect(act((tx) => startStudy(tx, police, wanted, setting()))).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })
})
