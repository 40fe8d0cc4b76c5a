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
  | 'too_much'
  | 'no_such_file'
  // evidence
  | 'no_such_item'
  | 'not_in_hand'
  | 'not_arrived'
  | 'not_verified'
  | 'nothing_verified'
  | 'no_purpose'
  | 'bad_name'
  | 'reason_missing'
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
