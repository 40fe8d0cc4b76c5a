import { DomainError } from '../base/errors.ts'

type ExchangeErrorCode =
  | 'malformed_message'
  | 'message_too_large'
  | 'unknown_sender'
  | 'wrong_recipient'
  | 'bad_signature'
  | 'message_expired'
  | 'message_from_the_future'
  | 'message_differs'
  | 'unknown_counterpart'
  | 'own_organisation'
  | 'malformed_receipt'
  | 'peer_unreachable'
  | 'peer_refused'
  | 'peer_not_allowed'
  | 'bad_range'
  | 'malformed_card'
  | 'no_such_message'
  | 'no_such_evidence'
  | 'malformed_ebms'
  | 'malformed_connector_message'

export class ExchangeError extends DomainError<ExchangeErrorCode> {
  override name = 'ExchangeError'
}
