import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { type Outlook, outlookFor, type Setting, stepStates } from '../requests/index.ts'
import { operation } from './operation.ts'
import type { WhoAsks } from './sign-in.ts'

const instant = z.iso.datetime()
const range = z
  .strictObject({ from: instant, to: instant })
  .meta({ description: 'Between when and when; never one moment alone' })
const length = z.number().meta({ description: 'In milliseconds' })

const stage = z.strictObject({
  step: z.string(),
  title: z.string(),
  is: z.enum(stepStates),
  doer: z.string().optional(),
  began: instant.optional(),
  ended: instant.optional(),
  benchmark: z
    .strictObject({
      n: z.number().int(),
      lower: length,
      median: length,
      upper: length,
      among: z.enum(['doer', 'state', 'route']).meta({ description: 'Whose finished steps it is drawn from' }),
      small: z.boolean().meta({ description: 'Too few to say what is usual' }),
    })
    .optional(),
  slow: z.boolean().meta({ description: 'It lasts longer than three of four did' }),
  overdue: z.boolean().meta({ description: 'A period of the law for it is over' }),
  expected: range.optional(),
})

const contact = z
  .strictObject({ name: z.string(), authority: z.string(), contact: z.string(), phone: z.string(), email: z.string() })
  .partial()

const outlookSchema = z.strictObject({
  stages: z.array(stage),
  behind: z.number().int(),
  left: z.number().int(),
  expected: range.optional(),
  without: z.enum(['over', 'refused', 'objected', 'nothing-known']).optional(),
  sources: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('record'),
        n: z.number().int(),
        small: z.boolean(),
        steps: z.array(z.string()),
      }),
      z.strictObject({ kind: z.literal('clock'), rule: z.string(), cite: z.string(), step: z.string() }),
      z.strictObject({
        kind: z.literal('published'),
        days: z.number(),
        cite: z.string(),
        is: z.enum(['average', 'limit']),
      }),
    ]),
  ),
  reminders: z.array(
    z.strictObject({
      why: z.enum(['asked', 'overdue', 'escalation']),
      step: z.string(),
      by: z.strictObject({ org: z.string(), person: z.string().optional(), name: z.string() }),
      at: instant,
      text: z.string().optional(),
      due: instant.optional(),
      to: z.string().optional(),
      contact: contact.optional(),
    }),
  ),
  elsewhere: z.array(z.strictObject({ step: z.string(), contact: contact.optional(), reachable: z.boolean() })),
})

const outlookView = ({ stages, elsewhere, ...rest }: Outlook) => ({
  ...rest,
  stages: stages.map(({ step: { id, title, is, doer }, ...told }) => ({ step: id, title, is, doer, ...told })),
  elsewhere: elsewhere.map(({ step, ...told }) => ({ step: step.id, ...told })),
})

/** GET /api/requests/{id}/forecast: when its end is expected, stage by stage, and who was asked after it. */
export function waiting({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono().get('/api/requests/:id/forecast', async (c) => {
    const actor = await whoAsks(c)
    permit(actor, 'request.read')
    const id = parseId('request', c.req.param('id'))
    return c.json(outlookView(await outlookFor(db, actor.org, id, setting)))
  })
}

export const waitingPaths = {
  '/api/requests/{id}/forecast': {
    get: operation('When the end of a request is expected, by stage and with what that rests on; who was reminded', {
      gives: outlookSchema,
      names: true,
    }),
  },
}
