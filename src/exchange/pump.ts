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

/** Messages alone, and the keys that wait for them. They bring forth messages, so it goes round. */
export const carryMessages = (post: Post): Promise<number> =>
  untilNothingMoves(async () => (await pack(post)) + (await deliver(post)) + (await takeOverKeys(post)))

async function untilNothingMoves(round: () => Promise<number>): Promise<number> {
  let moved = 0
  for (;;) {
    const now = await round()
    if (now === 0) return moved
    moved += now
  }
}
