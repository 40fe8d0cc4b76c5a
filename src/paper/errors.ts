import { DomainError } from '../base/errors.ts'

export class PaperError extends DomainError<'not_printable'> {
  override name = 'PaperError'
}
