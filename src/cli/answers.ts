import { countryCodes, countryName, isCountryCode } from '../base/countries.ts'
import type { Facts, Rule } from '../law/index.ts'

type Question = Pick<Rule<'question'>, 'fact' | 'input' | 'options'>

/** What somebody typed, read as the question wants it: a value, or the sentence that says what it can be. */
export type Read = { readonly value: unknown } | { readonly wrong: string }

/** The answers a question takes, as a line under it. */
export function hint({ input, options = [] }: Question): string {
  const numbered = options.map(({ label }, i) => `${i + 1} ${label}`).join('\n    ')
  switch (input) {
    case 'choice':
      return numbered
    case 'choices':
      return `${numbered}\n    (several: 1, 3; none: none)`
    case 'yes-no':
      return 'yes or no'
    case 'state':
      return 'a state: its name, or its code of two letters'
    case 'states':
      return 'states, separated by commas; none: none'
    case 'number':
      return 'a number'
    case 'date':
      return 'a date: 2026-11-21'
    case 'text':
      return 'in words'
  }
}

export function readAnswer({ fact, input, options = [] }: Question, typed: string): Read {
  const given = typed.trim()
  const several = /^none$/i.test(given) ? [] : given.split(',').map((one) => one.trim())
  switch (input) {
    case 'choice':
      return choose(options, given)
    case 'choices':
      return all(several.map((one) => choose(options, one)))
    case 'yes-no':
      if (/^(y|yes|true)$/i.test(given)) return { value: true }
      return /^(n|no|false)$/i.test(given) ? { value: false } : { wrong: 'Answer yes or no' }
    case 'state':
      return stateNamed(given)
    case 'states': {
      const states = all(several.map(stateNamed))
      return fact === 'holder.addressees' && 'value' in states ? { value: addressees(states.value) } : states
    }
    case 'number':
      return /^\d{1,9}$/.test(given) ? { value: Number(given) } : { wrong: 'Answer with a number' }
    case 'date':
    case 'text':
      return { value: given }
  }
}

/** By its number in the list, its value, or its label. */
function choose(options: NonNullable<Question['options']>, given: string): Read {
  const words = given.toLowerCase()
  const found =
    options[Number(given) - 1] ??
    options.find(({ value, label }) => String(value).toLowerCase() === words || label.toLowerCase() === words)
  return found
    ? { value: found.value }
    : { wrong: `'${given}' is none of these: answer with a number of 1 to ${options.length}` }
}

function stateNamed(given: string): Read {
  const code = given.toUpperCase()
  if (isCountryCode(code) || code === 'EL' || code === 'UK') return { value: code }
  const named = countryCodes.find((one) => countryName(one, 'en').toLowerCase() === given.toLowerCase())
  return named ? { value: named } : { wrong: `There is no state '${given}': write its code, such as DE` }
}

function all(read: readonly Read[]): Read {
  const wrong = read.find((one) => 'wrong' in one)
  return wrong ?? { value: read.map((one) => ('value' in one ? one.value : undefined)) }
}

const addressees = (states: unknown) => (states as string[]).map((state) => ({ state }))

/** The facts with one more; a fact of data is one of every item that does not say otherwise. */
export function withAnswer(facts: Facts, fact: string, value: unknown): unknown {
  const [first = '', second] = fact.split('.')
  if (second === undefined) return { ...facts, [first]: value }
  if (first !== 'data')
    return { ...facts, [first]: { ...(facts[first as keyof Facts] as object | undefined), [second]: value } }
  const items: readonly object[] = facts.data?.length ? facts.data : [{ id: 'd1' }]
  return { ...facts, data: items.map((item) => ({ [second]: value, ...item })) }
}
