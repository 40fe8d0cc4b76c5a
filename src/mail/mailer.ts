import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { postLetters } from './posting.ts'
import { type MailServer, smtp } from './smtp.ts'
import { writeLetters } from './writing.ts'

/** What writes the letters that are due and hands them to the mail server, each time it is called. */
export function mailer({ db, now, publicUrl, server }: { db: Db; now: Now; publicUrl: string; server: MailServer }) {
  const post = smtp(server)
  return async (): Promise<void> => {
    await writeLetters(db, now)
    await postLetters(db, now, publicUrl, post)
  }
}
