import { DomainError } from '../base/errors.ts'

type VaultErrorCode =
  // sealed files
  | 'bad_recipient'
  | 'bad_identity'
  | 'malformed_armor'
  | 'malformed_header'
  | 'header_changed'
  | 'not_sealed_for_us'
  | 'payload_damaged'
  // the blob store
  | 'no_such_blob'
  | 'blob_damaged'
  | 'bad_range'
  | 'wrong_offset'
  | 'disk_full'
  | 'store_unreachable'
  | 'bucket_keeps_versions'
  | 'bucket_settings'
  | 'not_ours'
  | 'too_much'
  | 'no_such_file'
  // evidence
  | 'no_such_item'
  | 'not_in_hand'
  | 'not_arrived'
  | 'not_verified'
  | 'nothing_verified'
  | 'trail_too_long'
  | 'no_purpose'
  | 'bad_name'
  | 'reason_missing'
  // the custody record
  | 'bad_entry'
  | 'no_such_device'
  | 'not_of_this_request'
  | 'in_the_future'
  // retention
  | 'restricted'
  | 'on_hold'
  | 'already_gone'
  | 'authority_missing'
  | 'no_such_hold'
  | 'no_such_proposal'
  | 'already_proposed'
  | 'already_decided'
  | 'second_person'
  | 'bad_day'
  | 'too_long'
  | 'erasure_owed'
  | 'no_certificate'
  | 'derived_missing'
  | 'not_derived'
  // the gate
  | 'release_closed'
  // minimising, and what is set apart
  | 'not_readable'
  | 'no_such_column'
  | 'nothing_kept'
  | 'nothing_left_out'
  | 'already_minimised'
  | 'not_apart'
  | 'set_apart'
  | 'already_asked'
  | 'works_on_case'
  | 'no_such_leave'
  // what events said
  | 'no_events'
  | 'not_erasable'
  // uploads in parts
  | 'no_such_upload'
  | 'upload_differs'
  | 'too_many_uploads'
  // timestamps
  | 'no_timestamp'
  // packages
  | 'no_such_package'
  | 'malformed_package'
  | 'unsafe_path'

export class VaultError extends DomainError<VaultErrorCode> {
  override name = 'VaultError'
}
