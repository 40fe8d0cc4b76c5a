import type { Condition, LawBase } from '../../law/index.ts'
import { factLabel, valueInWords } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { urls } from '../urls.ts'
import { marksOf } from './marks.ts'
import { sourceOf } from './sources.ts'

interface Props {
  condition: Condition
  law: LawBase
  reader: Reader
  /** The rule it belongs to, for its citations. */
  rule: string
}

/** A condition as a tree a lawyer can read: sentences, what joins them, and the test behind each. */
export function ConditionTree(props: Props) {
  return (
    <ul class="condition">
      <Node {...props} />
    </ul>
  )
}

function Node({ condition, law, reader, rule }: Props) {
  const { law: t } = reader.t
  const children =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : []
  const joint = 'all' in condition ? t.all : 'any' in condition ? t.any : 'not' in condition ? t.not : undefined
  return (
    <li>
      {condition.says && (
        <p>
          {reader.law(condition.says)}{' '}
          {condition.cite && (
            <Citation source={sourceOf(law, rule, condition.cite, reader)} marks={marksOf(condition, reader)} />
          )}
        </p>
      )}
      {joint && <p class={condition.says ? 'test' : 'joint'}>{joint}:</p>}
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Node condition={child} law={law} reader={reader} rule={rule} />
          ))}
        </ul>
      )}
      {'term' in condition && <Term condition={condition} law={law} reader={reader} />}
      {'fact' in condition && <p class={condition.says ? 'test' : ''}>{testInWords(condition, law, reader)}</p>}
    </li>
  )
}

/** A named condition: its name, and inside what it means. */
function Term({
  condition,
  law,
  reader,
}: {
  condition: Extract<Condition, { term: string }>
  law: LawBase
  reader: Reader
}) {
  const term = law.rules.get(condition.term)
  if (term?.kind !== 'term') return null
  return (
    <details class="fold">
      <summary>{reader.law(term.title)}</summary>
      <ConditionTree condition={term.when} law={law} reader={reader} rule={term.rule} />
      <p class="small">
        <a href={urls.rule(term.rule)}>{reader.t.routes.readRule}</a>
      </p>
    </details>
  )
}

const operators = [
  'is', 'is_not', 'in', 'not_in', 'at_least', 'at_most', 'more_than', 'less_than', 'includes', 'includes_any', 'includes_fact', 'same_as',
  'differs_from', 'party_to', 'not_party_to', 'some_party_to', 'network',
] as const // biome-ignore format: one line of words

function testInWords(leaf: Extract<Condition, { fact: string }>, law: LawBase, reader: Reader): string {
  const { test } = reader.t.law
  const label = factLabel(leaf.fact, reader)
  if (leaf.known !== undefined) return `${label}: ${leaf.known ? test.known : test.notKnown}`
  const operator = operators.find((one) => leaf[one] !== undefined)
  if (!operator) return label
  const value = leaf[operator]
  const said = /fact$|^same_as$|^differs_from$/.test(operator)
    ? factLabel(String(value), reader)
    : /party_to$|^network$/.test(operator)
      ? nameOf(law, String(value), reader)
      : (valueInWords(leaf.fact, value, reader) ?? '')
  return `${label} ${test[operator]} ${said}` // biome-ignore format: a small table
}

function nameOf(law: LawBase, id: string, reader: Reader): string {
  const rule = law.rules.get(id)
  return rule ? reader.law(rule.kind === 'instrument' ? rule.short : rule.title) : id
}
