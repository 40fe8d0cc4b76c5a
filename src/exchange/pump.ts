import { fetchExpected } from './evidence.ts'
import { deliver, pack } from './outbox.ts'
import type { Post } from './post.ts'

/**
 * Carries everything that can be carried now: packs, delivers, fetches, until nothing moves any more. Messages bring
 * forth messages, so it goes round; what has to wait stays for a later call. Answers how many things moved.
 */
export async function pump(post: Post): Promise<number> {
  let moved = 0
  for (;;) {
    const now = (await pack(post)) + (await deliver(post)) + (await fetchExpected(post))
    if (now === 0) return moved
    moved += now
  }
}
