import { instantText } from '../base/time.ts'
import { checkpointText, frontierRoot, noteSigner, type SigningKey, signNote } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { findHead } from './store.ts'
import { findCheckpoint, insertCheckpoint, type SignedCheckpoint } from './store-checkpoints.ts'

/** The name of an organisation's log, and of the keys that sign and cosign for it. */
export const originOf = (org: string): string => `comity/${org}`

/** The newest state of the log, signed; one is made and kept for each size at most. */
export async function checkpoint(
  db: Db,
  org: string,
  key: SigningKey,
  at: Temporal.Instant,
): Promise<SignedCheckpoint> {
  const head = await findHead(db, org)
  const kept = await findCheckpoint(db, org, head.size)
  if (kept) return kept
  const root = frontierRoot(head)
  const text = checkpointText({ origin: originOf(org), size: head.size, root })
  const note = await signNote(text, noteSigner(originOf(org), key))
  const made = { org, size: head.size, root, at: instantText(at), note }
  if (await insertCheckpoint(db, made)) return made
  // Somebody kept one of this size in between: there is one, and it is theirs.
  return (await findCheckpoint(db, org, head.size)) ?? made
}
