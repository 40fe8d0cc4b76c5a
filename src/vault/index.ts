export type { Openers } from './age-header.ts'
export { type BagReport, checkBag } from './bagit.ts'
export { type Arriving, type Blobs, openBlobs } from './blobs.ts'
export { borrowed } from './borrowed.ts'
export { type CustodyLine, type CustodyRecord, custodyOf } from './custody.ts'
export { eraseReceived, removeErased } from './erasing.ts'
export { VaultError } from './errors.ts'
export {
  evidenceArrived,
  evidenceRefused,
  expectEvidence,
  handOver,
  openEvidence,
  type Produced,
  sealEvidence,
  type Vault,
  verifyEvidence,
} from './evidence.ts'
export { type Export, exportPackage } from './export.ts'
export { type Onward, sealAnew } from './handing-on.ts'
export { type Act, type Item, type ItemState, itemStates } from './item.ts'
export type { PackageContents } from './package.ts'
export type {
  Custody,
  CustodyAct,
  CustodyItem,
  PackagedEvent,
  PackagedKeys,
  PackagedProofs,
} from './package-format.ts'
export { zipInPassing } from './passing.ts'
export { itemsToRewrap, rewrapItems } from './rewrapping.ts'
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
export { takeBack } from './taking-back.ts'
export { tidy } from './tidying.ts'
export { type TimestampAuthority, type Timestamper, timestamper } from './timestamper.ts'
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
export { writeStream } from './write-stream.ts'
