import type { Actor } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { type Choice, letterLanguages, paces } from './choice.ts'
import { MailError } from './errors.ts'
import { findChoice, keepChoice } from './store.ts'

/** What a person has chosen; undefined where they have not chosen yet: then nothing is sent. */
export const choiceOf = (db: Db, { person }: Pick<Actor, 'person'>): Promise<Choice | undefined> =>
  findChoice(db, person)

/** Keeps what a person wants to be told, and where; the log says that, and no address. Throws `bad_choice`, and `bad_address` unless nothing is to be sent. */
export async function choose(
  tx: Tx,
  { org, person }: Pick<Actor, 'org' | 'person'>,
  input: { readonly pace: string; readonly address: string; readonly language: string },
  now: Temporal.Instant,
): Promise<Choice> {
  const pace = paces.find((one) => one === input.pace)
  if (!pace) throw new MailError('invalid', 'bad_choice', 'Choose when you want to be told', { path: 'pace' })
  const language = letterLanguages.find((one) => one === input.language) ?? 'en'
  const address = input.address.trim()
  if (pace !== 'off' || address !== '') refuseNoAddress(address)
  await keepChoice(tx, person, { pace, address, language }, instantText(now))
  await record(tx, { org, by: person, kind: 'notifications.chosen', about: person, body: { pace, language } }, now)
  return { pace, address, language, problem: undefined }
}

/** One mailbox, as SMTP writes it, and nothing that could become a header of its own. */
function refuseNoAddress(address: string): void {
  if (address.length <= 254 && /^[^\s@<>(),;:\\"[\]\p{Cc}]{1,64}@[^\s@<>(),;:\\"[\]\p{Cc}]+\.[^\s@.]+$/u.test(address))
    return
  throw new MailError('invalid', 'bad_address', 'An address looks like name@office.example', { path: 'address' })
}
