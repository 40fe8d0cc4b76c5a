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
      const given = readRelease(release)
      const decide = async (progress?: (records: number) => void) => {
        const { grading, decision } = await decideOnRecords(law, given, uploadOf(c.req.raw), { scheme, progress })
        return { grading, decision }
      }
      return c.req.header('accept')?.includes(LINES) ? toldInLines(decide) : c.json(await decide())
    })
    .post('/api/gate/narrowings', async (c) => c.json({ narrowing: narrow(law, await given(c)) ?? null }))
}

const LINES = 'application/x-ndjson'

/** A line for each so many records while they are read, `{"records": …}`, and the answer on the last; or what is wrong, as `{"error": …}`. */
function toldInLines(decide: (progress: (records: number) => void) => Promise<unknown>): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: unknown) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      try {
        say(await decide((records) => say({ records })))
      } catch (error) {
        if (!(error instanceof DomainError)) return controller.error(error)
        const { code, message, path } = error
        say({ error: { code, message, ...(path && { path }) } })
      }
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': LINES, 'cache-control': 'no-store' } })
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
