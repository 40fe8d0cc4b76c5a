import type { Analysis, Facts, LawBase, Question } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import type { Wording } from './fact-field.tsx'
import { fieldAt } from './fields.ts'
import { EVERY, factAt } from './query.ts'
import { formName } from './words.ts'

/** A question as a form asks it: for one fact, of one item where it is about data. */
export interface Asked {
  /** Form name: `data.0.stored`. */
  readonly name: string
  /** The item it is about, if there are several. */
  readonly item?: string
  readonly question: Question
}

/**
 * The questions the analysis leaves, the one that decides most first; about data, one for all items where none is
 * answered, else one for each that is not.
 */
export function askedOf({ questions }: Analysis, facts: Facts): Asked[] {
  const items = facts.data ?? []
  return questions
    .flatMap((question) => {
      if (!/^data\.\D/.test(question.fact)) return [{ name: formName(question.fact, 0), question }]
      if (items.length === 0) return [{ name: formName(question.fact, 0), question }]
      const open = items.flatMap(({ id }, i) => {
        const name = formName(question.fact, i)
        return factAt(facts, name) === undefined ? [{ name, question, item: id }] : []
      })
      if (items.length > 1 && open.length === items.length)
        return [{ name: question.fact.replace('data.', EVERY), question }]
      return items.length > 1 ? open : open.map(({ name }) => ({ name, question }))
    })
    .filter(({ name }) => fieldAt(name) !== undefined)
}

/** How the law base words a question, in the reader's language. */
export function wordingOf(law: LawBase, fact: string, reader: Reader): (Wording & { why: string }) | undefined {
  for (const rule of law.rules.values()) {
    if (rule.kind !== 'question' || rule.fact !== fact) continue
    const options = (rule.options ?? []).map(({ value, label }) => [String(value), reader.law(label)] as const)
    return { asks: reader.law(rule.asks), why: reader.law(rule.why), options: new Map(options) }
  }
  return undefined
}
