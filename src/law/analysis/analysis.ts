import type { Channel, Seat } from '../data/rule.ts'

/** What the law says of a case, as of a day: the answer of `analyse`, of `comity route` and of `POST /api/routes`. */
export interface Analysis {
  readonly on: string
  readonly law: { readonly digest: string }
  readonly items: readonly ItemFinding[]
  readonly routes: readonly RouteFinding[]
  readonly reach: readonly ReachFinding[]
  readonly gates: readonly GateFinding[]
  readonly conflicts: readonly Conflict[]
  readonly questions: readonly Question[]
  readonly warnings: readonly Warning[]
}

/** In the order of preference: an item has the best status among its routes. */
export const routeStatuses = ['open', 'approval', 'conflict', 'unknown', 'closed'] as const
export type RouteStatus = (typeof routeStatuses)[number]
export const gateStatuses = ['closed', 'approval', 'unknown', 'open', 'not-engaged'] as const
export type GateStatus = (typeof gateStatuses)[number]

/** One line of an explanation. `holds: null` is unknown. Never without its citation. */
export interface Because {
  readonly holds: boolean | null
  readonly says: string
  readonly cite: string
  readonly facts: readonly string[]
  readonly confidence?: 'secondary' | 'unconfirmed'
  readonly settled?: false
}

export interface ItemFinding {
  readonly data: string
  readonly status: RouteStatus
  /** The rule id of the best route; absent where none is better than closed. */
  readonly best?: string
}

export interface RouteFinding {
  readonly rule: string
  readonly instrument: string
  readonly title: string
  readonly channel: Channel
  /** It rests on guidance or practice, which bind nobody. */
  readonly binding?: false
  /** The state the route goes to, if it goes to one. */
  readonly to?: string
  readonly data: readonly string[]
  readonly status: RouteStatus
  /** Failing lines first, then unknown ones, then those that hold. */
  readonly because: readonly Because[]
  /** Facts that would decide it. */
  readonly asks: readonly string[]
  readonly needs: readonly {
    readonly what: string
    readonly actor: Seat
    readonly cite: string
    readonly met: boolean
  }[]
  readonly steps: readonly StepFinding[]
  readonly clocks: readonly ClockFinding[]
  readonly grounds: readonly {
    readonly rule: string
    readonly title: string
    readonly seat: Seat
    readonly cite: string
  }[]
  readonly conflicts: readonly string[]
  readonly typicalDays?: number
  readonly warnings: readonly Warning[]
  readonly confidence: 'text' | 'secondary' | 'unconfirmed'
}

export interface StepFinding {
  readonly id: string
  readonly title: string
  readonly seat: Seat
  readonly state: string
  readonly authority?: string
  readonly does: string
  readonly form?: string
  readonly clocks: readonly string[]
  /** The events of clocks that its doing is, where the law names them. */
  readonly moments?: readonly string[]
  readonly after: readonly string[]
  readonly cite: string
  /** False until the facts that decide whether the step is due are given. */
  readonly certain: boolean
}

export interface ClockFinding {
  readonly rule: string
  readonly title: string
  readonly from: string
  /** ISO 8601 duration, or the law's own words where it gives no number. */
  readonly length: string
  readonly counting: 'calendar' | 'working' | 'hours' | 'words'
  readonly cite: string
  /** False until the facts that decide whether it runs are given. */
  readonly certain?: false
}

export interface ReachFinding {
  readonly rule: string
  readonly title: string
  readonly state: string
  readonly status: 'reaches' | 'does-not' | 'unknown'
  readonly cite: string
  readonly because: readonly Because[]
}

export interface GateFinding {
  readonly rule: string
  readonly instrument: string
  readonly title: string
  readonly state: string
  readonly data: readonly string[]
  readonly status: GateStatus
  readonly cite: string
  readonly because: readonly Because[]
  readonly approval?: {
    readonly seat: Seat
    readonly authority: string
    readonly cite: string
    readonly clocks: readonly string[]
  }
  readonly exposure: readonly string[]
}

export interface Conflict {
  readonly demands: string
  readonly by: string
  readonly forbids: string
  readonly of: string
  readonly data: readonly string[]
  /** By state: the penalties its law threatens, for refusing on the one side and for obeying on the other. */
  readonly exposure: Readonly<Record<string, readonly string[]>>
  /** The same with their sums and percentages. */
  readonly threats: Readonly<Record<string, readonly Threat[]>>
  readonly resolutions: readonly Resolution[]
}

export interface Threat {
  readonly rule: string
  readonly title: string
  readonly on: 'organisation' | 'individual' | 'both'
  readonly fine?: {
    readonly currency: string
    readonly from?: number | undefined
    readonly to?: number | undefined
    readonly turnover_percent?: number | undefined
    readonly times_loss?: number | undefined
    readonly per_day?: boolean | undefined
  }
  readonly other?: string
  readonly cite: string
}

/** A way out of a conflict of laws: another route, a plea before who demands, or what opens the bar. */
export interface Resolution {
  readonly route?: string
  readonly ground?: string
  readonly what: string
  readonly cite: string
  /** Who decides on it, and where. */
  readonly before?: { readonly seat: Seat; readonly state: string; readonly authority?: string }
  readonly clocks?: readonly ClockFinding[]
  /** What is weighed, where the law leaves it to be weighed. */
  readonly weighs?: readonly { readonly what: string; readonly cite: string }[]
}

export interface Question {
  readonly fact: string
  readonly decides: readonly string[]
  readonly text: string
  readonly why?: string
}

export interface Warning {
  readonly says: string
  readonly cite: string
}
