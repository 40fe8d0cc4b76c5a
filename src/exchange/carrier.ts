import type { Post } from './post.ts'
import { pump } from './pump.ts'

/** Carries messages in the background. */
export interface Carrier {
  /** Something may have been queued: look soon. */
  nudge(): void
  /** Resolves once nothing moves any more. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** How long it sleeps when nobody nudges it: what waits for its time, or was queued by another process, is seen then. */
const PAUSE = 2_000

/** Starts carrying. A fault of ours is told to `report`, and the next round comes all the same. */
export function startCarrier(post: Post, report: (error: unknown) => void): Carrier {
  let stopped = false
  let round: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let queued = false

  const run = () => {
    queued = false
    round = round.then(async () => {
      if (!stopped) await pump(post).catch(report)
    })
    return round
  }
  const sleep = () => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => run().then(sleep), PAUSE).unref()
  }
  sleep()
  return {
    nudge() {
      if (queued || stopped) return
      queued = true
      setImmediate(() => run().then(sleep))
    },
    async settle() {
      await run()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
