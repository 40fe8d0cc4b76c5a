export { type Card, readCard, writeCard } from './card.ts'
export { type Carrier, startCarrier, takeUpAgain } from './carrier.ts'
export { fetchCards, overHttp } from './carry.ts'
export type { Counterpart } from './counterpart.ts'
export {
  cardOf,
  confirmPeer,
  counterparts,
  findCounterpart,
  fingerprint,
  revokePeer,
} from './directory.ts'
export { serveEvidence } from './evidence.ts'
export { accept } from './inbox.ts'
export { MESSAGE_LIMIT } from './message.ts'
export { sendAgain } from './outbox.ts'
export type { Post, Received } from './post.ts'
export { pump } from './pump.ts'
export { type Outgoing, outgoingAbout, undelivered } from './store.ts'
