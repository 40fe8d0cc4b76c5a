import { Hono } from 'hono'
import { decideRelease, type LawBase, parseRelease } from '../law/index.ts'
import { bodyJson } from './bytes.ts'

/** A release of some tens of thousands of items; a larger one goes through the command line. */
const RELEASE_LIMIT = 33_554_432

/** POST /api/gate: what is to be given to whom in, whether it may go out. Nothing is kept. */
export function gate({ law }: { law: LawBase }) {
  return new Hono().post('/api/gate', async (c) =>
    c.json(decideRelease(law, parseRelease(await bodyJson(c.req.raw, RELEASE_LIMIT)))),
  )
}
