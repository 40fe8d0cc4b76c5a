import { DomainError } from '../base/errors.ts'

type LawErrorCode =
  | 'bad_facts'
  | 'bad_release'
  | 'too_many_items'
  | 'contradictory_release'
  | 'contradictory_facts'
  | 'bad_record'
  | 'bad_rule'
  | 'own_rule_loosens'
  | 'no_such_rule'
  | 'not_a_clock'
  | 'calendar_missing'
  | 'bad_suspension'

export class LawError extends DomainError<LawErrorCode> {
  override name = 'LawError'
}
