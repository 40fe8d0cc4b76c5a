import {
  type Actor,
  announcedKeys,
  announceSigningKey,
  type InstanceSecret,
  type SigningChange,
  takeOver,
} from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { areQueued, queueNotice } from '../requests/index.ts'
import { counterparts } from './directory.ts'
import type { Post } from './post.ts'
import { isUnderWay } from './store-keys.ts'

/**
 * A new signing key for the actor's organisation. Everybody known here is told, signed with the key they know: that another
 * follows it, or, with `since`, that nothing signed with it from then on is to be believed; after that a person there has to
 * compare the new one. Throws what `announceSigningKey` throws.
 */
export async function changeSigningKey(
  tx: Tx,
  secret: InstanceSecret,
  actor: Actor,
  change: SigningChange,
  at: Temporal.Instant,
): Promise<void> {
  const { from, to } = await announceSigningKey(tx, secret, actor, change, at)
  const { org } = actor
  const { since, reason } = change
  const type = since ? 'key-revocation' : 'key-succession'
  const told = { request: org, key: from, at: instantText(at) }
  const body = since ? { ...told, since: instantText(since), reason: reason.trim() } : { ...told, next: to }
  // Who has no key of its own is spoken with in another standard, which knows each side by its certificate.
  const others = (await counterparts(tx)).filter((one) => one.org !== org && one.signing !== '')
  for (const { org: other } of others) await queueNotice(tx, { org, to: other, about: org, type, body }, at)
}

/** Announced keys take over once everybody has been told, or could not be in time. Answers how many did. */
export async function takeOverKeys({ db, secret, now }: Post): Promise<number> {
  let done = 0
  for (const { org, ended } of await announcedKeys(db)) {
    const types = ['key-succession', 'key-revocation']
    // That a key was stolen is said with it once; nobody waits for the answer.
    const waits = (await areQueued(db, org, types)) || (ended !== 'revoked' && (await isUnderWay(db, org, 'key-succession'))) // biome-ignore format: one line
    if (waits) continue
    done += await db.transaction().execute(async (tx) => {
      if (!(await announcedKeys(tx)).some((one) => one.org === org)) return 0
      await takeOver(tx, secret, org, now())
      return 1
    })
  }
  return done
}
