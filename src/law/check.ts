import { daysOfChange } from './amendments.ts'
import { checks } from './checks/index.ts'
import { compile, type LawBase } from './compile.ts'
import { LawError } from './errors.ts'
import { exercises, lacking } from './exercise.ts'
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
  /** Of the routes, gates, reach rules and clocks: how many have a case that they fit and one that they do not. */
  readonly exercised: { readonly rules: number; readonly of: number; readonly lacking: readonly Complaint[] }
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
  const translated = Object.fromEntries(
    law.languages.filter((code) => code !== 'en').map((code) => [code, translatedInto(law, code)]),
  )
  return {
    ok: complaints.length === 0,
    digest: law.digest,
    rules: law.rules.size,
    cases: { run: sound ? law.cases.length : 0, held },
    complaints,
    warnings,
    exercised: exercisedBy(law, sound ? today : undefined),
    translated,
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

/** Nothing can be said of cases where the law does not compile. */
function exercisedBy(law: LawBase, today: string | undefined): CheckReport['exercised'] {
  const all = today === undefined ? [] : exercises(law, today)
  const missing = all.flatMap((one) => {
    const says = lacking(one)
    return says ? [{ file: `${one.rule}.yaml`, check: 'exercised', says }] : []
  })
  return { rules: all.length - missing.length, of: all.length, lacking: missing }
}

function translatedInto(law: LawBase, language: string): { known: number; of: number } {
  const texts = new Set([...law.rules.values()].flatMap(textsOf))
  const known = [...texts].filter((text) => law.translate(text, language) !== text).length
  return { known, of: texts.size }
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
