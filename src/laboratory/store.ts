import { gunzipSync, gzipSync } from 'node:zlib'
import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Cell, Tally } from './running/cells.ts'
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

/** Cells as they are kept: what many have alike stands once, among `alike`, and is one object when they are read. */
interface Kept {
  readonly alike: readonly unknown[]
  readonly cells: readonly KeptCell[]
}
interface KeptCell extends Omit<Cell, 'categories' | 'before' | 'after' | 'facts'> {
  readonly categories: number
  readonly before: number
  readonly after: number
  /** Each part that is more than a word by its place, alone in a list. */
  readonly facts: Readonly<Record<string, readonly [number] | string | number | boolean>>
}

export function packCells<T extends { readonly cells: readonly Cell[] }>({ cells, ...rest }: T): Buffer {
  const alike: unknown[] = []
  const byText = new Map<string, number>()
  const byObject = new WeakMap<object, number>()
  const placeOf = (value: object): number => {
    let place = byObject.get(value)
    if (place === undefined) {
      const text = JSON.stringify(value)
      place = byText.get(text) ?? alike.length
      if (place === alike.length) {
        alike.push(value)
        byText.set(text, place)
      }
      byObject.set(value, place)
    }
    return place
  }
  const kept = cells.map(({ facts, before, after, categories, ...cell }) => ({
    ...cell,
    categories: placeOf(categories),
    before: placeOf(before),
    after: placeOf(after),
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, part]) => [name, typeof part === 'object' ? [placeOf(part)] : part]),
    ),
  }))
  return pack({ ...rest, alike, cells: kept })
}

/** What was kept before cells were put together so is read as it is. */
export function unpackCells<T extends { readonly cells: readonly Cell[] }>(bytes: Uint8Array): T {
  const { alike, ...kept } = JSON.parse(unpack(bytes)) as T & Kept
  if (!alike) return kept as unknown as T
  const cells = (kept.cells as readonly KeptCell[]).map(({ categories, before, after, facts, ...cell }) => ({
    ...cell,
    categories: alike[categories],
    before: alike[before],
    after: alike[after],
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, part]) => [name, typeof part === 'object' ? alike[part[0]] : part]),
    ),
  }))
  return { ...kept, cells } as unknown as T
}

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
    .set({ tally: packCells(tally) })
    .where('run_id', '=', run)
    .where('first_line', '=', firstLine)
    .execute()
}

/** What came of the parts of a run, one after the other: all at once they may be more than the memory holds. */
export async function* talliesOf(db: Db, run: string): AsyncGenerator<Tally> {
  const of = db.selectFrom('laboratory_parts').where('run_id', '=', run)
  for (const { first_line: line } of await of.select('first_line').orderBy('first_line').execute()) {
    const row = await of.select('tally').where('first_line', '=', line).executeTakeFirst()
    if (row?.tally) yield unpackCells<Tally>(row.tally)
  }
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
    .set({
      state,
      ended_at: at,
      failure: failure ?? null,
      result: result ? packCells(result) : null,
      expected: packed(expected),
    })
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
    ...(row?.result ? { result: unpackCells<Result>(row.result) } : {}),
    ...(row?.expected ? { expected: JSON.parse(unpack(row.expected)) as ExpectedDays } : {}),
  }
}
