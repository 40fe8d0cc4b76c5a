import type { InstantText } from '../../base/time.ts'
import type { Lane, Mapping } from '../../law/index.ts'
import type { Trap } from './traps.ts'

/** A table of figures that somebody publishes, as an organisation read it in. */
export interface PublicTable {
  readonly id: string
  readonly org: string
  readonly provider: string
  /** Where it was found, and on which day. */
  readonly url: string
  readonly fetchedOn: string
  readonly name: string
  readonly sha256: string
  /** What its publisher is called in one's own record: without a name none of one's requests is held against it. */
  readonly companies: readonly string[]
  /** The layout of the law base it was read by, where it was. */
  readonly layout: string | undefined
  readonly mapping: Mapping | undefined
  /** `read`: its traps are told, nobody has decided. Only what was taken stands beside one's own figures. */
  readonly state: 'read' | 'taken' | 'set-aside'
  readonly read: { readonly name: string; readonly at: InstantText }
  readonly decided:
    | { readonly name: string; readonly at: InstantText; readonly reason: string; readonly traps: readonly Trap[] }
    | undefined
}

/** A figure of a table that was taken. */
export interface TakenFigure {
  readonly table: string
  readonly line: number
  readonly state: string | null
  readonly isAll: boolean
  readonly written: string
  readonly period: string | null
  readonly lane: Lane | null
  readonly process: string
  readonly counts: 'requests' | 'accounts' | 'share' | 'with-data'
  readonly of: string
  readonly cell: string
  readonly least: number | null
  readonly most: number | null
  readonly kind: string
}
