/** Work that comes again by itself for as long as an instance runs. */
export interface Rounds {
  /** Resolves when the round that is under way has ended; no other comes. */
  stop(): Promise<void>
}

/**
 * Does something again and again, the first time at once, with a pause in milliseconds after each round. A fault of ours is
 * told to `report`, and the next round comes all the same.
 */
export function again(work: () => Promise<unknown>, pause: number, report: (error: unknown) => void): Rounds {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<unknown> = Promise.resolve()
  const go = () => {
    round = work().catch(report)
    void round.then(() => {
      if (!stopped) timer = setTimeout(go, pause).unref()
    })
  }
  timer = setTimeout(go, 0).unref()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
