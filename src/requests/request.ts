import type { Id } from '../base/ids.ts'
import type { InstantText, Now } from '../base/time.ts'
import type { Act, DataItem, Due, Facts, LawBase, MeasureKind, Seat } from '../law/index.ts'
import type { Statement } from './checks/statement.ts'
import type { FormCopy } from './forms/form.ts'

export type MatterId = Id<'matter'>
export type RequestId = Id<'request'>

/** What an action needs besides the transaction and the actor: the law of the day and the present. */
export interface Setting {
  readonly law: LawBase
  readonly now: Now
}

/** One case of an authority: the facts the interview has gathered so far. */
export interface Matter {
  readonly id: MatterId
  readonly org: string
  readonly title: string
  readonly fileNumber: string
  readonly facts: Facts
  readonly openedBy: string
  readonly openedAt: InstantText
  readonly changedAt: InstantText
}

/** An organisation that has a part in a request, in the seat it has there, with what a form prints of it. */
export interface Party {
  readonly seat: Seat
  readonly state: string
  readonly org: string
  readonly name: string
  /** In which capacity a provider stands in that state. */
  readonly as?: 'designated-establishment' | 'legal-representative'
  readonly address?: string
  readonly email?: string
  readonly phone?: string
  readonly fax?: string
  readonly contact?: string
  readonly languages?: readonly string[]
  /** The steps it takes, where several organisations sit at that seat in that state; all of them otherwise. */
  readonly steps?: readonly string[]
}

export const statuses = [
  'draft',
  'in-validation',
  'ready-to-send',
  'sent',
  'received',
  'held',
  'objected',
  'answered',
  'refused',
  'withdrawn',
  'completed',
  'lapsed',
] as const
export type Status = (typeof statuses)[number]

/** A request as one organisation keeps it; its copies elsewhere have ids of their own and the same `origin`. */
export interface Request {
  readonly id: RequestId
  readonly org: string
  readonly origin: string
  readonly direction: 'outgoing' | 'incoming'
  readonly matter: MatterId | undefined
  readonly title: string
  readonly fileNumber: string
  /** The organisation at the other end: whom it is addressed to, or who sent it. */
  readonly counterpart: string
  readonly counterpartName: string
  /** Its own file number, once it has told it. */
  readonly counterpartNumber: string | undefined
  readonly rule: string
  readonly routeTitle: string
  readonly to: string | undefined
  readonly law: { readonly digest: string; readonly on: string }
  /** The facts it was drafted from; at other organisations only what the message disclosed. */
  readonly facts: Facts
  readonly items: readonly DataItem[]
  readonly parties: readonly Party[]
  /** What was written into boxes of its form, by field id. */
  readonly answers: Readonly<Record<string, unknown>>
  /** What its author states about it; only at the author's own side. */
  readonly statement: Statement | undefined
  /** The form as it was sent or received. */
  readonly copy: FormCopy | undefined
  /** SHA-256 (hex) over what was submitted for approval. */
  readonly digest: string | undefined
  readonly status: Status
  readonly author: { readonly person: string; readonly name: string } | undefined
  readonly createdAt: InstantText
  readonly leftAt: InstantText | undefined
  readonly endedAt: InstantText | undefined
  /** By whose order nobody goes on with it, nor opens what came on it. */
  readonly stopped?: string | undefined
}

export const stepStates = ['pending', 'current', 'done', 'refused', 'skipped'] as const
export type StepState = (typeof stepStates)[number]

/** One step of a request: what, by which seat, where, under which article; `doer` is the organisation. */
export interface Step {
  readonly id: string
  readonly position: number
  readonly title: string
  readonly seat: Seat
  readonly state: string
  readonly authority: string | undefined
  readonly doer: string | undefined
  readonly does: Act
  readonly form: string | undefined
  /** The clock rules that run for this step. */
  readonly clocks: readonly string[]
  /** The events of clocks that its doing is. */
  readonly moments: readonly string[]
  readonly after: readonly string[]
  readonly cite: string
  /** False where a fact not given when it was drafted decides whether it is due at all. */
  readonly certain: boolean
  /** The organisation it was put before: the doer, or who passes it on to the doer. Who else speaks of it is not heard. */
  readonly via: string | undefined
  readonly is: StepState
  readonly since: InstantText | undefined
}

export const outcomes = ['done', 'refused', 'returned', 'objected', 'answered', 'skipped', 'noted'] as const
export type Outcome = (typeof outcomes)[number]

/** Who decided what in a step, and why; never changed, only voided when the draft goes back to its author. */
export interface Decision {
  readonly id: string
  readonly step: string
  readonly outcome: Outcome
  readonly org: string
  readonly person: string | undefined
  readonly name: string
  readonly at: InstantText
  readonly reason: string | undefined
  /** Grounds and other rules it rests on. */
  readonly rules: readonly string[]
  readonly details: Readonly<Record<string, unknown>>
  readonly digest: string | undefined
  readonly void: boolean
}

/** A period of the law, running or stopped, with its working. `due` is undefined where the law gives no number. */
export interface Clock {
  readonly id: string
  readonly step: string | undefined
  readonly rule: string
  readonly title: string
  readonly cite: string
  /** The organisation whose duty it is. */
  readonly bearer: string
  readonly startedBy: string
  readonly startedAt: InstantText
  readonly stops: string
  readonly due: InstantText | undefined
  /** How the due instant was worked out: every day counted or not, and why. */
  readonly working: Due
  /** While it runs the step may not be carried out: the order's effect is suspended. */
  readonly holds: boolean
  /** The measure whose life the period is: at its end that is over by itself. */
  readonly measure: MeasureKind | undefined
  readonly stoppedBy: string | undefined
  readonly stoppedAt: InstantText | undefined
}
