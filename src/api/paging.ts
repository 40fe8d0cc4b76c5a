import type { Context } from 'hono'
import { z } from 'zod'
import { DomainError } from '../base/errors.ts'
import { readQuery } from './read.ts'

/** A page of a list: every list that can grow takes these two and answers `next`, until it is null. */
export const paging = z.object({
  cursor: z.string().max(200).optional().meta({ description: '`next` of the page before, as it is' }),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
})

export const next = z.string().nullable().meta({ description: 'Where the next page begins; null at the end' })

/** A page of what is at hand as a whole, in an order that stays. Throws `bad_cursor` for what is not in it. */
export function pageOfAll<Row>(
  c: Context,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): { page: Row[]; next: string | null } {
  const { cursor, limit } = readQuery(c, paging)
  const at = cursor === undefined ? 0 : rows.findIndex((row) => idOf(row) === cursor) + 1
  if (cursor !== undefined && at === 0) throw badCursor()
  const page = rows.slice(at, at + limit)
  const last = page.at(-1)
  return { page, next: last !== undefined && at + limit < rows.length ? idOf(last) : null }
}

/** A page of rows that were read one more than it holds; `cursorOf` says behind what the next begins. */
export function pageOfRows<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => string) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, next: last !== undefined && rows.length > limit ? cursorOf(last) : null }
}

/** Behind what a page begins. Throws `bad_cursor`. */
export function cursorIn(cursor: string | undefined, shape: RegExp): string | undefined {
  if (cursor === undefined || shape.test(cursor)) return cursor
  throw badCursor()
}

export const ID = /^[a-z]+_[0-9a-z]{26}$/

const badCursor = () =>
  new DomainError('invalid', 'bad_cursor', 'This is not the `next` of a page of this list', { path: 'cursor' })
