/** Below this a figure is not told to the public: nobody is to be found by it. */
export const FEWEST = 5

/** A figure as the public sees it: null stands for one that is not told. */
export type Told = number | null

const isFew = (number: number) => number > 0 && number < FEWEST

/** A figure that adds up to nothing else that is told. */
export const toldAlone = (number: number): Told => (isFew(number) ? null : number)

/**
 * The parts of a told total as they may be told: what is fewer than `FEWEST` is not, and of the others as many from the
 * end as it takes that each of the few could still be any number from one to `FEWEST` - 1: one of them always. Which it is hangs
 * on the order of the parts, never on which is larger, so that whoever knows this rule
 * learns nothing by it. Where the whole is too small for that, not even the parts are told: undefined. `also` are places of parts
 * that another table would give away, and never stand alone either.
 */
export function toldParts(parts: readonly number[], also: ReadonlySet<number> = new Set()): Told[] | undefined {
  const most = FEWEST - 1
  const few = parts.filter(isFew)
  const others = parts.flatMap((number, i) => (number >= FEWEST && also.has(i) ? [i] : []))
  if (few.length === 0 && others.length === 0) return [...parts]
  let hidden = [...few, ...others.map((i) => parts[i] ?? 0)].reduce((sum, number) => sum + number, 0)
  const isSafe = () => {
    if (few.length === 0) return others.length > 1
    // If one of the few were as many as it can be, the rest must still be enough for the others.
    return others.length > 0 && hidden - most >= few.length - 1 + FEWEST * others.length
  }
  for (let i = parts.length - 1; i >= 0 && !isSafe(); i--) {
    const number = parts[i] ?? 0
    if (number < FEWEST || others.includes(i)) continue
    others.push(i)
    hidden += number
  }
  return isSafe() ? parts.map((number, i) => (isFew(number) || others.includes(i) ? null : number)) : undefined
}
