import { DomainError } from '../base/errors.ts'

type MailErrorCode = 'bad_address' | 'bad_choice'

export class MailError extends DomainError<MailErrorCode> {
  override name = 'MailError'
}
