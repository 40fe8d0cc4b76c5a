export type { Openers } from './age-header.ts'
export { type ArchiveFile, filesInArchive } from './archive.ts'
export { type BagReport, checkBag } from './bagit.ts'
export { type Arriving, type Blobs, openBlobs } from './blobs.ts'
export { borrowed } from './borrowed.ts'
export { bucketShelf } from './bucket-shelf.ts'
export { actsAbout, asTold, type CustodyLine, type CustodyRecord, custodyFrom, custodyOf } from './custody.ts'
export {
  type CustodyEntry,
  type EntryField,
  type EntryKind,
  entryKinds,
  entrySchema,
  fieldsOf,
  type HandKind,
} from './custody-entries.ts'
export { type Around, custodyFacts, explainedIn, type Gap, gapOf } from './custody-facts.ts'
export { hearOfCustody } from './custody-hearing.ts'
export { handDevice, putDown, seizeDevice } from './custody-keeping.ts'
export { type ChosenFate, type Derived, type DerivedFate, derivedFrom } from './derived.ts'
export { type Bound, staysWith } from './destination.ts'
export { eraseReceived, giveUp, removeErased } from './erasing.ts'
export { VaultError } from './errors.ts'
export {
  evidenceArrived,
  evidenceRefused,
  expectEvidence,
  handOver,
  type LawfulVault,
  type Opening,
  openEvidence,
  type Produced,
  sealEvidence,
  type Vault,
  verifyEvidence,
} from './evidence.ts'
export { exclude } from './excluding.ts'
export { type Export, exportPackage, type Goes } from './export.ts'
export { type Onward, sealAnew } from './handing-on.ts'
export { HandlingClosed, keepsHere, takeLevel, whyNotTo } from './handling.ts'
export { liftHold, type OnAuthority, placeHold } from './holding.ts'
export { type Act, actKinds, type Item, type ItemState, itemStates } from './item.ts'
export {
  type Departure,
  inHand,
  type Leaving,
  type Passage,
  ReleaseClosed,
  sealedBytes,
  throughGate,
} from './leaving.ts'
export { askLeave, decideLeave, isCurrent, type LeaveAnswer, LONGEST_LEAVE, markSensitive } from './minimising/apart.ts'
export { mailboxPieces } from './minimising/mailbox.ts'
export { type Masking, maskGiven } from './minimising/masking.ts'
export { type Minimiser, minimise, surveyPiece } from './minimising/minimise.ts'
export { tableRows } from './minimising/records.ts'
export { type Fate, fates, type Selection, type Survey } from './minimising/selection.ts'
export {
  type Apart,
  apartOf,
  type Leave,
  leavesOf,
  madeOf,
  openLeaves,
  type Part,
  partsAround,
  reasonsApart,
} from './minimising/store.ts'
export { openedAt, type ReadAt } from './opened-at.ts'
export { removeOrphans } from './orphans.ts'
export { type Package, type PackageContents, packageOf, zipped } from './package.ts'
export type {
  Custody,
  CustodyAct,
  CustodyItem,
  PackagedEvent,
  PackagedKeys,
  PackagedProofs,
} from './package-format.ts'
export {
  type Decided,
  decideProposal,
  isErasable,
  type OnRule,
  proposeDestruction,
  proposeErasure,
  proposeExtension,
} from './proposing.ts'
export { itemsToRewrap, rewrapItems } from './rewrapping.ts'
export type { BucketSettings } from './s3.ts'
export { checkedBlobs, scrub } from './scrubbing.ts'
export { open, type Sealing, type Sum, type Sums, seal } from './seal.ts'
export { newSealKeys } from './sealing-in-parts.ts'
export type { Trust } from './stamps.ts'
export {
  claimExpected,
  findItem,
  listItems,
  makeExpectedDue,
  putOff as putOffExpected,
  verifiedItems,
} from './store.ts'
export { type Device, findDevice, listDevices } from './store-devices.ts'
export { type Hold, holdsOf } from './store-holds.ts'
export { storeName } from './store-instance.ts'
export { declarePlaces, levelOf, type Place } from './store-levels.ts'
export { openProposals, type Proposal, proposalKinds, proposalsAbout } from './store-proposals.ts'
export { type Released, releasedSince, releasesOf } from './store-releases.ts'
export {
  countDue,
  holdKept,
  itemsToPlan,
  type Keeping,
  keepingOf,
  keptItems,
  noteSenderErased,
  replan,
  setReminded,
  setReview,
} from './store-retention.ts'
export { takeBack } from './taking-back.ts'
export { tidy } from './tidying.ts'
export { type TimestampAuthority, type Timestamper, timestamper } from './timestamper.ts'
export { exportTrail, type Trail } from './trail.ts'
export { type Fault, folderTree, type Tree } from './tree.ts'
export { unpackPackage } from './unpack.ts'
export {
  type Announced,
  type Arrived,
  beginUpload,
  continueUpload,
  giveUpUpload,
  listUploads,
  type UploadVault,
  uploadAt,
} from './uploads.ts'
export { type Check, type PackageReport, verifyPackage } from './verify.ts'
export { vaultWaits } from './waits.ts'
export { writeStream } from './write-stream.ts'
