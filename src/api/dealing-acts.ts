import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { findCounterpart } from '../exchange/index.ts'
import {
  answerConditions, answerExaminer, answerUse, appealPenalty, askEnforcement, askForMore, askUse, checkCompleteness, consultAsker,
  decideOnPlea, endEnforcement, explainToAuthority, fulfilPromise, penalise, plead, postpone, RequestError, recognise, recordBreach, recordUse, refuseRecognition,
  releaseConditions, resume, setConditions,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { act } from './act.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const step = z.string().max(100).optional().meta({ description: 'Which step, where several wait' })
const rule = z.string().max(200).meta({ description: 'The id of a rule of law' })
const dealing = z.string().max(60).meta({ description: 'The id of what is answered' })
const day = z.string().max(10).meta({ description: 'A day: 2026-11-30' })
const use = z.strictObject({
  stage: line.meta({ description: 'evidence, or purpose' }),
  purpose: line.meta({ description: 'request, related, other-criminal, threat, published, onward, other' }),
  proceeding: line,
  items: z.array(line).max(10_000).meta({ description: 'Ids of the pieces' }),
  reason: prose,
})

/** The enforcing authority with its name and state from the directory. Throws `wrong_seat`. */
async function authorityNamed(tx: Tx, org: string) {
  const { name, state, seats } = await findCounterpart(tx, org)
  if (seats.includes('central')) return { org, name, state }
  throw new RequestError('invalid', 'wrong_seat', `${name} enforces no orders`, { path: 'authority' })
}

/** What the two sides of a request say to each other beside its steps, by the noun that stands in the address. */
export const dealingActs = {
  'completeness-checks': act(
    'Write down whether a request that came is whole',
    z.strictObject({ step, note: prose.optional() }),
    checkCompleteness,
  ),
  'information-requests': act(
    'Ask for what is missing, instead of refusing',
    z.strictObject({ step, text: prose, missing: z.array(line).max(500).optional(), until: day.optional() }),
    askForMore,
  ),
  information: act(
    'Answer what the other side asked',
    z.strictObject({ dealing, text: prose, boxes: z.record(line, prose).optional() }),
    answerExaminer,
  ),
  postponements: act(
    'Postpone on a ground of the law, and say what opens it again',
    z.strictObject({ step, ground: rule, reason: prose, until: day.optional(), reopens: prose }),
    postpone,
  ),
  resumptions: act('What stood in the way is gone', z.strictObject({ dealing, reason: prose }), resume),
  conditions: act(
    'Make the answer depend on promises',
    z.strictObject({
      step,
      conditions: z
        .array(
          z.strictObject({
            rule: rule.optional(),
            promises: line.optional(),
            says: prose.optional(),
            until: day.optional(),
            permission: line.optional().meta({ description: 'The permission whose condition it is' }),
          }),
        )
        .max(20),
    }),
    setConditions,
  ),
  'condition-answers': act(
    'Take each condition on, or say why not',
    z.strictObject({
      dealing,
      answers: z.record(line, z.strictObject({ accepted: z.boolean(), by: line.optional(), reason: prose.optional() })),
    }),
    answerConditions,
  ),
  'promise-fulfilments': act(
    'Say that what was promised for a day has been done',
    z.strictObject({ dealing, conditions: z.array(line).max(20), text: prose }),
    fulfilPromise,
  ),
  'promise-breaches': act(
    'Write down that a promise was not kept: the gate closes',
    z.strictObject({ dealing, conditions: z.array(line).max(20), reason: prose }),
    recordBreach,
  ),
  'condition-releases': act(
    'Let conditions go',
    z.strictObject({ dealing, conditions: z.array(line).max(20), reason: prose }),
    releaseConditions,
  ),
  'enforcement-requests': act(
    'Ask the authority of the other state to enforce an order that was not obeyed',
    z.strictObject({ authority: line.meta({ description: 'The id of the organisation' }), reason: prose }),
    async (tx, actor, id, { authority, reason }, setting) =>
      askEnforcement(tx, actor, id, { authority: await authorityNamed(tx, authority), reason }, setting),
  ),
  'enforcement-consultations': act(
    'Ask whoever asked for enforcement, before a no',
    z.strictObject({ dealing, ground: rule, text: prose }),
    consultAsker,
  ),
  'enforcement-explanations': act(
    'Answer the enforcing authority',
    z.strictObject({ dealing, text: prose }),
    explainToAuthority,
  ),
  recognitions: act(
    'Recognise the order and require the addressee to comply',
    z.strictObject({ dealing, until: day, threat: prose }),
    recognise,
  ),
  'recognition-refusals': act(
    'Refuse to recognise the order',
    z.strictObject({ dealing, ground: rule, reason: prose }),
    refuseRecognition,
  ),
  'enforcement-pleas': act(
    'Plead a ground against the enforcement',
    z.strictObject({ dealing, ground: rule, reason: prose }),
    plead,
  ),
  'plea-decisions': act(
    'Decide on what the addressee pleaded',
    z.strictObject({ dealing, enforce: z.boolean(), until: day.optional(), ground: rule.optional(), reason: prose }),
    decideOnPlea,
  ),
  penalties: act(
    'Impose the penalty on who still does not comply',
    z.strictObject({ dealing, rule, amount: z.number(), turnover: z.number(), reason: prose, remedy: prose }),
    penalise,
  ),
  'penalty-appeals': act(
    'Seek the remedy against the penalty',
    z.strictObject({ dealing, court: line, text: prose }),
    appealPenalty,
  ),
  'enforcement-ends': act(
    'End the enforcement: complied, or no longer wanted',
    z.strictObject({ dealing, complied: z.boolean(), reason: prose }),
    endEnforcement,
  ),
  uses: act('Write down that what came is used, as far as it may be', use, recordUse),
  'use-questions': act('Ask the sender for its consent to a use', use, askUse),
  'use-answers': act(
    'Allow a use of what was given, or deny it',
    z.strictObject({ dealing, allowed: z.boolean(), text: prose }),
    answerUse,
  ),
}
