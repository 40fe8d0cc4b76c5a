import { DomainError } from '../base/errors.ts'
import { RequestError } from '../requests/index.ts'
import type { Reader } from './reader.ts'

export interface Complaint {
  /** The control it is about, or the place on the page where it can be mended. */
  readonly field: string
  readonly message: string
}

/** What was refused while a page was made for a reader, where the page says so itself. */
const refusals = new WeakMap<Reader, DomainError>()
export const refusedTo = (reader: Reader): DomainError | undefined => refusals.get(reader)

/** What a part of the domain refuses, as a page says it; anything that is not a refusal is thrown on. */
export function complaintsIn(error: unknown, reader: Reader, fieldFor: (path: string) => string): Complaint[] {
  if (!(error instanceof DomainError) || error.kind === 'missing' || error.kind === 'unavailable') throw error
  // The page that asks for the passkey keeps what was typed.
  if (error.code === 'confirm_first') throw error
  refusals.set(reader, error)
  if (error instanceof RequestError && error.missing.length > 0)
    return error.missing.map(({ path, says, label, cite }) => ({
      field: fieldFor(path),
      message: reader.language === 'en' ? says : [reader.law(label), cite && `(${cite})`].filter(Boolean).join(' '),
    }))
  return [{ field: fieldFor(error.path ?? ''), message: refusalInWords(error, reader) }]
}

/** The sentence of a refusal in the reader's language; one nobody has translated stays as it is. */
export function refusalInWords(error: DomainError, { language, t, instant }: Reader): string {
  const said = t.refusals[error.code]
  if (language === 'en' || said === undefined) return error.message
  const done = error instanceof RequestError ? error.done : undefined
  return done ? `${said}${t.errors.doneBy(done.name, instant(done.at))}` : said
}
