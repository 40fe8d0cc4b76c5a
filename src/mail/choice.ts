import type { Actor } from '../accounts/index.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { MailError } from './errors.ts'
import { findChoice, keepChoice } from './store.ts'

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

/** What a person has chosen; undefined where they have not chosen yet: then nothing is sent. */
export const choiceOf = (db: Db, { person }: Pick<Actor, 'person'>): Promise<Choice | undefined> =>
  findChoice(db, person)

/** Keeps what a person wants to be told, and where. Throws `bad_choice`, and `bad_address` unless nothing is to be sent. */
export async function choose(
  tx: Tx,
  { person }: Pick<Actor, 'person'>,
  input: { readonly pace: string; readonly address: string; readonly language: string },
  now: Temporal.Instant,
): Promise<Choice> {
  const pace = paces.find((one) => one === input.pace)
  if (!pace) throw new MailError('invalid', 'bad_choice', 'Choose when you want to be told', { path: 'pace' })
  const language = letterLanguages.find((one) => one === input.language) ?? 'en'
  const address = input.address.trim()
  if (pace !== 'off' || address !== '') refuseNoAddress(address)
  await keepChoice(tx, person, { pace, address, language }, instantText(now))
  return { pace, address, language, problem: undefined }
}

/** One mailbox, as SMTP writes it, and nothing that could become a header of its own. */
function refuseNoAddress(address: string): void {
  if (address.length <= 254 && /^[^\s@<>(),;:\\"[\]\p{Cc}]{1,64}@[^\s@<>(),;:\\"[\]\p{Cc}]+\.[^\s@.]+$/u.test(address))
    return
  throw new MailError('invalid', 'bad_address', 'An address looks like name@office.example', { path: 'address' })
}
