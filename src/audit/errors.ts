import { DomainError } from '../base/errors.ts'

type AuditErrorCode =
  | 'no_such_event'
  | 'no_such_checkpoint'
  | 'no_such_tile'
  | 'bad_range'
  | 'log_damaged'
  | 'bad_cosignature'
  | 'forked'
  | 'rewound'
  | 'no_such_contradiction'
  | 'no_reason'

export class AuditError extends DomainError<AuditErrorCode> {
  override name = 'AuditError'
}
