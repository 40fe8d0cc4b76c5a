import { DomainError } from '../base/errors.ts'

type CryptoErrorCode =
  | 'malformed_key'
  | 'malformed_note'
  | 'malformed_checkpoint'
  | 'malformed_cosignature'
  | 'bad_signature'
  | 'no_known_signer'
  | 'no_such_leaf'
  | 'not_sealed_for_us'
  | 'malformed_sealed'

export class CryptoError extends DomainError<CryptoErrorCode> {
  override name = 'CryptoError'
}
