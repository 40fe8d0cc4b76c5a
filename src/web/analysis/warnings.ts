import type { Analysis, LawBase, RouteFinding, Warning } from '../../law/index.ts'

/** What the engine adds of a rule or a line stands after this: 'Not confirmed in any source — The holder is a bank'. */
const ADDITION = ' — '

/**
 * The warnings a route has to say for itself. That a rule or one of its lines is not confirmed or is disputed stands
 * as a mark beside it, and is not said twice.
 */
export function ownWarnings({
  warnings,
  because,
  title,
}: Pick<RouteFinding, 'warnings' | 'because' | 'title'>): Warning[] {
  const marked = new Set([title, ...because.map(({ says }) => says)])
  return warnings.filter(({ says }) => !marked.has(says.slice(says.indexOf(ADDITION) + ADDITION.length)))
}

/** The warnings of the analysis as a whole: those that neither a route nor a bar on the page says itself. */
export function commonWarnings({ warnings, routes, gates }: Analysis, law: LawBase): Warning[] {
  const said = new Set(routes.flatMap((route) => route.warnings.map(({ says }) => says)))
  const titles = new Set(gates.flatMap(({ rule, title }) => [title, law.rules.get(rule)?.note ?? title]))
  return warnings.filter(
    ({ says }) => !said.has(says) && !titles.has(says.slice(says.indexOf(ADDITION) + ADDITION.length)),
  )
}
