import { DomainError } from '../base/errors.ts'

type TrustErrorCode =
  | 'bad_setting'
  | 'bad_method'
  | 'bad_number'
  | 'source_missing'
  | 'attestation_does_not_count'
  | 'bad_domain'
  | 'no_such_domain'
  | 'bad_attestation'
  | 'nothing_to_attest'
  | 'no_such_attestation'
  | 'attestation_differs'
  | 'believed_already'
  | 'not_believed'
  | 'words_missing'

export class TrustError extends DomainError<TrustErrorCode> {
  override name = 'TrustError'
}

/** Words that are owed and may not be longer than a page. Throws `words_missing`. */
export function wordsFrom(input: string | undefined, path: string): string {
  const words = (input ?? '').trim().slice(0, 2_000)
  if (words === '') throw new TrustError('invalid', 'words_missing', 'Say it in words', { path })
  return words
}
