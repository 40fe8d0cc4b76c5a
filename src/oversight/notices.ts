import { z } from 'zod'
import { changeSchema } from './audits/proposal.ts'
import { severities } from './inspections/inspection.ts'
import { orderKinds } from './orders/order.ts'

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`))
const line = z.string().min(1).max(2_000)
const prose = z.string().min(1).max(20_000)
const at = z.iso.datetime()
const request = id('request')

const shown = z.strictObject({
  done: z.boolean(),
  events: z.array(z.strictObject({ seq: z.number().int().nonnegative(), kind: line, at })).max(1_000),
  pieces: z.array(z.strictObject({ id: id('item'), sha256: z.string().regex(/^[0-9a-f]{64}$/), state: line })).max(10_000),
}) // biome-ignore format: short

/** What an overseer and whom it oversees tell each other, and what the lesson of an audit asks of somebody else. `request` is what the message is about: the inspection, finding or order. */
export const bodies = {
  'oversight-disclosure': z.strictObject({
    ...{
      request: id('inspection'),
      inspection: id('inspection'),
      title: line,
      cause: prose,
      opened: at,
      closed: at,
      at,
    },
    looks: z
      .array(
        z.strictObject({
          seq: z.number().int().nonnegative(),
          what: line,
          request: request.nullable(),
          name: line,
          at,
        }),
      )
      .max(100_000),
    findings: z
      .array(
        z.strictObject({
          ...{ finding: id('finding'), request: request.optional(), severity: z.enum(severities), says: prose },
          ...{ cites: z.array(line).max(50), name: line, at },
        }),
      )
      .max(1_000),
  }),
  'oversight-reply': z.strictObject({ request: id('finding'), finding: id('finding'), says: prose, name: line, at }),
  'oversight-order': z.strictObject({
    ...{ request: id('order'), order: id('order'), inspection: id('inspection'), file: request },
    ...{ kind: z.enum(orderKinds), reason: prose, basis: line, due: z.iso.date().nullable(), name: line, at },
  }),
  'oversight-done': z.strictObject({
    ...{ request: id('order'), order: id('order'), note: z.string().max(20_000), shown, name: line, at },
  }),
  'oversight-closing': z.strictObject({ request: id('order'), order: id('order'), why: prose, name: line, at }),
  'lesson-proposed': z.strictObject({
    ...{ request: id('proposal'), proposal: id('proposal'), audit: id('audit'), lesson: id('lesson'), says: prose },
    ...{ change: changeSchema, from: z.iso.date(), name: line, at },
  }),
  'lesson-decided': z.strictObject({
    ...{ request: id('proposal'), proposal: id('proposal'), outcome: z.enum(['adopted', 'refused']), why: prose },
    ...{ instruction: id('instruction').nullable(), name: line, at },
  }),
} as const

export type NoticeType = keyof typeof bodies
export type NoticeBody<T extends NoticeType> = z.infer<(typeof bodies)[T]>
