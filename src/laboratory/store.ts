import { gunzipSync, gzipSync } from 'node:zlib'
import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Tally } from './running/cells.ts'
import type { Result } from './running/result.ts'
import type { Part } from './running/threads.ts'
import type { ExpectedDays } from './times/expected.ts'

/** A proposal as a policy desk wrote it, one of its versions. */
export interface Written {
  readonly org: string
  readonly id: string
  readonly version: number
  readonly title: string
  readonly text: string
  readonly byName: string
  readonly at: InstantText
}

export type RecordKind = 'own' | 'pairs' | 'file'
export type RunState = 'running' | 'done' | 'cancelled' | 'failed'

/** A proposal tried on a record: all that is needed to try it again. */
export interface Run {
  readonly id: string
  readonly org: string
  readonly proposal: string
  readonly version: number
  readonly kind: RecordKind
  readonly record: string
  readonly on: string | undefined
  readonly today: string
  readonly before: string
  readonly after: string
  readonly requests: number
  readonly state: RunState
  readonly failure: string | undefined
  readonly byName: string
  readonly at: InstantText
  readonly endedAt: InstantText | undefined
}

export const pack = (value: unknown) => gzipSync(typeof value === 'string' ? value : JSON.stringify(value))
export const unpack = (bytes: Uint8Array) => gunzipSync(bytes).toString()

export async function insertProposal(tx: Tx, written: Written, person: string): Promise<void> {
  const { org, id, version, title, text, byName, at } = written
  await tx
    .insertInto('laboratory_proposals')
    .values({ org_id: org, id, version, title, text, by_person: person, by_name: byName, at })
    .execute()
}

/** Every version of the proposals of an organisation, the newest first. */
export async function findProposals(db: Db, org: string, id?: string): Promise<Written[]> {
  const rows = await db
    .selectFrom('laboratory_proposals')
    .select(['org_id', 'id', 'version', 'title', 'text', 'by_name', 'at'])
    .where('org_id', '=', org)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('at', 'desc')
    .orderBy('version', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ org_id, by_name, at, ...row }) => ({
    ...row,
    org: org_id,
    byName: by_name,
    at: at as InstantText,
  }))
}

export async function insertRun(tx: Tx, run: Run, person: string, parts: readonly Part[]): Promise<void> {
  await tx
    .insertInto('laboratory_runs')
    .values({
      id: run.id,
      org_id: run.org,
      proposal_id: run.proposal,
      proposal_version: run.version,
      record_kind: run.kind,
      record_digest: run.record,
      on_day: run.on ?? null,
      today: run.today,
      law_before: run.before,
      law_after: run.after,
      requests: run.requests,
      state: run.state,
      failure: null,
      by_person: person,
      by_name: run.byName,
      at: run.at,
      ended_at: null,
      result: null,
      expected: null,
    })
    .execute()
  for (const { firstLine, text } of parts) {
    await tx
      .insertInto('laboratory_parts')
      .values({
        run_id: run.id,
        first_line: firstLine,
        lines: text.split('\n').length,
        packed: pack(text),
        tally: null,
      })
      .execute()
  }
}

const columns = [
  'id', 'org_id', 'proposal_id', 'proposal_version', 'record_kind', 'record_digest', 'on_day', 'today', 'law_before', 'law_after', 'requests',
  'state', 'failure', 'by_name', 'at', 'ended_at',
] as const // biome-ignore format: one line of words

export async function findRuns(db: Db, org: string, proposal?: string): Promise<Run[]> {
  const rows = await db
    .selectFrom('laboratory_runs')
    .select(columns)
    .where('org_id', '=', org)
    .$if(proposal !== undefined, (query) => query.where('proposal_id', '=', proposal ?? ''))
    .orderBy('at', 'desc')
    .limit(100)
    .execute()
  return rows.map(runOf)
}

