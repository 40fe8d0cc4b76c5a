import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import { decideRelease, type LawBase, narrow, narrowings, parseRelease, releaseSchema } from '../law/index.ts'
import { decideOnRecords } from '../requests/index.ts'
import { bodyJson, uploadOf } from './bytes.ts'
import { readQuery } from './read.ts'
import { releaseDecisionSchema } from './schemas.ts'
import type { WhoAsks } from './sign-in.ts'

/** A release of some tens of thousands of items; a larger one goes through the command line. */
const RELEASE_LIMIT = 33_554_432

/** What is to be given to whom in; whether it may go, or what of it could, out. Nothing is kept. */
export function gate({ law, whoAsks }: { law: LawBase; whoAsks: WhoAsks }) {
  const given = async (c: Context) => parseRelease(await bodyJson(c.req.raw, RELEASE_LIMIT))
  return new Hono()
    .post('/api/gate', async (c) => c.json(decideRelease(law, await given(c))))
    .post('/api/gate/records', async (c) => {
      // A set of any size is read for nobody but whoever is known here.
      permit(await whoAsks(c), 'request.read')
      const { release, scheme } = readQuery(c, wanted)
      const { grading, decision } = await decideOnRecords(law, readRelease(release), uploadOf(c.req.raw), { scheme })
      return c.json({ grading, decision })
    })
    .post('/api/gate/narrowings', async (c) => c.json({ narrowing: narrow(law, await given(c)) ?? null }))
}

const wanted = z.object({
  release: z.string().max(16_384).meta({ description: 'The release without its items, in JSON' }),
  scheme: z.string().max(20).default('CN'),
})
export const recordsQuery = wanted
export const recordsDecision = z.strictObject({ grading: z.json(), decision: releaseDecisionSchema })

function readRelease(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DomainError('invalid', 'not_json', 'The release is not JSON', { path: 'release', cause })
  }
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
