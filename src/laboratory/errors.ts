import { DomainError } from '../base/errors.ts'

type LaboratoryErrorCode =
  | 'malformed_proposal'
  | 'unlawful_proposal'
  | 'law_changed'
  | 'not_found'
  | 'bad_record'
  | 'bad_model'
  | 'run_over'
  | 'run_not_done'
  | 'thread_ended'

export class LaboratoryError extends DomainError<LaboratoryErrorCode> {
  override name = 'LaboratoryError'
}
