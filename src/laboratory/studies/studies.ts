import { setImmediate } from 'node:timers/promises'
import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText, type Now } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { analyse, type LawBase } from '../../law/index.ts'
import { factsOnRecord } from '../../requests/index.ts'
import { LaboratoryError } from '../errors.ts'
import { askedByModels, holdersEverywhere } from '../models/cases.ts'
import { choicesOf, mustBeState, searchOf } from '../next-agreement.ts'
import { readProposal } from '../proposal.ts'
import { digestOfLines, inParts, pairsOfStates } from '../records/lines.ts'
import { added, type Cell, NAMED, type Tally } from '../running/cells.ts'
import { digestOf, resultOf } from '../running/result.ts'
import type { Threads } from '../running/threads.ts'
import { type Bench, workersFor } from '../runs.ts'
import type { RecordKind } from '../store.ts'
import {
  endStudy,
  findFindings,
  findStudies,
  findStudy,
  findWaiting,
  insertParts,
  insertStudy,
  keepPart,
  partsOf,
  progressOf,
  recordOf,
  type StudyPart,
} from './store.ts'
import type { Blocking, Findings, Progress, Study, StudyKind } from './study.ts'

interface Setting {
  readonly law: LawBase
  readonly now: Now
}

export interface WantedStudy {
  readonly kind: StudyKind
  /** Whose next agreement is searched. */
  readonly state?: string | undefined
  /** With whom an agreement is tried; by default those with whom its requests have it hardest. */
  readonly partners?: readonly string[] | undefined
  readonly record: RecordKind
  /** The lines of a file, where it is one. */
  readonly lines?: string | undefined
}

/** Every agreement that is tried looks at every request anew: more of them are for the command line. */
const MOST = 20_000
const MOST_PARTNERS = 20

/** The law as it is: a change that changes nothing. */
const AS_IT_IS = 'title: The law as it is'

/**
 * Begins a study; the record is put aside as it stands now, facts alone. Throws `bad_model` for a state there is not, and
 * `bad_record` for a record without requests, or with too many.
 */
export async function startStudy(tx: Tx, actor: Actor, wanted: WantedStudy, { law, now }: Setting): Promise<Study> {
  permit(actor, 'laboratory.use')
  const at = now()
  const today = at.toZonedDateTimeISO('UTC').toPlainDate().toString()
  const state = wanted.kind === 'next' ? (wanted.state ?? '') : undefined
  if (state !== undefined) mustBeState(law, state)
  const partners = state !== undefined && wanted.partners?.length ? [...new Set(wanted.partners)] : undefined
  for (const one of partners ?? []) mustBeState(law, one, 'partners')
  if (partners && partners.length > MOST_PARTNERS)
    throw new LaboratoryError('invalid', 'bad_model', `Name ${MOST_PARTNERS} partners at most`, { path: 'partners' })
  const given = await linesOf(tx, actor, wanted, law, today)
  if (given.length === 0) throw badRecord('There are no requests in this record')
  if (given.length > MOST) throw badRecord(`This record has ${given.length} requests; a study takes ${MOST} at most`)
  const lines = wanted.kind === 'models' ? [...askedByModels(law, given, today)] : given
  const study: Study = {
    id: newId('study', at.epochMilliseconds),
    org: actor.org,
    kind: wanted.kind,
    state,
    partners,
    record: wanted.record,
    digest: digestOfLines(lines),
    today,
    law: law.digest,
    requests: lines.length,
    standing: 'running',
    failure: undefined,
    byName: actor.name,
    at: instantText(at),
    endedAt: undefined,
  }
  await insertStudy(tx, study, actor.person, lines)
  await insertParts(tx, study.id, firstParts(study, lines))
  const { id: about, kind, record: of, digest, requests } = study
  const body = { kind, ...(state === undefined ? {} : { state }), record: of, digest, law: law.digest, requests }
  await record(tx, { org: actor.org, by: actor.person, kind: 'study.started', about, body }, at)
  return study
}

const badRecord = (says: string) => new LaboratoryError('invalid', 'bad_record', says, { path: 'lines' })

async function linesOf(
  tx: Tx,
  actor: Actor,
  { kind, state = '', record: of, lines = '' }: WantedStudy,
  law: LawBase,
  today: string,
): Promise<string[]> {
  if (of === 'file') return lines.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (of === 'own') return (await factsOnRecord(tx, actor.org)).map((one) => JSON.stringify(one))
  return [...(kind === 'models' ? holdersEverywhere(law, today) : pairsOfStates(law, [state]))]
}

/** First of all how the requests stand; what is to be tried on them rests on that. */
function firstParts({ kind }: Study, lines: readonly string[]): StudyPart[] {
  if (kind === 'next') return [{ number: 0, proposal: AS_IT_IS, firstLine: 1, lines: lines.length }]
  return [...inParts(lines)].map(({ firstLine, text }, number) => {
    return { number, proposal: AS_IT_IS, firstLine, lines: text.split('\n').length }
  })
}

export async function studiesOf(db: Db, actor: Actor, kind: StudyKind): Promise<Study[]> {
  permit(actor, 'laboratory.read')
  return findStudies(db, actor.org, kind)
}

/** Throws `not_found` also for another organisation's. */
export async function studyOf(db: Db, actor: Actor, id: string): Promise<Study & { readonly progress: Progress }> {
  permit(actor, 'laboratory.read')
  const study = await findStudy(db, actor.org, id)
  if (!study) throw noSuch('study')
  return { ...study, progress: await progressOf(db, id) }
}

