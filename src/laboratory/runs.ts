import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText, type Now } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { LawBase } from '../law/index.ts'
import { factsOnRecord, lengthsOnRecord } from '../requests/index.ts'
import { LaboratoryError } from './errors.ts'
import { readProposal } from './proposal.ts'
import { digestOfLines, inParts, pairsOfStates } from './records/lines.ts'
import { Sum, type Tally } from './running/cells.ts'
import { examiner } from './running/examine.ts'
import { digestOf, type Result, resultOf } from './running/result.ts'
import { openThreads, type Part, type ThreadOrders, type Threads } from './running/threads.ts'
import {
  endRun,
  type Found,
  findProposals,
  findResult,
  findRun,
  findRunning,
  findRuns,
  insertProposal,
  insertRun,
  keepTally,
  partsToDo,
  progressOf,
  type RecordKind,
  type Run,
  talliesOf,
  type Written,
} from './store.ts'
import { type ExpectedDays, expectedDays } from './times/expected.ts'

interface Setting {
  readonly law: LawBase
  readonly now: Now
}

/** Keeps a proposal, or a new version of one. Throws what `readProposal` throws, `not_found` for one of somebody else. */
export async function keepProposal(
  tx: Tx,
  actor: Actor,
  { text, id }: { readonly text: string; readonly id?: string | undefined },
  { law, now }: Setting,
): Promise<Written> {
  permit(actor, 'laboratory.use')
  const { title } = readProposal(text, law)
  const [last] = id === undefined ? [] : await findProposals(tx, actor.org, id)
  if (id !== undefined && !last) throw noSuch('proposal')
  const at = now()
  const written: Written = {
    org: actor.org,
    id: id ?? newId('proposal', at.epochMilliseconds),
    version: (last?.version ?? 0) + 1,
    title,
    text,
    byName: actor.name,
    at: instantText(at),
  }
  await insertProposal(tx, written, actor.person)
  const body = { version: written.version, title, text: digestOf(text) }
  await record(tx, { org: actor.org, by: actor.person, kind: 'proposal.written', about: written.id, body }, at)
  return written
}

/** The proposals of an organisation, each in its newest version. */
export async function proposalsOf(db: Db, actor: Actor): Promise<Written[]> {
  permit(actor, 'laboratory.read')
  const newest = new Map<string, Written>()
  for (const one of await findProposals(db, actor.org)) {
    if ((newest.get(one.id)?.version ?? 0) < one.version) newest.set(one.id, one)
  }
  return [...newest.values()]
}

/** A proposal in one of its versions, the newest unless told. Throws `not_found`. */
export async function proposalOf(db: Db, actor: Actor, id: string, version?: number): Promise<Written> {
  permit(actor, 'laboratory.read')
  const all = await findProposals(db, actor.org, id)
  const found = version === undefined ? all[0] : all.find((one) => one.version === version)
  if (!found) throw noSuch('proposal')
  return found
}

export interface WantedRun {
  readonly proposal: string
  readonly kind: RecordKind
  /** The lines of a file, where it is one. */
  readonly lines?: string | undefined
  /** YYYY-MM-DD: every request is looked at as if it were made then. */
  readonly on?: string | undefined
}

/** Begins a run. The record is put aside as it stands now, facts alone, so that it goes on after a restart and can be run again. */
export async function startRun(tx: Tx, actor: Actor, wanted: WantedRun, { law, now }: Setting): Promise<Run> {
  permit(actor, 'laboratory.use')
  const written = await proposalOf(tx, actor, wanted.proposal)
  const proposal = readProposal(written.text, law)
  const lines = await linesOf(tx, actor, wanted, law)
  if (lines.length === 0) throw new LaboratoryError('invalid', 'bad_record', 'There are no requests in this record')
  const at = now()
  const run: Run = {
    id: newId('run', at.epochMilliseconds),
    org: actor.org,
    proposal: written.id,
    version: written.version,
    kind: wanted.kind,
    record: digestOfLines(lines),
    on: wanted.on,
    today: at.toZonedDateTimeISO('UTC').toPlainDate().toString(),
    before: law.digest,
    after: proposal.law.digest,
    requests: lines.length,
    state: 'running',
    failure: undefined,
    byName: actor.name,
    at: instantText(at),
    endedAt: undefined,
  }
  await insertRun(tx, run, actor.person, [...inParts(lines)])
  const { proposal: about, version, kind, record: of, before, after, requests } = run
  const body = { run: run.id, version, kind, record: of, law: { before, after }, requests }
  await record(tx, { org: actor.org, by: actor.person, kind: 'proposal.tried', about, body }, at)
  return run
}

async function linesOf(tx: Tx, actor: Actor, { kind, lines = '' }: WantedRun, law: LawBase): Promise<string[]> {
  if (kind === 'pairs') return [...pairsOfStates(law)]
  if (kind === 'file') return lines.split(/\r?\n/).filter((line) => line.trim() !== '')
  return (await factsOnRecord(tx, actor.org)).map((one) => JSON.stringify(one))
}

