import { DomainError } from '../base/errors.ts'

type OversightErrorCode =
  | 'no_such_edition'
  | 'no_such_request'
  | 'nothing_to_publish'
  | 'reason_missing'
  | 'malformed_edition'
  | 'malformed_proof'

export class OversightError extends DomainError<OversightErrorCode> {
  override name = 'OversightError'
}
