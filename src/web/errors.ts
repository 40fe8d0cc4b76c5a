import { DomainError } from '../base/errors.ts'

type WebErrorCode = 'forged_form' | 'too_large' | 'bad_answer' | 'no_such_page' | 'sign_in_first'

export class WebError extends DomainError<WebErrorCode> {
  override name = 'WebError'
}
