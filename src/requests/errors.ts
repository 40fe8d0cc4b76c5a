import { DomainError, type ErrorKind } from '../base/errors.ts'
import type { MissingBox } from './forms/form.ts'

type RequestErrorCode =
  | 'not_found'
  | 'not_editable'
  | 'no_such_fact'
  | 'route_not_open'
  | 'party_missing'
  | 'wrong_seat'
  | 'wrong_state'
  | 'wrong_organisation'
  | 'not_current'
  | 'verification_stale'
  | 'sender_refused'
  | 'sender_unverified'
  | 'second_check_missing'
  | 'no_directory_number'
  | 'number_from_request'
  | 'number_not_in_directory'
  | 'call_back_missing'
  | 'same_person'
  | 'second_person'
  | 'no_emergency'
  | 'already_decided'
  | 'approver_is_author'
  | 'approvals_missing'
  | 'boxes_missing'
  | 'checks_failed'
  | 'bad_statement'
  | 'reason_missing'
  | 'bad_text'
  | 'no_such_ground'
  | 'held'
  | 'no_such_review'
  | 'too_late'
  | 'review_needed'
  | 'view_missing'
  | 'ruling_incomplete'
  | 'ruling_unfounded'
  | 'ended'
  | 'stopped'
  | 'overtaken'
  | 'not_running'
  | 'not_renewable'
  | 'widens'
  | 'emergency_unfounded'
  | 'no_such_team'
  | 'team_ended'
  | 'bad_message'
  | 'unknown_rule'
  | 'already_received'
  | 'no_such_box'
  | 'bad_box'
  | 'nothing_produced'
  | 'no_such_dealing'
  | 'promise_open'
  | 'postponed'
  | 'not_enforceable'
  | 'consultation_needed'
  | 'too_early'
  | 'penalty_too_high'
  | 'penalty_too_low'
  | 'not_heard'
  | 'plea_not_weighed'
  | 'review_open'
  | 'not_recognised_abroad'
  | 'use_not_allowed'
  | 'consent_needed'
  | 'points_open'
  | 'items_open'
  | 'not_partial'
  | 'no_such_question'
  | 'notice_barred'
  | 'no_reimbursement'
  | 'bad_amount'
  | 'no_such_claim'
  | 'nothing_returned'
  | 'no_such_permission'
  | 'no_such_gate'
  | 'bad_period'

export class RequestError extends DomainError<RequestErrorCode> {
  override name = 'RequestError'
  /** With `boxes_missing`: every box of the form that is still empty and may not be. */
  readonly missing: readonly MissingBox[]
  /** Who was quicker, and when. */
  readonly done: { readonly name: string; readonly at: string } | undefined

  constructor(
    kind: ErrorKind,
    code: RequestErrorCode,
    message: string,
    options: ErrorOptions & { path?: string; missing?: readonly MissingBox[]; done?: RequestError['done'] } = {},
  ) {
    super(kind, code, message, options)
    this.missing = options.missing ?? []
    this.done = options.done
  }
}
