import type { Because } from '../analysis/analysis.ts'
import type { LawBase } from '../compile.ts'
import { weaker } from '../conditions/conditions.ts'
import type { Facts } from '../data/facts.ts'
import type { Confidence, CureAct, Rule } from '../data/rule.ts'
import type { Edition } from '../edition.ts'
import type { CustodyFacts } from './custody-facts.ts'

/** How a fault of the record is made good, by whom. */
export interface Cure {
  readonly act: CureAct
  readonly says: string
  readonly role: string
  readonly cite: string
}

/** What one item of the checklist comes to before the courts of one forum. */
export interface CustodyFinding {
  readonly rule: string
  /** `ADM-15`. */
  readonly id: string
  readonly title: string
  readonly cite: string
  readonly confidence: Confidence
  readonly settled: boolean
  /**
   * `holds`: the record shows it. `explained`: it does not, and whoever may has explained that on record, which is a cure here.
   * `missing`: the record shows that it is not so. `unknown`: the record does not say; a question.
   */
  readonly status: 'holds' | 'explained' | 'missing' | 'unknown'
  /** What a fault comes to: the evidence is out, it can be cured, or it has to be explained and counts for less. */
  readonly effect: Rule<'check'>['effect']
  readonly lines: readonly Pick<Because, 'holds' | 'says'>[]
  readonly cures: readonly Cure[]
}

/** What a record comes to before the courts of one forum, item by item in the order of the checklist. */
export interface CustodyAssessment {
  readonly forum: string
  readonly on: string
  readonly findings: readonly CustodyFinding[]
  /** The worst of what is missing; `questions` where nothing is, and not everything is known. */
  readonly comesTo: 'sound' | 'questions' | 'weight' | 'curable' | 'bar'
}

/** The forums whose courts the checklist speaks of, in its order. */
export function forumsOf(law: LawBase, on: string): string[] {
  return [...new Set(checksOf(law.at(on)).flatMap(({ forums }) => forums.map(({ state }) => state)))]
}

/** Under whose rules the courts of a state judge: its own, where the checklist has them, else the Union's for a member. */
export function forumOf(law: LawBase, state: string, on: string): string | undefined {
  const forums = forumsOf(law, on)
  if (forums.includes(state)) return state
  return law.at(on).isMember(state, on) && forums.includes('EU') ? 'EU' : undefined
}

/**
 * Tries the custody record of one piece on every item that the courts of a forum ask for. Three-valued: what the record does
 * not say is a question. `explained` are the items (`ADM-08`) whose faults are explained on record.
 */
export function assessCustody(
  law: LawBase,
  facts: CustodyFacts,
  { forum, on, explained = [] }: { forum: string; on: string; explained?: readonly string[] },
): CustodyAssessment {
  const edition = law.at(on)
  const findings = checksOf(edition).flatMap((check) => find(edition, check, facts, forum, on, explained))
  return { forum, on, findings, comesTo: worst(findings) }
}

const checksOf = ({ rules }: Edition): Rule<'check'>[] =>
  [...rules.values()]
    .filter(
      (rule): rule is Rule<'check'> => rule.kind === 'check' && rule.of === 'evidence' && rule.shows !== undefined,
    )
    .sort((a, b) => a.id.localeCompare(b.id))

function find(
  edition: Edition,
  check: Rule<'check'>,
  facts: CustodyFacts,
  forum: string,
  on: string,
  explained: readonly string[],
): CustodyFinding[] {
  const asked = check.forums.find(({ state }) => state === forum)
  const shows = asked?.shows ?? check.shows
  if (!asked || !shows) return []
  // A record has facts of its own; conditions read them by their path, as they read the facts of a case.
  const circumstances = { facts: facts as unknown as Facts, on }
  const applies = [check.when, asked.when].map(
    (when) => when === undefined || edition.compile(when, check).holds(circumstances) !== false,
  )
  if (applies.includes(false)) return []
  const because: Because[] = []
  const holds = edition.compile(shows, check).explain(circumstances, because)
  const cures = (asked.cures ?? check.cures).map((cure) => ({ ...cure, cite: cure.cite ?? asked.cite }))
  const canExplain = cures.some(({ act }) => act === 'explanation')
  const status =
    holds === true
      ? 'holds'
      : canExplain && explained.includes(check.id)
        ? 'explained'
        : holds === false
          ? 'missing'
          : 'unknown'
  return [
    {
      rule: check.rule,
      id: check.id,
      title: check.title,
      cite: asked.cite,
      confidence: weaker(check.confidence, asked.confidence ?? 'text'),
      settled: check.settled,
      status,
      effect: asked.effect ?? check.effect,
      lines: because.map(({ holds: is, says }) => ({ holds: is, says })),
      cures: status === 'holds' ? [] : cures,
    },
  ]
}

function worst(findings: readonly CustodyFinding[]): CustodyAssessment['comesTo'] {
  const missing = new Set(findings.filter(({ status }) => status === 'missing').map(({ effect }) => effect))
  const [found] = (['bar', 'curable', 'weight'] as const).filter((effect) => missing.has(effect))
  return found ?? (findings.some(({ status }) => status === 'unknown') ? 'questions' : 'sound')
}
