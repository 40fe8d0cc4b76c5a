import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { postLetters } from './posting.ts'
import { type MailServer, smtp } from './smtp.ts'
import { writeLetters } from './writing.ts'

/** Milliseconds between two rounds. */
const PAUSE = 30_000

/** Writes and sends letters again and again; a fault of ours is told to `report`, and the next round comes all the same. */
export function startMail(
  { db, now, publicUrl, server }: { db: Db; now: Now; publicUrl: string; server: MailServer },
  report: (error: unknown) => void,
): { run(): Promise<void>; stop(): Promise<void> } {
  const post = smtp(server)
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()
  const run = () => {
    round = round.then(async () => {
      if (stopped) return
      try {
        await writeLetters(db, now)
        await postLetters(db, now, publicUrl, post)
      } catch (error) {
        report(error)
      }
    })
    return round
  }
  const go = () => {
    void run().then(() => {
      if (!stopped) timer = setTimeout(go, PAUSE).unref()
    })
  }
  timer = setTimeout(go, PAUSE).unref()
  return {
    run,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
