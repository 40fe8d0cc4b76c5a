import { LineCounter, parseDocument, parse as parseYaml, YAMLParseError } from 'yaml'
import type { z } from 'zod'
import { LawError } from './errors.ts'
import { bodies, folders, type Kind, type Rule } from './rule.ts'

/** Turns the text of one file into the plain value it stands for; a reader with a cache may pass its own. */
export type Reader = (path: string, text: string) => unknown

/** Reads YAML. Throws `LawError` `bad_rule` with the file and line. */
export const readYaml: Reader = (path, text) => {
  try {
    return parseYaml(text, { schema: 'core', maxAliasCount: 0 })
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    const line = cause instanceof YAMLParseError ? cause.linePos?.[0].line : undefined
    const [sentence = ''] = cause.message.split('\n')
    throw badRule(path, sentence.replace(/ at line .*$/, ''), { line, cause })
  }
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
  const issue = deepest(read.error.issues)
  const message =
    issue.code === 'unrecognized_keys' ? `there is no field '${issue.keys.join("', '")}' here` : issue.message
  const at = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  throw badRule(path, message, { inside: issue.path, line: lineOf(text, at) })
}

type Issue = z.core.$ZodIssue

/** Of the readings a union tried, the one that came furthest is what the author meant. */
function deepest(issues: readonly Issue[]): Issue {
  let best: Issue | undefined
  const length = (issue: Issue) => issue.path.length
  for (const issue of issues) {
    let found = issue
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const inner = issue.errors.filter((branch) => branch.length > 0).map((branch) => deepest(branch))
      const reach = (i: Issue) =>
        length(i) * 10 - (i.code === 'unrecognized_keys' ? i.keys.length : i.code === 'invalid_type' ? 1 : 0)
      const [furthest] = inner.sort((a, b) => reach(b) - reach(a))
      if (furthest) found = { ...furthest, path: [...issue.path, ...furthest.path] }
    }
    if (!best || length(found) > length(best)) best = found
  }
  return best ?? ({ code: 'custom', path: [], message: 'not a rule' } as Issue)
}

function lineOf(text: string, path: readonly PropertyKey[]): number | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}

interface Place {
  inside?: readonly PropertyKey[]
  line?: number | undefined
  cause?: unknown
}

/** An error of law data: at `law/…yaml:12`, `when.all[1]: a leaf has exactly one test`. */
export function badRule(path: string, message: string, { inside = [], line, cause }: Place = {}): LawError {
  const within = inside
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
  const place = `law/${path}${line ? `:${line}` : ''}`
  return new LawError('invalid', 'bad_rule', within ? `${within}: ${message}` : message, { path: place, cause })
}
