import { Hono } from 'hono'
import { DomainError } from '../base/errors.ts'
import { type Now, parseDate } from '../base/time.ts'
import type { LawBase } from '../law/index.ts'

/** GET /api/law and /api/law/RULE: the law base, as of a day (`?on=`, default today). */
export function law({ law, now }: { law: LawBase; now: Now }) {
  const edition = (on: string | undefined) =>
    law.at((on === undefined ? now().toZonedDateTimeISO('UTC').toPlainDate() : parseDate(on, 'on')).toString())
  return new Hono()
    .get('/api/law', (c) => {
      const rules = [...edition(c.req.query('on')).rules.values()]
      return c.json({
        digest: law.digest,
        rules: rules.map(({ rule, kind, instrument, title, cites }) => ({ rule, kind, instrument, title, cites })),
      })
    })
    .get('/api/law/:rule{.+}', (c) => {
      const id = c.req.param('rule')
      const rule = edition(c.req.query('on')).rules.get(id)
      if (!rule)
        throw new DomainError('missing', 'no_such_rule', `There is no rule ${id.slice(0, 200)}`, { path: 'rule' })
      return c.json(rule)
    })
}
