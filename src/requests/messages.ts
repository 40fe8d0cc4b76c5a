import { z } from 'zod'
import { acts, capacities, measures, seats } from '../law/index.ts'
import { actKinds, entrySchema } from '../vault/index.ts'
import { statementSchema } from './checks/statement.ts'
import { enforcementBodies } from './enforcement/entries.ts'
import { RequestError } from './errors.ts'
import { dealingOnTheWire } from './examination/dealing.ts'
import { linkKinds } from './linking/link.ts'
import { claimAnswerOnTheWire, claimOnTheWire, paymentOnTheWire } from './provider/claim.ts'
import { noticeDecisions, refusedFates } from './provider/entries.ts'
import { entryBodies, entryOnTheWire } from './review/entries.ts'

/**
 * What one organisation tells another about a request. Every body names the request by `request`, the id it was born
 * with. A body from outside is read through its schema before anything else looks at it.
 */
const id = z.string().regex(/^[a-z]+_[0-9a-z]{1,40}$/)
const line = z.string().min(1).max(2_000)
const prose = z.string().max(100_000)
const instant = z.iso.datetime()
const rule = z.string().regex(/^[A-Za-z0-9/-]{1,200}$/)
const state = z.string().regex(/^[A-Z]{2}$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const seat = z.enum(seats)
const event = z.string().regex(/^[a-z-]{1,50}\.[a-z-]{1,50}$/)
const about = { request: id }

const boxValue = z.union([
  prose,
  z.number(),
  z.boolean(),
  z.array(prose).max(1_000),
  z.strictObject({ from: line.optional(), to: line.optional() }),
])
const option = z.strictObject({ id: line, label: line })
const box = z.strictObject({
  id: line,
  number: z.number().int().positive(),
  label: prose,
  type: z.enum(['text', 'longtext', 'date', 'datetime', 'period', 'country', 'boolean', 'choice', 'choices', 'list', 'email', 'phone', 'address', 'number']),
  options: z.array(option).max(200).optional(),
  value: boxValue.optional(),
  note: prose.optional(),
  cite: line.optional(),
}) // biome-ignore format: one line of words
const section = z.strictObject({ id: line, title: prose, boxes: z.array(box).max(500) })
const copy = z.strictObject({ form: rule, heading: prose, version: line, sections: z.array(section).max(60) })

const party = z.strictObject({
  seat,
  state,
  org: id,
  name: line,
  as: z.enum(['designated-establishment', 'legal-representative']).optional(),
  address: line.optional(),
  email: line.optional(),
  phone: line.optional(),
  fax: line.optional(),
  contact: line.optional(),
  languages: z.array(line).max(20).optional(),
  steps: z.array(line).max(50).optional(),
})
const step = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,100}$/),
  title: line,
  seat,
  state,
  authority: line.optional(),
  does: z.enum(acts),
  form: rule.optional(),
  clocks: z.array(rule).max(20),
  moments: z.array(event).max(20),
  after: z.array(line).max(50),
  cite: line,
  certain: z.boolean(),
  /** Who is to do it, where that is known: the receiver, or whom it is to pass the step on to. */
  doer: id.optional(),
})
const item = z.strictObject({ id: line, category: line.optional(), label: line.optional() })

/**
 * A request as it is put before another organisation: its own steps and those it is to pass on, the form it may see, the
 * form printed. `asking` is the state whose request it is, `happened` what its periods run from.
 */
const presented = z.strictObject({
  ...about,
  title: line,
  fileNumber: line,
  rule,
  routeTitle: line,
  to: state.optional(),
  asking: state,
  /** Said where it is one; who receives it is then owed a second check of who sends it. */
  urgency: z.literal('emergency').optional(),
  /** Whose data are asked for, where the addressee answers for several companies. */
  company: line.optional(),
  happened: z.array(z.strictObject({ event, at: instant })).max(200),
  law: z.strictObject({ digest: line, on: z.iso.date() }),
  items: z.array(item).max(10_000),
  parties: z.array(party).min(1).max(20),
  steps: z.array(step).min(1).max(50),
  author: z.strictObject({ person: id, name: line }),
  /** What its author states about it: for those of the author's own side who approve it, and nobody else. */
  statement: statementSchema.optional(),
  /** The request that this one corrects, for those who decided against that. */
  replaces: id.optional(),
  form: copy.optional(),
  pdf: z.base64().max(8_000_000).optional(),
  digest: sha256,
  at: instant,
})

