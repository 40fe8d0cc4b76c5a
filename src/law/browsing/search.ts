import { countryName } from '../../base/countries.ts'
import type { Case } from '../cases/case.ts'
import type { LawBase } from '../compile.ts'
import type { Kind, Rule } from '../data/rule.ts'

/** A rule that was found. */
export interface FoundRule {
  readonly rule: string
  /** The sentence in which the words stand, where they are not in the title, the citations or the id. */
  readonly says?: string
}

export interface FoundInLaw {
  /** Best first: those with the words in their title, then in what they are drawn from, in any citation, their id, their sentences. */
  readonly rules: readonly FoundRule[]
  readonly cases: readonly Case[]
}

export interface SearchOptions {
  readonly kind?: Kind | undefined
  /** Texts are searched in this language too; English always is. */
  readonly language?: string | undefined
}

interface Entry {
  readonly rule: Rule
  /** What it is called, whole. */
  readonly names: ReadonlySet<string>
  /** Title, what the rule is drawn from, every citation in it, id; then everything the rule says. */
  readonly places: readonly [string, string, string, string, string]
  readonly sentences: readonly { readonly says: string; readonly folded: string }[]
}

interface Index {
  readonly entries: readonly Entry[]
  readonly cases: readonly { readonly one: Case; readonly text: string }[]
}

const indexes = new WeakMap<LawBase, Map<string, Index>>()

/** Rules and worked cases in which every word occurs, whatever its case and accents. Without words, every rule of the kind. */
export function searchLaw(law: LawBase, words: string, { kind, language = 'en' }: SearchOptions = {}): FoundInLaw {
  const { entries, cases } = indexFor(law, language)
  const wanted = wordsOf(words)
  const found: { entry: Entry; rank: number }[] = []
  for (const entry of entries) {
    if (kind && entry.rule.kind !== kind) continue
    let rank = 0
    for (const word of wanted) {
      const place = entry.places.findIndex((text) => text.includes(word))
      if (place < 0) {
        rank = -1
        break
      }
      rank = Math.max(rank, place)
    }
    if (rank >= 0) found.push({ entry, rank: entry.names.has(wanted.join(' ')) ? -1 : rank })
  }
  found.sort((a, b) => a.rank - b.rank || size(a.entry) - size(b.entry) || order(a.entry.rule.rule, b.entry.rule.rule))
  return {
    rules: found.map(({ entry, rank }) => ({
      rule: entry.rule.rule,
      ...(rank === 4 ? sentenceWith(entry, wanted) : {}),
    })),
    cases: kind || wanted.length === 0 ? [] : cases.flatMap(({ one, text }) => (all(text, wanted) ? [one] : [])),
  }
}

/** An act stands before the rules it holds. */
const size = ({ rule }: Entry) => (rule.kind === 'instrument' || rule.kind === 'state' ? 0 : 1)
const order = (a: string, b: string) => (a < b ? -1 : 1)
const all = (text: string, words: readonly string[]) => words.every((word) => text.includes(word))

/** 'Article 5(4)' is 'Art. 5(4)' is 'art 5(4)'. */
const wordsOf = (words: string): string[] =>
  folded(words.slice(0, 500))
    .split(/[\s,;]+/)
    .map((word) => word.replace(/\.$/, ''))
    .map((word) => (/^articles?$/.test(word) ? 'art' : word))
    .filter((word) => word !== '')

function folded(text: string): string {
  // Most of the law is plain English, for which the long way changes nothing.
  const plain = /^[ -~\n]*$/.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain.toLowerCase()
}

function sentenceWith({ sentences }: Entry, wanted: readonly string[]): { says?: string } {
  const best =
    sentences.find(({ folded: text }) => all(text, wanted)) ??
    sentences.find(({ folded: text }) => wanted.some((word) => text.includes(word)))
  return best ? { says: best.says } : {}
}

function indexFor(law: LawBase, language: string): Index {
  const known = indexes.get(law) ?? new Map<string, Index>()
  indexes.set(law, known)
  let index = known.get(language)
  if (!index) {
    index = {
      entries: [...law.rules.values()].map((rule) => entryOf(law, rule, language)),
      cases: law.cases.map((one) => ({
        one,
        text: folded([one.name, law.translate(one.name, language), one.cite, one.note].filter(Boolean).join(' ')),
      })),
    }
    known.set(language, index)
  }
  return index
}

function entryOf(law: LawBase, rule: Rule, language: string): Entry {
  const instrument = law.rules.get(rule.instrument)
  const own = (text: string) => (language === 'en' ? [text] : [text, law.translate(text, language)])
  const short = instrument?.kind === 'instrument' ? own(instrument.short) : []
  const names = rule.kind === 'state' ? [countryName(rule.code, language)] : []
  const sentences = [...prose(rule)].map((english) => {
    const says = language === 'en' ? english : law.translate(english, language)
    return { says, folded: folded(says === english ? says : `${says} ${english}`) }
  })
  const called = [...own(rule.title), ...names, ...(rule.kind === 'instrument' ? short : []), rule.rule].map(folded)
  const title = called.slice(0, -1).join(' ')
  const source = folded([...short, ...citesIn(rule.cites)].join(' '))
  const cites = folded([...short, ...citesIn(rule)].join(' '))
  const text = sentences.map((one) => one.folded).join('\n')
  return {
    rule,
    names: new Set(called),
    // The words of one question may stand in several places: `GDPR Art 48`.
    places: [
      title,
      `${title} ${source}`,
      `${title} ${cites}`,
      `${title} ${cites} ${rule.rule}`,
      `${title} ${cites} ${rule.rule} ${text}`,
    ],
    sentences,
  }
}

/** Keys under which something else than sentences stands. */
const notProse = new Set([
  'rule',
  'kind',
  'instrument',
  'cite',
  'cites',
  'url',
  'fact',
  'checked',
  'holidays',
  'worked',
  'parties',
  'from',
])

function* prose(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (/\s|[^\p{ASCII}]/u.test(value)) yield value
  } else if (Array.isArray(value)) for (const one of value) yield* prose(one)
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) if (!notProse.has(key)) yield* prose(one)
}

function citesIn(value: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) citesIn(one, into)
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value))
      if (key === 'cite' && typeof one === 'string') into.add(one)
      else citesIn(one, into)
  return into
}
