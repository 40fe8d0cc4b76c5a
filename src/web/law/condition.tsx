import type { Child } from 'hono/jsx'
import type { Condition } from '../../law/index.ts'
import { factLabel, valueInWords } from '../interview/words.ts'
import { urls } from '../urls.ts'
import { Cite, type Reading, RuleLink } from './reading.tsx'

interface Props {
  condition: Condition
  /** The rule it belongs to, for its citations. */
  rule: string
  reading: Reading
  /** How many named conditions it stands inside. */
  depth?: number
}

/** So deep a named condition shows at once what it means. */
const UNFOLDED = 2

/** A condition as statutes are written: sentences, lettered where they are several, and what joins them. */
export function ConditionText(props: Props) {
  const { joint, parts } = partsOf(props.condition, props.reading)
  if (props.condition.says !== undefined || parts.length === 0)
    return (
      <div class="condition">
        <Line {...props} />
      </div>
    )
  return (
    <div class="condition">
      <p class="joint">{joint}</p>
      <Parts {...props} />
    </div>
  )
}

function Parts({ condition, rule, reading, depth }: Props) {
  const { parts, between } = partsOf(condition, reading)
  return (
    <ol>
      {parts.map((part, i) => (
        <li>
          <Line condition={part} rule={rule} reading={reading} depth={depth} />
          {between && i < parts.length - 1 && <p class="between">{between}</p>}
        </li>
      ))}
    </ol>
  )
}

/** One requirement: its sentence and article, then what it consists of or what is tested. */
function Line(props: Props) {
  const { condition, rule, reading, depth = 0 } = props
  const { says, cite } = condition
  const { joint, parts } = partsOf(condition, reading)
  return (
    <>
      {says && (
        <p>
          {reading.reader.law(says)} {cite && <Cite cite={cite} rule={rule} reading={reading} sure={condition} />}
        </p>
      )}
      {parts.length > 0 && (
        <>
          <p class={says ? 'test' : 'joint'}>{joint}</p>
          <Parts {...props} />
        </>
      )}
      {'term' in condition && <Term condition={condition} reading={reading} depth={depth} />}
      {'fact' in condition && <p class={says ? 'test' : ''}>{testInWords(condition, reading)}</p>}
    </>
  )
}

function partsOf(
  condition: Condition,
  { reader }: Reading,
): { joint: string; parts: readonly Condition[]; between?: string } {
  const { law: t } = reader.t
  if ('all' in condition) return { joint: t.all, parts: condition.all, between: t.and }
  if ('any' in condition) return { joint: t.any, parts: condition.any, between: t.or }
  if ('not' in condition) return { joint: t.not, parts: [condition.not] }
  return { joint: '', parts: [] }
}

/** A named condition: its name, and inside what it means. */
function Term({
  condition,
  reading,
  depth,
}: {
  condition: Extract<Condition, { term: string }>
  reading: Reading
  depth: number
}) {
  const term = reading.edition.find('term', condition.term)
  if (!term) return null
  const { reader } = reading
  const title = reader.law(term.title)
  // Where it stands without a sentence of its own, its meaning is the requirement.
  const alone = condition.says === undefined
  return (
    <details class="fold prints" open={alone && depth < UNFOLDED}>
      <summary>{alone ? <strong>{title}</strong> : reader.t.law.defined(title)}</summary>
      <ConditionText condition={term.when} rule={term.rule} reading={reading} depth={depth + 1} />
      <p class="small no-print">
        <a href={reading.href(urls.rule(term.rule))}>
          {reader.t.routes.readRule}
          <span class="hidden-text">: {title}</span>
        </a>
      </p>
    </details>
  )
}

const operators = [
  'is', 'is_not', 'in', 'not_in', 'at_least', 'at_most', 'more_than', 'less_than', 'includes', 'includes_any', 'includes_fact', 'same_as',
  'differs_from', 'party_to', 'not_party_to', 'some_party_to', 'network',
] as const // biome-ignore format: one line of words

function testInWords(leaf: Extract<Condition, { fact: string }>, reading: Reading): Child {
  const { reader, edition } = reading
  const { test } = reader.t.law
  const label = factLabel(leaf.fact, reader)
  if (leaf.known !== undefined) return `${label} ${leaf.known ? test.known : test.notKnown}`
  const operator = operators.find((one) => leaf[one] !== undefined)
  if (!operator) return label
  const value = leaf[operator]
  if (/party_to$|^network$/.test(operator)) {
    const rule = edition.rules.get(String(value))
    return (
      <>
        {label} {test[operator]} {rule ? <RuleLink id={rule.rule} reading={reading} /> : String(value)}
      </>
    )
  }
  if (/fact$|^same_as$|^differs_from$/.test(operator))
    return `${label} ${test[operator]} ${factLabel(String(value), reader)}`
  const values = [value].flat().map((one) => valueShown(leaf.fact, one, reading))
  return (
    <>
      {label} {test[operator]}
      {Array.isArray(value) ? test.colon : ' '}
      {values.map((one, i) => [i > 0 && test.separator, one])}
    </>
  )
}

/** A value in words; a class of data leads to what it means. */
function valueShown(fact: string, value: unknown, reading: Reading): Child {
  const found =
    fact === 'data.class' &&
    [...reading.edition.rules.values()].find((rule) => rule.kind === 'class' && rule.id === value)
  return found ? <RuleLink id={found.rule} reading={reading} /> : (valueInWords(fact, value, reading.reader) ?? '')
}