/** What the producer says was done with a piece before it left, from its own log. */
const act = z.strictObject({
  at: instant,
  what: z.enum(['collected', 'sealed', 'handed-over', 'taken', 'stated', 'seized', 'passed', 'checked']),
  org: id,
  orgName: line,
  by: id,
  byName: line,
  says: line.optional(),
  sha256: sha256.optional(),
  sealedSha256: sha256.optional(),
  /** Field by field, where it was put down so, and when that was. */
  entry: entrySchema.optional(),
  recorded: instant.optional(),
  device: id.optional(),
})

const manifestItem = z.strictObject({
  id,
  name: line,
  mediaType: line,
  size: z.number().int().nonnegative(),
  sha256,
  sealedSha256: sha256,
  sealedSize: z.number().int().nonnegative(),
  acts: z.array(act).min(1).max(1_000),
  /** How highly whoever hands it over has graded it, where they have: whoever receives it keeps it so. */
  level: z.strictObject({ scheme: line, class: line }).optional(),
})

const said = z.string().trim().min(1).max(100_000)
const itemFate = z.strictObject({
  item: line,
  fate: z.enum(['produced', ...refusedFates, 'lifted', 'open']),
  ground: rule.optional(),
})
const rightAddressee = z.strictObject({
  org: id.optional(),
  name: line,
  state,
  as: z.enum(['designated-establishment', 'legal-representative']).optional(),
})

/** The same of a piece that members of a team share: everything that was done with it anywhere, as far as it is known. */
const sharedItem = manifestItem.extend({
  acts: z
    .array(
      act.extend({
        /** A person, or the system that took it in. */
        by: line,
        what: z.enum(actKinds),
      }),
    )
    .min(1)
    .max(1_000),
})

const teamMember = z.strictObject({ org: id, name: line, state, people: z.array(line).min(1).max(200) })

/** Who decided, as the form prints it. */
const signedBy = z.strictObject({
  name: line,
  authority: line,
  /** What it is, in the words of the facts: judge, court, prosecutor. */
  type: line.optional(),
  post: line.optional(),
  fileNumber: line.optional(),
})

/** A stage of a transfer: on which day it was reached, and how it went where that was decided. */
const stageReached = z.strictObject({
  moment: event,
  day: z.iso.date(),
  outcome: z.enum(['passed', 'failed']).optional(),
  until: z.iso.date().optional(),
  note: prose,
  name: line,
})

