import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { findCounterpart } from '../exchange/index.ts'
import {
  answerClaim, answerQuestion, askBack, claimCosts, decideNotice, type NewAddressee, noticeDecisions, recordPayment, recordSufficiency,
  refusedFates, refuseItems, returnMisaddressed, sendToRight,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { act } from './act.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const rule = z.string().max(200)
const boxes = z.record(z.string().max(100), z.unknown())
const amount = z.string().max(30).meta({ description: 'An exact decimal, such as 12.50' })
const claim = z.string().max(60).meta({ description: 'The id of the claim' })
const as = z.enum(['designated-establishment', 'legal-representative'])
const right = z.strictObject({
  org: line.optional().meta({ description: 'Its id, where it is in the directory: name and state are then known' }),
  name: line.optional(),
  state: line.optional(),
  as: as.optional(),
})

/** Whom it should have gone to, as the directory knows it, else as it is named. */
async function rightNamed(tx: Tx, { org, name = '', state = '', as: stands }: z.infer<typeof right>) {
  const known = org ? await findCounterpart(tx, org) : undefined
  const where = state || known?.addressees[0]?.state || known?.state || ''
  return { ...(known && { org: known.org }), name: known?.name ?? name, state: where, ...(stands && { as: stands }) }
}

/** What is said and done beside the steps while a request is answered, by the noun that stands in the address. */
export const answeringActs = {
  'sufficiency-checks': act(
    'Write down whether the order can be carried out as it stands, point by point',
    z.strictObject({
      points: z
        .record(line, z.strictObject({ holds: z.boolean(), note: prose.optional() }))
        .meta({ description: 'Every point of the request’s answering file, by its id' }),
    }),
    (tx, actor, id, { points }, setting) => recordSufficiency(tx, actor, id, points, setting),
  ),
  questions: act(
    'Ask back; on a ground of the law it goes on the form of that ground, and its clock runs',
    z.strictObject({
      text: prose,
      items: z.array(line).max(10_000).optional(),
      ground: rule.optional(),
      boxes: boxes.optional(),
    }),
    askBack,
  ),
  answers: act('Answer a question', z.strictObject({ question: line, text: prose }), answerQuestion),
  'partial-refusals': act(
    'Say of some of the data that they are not handed over, each with its ground',
    z.strictObject({
      items: z
        .array(z.strictObject({ item: line, fate: z.enum(refusedFates), ground: rule.optional(), reason: prose }))
        .min(1)
        .max(10_000),
      preserved: z.boolean(),
      boxes: boxes.optional(),
    }),
    refuseItems,
  ),
  'user-notices': act(
    'Decide whether the person whose data are asked for is told: now, later, or barred',
    z.strictObject({
      decision: z.enum(noticeDecisions),
      reason: prose.optional(),
      until: line.optional().meta({ description: 'A day; on the next it is to be decided again' }),
      basis: line.optional().meta({ description: 'The order or rule it rests on, where the law base names none' }),
      boxes: boxes.optional(),
      lifted: prose.optional().meta({ description: 'What lifted the bar before its day' }),
    }),
    decideNotice,
  ),
  'cost-claims': act(
    'Claim what answering cost',
    z.strictObject({
      rule: line.optional().meta({ description: 'The citation of the rule, where the route has several' }),
      provision: line
        .optional()
        .meta({ description: 'The provision of the state whose own law has to provide for it' }),
      currency: line.meta({ description: 'ISO 4217' }),
      lines: z.array(z.strictObject({ what: line, quantity: z.number().int(), each: amount })).max(200),
      note: prose.optional(),
    }),
    claimCosts,
  ),
  'cost-answers': act(
    'Say what is paid of a claim, line by line',
    z.strictObject({ claim, accepted: z.array(amount).max(200), reason: prose.optional() }),
    answerClaim,
  ),
  'cost-payments': act(
    'Write down that some of what was accepted was paid',
    z.strictObject({ claim, amount, on: line, reference: line }),
    recordPayment,
  ),
  misdirections: act(
    'Give back a request that was not meant for this organisation, naming the right one',
    z.strictObject({ reason: prose, right }),
    async (tx, actor, id, { reason, right: named }, setting) =>
      returnMisaddressed(tx, actor, id, { reason, right: await rightNamed(tx, named) }, setting),
  ),
  redirections: act(
    'Send a request that came back to the right addressee: a new one with the same form, handed in',
    z.strictObject({
      org: line.meta({ description: 'Its name, state and languages are those of the directory' }),
      state: line.optional(),
      as: as.optional(),
      address: line.optional(),
      email: line.optional(),
      phone: line.optional(),
      contact: line.optional(),
      despite: prose.optional(),
    }),
    async (tx, actor, id, { org, state, as: stands, despite, ...contact }, setting) => {
      const { languages } = await findCounterpart(tx, org)
      const known = await rightNamed(tx, { org, ...(state && { state }), ...(stands && { as: stands }) })
      const addressee = { ...known, org, languages, ...contact } as NewAddressee
      return sendToRight(tx, actor, id, { right: addressee, ...(despite && { despite }) }, setting)
    },
  ),
}
