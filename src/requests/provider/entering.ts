import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { Doer } from '../course.ts'
import type { Request } from '../request.ts'
import { insertAnsweringEntry } from '../store/entries.ts'
import type { AnsweringEntry, EntryBody, EntryKind } from './entries.ts'

/** Puts something said or done beside the steps to this organisation's file of a request. */
export async function enter<K extends EntryKind>(
  tx: Tx,
  request: Request,
  kind: K,
  by: Doer,
  body: EntryBody<K>,
  at: Temporal.Instant,
): Promise<AnsweringEntry> {
  const id = newId('entry', at.epochMilliseconds)
  const entry = { id, kind, org: by.org, person: by.person, name: by.name, at: instantText(at), body } as AnsweringEntry
  await insertAnsweringEntry(tx, request, entry)
  return entry
}
