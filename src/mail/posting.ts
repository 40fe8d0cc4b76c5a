import { instantText, type Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { type Composed, compose } from './letter.ts'
import { letterRefused, letterSent, letterWaits, takeLetter } from './store.ts'

/** What became of a letter: taken, not taken now, or never taken for this address. */
export type Answer =
  | { readonly is: 'taken' }
  | { readonly is: 'later'; readonly said: string }
  | { readonly is: 'refused'; readonly said: string }

/** Hands a letter to the mail server. */
export type Post = (letter: Composed) => Promise<Answer>

/** While somebody tries a letter nobody else does; a process that died leaves it to the next after this. */
const HELD = { minutes: 10 }
/** Between two tries: two minutes, doubled each time, six hours at most. */
const LONGEST = 360

/**
 * Sends what waits to be sent. A mail server that is away loses nothing: the letter is tried again, less and less often,
 * until it is taken. Only a process killed between the server's yes and our note of it sends twice, under the same
 * Message-ID. Answers how many were taken.
 */
export async function postLetters(db: Db, now: Now, publicUrl: string, post: Post): Promise<number> {
  let taken = 0
  for (;;) {
    const at = now()
    const letter = await takeLetter(db, instantText(at), instantText(at.add(HELD)))
    if (!letter) return taken
    const answer = await post(compose(letter, publicUrl))
    if (answer.is === 'taken') {
      await letterSent(db, letter.id, instantText(now()))
      taken++
    } else if (answer.is === 'refused') await letterRefused(db, letter, instantText(now()), answer.said)
    else {
      const minutes = Math.min(LONGEST, 2 ** Math.min(letter.tries, 10))
      await letterWaits(db, letter.id, instantText(now().add({ minutes })), answer.said)
    }
  }
}
