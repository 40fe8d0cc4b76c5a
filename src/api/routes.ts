import { Hono } from 'hono'
import type { Now } from '../base/time.ts'
import { analyse, type LawBase, parseFacts } from '../law/index.ts'
import { bodyJson } from './bytes.ts'

/** Facts of a case with thousands of items fit well; nothing honest needs more. */
const FACTS_LIMIT = 8_388_608

/** POST /api/routes: facts in, analysis out. Nothing is kept. */
export function routes({ law, now }: { law: LawBase; now: Now }) {
  return new Hono().post('/api/routes', async (c) => {
    const facts = parseFacts(await bodyJson(c.req.raw, FACTS_LIMIT))
    const today = now().toZonedDateTimeISO('UTC').toPlainDate().toString()
    return c.json(analyse(law, facts, { today, all: c.req.query('all') === 'true' }))
  })
}
