import type { DataItem, Facts } from '../data/facts.ts'

/** What a condition is evaluated in: the facts of the case, and what the engine is trying just now. */
export interface Circumstances {
  readonly facts: Facts
  readonly on: string
  /** The item under analysis; none where no data is given. */
  readonly item?: DataItem | undefined
  /** The state a route is tried with: undefined is unknown, null is known to be none. */
  readonly to?: string | null | undefined
  /** In which capacity the addressee stands there. */
  readonly as?: string | null | undefined
  /** The fact `to` was taken from, asked where it is unknown. */
  readonly toFact?: string | undefined
  /** Values beyond the facts, by path: the boxes of a form. */
  readonly more?: ((path: string) => unknown) | undefined
}

/** undefined is unknown; null is known to be none. */
export type Read = (c: Circumstances) => unknown

/** A reader of one path: a fact, or `to`, `to.as`, `on`, `data.…`. Along a list it reads every member. */
export function reader(path: string): Read {
  if (path === 'to') return (c) => c.to
  if (path === 'to.as') return (c) => c.as
  if (path === 'on') return (c) => c.on
  const [first = '', second, ...rest] = path.split('.')
  if (/^(form|request)$/.test(first)) return (c) => c.more?.(path)
  if (first === 'data') {
    return second === undefined ? (c) => c.facts.data : (c) => c.item?.[second as keyof DataItem]
  }
  const at = first as keyof Facts
  if (second === undefined) return (c) => c.facts[at]
  if (rest.length === 0) {
    return (c) => (c.facts[at] as Record<string, unknown> | undefined)?.[second]
  }
  return (c) => into((c.facts[at] as Record<string, unknown> | undefined)?.[second], rest)
}

function into(value: unknown, path: readonly string[]): unknown {
  const [next, ...rest] = path
  if (next === undefined || value === undefined || value === null) return value
  if (Array.isArray(value)) {
    const members = value.map((member) => into(member, path))
    return members.includes(undefined) ? undefined : members
  }
  return into((value as Record<string, unknown>)[next], rest)
}

/** The fact a path really rests on: what must be asked to know it. `on` is always known. */
export function factBehind(path: string, c: Circumstances): string {
  if (path === 'to') return c.toFact ?? 'holder.seat'
  if (path === 'to.as') return 'holder.addressees'
  return path
}
