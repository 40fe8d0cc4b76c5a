import type { Context } from 'hono'
import { DomainError, type ErrorKind } from '../base/errors.ts'
import { RequestError } from '../requests/index.ts'

const statuses = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>

/** The one place where an error becomes an answer of the API. What is our fault is reported, and its details stay here. */
export function problem(c: Context, error: unknown, report: (error: unknown) => void): Response {
  if (!(error instanceof DomainError)) {
    report(error)
    return c.json({ error: { code: 'internal', message: 'Something went wrong on this side; it has been noted' } }, 500)
  }
  const { code, message, path, kind } = error
  const missing = error instanceof RequestError ? error.missing : []
  if (code === 'not_signed_in') c.header('www-authenticate', 'Bearer')
  return c.json(
    { error: { code, message, ...(path ? { path } : {}), ...(missing.length > 0 ? { missing } : {}) } },
    code === 'not_signed_in' ? 401 : code.includes('too_large') ? 413 : statuses[kind],
  )
}
