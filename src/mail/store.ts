import { sql } from 'kysely'
import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Choice, LetterLanguage, Pace } from './choice.ts'
import type { Figures } from './figures.ts'

export async function findChoice(db: Db, person: string): Promise<Choice | undefined> {
  const row = await db.selectFrom('mail_choices').selectAll().where('person_id', '=', person).executeTakeFirst()
  if (!row) return undefined
  const { address, pace, language, problem: said, problem_at: at } = row
  const problem = said !== null && at !== null ? { said, at: at as InstantText } : undefined
  return { address, pace, language: language as LetterLanguage, problem }
}

/** Whatever was wrong with an address is forgotten when the person says anew where to write. */
export async function keepChoice(
  tx: Tx,
  person: string,
  choice: Omit<Choice, 'problem'>,
  at: InstantText,
): Promise<void> {
  const row = { ...choice, problem: null, problem_at: null, changed_at: at }
  await tx
    .insertInto('mail_choices')
    .values({ person_id: person, told_on: null, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()
}

/** Whom to tell of what is urgent, and whom a day's digest is still owed. */
export async function peopleToTell(db: Db, day: string, isMorning: boolean): Promise<{ person: string; pace: Pace }[]> {
  const rows = await db
    .selectFrom('mail_choices')
    .select(['person_id as person', 'pace'])
    .where('pace', '<>', 'off')
    .where('problem', 'is', null)
    .orderBy('person_id')
    .execute()
  const owed = new Set(isMorning ? await owedFor(db, day) : [])
  return rows.filter(({ person, pace }) => pace === 'urgent' || owed.has(person))
}

async function owedFor(db: Db, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('mail_choices')
    .select('person_id')
    .where('pace', '=', 'daily')
    .where((where) => where.or([where('told_on', 'is', null), where('told_on', '<', day)]))
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** Holds a person's choice for this transaction, unless another process writes to them just now. */
export async function holdChoice(tx: Tx, person: string): Promise<Choice | undefined> {
  const row = await tx
    .selectFrom('mail_choices')
    .select('person_id')
    .where('person_id', '=', person)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && findChoice(tx, person)
}

export async function setToldOn(tx: Tx, person: string, day: string): Promise<void> {
  await tx.updateTable('mail_choices').set({ told_on: day }).where('person_id', '=', person).execute()
}

/** Of these the ones the person was not told of before; from now on they were. */
export async function tellOnce(tx: Tx, person: string, what: readonly string[], at: InstantText): Promise<string[]> {
  if (what.length === 0) return []
  const rows = await tx
    .insertInto('mail_told')
    .values(what.map((one) => ({ person_id: person, what: one, at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('what')
    .execute()
  return rows.map((row) => row.what)
}

/** What was told so long ago need not be remembered. */
export async function forgetTold(db: Db, before: InstantText): Promise<void> {
  await db.deleteFrom('mail_told').where('at', '<', before).execute()
}

export interface Letter {
  readonly id: string
  readonly person: string
  readonly address: string
  readonly pace: Exclude<Pace, 'off'>
  readonly language: LetterLanguage
  readonly figures: Figures
  readonly tries: number
}

export async function insertLetter(tx: Tx, letter: Omit<Letter, 'tries'>, at: InstantText): Promise<void> {
  const { id, person, address, pace, language, figures } = letter
  await tx
    .insertInto('mail_letters')
    .values({
      id,
      person_id: person,
      address,
      pace,
      language,
      figures: JSON.stringify(figures),
      written_at: at,
      next_try_at: at,
    })
    .execute()
}

/** Takes the oldest letter whose time has come; nobody else tries it before `until`. */
export async function takeLetter(db: Db, at: InstantText, until: InstantText): Promise<Letter | undefined> {
  const { rows } = await sql<Letter>`update mail_letters set tries = tries + 1, next_try_at = ${until}::timestamptz
    where id = (select id from mail_letters where next_try_at <= ${at}::timestamptz and sent_at is null and refused_at is null
      order by next_try_at, id limit 1 for update skip locked)
    returning id, person_id as person, address, pace, language, figures, tries`.execute(db)
  return rows[0]
}

export async function letterSent(db: Db, id: string, at: InstantText): Promise<void> {
  await db.updateTable('mail_letters').set({ sent_at: at, said: null }).where('id', '=', id).execute()
}

/** It is tried again at `next`. */
export async function letterWaits(db: Db, id: string, next: InstantText, said: string): Promise<void> {
  await db.updateTable('mail_letters').set({ next_try_at: next, said }).where('id', '=', id).execute()
}

/** The address takes no letters: the person is told on their page, and nothing more is sent there. */
export async function letterRefused(db: Db, { id, person, address }: Letter, at: InstantText, said: string) {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('mail_letters').set({ refused_at: at, said }).where('id', '=', id).execute()
    await tx
      .updateTable('mail_choices')
      .set({ problem: said, problem_at: at })
      .where('person_id', '=', person)
      .where('address', '=', address)
      .execute()
  })
}
