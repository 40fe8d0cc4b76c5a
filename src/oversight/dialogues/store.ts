import { type Selectable, sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import type { Dialogue, DialogueId, DialoguePromise, PromiseFinding } from './dialogue.ts'
import type { Measured, Target } from './target.ts'

type Row = Selectable<Tables['oversight_dialogues']>

const read = (row: Row, promises: readonly DialoguePromise[]): Dialogue => ({
  id: row.id as DialogueId,
  org: row.org_id,
  kind: row.partner_kind,
  partner: row.partner,
  heldOn: row.held_on,
  offices: row.offices as Dialogue['offices'],
  topics: row.topics as Dialogue['topics'],
  minutes: row.minutes,
  recorded: { person: row.by_person, name: row.by_name, at: row.at as InstantText },
  closed: row.closed_how
    ? {
        how: row.closed_how,
        says: row.closed_says ?? '',
        name: row.closed_name ?? '',
        at: row.closed_at as InstantText,
      }
    : undefined,
  promises,
})

export async function insertDialogue(tx: Tx, one: Dialogue): Promise<void> {
  await tx
    .insertInto('oversight_dialogues')
    .values({
      id: one.id,
      org_id: one.org,
      partner_kind: one.kind,
      partner: one.partner,
      held_on: one.heldOn,
      offices: JSON.stringify(one.offices),
      topics: JSON.stringify(one.topics),
      minutes: one.minutes,
      by_person: one.recorded.person,
      by_name: one.recorded.name,
      at: one.recorded.at,
    })
    .execute()
}

/** One of an organisation's, with what was promised. Throws `no_such_dialogue`. */
export async function findDialogue(db: Db, org: string, id: string, lock?: 'lock'): Promise<Dialogue> {
  const query = db.selectFrom('oversight_dialogues').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_dialogue', 'There is no such dialogue here')
  return read(row, (await promisesOf(db, [id])).get(id) ?? [])
}

/** The newest of an organisation's, with what was promised. */
export async function listDialogues(db: Db, org: string, limit = 500): Promise<Dialogue[]> {
  const rows = await db
    .selectFrom('oversight_dialogues')
    .selectAll()
    .where('org_id', '=', org)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const promises = await promisesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => read(row, promises.get(row.id) ?? []))
}

async function promisesOf(db: Db, dialogues: readonly string[]): Promise<Map<string, DialoguePromise[]>> {
  if (dialogues.length === 0) return new Map()
  const rows = await db
    .selectFrom('oversight_dialogue_promises')
    .selectAll()
    .where('dialogue', 'in', dialogues)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const findings =
    ids.length === 0
      ? []
      : await db
          .selectFrom('oversight_promise_findings')
          .selectAll()
          .where('promise', 'in', ids)
          .orderBy('seq', 'desc')
          .execute()
  const found = Map.groupBy(findings, ({ promise }) => promise)
  return Map.groupBy(rows, ({ dialogue }) => dialogue)
    .entries()
    .reduce((all, [dialogue, of]) => {
      const promises = of.map((row) => ({
        id: row.id,
        by: row.by_side,
        office: row.office,
        says: row.says,
        due: row.due_day,
        // What stands there was checked when it was written.
        target: row.target as Target,
        recorded: { person: row.by_person, name: row.by_name, at: row.at as InstantText },
        found: (found.get(row.id) ?? []).map((one) => ({
          kept: one.kept,
          reason: one.reason,
          figures: one.figures as Measured,
          found: { name: one.by_name, at: one.at as InstantText },
        })),
      }))
      return all.set(dialogue, promises)
    }, new Map<string, DialoguePromise[]>())
}

export async function insertPromise(
  tx: Tx,
  { org, id: dialogue }: Pick<Dialogue, 'org' | 'id'>,
  { id, by, office, says, due, target, recorded }: DialoguePromise,
): Promise<void> {
  const written = { by_person: recorded.person, by_name: recorded.name, at: recorded.at }
  const row = { id, org_id: org, dialogue, by_side: by, office, says, due_day: due, target: JSON.stringify(target) }
  await tx
    .insertInto('oversight_dialogue_promises')
    .values({ ...row, ...written })
    .execute()
}

export async function setClosed(
  tx: Tx,
  { id }: Pick<Dialogue, 'id'>,
  { how, says, name, at }: NonNullable<Dialogue['closed']>,
): Promise<void> {
  const row = { closed_how: how, closed_says: says, closed_name: name, closed_at: at }
  await tx.updateTable('oversight_dialogues').set(row).where('id', '=', id).execute()
}

export async function insertPromiseFinding(
  tx: Tx,
  org: string,
  promise: string,
  { kept, reason, figures, found }: PromiseFinding,
): Promise<void> {
  const row = { org_id: org, promise, kept, reason, figures: JSON.stringify(figures) }
  await tx
    .insertInto('oversight_promise_findings')
    .values({ ...row, by_name: found.name, at: found.at })
    .execute()
}

/** What of an organisation's dialogues waits for somebody: minutes that are open, and promises whose day has come without a finding since. */
export interface DialoguesWaiting {
  readonly minutes: number
  readonly promises: number
}

export async function dialoguesWaiting(db: Db, org: string, today: string): Promise<DialoguesWaiting> {
  const { rows } = await sql<{ minutes: string; promises: string }>`select
    (select count(*) from oversight_dialogues where org_id = ${org} and closed_how is null) as minutes,
    (select count(*) from oversight_dialogue_promises promise join oversight_dialogues dialogue on dialogue.id = promise.dialogue
      where dialogue.org_id = ${org} and closed_how in ('signed', 'confirmed') and due_day <= ${today}::date and not exists (
        select from oversight_promise_findings found where found.promise = promise.id and found.at >= due_day)) as promises`.execute(db)
  return { minutes: Number(rows[0]?.minutes), promises: Number(rows[0]?.promises) }
} // biome-ignore format: short
