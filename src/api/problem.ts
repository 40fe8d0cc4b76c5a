import { STATUS_CODES } from 'node:http'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
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
    return answer(c, 500, { code: 'internal', message: 'Something went wrong on this side; it has been noted' })
  }
  const { code, message, path, kind } = error
  const missing = error instanceof RequestError ? error.missing : []
  if (code === 'not_signed_in') c.header('www-authenticate', 'Bearer')
  return answer(c, statusOf(code) ?? statuses[kind], {
    code,
    message,
    ...(path ? { path } : {}),
    ...(missing.length > 0 ? { missing } : {}),
  })
}

const statusOf = (code: string) =>
  code === 'not_signed_in' ? 401 : code === 'too_many_requests' ? 429 : code.includes('too_large') ? 413 : undefined

/** RFC 9457; `error` says the same once more, with everything that belongs to the code. */
function answer(c: Context, status: ContentfulStatusCode, error: { code: string; message: string }): Response {
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail: error.message,
    code: error.code,
    error,
  }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' })
}
