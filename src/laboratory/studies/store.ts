import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Tally } from '../running/cells.ts'
import { pack, packCells, unpack, unpackCells } from '../store.ts'
import type { Findings, Progress, Study } from './study.ts'

/** A change of the law tried on so many lines of the record. */
export interface StudyPart {
  readonly number: number
  readonly proposal: string
  readonly firstLine: number
  readonly lines: number
}

export async function insertStudy(tx: Tx, study: Study, person: string, lines: readonly string[]): Promise<void> {
  const { org, state, partners, record, digest, failure, byName, endedAt, ...same } = study
  await tx
    .insertInto('laboratory_studies')
    .values({
      ...same,
      org_id: org,
      state: state ?? null,
      partners: partners?.join(' ') ?? null,
      record_kind: record,
      record_digest: digest,
      record: pack(lines.join('\n')),
      failure: failure ?? null,
      by_person: person,
      by_name: byName,
      ended_at: endedAt ?? null,
      result: null,
    })
    .execute()
}

export async function insertParts(db: Db, study: string, parts: readonly StudyPart[]): Promise<void> {
  if (parts.length === 0) return
  const rows = parts.map(({ firstLine, ...part }) => ({ ...part, study_id: study, first_line: firstLine, tally: null, refusal: null }))
  await db.insertInto('laboratory_study_parts').values(rows).execute()
} // biome-ignore format: read on

const columns = [
  'id', 'org_id', 'kind', 'state', 'partners', 'record_kind', 'record_digest', 'today', 'law', 'requests', 'standing', 'failure', 'by_name', 'at', 'ended_at',
] as const // biome-ignore format: one line of words

type Row = Awaited<ReturnType<typeof rowOf>>
const rowOf = (db: Db) => db.selectFrom('laboratory_studies').select(columns).executeTakeFirstOrThrow()

function studyOf({
  org_id,
  state,
  partners,
  record_kind,
  record_digest,
  failure,
  by_name,
  at,
  ended_at,
  ...same
}: Row): Study {
  return {
    ...same,
    org: org_id,
    state: state ?? undefined,
    partners: partners?.split(' '),
    record: record_kind,
    digest: record_digest,
    failure: failure ?? undefined,
    byName: by_name,
    at: at as InstantText,
    endedAt: (ended_at ?? undefined) as InstantText | undefined,
  }
}

/** Those of an organisation, the newest first. */
export async function findStudies(db: Db, org: string, kind: Study['kind']): Promise<Study[]> {
  const rows = await db
    .selectFrom('laboratory_studies')
    .select(columns)
    .where('org_id', '=', org)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .limit(100)
    .execute()
  return rows.map(studyOf)
}

export async function findStudy(db: Db, org: string, id: string): Promise<Study | undefined> {
  const row = await db
    .selectFrom('laboratory_studies')
    .select(columns)
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && studyOf(row)
}

/** The one that waits longest, whosever it is. */
export async function findWaiting(db: Db): Promise<Study | undefined> {
  const row = await db
    .selectFrom('laboratory_studies')
    .select(columns)
    .where('standing', '=', 'running')
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row && studyOf(row)
}

/** The lines of its record, until it is over. */
export async function recordOf(db: Db, id: string): Promise<string[]> {
  const row = await db.selectFrom('laboratory_studies').select('record').where('id', '=', id).executeTakeFirst()
  return row?.record ? unpack(row.record).split('\n') : []
}

/** What it is made of, each with what came of it: how the requests stand, or why it could not be tried. */
export async function partsOf(
  db: Db,
  study: string,
): Promise<(StudyPart & { readonly came: Tally | string | undefined })[]> {
  const rows = await db
    .selectFrom('laboratory_study_parts')
    .selectAll()
    .where('study_id', '=', study)
    .orderBy('number')
    .execute()
  return rows.map(({ number, proposal, first_line, lines, tally, refusal }) => ({
    number,
    proposal,
    firstLine: first_line,
    lines,
    came: refusal ?? (tally ? unpackCells<Tally>(tally) : undefined),
  }))
}

export async function progressOf(db: Db, study: string): Promise<Progress> {
  const row = await db
    .selectFrom('laboratory_study_parts')
    .select(({ fn, or, eb }) => [
      fn.countAll<number>().as('parts'),
      fn
        .count<number>('number')
        .filterWhere(or([eb('tally', 'is not', null), eb('refusal', 'is not', null)]))
        .as('done'),
    ])
    .where('study_id', '=', study)
    .executeTakeFirst()
  return { done: Number(row?.done ?? 0), parts: Number(row?.parts ?? 0) }
}

export async function keepPart(db: Db, study: string, number: number, came: Tally | string): Promise<void> {
  await db
    .updateTable('laboratory_study_parts')
    .set(typeof came === 'string' ? { refusal: came } : { tally: packCells(came) })
    .where('study_id', '=', study)
    .where('number', '=', number)
    .execute()
}

/** Ends one that still goes on; false where it was over already. What it was made of is dropped, what it found is kept. */
export async function endStudy(
  tx: Tx,
  id: string,
  standing: Exclude<Study['standing'], 'running'>,
  at: InstantText,
  { findings, failure }: { readonly findings?: Findings; readonly failure?: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('laboratory_studies')
    .set({ standing, ended_at: at, failure: failure ?? null, record: null, result: findings ? pack(findings) : null })
    .where('id', '=', id)
    .where('standing', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  if (row) await tx.deleteFrom('laboratory_study_parts').where('study_id', '=', id).execute()
  return row !== undefined
}

export async function findFindings(db: Db, org: string, id: string): Promise<Findings | undefined> {
  const row = await db
    .selectFrom('laboratory_studies')
    .select('result')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.result ? (JSON.parse(unpack(row.result)) as Findings) : undefined
}