export async function findRun(db: Db, org: string, id: string): Promise<Run | undefined> {
  const row = await db
    .selectFrom('laboratory_runs')
    .select(columns)
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && runOf(row)
}

/** The run that waits longest, whosever it is. */
export async function findRunning(db: Db): Promise<Run | undefined> {
  const row = await db
    .selectFrom('laboratory_runs')
    .select(columns)
    .where('state', '=', 'running')
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row && runOf(row)
}

type Row = Awaited<ReturnType<typeof rowOf>>
const rowOf = (db: Db) => db.selectFrom('laboratory_runs').select(columns).executeTakeFirstOrThrow()

function runOf(row: Row): Run {
  return {
    id: row.id,
    org: row.org_id,
    proposal: row.proposal_id,
    version: row.proposal_version,
    kind: row.record_kind,
    record: row.record_digest,
    on: row.on_day ?? undefined,
    today: row.today,
    before: row.law_before,
    after: row.law_after,
    requests: row.requests,
    state: row.state,
    failure: row.failure ?? undefined,
    byName: row.by_name,
    at: row.at as InstantText,
    endedAt: (row.ended_at ?? undefined) as InstantText | undefined,
  }
}

/** How many requests of a run have been looked at. */
export async function progressOf(db: Db, run: string): Promise<number> {
  const row = await db
    .selectFrom('laboratory_parts')
    .select((eb) => eb.fn.sum<number>('lines').as('lines'))
    .where('run_id', '=', run)
    .where('tally', 'is not', null)
    .executeTakeFirst()
  return Number(row?.lines ?? 0)
}

/** The next parts nobody has looked at. */
export async function partsToDo(db: Db, run: string, most: number): Promise<Part[]> {
  const rows = await db
    .selectFrom('laboratory_parts')
    .select(['first_line', 'packed'])
    .where('run_id', '=', run)
    .where('tally', 'is', null)
    .orderBy('first_line')
    .limit(most)
    .execute()
  return rows.map(({ first_line, packed }) => ({ firstLine: first_line, text: unpack(packed) }))
}

export async function keepTally(db: Db, run: string, firstLine: number, tally: Tally): Promise<void> {
  await db
    .updateTable('laboratory_parts')
    .set({ tally: pack(tally) })
    .where('run_id', '=', run)
    .where('first_line', '=', firstLine)
    .execute()
}

export async function talliesOf(db: Db, run: string): Promise<Tally[]> {
  const rows = await db.selectFrom('laboratory_parts').select('tally').where('run_id', '=', run).execute()
  return rows.flatMap(({ tally }) => (tally ? [JSON.parse(unpack(tally)) as Tally] : []))
}

/** What came of a run, or why nothing did. */
export interface Found {
  readonly result?: Result
  readonly expected?: ExpectedDays
  readonly failure?: string
}

const packed = (value: unknown) => (value === undefined ? null : pack(value))

/** Ends a run that still goes on; false where it was over already. What it was made of is dropped, the result is kept. */
export async function endRun(
  tx: Tx,
  run: string,
  state: Exclude<RunState, 'running'>,
  at: InstantText,
  { result, expected, failure }: Found,
): Promise<boolean> {
  const row = await tx
    .updateTable('laboratory_runs')
    .set({ state, ended_at: at, failure: failure ?? null, result: packed(result), expected: packed(expected) })
    .where('id', '=', run)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  if (row) await tx.deleteFrom('laboratory_parts').where('run_id', '=', run).execute()
  return row !== undefined
}

/** What came of a run; the days are absent from one that ended before they were kept. */
export async function findResult(db: Db, org: string, id: string): Promise<Pick<Found, 'result' | 'expected'>> {
  const row = await db
    .selectFrom('laboratory_runs')
    .select(['result', 'expected'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return {
    ...(row?.result ? { result: JSON.parse(unpack(row.result)) as Result } : {}),
    ...(row?.expected ? { expected: JSON.parse(unpack(row.expected)) as ExpectedDays } : {}),
  }
}
