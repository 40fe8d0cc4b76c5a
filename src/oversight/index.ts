export { alarmsOver, type OversightAlarm } from './alarms/alarms.ts'
export {
  type Assessment, type AssessmentEdition, type AssessmentPart, assessmentParts, type Comment, type CommentCount, INSTANCE,
} from './assessments/assessment.ts' // biome-ignore format: words
export {
  answerComment,
  COMMENT,
  checkComment,
  commentOn,
  type FollowedComment,
  followComment,
} from './assessments/commenting.ts'
export { assessmentLaw, type OwedAssessment, owedAssessments } from './assessments/owed.ts'
export {
  type PublicComment, type PublicEdition, publicAssessment, publicAssessments, publicComments,
} from './assessments/published.ts' // biome-ignore format: words
export {
  commentsOn,
  countUnchecked,
  editionsOf,
  findAssessment,
  findComment,
  listAssessments,
} from './assessments/store.ts'
export { decideEdition, writeAssessment } from './assessments/writing.ts'
export {
  type Audit, type AuditEntry, type AuditSubject, answersIn, auditSubjects, entriesIn, type Question,
} from './audits/audit.ts' // biome-ignore format: words
export { answerQuestion, drawLesson, findInAudit } from './audits/examining.ts'
export { type Auditable, auditableOf, closeAudit, openAudit } from './audits/opening.ts'
export { type Change, changeSchema, type Proposal } from './audits/proposal.ts'
export { decideProposal, proposeChange } from './audits/proposing.ts'
export { adoptStandingRules } from './audits/rules.ts'
export { auditEntries, findAudit, findProposal, listAudits, listProposals } from './audits/store.ts'
export {
  type Closing, closings, type Dialogue, type DialoguePromise, type PromiseFinding, stands, type Topic, topics,
} from './dialogues/dialogue.ts' // biome-ignore format: one line of words
export { dialogueShown, findPromise, isDue, type ShownPromise } from './dialogues/keeping.ts'
export { addPromise, closeMinutes, recordDialogue } from './dialogues/recording.ts'
export { type DialoguesWaiting, dialoguesWaiting, listDialogues } from './dialogues/store.ts'
export {
  comesTo, type Measured, type MeasuredFigure, type Target, targetDefinitions, targetFigures,
} from './dialogues/target.ts' // biome-ignore format: one line of words
export {
  EDITION_BYTES,
  type Edition,
  type EditionFile,
  editionFileSchema,
  parseEditionFile,
} from './editions/edition.ts'
export { isCounted, parseCounted, proveCounted } from './editions/inclusion.ts'
export { editionFile, publishEdition } from './editions/publishing.ts'
export { recomputeEdition } from './editions/recomputing.ts'
export { listEditions, newestEdition } from './editions/store.ts'
export { breakdowns } from './editions/told.ts'
export { verifyEdition } from './editions/verifying.ts'
export { findHidden, type Hidden } from './hiding/comparing.ts'
export type { ClauseMeasured, IndustryCode } from './industry-codes/code.ts'
export { addClause, codeShown, recordAdherence, recordCode } from './industry-codes/recording.ts'
export { listCodes } from './industry-codes/store.ts'
export type { ChecklistLine } from './inspections/checklist.ts'
export { closeInspection } from './inspections/closing.ts'
export { answerLine, makeFinding, replyTo } from './inspections/finding.ts'
export { type Disclosure, type Finding, type Inspection, type Severity, severities } from './inspections/inspection.ts'
export { type NewInspection, openInspection } from './inspections/opening.ts'
export { type InspectedFile, readInspected } from './inspections/reading.ts'
export { findInspection, listDisclosures, listFindings, listInspections } from './inspections/store.ts'
export { endMandate, giveMandate, type NewMandate } from './mandates/giving.ts'
export { isInForce, type Limits, limitsSchema, type Mandate } from './mandates/mandate.ts'
export { findMandates } from './mandates/store.ts'
export { carryOutOrder, closeOrder, giveOrder } from './orders/acting.ts'
export { isLate, type Order, type OrderKind, orderKinds } from './orders/order.ts'
export { findOrder, listOrders } from './orders/store.ts'
export { type Grouping, groupings, type OwedFigures, type OwedRow, owedBy, owedFigures } from './owed/owed.ts'
export { FEWEST } from './protection.ts'
export { type ComparedFigure, type Comparison, comparison, lastHalfYear, reasons } from './public-tables/comparing.ts'
export {
  type HalfYearRow, type HalfYearTable, halfYearDefinitions, halfYearTable,
} from './public-tables/half-year.ts' // biome-ignore format: one line of words
export { type EditionRow, editionTable, editionTableDefinitions } from './public-tables/of-edition.ts'
export type { PublicTable } from './public-tables/public-table.ts'
export { TABLE_BYTES } from './public-tables/reading.ts'
export {
  type ExaminedTable, examineTable, mapTable, publicTablesOf, readIn, setAside, takeTable,
} from './public-tables/taking.ts' // biome-ignore format: one line of words
export { type Trap, type TrapKind, traps } from './public-tables/traps.ts'
export { type RunningLine, reassessmentOf, reassessmentOver } from './reassessment/report.ts'
export { withOversight } from './receiving.ts'
export { type BothSides, bothSides } from './reciprocity/disputing.ts'
export {
  findReciprocity,
  standingReciprocity,
} from './reciprocity/finding.ts'
export {
  type Ledger,
  type LedgerLine,
  type LedgerSide,
  ledgerBetween,
  ledgerDefinitions,
} from './reciprocity/ledger.ts'
export { type AtLeast, type PublishedPair, publishedPairs } from './reciprocity/published.ts'
export type { FoundReciprocity, TakenEdition } from './reciprocity/reciprocity.ts'
export { listFound as listReciprocity, listTaken } from './reciprocity/store.ts'
export { takeEdition } from './reciprocity/taking.ts'
export { withComplaints } from './redress/arriving.ts'
export { answerableHere, type OpenRemedy, openRemedies } from './redress/competent.ts'
export {
  awaitsStatement,
  type Complaint,
  type Entry as ComplaintEntry,
  isDecider,
  type Outcome as ComplaintOutcome,
  outcomes as complaintOutcomes,
  type Proof,
  piecesOf,
  proofs,
  proposedDeletion,
} from './redress/complaint.ts'
export {
  acceptProof,
  askStatement,
  clocksFor,
  decideComplaint,
  decideDeletion,
  giveStatement,
  likelyRequests,
  makeCode,
  openDocument,
  pauseForComplaint,
  remedyFor,
} from './redress/deciding.ts'
export {
  type ComplaintFigures,
  complaintDefinitions,
  complaintFigures,
  complaintFiguresIn,
} from './redress/figures.ts'
export { fileComplaint, MOST, type NewComplaint } from './redress/filing.ts'
export { addToComplaint, enterCode, type Followed, followComplaint } from './redress/following.ts'
export { setProof } from './redress/settings.ts'
export { countOpen, findComplaint, listComplaints, proofAskedFor } from './redress/store.ts'
export { marks, type Part, partSchema } from './sampling/draw.ts'
export { drawSample } from './sampling/drawing.ts'
export { fixPlan, type NewPlan } from './sampling/fixing.ts'
export { parseSample, type Sample, verifySample } from './sampling/sample.ts'
export { findPlan, type KeptPlan, listPlans, type PlanLine } from './sampling/store.ts'
export { definitions, type Statistics, statisticsOf, statisticsOfAll } from './statistics.ts'
export { type ToldFigures, type ToldLine, toldStatistics } from './told.ts'
export { type Scorecard, type ScoreLine, scorecardDefinitions, scorecards } from './waiting-times/scorecards.ts'
export {
  type LayerCost, layers, type WaitingLine, type WaitingTimes, waitingDefinitions, waitingTimes,
} from './waiting-times/waiting-times.ts' // biome-ignore format: one line of words
export { oversightWaits } from './waits.ts'
