import type { Case } from './cases/case.ts'
import { type Exercise, exercises, lacking } from './cases/exercise.ts'
import { runCase } from './cases/run-case.ts'
import { conditionsOf } from './checks/conditions.ts'
import { checks } from './checks/index.ts'
import { termsIn, unreachable } from './checks/unreachable.ts'
import { compile, type LawBase } from './compile.ts'
import { daysOfChange } from './data/amendments.ts'
import { lineOf } from './data/document.ts'
import type { Rule } from './data/rule.ts'
import { LawError } from './errors.ts'

export interface Complaint {
  /** The file, below law/, and the line of it, where it is one. */
  readonly file: string
  readonly line?: number
  readonly check: string
  readonly says: string
}

export interface CheckReport {
  readonly ok: boolean
  readonly digest: string
  readonly rules: number
  readonly cases: { readonly run: number; readonly held: number }
  readonly complaints: readonly Complaint[]
  /** What deserves a look, and does not make the law unsound. */
  readonly warnings: readonly Complaint[]
  /** The routes, gates, reach rules and clocks, each with the cases that it fits and those that it does not. */
  readonly exercised: readonly Exercise[]
  /** By language: how many texts a reader sees are translated, and of how many. */
  readonly translated: Readonly<Record<string, { readonly known: number; readonly of: number }>>
}

/** Looks at the whole law as a careful colleague would, all faults at once; `today` is YYYY-MM-DD. */
export function checkLaw(files: ReadonlyMap<string, string>, today: string): CheckReport {
  const complaints: Complaint[] = []
  const warnings: Complaint[] = []
  const unread = new Set<string>()
  const law = compile(files, {
    onBadFile: (file, { message, path }) => {
      unread.add(file.replace(/(\/instrument)?\.yaml$/, ''))
      const line = Number(path?.match(/:(\d+)$/)?.[1])
      complaints.push({ file, ...(line ? { line } : {}), check: 'schema', says: message })
    },
  })
  for (const file of files.keys())
    if (file.endsWith('.yml'))
      complaints.push({ file, check: 'schema', says: 'rename it to .yaml: nobody reads it as it is' })
  for (const rule of law.rules.values()) {
    const file = fileOf(rule)
    for (const { name, warns, check } of checks) {
      const into = warns ? warnings : complaints
      const report = (says: string) => into.push({ file, ...lineIn(files.get(file), says), check: name, says })
      check({ law, rule, unread, today, report })
    }
  }
  complaints.push(...editionsThatDoNotCompile(law, files, today))
  // Cases say nothing of a law of which a part is missing.
  const whole = complaints.every(({ check, file }) => !/^(schema|compiles)$/.test(check) || file.startsWith('cases/'))
  let held = 0
  for (const one of whole ? law.cases : []) {
    const wrong = attempt(() => runCase(law, one, today))
    if (wrong.length === 0) held++
    complaints.push(...wrong.map((says) => ({ ...placeOf(one, files), check: 'cases', says: `${one.name}: ${says}` })))
  }
  const exercised = whole ? exercises(law, today) : []
  for (const one of exercised) {
    const says = lacking(one)
    if (says) complaints.push({ file: `${one.rule}.yaml`, check: 'exercised', says })
  }
  const languages = law.languages.filter((code) => code !== 'en')
  for (const code of languages) warnings.push(...untranslated(law, code))
  return {
    ok: complaints.length === 0,
    digest: law.digest,
    rules: law.rules.size,
    cases: { run: whole ? law.cases.length : 0, held },
    complaints,
    warnings,
    exercised,
    translated: Object.fromEntries(languages.map((code) => [code, translatedInto(law, code)])),
  }
}

/** What is wrong with these rules, each in the law around it: names that lead nowhere, facts that do not exist, what can never hold. */
export function complaintsOf(law: LawBase, rules: Iterable<Rule>, today: string): Complaint[] {
  const complaints: Complaint[] = []
  for (const rule of rules) {
    for (const { name, warns, check } of checks) {
      // When somebody last looked at it, and whether anything uses it yet, is for the base.
      if (warns || name === 'fresh' || name === 'orphans') continue
      const report = (says: string) => complaints.push({ file: fileOf(rule), check: name, says })
      check({ law, rule, unread: new Set(), today, report })
    }
  }
  return complaints
}

/** A rule that can never apply any more, though nobody touched it, and the changed rule on which it rests. */
interface Unreachable extends Complaint {
  readonly rule: string
  readonly by: string
}

/**
 * The rules that a change of others leaves without a case: their conditions rest on a changed term with which they can never
 * hold, or their instrument ends before they begin, or is gone. What was so before the change is not told.
 */
export function unreachableBy(before: LawBase, after: LawBase, changed: ReadonlySet<string>): Unreachable[] {
  const kindOf = (id: string) => (after.rules.get(id) ?? before.rules.get(id))?.kind
  const terms = [...changed].some((id) => kindOf(id) === 'term')
  if (!terms && ![...changed].some((id) => kindOf(id) === 'instrument')) return []
  const found: Unreachable[] = []
  for (const rule of after.rules.values()) {
    if (changed.has(rule.rule)) continue
    const instrument = changed.has(rule.instrument) && kindOf(rule.instrument) === 'instrument'
    const on = terms ? conditionsOf(rule).flatMap(({ condition }) => [...termsIn(condition, after)]) : []
    const by = on.find((id) => changed.has(id)) ?? (instrument ? rule.instrument : undefined)
    if (by === undefined) continue
    const was = before.rules.get(rule.rule)
    const [known, now] = [was ? neverHolding(before, was) : [], neverHolding(after, rule)]
    const file = fileOf(rule)
    for (const says of now.filter((one) => !known.includes(one)))
      found.push({ rule: rule.rule, by, file, ...lineIn(after.files.get(file), says), check: 'unreachable', says })
  }
  return found
}

