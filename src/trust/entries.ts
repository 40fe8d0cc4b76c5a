import type { InstantText } from '../base/time.ts'

/** How somebody can make sure that an organisation is the one it says. */
export const methods = ['in-person', 'attestation', 'official-domain', 'national-list', 'fingerprint'] as const
export type Method = (typeof methods)[number]

/** That somebody made sure of an organisation, how, and until when that holds. */
export interface Verification {
  readonly id: string
  readonly org: string
  /** `hosted`: it was set up on this instance by its operator, and nothing more was put down. */
  readonly method: Method | 'hosted'
  readonly says: string
  /** To call back, from a source other than its requests. */
  readonly phone: string | null
  readonly phoneSource: string | null
  /** The statement it rests on. */
  readonly attestation: string | null
  readonly byName: string
  readonly at: InstantText
  /** By then it is to be done anew. */
  readonly due: InstantText
}

/** A key of an organisation and the time it is or was good for. */
export interface KeyPeriod {
  /** `certificate`: of an organisation on another product, known by it. */
  readonly kind: 'signing' | 'certificate'
  /** Ed25519 in base64, or the SHA-256 of a certificate in hexadecimal. */
  readonly key: string
  readonly from: InstantText
  readonly until: InstantText | null
  readonly ended: 'rotated' | 'revoked' | 'replaced' | null
  /** What was signed with it from here on is in doubt. */
  readonly since: InstantText | null
  readonly reason: string | null
}

/** A domain an organisation writes from, and what the operator found out about it. */
export interface Domain {
  readonly domain: string
  /** The day it was registered, where the operator looked that up. */
  readonly registeredOn: string | null
  readonly source: string
  readonly byName: string
  readonly at: InstantText
}

/** What one organisation can say to others about a third. */
export const statements = ['verified', 'misused-emergency'] as const
export type StatementKind = (typeof statements)[number]

/** A signed statement about an organisation, as it is kept by whoever gave it and by each who got it. */
export interface KeptAttestation {
  readonly id: string
  readonly side: 'given' | 'received'
  readonly attester: string
  readonly subject: string
  readonly subjectName: string
  /** The key or certificate the attester saw it with. */
  readonly subjectKey: string
  readonly says: StatementKind
  readonly reason: string
  /** As it was signed. */
  readonly paper: string
  readonly madeAt: InstantText
  readonly until: InstantText
  /** Whom it was sent to, by the one who gave it. */
  readonly told: readonly string[]
  readonly at: InstantText
  readonly withdrawnAt: InstantText | null
  readonly withdrawnReason: string | null
}

/** Whose word counts for an organisation, for which statements, and why. */
export interface Believed {
  readonly attester: string
  readonly says: StatementKind
  readonly reason: string
  readonly byName: string
  readonly at: InstantText
}

/** Something that came under a key since revoked, after the moment from which it is in doubt. */
export interface Doubted {
  readonly message: string
  readonly from: string
  /** The request it was about. */
  readonly about: string
  readonly key: string
  readonly since: InstantText
  readonly at: InstantText
}

/** What speaks for looking twice at who sent a request; none of it proves anything by itself. */
export const signals = [
  'first-contact',
  'unusual-volume',
  'unusual-hour',
  'no-follow-up',
  'young-domain',
  'unknown-domain',
  'not-competent',
] as const
export type Signal = (typeof signals)[number]

/** The house's own periods, as the operator set them. None of them is the law's. */
export interface TrustSettings {
  /** How long a verification holds before it is to be done anew. */
  readonly reverifyDays: number
  /** How long a statement about an organisation is good for at most. */
  readonly attestationDays: number
  /** Within how many minutes somebody else is to check an emergency a second time. */
  readonly secondCheckMinutes: number
  /** After how many days an emergency of which nothing more was heard counts as one without follow-up. */
  readonly followUpDays: number
  /** A domain registered fewer days ago is young. */
  readonly youngDomainDays: number
  /** Signals that make it a duty to verify the sender, beside what always does. */
  readonly deskFor: readonly Signal[]
}
