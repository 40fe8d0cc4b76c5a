import { styleText } from 'node:util'
import { countryName } from '../base/countries.ts'
import type { Analysis, Because, LawBase, RouteFinding } from '../law/index.ts'

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
  for (const { demands, by, forbids, of: state, resolutions } of conflicts) {
    console.log(
      `\n${styleText('red', 'Conflict')}: ${by} demands (${demands}), ${state} forbids (${forbids}). Ways out:`,
    )
    for (const { what, cite } of resolutions) console.log(`  - ${what} [${cite}]`)
  }
  if (questions.length > 0) console.log('\nStill to be asked, the most telling first:')
  for (const { fact, text, why } of questions) console.log(`  ${text}  (${fact})${why ? `\n      ${why}` : ''}`)
  if (warnings.length > 0) console.log('\nBefore relying on this:')
  for (const { says, cite } of warnings) console.log(`  ! ${says} [${cite}]`)
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
