import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { findCounterpart } from '../exchange/index.ts'
import {
  askThirdState, type Court, giveRuling, giveView, noteThirdState, orderAtOnce, RequestError, refer, respond, withdrawObjection,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { act } from './act.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const review = z.string().max(60).meta({ description: 'The id of the dispute' })
const items = z.array(line).max(10_000)
const points = z.record(z.string().regex(/^\d{1,2}$/), prose).meta({
  description: 'What is said to each point that the law weighs, by its number there',
})

/** The court with its name and state from the directory. Throws `wrong_seat` for an organisation that is no court. */
export async function courtNamed(tx: Tx, org: string): Promise<Court> {
  const { name, state, seats } = await findCounterpart(tx, org)
  if (seats.includes('court')) return { org, name, state }
  throw new RequestError('invalid', 'wrong_seat', `${name} is no court`, { path: 'court' })
}

/** What is done in a dispute over an order, by the noun that stands in the address. */
export const reviewActs = {
  referrals: act(
    'Uphold what was objected to: bring the dispute before the court',
    z.strictObject({
      review,
      court: line.meta({ description: 'The id of the organisation' }),
      statement: prose,
      points: points.optional(),
      items: items.meta({ description: 'The data still asked for; the others are let go' }),
    }),
    async (tx, actor, id, { court, ...input }, setting) =>
      refer(tx, actor, id, { ...input, court: await courtNamed(tx, court) }, setting),
  ),
  views: act(
    'Say what an enforcing authority thinks of the objection',
    z.strictObject({ review, text: prose }),
    giveView,
  ),
  responses: act(
    'Answer a motion before the court',
    z.strictObject({ review, text: prose, points: points.optional(), shared: z.boolean() }),
    respond,
  ),
  'third-state-questions': act(
    'The court asks the state whose law forbids',
    z.strictObject({ review, authority: line, state: line, text: prose, until: line.optional() }),
    askThirdState,
  ),
  'third-state-answers': act('Note what that state answered', z.strictObject({ review, text: prose }), noteThirdState),
  'immediate-orders': act(
    'The court orders the data although the dispute is pending',
    z.strictObject({ review, reason: prose }),
    orderAtOnce,
  ),
  rulings: act(
    'The court rules, item by item',
    z.strictObject({
      review,
      findings: z.record(line, z.strictObject({ items, reason: prose })),
      weighed: z.record(
        z.string().regex(/^\d{1,2}$/),
        z.strictObject({ facts: prose, weight: line, speaksFor: line, reason: prose }).partial(),
      ),
      items: z.record(line, z.strictObject({ ruling: line, how: prose.optional(), reason: prose })),
      withoutView: prose.optional(),
      remedies: prose,
      post: line,
      fileNumber: line,
    }),
    giveRuling,
  ),
  'objection-withdrawals': act('Take the objection back', z.strictObject({ review, reason: prose }), withdrawObjection),
}
