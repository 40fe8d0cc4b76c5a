import { Hono } from 'hono'
import { parseCountryCode } from '../base/countries.ts'
import { parseInstant } from '../base/time.ts'
import { due, type LawBase } from '../law/index.ts'
import { readBody } from './read.ts'
import { clockBody } from './schemas.ts'

/** POST /api/clocks: when a statutory period ends, and how that was worked out. */
export function clocks({ law }: { law: LawBase }) {
  return new Hono().post('/api/clocks', async (c) => {
    const { rule, from, state, suspended } = await readBody(c, clockBody, 10_000)
    return c.json(
      due(law, rule, parseInstant(from, 'from'), {
        state: state === undefined ? undefined : parseCountryCode(state),
        suspended: suspended.map((stop, i) => ({
          from: parseInstant(stop.from, `suspended[${i}].from`),
          to: stop.to === undefined ? undefined : parseInstant(stop.to, `suspended[${i}].to`),
        })),
      }),
    )
  })
}
