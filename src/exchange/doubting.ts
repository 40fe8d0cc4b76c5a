import { searchEvents } from '../audit/index.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { type Doubted, type KeyPeriod, keyHistory, markDoubted } from '../trust/index.ts'
import { type TakenIn, takenInFrom } from './store-keys.ts'

/**
 * Every organisation here marks what it got from `subject` under a key since revoked, from the moment on from which it is in
 * doubt; each in a transaction of its own. What is marked already stays as it is.
 */
export async function markDoubtful(db: Db, subject: string, at: Temporal.Instant): Promise<void> {
  for (const key of await revokedKeys(db, subject)) {
    const taken = await takenInFrom(db, subject, { since: key.since, until: key.until ?? instantText(at) })
    for (const [org, messages] of Map.groupBy(taken, (one) => one.org))
      await db.transaction().execute((tx) => markFor(tx, { org, subject, key }, messages, at))
  }
}

/** The same for one organisation here, in its own transaction. */
export async function markDoubtfulFor(tx: Tx, org: string, subject: string, at: Temporal.Instant): Promise<void> {
  for (const key of await revokedKeys(tx, subject)) {
    const taken = await takenInFrom(tx, subject, { since: key.since, until: key.until ?? instantText(at), to: org })
    await markFor(tx, { org, subject, key }, taken, at)
  }
}

type Revoked = KeyPeriod & { readonly since: InstantText }

const revokedKeys = async (db: Db, org: string): Promise<Revoked[]> =>
  (await keyHistory(db, org)).filter((one): one is Revoked => one.ended === 'revoked' && one.since !== null)

async function markFor(
  tx: Tx,
  { org, subject, key: { key, since } }: { org: string; subject: string; key: Revoked },
  taken: readonly TakenIn[],
  at: Temporal.Instant,
): Promise<void> {
  if (taken.length === 0) return
  // The log says what each was about; an event stands where its message was entered.
  const received = await searchEvents(tx, org, { kind: 'message.received', from: since }, MOST)
  const aboutOf = new Map(received.map(({ about, body }) => [(body as { message?: unknown } | null)?.message, about]))
  const marks = taken.map(
    ({ message }): Omit<Doubted, 'at'> => ({
      message,
      from: subject,
      about: aboutOf.get(message) ?? subject,
      key,
      since,
    }),
  )
  await markDoubted(tx, org, marks, at)
}

/** More than so many messages nobody looks through one by one. */
const MOST = 100_000
