import { ETSI_VERSION } from './check.ts'
import type { ActionRequest, ActionResponse, EndpointID, Hi1Message } from './model.ts'

/** What stands around the actions of a message. */
export interface Envelope {
  readonly sender: EndpointID
  readonly receiver: EndpointID
  readonly transaction: string
  readonly at: Temporal.Instant
  /** The national profile the two follow, and its version. */
  readonly profile: { readonly owner: string; readonly version: string }
}

function headOf({ sender, receiver, transaction, at, profile }: Envelope): Hi1Message['Header'] {
  return {
    SenderIdentifier: sender,
    ReceiverIdentifier: receiver,
    TransactionIdentifier: transaction,
    Timestamp: at.toString({ fractionalSecondDigits: 6 }),
    Version: {
      ETSIVersion: ETSI_VERSION,
      NationalProfileOwner: profile.owner,
      NationalProfileVersion: profile.version,
    },
  }
}

export const request = (envelope: Envelope, ActionRequest: readonly ActionRequest[]): Hi1Message => ({
  attributes: {},
  Header: headOf(envelope),
  Payload: { RequestPayload: { ActionRequests: { ActionRequest } } },
})

/** An answer has the transaction of what it answers, and names sender and receiver as that did. */
export const response = (
  { Header }: Hi1Message,
  ActionResponse: readonly ActionResponse[],
  at: Temporal.Instant,
): Hi1Message => ({
  attributes: {},
  Header: { ...Header, Timestamp: at.toString({ fractionalSecondDigits: 6 }) },
  Payload: { ResponsePayload: { ActionResponses: { ActionResponse } } },
})
