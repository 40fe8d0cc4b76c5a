import type { InstantText } from '../base/time.ts'

/** `urgent`: told at once of what is late, due within a day or an emergency; `daily`: once a day of all that waits. */
export const paces = ['off', 'urgent', 'daily'] as const
export type Pace = (typeof paces)[number]

export const letterLanguages = ['en', 'zh', 'de', 'fr'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** What one person wants to be told by mail, and where. */
export interface Choice {
  readonly address: string
  readonly pace: Pace
  readonly language: LetterLanguage
  /** What the mail server said when it would not take a letter for this address; gone once the address changes. */
  readonly problem: { readonly said: string; readonly at: InstantText } | undefined
}
