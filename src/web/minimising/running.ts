import { setTimeout as pause } from 'node:timers/promises'

/** A minimisation that goes on while its page is looked at again and again. */
export interface Run {
  /** From 0 to 1. */
  share: number
  /** Set once it has ended otherwise than well. */
  error?: unknown
}

/** How long a page waits for the end before it shows how far it has come. */
const PATIENCE = 2_000

/**
 * Minimisations under way, by organisation and piece, in this process: one that is cut off has written nothing, and is
 * begun anew.
 */
export function minimisationsRunning(patience = PATIENCE) {
  const runs = new Map<string, Run>()
  const name = (org: string, item: string) => `${org} ${item}`
  return {
    /** The one of a piece; where it has ended, that is told once. */
    of(org: string, item: string): Run | undefined {
      const run = runs.get(name(org, item))
      if (run?.error !== undefined) runs.delete(name(org, item))
      return run
    },
    /** Begins it unless one of that piece is under way. True once it is done; false where it takes longer. Throws what it throws meanwhile. */
    async begin(
      org: string,
      item: string,
      work: (progress: (share: number) => void) => Promise<unknown>,
    ): Promise<boolean> {
      const key = name(org, item)
      if (runs.has(key)) return false
      const run: Run = { share: 0 }
      runs.set(key, run)
      const working = work((share) => {
        run.share = share
      }).then(
        () => runs.delete(key),
        (error: unknown) => {
          run.error = error
        },
      )
      const isOver = await Promise.race([working.then(() => true), pause(patience, false, { ref: false })])
      if (!isOver) return false
      if (run.error === undefined) return true
      runs.delete(key)
      throw run.error
    },
  }
}
