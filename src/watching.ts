import type { MiddlewareHandler } from 'hono'
import type { Actor } from './accounts/index.ts'
import { isRead, recordRead, recordRefusal } from './audit/index.ts'
import { DomainError } from './base/errors.ts'
import type { Now } from './base/time.ts'
import type { Db } from './db/index.ts'
import { HandlingClosed, ReleaseClosed } from './vault/index.ts'

/** What the pages and the API leave behind with each request. */
export interface Watched {
  Variables: {
    /** Who asked. */
    actor: Actor | undefined
    /** What was refused, where a page says so in place of an error. */
    refused: DomainError | undefined
    /** Counts the request as this person's or program's; throws `too_many_requests`. */
    spend?: (actor: Pick<Actor, 'person' | 'acts'>) => void
  }
}

const MOST = 20_000

/**
 * The one place through which every answer goes: what somebody was refused, and what is said of people that they looked at,
 * become events of their organisation before the answer leaves.
 */
export function watching({ db, now }: { db: Db; now: Now }): MiddlewareHandler<Watched> {
  /** What was told already, so that the second look of a day asks nothing of the database. */
  const told = new Set<string>()
  return async (c, next) => {
    await next()
    const { actor } = c.var
    if (!actor) return
    const { org, person: by, name: byName, seat } = actor
    const doer = { org, by, byName, seat }
    const [at, method, path] = [now(), c.req.method, c.req.path]
    const error = c.error ?? c.var.refused
    if (error instanceof DomainError && isRefusal(error, method)) {
      const isClosed = error instanceof ReleaseClosed || error instanceof HandlingClosed
      const rules = isClosed ? error.closed.map(({ rule }) => rule) : undefined
      await recordRefusal(db, doer, { code: error.code, method, path, ...(rules && { rules }) }, at)
      return
    }
    if (method !== 'GET' || c.res.status !== 200) return
    for (const about of new Set(path.match(/[a-z]+_[0-9a-z]{26}/g) ?? [])) {
      const key = [at.toString().slice(0, 10), org, by, about].join(' ')
      if (!isRead(about) || told.has(key)) continue
      await recordRead(db, doer, about, at)
      if (told.size >= MOST) told.clear()
      told.add(key)
    }
  }
}

/** By permission always; by the state of things or the rule of two persons, only where something was to be changed. */
const isRefusal = ({ kind, code }: DomainError, method: string): boolean =>
  // To be asked for the passkey once more is no refusal.
  code !== 'confirm_first' && (kind === 'forbidden' || (kind === 'conflict' && method !== 'GET'))
