export { type AnalyseOptions, analyse } from './analyse.ts'
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
} from './analysis.ts'
export { type Between, between, type Direction, type Measure } from './between.ts'
export { type Bond, bondsOf, bondsTo, type SharedBond } from './bonds.ts'
export { type Calendar, calendarOf } from './calendar.ts'
export type { Case } from './case.ts'
export { casesOf } from './cases-of-rule.ts'
export { type CheckReport, type Complaint, checkLaw } from './check.ts'
export type { Circumstances } from './circumstances.ts'
export { type Due, due } from './clocks.ts'
export { compile, type LawBase, overlay } from './compile.ts'
export { type CaseChange, diffLaw, type LawDiff, type RuleChange } from './diff.ts'
export { readYaml } from './document.ts'
export type { Edition } from './edition.ts'
export {
  authorities,
  categories,
  type DataCategory,
  type DataItem,
  type Facts,
  factsSchema,
  parseFacts,
} from './facts.ts'
export type { Inventory } from './grading/inventory.ts'
export { type GradingProposal, inventoryFor, proposeGrading } from './grading/propose.ts'
export { type FieldChange, type LawEvent, lawEvents, versionsOf } from './history.ts'
export type { Standing } from './parties.ts'
export { type Counting, countPeriod, type Limit } from './period.ts'
export { decideRelease, type ItemDecision, type ReleaseDecision, type ReleaseLine } from './release/decide.ts'
export { parseRelease, type Release, releaseSchema } from './release/release.ts'
export {
  type Act,
  acts,
  type Channel,
  type Condition,
  type Kind,
  kinds,
  type MeasureKind,
  measures,
  promises,
  purposes,
  type Rule,
  rulings,
  type Seat,
  type Step,
  seats,
} from './rule.ts'
export { runCase } from './run-case.ts'
export { type FoundInLaw, searchLaw } from './search.ts'
export { type Supposed, supposing } from './supposing.ts'
export type { Stop } from './suspension.ts'
export type { Test, Truth } from './test.ts'
