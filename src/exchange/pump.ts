import { takeOverKeys } from './changing-keys.ts'
import { fetchExpected } from './evidence.ts'
import { deliver, pack } from './outbox.ts'
import type { Post } from './post.ts'

/**
 * Carries everything that can be carried now: packs, delivers, fetches, until nothing moves any more; what has to wait
 * stays for a later call. Answers how many things moved.
 */
export const pump = (post: Post): Promise<number> =>
  untilNothingMoves(async () => (await carryMessages(post)) + (await fetchExpected(post)))

/** Messages alone, and the keys that wait for them. They bring forth messages, so it goes round: what was packed leaves while the next are packed. */
export const carryMessages = (post: Post): Promise<number> =>
  untilNothingMoves(async () => {
    // A fault of one is told once the other is not under way any more: whoever stops the carrying closes the database next.
    const both = await Promise.allSettled([pack(post), deliver(post)])
    const moved = both.reduce((sum, one) => {
      if (one.status === 'rejected') throw one.reason
      return sum + one.value
    }, 0)
    return moved + (await takeOverKeys(post))
  })

async function untilNothingMoves(round: () => Promise<number>): Promise<number> {
  let moved = 0
  for (;;) {
    const now = await round()
    if (now === 0) return moved
    moved += now
  }
}
