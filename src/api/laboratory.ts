import { Hono } from 'hono'
import { z } from 'zod'
import type { Now } from '../base/time.ts'
import { readProposal, tryProposal } from '../laboratory/index.ts'
import { factsSchema, type LawBase, parseFacts } from '../law/index.ts'
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

/** A proposal and thousands of cases. */
const LIMIT = 8_388_608

const trial = z.strictObject({
  proposal: z.string().max(1_000_000).meta({ description: 'YAML: title, summary, and law, by rule id' }),
  cases: z.array(z.unknown()).min(1).max(10_000),
})

/** POST /api/laboratory/trials: a change of the law that nobody has made yet, tried on cases. Nothing is kept. */
export function laboratory({ law, now, whoAsks }: { law: LawBase; now: Now; whoAsks: WhoAsks }) {
  return new Hono().post('/api/laboratory/trials', async (c) => {
    await whoAsks(c)
    const { proposal, cases } = await readBody(c, trial, LIMIT)
    const today = now().toString().slice(0, 10)
    return c.json(tryProposal(law, readProposal(proposal, law), cases.map(parseFacts), today))
  })
}

const count = z.number().int()
const standing = z.strictObject({
  status: z.string(),
  route: z.string().optional(),
  steps: count.optional(),
  days: z.number().optional(),
})
const change = z.enum(['better', 'worse', 'other-route', 'same'])
const report = z.strictObject({
  title: z.string(),
  law: z.strictObject({ before: z.string(), after: z.string() }),
  cases: count,
  changes: z.record(change, count),
  trials: z.array(
    z.strictObject({
      facts: factsSchema,
      items: z.array(z.strictObject({ data: z.string(), before: standing, after: standing, change })),
      conflicts: z.strictObject({ before: count, after: count }),
    }),
  ),
})

export const laboratoryPaths = {
  '/api/laboratory/trials': {
    post: operation('Try a proposed change of the law on cases', {
      takes: trial.extend({ cases: z.array(factsSchema) }),
      gives: report,
    }),
  },
}
