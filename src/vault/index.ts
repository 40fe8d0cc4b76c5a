export type { Openers } from './age-header.ts'
export { VaultError } from './errors.ts'
export { open, type Sealing, type Sum, type Sums, seal, sealedPayloadSize } from './seal.ts'
