import type { Check } from './check.ts'
import { calendars, counting } from './clocks.ts'
import { force, fresh } from './dates.ts'
import { entry } from './entry.ts'
import { facts, questions } from './facts.ts'
import { lines } from './lines.ts'
import { listed } from './listed.ts'
import { orphans } from './orphans.ts'
import { overlaps } from './overlaps.ts'
import { belongs, named, parties, references } from './references.ts'
import { steps } from './steps.ts'
import { unreachable } from './unreachable.ts'

export const checks: readonly Check[] = [
  belongs,
  named,
  references,
  parties,
  force,
  listed,
  entry,
  fresh,
  facts,
  questions,
  lines,
  steps,
  counting,
  calendars,
  overlaps,
  unreachable,
  orphans,
]
