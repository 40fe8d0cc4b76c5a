import { Hono } from 'hono'
import { DomainError } from '../base/errors.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import type { Post } from '../exchange/index.ts'
import type { LawBase } from '../law/index.ts'
import { clocks } from './clocks.ts'
import { exchange } from './exchange.ts'
import { health } from './health.ts'
import { law as lawBase } from './law.ts'
import { openapi } from './openapi.ts'
import { problem } from './problem.ts'
import { routes } from './routes.ts'

export interface ApiParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
  readonly post: Post
  /** How others reach this instance. */
  readonly publicUrl: string
  /** Told of every error that is our fault. */
  readonly report: (error: unknown) => void
}

/** The JSON face: routes, law and clocks for anyone, the letter box for other instances. */
export function api({ db, law, now, post, publicUrl, report }: ApiParts) {
  const app = new Hono()
  app.onError((error, c) => problem(c, error, report))
  for (const path of ['/api/*', '/healthz']) {
    app.use(path, async (c, next) => {
      await next()
      c.res.headers.set('x-content-type-options', 'nosniff')
    })
  }
  app.route('/', health({ db, law }))
  app.route('/', routes({ law, now }))
  app.route('/', lawBase({ law, now }))
  app.route('/', clocks({ law }))
  app.route('/', openapi())
  app.route('/', exchange(post, publicUrl))
  app.all('/api/*', () => {
    throw new DomainError('missing', 'no_such_address', 'There is nothing at this address')
  })
  return app
}
