import type { Context } from 'hono'
import type { Actor } from '../../../accounts/index.ts'
import { DomainError } from '../../../base/errors.ts'
import type { Now } from '../../../base/time.ts'
import type { Db, Tx } from '../../../db/index.ts'
import { once } from '../../../requests/index.ts'
import { statuses } from '../../pages/error.tsx'
import type { Reader } from '../../reader.ts'
import { complaintsIn } from '../../refusal.ts'
import { formIn, inputOf } from '../../shell/form.ts'
import { withQuery } from '../../urls.ts'
import type { TriedSheet } from './sheet.tsx'

/** The fields of one form of a page, without the name of the form before each. */
export interface Given {
  /** The one value, trimmed; empty where nothing was written. */
  one(name: string): string
  all(name: string): string[]
}

const givenTo = (form: URLSearchParams, act: string): Given => ({
  one: (name) => (form.get(`${act}.${name}`) ?? '').trim(),
  all: (name) => form.getAll(`${act}.${name}`),
})

/**
 * Takes a form of a page in: does it once, in one transaction, and leads to where `after` says; where it is refused, the
 * page is shown again with what was typed.
 */
export async function takeIn(
  c: Context,
  {
    db,
    now,
    actor,
    reader,
    act,
    about,
  }: { db: Db; now: Now; actor: Actor; reader: Reader; act: string; about: string },
  does: (tx: Tx, given: Given) => Promise<unknown>,
  after: string | ((result: unknown) => string),
  show: (tried: TriedSheet) => Response | Promise<Response>,
): Promise<Response> {
  const form = await formIn(c)
  const doing = { about, act: `${new URL(c.req.url).pathname.split('/').at(-2)}.${act}`, input: inputOf(form) }
  try {
    const result = await db
      .transaction()
      .execute((tx) => once(tx, actor, doing, now, () => does(tx, givenTo(form, act))))
    const place = typeof after === 'string' ? withQuery(after, { done: act }) : after(result)
    return c.redirect(place, 303)
  } catch (error) {
    const complaints = complaintsIn(error, reader, (path) => (form.has(`${act}.${path}`) ? `${act}.${path}` : act))
    if (error instanceof DomainError) c.status(statuses[error.kind])
    return show({ act, given: form, complaints })
  }
}
