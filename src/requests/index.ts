export type { AlarmStage } from './alarm.ts'
export { type Production, preserve, produce, recordSenderChecks, type SenderCheck } from './answering.ts'
export { type Approval, approve, giveBack, type Refusal, refuse } from './approvals.ts'
export { clear, raiseGround } from './assessment.ts'
export { type CheckFound, stopping } from './checks/checks.ts'
export { identifierKinds, type Statement, statementSchema } from './checks/statement.ts'
export { checksFor, stateCase } from './checks/stating.ts'
export { closeStep, noteProgress, type Progress } from './closing.ts'
export { choices, incidentKinds } from './conflict/conflict.ts'
export { recordIncident } from './conflict/incidents.ts'
export { conflictDesk, weigh } from './conflict/weighing.ts'
export type { ChangedBox, ChangedField, Changes } from './correcting/compare.ts'
export { type Comparison, comparisonOf, correctedBy } from './correcting/comparison.ts'
export { mayBeRedrafted, redraft } from './correcting/redraft.ts'
export { type Admissibility, assessRecords } from './custody-assessing.ts'
export { entryWords } from './custody-entry-words.ts'
export { type CustodyReport, printCustody } from './custody-report.ts'
export { keepCustody, keepDevice } from './custody-telling.ts'
export { custodyWords } from './custody-words.ts'
export { draftRequest, fillBoxes, type NamedParty, type NewRequest, nameParty, submitRequest } from './drafting.ts'
export { type Emergency, isEmergency } from './emergency/emergency.ts'
export { signEmergency, stateEmergency } from './emergency/grounding.ts'
export { emergencyLacks, signatureFor } from './emergency/lacking.ts'
export { emergenciesTold, takeEmergencyAccess } from './emergency-access.ts'
export {
  consultAsker,
  decideOnPlea,
  endEnforcement,
  explainToAuthority,
  type PleaDecision,
  plead,
  recognise,
  refuseRecognition,
} from './enforcement/acting.ts'
export { askEnforcement, type EnforcementAsked } from './enforcement/asking.ts'
export { boundsOf, type Weighing } from './enforcement/calibration.ts'
export { appealOutcomes, liftings, pulls } from './enforcement/entries.ts'
export {
  answerPenaltyAbroad,
  appealPenalty,
  decideAppeal,
  hearOnPenalty,
  lift,
  type PenaltyDecision,
  type Proposal,
  penalise,
  propose,
  sendPenaltyAbroad,
  spare,
} from './enforcement/penalising.ts'
export { type Enforcing, enforcingFor } from './enforcement/procedure.ts'
export {
  announcePublication,
  listPublished,
  type PublishedPenalty,
  publishPenalty,
  replyToPublication,
  takeDown,
} from './enforcement/publishing.ts'
export {
  type Enforcement,
  type EnforcementStage,
  enforcementsOf,
  fits,
  isEnforced,
  type Penalty,
} from './enforcement/standing.ts'
export { RequestError } from './errors.ts'
export {
  answerConditions,
  answerExaminer,
  askForMore,
  checkCompleteness,
  fulfilPromise,
  postpone,
  recordBreach,
  releaseConditions,
  resume,
  setConditions,
} from './examination/acting.ts'
export { assurancesFor, mayCondition } from './examination/assurances.ts'
export { completenessOf } from './examination/completeness.ts'
export { allOf, type Dealing, type DealingKind, type DealingOf, lastIn } from './examination/dealing.ts'
export { dealingsOf } from './examination/reading.ts'
export { type Awaited, awaitedIn, sidesOf } from './examination/sides.ts'
export {
  type Condition,
  type Examination,
  examinationOf,
  type PromiseState,
  unpromised,
} from './examination/standing.ts'
export { exportRequest } from './exporting.ts'
export { formOf } from './filling.ts'
export type { FormSources } from './forms/fill.ts'
export {
  type Box,
  type BoxValue,
  copyFor,
  type FilledBox,
  type FilledForm,
  type FilledSection,
  type FormCopy,
  type MissingBox,
  type Origin,
} from './forms/form.ts'
export type { PaperLanguages } from './forms/languages.ts'
export type { PrintOptions } from './forms/print.ts'
export { groundsFor, openGroundsFor } from './grounds.ts'
export { eventsToNote, noteEvent } from './happening.ts'
export { type Delay, delayInforming, informingOf, reviewDelay } from './informing.ts'
export {
  countsOn,
  type Instruction,
  type InstructionPlace,
  instructionPlaces,
} from './instructions/instruction.ts'
export { heldTo } from './instructions/standing.ts'
export {
  endInstruction,
  findInstruction,
  insertInstruction,
  instructionsOf,
  ruleInstructions,
} from './instructions/store.ts'
export { isEditable, isOpen, phaseOf } from './lifecycle.ts'
export {
  type Count,
  type DueWithin,
  dueWithin,
  type LineFilter,
  type Page,
  type Place,
  type RequestLine,
} from './line.ts'
export { type Addition, addTo } from './linking/adding.ts'
export { type Link, type LinkKind, linkKinds } from './linking/link.ts'
export { link } from './linking/linking.ts'
export { type Narrowing, narrow, periodOf } from './linking/narrowing.ts'
export { type OverviewLine, overviewOf } from './linking/overview.ts'
export { answer, type NewMatter, openMatter, replaceFacts } from './matters.ts'
export type { MessageBody, MessageType } from './messages.ts'
export { misusesBy } from './misuse.ts'
export { answerObjection, type Objection, objectionForm, objectTo } from './objecting.ts'
export { type Doing, once } from './once.ts'
export {
  deleteByOrder,
  goOnAfterOrder,
  type OutsideOrder,
  type Shown,
  shownInRecord,
  stopByOrder,
} from './overseen/ordering.ts'
export { handedOnBy, isOutside, toldBy } from './passing-on.ts'
export { drawRecord, type Taker } from './plausible/drawing.ts'
export { plausible } from './plausible/shares.ts'
export { printRequest } from './printing.ts'
export type { ItemAccount } from './provider/account.ts'
export { type ClaimState, type CostClaim, type CostLine, claimState } from './provider/claim.ts'
export {
  answerClaim,
  type CostsRule,
  claimCosts,
  type NewClaim,
  recordPayment,
} from './provider/costs.ts'
export {
  type AnsweringEntry,
  lastOfKind,
  type NoticeDecision,
  noticeDecisions,
  ofKind,
  openQuestions,
  type RefusedFate,
  type RightAddressee,
  refusedFates,
} from './provider/entries.ts'
export { type Ledger, type LedgerLine, type LedgerTotal, ledgerCsv, ledgerOf } from './provider/ledger.ts'
export { type Misaddressed, type NewAddressee, returnMisaddressed, sendToRight } from './provider/misaddressed.ts'
export { majorOf } from './provider/money.ts'
export {
  type Bar, decideNotice, type NoticeInput, type NoticeRule, noticeForm,
} from './provider/notice.ts' // biome-ignore format: one line of words
export { type PartialRefusal, refuseItems } from './provider/partial.ts'
export { answerClocks, answerQuestion, askBack, type Question } from './provider/questions.ts'
export { type AnsweringFile, answeringFile, printEntry } from './provider/reading.ts'
export {
  type FoundPoints,
  isOfLaw,
  recordSufficiency,
  type SufficiencyPoint,
  sufficiencyOf,
} from './provider/sufficiency.ts'
export { areQueued, queueNotice } from './queueing.ts'
export { receive } from './receive.ts'
export type { Incoming } from './receiving/arrival.ts'
export { orderByLaw, stepReportedOn, type ToldOrder } from './receiving/from-another-product.ts'
export { type Addressee, boundFor, outsiders } from './release/destination.ts'
export { passAgain } from './release/gate.ts'
export type { Grade, Grading } from './release/grade.ts'
export { agreeToLowering, gradePiece, gradingOfPiece } from './release/grading.ts'
export { leavingDay, type TransferTask } from './release/leaving-day.ts'
export { type Masked, maskings, maskPiece } from './release/masking.ts'
export { isGranted, type Permission } from './release/permission.ts'
export {
  type Application,
  applyForPermission,
  decidePermission,
  type PermissionAnswer,
  revokePermission,
} from './release/permitting.ts'
export { narrowAnswer, previewRelease } from './release/preview.ts'
export { decideOnRecords } from './release/records.ts'
export { takeInGraded } from './release/taking-in.ts'
export {
  type Clock,
  type Decision,
  type Matter,
  type MatterId,
  type Outcome,
  outcomes,
  type Party,
  type Request,
  type RequestId,
  type Setting,
  type Status,
  type Step,
  type StepState,
  statuses,
  stepStates,
} from './request.ts'
export {
  decideRetention,
  extendKeeping,
  type WantedDestruction,
  wantDestroyed,
} from './retention/acting.ts'
export { type Certificate, certificateOf, printCertificate } from './retention/certificate.ts'
export { type KeptPiece, keptHere, lookedAheadTo, type RetentionDay, retentionDay } from './retention/day.ts'
export { type RetentionLine, type Schedule, scheduleOf } from './retention/schedule.ts'
export {
  askThirdState,
  giveRuling,
  giveView,
  noteThirdState,
  orderAtOnce,
  type Points,
  type Referral,
  refer,
  respond,
  withdrawObjection,
} from './review/acting.ts'
export { type Part as ReviewPart, partIn } from './review/effects.ts'
export { directions, type Entry, lastOf, type Point, type Ruling, weights } from './review/entries.ts'
export { type Procedure, pastTime, procedureFor, procedureOf, stateOfCourt } from './review/procedure.ts'
export { reviewFile, reviewsOf } from './review/reading.ts'
export type { Court, Review, ReviewFile, ReviewState } from './review/review.ts'
export { protects, type RulingInput } from './review/ruling.ts'
export type { RouteChoice } from './route.ts'
export type { Measure } from './running/measure.ts'
export { confirmFollowing, type PreserveFirst, preservationsFor, preserveFirst } from './running/preserving-first.ts'
export { type Running, runningOn } from './running/reading.ts'
export { endMeasure, type Renewal, renew, setMeasure } from './running/renewing.ts'
export type { Competence } from './sender/competence.ts'
export { type Call, calls, type Finding, findings, recordCallBack, verifySender } from './sender/deciding.ts'
export { type SenderDesk, senderDesk } from './sender/desk.ts'
export { type DeskReason, type SenderNeeds, senderNeeds } from './sender/needs.ts'
export type { SignalFound } from './sender/signals.ts'
export { type Carried, carriers, complete, isReached, sendRequest, skipStep, withdraw } from './sending.ts'
export type { Rung } from './store/alarms.ts'
export {
  madeBetween,
  type PartnerSpan,
  type PartnerTally,
  spansBetween,
  talliesBetween,
} from './store/between.ts'
export {
  firstMade,
  idsOnRecord,
  oneSided,
  type PeriodEnd,
  type PeriodTally,
  type Population,
  type PopulationDigest,
  periodEnds,
  periodTallies,
  populationDigests,
  populationEntries,
} from './store/counting.ts'
export { type Dispatch, dispatchesTaken, waitingDispatches } from './store/dispatches.ts'
export { emergenciesOf, findEmergency } from './store/emergencies.ts'
export { factsOnRecord } from './store/facts-on-record.ts'
export { companiesAsked, type HalfYearCount, halfYearCounts } from './store/half-year.ts'
export { lengthsOnRecord } from './store/lengths.ts'
export { findLines, foundAmong } from './store/lines.ts'
export { findLinks } from './store/links.ts'
export { findMatter, findMatters, listMatters, type MatterLine, mattersOver } from './store/matters.ts'
export type { News } from './store/news.ts'
export { findStanding } from './store/organisations.ts'
export {
  type DrawnBy,
  drawnBy,
  emergenciesAmong,
  lateDecisions,
  madeWithoutMatter,
  originsOf,
  type RecordRow,
  type RunningMeasure,
  runningMeasures,
  type SignedFor,
  standingOfOrigins,
  usesOf,
} from './store/overseen.ts'
export { type CountedOrder, ordersBetween } from './store/owed.ts'
export { findPermission, permissionsOf } from './store/permissions.ts'
export { findRequest, listRequests, type RequestFilter } from './store/requests.ts'
export { type Spans, spans, type Tally, type TallyBy, tallies } from './store/tallies.ts'
export { findShared, findTeam, listTeams } from './store/teams.ts'
export { findTransfer, transfersOf } from './store/transfers.ts'
export { fileNumberIn, routesUsed } from './store/used.ts'
export { type Alike, alikeBetween, standingNow, type Waited, waitedBetween } from './store/waited.ts'
export { incidentsOf } from './store/weighings.ts'
export { sweep } from './sweep.ts'
export { endTeam, type NewTeam, proposeTeam, signTeam, teamRoutes, teamsToSign } from './teams/agreeing.ts'
export { shareInTeam } from './teams/sharing.ts'
export type { SharedItem, Team, TeamMember } from './teams/team.ts'
export { type Timeline, timeline } from './timeline.ts'
export {
  type Day,
  type DayPart,
  dayOf,
  dayParts,
  partOfDay,
  type Task,
  type Today,
  today,
  type Waiting,
} from './today.ts'
export { exportTrailOf } from './trail.ts'
export { fileTransfer } from './transfers/filing.ts'
export { assessTransfer, enterTransfer, openTransfer } from './transfers/keeping.ts'
export { type OutflowAnswer, outflowsOfYear, sendAbroad } from './transfers/outflow.ts'
export { standingOf as transferStanding, type Transfer, waysIn } from './transfers/transfer.ts'
export { askTranslation, certifyTranslation, type TrackedTranslation, translationsOf } from './translation.ts'
export { turnKinds } from './turn.ts'
export { answerUse, askUse, recordUse, usableItems, type WantedUse } from './use/acting.ts'
export { limitsOf } from './use/judging.ts'
export type { Benchmark, Circle } from './waiting/benchmark.ts'
export type { Forecast, Range, Source, Stage } from './waiting/forecast.ts'
export { type Elsewhere, type Outlook, outlookFor } from './waiting/outlook.ts'
export { type ContactPoint, type Reminder, type ReminderWhy, remind } from './waiting/reminding.ts'
export { requestsWait } from './waits.ts'
