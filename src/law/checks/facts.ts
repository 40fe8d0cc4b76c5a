import { isCountryCode } from '../../base/countries.ts'
import type { LawBase } from '../compile.ts'
import { custodyFactKinds, type FactKind, factKinds } from '../data/fact-kinds.ts'
import { near } from '../data/near.ts'
import { type Leaf, operatorsOf } from '../data/rule.ts'
import type { Check } from './check.ts'
import { leavesOf } from './conditions.ts'

const ownFacts = new Set(['to', 'to.as', 'on'])
const isBox = (path: string) => /^(form|request)\./.test(path)

export const facts: Check = {
  name: 'facts',
  about: 'Conditions name facts there are, and compare them with values they can have',
  check: ({ rule, report }) => {
    const kinds = rule.kind === 'check' ? custodyFactKinds : factKinds
    for (const { at, leaf } of leavesOf(rule)) {
      const fault = faultOf(leaf, kinds)
      if (fault) report(`${at}: ${fault}`)
    }
  },
}

function faultOf(leaf: Leaf, kinds: ReadonlyMap<string, FactKind>): string | undefined {
  for (const path of [leaf.fact, leaf.includes_fact, leaf.same_as, leaf.differs_from]) {
    if (path !== undefined && !kinds.has(path) && !isBox(path))
      return `there is no fact '${path}'${nearest(path, kinds)}`
  }
  const kind = kinds.get(leaf.fact)
  const [operator = 'known'] = operatorsOf(leaf)
  if (!kind) return undefined
  if (/^(at_least|at_most|more_than|less_than)$/.test(operator) && kind.type !== 'number')
    return `${leaf.fact} is no number: ${operator} cannot compare it`
  if (operator.startsWith('includes') && !kind.list)
    return `${leaf.fact} is one value, no list: use is, in or same_as instead of ${operator}`
  if (/party_to$|^network$/.test(operator) && kind.type !== 'state')
    return `${leaf.fact} is no state: ${operator} cannot test it`
  const values = [leaf.is ?? leaf.is_not ?? leaf.in ?? leaf.not_in ?? leaf.includes ?? leaf.includes_any ?? []].flat()
  for (const value of values) {
    const wanted = kind.type === 'number' ? 'number' : kind.type === 'yes-no' ? 'boolean' : 'string'
    if (typeof value !== wanted)
      return `${leaf.fact} is a ${wanted === 'boolean' ? 'yes or no (true, false)' : wanted === 'number' ? 'number' : 'text'}, not ${String(value)}`
    if (kind.values && !kind.values.includes(String(value)))
      return `${leaf.fact} can be ${kind.values.slice(0, 12).join(', ')}, not '${value}'`
    if (kind.type === 'state' && !isCountryCode(String(value)))
      return `'${value}' is no country code of ISO 3166-1${otherCode(String(value))}`
  }
  return undefined
}

/** What people write instead of the code of a state. */
function otherCode(written: string): string {
  const code = { UK: 'GB', EL: 'GR' }[written] ?? written.toUpperCase()
  return isCountryCode(code) ? `; did you mean ${code}?` : ', two capital letters such as CN'
}

function nearest(path: string, kinds: ReadonlyMap<string, FactKind> = factKinds): string {
  const last = path.split('.').at(-1)?.toLowerCase()
  const sameEnd = [...kinds.keys()].filter((known) => known.toLowerCase().endsWith(`.${last}`))
  const meant = sameEnd.length > 0 ? sameEnd.join(' or ') : near(path, kinds.keys())
  if (meant) return `; did you mean ${meant}?`
  const subject = path.split('.')[0]
  const others = [...kinds.keys()].filter((known) => known.startsWith(`${subject}.`))
  return others.length > 0 ? `; there are ${others.join(', ')}` : ''
}

const asked = new WeakMap<LawBase, Set<string>>()

/** The facts there is a question for. */
function askedBy(law: LawBase): Set<string> {
  let facts = asked.get(law)
  if (!facts) {
    facts = new Set([...law.rules.values()].flatMap((rule) => (rule.kind === 'question' ? [rule.fact] : [])))
    asked.set(law, facts)
  }
  return facts
}

export const questions: Check = {
  name: 'questions',
  about: 'Every fact a condition uses has a question to ask for it',
  check: ({ law, rule, report }) => {
    if (rule.kind === 'question' && !factKinds.has(rule.fact))
      report(`fact: there is no fact '${rule.fact}'${nearest(rule.fact)}`)
    const known = askedBy(law)
    for (const { at, leaf } of leavesOf(rule)) {
      for (const path of [leaf.fact, leaf.includes_fact, leaf.same_as, leaf.differs_from]) {
        if (path && factKinds.has(path) && !ownFacts.has(path) && !isBox(path) && !known.has(path)) {
          report(`${at}: nobody asks for ${path}: add law/questions/${path.replaceAll('.', '-')}.yaml`)
        }
      }
    }
  },
}
