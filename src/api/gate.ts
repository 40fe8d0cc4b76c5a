import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { decideRelease, type LawBase, narrow, narrowings, parseRelease, releaseSchema } from '../law/index.ts'
import { bodyJson } from './bytes.ts'
import { releaseDecisionSchema } from './schemas.ts'

/** A release of some tens of thousands of items; a larger one goes through the command line. */
const RELEASE_LIMIT = 33_554_432

/** What is to be given to whom in; whether it may go, or what of it could, out. Nothing is kept. */
export function gate({ law }: { law: LawBase }) {
  const given = async (c: Context) => parseRelease(await bodyJson(c.req.raw, RELEASE_LIMIT))
  return new Hono()
    .post('/api/gate', async (c) => c.json(decideRelease(law, await given(c))))
    .post('/api/gate/narrowings', async (c) => c.json({ narrowing: narrow(law, await given(c)) ?? null }))
}

const changed = <T extends z.ZodType>(of: T) => z.strictObject({ before: of.optional(), after: of.optional() })

/** A narrower answer that the gate would let through, or none. */
export const narrowingSchema = z.strictObject({
  narrowing: z
    .strictObject({
      release: releaseSchema,
      decision: releaseDecisionSchema,
      items: z.array(
        z.strictObject({
          id: z.string(),
          change: z.enum(narrowings),
          persons: changed(z.number()),
          class: changed(z.string()),
          opened: z.array(z.string()),
        }),
      ),
    })
    .nullable(),
})
