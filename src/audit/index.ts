export { checkpoint, originOf } from './checkpoints.ts'
export { isRead, recordRead, recordRefusal, recordTurnedAway, type TurnedAway } from './conduct.ts'
export { Contradiction } from './contradiction.ts'
export { keepContradiction, settle } from './contradictions.ts'
export { ERASED, eraseBodies } from './erasure.ts'
export { type Event, type EventLeaf, hashBody, hashEvent, leafEntry } from './event.ts'
export { type ConsistencyProof, type InclusionProof, proveConsistency, proveInclusion } from './proofs.ts'
export type { Fault } from './recompute.ts'
export { type NewEvent, record, recordAll } from './record.ts'
export {
  type EventFilter,
  eventsAbout,
  eventsSaying,
  holdLog,
  kindsIn,
  latestEvents,
  searchEvents,
  subjectsOf,
} from './store.ts'
export {
  type Cosignature,
  checkpointAfter,
  cosignatures,
  cosignedSizes,
  findWitnessed,
  type SignedCheckpoint,
} from './store-checkpoints.ts'
export {
  contradictions,
  type KeptContradiction,
  openContradictions,
} from './store-contradictions.ts'
export { type Happening, happenedAfter, newestPlace } from './store-following.ts'
export { findEvent, leavesBefore, type StoredEvent } from './store-rows.ts'
export { recordSeries } from './store-series.ts'
export { tile } from './tiles.ts'
export { keepTimestamp, type LogTimestamp, timestampsOf } from './timestamps.ts'
export { type LogVerdict, verifyLog } from './verify.ts'
export { auditWaits } from './waits.ts'
export {
  cosignedNote,
  type ForeignCheckpoint,
  keepCosignature,
  mustNotContradict,
  noteWitnessedBy,
  witness,
} from './witness.ts'