/** Ends a run that still goes on; one that is over stays as it is. Throws `not_found`. */
export async function cancelRun(tx: Tx, actor: Actor, id: string, { now }: Pick<Setting, 'now'>): Promise<void> {
  permit(actor, 'laboratory.use')
  const run = await runOf(tx, actor, id)
  const at = now()
  if (!(await endRun(tx, id, 'cancelled', instantText(at), {})))
    throw new LaboratoryError('conflict', 'run_over', 'This run is over already')
  const event = { org: actor.org, by: actor.person, kind: 'proposal.run-cancelled', about: run.proposal }
  await record(tx, { ...event, body: { run: id } }, at)
}

export async function runsOf(db: Db, actor: Actor, proposal?: string): Promise<Run[]> {
  permit(actor, 'laboratory.read')
  return findRuns(db, actor.org, proposal)
}

/** Throws `not_found` also for another organisation's run. */
export async function runOf(db: Db, actor: Actor, id: string): Promise<Run & { readonly looked: number }> {
  permit(actor, 'laboratory.read')
  const run = await findRun(db, actor.org, id)
  if (!run) throw noSuch('run')
  return { ...run, looked: run.state === 'running' ? await progressOf(db, id) : run.requests }
}

/** What a run found. Throws `not_found` while there is nothing. */
export async function resultOfRun(db: Db, actor: Actor, id: string): Promise<Result> {
  permit(actor, 'laboratory.read')
  const { result } = await findResult(db, actor.org, id)
  if (!result) throw noSuch('result')
  return result
}

/**
 * The days requests of a run would take, as they were told when it ended; of one that ended before they were kept, by what
 * is on record today. Throws `not_found` while there is nothing.
 */
export async function expectedOfRun(db: Db, actor: Actor, id: string, would: LawBase): Promise<ExpectedDays> {
  permit(actor, 'laboratory.read')
  const { result, expected } = await findResult(db, actor.org, id)
  if (!result) throw noSuch('result')
  return expected ?? expectedDays(result, would, await lengthsOnRecord(db, actor.org))
}

const noSuch = (what: string) => new LaboratoryError('missing', 'not_found', `There is no such ${what}`)

/** Where the work of a run is done: in threads of this file, or, without one, here. */
export interface Bench extends Setting {
  readonly db: Db
  readonly thread?: URL | undefined
  /** Whoever ends takes up nothing more; what is kept goes on with the next start. */
  readonly stopping?: AbortSignal | undefined
}

/** How many threads a run takes: one processor is left to those who wait for a page. */
const THREADS = 2

/**
 * Carries the run that waits longest as far as it goes; each part is kept as soon as it is there, so that whoever takes it up
 * again goes on where it stopped. Returns whether there was one.
 */
export async function carryRuns({ db, law, now, thread, stopping }: Bench): Promise<boolean> {
  const run = await findRunning(db)
  if (!run) return false
  const end = (state: 'done' | 'failed', found: Found) =>
    db.transaction().execute((tx) => endRun(tx, run.id, state, instantText(now()), found))
  const [written] = (await findProposals(db, run.org, run.proposal)).filter(({ version }) => version === run.version)
  const text = written?.text ?? ''
  const options = { today: run.today, on: run.on }
  const orders: ThreadOrders = { proposal: text, options, law: { before: run.before, after: run.after } }
  if (law.digest !== run.before) {
    await end('failed', { failure: 'The law has changed since this run began' })
    return true
  }
  const workers = workersFor(law, orders, thread)
  try {
    for (;;) {
      const parts = await partsToDo(db, run.id, workers.size)
      if (parts.length === 0) break
      const tallies = await Promise.all(parts.map(async (part) => [part, await workers.tally(part)] as const))
      for (const [{ firstLine }, tally] of tallies) await keepTally(db, run.id, firstLine, tally)
      if (stopping?.aborted || (await findRun(db, run.org, run.id))?.state !== 'running') return true
    }
    const sum = new Sum()
    for await (const part of talliesOf(db, run.id)) sum.add(part)
    const proposal = readProposal(text, law)
    const tried = { proposal, proposalDigest: digestOf(text), before: run.before, record: run.record, options }
    const result = resultOf(sum.tally(), tried)
    await end('done', { result, expected: expectedDays(result, proposal.law, await lengthsOnRecord(db, run.org)) })
  } catch (error) {
    if (!(error instanceof LaboratoryError)) throw error
    await end('failed', { failure: error.message })
  } finally {
    await workers.close()
  }
  return true
}

/** Those who do the work: threads of this file, or, without one, whoever asks. */
export const workersFor = (law: LawBase, orders: ThreadOrders, thread: URL | undefined): Threads =>
  thread ? openThreads(thread, THREADS, orders) : here(law, orders)

/** The same without a thread: for a small record. */
function here(law: LawBase, { proposal: own, options }: ThreadOrders): Threads {
  const under = (proposal: string) => examiner(law, readProposal(proposal, law).law, options)
  const ours = under(own)
  return {
    size: 1,
    tally: async ({ text, firstLine }: Part, proposal = own): Promise<Tally> =>
      (proposal === own ? ours : under(proposal))(text.split('\n'), firstLine),
    close: async () => {},
  }
}
