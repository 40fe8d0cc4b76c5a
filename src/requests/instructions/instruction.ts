import type { InstantText } from '../../base/time.ts'

/**
 * Where a standing instruction counts: a question to answer before a request is handed in; words that go with a request beside
 * its purpose, its minimisation, its privileges; a question of an after-action audit; a bar at the gate, which an operator
 * sets for its instance.
 */
export const instructionPlaces = ['check', 'purpose', 'minimisation', 'privileges', 'audit', 'rule'] as const
export type InstructionPlace = (typeof instructionPlaces)[number]

/** Where it comes from: the lesson of an audit, and whose audit that was. */
export interface InstructionOrigin {
  readonly proposal: string
  readonly lesson: string
  readonly audit: string
  readonly org: string
  readonly name: string
}

/** What an organisation asks of itself besides the law. It only ever adds: nothing the law asks is asked any less. */
export interface Instruction {
  readonly id: string
  readonly org: string
  readonly place: InstructionPlace
  /** The route it is for; undefined for all. */
  readonly rule: string | undefined
  readonly says: string
  /** Of a bar at the gate: whose data it keeps, and when. */
  readonly state: string | undefined
  readonly condition: unknown
  /** Days: it counts from this one on, and up to and with that one. */
  readonly from: string
  readonly until: string | undefined
  readonly origin: InstructionOrigin
  readonly adopted: { readonly name: string; readonly at: InstantText }
}

export const countsOn = ({ from, until }: Pick<Instruction, 'from' | 'until'>, day: string): boolean =>
  from <= day && (until === undefined || day <= until)
