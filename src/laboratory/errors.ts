import { DomainError } from '../base/errors.ts'

type LaboratoryErrorCode = 'malformed_proposal' | 'unlawful_proposal'

export class LaboratoryError extends DomainError<LaboratoryErrorCode> {
  override name = 'LaboratoryError'
}
