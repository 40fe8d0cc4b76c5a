export { type Brief, printBrief } from './brief/brief.ts'
export { briefOfRun } from './brief/of-run.ts'
export { askedBy, heldIn, isOf, type Model, type ModelName, modelOf, modelsFor } from './models/models.ts'
export { byDaysSaved, type Candidate, nextAgreements, type Search } from './next-agreement.ts'
export { type Share, shareOf, shares, type Turn, turnOf, turns } from './places.ts'
export { type Proposal, readProposal } from './proposal.ts'
export { digestOfLines, inParts, pairsOfStates, partsOfFile } from './records/lines.ts'
export { parts, type Register, registerOf } from './register.ts'
export { type Cell, type Change, changeIn, changes, Sum, type Tally } from './running/cells.ts'
export { type Outcome, safeguards } from './running/outcome.ts'
export { digestOf, type Result, resultOf } from './running/result.ts'
export { openThreads, type Part, serveThread, type Threads, tallyAll } from './running/threads.ts'
export {
  type Bench,
  cancelRun,
  carryRuns,
  expectedOfRun,
  keepProposal,
  proposalOf,
  proposalsOf,
  resultOfRun,
  runOf,
  runsOf,
  startRun,
} from './runs.ts'
export type { RecordKind, Run, Written } from './store.ts'
export { cancelStudy, carryStudies, findingsOf, startStudy, studiesOf, studyOf } from './studies/studies.ts'
export type { Blocking, Findings, Progress, Study } from './studies/study.ts'
export { chance } from './times/chance.ts'
export {
  authoritiesIn,
  type Capacity,
  type CapacityWait,
  type ExpectedDays,
  expectedDays,
  type Known,
  type RouteDays,
  type Wait,
  waitUnder,
} from './times/expected.ts'
export type { QueueRun, Spread } from './times/queue.ts'
export { readStages, timesOfStages, waitAt } from './times/stages.ts'
export { type Change as TrialChange, type Standing, type Trial, type TrialReport, tryProposal } from './trial.ts'
export {
  behind,
  byDays,
  byPlace,
  byStatus,
  type Counting,
  conflictsIn,
  csvOfResult,
  csvOfSearch,
  dayRanges,
  flowIn,
  type PlaceRow,
  type Side,
  safeguardsIn,
} from './views.ts'
export { dayRangeInWords, rangeInWords, sourceInWords } from './words/days.ts'
export { laboratoryWords } from './words/words.ts'
