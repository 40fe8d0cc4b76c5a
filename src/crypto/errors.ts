import { DomainError } from '../base/errors.ts'

type CryptoErrorCode =
  | 'malformed_key'
  | 'malformed_note'
  | 'malformed_checkpoint'
  | 'malformed_cosignature'
  | 'bad_signature'
  | 'no_known_signer'
  | 'no_such_leaf'
  | 'malformed_timestamp'
  | 'timestamp_refused'
  | 'bad_timestamp'
  | 'untrusted_timestamp'
  | 'not_sealed_for_us'
  | 'malformed_sealed'
  | 'malformed_xml'
  | 'forbidden_xml'
  | 'bad_xml_signature'
  | 'weak_algorithm'
  | 'malformed_jws'
  | 'malformed_http_signature'

export class CryptoError extends DomainError<CryptoErrorCode> {
  override name = 'CryptoError'
}
