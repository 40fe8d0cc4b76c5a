import { daysOfChange } from './amendments.ts'
import { checks } from './checks/index.ts'
import { compile, type LawBase } from './compile.ts'
import { LawError } from './errors.ts'
import { type Exercise, exercises, lacking } from './exercise.ts'
import type { Rule } from './rule.ts'
import { runCase } from './run-case.ts'

export interface Complaint {
  /** The file, below law/. */
  readonly file: string
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
  const law = compile(files, {
    onBadFile: (file, { message, path }) => {
      const line = path?.match(/:(\d+)$/)?.[1]
      complaints.push({ file: line ? `${file}:${line}` : file, check: 'schema', says: message })
    },
  })
  for (const rule of law.rules.values()) {
    for (const { name, warns, check } of checks) {
      const into = warns ? warnings : complaints
      check({ law, rule, today, report: (says) => into.push({ file: fileOf(rule), check: name, says }) })
    }
  }
  complaints.push(...editionsThatDoNotCompile(law, today))
  let held = 0
  const sound = complaints.every(({ check }) => check !== 'compiles')
  for (const one of sound ? law.cases : []) {
    const wrong = attempt(() => runCase(law, one, today))
    if (wrong.length === 0) held++
    for (const says of wrong)
      complaints.push({ file: `${one.id.replace(/#.*/, '')}.yaml`, check: 'cases', says: `${one.name}: ${says}` })
  }
  // Nothing can be said of cases where the law does not compile.
  const exercised = sound ? exercises(law, today) : []
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
    cases: { run: sound ? law.cases.length : 0, held },
    complaints,
    warnings,
    exercised,
    translated: Object.fromEntries(languages.map((code) => [code, translatedInto(law, code)])),
  }
}

const fileOf = ({ rule, kind }: Rule) => (kind === 'instrument' ? `${rule}/instrument.yaml` : `${rule}.yaml`)

function attempt(run: () => string[]): string[] {
  try {
    return run()
  } catch (error) {
    if (error instanceof Error) return [error.message]
    throw error
  }
}

/** The law of today and of every day it changes; a name that leads nowhere has been told by `references`. */
function editionsThatDoNotCompile(law: LawBase, today: string): Complaint[] {
  const days = new Set([today, ...[...law.rules.values()].flatMap(daysOfChange)])
  const found = new Map<string, Complaint>()
  for (const day of days) {
    try {
      law.at(day)
    } catch (error) {
      if (!(error instanceof LawError)) throw error
      if (error.path)
        found.set(error.message, { file: error.path.replace(/^law\//, ''), check: 'compiles', says: error.message })
    }
  }
  return [...found.values()]
}

function translatedInto(law: LawBase, language: string): { known: number; of: number } {
  const texts = new Set([...law.rules.values()].flatMap(textsOf))
  const known = [...texts].filter((text) => law.translate(text, language) !== text).length
  return { known, of: texts.size }
}

/** Each text once, at the first rule that has it. */
function untranslated(law: LawBase, language: string): Complaint[] {
  const missing = new Map<string, Complaint>()
  for (const rule of law.rules.values()) {
    for (const text of textsOf(rule)) {
      if (missing.has(text) || law.translate(text, language) !== text) continue
      const says = `add '${text}' to law/translations/${language}/`
      missing.set(text, { file: fileOf(rule), check: 'translations', says })
    }
  }
  return [...missing.values()]
}

/** The texts of a rule that pages show: titles, the sentences of conditions, what is needed, questions. */
function textsOf(rule: Rule): string[] {
  const found = [rule.title]
  const shown = new Set(['says', 'what', 'title', 'asks', 'why', 'label'])
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
