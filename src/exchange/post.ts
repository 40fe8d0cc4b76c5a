import type { InstanceSecret } from '../accounts/index.ts'
import type { Json } from '../base/canonical-json.ts'
import type { Now } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { LawBase } from '../law/index.ts'
import type { Blobs } from '../vault/index.ts'

/** A message that has been checked and opened, for whoever acts on it. */
export interface Received {
  readonly org: string
  readonly from: string
  readonly fromName: string
  readonly type: string
  readonly body: Json
  readonly message: string
  readonly at: Temporal.Instant
}

/** What carrying messages needs. */
export interface Post {
  readonly db: Db
  readonly blobs: Blobs
  readonly secret: InstanceSecret
  /** By which what was handed over is let out, each time it is fetched. */
  readonly law: LawBase
  readonly now: Now
  /** Acts on a message in the transaction that takes it in, and answers which request it is about. */
  readonly receive: (tx: Tx, received: Received) => Promise<string>
  /**
   * Takes a message to another instance and brings its receipt. Throws `unavailable` where trying again may help, and
   * any other kind where the other side has said no.
   */
  readonly carry: (url: string, bytes: Uint8Array, stopping?: AbortSignal) => Promise<Uint8Array>
  /** Fetches sealed evidence from another instance, from a byte on. */
  readonly fetchEvidence: (
    url: string,
    ticket: Uint8Array,
    from: number,
    stopping?: AbortSignal,
  ) => Promise<AsyncIterable<Uint8Array>>
  /** To organisations on other products: absent where this instance has no certificate of its own for that. */
  readonly hi1?: Hi1Road
  /** Ends the carrying: what is under way breaks off, and is taken up again by the next who carries. */
  readonly stopping?: AbortSignal
}

/** How messages of HI-1 leave, and where what they refer to is given out. */
export interface Hi1Road {
  /** How others reach the HI-1 door of this instance. */
  readonly url: string
  /** Brings the answer to a message, from whoever has that certificate and nobody else. Throws as `carry` does. */
  send(
    to: { readonly url: string; readonly certificate: string; readonly form: 'xml' | 'json' },
    bytes: Uint8Array,
    stopping?: AbortSignal,
  ): Promise<Uint8Array>
}
