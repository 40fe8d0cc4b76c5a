import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { attestationsAbout } from './attestations.ts'
import type { Doubted } from './entries.ts'
import { findBelieved, findDoubted, insertDoubted } from './store.ts'

/** Marks what an organisation here got under such a key, and tells its log, once. */
export async function markDoubted(
  tx: Tx,
  org: string,
  marks: readonly Omit<Doubted, 'at'>[],
  at: Temporal.Instant,
): Promise<void> {
  for (const mark of marks) {
    if (!(await insertDoubted(tx, org, { ...mark, at: instantText(at) }))) continue
    const { message, from, about, since } = mark
    await record(tx, { org, by: 'system', kind: 'message.doubted', about, body: { message, from, since } }, at)
  }
}

/** What about a request came under a key that cannot be believed any more. */
export const doubtedAbout = (db: Db, org: string, request: string): Promise<Doubted[]> => findDoubted(db, org, request)

/** Why nobody may be content with a signature alone, beside what the request itself says. */
export type Doubt = 'revoked-key' | 'misuse'

export async function doubtsOf(
  db: Db,
  org: string,
  { sender, request }: { sender: string; request: string },
  now: Temporal.Instant,
): Promise<Doubt[]> {
  const isDoubted = (await findDoubted(db, org, request)).length > 0
  // Where nobody is believed of it, nobody has to be asked.
  const isBelieved = (await findBelieved(db, org)).some(({ says }) => says === 'misused-emergency')
  const said = isBelieved ? await attestationsAbout(db, org, sender, now) : []
  const misused = said.some(({ says, counts }) => says === 'misused-emergency' && counts)
  return [...(isDoubted ? (['revoked-key'] as const) : []), ...(misused ? (['misuse'] as const) : [])]
}
