import { styleText } from 'node:util'
import { countryName } from '../base/countries.ts'
import type { Analysis, Because, Conflict, LawBase, RouteFinding, Threat } from '../law/index.ts'

const marks = { open: 'green', approval: 'yellow', conflict: 'red', unknown: 'cyan', closed: 'gray' } as const

/** An analysis for a reader at a terminal: what is open first, each line with its article. */
export function printAnalysis(
  law: LawBase,
  { on, items, routes, gates, conflicts, questions, warnings, law: { digest } }: Analysis,
): void {
  console.log(`The law of ${on} (${digest.slice(0, 19)}…)\n`)
  for (const { data, status, best } of items) {
    console.log(
      `${data}: ${styleText(marks[status], status)}${best ? `, best by ${law.rules.get(best)?.title ?? best}` : ''}`,
    )
  }
  for (const found of routes) printRoute(found)
  for (const { title, state, status, cite, data } of gates.filter((gate) => gate.status !== 'not-engaged')) {
    console.log(`\nBar of ${countryName(state, 'en')}: ${title} — ${status} [${cite}]${of(data)}`)
  }
  for (const conflict of conflicts) printConflict(conflict)
  if (questions.length > 0) console.log('\nStill to be asked, the most telling first:')
  for (const { fact, text, why } of questions) console.log(`  ${text}  (${fact})${why ? `\n      ${why}` : ''}`)
  if (warnings.length > 0) console.log('\nBefore relying on this:')
  for (const { says, cite } of warnings) console.log(`  ! ${says} [${cite}]`)
}

function printConflict({ demands, by, forbids, of: state, threats, resolutions }: Conflict): void {
  console.log(`\n${styleText('red', 'Conflict')}: ${by} demands (${demands}), ${state} forbids (${forbids}).`)
  for (const [who, penalties] of Object.entries(threats)) {
    for (const { title, fine, other, cite } of penalties) {
      const sum = [fine && inFigures(fine), other].filter(Boolean).join('; ')
      console.log(`  ${who} threatens: ${title}${sum ? `: ${sum}` : ''} [${cite}]`)
    }
  }
  console.log('  Ways out:')
  for (const { what, cite, before, clocks = [], weighs = [] } of resolutions) {
    const who = before ? `, before ${before.authority ?? `a ${before.seat}`} (${before.state})` : ''
    console.log(`  - ${what}${who} [${cite}]`)
    for (const clock of clocks)
      console.log(`      ⏱ ${clock.title}: ${clock.length} from ${clock.from} [${clock.cite}]`)
    for (const factor of weighs) console.log(`      weighed: ${factor.what} [${factor.cite}]`)
  }
}

/** 'CNY 50,000 to 500,000; 5 % of turnover'. */
function inFigures({ currency, from, to, turnover_percent, times_loss, per_day }: NonNullable<Threat['fine']>): string {
  const figure = (n: number) => n.toLocaleString('en')
  const range = from !== undefined && to !== undefined ? `${figure(from)} to ${figure(to)}` : undefined
  const sum =
    range ?? (to !== undefined ? `up to ${figure(to)}` : from !== undefined ? `from ${figure(from)}` : undefined)
  return [
    ...(sum ? [`${currency} ${sum}${per_day ? ' a day' : ''}`] : []),
    ...(turnover_percent === undefined ? [] : [`up to ${turnover_percent} % of turnover`]),
    ...(times_loss === undefined ? [] : [`up to ${times_loss} times the loss`]),
  ].join('; ')
}

const of = (data: readonly string[]) => (data.length > 0 ? ` for ${data.join(', ')}` : '')

function printRoute({ rule, title, to, data, status, because, needs, steps, clocks }: RouteFinding): void {
  const where = to ? `, to ${countryName(to, 'en')}` : ''
  console.log(`\n${styleText(marks[status], status.toUpperCase())}  ${title}${where}${of(data)}  (${rule})`)
  const known = status === 'open' || status === 'approval' || status === 'conflict'
  for (const line of because)
    if (known || line.holds !== true) console.log(`  ${sign(line)} ${line.says} [${line.cite}]`)
  for (const { what, actor, cite, met } of needs)
    console.log(`  ${met ? '✓' : '→'} ${met ? 'done' : 'needed'} (${actor}): ${what} [${cite}]`)
  // What must be done is worth a line where the route can be taken.
  if (!known) return
  for (const { id, title: does, state, authority, seat } of steps)
    console.log(`    ${id}: ${does} (${state}, ${authority ?? seat})`)
  for (const { title: clock, length, from, cite } of clocks)
    console.log(`    ⏱ ${clock}: ${length} from ${from} [${cite}]`)
}

const sign = ({ holds }: Because) => (holds === null ? '?' : holds ? '✓' : '✗')
