export { type Agreement, agreementSchema } from './agreement.ts'
export { type Proposal, readProposal, undone } from './proposal.ts'
export { digestOfLines, inParts, pairsOfStates, partsOfFile } from './records/lines.ts'
export { added, type Cell, type Change, changeIn, changes, Sum, type Tally } from './running/cells.ts'
export { type ExamineOptions, examiner } from './running/examine.ts'
export { type Outcome, outcomeOf, type Safeguard, safeguards } from './running/outcome.ts'
export { digestOf, type Result, resultOf } from './running/result.ts'
export { openThreads, type Part, serveThread, type Threads, tallyAll } from './running/threads.ts'
export {
  type Bench,
  cancelRun,
  carryRuns,
  keepProposal,
  proposalOf,
  proposalsOf,
  resultOfRun,
  runOf,
  runsOf,
  startRun,
} from './runs.ts'
export type { RecordKind, Run, Written } from './store.ts'
export { type Change as TrialChange, type Standing, type Trial, type TrialReport, tryProposal } from './trial.ts'
