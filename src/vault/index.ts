export type { Openers } from './age-header.ts'
export { type BagReport, checkBag } from './bagit.ts'
export { type Arriving, type Blobs, openBlobs } from './blobs.ts'
export { type Custody, type CustodyLine, custodyOf } from './custody.ts'
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
export { type Act, type Item, type ItemState, itemStates } from './item.ts'
export { isSafePath, safeName } from './safe-path.ts'
export { open, type Sealing, type Sum, type Sums, seal, sealedPayloadSize } from './seal.ts'
export { claimExpected, findItem, listItems, nextExpected, putOff as putOffExpected } from './store.ts'
export { type Fault, folderTree, type Tree } from './tree.ts'
