import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { parseYaml, YamlError } from '../../base/yaml.ts'
import { LawError } from '../errors.ts'
import { mistakeIn } from './mistakes.ts'
import { bodies, folders, type Kind, type Rule } from './rule.ts'

/** Turns the text of one file into the plain value it stands for; a reader with a cache may pass its own. */
export type Reader = (path: string, text: string) => unknown

/** Reads YAML. Throws `LawError` `bad_rule` with the file and line. */
export const readYaml: Reader = (path, text) => {
  try {
    return parseYaml(text, 0).value
  } catch (cause) {
    if (!(cause instanceof YamlError)) throw cause
    const { code, line, message } = cause
    throw badRule(path, sentences[code] ?? message.replace(/ at line [\s\S]*$/, ''), { line, cause })
  }
}

/** What somebody who knows no YAML should do about it. */
const sentences: Partial<Record<YamlError['code'], string>> = {
  ALIAS: 'write it out: & and * do not stand for anything here',
  COLLECTION_AS_KEY: 'the name of a field is a plain word here, no list and no map',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  DUPLICATE_KEY: 'this field stands here twice',
  MISSING_CHAR: 'a quote or bracket that is opened here, or above, is not closed',
  BLOCK_AS_IMPLICIT_KEY: "put a text that has ': ' in it in quotes; if there is none, the lines are not indented alike",
  BAD_INDENT: 'lines that belong together are not indented alike',
  MULTILINE_IMPLICIT_KEY: "a field needs ': ' after its name, and a text that has ': ' in it needs quotes",
}

/** Which rule a file is: `eu/2023-1543/clocks/x.yaml` is the clock `eu/2023-1543/clocks/x`, of `eu/2023-1543`. */
function ruleAt(path: string): { rule: string; kind: Kind; instrument: string } | undefined {
  const parts = path.replace(/\.yaml$/, '').split('/')
  if (parts.at(-1) === 'instrument') {
    const folder = parts.slice(0, -1).join('/')
    return { rule: folder, kind: 'instrument', instrument: folder }
  }
  const at = parts.findLastIndex((part, i) => i < parts.length - 1 && Object.hasOwn(folders, part))
  if (at < 0) return undefined
  const kind = folders[parts[at] as keyof typeof folders]
  return { rule: parts.join('/'), kind, instrument: parts.slice(0, at).join('/') || (parts[0] ?? '') }
}

/** Gives a value the shape of its kind. Throws `LawError` `bad_rule` that says where in the file, and what is wrong. */
export function asRule(path: string, value: unknown, text: string): Rule {
  const at = ruleAt(path)
  if (!at) {
    throw badRule(path, `its folder is none of ${Object.keys(folders).join(', ')}, and it is no instrument.yaml`)
  }
  const body: Record<string, unknown> = shaped(path, bodies[at.kind], value, text)
  return { ...body, ...(at.kind === 'question' ? { input: body.kind } : {}), ...at } as Rule
}

/** Reads a value through a schema; what does not fit is a `bad_rule` with the line of the text it stands on. */
export function shaped<S extends z.ZodType>(path: string, schema: S, value: unknown, text: string): z.infer<S> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const { at, says } = mistakeIn(read.error.issues, value, schema)
  throw badRule(path, says, { inside: at, line: lineOf(text, at) })
}

/** The line of the text on which what is named stands, or what it stands in. */
export function lineOf(text: string, path: readonly PropertyKey[]): number | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  for (let depth = path.length; depth > 0; depth--) {
    const node = nodeAt(document.contents, path.slice(0, depth))
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}

/** A field is where its name stands, a member of a list where it begins. */
function nodeAt(node: unknown, [key, ...rest]: readonly PropertyKey[]): Node | undefined {
  if (isSeq(node)) {
    const member = node.items[Number(key)] as Node | undefined
    return rest.length === 0 ? member : nodeAt(member, rest)
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(key))
  return rest.length === 0 ? (pair?.key as Node | undefined) : nodeAt(pair?.value, rest)
}

interface Place {
  inside?: readonly PropertyKey[]
  line?: number | undefined
  cause?: unknown
}

/** `['when', 'all', 1]` as a reader writes it: `when.all[1]`. */
const written = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')

/** An error of law data: at `law/…yaml:12`, `when.all[1]: a leaf has exactly one test`. */
export function badRule(path: string, message: string, { inside = [], line, cause }: Place = {}): LawError {
  const within = written(inside)
  const place = `law/${path}${line ? `:${line}` : ''}`
  return new LawError('invalid', 'bad_rule', within ? `${within}: ${message}` : message, { path: place, cause })
}
