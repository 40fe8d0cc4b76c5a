import { isOf, type Model } from '../../laboratory/index.ts'
import type { Condition, Kind, LawBase, Rule } from '../../law/index.ts'

/** What ties a holder, a person or data to a legal order: the facts its claims can hang on, in the order of the contract. */
const connecting =
  /^(?:holder\.(?:seat|establishments|addressees|offersServicesIn|jurisdictionOf|correspondentAccountIn|role)|data\.storedIn|person\.(?:nationality|residence|location)|offence\.committedIn)$/

/** The rules of a model that hold on a day. */
export interface Principles {
  readonly model: Model
  /** Its claims of reach, and its own orders that bind a holder. */
  readonly claims: readonly Rule<'reach'>[]
  readonly orders: readonly Rule<'route'>[]
  /** What it forbids to give out, or only with approval. */
  readonly bars: readonly Rule<'gate'>[]
  readonly grounds: readonly Rule<'ground'>[]
  readonly penalties: readonly Rule<'penalty'>[]
  readonly chains: readonly Rule<'chain'>[]
}

export function principlesOf(law: LawBase, model: Model, on: string): Principles {
  const all = <K extends Kind>(kind: K): Rule<K>[] =>
    [...law.at(on).rules.values()].filter(
      (rule): rule is Rule<K> => rule.kind === kind && isOf(model, rule.rule) && holdsOn(law, rule, on),
    )
  return {
    model,
    claims: all('reach'),
    orders: all('route').filter(({ compels, channel }) => compels && (channel === 'direct' || channel === 'domestic')),
    bars: all('gate'),
    grounds: all('ground'),
    penalties: all('penalty'),
    chains: all('chain'),
  }
}

/** In force on the day, by its own dates or its instrument's. */
function holdsOn(law: LawBase, rule: Rule, on: string): boolean {
  const { from, to, pending } = rule.in_force ?? law.at(on).find('instrument', rule.instrument)?.in_force ?? {}
  return !pending && (from === undefined || from <= on) && (to === undefined || on <= to)
}

/** What a claim, an order or a bar hangs on: the connecting facts its condition reads, terms included. */
export function hangsOn(law: LawBase, rule: Rule<'reach'> | Rule<'route'> | Rule<'gate'>, on: string): Set<string> {
  const facts = new Set<string>()
  read(law, rule.when, on, facts)
  if (rule.kind === 'gate') for (const one of rule.unless) read(law, one, on, facts)
  if (rule.kind === 'route' && rule.to === 'addressee') facts.add('holder.addressees')
  return new Set([...facts].filter((fact) => connecting.test(fact)))
}

function read(law: LawBase, condition: Condition, on: string, into: Set<string>): void {
  if ('all' in condition) for (const one of condition.all) read(law, one, on, into)
  else if ('any' in condition) for (const one of condition.any) read(law, one, on, into)
  else if ('not' in condition) read(law, condition.not, on, into)
  else if ('term' in condition) {
    const term = law.at(on).find('term', condition.term)
    if (term) read(law, term.when, on, into)
  } else into.add(condition.fact)
}
