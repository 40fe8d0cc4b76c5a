import { hex, utf8 } from '../base/bytes.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import type { InstantText } from '../base/time.ts'
import { type Hash, leafHash, sha256 } from '../crypto/index.ts'

/** One thing that happened in an organisation. */
export interface Event {
  readonly org: string
  /** Its place in the organisation's log, from 0: the index of its leaf. */
  readonly seq: number
  readonly at: InstantText
  /** A person's id, an organisation's, or `system`. */
  readonly by: string
  /** Module word and past participle: `request.sent`. */
  readonly kind: string
  /** The id of what it happened to. */
  readonly about: string
  /** Null once erased. */
  readonly body: Json
}

/** What of an event goes into its leaf: everything but the body, for which its salted hash stands. */
export type EventLeaf = Omit<Event, 'body'> & { readonly bodyHash: Uint8Array }

/** A body in the form that is stored and hashed. */
export interface SealedBody {
  readonly body: string
  readonly salt: Uint8Array
  readonly bodyHash: Uint8Array
}

/** Commits to a body under a fresh salt, without which nobody can guess an erased body from its hash. */
export function sealBody(body: Json): SealedBody {
  const text = canonicalJson(body)
  const salt = crypto.getRandomValues(new Uint8Array(32))
  return { body: text, salt, bodyHash: hashBody(salt, text) }
}

export const hashBody = (salt: Uint8Array, body: string): Hash => sha256(salt, utf8(body))

/** The bytes of the leaf before hashing: what an inclusion proof proves. */
export const leafEntry = (event: EventLeaf): Uint8Array => utf8(entryText(event))

/** The leaf up to where its place stands, which is the last of its names in RFC 8785's order: `audit_append` ends it. */
export const entryBefore = (event: Omit<EventLeaf, 'seq'>): string => entryText({ ...event, seq: 0 }).slice(0, -2)

function entryText({ org, seq, at, by, kind, about, bodyHash }: EventLeaf): string {
  return canonicalJson({ org, seq, at, by, kind, about, body: hex(bodyHash) })
}

export const hashEvent = (event: EventLeaf): Hash => leafHash(leafEntry(event))
