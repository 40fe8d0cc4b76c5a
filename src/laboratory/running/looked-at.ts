import type { Facts, Remember } from '../../law/index.ts'

/** One thing that was looked at in facts, and how to look at it in others. */
type Look = (facts: Facts) => unknown

/** What comes next depends on what is seen: where it is `value`, `next`; else what stands in `others`. */
interface Fork<Answer> {
  readonly look: Look
  readonly value: unknown
  readonly next: Branch<Answer>
  others: Map<unknown, Branch<Answer>> | undefined
}
type Branch<Answer> = Fork<Answer> | { readonly answer: Answer; readonly look?: undefined }

/** So many forks are kept, about a hundred bytes each, which bounds the memory; when there are more, it begins anew. */
const FORKS = 2_000_000

/** Answers that are remembered by what was looked at to find them. */
export interface Remembering<Answer> {
  readonly answer: (facts: Facts) => Answer
  /** How many answers nothing was remembered of, in whole or in part. */
  readonly anew: () => number
}

/**
 * Remembers answers, or the parts of them, by what was looked at to find them. Facts that agree in all of that are answered
 * alike, whatever else they say: who asks for data in one state is not asked about what only another state's law distinguishes.
 * The facts come from one `caseReader`, where what is equal is the same object.
 */
export function remembering<Answer>(
  make: (remember: Remember) => (facts: Facts) => Answer,
  most = FORKS,
): Remembering<Answer> {
  let forks = 0
  let asked = 0
  let anew = 0
  const remember: Remember = (answerTo) =>
    remembered(answerTo, (grown) => {
      asked++
      forks += grown
    })
  let answer = make(remember)
  return {
    answer: (facts) => {
      if (forks >= most) {
        forks = 0
        answer = make(remember)
      }
      const before = asked
      const found = answer(facts)
      if (asked > before) anew++
      return found
    },
    anew: () => anew,
  }
}

function remembered<Answer>(answerTo: (facts: Facts) => Answer, grew: (by: number) => void): (facts: Facts) => Answer {
  let root: Branch<Answer> | undefined

  return (facts) => {
    let branch = root
    while (branch?.look) {
      const value = branch.look(facts)
      branch = value === branch.value ? branch.next : branch.others?.get(value)
    }
    if (branch) return branch.answer
    const looks = new Set<Look>()
    const answer = answerTo(watched(facts, looks))
    const chain = (): Branch<Answer> => {
      grew(looks.size + 1)
      let next: Branch<Answer> = { answer }
      for (const look of [...looks].reverse()) next = { look, value: look(facts), next, others: undefined }
      return next
    }
    if (!root) root = chain()
    else grow(root, facts, looks, chain)
    return answer
  }
}

/** Hangs the rest of what was looked at where the known branches end. */
function grow<Answer>(root: Branch<Answer>, facts: Facts, looks: Set<Look>, chain: () => Branch<Answer>): void {
  let branch = root
  while (branch.look) {
    looks.delete(branch.look)
    const value = branch.look(facts)
    if (value === branch.value) branch = branch.next
    else {
      branch.others ??= new Map()
      const next = branch.others.get(value)
      if (!next) {
        branch.others.set(value, chain())
        return
      }
      branch = next
    }
  }
}

/** The same look for the same name, each made once. */
function looksBy(make: (name: PropertyKey) => Look): (name: PropertyKey) => Look {
  const known = new Map<PropertyKey, Look>()
  return (name) => {
    let look = known.get(name)
    if (!look) {
      look = make(name)
      known.set(name, look)
    }
    return look
  }
}

const fields: readonly (keyof Facts)[] = [
  'on', 'asking', 'proceeding', 'offence', 'person', 'holder', 'data', 'measure', 'urgency', 'emergency', 'outbound', 'history',
] // biome-ignore format: one line of words

/** The value itself where it is a plain one, else whether it is given. One item is looked at field by field, several as a whole. */
const lookAt = looksBy((field) => {
  if (field === 'data') return ({ data }) => (data?.length === 1 ? true : data)
  return (facts) => {
    const value: unknown = facts[field as keyof Facts]
    return typeof value === 'object' ? true : value
  }
})

/** How to look at a part of facts: at one of its fields, or at all it says. */
interface PartLooks {
  readonly at: (field: PropertyKey) => Look
  readonly whole: Look
}
const partLooks = (of: Look): PartLooks => ({
  at: looksBy((name) => (facts) => (of(facts) as Record<PropertyKey, unknown> | undefined)?.[name]),
  whole: of,
})
const lookInto = new Map<PropertyKey, PartLooks>(fields.map((field) => [field, partLooks((facts) => facts[field])]))
const lookIntoItem = partLooks(({ data }) => data?.[0])

/** A stand-in for facts that notes all that is looked at. */
function watched(facts: Facts, noted: Set<Look>): Facts {
  const parts = new Map<PropertyKey, unknown>()
  return new Proxy({} as Facts, {
    get: (_, field) => {
      noted.add(lookAt(field))
      const value: unknown = facts[field as keyof Facts]
      if (typeof value !== 'object' || value === null) return value
      let part = parts.get(field)
      if (!part) {
        part = standIn(facts, field as keyof Facts, noted)
        parts.set(field, part)
      }
      return part
    },
    has: (_, field) => {
      noted.add(lookAt(field))
      return field in facts
    },
    ownKeys: () => {
      for (const field of fields) noted.add(lookAt(field))
      return Reflect.ownKeys(facts)
    },
    getOwnPropertyDescriptor: (_, field) => describe(facts, field),
  })
}

function standIn(facts: Facts, field: keyof Facts, noted: Set<Look>): unknown {
  const [item, ...others] = field === 'data' ? (facts.data ?? []) : []
  if (field === 'data') return item && others.length === 0 ? [watchedPart(item, lookIntoItem, noted, 'id')] : facts.data
  return watchedPart(facts[field] as object, lookInto.get(field) as PartLooks, noted)
}

/** `name`: what an item is called is no fact. */
function watchedPart(value: object, { at, whole }: PartLooks, noted: Set<Look>, name?: string): object {
  return new Proxy({} as Record<PropertyKey, unknown>, {
    get: (_, field) => {
      if (field !== name) noted.add(at(field))
      return (value as Record<PropertyKey, unknown>)[field]
    },
    has: (_, field) => {
      noted.add(whole)
      return field in value
    },
    ownKeys: () => {
      noted.add(whole)
      return Reflect.ownKeys(value)
    },
    getOwnPropertyDescriptor: (_, field) => {
      noted.add(whole)
      return describe(value, field)
    },
  })
}

/** Of a stand-in every property must be changeable, or nobody could tell of it. */
function describe(of: object, name: PropertyKey): PropertyDescriptor | undefined {
  const found = Reflect.getOwnPropertyDescriptor(of, name)
  return found && { ...found, configurable: true }
}
