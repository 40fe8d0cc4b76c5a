export {
  assessCustody,
  type CustodyAssessment,
  type CustodyFinding,
  forumOf,
  forumsOf,
} from './admissibility/assess.ts'
export { type CustodyFacts, waysObtained } from './admissibility/custody-facts.ts'
export { type AnalyseOptions, analyse } from './analysis/analyse.ts'
export {
  type Analysis,
  type Because,
  type ClockFinding,
  type Conflict,
  type GateFinding,
  type GateStatus,
  type ItemFinding,
  type Question,
  type ReachFinding,
  type Resolution,
  type RouteFinding,
  type RouteStatus,
  routeStatuses,
  type StepFinding,
  type Threat,
  type Warning,
} from './analysis/analysis.ts'
export { conflictBetween } from './analysis/conflicts.ts'
export { type Live, liveAnswers, type Remember } from './analysis/live.ts'
export { instrumentOf } from './analysis/routes.ts'
export { type Between, between, type Direction, type Measure } from './browsing/between.ts'
export { type Bond, bondsOf, bondsTo, type SharedBond } from './browsing/bonds.ts'
export { citedAlone, citedIn, isInsideInstrument } from './browsing/cited.ts'
export { type CaseChange, diffLaw, type LawDiff, type RuleChange } from './browsing/diff.ts'
export { type FieldChange, type LawEvent, lawEvents, versionsOf } from './browsing/history.ts'
export { type FoundInLaw, searchLaw } from './browsing/search.ts'
export type { Case } from './cases/case.ts'
export { casesOf } from './cases/cases-of-rule.ts'
export { runCase } from './cases/run-case.ts'
export { type CheckReport, type Complaint, checkLaw, complaintsOf, unreachableBy } from './check.ts'
export { type Calendar, calendarOf } from './clocks/calendar.ts'
export { type Due, due } from './clocks/clocks.ts'
export { type Counting, countPeriod, type Limit } from './clocks/period.ts'
export type { Stop } from './clocks/suspension.ts'
export { compile, type LawBase, overlay } from './compile.ts'
export type { Circumstances } from './conditions/circumstances.ts'
export type { Test, Truth } from './conditions/test.ts'
export { readYaml } from './data/document.ts'
export {
  authorities,
  categories,
  type DataCategory,
  type DataItem,
  type Facts,
  factsSchema,
  parseFacts,
} from './data/facts.ts'
export {
  type Counted,
  counted,
  type Lane,
  lanes,
  type Mapping,
  mappingSchema,
  meanings,
  publishedPeriod,
} from './data/layout.ts'
export { isBound, type Standing } from './data/parties.ts'
export {
  type Act,
  acts,
  type Channel,
  type Condition,
  capacities,
  type Kind,
  kinds,
  type MeasureKind,
  measures,
  promises,
  purposes,
  type Rule,
  retentionStarts,
  rulings,
  type Seat,
  type Step,
  seats,
  type Way,
} from './data/rule.ts'
export type { Edition } from './edition.ts'
export type { Inventory } from './grading/inventory.ts'
export { type FieldProposal, type GradingProposal, inventoryFor, proposeGrading } from './grading/propose.ts'
export { adoptRules, withOwnRules } from './own-rules.ts'
export { type Graded, isClass, isLowered, levelIn } from './release/classes.ts'
export { decideRelease, type ItemDecision, peopleIn, type ReleaseDecision } from './release/decide.ts'
export { factOfField } from './release/facts-of-release.ts'
export {
  accessTo,
  type Handling,
  handlingOf,
  isEnforced,
  type Places,
  type Said,
  whyNotKept,
  whyNotSent,
} from './release/handling.ts'
export type { ReleaseLine } from './release/house.ts'
export { type Narrowing, narrow, narrowings } from './release/narrow.ts'
export { type GateOpening, isOfState, opensGate, organsThatOpen } from './release/opening.ts'
export { gradeSchema, parseRelease, type Release, releaseSchema } from './release/release.ts'
export { type Remedy, remediesFor, remedyOf } from './remedies.ts'
export { endOfRetention, type RetentionFinding, retentionFor } from './retention.ts'
export { type Supposed, supposing } from './supposing.ts'
