import { DomainError } from '../../base/errors.ts'

type Hi1ErrorCode =
  | 'hi1_too_large'
  | 'hi1_not_xml'
  | 'hi1_entity'
  | 'hi1_not_valid'
  | 'hi1_version'
  | 'hi1_dictionary'
  | 'hi1_duplicate'
  | 'hi1_format'
  | 'hi1_not_expressible'
  | 'hi1_signature'
  | 'hi1_not_understood'
  | 'hi1_no_such_object'
  | 'hi1_moment'

export class Hi1Error extends DomainError<Hi1ErrorCode> {
  override name = 'Hi1Error'
}
