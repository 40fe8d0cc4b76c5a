import { findOrganisation } from '../accounts/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { queueNotice } from '../requests/index.ts'
import type { NoticeType } from './notices.ts'

/** Something an overseer and the overseen tell each other; it travels as everything does that crosses between two organisations. */
interface Telling {
  readonly org: string
  readonly to: string
  readonly about: string
  readonly type: NoticeType
  readonly body: { readonly [key: string]: Json }
}

export const tell = (tx: Tx, { body, ...telling }: Telling, at: Temporal.Instant): Promise<void> =>
  queueNotice(tx, { ...telling, body: { request: telling.about, ...body, at: body.at ?? instantText(at) } }, at)

export const nameOf = async (db: Db, org: string): Promise<string> => (await findOrganisation(db, org)).name