/** What a study found. Throws `not_found` while there is nothing. */
export async function findingsOf(db: Db, actor: Actor, id: string): Promise<Findings> {
  permit(actor, 'laboratory.read')
  const findings = await findFindings(db, actor.org, id)
  if (!findings) throw noSuch('result')
  return findings
}

const noSuch = (what: string) => new LaboratoryError('missing', 'not_found', `There is no such ${what}`)

/** Ends a study that still goes on; one that is over stays as it is. Throws `not_found`, `run_over`. */
export async function cancelStudy(tx: Tx, actor: Actor, id: string, { now }: Pick<Setting, 'now'>): Promise<void> {
  permit(actor, 'laboratory.use')
  await studyOf(tx, actor, id)
  const at = now()
  if (!(await endStudy(tx, id, 'cancelled', instantText(at), {})))
    throw new LaboratoryError('conflict', 'run_over', 'This study is over already')
  await record(tx, { org: actor.org, by: actor.person, kind: 'study.cancelled', about: id, body: {} }, at)
}

/**
 * Carries the study that waits longest as far as it goes; each part is kept as soon as it is there, so that whoever takes it
 * up again goes on where it stopped. Returns whether there was one.
 */
export async function carryStudies({ db, law, now, thread, stopping }: Bench): Promise<boolean> {
  const study = await findWaiting(db)
  if (!study) return false
  const end = (standing: 'done' | 'failed', found: Parameters<typeof endStudy>[4]) =>
    db.transaction().execute((tx) => endStudy(tx, study.id, standing, instantText(now()), found))
  if (law.digest !== study.law) {
    await end('failed', { failure: 'The law has changed since this study began' })
    return true
  }
  const orders = { proposal: AS_IT_IS, options: { today: study.today }, law: { before: law.digest, after: law.digest } }
  const workers = workersFor(law, orders, thread)
  try {
    const lines = await recordOf(db, study.id)
    for (;;) {
      const parts = await partsOf(db, study.id)
      const next = parts.find(({ came }) => came === undefined)
      if (next) await keepPart(db, study.id, next.number, await tallyOf(workers, next, lines))
      else if (study.kind === 'next' && parts.length === 1) await insertParts(db, study.id, candidateParts(law, study, parts))
      else {
        await end('done', { findings: await found(law, study, parts) })
        return true
      }
      if (stopping?.aborted || (await findStudy(db, study.org, study.id))?.standing !== 'running') return true
    }
  } catch (error) {
    if (!(error instanceof LaboratoryError)) throw error
    await end('failed', { failure: error.message })
  } finally {
    await workers.close()
  }
  return true
} // biome-ignore format: read on

async function tallyOf(workers: Threads, { proposal, firstLine, lines: n }: StudyPart, lines: readonly string[]) {
  const text = lines.slice(firstLine - 1, firstLine - 1 + n).join('\n')
  try {
    return await workers.tally({ firstLine, text }, proposal)
  } catch (error) {
    // What cannot be joined is told, with the reason.
    if (error instanceof LaboratoryError && error.code === 'unlawful_proposal') return error.message
    throw error
  }
}

type Came = StudyPart & { readonly came: Tally | string | undefined }

const tallied = (parts: readonly Came[]): Tally[] =>
  parts.flatMap(({ came }) => (typeof came === 'object' ? [came] : []))

/** The same agreements in the same order, whenever they are asked for. */
const choicesIn = (law: LawBase, { state = '', partners, today }: Study, parts: readonly Came[]) =>
  choicesOf(law, state, tallied(parts.slice(0, 1))[0]?.cells ?? [], { today, partners })

const candidateParts = (law: LawBase, study: Study, parts: readonly Came[]): StudyPart[] =>
  choicesIn(law, study, parts).map(({ text }, i) => ({
    number: i + 1,
    proposal: text,
    firstLine: 1,
    lines: study.requests,
  }))

async function found(law: LawBase, study: Study, parts: readonly Came[]): Promise<Findings> {
  if (study.kind === 'next') {
    const tried = parts.slice(1).map(({ came }) => came)
    return { kind: 'next', search: searchOf(study.state ?? '', study.requests, choicesIn(law, study, parts), tried) }
  }
  const proposal = readProposal(AS_IT_IS, law)
  const { today, digest } = study
  const tried = { proposal, proposalDigest: digestOf(AS_IT_IS), before: law.digest, record: digest, options: { today } }
  const result = resultOf(added(tallied(parts)), tried)
  return { kind: 'models', result, blocking: await blockingIn(law, result.cells, today) }
}

/** The bars other states' laws put before these requests, whatever way round them is open. */
async function blockingIn(law: LawBase, cells: readonly Cell[], today: string): Promise<Blocking[]> {
  const counted = new Map<string, Blocking>()
  for (const { asking, facts, requests, first } of cells) {
    // Each is looked at thoroughly, and meanwhile others wait for a page.
    await setImmediate()
    for (const { rule: gate, status } of analyse(law, facts, { today }).gates) {
      if (status !== 'closed' && status !== 'approval') continue
      const key = `${gate} ${asking}`
      const known = counted.get(key)
      const names = [...(known?.first ?? []), ...first].sort().slice(0, NAMED)
      counted.set(key, { gate, asking, requests: (known?.requests ?? 0) + requests, first: names })
    }
  }
  return [...counted.values()].sort((a, b) => b.requests - a.requests || (a.gate < b.gate ? -1 : 1))
}
