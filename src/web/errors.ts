import { DomainError } from '../base/errors.ts'

type WebErrorCode =
  | 'forged_form'
  | 'too_large'
  | 'bad_answer'
  | 'no_such_page'
  | 'sign_in_first'
  | 'not_a_form'
  | 'nothing_chosen'
  | 'too_many_files'
  | 'upload_cut_off'

export class WebError extends DomainError<WebErrorCode> {
  override name = 'WebError'
}
