import type { InstanceSecret } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Roads } from '../../exchange/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Blobs } from '../../vault/index.ts'

/** What the operator's pages need. */
export interface OperatorParts {
  readonly db: Db
  readonly blobs: Blobs
  readonly law: LawBase
  readonly secret: InstanceSecret
  readonly now: Now
  /** The cards another instance shows of its organisations. */
  readonly fetchCards: Roads['fetchCards']
  /** How others reach this instance: invitations begin with it. */
  readonly origin: string
  /** Organisations made here are invented, as everything on a demonstration is. */
  readonly demonstration: boolean
}
