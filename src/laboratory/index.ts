export { type Proposal, readProposal } from './proposal.ts'
export { type Change, type Standing, type Trial, type TrialReport, tryProposal } from './trial.ts'
