import type { Rule } from '../data/rule.ts'
import type { Force } from '../edition.ts'
import type { Because } from './analysis.ts'

/** Failing lines first, then unknown ones, then those that hold. */
export function sorted(lines: readonly Because[]): Because[] {
  const inOrder: Because[] = []
  for (const line of lines) if (line.holds === false) inOrder.push(line)
  for (const line of lines) if (line.holds === null) inOrder.push(line)
  for (const line of lines) if (line.holds === true) inOrder.push(line)
  return inOrder
}

/** A rule that is not the law of that day: not yet, or no longer. */
export function forceLine(rule: Rule, { from, to, pending }: Force, on: string): Because {
  const says = pending
    ? 'This is not in force yet'
    : from !== undefined && on < from
      ? `This applies only from ${from}`
      : `This has not applied since ${to}`
  return { holds: false, says, cite: rule.cites[0]?.cite ?? '', facts: ['on'] }
}
