import { analyse, type LawBase } from '../../law/index.ts'
import { type CheckFound, openGroundsFor, type Timeline } from '../../requests/index.ts'

/** One line of what is looked at in a file; `holds` is undefined where the record does not say. */
export interface ChecklistLine {
  /** Stable for one file: what an answer is given to. */
  readonly id: string
  readonly asks: 'legality' | 'reasonableness'
  readonly of: 'condition' | 'approval' | 'clock' | 'ground' | 'check'
  /** A text of the law base. */
  readonly says: string
  readonly cite: string
  readonly holds: boolean | undefined
  /** What in the record decides it. */
  readonly rests: string
}

const deciding: readonly string[] = ['approve', 'validate', 'decide', 'examine']

/**
 * What the law of the route asks of a request, held against what the record of the overseen says: its conditions, approvals, periods and grounds for
 * legality, what has to be stated for reasonableness; each with its citation. A missing fact is no "no".
 */
export function checklistOf(law: LawBase, file: Timeline, checks: readonly CheckFound[], today: string): ChecklistLine[] {
  return [...conditions(law, file, today), ...approvals(file), ...periods(file), ...grounds(law, file), ...stated(checks)]
} // biome-ignore format: short

function conditions(law: LawBase, { request }: Timeline, today: string): ChecklistLine[] {
  if (Object.keys(request.facts).length === 0) return []
  const { routes } = analyse(law, { ...request.facts, on: request.law.on as never }, { today })
  const route = routes.find(({ rule, to }) => rule === request.rule && (!request.to || !to || to === request.to))
  return (route?.because ?? []).map(({ says, cite, holds, facts }, i) => ({
    id: `condition.${i}`,
    asks: 'legality' as const,
    of: 'condition' as const,
    says,
    cite,
    holds: holds ?? undefined,
    rests: facts.map((fact) => `${fact}: ${valueAt(request.facts, fact)}`).join('; '),
  }))
}

function valueAt(facts: unknown, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined), facts) // biome-ignore format: a row
  return value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Nothing leaves before it was decided on: where it left and the approval came later or never, that is a no. */
function approvals({ request, steps, decisions }: Timeline): ChecklistLine[] {
  return steps
    .filter(({ does, is }) => deciding.includes(does) && is !== 'skipped')
    .map(({ id, title, cite, is }) => {
      const given = decisions.findLast(({ step, outcome, void: isVoid }) => step === id && outcome === 'done' && !isVoid)
      const inTime = given && (request.leftAt === undefined || given.at <= request.leftAt)
      return {
        id: `approval.${id}`,
        asks: 'legality' as const,
        of: 'approval' as const,
        says: title,
        cite,
        holds: given ? inTime : is === 'refused' || (request.leftAt !== undefined && request.direction === 'outgoing') ? false : undefined,
        rests: [given ? `${given.name}, ${given.at}` : '–', request.leftAt ? `→ ${request.leftAt}` : ''].join(' '),
      }
    })
} // biome-ignore format: short

function periods({ request, clocks }: Timeline): ChecklistLine[] {
  return clocks
    .filter(({ bearer, due }) => bearer === request.org && due !== undefined)
    .map(({ id, title, cite, due = '', stoppedAt, overdue }) => ({
      id: `clock.${id}`,
      asks: 'legality' as const,
      of: 'clock' as const,
      says: title,
      cite,
      holds: stoppedAt === undefined ? (overdue ? false : undefined) : stoppedAt <= due,
      rests: `${due}${stoppedAt ? `; ${stoppedAt}` : ''}`,
    }))
}

/** A ground that was raised against it speaks against it; one that nobody raised is for a person to weigh. */
function grounds(law: LawBase, { request, decisions }: Timeline): ChecklistLine[] {
  const raised = new Map(
    decisions
      .filter(({ outcome, void: isVoid }) => (outcome === 'refused' || outcome === 'objected') && !isVoid)
      .flatMap((one) => one.rules.map((rule) => [rule, one] as const)),
  )
  return (['provider', 'central', 'court'] as const)
    .flatMap((seat) => openGroundsFor(law, request, seat))
    .map(({ rule, title, cites }) => {
      const by = raised.get(rule)
      return {
        id: `ground.${rule}`,
        asks: 'legality' as const,
        of: 'ground' as const,
        says: title,
        cite: cites[0]?.cite ?? '',
        holds: by ? false : undefined,
        rests: by ? `${by.name}, ${by.at}` : '–',
      }
    })
}

function stated(checks: readonly CheckFound[]): ChecklistLine[] {
  return checks.map(({ rule, item, title, cite, passed, reason, effect }) => ({
    id: `check.${rule}${item === undefined ? '' : `.${item}`}`,
    asks: 'reasonableness' as const,
    of: 'check' as const,
    says: title,
    cite,
    // What only weighs, or has a reason that lets it go, a person decides on.
    holds: passed ? true : reason !== undefined || effect === 'weight' ? undefined : false,
    rests: [item, reason].filter(Boolean).join(': ') || '–',
  }))
}
