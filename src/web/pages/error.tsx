import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { DomainError, type ErrorKind } from '../../base/errors.ts'
import { refusalInWords } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { confirmPage, isForm } from './confirm.tsx'

/** The HTTP status for each kind of error. */
export const statuses = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>

/** An error as a page: what happened, which field, and that nothing was changed. Never a stack trace. */
export function errorPage(c: Context<Env>, error: unknown, report: (error: unknown) => void) {
  const { errors } = c.var.reader.t
  if (error instanceof DomainError) {
    if (error.code === 'sign_in_first' && c.req.method === 'GET') {
      const { pathname, search } = new URL(c.req.url)
      return c.redirect(withQuery(urls.signIn, { back: pathname + search }), 303)
    }
    if (error.code === 'confirm_first' && isForm(c)) return confirmPage(c)
    const status = error.code === 'too_large' ? 413 : error.code === 'too_many_requests' ? 429 : statuses[error.kind]
    if (c.req.header('accept') === 'application/json')
      return c.json({ error: { code: error.code, message: error.message } }, status)
    c.status(status)
    if (error.code === 'too_large')
      return show(c, { title: errors.large.title, about: errors.large.about(error.message) })
    if (error.code === 'forged_form') return show(c, errors.forged)
    const own =
      error.kind === 'missing' && error.code === 'no_such_page'
        ? {}
        : { message: refusalInWords(error, c.var.reader), path: error.path, code: error.code }
    return show(c, { ...errors[error.kind], ...own })
  }
  if (error instanceof HTTPException && error.status < 500) {
    c.status(error.status)
    return show(c, error.status === 404 ? errors.missing : errors.invalid)
  }
  report(error)
  c.status(500)
  return show(c, errors.internal)
}

function show(
  c: Context<Env>,
  {
    title,
    about,
    message,
    path,
    code,
  }: { title: string; about: string; message?: string; path?: string; code?: string },
) {
  const { errors } = c.var.reader.t
  return c.render(
    <div class="measure flow">
      <PageHead title={title} lead={about} />
      {message && (
        <Notice>
          {path && (
            <p>
              <strong>
                {errors.field}: <code>{path}</code>
              </strong>
            </p>
          )}
          <p>{message}</p>
          <p class="small soft">
            {errors.reference}: <code>{code}</code>
          </p>
        </Notice>
      )}
      <p>
        <a href={urls.front}>{errors.back}</a>
      </p>
    </div>,
    { title },
  )
}
