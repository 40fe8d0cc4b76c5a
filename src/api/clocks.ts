import { Hono } from 'hono'
import { parseCountryCode } from '../base/countries.ts'
import { DomainError } from '../base/errors.ts'
import { parseInstant } from '../base/time.ts'
import { due, type LawBase } from '../law/index.ts'
import { bodyJson } from './bytes.ts'
import { clockBody } from './schemas.ts'

/** POST /api/clocks: when a statutory period ends, and how that was worked out. */
export function clocks({ law }: { law: LawBase }) {
  return new Hono().post('/api/clocks', async (c) => {
    const read = clockBody.safeParse(await bodyJson(c.req.raw, 10_000))
    if (!read.success) {
      const [issue] = read.error.issues
      const path = issue?.path.join('.') || undefined
      throw new DomainError('invalid', 'bad_clock', issue?.message ?? 'Give rule and from', { path })
    }
    const { rule, from, state } = read.data
    return c.json(
      due(law, rule, parseInstant(from, 'from'), { state: state === undefined ? undefined : parseCountryCode(state) }),
    )
  })
}
