/**
 * Remembers what was made for an object, by key: what is said of a rule is the same object in every answer.
 * It is forgotten with the object.
 */
export function once<On extends object, Made>(): (on: On, key: string, make: () => Made) => Made {
  const known = new WeakMap<On, Map<string, Made>>()
  return (on, key, make) => {
    let made = known.get(on)
    if (!made) {
      made = new Map()
      known.set(on, made)
    }
    let one = made.get(key)
    if (one === undefined) {
      one = make()
      made.set(key, one)
    }
    return one
  }
}
