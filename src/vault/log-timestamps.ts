import { listOrganisations, signer } from '../accounts/index.ts'
import { checkpoint, keepTimestamp, latestEvents, timestampsOf } from '../audit/index.ts'
import { utf8 } from '../base/bytes.ts'
import { parseInstant } from '../base/time.ts'
import { checkTimestamp, parseNote } from '../crypto/index.ts'
import type { Vault } from './evidence.ts'
import type { UploadVault } from './uploads.ts'

/** A log that grew is timestamped so often at most. */
const BETWEEN = Temporal.Duration.from({ hours: 1 })

/** Has the state of every log here timestamped that has grown since it last was. Answers how many were. */
export async function timestampLogs({ db, secret, now, timestamp }: UploadVault): Promise<number> {
  if (!timestamp) return 0
  let stamped = 0
  for (const { id: org } of await listOrganisations(db)) {
    const [newest] = await latestEvents(db, org, 1)
    const [last] = await timestampsOf(db, org, 1)
    const isRecent = last && Temporal.Duration.compare(parseInstant(last.at).until(now()), BETWEEN) < 0
    if (!newest || isRecent || last?.size === newest.seq + 1) continue
    const { size, note } = await checkpoint(db, org, await signer(db, secret, org), now())
    if (await stampCheckpoint({ db, timestamp }, org, size, note)) stamped++
  }
  return stamped
}

/** Has one signed state of a log timestamped, and keeps the answer; undefined where there is none to be had. */
export async function stampCheckpoint(
  { db, timestamp }: Pick<Vault, 'db' | 'timestamp'>,
  org: string,
  size: number,
  note: string,
): Promise<Uint8Array | undefined> {
  const data = utf8(parseNote(note).text)
  const response = await timestamp?.(data)
  if (!response) return undefined
  const { at, authority } = await checkTimestamp(response, data)
  await keepTimestamp(db, { org, size, at, authority, response })
  return response
}
