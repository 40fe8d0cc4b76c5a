import { isBound, type Networks, type Standing, standing } from '../data/parties.ts'
import { type Confidence, type Leaf, type Operator, operatorsOf, type Rule } from '../data/rule.ts'
import { type Circumstances, factBehind, reader } from './circumstances.ts'
import type { Remark, Test, Truth } from './test.ts'

/** What a condition needs of the law around it. */
export interface Around {
  find(kind: 'instrument', id: string): Rule<'instrument'> | undefined
  readonly networks: Networks
  term(id: string, from: string): Test
}

type Core = Pick<Test, 'holds' | 'ask' | 'remarks' | 'paths'> & { of: NonNullable<Test['of']> }
type Compare = (value: unknown) => boolean

/** One fact, one test. A list is compared by its members: `is` and `in` hold where any member fits. */
export function compileLeaf(leaf: Leaf, around: Around): Core {
  const [operator = 'known'] = operatorsOf(leaf)
  if (operator === 'known') return knownLeaf(leaf)
  if (operator === 'includes_fact' || operator === 'same_as' || operator === 'differs_from')
    return twoFacts(leaf, operator)
  if (operator === 'network') return networkLeaf(leaf, leaf.network ?? '', around)
  const partyTo = leaf.party_to ?? leaf.not_party_to ?? leaf.some_party_to
  if (partyTo !== undefined) return partyLeaf(leaf, partyTo, operator === 'not_party_to', around)
  const read = reader(leaf.fact)
  const compare = comparison(leaf, operator)
  return {
    holds: (c) => {
      const value = read(c)
      return value === undefined ? null : compare(value)
    },
    ...oneFact(leaf.fact, read),
    of: 'other',
  }
}

function comparison(leaf: Leaf, operator: Operator): Compare {
  const some =
    (one: Compare): Compare =>
    (value) =>
      Array.isArray(value) ? value.some(one) : one(value)
  const none =
    (one: Compare): Compare =>
    (value) =>
      !some(one)(value)
  const number = (test: (n: number) => boolean): Compare => some((value) => typeof value === 'number' && test(value))
  const set = (values: readonly unknown[] = []): Compare => {
    const members = new Set(values)
    return (value) => members.has(value)
  }
  const { at_least: least = 0, at_most: most = 0, more_than: over = 0, less_than: under = 0 } = leaf
  switch (operator) {
    case 'is':
      return some((value) => value === leaf.is)
    case 'is_not':
      return none((value) => value === leaf.is_not)
    case 'in':
      return some(set(leaf.in))
    case 'not_in':
      return none(set(leaf.not_in))
    case 'includes':
      return some((value) => value === leaf.includes)
    case 'includes_any':
      return some(set(leaf.includes_any))
    case 'at_least':
      return number((n) => n >= least)
    case 'at_most':
      return number((n) => n <= most)
    case 'more_than':
      return number((n) => n > over)
    case 'less_than':
      return number((n) => n < under)
    default:
      throw new RangeError(`${operator} compares more than one value`)
  }
}

function oneFact(path: string, read: (c: Circumstances) => unknown): Pick<Core, 'ask' | 'paths'> {
  return {
    ask: (c, into) => {
      if (read(c) === undefined) into.add(factBehind(path, c))
    },
    paths: [path],
  }
}

function knownLeaf(leaf: Leaf): Core {
  const read = reader(leaf.fact)
  const wanted = leaf.known ?? true
  return {
    holds: (c) => (read(c) !== undefined) === wanted,
    ask: () => {},
    paths: [leaf.fact],
    of: 'other',
  }
}

/** Two facts compared; where either is a list, one common member is enough. */
function twoFacts(leaf: Leaf, operator: 'includes_fact' | 'same_as' | 'differs_from'): Core {
  const otherPath = leaf.includes_fact ?? leaf.same_as ?? leaf.differs_from ?? ''
  const read = reader(leaf.fact)
  const readOther = reader(otherPath)
  const holds = (c: Circumstances): Truth => {
    const [value, other] = [read(c), readOther(c)]
    // An empty list has nothing in common with anything, whatever the other fact turns out to be.
    if (isEmpty(value) || isEmpty(other)) return operator === 'differs_from'
    if (value === undefined || other === undefined) return null
    const values = Array.isArray(value) ? value : [value]
    const common = Array.isArray(other) ? values.some((v) => other.includes(v)) : values.includes(other)
    return operator === 'differs_from' ? !common : common
  }
  return {
    holds,
    ask: (c, into) => {
      if (read(c) === undefined) into.add(factBehind(leaf.fact, c))
      if (readOther(c) === undefined) into.add(factBehind(otherPath, c))
    },
    paths: [leaf.fact, otherPath],
    of: 'other',
  }
}

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

const nothingToSay: readonly never[] = []
const unsure: Record<Confidence, readonly Remark[]> = {
  text: [],
  secondary: [{ says: '', confidence: 'secondary', shared: true }],
  unconfirmed: [{ says: '', confidence: 'unconfirmed', shared: true }],
}

function partyLeaf(leaf: Leaf, id: string, negated: boolean, around: Around): Core {
  const read = reader(leaf.fact)
  const instrument = around.find('instrument', id)
  const statesIn = (value: unknown): string[] =>
    Array.isArray(value) ? value : value === null ? [] : [value as string]
  const bound = (state: string, on: string) => instrument !== undefined && isBound(instrument, state, on)
  // That a state is bound goes without saying, unless the base is not sure of it.
  const remarkOn = (stand: Standing): readonly Remark[] => {
    if (stand.how !== 'bound' || negated) return [stand]
    return stand.confidence ? unsure[stand.confidence] : nothingToSay
  }
  return {
    holds: (c) => {
      const value = read(c)
      if (value === undefined) return null
      if (typeof value === 'string') return bound(value, c.on) !== negated
      return statesIn(value).some((state) => bound(state, c.on)) !== negated
    },
    ...oneFact(leaf.fact, read),
    remarks: (c) => {
      const value = read(c)
      if (value === undefined || !instrument) return nothingToSay
      if (typeof value === 'string') return remarkOn(standing(instrument, value, c.on))
      const stands = statesIn(value).map((state) => standing(instrument, state, c.on))
      const bound = stands.filter((stand) => stand.bound)
      return (bound.length > 0 ? bound : stands).flatMap(remarkOn)
    },
    of: 'party',
  }
}

function networkLeaf(leaf: Leaf, network: string, around: Around): Core {
  const read = reader(leaf.fact)
  const between = (c: Circumstances) => {
    const [other, asking] = [read(c), c.facts.asking?.state]
    if (other === null) return []
    if (other === undefined || asking === undefined) return undefined
    const others = Array.isArray(other) ? other : [other as string]
    return others.map((state) => around.networks.between(network, asking, state, c.on))
  }
  return {
    holds: (c) => {
      const found = between(c)
      if (!found) return null
      return found.some(({ treaty }) => treaty !== undefined)
    },
    ask: (c, into) => {
      if (c.facts.asking?.state === undefined) into.add('asking.state')
      if (read(c) === undefined) into.add(factBehind(leaf.fact, c))
    },
    remarks: (c) => {
      const found = between(c) ?? nothingToSay
      const joined = found.filter(({ treaty }) => treaty)
      return joined.length > 0 ? joined : found
    },
    paths: [leaf.fact, 'asking.state'],
    of: 'network',
  }
}