/** Every kind of message, and its form. */
export const bodies = {
  /** Asks a court or approving authority to decide on a draft. */
  submission: presented,
  /** Its decision; `digest` says on which draft. */
  decision: z.strictObject({
    ...about,
    step: line,
    outcome: z.enum(['done', 'refused', 'returned']),
    by: signedBy,
    reason: prose.optional(),
    rules: z.array(rule).max(50),
    digest: sha256,
    at: instant,
  }),
  /** The order or request itself, to whoever is to answer it. */
  order: presented,
  /** The same, to the enforcing authority, with the grounds of necessity. */
  notification: presented,
  /** It arrived; clocks run from here. */
  acknowledgement: z.strictObject({
    ...about,
    of: z.enum(['submission', 'order', 'notification']),
    fileNumber: line,
    /** Who received it, where it was passed on. */
    where: id.optional(),
    at: instant,
  }),
  /** The enforcing authority clears the order or raises a ground. */
  assessment: z.strictObject({
    ...about,
    step: line,
    outcome: z.enum(['cleared', 'ground']),
    ground: rule.optional(),
    reason: prose.optional(),
    at: instant,
  }),
  preservation: z.strictObject({ ...about, step: line, items: z.array(line).max(10_000), at: instant }),
  /** What was handed over; the sealed bytes travel beside it. */
  production: z.strictObject({
    ...about,
    step: line,
    items: z.array(manifestItem).min(1).max(10_000),
    complete: z.boolean(),
    /** The items of the request that it answers, and of the last one what became of each. */
    data: z.array(line).max(10_000).optional(),
    account: z.array(itemFate).max(10_000).optional(),
    note: prose.optional(),
    at: instant,
  }),
  /** Some of the data are not handed over; the rest is still owed, unless it is `complete`. */
  partial: z.strictObject({
    ...about,
    step: line,
    items: z
      .array(z.strictObject({ item: line, fate: z.enum(refusedFates), ground: rule.optional(), reason: said }))
      .min(1)
      .max(10_000),
    preserved: z.boolean(),
    complete: z.boolean(),
    form: copy.optional(),
    at: instant,
  }),
  /** Whoever was asked asks back. */
  question: z.strictObject({
    ...about,
    id,
    text: said,
    items: z.array(line).max(10_000),
    ground: rule.optional(),
    form: copy.optional(),
    at: instant,
  }),
  answer: z.strictObject({ ...about, question: id, text: said, at: instant }),
  /** Whether the holder tells the person whose data are asked for; never who that is. */
  notice: z.strictObject({
    ...about,
    decision: z.enum(noticeDecisions),
    says: prose,
    cite: line,
    until: z.iso.date().optional(),
    at: instant,
  }),
  /** It was not meant for whoever got it. */
  misaddressed: z.strictObject({ ...about, reason: said, right: rightAddressee, at: instant }),
  /** What answering cost, and under which rule that is to be paid. */
  claim: z.strictObject({ ...about, ...claimOnTheWire, at: instant }),
  'claim-answer': z.strictObject({ ...about, ...claimAnswerOnTheWire, at: instant }),
  payment: z.strictObject({ ...about, ...paymentOnTheWire, at: instant }),
  /** Why it is not, or not fully, carried out. */
  objection: z.strictObject({
    ...about,
    step: line,
    /** None where the law gives the holder no ground to name, and asks none: it does not answer, and says why. */
    ground: rule.optional(),
    reason: prose.min(1),
    preserved: z.boolean(),
    /** Where a court decides on it: the dispute that begins with it, and over which data. */
    review: z
      .strictObject({
        id,
        items: z.array(line).min(1).max(10_000),
        late: z.strictObject({ due: instant, cite: line, why: prose }).optional(),
      })
      .optional(),
    form: copy.optional(),
    pdf: z.base64().max(8_000_000).optional(),
    at: instant,
  }),
  /** The asking authority's answer to an objection. */
  reply: z.strictObject({
    ...about,
    outcome: z.enum(['upheld', 'clarified', 'released']),
    text: prose.min(1),
    at: instant,
  }),
  /** What became of a step that was passed on, as it was told on. */
  progress: z.strictObject({
    ...about,
    step: line,
    outcome: z.enum(['done', 'refused', 'returned', 'skipped']),
    name: line,
    reason: prose.optional(),
    rules: z.array(rule).max(50),
    at: instant,
  }),
  /** A further paper on a request that has left: an extension, a confirmation, what was asked for in addition. */
  supplement: z.strictObject({
    ...about,
    step: line,
    title: line,
    moments: z.array(event).max(20),
    /** The periods that it prolongs, or begins. */
    clocks: z.array(rule).max(20).optional(),
    text: prose.optional(),
    form: copy.optional(),
    pdf: z.base64().max(8_000_000).optional(),
    at: instant,
  }),
  /** A dispute over an order is brought before a court, with its file. */
  review: z.strictObject({
    ...about,
    title: line,
    fileNumber: line,
    rule,
    routeTitle: line,
    to: state.optional(),
    asking: state,
    law: z.strictObject({ digest: line, on: z.iso.date() }),
    items: z.array(item).max(10_000),
    parties: z.array(party).min(1).max(20),
    /** Whose order it is. */
    keeper: id,
    author: z.strictObject({ person: id, name: line }).optional(),
    form: copy.optional(),
    digest: sha256.optional(),
    review: z.strictObject({
      id,
      ground: rule,
      step: line,
      items: z.array(line).min(1).max(10_000),
      holder: z.strictObject({ org: id, name: line }),
      court: z.strictObject({ org: id, name: line, state }),
      opened: instant,
      objection: z.strictObject({
        name: line,
        reason: prose.min(1),
        preserved: z.boolean(),
        late: z.strictObject({ due: instant, cite: line, why: prose }).optional(),
        form: copy.optional(),
      }),
      views: z.array(z.strictObject({ org: id, name: line, at: instant, body: entryBodies.view })).max(20),
      brought: z.strictObject({ name: line, body: entryBodies.brought }),
    }),
    at: instant,
  }),
  /** Something was put to the file of a dispute. */
  hearing: z.strictObject({
    ...about,
    review: id,
    entry: entryOnTheWire,
    /** Before whom it now is, where it was brought there. */
    court: z.strictObject({ org: id, name: line, state }).optional(),
  }),
  /** What was asked is awaited: it is late, or somebody asks after it; `escalation`: those who answer for it are to see it. */
  reminder: z.strictObject({
    ...about,
    why: z.enum(['asked', 'overdue', 'escalation']),
    step: line,
    /** The period that is over, and when it ended. */
    rule: rule.optional(),
    due: instant.optional(),
    text: prose.optional(),
    name: line,
    at: instant,
  }),
  /** A measure was set running until a day, renewed, ended, or lapsed because nobody renewed it. */
  measure: z.strictObject({
    ...about,
    what: z.enum(['set', 'renewed', 'ended', 'lapsed']),
    measure: z.enum(measures),
    rule,
    until: instant.optional(),
    text: prose.optional(),
    at: instant,
  }),
  /** What was handed over, or handed on, has been destroyed; `told`: the law by which whoever has it as well is told. */
  destruction: z.strictObject({
    ...about,
    items: z.array(z.strictObject({ id, sha256 })).min(1).max(10_000),
    cite: line,
    told: line.optional(),
    name: line,
    at: instant,
  }),
  /** What was put down of pieces after they were handed over: of how they were taken, of the device they were on. */
  custody: z.strictObject({
    ...about,
    items: z
      .array(z.strictObject({ id, sha256, acts: z.array(act).min(1).max(1_000) }))
      .min(1)
      .max(10_000),
    at: instant,
  }),
  /** How this request belongs to an earlier one that the receiver has too. */
  link: z.strictObject({ ...about, kind: z.enum(linkKinds), other: id, otherNumber: line, at: instant }),
  /** Less is asked for: items fall away, or days. */
  narrowing: z.strictObject({
    ...about,
    without: z.array(line).max(10_000),
    period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).optional(),
    reason: prose.min(1),
    at: instant,
  }),
  /** Something between the two sides beside the steps: what is still asked for, promised, pleaded, allowed. */
  dealing: z.strictObject({
    ...about,
    dealing: id,
    step: line,
    /** Who said it, where it is passed on. */
    by: z.strictObject({ org: id, name: line }),
    said: dealingOnTheWire,
  }),
  /** An order that was not obeyed is handed to the authority that enforces it. */
  enforcement: z.strictObject({
    ...about,
    title: line,
    fileNumber: line,
    rule,
    routeTitle: line,
    to: state,
    asking: state,
    law: z.strictObject({ digest: line, on: z.iso.date() }),
    items: z.array(item).max(10_000),
    parties: z.array(party).min(1).max(20),
    author: z.strictObject({ person: id, name: line }).optional(),
    form: copy.optional(),
    digest: sha256.optional(),
    dealing: id,
    step: line,
    asked: z.strictObject({ name: line, at: instant, body: enforcementBodies.asked }),
  }),
  /** Proposes a joint investigation team. `request` is the id of the team, in every message about it. */
  'team-proposal': z.strictObject({
    ...about,
    title: line,
    purpose: prose.min(1),
    rule,
    law: z.strictObject({ digest: line, on: z.iso.date() }),
    from: z.iso.date(),
    to: z.iso.date(),
    leader: id,
    members: z.array(teamMember).min(2).max(50),
    terms: sha256,
    name: line,
    at: instant,
  }),
  /** A member signs exactly these terms. */
  'team-signature': z.strictObject({ ...about, terms: sha256, name: line, at: instant }),
  /** A member shares evidence with the others; the sealed bytes travel beside it. */
  'team-sharing': z.strictObject({
    ...about,
    items: z.array(sharedItem).min(1).max(1_000),
    note: prose.min(1),
    name: line,
    at: instant,
  }),
  /** Somebody who would give data abroad applies for permission to give exactly these pieces to exactly this recipient. */
  'permission-application': z.strictObject({
    ...about,
    permission: id,
    title: line,
    gate: rule,
    state,
    seat,
    capacity: z.enum(capacities),
    recipient: z.strictObject({ org: id, name: line, state }),
    items: z
      .array(z.strictObject({ item: id, sha256, name: line }))
      .min(1)
      .max(10_000),
    content: z.record(z.string().max(200), z.json()),
    by: id,
    name: line,
    at: instant,
  }),
  'permission-decision': z.strictObject({
    ...about,
    permission: id,
    outcome: z.enum(['granted', 'refused']),
    reason: prose.min(1),
    conditions: prose.optional(),
    from: instant.optional(),
    until: instant.optional(),
    by: id,
    name: line,
    at: instant,
  }),
  /** Somebody who would send data abroad for business files its assessment, contract or application: `request` is the id of the file. */
  'transfer-filing': z.strictObject({
    ...about,
    path: rule,
    recipient: z.strictObject({ name: line, state, kind: z.enum(['company', 'person']) }),
    purpose: line,
    heads: z.record(z.string().max(200), prose),
    entries: z.array(stageReached).max(1_000),
    by: id,
    name: line,
    at: instant,
  }),
  /** One side tells the other of a stage that it brought about: more is asked for, it was decided. */
  'transfer-stage': z.strictObject({ ...about, ...stageReached.shape, at: instant }),
  'permission-revocation': z.strictObject({ ...about, permission: id, reason: prose.min(1), name: line, at: instant }),
  /** The leader ends the team. */
  /** To an overseer: `request` names the access, and no request. */
  'emergency-access': z.strictObject({
    ...about,
    organisation: line,
    seat: line,
    reason: prose.min(1),
    name: line,
    at: instant,
    until: instant,
  }),
  'team-end': z.strictObject({ ...about, reason: prose.min(1), name: line, at: instant }),
  /** `erased`: how many pieces of evidence were deleted, because what was asked should not have been. */
  withdrawal: z.strictObject({
    ...about,
    reason: prose.min(1),
    erased: z.number().int().nonnegative().optional(),
    at: instant,
  }),
  /** The matter is served: data need not be kept for it any longer. */
  closing: z.strictObject({ ...about, at: instant }),
} as const

export type MessageType = keyof typeof bodies
export type MessageBody<T extends MessageType> = z.infer<(typeof bodies)[T]>
export type Presented = z.infer<typeof presented>
export type SignedBy = z.infer<typeof signedBy>

export const isMessageType = (type: string): type is MessageType => Object.hasOwn(bodies, type)

/** Reads a body from outside. Throws `bad_message` with the path of the first field at fault. */
export function parseBody<T extends MessageType>(type: T, input: unknown): MessageBody<T> {
  const read = bodies[type].safeParse(input)
  if (read.success) return read.data as MessageBody<T>
  const [issue] = read.error.issues
  const path = (issue?.path ?? []).map(String).join('.')
  throw new RequestError('invalid', 'bad_message', `A message '${type}' is not well formed: ${issue?.message ?? ''}`, {
    path,
  })
}
