import { DomainError } from '../base/errors.ts'

type AccountErrorCode =
  | 'reason_missing'
  | 'label_missing'
  | 'bad_recipient'
  | 'recipient_there'
  | 'no_such_recipient'
  | 'not_permitted'
  | 'not_signed_in'
  | 'not_a_member'
  | 'not_a_demonstration'
  | 'no_such_organisation'
  | 'bad_organisation'
  | 'bad_name'
  | 'invitation_spent'
  | 'ceremony_spent'
  | 'passkey_refused'
  | 'setup_refused'
  | 'weak_secret'
  | 'wrong_secret'
  | 'no_such_key'
  | 'signer_missing'
  | 'signer_unreachable'
  | 'bad_signer'

export class AccountError extends DomainError<AccountErrorCode> {
  override name = 'AccountError'
}
