import { z } from 'zod'
import { type Analysis, type Due, routeStatuses, seats } from '../law/index.ts'

/** The shapes the API takes and gives; the description of the API is made from them, and the types hold them to the law module. */
const rule = z.string().meta({ description: 'The id of a rule: its path below law/' })
const seat = z.enum(seats)
const warning = z.strictObject({ says: z.string(), cite: z.string() })
const confidence = z.enum(['secondary', 'unconfirmed'])

const because = z.strictObject({
  holds: z.boolean().nullable().meta({ description: 'null: not known' }),
  says: z.string(),
  cite: z.string(),
  facts: z.array(z.string()),
  confidence: confidence.optional(),
  settled: z.literal(false).optional(),
})

const step = z.strictObject({
  id: z.string(),
  title: z.string(),
  seat,
  state: z.string(),
  authority: z.string().optional(),
  does: z.string(),
  form: rule.optional(),
  clocks: z.array(rule),
  moments: z.array(z.string()).optional(),
  after: z.array(z.string()),
  cite: z.string(),
  certain: z.boolean(),
})

const counting = z.enum(['calendar', 'working', 'hours', 'words'])

const clock = z.strictObject({
  rule,
  title: z.string(),
  from: z.string(),
  length: z.string(),
  counting,
  cite: z.string(),
  certain: z.literal(false).optional(),
})

const route = z.strictObject({
  rule,
  instrument: z.string(),
  title: z.string(),
  channel: z.enum(['direct', 'cooperative', 'voluntary', 'domestic']),
  to: z.string().optional(),
  binding: z.literal(false).optional(),
  data: z.array(z.string()),
  status: z.enum(routeStatuses),
  because: z.array(because),
  asks: z.array(z.string()),
  needs: z.array(z.strictObject({ what: z.string(), actor: seat, cite: z.string(), met: z.boolean() })),
  steps: z.array(step),
  clocks: z.array(clock),
  grounds: z.array(z.strictObject({ rule, title: z.string(), seat, cite: z.string() })),
  conflicts: z.array(rule),
  typicalDays: z.number().optional(),
  warnings: z.array(warning),
  confidence: z.enum(['text', 'secondary', 'unconfirmed']),
})

const threat = z.strictObject({
  rule,
  title: z.string(),
  on: z.enum(['organisation', 'individual', 'both']),
  fine: z
    .strictObject({
      currency: z.string(),
      from: z.number().optional(),
      to: z.number().optional(),
      turnover_percent: z.number().optional(),
      times_loss: z.number().optional(),
      per_day: z.boolean().optional(),
    })
    .optional(),
  other: z.string().optional(),
  cite: z.string(),
})

const gate = z.strictObject({
  rule,
  instrument: z.string(),
  title: z.string(),
  state: z.string(),
  data: z.array(z.string()),
  status: z.enum(['closed', 'approval', 'open', 'not-engaged', 'unknown']),
  cite: z.string(),
  because: z.array(because),
  approval: z.strictObject({ seat, authority: z.string(), cite: z.string(), clocks: z.array(rule) }).optional(),
  exposure: z.array(rule),
})

const releaseLine = z.strictObject({
  rule,
  holds: z.boolean().nullable(),
  says: z.string(),
  cite: z.string(),
  confidence: z.string().optional(),
  settled: z.literal(false).optional(),
})

export const releaseDecisionSchema = z.strictObject({
  on: z.string(),
  law: z.strictObject({ digest: z.string() }),
  release: z.boolean(),
  items: z.array(
    z.strictObject({
      id: z.string(),
      release: z.boolean(),
      because: z.array(releaseLine),
      opensWith: z.array(z.string()),
      exposure: z.array(rule),
    }),
  ),
  because: z.array(releaseLine),
  opensWith: z.array(z.string()),
})

export const analysisSchema = z.strictObject({
  on: z.iso.date(),
  law: z.strictObject({ digest: z.string() }),
  items: z.array(z.strictObject({ data: z.string(), status: z.enum(routeStatuses), best: rule.optional() })),
  routes: z.array(route),
  reach: z.array(
    z.strictObject({
      rule,
      title: z.string(),
      state: z.string(),
      status: z.enum(['reaches', 'does-not', 'unknown']),
      cite: z.string(),
      because: z.array(because),
    }),
  ),
  gates: z.array(gate),
  conflicts: z.array(
    z.strictObject({
      demands: rule,
      by: z.string(),
      forbids: rule,
      of: z.string(),
      data: z.array(z.string()),
      exposure: z.record(z.string(), z.array(rule)),
      threats: z.record(z.string(), z.array(threat)),
      resolutions: z.array(
        z.strictObject({
          route: rule.optional(),
          ground: rule.optional(),
          what: z.string(),
          cite: z.string(),
          before: z.strictObject({ seat, state: z.string(), authority: z.string().optional() }).optional(),
          clocks: z.array(clock).optional(),
          weighs: z.array(z.strictObject({ what: z.string(), cite: z.string() })).optional(),
        }),
      ),
    }),
  ),
  questions: z.array(
    z.strictObject({ fact: z.string(), decides: z.array(rule), text: z.string(), why: z.string().optional() }),
  ),
  warnings: z.array(warning),
}) satisfies z.ZodType<Analysis>

export const clockBody = z.strictObject({
  rule,
  from: z.string().meta({ description: 'The instant the period runs from: 2026-11-21T10:00:00Z' }),
  state: z.string().optional().meta({ description: 'Whose calendar and time count, unless the law names one itself' }),
  suspended: z
    .array(z.strictObject({ from: z.string(), to: z.string().optional() }))
    .max(100)
    .default([])
    .meta({ description: 'Times for which it stood still; without `to` it still does' }),
})

export const dueSchema = z.strictObject({
  rule,
  title: z.string(),
  from: z.string(),
  due: z.string().optional(),
  local: z.string().optional(),
  zone: z.string(),
  standsSince: z.string().optional(),
  length: z.string(),
  counting,
  cite: z.string(),
  countingRule: z.strictObject({ rule, cite: z.string() }).optional(),
  outer: z.strictObject({ due: z.string(), local: z.string(), rule, cite: z.string() }).optional(),
  derivation: z.array(z.strictObject({ date: z.string(), counted: z.boolean(), why: z.string() })),
  warnings: z.array(warning),
}) satisfies z.ZodType<Due>

export const lawList = z.strictObject({
  digest: z.string(),
  rules: z.array(
    z.strictObject({
      rule,
      kind: z.string(),
      instrument: z.string(),
      title: z.string(),
      cites: z.array(z.strictObject({ cite: z.string(), url: z.string().optional() })),
      says: z.string().optional().meta({ description: 'The sentence in which the words were found' }),
    }),
  ),
})

export const ruleSchema = z.looseObject({ rule, kind: z.string(), instrument: z.string(), title: z.string() })

export const missingBox = z.strictObject({
  path: z.string(),
  section: z.string(),
  label: z.string(),
  says: z.string(),
  cite: z.string().optional(),
  awaitsValidation: z.boolean(),
})

export const errorSchema = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string().meta({ description: 'The words of the status' }),
  status: z.number().int(),
  detail: z.string(),
  code: z.string().meta({ description: 'What happened, for a program' }),
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    path: z.string().optional().meta({ description: 'The field at fault: data[0].category' }),
    missing: z
      .array(missingBox)
      .optional()
      .meta({ description: 'With boxes_missing: every box that is still empty and may not be' }),
  }),
})

export const healthSchema = z.strictObject({ ready: z.boolean(), law: z.string() })
