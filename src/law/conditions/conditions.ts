import type { Because } from '../analysis/analysis.ts'
import { type Condition, type Confidence, type Leaf, operatorsOf } from '../data/rule.ts'
import { addition } from '../data/translations.ts'
import { type Circumstances, factBehind } from './circumstances.ts'
import { type Around, compileLeaf } from './leaves.ts'
import { not, type Remark, type Test, type Truth } from './test.ts'

/** What a line inherits from the rule it stands in. */
export interface Scope {
  readonly cite: string
  /** How a citation written inside it is shown. */
  readonly quote: (cite: string) => string
  /** The instrument the reader stands in. */
  readonly instrument: string
  readonly confidence: Confidence
  readonly settled: boolean
  readonly around: Around
}

/** Makes closures of a condition once, so that no analysis walks the data again. */
export function compileCondition(condition: Condition, scope: Scope): Test {
  const inner = {
    ...scope,
    cite: condition.cite === undefined ? scope.cite : scope.quote(condition.cite),
    confidence: weaker(scope.confidence, condition.confidence ?? 'text'),
    settled: scope.settled && condition.settled !== false,
  }
  const core = compileCore(condition, inner)
  if (condition.says === undefined && !('fact' in condition)) return core
  const says = condition.says ?? ('fact' in condition ? inWords(condition) : '')
  const line = lineOf(core, says, inner)
  return {
    ...core,
    explain: (c, into) => {
      const one = line(c)
      into.push(one)
      return one.holds
    },
  }
}

function compileCore(condition: Condition, scope: Scope): Test {
  if ('all' in condition) return compileAll(condition.all.map((part) => compileCondition(part, scope)))
  if ('any' in condition) return compileAny(condition.any.map((part) => compileCondition(part, scope)))
  if ('not' in condition) return compileNot(compileCondition(condition.not, scope))
  if ('term' in condition) return scope.around.term(condition.term, scope.instrument)
  const leaf = compileLeaf(condition, scope.around)
  const test: Test = { ...leaf, explain: leaf.holds, conjuncts: [] }
  return { ...test, conjuncts: [test] }
}

function compileAll(parts: readonly Test[]): Test {
  const holds: Test['holds'] = (c) => {
    let all: Truth = true
    for (const part of parts) {
      const truth = part.holds(c)
      if (truth === false) return false
      if (truth === null) all = null
    }
    return all
  }
  const test: Test = {
    holds,
    explain: (c, into) => {
      let all: Truth = true
      for (const part of parts) {
        const truth = part.explain(c, into)
        if (truth === false) all = false
        else if (truth === null && all) all = null
      }
      return all
    },
    ask: (c, into) => {
      for (const part of parts) if (part.holds(c) === null) part.ask(c, into)
    },
    remarks: remarksOf(parts, holds),
    paths: pathsOf(parts),
    conjuncts: parts.flatMap((part) => part.conjuncts),
  }
  return test
}

function compileAny(parts: readonly Test[]): Test {
  const holds: Test['holds'] = (c) => {
    let any: boolean | null = false
    for (const part of parts) {
      const truth = part.holds(c)
      if (truth === true) return true
      if (truth === null) any = null
    }
    return any
  }
  const test: Test = {
    holds,
    explain: (c, into) => {
      const any = holds(c)
      for (const part of parts) if (part.holds(c) === any) part.explain(c, into)
      return any
    },
    ask: (c, into) => {
      for (const part of parts) if (part.holds(c) === null) part.ask(c, into)
    },
    remarks: remarksOf(parts, holds),
    paths: pathsOf(parts),
    conjuncts: [],
  }
  return { ...test, conjuncts: [test] }
}

/** What stands behind those parts that come out as the whole does. */
function remarksOf(parts: readonly Test[], holds: Test['holds']): Test['remarks'] {
  const talking = parts.filter(({ remarks }) => remarks)
  if (talking.length === 0) return undefined
  return (c) => {
    const truth = holds(c)
    return talking.flatMap((part) => (part.holds(c) === truth ? (part.remarks?.(c) ?? []) : []))
  }
}

function compileNot(part: Test): Test {
  const test: Test = {
    ...part,
    holds: (c) => not(part.holds(c)),
    explain: (c, into) => {
      const inner: Because[] = []
      const holds = not(part.explain(c, inner))
      for (const one of inner) into.push({ ...one, holds: not(one.holds), says: `Not so: ${one.says}` })
      return holds
    },
    conjuncts: [],
    of: undefined,
  }
  return { ...test, conjuncts: [test] }
}

const pathsOf = (parts: readonly Test[]) => [...new Set(parts.flatMap(({ paths }) => paths))]

const same = (a: readonly Remark[], b: readonly Remark[]) => a.length === b.length && a.every((one, i) => one === b[i])

/** A line for unknown, one for false, one for true. */
type Answers = readonly [Because, Because, Because]

/** The line of a test. Where nothing stands behind the result, its three answers are made once and shared. */
function lineOf(test: Test, says: string, scope: Scope): (c: Circumstances) => Because {
  const readsTo = test.paths.includes('to')
  let usual: Answers | undefined
  const made = new Map<string, Answers>()
  const remarked = new WeakMap<Remark, { remarks: readonly Remark[]; toFact: string | undefined; line: Because }>()
  const asIs = (holds: Truth, c: Circumstances, remarks: readonly Remark[]) =>
    makeLine(test, holds, says, scope, c, remarks)
  return (c) => {
    const holds = test.holds(c)
    const remarks = test.remarks?.(c)
    const first = remarks?.[0]
    if (remarks && first) {
      const known = remarked.get(first)
      if (known && known.line.holds === holds && known.toFact === c.toFact && same(known.remarks, remarks))
        return known.line
      const line = asIs(holds, c, remarks)
      if (first.shared) remarked.set(first, { remarks, toFact: c.toFact, line })
      return line
    }
    const toFact = readsTo ? c.toFact : undefined
    let three = toFact === undefined ? usual : made.get(toFact)
    if (!three) {
      three = [asIs(null, c, []), asIs(false, c, []), asIs(true, c, [])]
      if (toFact === undefined) usual = three
      else made.set(toFact, three)
    }
    return holds === null ? three[0] : holds ? three[2] : three[1]
  }
}

function makeLine(
  { paths }: Test,
  holds: Truth,
  says: string,
  scope: Scope,
  c: Circumstances,
  remarks: readonly Remark[],
): Because {
  const said = [says, ...new Set(remarks.map((remark) => remark.says).filter(Boolean))]
  const cited = [scope.cite, ...new Set(remarks.map(({ cite }) => cite).filter((cite) => cite !== undefined))]
  const confidence = remarks.reduce((least, remark) => weaker(least, remark.confidence ?? 'text'), scope.confidence)
  return {
    holds,
    says: said.join(addition),
    cite: cited.join('; '),
    facts: [...new Set(paths.map((path) => factBehind(path, c)))],
    ...(confidence === 'text' ? {} : { confidence }),
    ...(scope.settled ? {} : { settled: false as const }),
  }
}

export function weaker(a: Confidence, b: Confidence): Confidence {
  if (a === b || b === 'text') return a
  return a === 'unconfirmed' ? a : b
}

/** A leaf that nobody has put into words yet, as a plain sentence. */
function inWords(leaf: Leaf): string {
  const [operator = 'known'] = operatorsOf(leaf)
  const value = leaf[operator]
  return `${leaf.fact} ${operator.replaceAll('_', ' ')} ${Array.isArray(value) ? value.join(', ') : String(value)}`
}
