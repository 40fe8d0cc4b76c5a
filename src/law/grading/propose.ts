import type { LawBase } from '../compile.ts'
import type { Rule } from '../data/rule.ts'
import { LawError } from '../errors.ts'
import type { ContentKind } from './contents.ts'
import { type Field, Inventory, type Words } from './inventory.ts'

/** The part of the values looked at that has to be of a kind before it counts. */
const SHARE = 0.1
/** More, where one number in ten fits its check digit by chance. */
const shares: Partial<Record<ContentKind, number>> = { 'payment-card': 0.4, 'german-tax-number': 0.4 }

/** Why a field is thought to be of a class. */
export interface GradingReason {
  /** The rule of the sign, and its title. */
  readonly sign: string
  readonly title: string
  /** What gave it away: the name of the field, the shape of its values, words in them. */
  readonly by: 'name' | 'content' | 'words'
  readonly detail: string
  /** Of the values looked at, how many; 1 for a name. */
  readonly share: number
  readonly cite: string
}

export interface FieldProposal {
  readonly field: string
  readonly filled: number
  /** The highest class its signs lead to; none where nothing was found, which is no proof that nothing is there. */
  readonly class: string | undefined
  readonly because: readonly GradingReason[]
}

export interface GradingProposal {
  readonly scheme: string
  readonly records: number
  /** What the whole would be: the highest of its fields. A person decides. */
  readonly class: string | undefined
  readonly fields: readonly FieldProposal[]
}

type Sign = Rule<'sign'>
type Class = Rule<'class'>

/** An inventory that looks for the signs of the law base on that day. */
export function inventoryFor(law: LawBase, on: string): Inventory {
  const words: Words = new Map(
    signsOf(law, on).flatMap((sign) => {
      const all = everyLanguage(sign.words)
      return all.length > 0 ? [[sign.id, anyOf(all)] as const] : []
    }),
  )
  return new Inventory(words)
}

/**
 * What each field, and the whole, would be graded as in a scheme, with every sign that says so. It proposes; a person
 * decides. Throws `no_such_rule` for a scheme the base does not have.
 */
export function proposeGrading(law: LawBase, on: string, scheme: string, inventory: Inventory): GradingProposal {
  const classes = [...law.at(on).rules.values()]
    .filter((rule): rule is Class => rule.kind === 'class' && rule.scheme === scheme)
    .sort((a, b) => b.rank - a.rank)
  if (classes.length === 0) throw new LawError('missing', 'no_such_rule', `There is no scheme '${scheme}'`)
  const signs = signsOf(law, on)
  const fields = inventory.fields.map((field) => proposalFor(field, signs, classes, inventory.records))
  const found = classes.find(({ id }) => fields.some((field) => field.class === id))
  return { scheme, records: inventory.records, class: found?.id, fields }
}

function proposalFor(field: Field, signs: readonly Sign[], classes: readonly Class[], records: number): FieldProposal {
  const seen = signs.flatMap((sign) => reasonsFor(field, sign).map((reason) => ({ sign, reason })))
  for (const one of classes) {
    const because = seen.flatMap(({ sign, reason }) => {
      const named = one.signs.find(({ sign: id }) => id === sign.id)
      if (!named || (named.more_than !== undefined && records <= named.more_than)) return []
      return [{ ...reason, cite: named.cite }]
    })
    if (because.length > 0) return { field: field.name, filled: field.filled, class: one.id, because }
  }
  return { field: field.name, filled: field.filled, class: undefined, because: [] }
}

function reasonsFor(field: Field, sign: Sign): Omit<GradingReason, 'cite'>[] {
  const reason = (by: GradingReason['by'], detail: string, share: number) => ({
    sign: sign.rule,
    title: sign.title,
    by,
    detail,
    share,
  })
  const found: Omit<GradingReason, 'cite'>[] = []
  const name = wordOfName(field.name, everyLanguage(sign.names))
  if (name) found.push(reason('name', name, 1))
  for (const kind of sign.contents) {
    const hits = field.kinds.get(kind) ?? 0
    // What chance hardly ever makes counts in a column of other things too, once it is more than a slip.
    if (hits > 0 && (hits / field.seen >= (shares[kind] ?? SHARE) || (isChecked.has(kind) && hits >= 20)))
      found.push(reason('content', kind, hits / field.seen))
  }
  const words = field.words.get(sign.id) ?? 0
  if (words > 0) found.push(reason('words', sign.id, words / field.seen))
  return found
}

/** Kinds with more behind them than their shape: a check digit and a day that there is. */
const isChecked: ReadonlySet<ContentKind> = new Set(['prc-identity-number', 'iban'])

/** The word that stands in the name of a field: whole between its parts in scripts with spaces, anywhere in Chinese. */
function wordOfName(name: string, words: readonly string[]): string | undefined {
  const parts = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  const apart = ` ${parts.replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  return words.find((word) => (isHan.test(word) ? parts.includes(word) : apart.includes(` ${word.toLowerCase()} `)))
}

const everyLanguage = (words: Sign['words']): string[] => Object.values(words).flatMap((one) => one ?? [])

const isHan = /\p{Script=Han}/u

function anyOf(words: readonly string[]): RegExp {
  const parts = words.map((word) => (isHan.test(word) ? RegExp.escape(word) : `\\b${RegExp.escape(word)}\\b`))
  return new RegExp(parts.join('|'), 'iu')
}

const signsOf = (law: LawBase, on: string): Sign[] =>
  [...law.at(on).rules.values()].filter((rule): rule is Sign => rule.kind === 'sign')
