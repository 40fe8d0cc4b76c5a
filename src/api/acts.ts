import { z } from 'zod'
import {
  answerObjection,
  approve,
  calls,
  carriers,
  clear,
  closeStep,
  complete,
  findings,
  giveBack,
  noteEvent,
  noteProgress,
  objectTo,
  preserve,
  produce,
  raiseGround,
  recordCallBack,
  recordSenderChecks,
  redraft,
  refuse,
  remind,
  sendRequest,
  skipStep,
  stateCase,
  statementSchema,
  submitRequest,
  verifySender,
  withdraw,
} from '../requests/index.ts'
import { type Act, act } from './act.ts'
import { answeringActs } from './answering-acts.ts'
import { dealingActs } from './dealing-acts.ts'
import { courtNamed, reviewActs } from './review-acts.ts'
import { runningActs } from './running-acts.ts'
import { translationActs } from './translation-acts.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const step = z.string().max(100).optional().meta({ description: 'Which step, where several wait' })
const nothing = z.strictObject({})
const rule = z.string().max(200).meta({ description: 'The id of a rule of law' })
const check = z.strictObject({ check: line.min(1), holds: z.boolean(), note: prose.optional() })

/** Every act on a request, by the noun that stands in its address: `POST /api/requests/{id}/approvals`. */
export const acts: Readonly<Record<string, Act>> = {
  submission: act('Hand the draft in: whoever must approve it is asked', nothing, (tx, actor, id, _, setting) =>
    submitRequest(tx, actor, id, setting),
  ),
  statement: act(
    'State why it is needed, whose data, from which time: what the law looks at',
    statementSchema,
    stateCase,
  ),
  approvals: act(
    'Approve or validate what was handed in; a validation needs post and file number',
    z.strictObject({ step, fileNumber: line.optional(), post: line.optional(), reason: prose.optional() }),
    approve,
  ),
  refusals: act('Refuse the approval, with the reason', z.strictObject({ step, reason: prose }), refuse),
  returns: act('Give it back to the author to be changed', z.strictObject({ step, reason: prose }), giveBack),
  departure: act(
    'Send it, with everything that must leave in the same moment',
    z.strictObject({
      carried: z
        .strictObject({
          means: z.enum(carriers),
          to: line.meta({ description: 'To whom, and where' }),
          reference: line.optional().meta({ description: 'The number under which it was posted or lodged' }),
          at: line.optional().meta({ description: 'The day or moment it was handed in; now unless told' }),
        })
        .optional()
        .meta({ description: 'How it was carried to whoever no system reaches' }),
    }),
    (tx, actor, id, { carried }, setting) => sendRequest(tx, actor, id, setting, carried),
  ),
  withdrawal: act('Take the request back', z.strictObject({ reason: prose }), withdraw),
  completion: act('End a request that has been answered', nothing, (tx, actor, id, _, setting) =>
    complete(tx, actor, id, setting),
  ),
  'sender-checks': act(
    'Write down how the sender and the order were checked',
    z.strictObject({ checks: z.array(check).min(1).max(100) }),
    (tx, actor, id, { checks }, setting) => recordSenderChecks(tx, actor, id, checks, setting),
  ),
  'call-backs': act(
    'Write down a call to the sender, at the number in the directory and no other',
    z.strictObject({
      number: line.meta({ description: 'As the directory has it; one that the request gave is refused' }),
      call: z.enum(calls),
      says: prose.meta({ description: 'Who was spoken with, and what they said' }),
    }),
    recordCallBack,
  ),
  'sender-verifications': act(
    'Decide whether the sender is who it says and may ask this; in an emergency somebody else decides as well',
    z.strictObject({ finding: z.enum(findings), reason: prose }),
    verifySender,
  ),
  clearances: act('Clear a notified order: no ground is raised', z.strictObject({ note: prose.optional() }), clear),
  grounds: act(
    'Raise a ground for refusal: the addressee stops',
    z.strictObject({ ground: rule, reason: prose }),
    raiseGround,
  ),
  objections: act(
    'Say why the order is not, or not yet, carried out, on the form of the law',
    z.strictObject({
      ground: rule,
      reason: prose,
      preserved: z.boolean().meta({ description: 'Whether the data are kept meanwhile' }),
      boxes: z.record(z.string().max(100), z.unknown()).optional(),
      items: z
        .array(line)
        .max(10_000)
        .optional()
        .meta({ description: 'Where a court decides: the data it is raised for' }),
      court: line.optional().meta({ description: 'Where the holder brings it there itself: the id of the court' }),
      late: prose.optional().meta({ description: 'Why it is to be heard although its time is over' }),
    }),
    async (tx, actor, id, { court, ...input }, setting) =>
      objectTo(tx, actor, id, { ...input, ...(court && { court: await courtNamed(tx, court) }) }, setting),
  ),
  replies: act(
    'Answer an objection',
    z.strictObject({ outcome: z.enum(['upheld', 'clarified', 'released']), text: prose }),
    answerObjection,
  ),
  preservations: act('Say that the data are kept from change', nothing, (tx, actor, id, _, setting) =>
    preserve(tx, actor, id, setting),
  ),
  productions: act(
    'Hand evidence over that was taken in for this request',
    z.strictObject({
      evidence: z.array(line).min(1).max(10_000).meta({ description: 'Ids of the pieces' }),
      complete: z.boolean().meta({ description: 'false where more is to come' }),
      data: z.array(line).max(10_000).optional().meta({
        description: 'The items of the request that it answers; where none is named, all that is still owed',
      }),
      note: prose.optional(),
    }),
    produce,
  ),
  closures: act(
    'Carry out a step after the answer: the evidence is taken in, the person is informed',
    z.strictObject({ step, note: prose.optional() }),
    closeStep,
  ),
  omissions: act(
    'Leave out a step of one’s own after the request has left, with the reason',
    z.strictObject({ step: line, reason: prose }),
    skipStep,
  ),
  progress: act(
    'Note what an organisation without a seat here did, as it told us otherwise',
    z.strictObject({ step: line, outcome: z.enum(['done', 'refused']), note: prose }),
    noteProgress,
  ),
  events: act(
    'Note that something happened which a period of the request runs from or to and which is no step of it',
    z.strictObject({
      event: line,
      note: prose,
      at: line.optional().meta({ description: 'The day or moment it happened; now unless told' }),
    }),
    noteEvent,
  ),
  reminders: act(
    'Ask whoever a step lies with when it can be expected',
    z.strictObject({ step: line, text: prose.optional() }),
    remind,
  ),
  corrections: act(
    'Draft a corrected copy of a request that was refused, objected to or withdrawn',
    nothing,
    (tx, actor, id, _, setting) => redraft(tx, actor, id, setting),
  ),
  ...translationActs,
  ...dealingActs,
  ...reviewActs,
  ...runningActs,
  ...answeringActs,
}
