import type { Check } from './check.ts'

export const steps: Check = {
  name: 'steps',
  about: 'Steps have different names, and wait for steps there are, none for itself in the end',
  check: ({ rule, report }) => {
    if (rule.kind !== 'route' && rule.kind !== 'chain') return
    const own = rule.steps.flatMap((step) => ('chain' in step ? [] : [step]))
    const ids = own.map(({ id }) => id)
    for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) report(`steps: two are called ${id}`)
    const chains = rule.steps.some((step) => 'chain' in step)
    for (const { id, after = [] } of own) {
      for (const other of after) {
        if (!ids.includes(other) && !(chains && /^(outgoing|incoming)-/.test(other)))
          report(`steps: ${id} waits for ${other}, which is no step`)
      }
    }
    const loop = loopIn(new Map(own.map(({ id, after = [] }) => [id, after])))
    if (loop) report(`steps: ${loop.join(' waits for ')}, so none of them ever begins: take one away from after:`)
  },
}

/** The first step that waits, over others, for itself: the way from it back to it. */
function loopIn(after: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const sound = new Set<string>()
  const follow = (id: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id]
    if (sound.has(id)) return undefined
    for (const other of after.get(id) ?? []) {
      const loop = follow(other, [...way, id])
      if (loop) return loop
    }
    sound.add(id)
    return undefined
  }
  for (const id of after.keys()) {
    const loop = follow(id, [])
    if (loop) return loop
  }
  return undefined
}
