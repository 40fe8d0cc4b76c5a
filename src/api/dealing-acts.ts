import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { findCounterpart } from '../exchange/index.ts'
import {
  announcePublication, answerConditions, answerExaminer, answerPenaltyAbroad, answerUse, appealPenalty, askEnforcement, askForMore, askUse,
  checkCompleteness, consultAsker, decideAppeal, decideOnPlea, endEnforcement, explainToAuthority, fulfilPromise, hearOnPenalty, lift, penalise,
  plead, postpone, propose, publishPenalty, RequestError, recognise, recordBreach, recordUse, refuseRecognition, releaseConditions,
  replyToPublication, resume, sendPenaltyAbroad, setConditions, spare, takeDown,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { act } from './act.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const step = z.string().max(100).optional().meta({ description: 'Which step, where several wait' })
const rule = z.string().max(200).meta({ description: 'The id of a rule of law' })
const dealing = z.string().max(60).meta({ description: 'The id of what is answered' })
const day = z.string().max(10).meta({ description: 'A day: 2026-11-30' })
const fine = {
  amount: z.number().optional(),
  measure: line.optional().meta({ description: 'A measure of the rule, beside the fine or instead of it' }),
}
const weighed = z
  .record(line, z.strictObject({ pulls: line, reason: prose }))
  .meta({ description: 'Each factor of the rule: raises, lowers or neither, and why' })
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
  'penalty-proposals': act(
    'Propose a penalty for who still does not comply, with all that was weighed, and hear the addressee on it',
    z.strictObject({
      dealing,
      rule,
      ...fine,
      turnover: z.number().optional().meta({ description: 'Worldwide, of the year before' }),
      days: z.number().int().optional().meta({ description: 'Where the law counts by the day' }),
      weighed,
      ties: z
        .record(line, prose)
        .meta({ description: 'What was found of each sign by which the law obliges the addressee' }),
      until: day,
    }),
    propose,
  ),
  'penalty-hearings': act(
    'Say what there is to say to a proposed penalty, and plead the law of another state',
    z.strictObject({
      dealing,
      text: prose,
      foreign: z.strictObject({ state: z.string().max(2), text: prose }).optional(),
    }),
    hearOnPenalty,
  ),
  penalties: act(
    'Impose what was proposed, or less',
    z.strictObject({ dealing, ...fine, weighed, reason: prose, remedy: prose }),
    penalise,
  ),
  'penalty-waivers': act('Impose nothing after all', z.strictObject({ dealing, reason: prose }), spare),
  'penalty-appeals': act(
    'Seek the remedy against the penalty',
    z.strictObject({ dealing, court: line, text: prose }),
    appealPenalty,
  ),
  'penalty-appeal-decisions': act(
    'Write down how the court ended the remedy',
    z.strictObject({
      dealing,
      outcome: line.meta({ description: 'upheld, reduced or annulled' }),
      amount: z.number().optional(),
      text: prose,
    }),
    decideAppeal,
  ),
  'penalty-liftings': act(
    'Lift a penalty or a measure',
    z.strictObject({
      dealing,
      because: line.meta({ description: 'complied, foreign-law, served or other' }),
      reason: prose,
    }),
    lift,
  ),
  'penalty-transmissions': act(
    'Send a final penalty to another state, to be recognised there',
    z.strictObject({ dealing, state: z.string().max(2), authority: line }),
    sendPenaltyAbroad,
  ),
  'penalty-recognitions': act(
    'Write down what the other state answered',
    z.strictObject({ dealing, recognised: z.boolean(), text: prose }),
    answerPenaltyAbroad,
  ),
  'publication-notices': act(
    'Tell the addressee that its name will be public, by which law, and until when it may reply',
    z.strictObject({ dealing, basis: prose, until: day }),
    announcePublication,
  ),
  'publication-replies': act(
    'Reply to a publication: the reply stands beside it',
    z.strictObject({ dealing, text: prose }),
    replyToPublication,
  ),
  publications: act('Make the penalty public, in facts alone', z.strictObject({ dealing }), publishPenalty),
  'publication-removals': act('Take a publication down', z.strictObject({ dealing, reason: prose }), takeDown),
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
