import { instantText } from '../base/time.ts'
import { makeExpectedDue } from '../vault/index.ts'
import { fetchExpected } from './evidence.ts'
import type { Post } from './post.ts'
import { carryMessages } from './pump.ts'
import { makeAllDue } from './store.ts'

/** Carries messages and fetches evidence in the background, neither waiting for the other. */
export interface Carrier {
  /** Something may have been queued: look soon. */
  nudge(): void
  /** Resolves once nothing moves any more. */
  settle(): Promise<void>
  /** What is under way is broken off where it can be taken up again. */
  stop(): Promise<void>
}

/** How long it sleeps when nobody nudges it: what waits for its time, or was queued by another process, is seen then. */
const PAUSE = 2_000

/**
 * For a process that has the database to itself, before it starts carrying: what an earlier one was carrying when it was
 * killed need not wait until that one's time is over.
 */
export async function takeUpAgain({ db, now }: Post): Promise<void> {
  const at = instantText(now())
  await makeAllDue(db, at)
  await makeExpectedDue(db, at)
}

/** Starts carrying. A fault of ours is told to `report`, and the next round comes all the same. */
export function startCarrier(post: Post, report: (error: unknown) => void): Carrier {
  const stopping = new AbortController()
  const stoppable = { ...post, stopping: stopping.signal }
  // A large file takes hours; no message may wait for it.
  const evidence = startRounds(() => fetchExpected(stoppable), stopping.signal, report)
  const messages = startRounds(
    async () => {
      const moved = await carryMessages(stoppable)
      if (moved > 0) evidence.nudge()
      return moved
    },
    stopping.signal,
    report,
  )
  return {
    nudge: messages.nudge,
    async settle() {
      while ((await messages.run()) + (await evidence.run()) > 0);
    },
    async stop() {
      stopping.abort()
      await Promise.all([messages.ended(), evidence.ended()])
    },
  }
}

/** Does something again and again, one round at a time: when nudged, and after a pause. */
function startRounds(work: () => Promise<number>, stopping: AbortSignal, report: (error: unknown) => void) {
  let round: Promise<number> = Promise.resolve(0)
  let timer: NodeJS.Timeout | undefined
  let queued = false

  const run = () => {
    queued = false
    round = round.then(async () => {
      if (stopping.aborted) return 0
      return work().catch((error) => {
        report(error)
        return 0
      })
    })
    return round
  }
  const sleep = () => {
    clearTimeout(timer)
    if (!stopping.aborted) timer = setTimeout(() => run().then(sleep), PAUSE).unref()
  }
  sleep()
  return {
    run,
    nudge() {
      if (queued || stopping.aborted) return
      queued = true
      setImmediate(() => run().then(sleep))
    },
    async ended() {
      clearTimeout(timer)
      await round
    },
  }
}
