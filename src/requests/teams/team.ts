import { hex, utf8 } from '../../base/bytes.ts'
import { canonicalJson } from '../../base/canonical-json.ts'
import type { Id } from '../../base/ids.ts'
import type { InstantText } from '../../base/time.ts'
import { sha256 } from '../../crypto/index.ts'

export type TeamId = Id<'team'>

/** An organisation in a team: the people it sends, and its signature of the agreement once it has given it. */
export interface TeamMember {
  readonly org: string
  readonly name: string
  readonly state: string
  readonly people: readonly string[]
  readonly signed?: { readonly name: string; readonly at: InstantText }
}

/** An agreement on a joint investigation team, as one member keeps it. */
export interface Team {
  readonly id: TeamId
  readonly org: string
  readonly title: string
  readonly purpose: string
  /** The route of the law that it rests on. */
  readonly rule: string
  readonly law: { readonly digest: string; readonly on: string }
  /** Its first and its last day. */
  readonly from: string
  readonly to: string
  /** The organisation that leads it; it alone ends it before its time. */
  readonly leader: string
  readonly members: readonly TeamMember[]
  /** SHA-256 (hex) over what is signed. */
  readonly terms: string
  readonly state: 'proposed' | 'running' | 'ended'
  readonly proposed: { readonly by: string; readonly name: string; readonly at: InstantText }
  readonly ended: { readonly at: InstantText; readonly why: string } | undefined
}

/** Something that a member shared, as this member knows it. */
export interface SharedItem {
  readonly item: string
  readonly name: string
  readonly sha256: string
  readonly org: string
  readonly by: string
  readonly at: InstantText
  /** What it shows, or what is to be done with it. */
  readonly note: string
}

export type Terms = Pick<Team, 'id' | 'title' | 'purpose' | 'rule' | 'law' | 'from' | 'to' | 'leader'> & {
  readonly members: readonly Omit<TeamMember, 'signed'>[]
}

/** What every member signs: whoever changes a word of it has another agreement. */
export function termsOf({ id, title, purpose, rule, law, from, to, leader, members }: Terms): string {
  const people = members.map(({ org, name, state, people: sent }) => ({ org, name, state, people: [...sent] }))
  const terms = { id, title, purpose, rule, law: { ...law }, from, to, leader, members: people }
  return hex(sha256(utf8(canonicalJson(terms))))
}

export const isSignedByAll = ({ members }: Pick<Team, 'members'>): boolean =>
  members.every(({ signed }) => signed !== undefined)

/** Its time is over, whether or not anybody has written that down. */
export const isPast = ({ to }: Pick<Team, 'to'>, now: Temporal.Instant): boolean => now.toString().slice(0, 10) > to
export const isBefore = ({ from }: Pick<Team, 'from'>, now: Temporal.Instant): boolean =>
  now.toString().slice(0, 10) < from
