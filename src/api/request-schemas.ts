import { z } from 'zod'
import { factsSchema, measures, seats, acts as stepActs } from '../law/index.ts'
import { outcomes, statementSchema, statuses, stepStates, turnKinds } from '../requests/index.ts'
import { dueSchema, missingBox } from './schemas.ts'

/** What the API says of matters and requests. */
const instant = z.iso.datetime()
const seat = z.enum(seats)
const facts = factsSchema.meta({ id: 'Facts' })

export const matterSchema = z.strictObject({
  id: z.string(),
  org: z.string(),
  title: z.string(),
  fileNumber: z.string(),
  facts,
  openedBy: z.string(),
  openedAt: instant,
  changedAt: instant,
})

const party = z.strictObject({
  seat,
  state: z.string(),
  org: z.string(),
  name: z.string(),
  as: z.enum(['designated-establishment', 'legal-representative']).optional(),
  address: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  fax: z.string().optional(),
  contact: z.string().optional(),
  languages: z.array(z.string()).optional(),
})

const line = {
  id: z.string(),
  origin: z.string().meta({ description: 'The id that every organisation knows it by' }),
  direction: z.enum(['outgoing', 'incoming']),
  title: z.string(),
  fileNumber: z.string(),
  counterpart: z.string(),
  counterpartName: z.string(),
  rule: z.string(),
  routeTitle: z.string(),
  to: z.string().optional(),
  status: z.enum(statuses),
  createdAt: instant,
  leftAt: instant.optional(),
  endedAt: instant.optional(),
}
export const requestLineSchema = z.strictObject(line)

export const requestSchema = z.strictObject({
  ...line,
  org: z.string(),
  matter: z.string().optional(),
  counterpartNumber: z.string().optional(),
  law: z.strictObject({ digest: z.string(), on: z.iso.date() }),
  facts,
  items: z.array(z.looseObject({ id: z.string() })),
  parties: z.array(party),
  statement: statementSchema.optional().meta({ description: 'What its author states; only at the author’s own side' }),
  digest: z.string().optional().meta({ description: 'SHA-256 over what was handed in for approval' }),
  author: z.strictObject({ person: z.string(), name: z.string() }).optional(),
})

const step = z.strictObject({
  id: z.string(),
  position: z.number().int(),
  title: z.string(),
  seat,
  state: z.string(),
  authority: z.string().optional(),
  doer: z.string().optional(),
  does: z.enum(stepActs),
  form: z.string().optional(),
  clocks: z.array(z.string()),
  moments: z.array(z.string()),
  after: z.array(z.string()),
  cite: z.string(),
  certain: z.boolean(),
  via: z.string().optional(),
  is: z.enum(stepStates),
  since: instant.optional(),
})

const decision = z.strictObject({
  id: z.string(),
  step: z.string(),
  outcome: z.enum(outcomes),
  org: z.string(),
  person: z.string().optional(),
  name: z.string(),
  at: instant,
  reason: z.string().optional(),
  rules: z.array(z.string()),
  details: z.record(z.string(), z.unknown()),
  digest: z.string().optional(),
  void: z.boolean(),
})

const clock = z.strictObject({
  id: z.string(),
  step: z.string().optional(),
  rule: z.string(),
  title: z.string(),
  cite: z.string(),
  bearer: z.string().meta({ description: 'The organisation whose duty it is' }),
  startedBy: z.string(),
  startedAt: instant,
  stops: z.string(),
  due: instant.optional(),
  working: dueSchema,
  holds: z.boolean(),
  measure: z.enum(measures).optional().meta({ description: 'The measure whose life the period is' }),
  stoppedBy: z.string().optional(),
  stoppedAt: instant.optional(),
})

export const eventSchema = z.strictObject({
  org: z.string(),
  seq: z.number().int(),
  at: instant,
  by: z.string(),
  kind: z.string(),
  about: z.string(),
  body: z.unknown().meta({ description: 'null once erased' }),
})

export const timelineSchema = z.strictObject({
  request: requestSchema,
  steps: z.array(step),
  decisions: z.array(decision),
  clocks: z.array(clock.extend({ overdue: z.boolean() })),
  holds: z.array(clock).meta({ description: 'The clocks before whose end nothing may be handed over' }),
  objection: decision.optional(),
  events: z.array(eventSchema),
})

const timed = {
  request: requestLineSchema,
  step,
  since: instant,
  clock: clock.optional(),
  due: instant.optional(),
  overdue: z.boolean(),
}
const count = z
  .strictObject({ atLeast: z.number().int(), exact: z.boolean() })
  .meta({ description: 'Counted no further than 100' })
export const todaySchema = z.strictObject({
  at: instant,
  tasks: z.array(
    z.strictObject({
      ...timed,
      kind: z.enum(turnKinds),
      hold: clock.optional(),
    }),
  ),
  waiting: z.array(z.strictObject({ ...timed, on: z.string() })),
  more: z
    .strictObject({ tasks: z.string().optional(), waiting: z.string().optional() })
    .meta({ description: 'There where a list is longer than what is given here' }),
  counts: z.strictObject({ tasks: count, overdue: count, waiting: count }),
})

const box = z.looseObject({ id: z.string(), number: z.number().int(), label: z.string(), type: z.string() })
export const formSchema = z.strictObject({
  form: z.string(),
  heading: z.string(),
  version: z.string(),
  sections: z.array(z.looseObject({ id: z.string(), title: z.string(), boxes: z.array(box) })),
  missing: z.array(missingBox),
})
