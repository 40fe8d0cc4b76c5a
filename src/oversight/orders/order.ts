import type { InstantText } from '../../base/time.ts'
import type { Shown } from '../../requests/index.ts'

export const orderKinds = ['stop', 'delete', 'notify'] as const
export type OrderKind = (typeof orderKinds)[number]

interface Signed {
  readonly name: string
  readonly at: InstantText
}

/** What an overseer orders about a request of somebody it oversees; kept by both sides. */
export interface Order {
  readonly id: string
  readonly org: string
  readonly side: 'overseer' | 'overseen'
  readonly other: string
  readonly otherName: string
  readonly inspection: string
  /** The overseen's own id of it. */
  readonly request: string
  readonly kind: OrderKind
  readonly reason: string
  /** The provision or decision it rests on. */
  readonly basis: string
  /** The last day for it. */
  readonly due: string | undefined
  readonly given: Signed
  /** What the overseen shows from its record. */
  readonly done: (Signed & { readonly note: string; readonly shown: Shown }) | undefined
  readonly closed: (Signed & { readonly why: string }) | undefined
}

/** Its day is over and it is not shown done. */
export const isLate = ({ due, done, closed }: Pick<Order, 'due' | 'done' | 'closed'>, day: string): boolean =>
  due !== undefined && !done && !closed && due < day
