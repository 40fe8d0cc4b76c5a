export { attest, type NewAttestation, takeBackAttestation } from './attesting.ts'
export { type Card, readCard, writeCard } from './card.ts'
export { type Carrier, startCarrier, takeUpAgain } from './carrier.ts'
export { overHttp, type Roads } from './carry.ts'
export { changeSigningKey } from './changing-keys.ts'
export type { Counterpart } from './counterpart.ts'
export {
  cardOf,
  confirmPeer,
  counterparts,
  findCounterpart,
  fingerprint,
  revokePeer,
} from './directory.ts'
export { markDoubtful } from './doubting.ts'
export { serveEvidence } from './evidence.ts'
export { readConnectorMessage, readDeliveryEvidence } from './gateway/connector.ts'
export { type EbmsMessage, readEbms } from './gateway/ebms.ts'
export { type Envelope, request as hi1Request } from './hi1/envelope.ts'
export { type Hi1Identity, openHi1Door, overMutualTls } from './hi1/https.ts'
export { actionsFor } from './hi1/mapping.ts'
export { type Form, formOf, readHi1, withoutSignatures, writeHi1 } from './hi1/message.ts'
export type { Hi1Message } from './hi1/model.ts'
export { confirmHi1Peer, newHi1Peer } from './hi1/peers.ts'
export { type Recorder, recordInto } from './hi1/recorder.ts'
export { openSigned } from './hi1/signature.ts'
export { directory, directoryEntry, type KnownOrganisation } from './known.ts'
export { takeDelivery } from './letters.ts'
export { MESSAGE_LIMIT } from './message.ts'
export { withNotices } from './notices.ts'
export { sendAgain } from './outbox.ts'
export type { Post, Received } from './post.ts'
export { pump } from './pump.ts'
export { type Reachable, reachable, THIS_MACHINE } from './reachable.ts'
export { signedFor, thatHold } from './signed-for.ts'
export { type Outgoing, outgoingAbout, undelivered } from './store.ts'
export type { Delivery, Webhook } from './store-webhooks.ts'
export {
  addWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  resendDelivery,
  tellWebhooks,
  webhookKinds,
} from './webhooks.ts'
