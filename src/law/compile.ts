import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { utf8 } from '../base/bytes.ts'
import { type Case, caseSchema } from './cases/case.ts'
import { daysOfChange } from './data/amendments.ts'
import { asRule, badRule, type Reader, readYaml, shaped } from './data/document.ts'
import { entered } from './data/entry.ts'
import { listedTreaties } from './data/listed.ts'
import type { Kind, Rule } from './data/rule.ts'
import { readTranslations, type Translations, translated } from './data/translations.ts'
import { type Edition, editionOf } from './edition.ts'
import { LawError } from './errors.ts'

/** The law, as the files under `law/` have it: every rule with every value it ever had. */
export interface LawBase {
  /** `sha256:` over the `sha256sum` listing of the files, so that anyone can compute it without Comity. */
  readonly digest: string
  /** Path below `law/` → text. */
  readonly files: ReadonlyMap<string, string>
  /** Rules by id, as their files have them, amendments not applied; what binds from when is worked out. */
  readonly rules: ReadonlyMap<string, Rule>
  readonly cases: readonly Case[]
  readonly languages: readonly string[]
  /** The law without rules of the operator's own, where this has any. */
  readonly beneath?: LawBase
  /** The law as it stands on a day (YYYY-MM-DD), amendments applied. */
  at(on: string): Edition
  /** The rule of that kind. Throws `no_such_rule`. */
  rule<K extends Kind>(kind: K, id: string): Rule<K>
  /** A text of the law in another language; the English itself where nobody has translated it. */
  translate(text: string, language: string): string
  /** Whether somebody has translated it; it may read the same in both. */
  isTranslated(text: string, language: string): boolean
}

interface Parsed {
  readonly text: string
  readonly value: unknown
}

const parsedOf = new WeakMap<LawBase, ReadonlyMap<string, Parsed>>()

export interface CompileOptions {
  readonly read?: Reader
  /** Told of each file that does not fit, which is then left out; without it the first one throws. */
  readonly onBadFile?: (path: string, error: LawError) => void
}

/** Reads law data. Throws `LawError` `bad_rule` naming the file, the line and what is wrong with it. */
export function compile(files: ReadonlyMap<string, string>, options: CompileOptions = {}): LawBase {
  return build(files, options, new Map())
}

/** The base with files added, replaced, or (null) removed: a bill, a new treaty, a hypothesis. The base stays as it is. */
export function overlay(base: LawBase, changes: ReadonlyMap<string, string | null>): LawBase {
  const files = new Map(base.files)
  for (const [path, text] of changes) {
    if (text === null) files.delete(path)
    else files.set(path, text)
  }
  return build(files, {}, parsedOf.get(base) ?? new Map())
}

function build(
  files: ReadonlyMap<string, string>,
  { read = readYaml, onBadFile }: CompileOptions,
  before: ReadonlyMap<string, Parsed>,
): LawBase {
  const parsed = new Map<string, Parsed>()
  const rules = new Map<string, Rule>()
  const cases: Case[] = []
  const translations: Translations = new Map()
  const paths = [...files.keys()].filter((path) => path.endsWith('.yaml')).sort()
  const take = (path: string) => {
    const text = files.get(path) ?? ''
    const known = before.get(path)
    const value = known?.text === text ? known.value : meaningOf(path, text, read)
    parsed.set(path, { text, value })
    if (path.startsWith('cases/')) cases.push(...casesOf(path, value, text))
    else if (path.startsWith('translations/')) readTranslations(translations, path, value)
    else if (value !== undefined) {
      const rule = value as Rule
      if (rules.has(rule.rule)) throw badRule(path, `a second rule is called ${rule.rule}`)
      rules.set(rule.rule, rule.kind === 'instrument' ? entered(rule) : rule)
    }
  }
  for (const path of paths) {
    try {
      take(path)
    } catch (error) {
      if (!onBadFile || !(error instanceof LawError)) throw error
      onBadFile(path, error)
    }
  }

  for (const treaty of listedTreaties([...rules.values()])) if (!rules.has(treaty.rule)) rules.set(treaty.rule, treaty)

  const changes = [...new Set([...rules.values()].flatMap(daysOfChange))].sort()
  const editions = new Map<number, Edition>()
  let digest: string | undefined
  const base: LawBase = {
    get digest() {
      digest ??= digestOf(paths, files)
      return digest
    },
    files,
    rules,
    cases,
    languages: ['en', ...translations.keys()],
    at(on) {
      const epoch = changes.filter((from) => from <= on).length
      let edition = editions.get(epoch)
      if (!edition) {
        edition = editionOf(rules, changes[epoch - 1])
        editions.set(epoch, edition)
      }
      return edition
    },
    rule: (kind, id) => ofKind(rules, kind, id),
    translate: (text, language) => translated(translations, text, language),
    isTranslated: (text, language) =>
      translations.get(language)?.texts.has(text.trim()) === true || translated(translations, text, language) !== text,
  }
  parsedOf.set(base, parsed)
  return base
}

/** What a file says, in the shape of its kind; cases and translations are shaped where they are used. */
function meaningOf(path: string, text: string, read: Reader): unknown {
  const value = read(path, text)
  return path.startsWith('cases/') || path.startsWith('translations/') ? value : asRule(path, value, text)
}

function casesOf(path: string, value: unknown, text: string): Case[] {
  const id = path.replace(/\.yaml$/, '')
  if (!Array.isArray(value)) return [{ id, ...shaped(path, caseSchema, value, text) }]
  return shaped(path, caseSchema.array(), value, text).map((one, i) => ({ id: `${id}#${i + 1}`, ...one }))
}

function ofKind<K extends Kind>(rules: ReadonlyMap<string, Rule>, kind: K, id: string): Rule<K> {
  const rule = rules.get(id)
  if (rule?.kind === kind) return rule as Rule<K>
  const message = rule ? `${id} is a ${rule.kind}, not a ${kind}` : `There is no rule ${id.slice(0, 200)}`
  throw new LawError(rule ? 'invalid' : 'missing', kind === 'clock' && rule ? 'not_a_clock' : 'no_such_rule', message)
}

const hash = (text: string) => bytesToHex(sha256(utf8(text)))

function digestOf(paths: readonly string[], files: ReadonlyMap<string, string>): string {
  return `sha256:${hash(paths.map((path) => `${hash(files.get(path) ?? '')}  ${path}\n`).join(''))}`
}
