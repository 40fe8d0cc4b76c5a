import type { ReadAt } from '../opened-at.ts'

/** What becomes of a letter, a row or a file when a piece is minimised. */
export const fates = ['kept', 'left-out', 'privileged'] as const
export type Fate = (typeof fates)[number]

/** Which letters of a mailbox the request covers. Every condition that is given must hold. */
export interface LetterSelection {
  readonly of: 'letters'
  /** Calendar days in UTC, both included. A letter whose date cannot be read is left out where a day is given. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Addresses, or domains with or without `@`: one of them sent or got the letter. */
  readonly parties?: readonly string[] | undefined
  /** Message-IDs: the letter is one of them, or answers it. */
  readonly threads?: readonly string[] | undefined
  /** Addresses or domains of those whose letters are privileged; these go before everything else. */
  readonly privileged?: readonly string[] | undefined
}

/** Which rows and columns of a table the request covers, or which records and members of a list in JSON. */
export interface RecordSelection {
  readonly of: 'records'
  /** Where the list of records stands in a JSON file, as a JSON Pointer (RFC 6901): `/response/records`. What stands around it is kept. */
  readonly list?: string | undefined
  /** The columns that are kept, by their heading; all of them where none is named. */
  readonly columns?: readonly string[] | undefined
  /** A column in which a row must have one of these values, or a day between these (`YYYY-MM-DD`…, both included). */
  readonly rows?:
    | {
        readonly column: string
        readonly among?: readonly string[] | undefined
        readonly from?: string | undefined
        readonly until?: string | undefined
      }
    | undefined
  /** Values, in whatever column, of those whose records are privileged. */
  readonly privileged?: readonly string[] | undefined
}

/** Which files of a zip the request covers. Every condition that is given must hold. */
export interface FileSelection {
  readonly of: 'files'
  /** Names or paths, `*` for any signs; a folder, with a slash at its end, for all that is in it. */
  readonly names?: readonly string[] | undefined
  /** Calendar days as the zip tells them, both included. A file without a day is left out where one is given. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Names or paths of what is privileged; these go before everything else. */
  readonly privileged?: readonly string[] | undefined
}

export type Selection = LetterSelection | RecordSelection | FileSelection

/** How many letters or rows have which fate, before anything is written. */
export type Survey = Readonly<Record<Fate, number>> & {
  /** Letters or rows whose day cannot be read, where a day decides: they are left out. */
  readonly undated: number
}

/** What was made of one letter or row. */
export interface Judgement {
  readonly fate: Fate
  readonly isUndated: boolean
}

/** An opened piece, read from its beginning as often as is wanted, or from anywhere. */
export interface Source {
  readonly name: string
  readonly size: number
  bytes(): AsyncIterable<Uint8Array>
  readonly at: ReadAt
}

/** A way to read one kind of file: judged once, and then copied part by part. */
export interface Reading {
  judge(source: Source): AsyncIterable<Judgement>
  /** The letters, rows or files of this fate, in their order, as a file of the same kind. */
  part(source: Source, judged: readonly Fate[], wanted: Fate): AsyncIterable<Uint8Array>
}

/** Whether a day, given as the beginning of `text`, lies between these; undefined where there is none to be read. */
export function dayWithin(text: string, { from, until }: { from?: string | undefined; until?: string | undefined }) {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0]
  return day === undefined ? undefined : (from === undefined || day >= from) && (until === undefined || day <= until)
}