function neverHolding(law: LawBase, rule: Rule): string[] {
  const found: string[] = []
  unreachable.check({ law, rule, unread: new Set(), today: '', report: (says) => found.push(says) })
  const instrument = law.rules.get(rule.instrument)
  if (!instrument) found.push(`its instrument ${rule.instrument} is gone: take this away too`)
  const ends = instrument?.kind === 'instrument' ? instrument.in_force.to : undefined
  const begins = rule.in_force?.from
  if (ends !== undefined && begins !== undefined && begins > ends)
    found.push(
      `in_force: it begins on ${begins}, after its instrument ended on ${ends}: end the instrument later, or take the rule away`,
    )
  return found
}

const fileOf = ({ rule, kind, line_of }: Rule) =>
  kind === 'instrument' && !line_of ? `${rule}/instrument.yaml` : `${line_of ?? rule}.yaml`

/** The line of a place that is named at the head of a sentence: 'when.all[0]: there is no fact …'. */
function lineIn(text = '', says: string): { line?: number } {
  const [, place] = /^([a-z_]+(?:\.[a-z_]+|\[\d+\])*): /.exec(says) ?? []
  const path = place?.match(/[a-z_]+|\d+/g)?.map((part) => (/^\d/.test(part) ? Number(part) : part))
  const line = path && lineOf(text, path)
  return line ? { line } : {}
}

/** Where a case stands: a file may hold several. */
function placeOf({ id }: Case, files: ReadonlyMap<string, string>): { file: string; line?: number } {
  const [name = '', number] = id.split('#')
  const file = `${name}.yaml`
  const line = number && lineOf(files.get(file) ?? '', [Number(number) - 1])
  return { file, ...(line ? { line } : {}) }
}

function attempt(run: () => string[]): string[] {
  try {
    return run()
  } catch (error) {
    if (error instanceof Error) return [error.message]
    throw error
  }
}

/** The law of today and of every day it changes; a name that leads nowhere has been told by `references`. */
function editionsThatDoNotCompile(law: LawBase, files: ReadonlyMap<string, string>, today: string): Complaint[] {
  const days = new Set([today, ...[...law.rules.values()].flatMap(daysOfChange)])
  const found = new Map<string, Complaint>()
  for (const day of days) {
    try {
      law.at(day)
    } catch (error) {
      if (!(error instanceof LawError)) throw error
      const file = error.path?.replace(/^law\//, '')
      const says = error.message
      if (file) found.set(says, { file, ...lineIn(files.get(file), says), check: 'compiles', says })
    }
  }
  return [...found.values()]
}

function translatedInto(law: LawBase, language: string): { known: number; of: number } {
  const texts = new Set([...law.rules.values()].flatMap((rule) => [...textsOf(rule), ...printedOf(rule)]))
  const known = [...texts].filter((text) => law.isTranslated(text, language)).length
  return { known, of: texts.size }
}

/** Each text once, at the first rule that has it. */
function untranslated(law: LawBase, language: string): Complaint[] {
  const missing = new Map<string, Complaint>()
  for (const rule of law.rules.values()) {
    for (const text of textsWantedIn(language, rule)) {
      if (missing.has(text) || law.isTranslated(text, language)) continue
      const says = `add '${text}' to law/translations/${language}/`
      missing.set(text, { file: fileOf(rule), check: 'translations', says })
    }
  }
  return [...missing.values()]
}

/** The languages that have the whole law: there each missing text is told. Others owe only the forms that say they stand in them. */
const whole: ReadonlySet<string> = new Set(['zh', 'fr', 'de'])

function textsWantedIn(language: string, rule: Rule): string[] {
  if (whole.has(language)) return [...textsOf(rule), ...printedOf(rule)]
  return rule.kind === 'form' && rule.languages[language] ? printedOf(rule) : []
}

const printedOf = (rule: Rule): string[] => (rule.kind === 'form' ? textsOfForm(rule) : [])

/** What is printed of a form: head, labels, choices, notes. A version that is only a year says the same everywhere. */
const textsOfForm = ({ heading, version, sections }: Rule<'form'>): string[] => [
  heading,
  ...(/\p{L}/u.test(version) ? [version] : []),
  ...sections.flatMap(({ title, fields }) => [
    title,
    ...fields.flatMap(({ label, note, options = [] }) =>
      [label, note ?? [], options.map((option) => option.label)].flat(),
    ),
  ]),
]

/** The texts of a rule that pages show: titles, the sentences of conditions, what is needed, questions, notes, who acts. */
function textsOf(rule: Rule): string[] {
  const found = [rule.title]
  const shown = new Set(['says', 'what', 'title', 'asks', 'why', 'label', 'note', 'authority', 'role'])
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (shown.has(key)) found.push(value)
    } else if (Array.isArray(value)) for (const one of value) walk(one, key)
    else if (value !== null && typeof value === 'object')
      for (const [name, inner] of Object.entries(value)) walk(inner, name)
  }
  walk(rule, '')
  return found
}
