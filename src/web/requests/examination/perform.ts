import type { Actor } from '../../../accounts/index.ts'
import type { Tx } from '../../../db/index.ts'
import type { Counterpart } from '../../../exchange/index.ts'
import {
  announcePublication, answerConditions, answerExaminer, answerPenaltyAbroad, answerUse, appealPenalty, approve, askEnforcement, askForMore,
  askUse, checkCompleteness, clear, consultAsker, decideAppeal, decideOnPlea, endEnforcement, explainToAuthority, fulfilPromise, giveBack,
  hearOnPenalty, lift, penalise, plead, postpone, propose, publishPenalty, raiseGround, recognise, recordBreach, recordUse, refuse,
  refuseRecognition, releaseConditions, replyToPublication, resume, type Setting, type Step, sendPenaltyAbroad, setConditions, spare, takeDown,
  type WantedUse,
} from '../../../requests/index.ts' // biome-ignore format: one line of words
import type { Area } from './desk.ts'

/** A form of one of these pages that was sent. */
export interface SentDealing {
  readonly tx: Tx
  readonly actor: Actor
  readonly id: string
  readonly given: URLSearchParams
  readonly setting: Setting
  readonly directory: readonly Counterpart[]
  readonly steps: readonly Step[]
}

type Perform = (sent: SentDealing, field: (name: string) => string) => Promise<unknown>

/** Each act by its name; the names of the fields are those of its form, after the act. */
const performs = {
  check: ({ tx, actor, id, setting }, of) =>
    checkCompleteness(tx, actor, id, { step: of('of'), note: of('note') }, setting),
  ask: ({ tx, actor, id, setting, given }, of) => {
    const missing = given.getAll('ask.missing')
    return askForMore(tx, actor, id, { step: of('of'), text: of('text'), missing, until: of('until') }, setting)
  },
  answer: ({ tx, actor, id, setting, given }, of) =>
    answerExaminer(
      tx,
      actor,
      id,
      { dealing: of('of'), text: of('text'), boxes: under(given, 'answer.boxes.') },
      setting,
    ),
  postpone: ({ tx, actor, id, setting }, of) => {
    const input = {
      step: of('of'),
      ground: of('ground'),
      reason: of('reason'),
      until: of('until'),
      reopens: of('reopens'),
    }
    return postpone(tx, actor, id, input, setting)
  },
  resume: ({ tx, actor, id, setting }, of) =>
    resume(tx, actor, id, { dealing: of('of'), reason: of('reason') }, setting),
  conditions: ({ tx, actor, id, setting, given }, of) => {
    const own = of('own')
    const conditions = [
      ...given.getAll('conditions.rules').map((rule) => ({ rule })),
      ...(own ? [{ promises: of('kind'), says: own, until: of('until') }] : []),
      ...given.getAll('conditions.permission').map((permission) => ({ permission })),
    ]
    return setConditions(tx, actor, id, { step: of('of'), conditions }, setting)
  },
  promise: ({ tx, actor, id, setting, given }, of) => {
    const reasons = under(given, 'promise.reasons.')
    const by = of('by')
    const answers = Object.entries(under(given, 'promise.answers.')).map(([condition, yes]) => {
      const accepted = yes === 'yes'
      return [condition, { accepted, ...(accepted && by && { by }), reason: reasons[condition] ?? '' }]
    })
    return answerConditions(tx, actor, id, { dealing: of('of'), answers: Object.fromEntries(answers) }, setting)
  },
  fulfil: ({ tx, actor, id, setting, given }, of) => {
    const conditions = given.getAll('fulfil.conditions')
    return fulfilPromise(tx, actor, id, { dealing: of('of'), conditions, text: of('text') }, setting)
  },
  breach: ({ tx, actor, id, setting, given }, of) => {
    const conditions = given.getAll('breach.conditions')
    return recordBreach(tx, actor, id, { dealing: of('of'), conditions, reason: of('reason') }, setting)
  },
  release: ({ tx, actor, id, setting, given }, of) => {
    const conditions = given.getAll('release.conditions')
    return releaseConditions(tx, actor, id, { dealing: of('of'), conditions, reason: of('reason') }, setting)
  },
  order: (sent, of) => {
    const { tx, actor, id, setting } = sent
    if (isAssessed(sent, of('of'))) return clear(tx, actor, id, { note: of('reason') }, setting)
    return approve(tx, actor, id, { step: of('of'), fileNumber: of('fileNumber'), reason: of('reason') }, setting)
  },
  refuse: (sent, of) => {
    const { tx, actor, id, setting } = sent
    const ground = of('ground')
    const input = { reason: of('reason'), ...(ground && { ground }) }
    if (isAssessed(sent, of('of'))) return raiseGround(tx, actor, id, input, setting)
    return refuse(tx, actor, id, { step: of('of'), ...input }, setting)
  },
  'give-back': ({ tx, actor, id, setting }, of) => {
    const ground = of('ground')
    return giveBack(tx, actor, id, { step: of('of'), reason: of('reason'), ...(ground && { ground }) }, setting)
  },
  enforce: ({ tx, actor, id, setting, directory }, of) => {
    const org = of('authority')
    const found = directory.find((one) => one.org === org && one.seats.includes('central'))
    const authority = { org, name: found?.name ?? '', state: found?.state ?? '' }
    return askEnforcement(tx, actor, id, { authority, reason: of('reason') }, setting)
  },
  consult: ({ tx, actor, id, setting }, of) =>
    consultAsker(tx, actor, id, { dealing: of('of'), ground: of('ground'), text: of('text') }, setting),
  explain: ({ tx, actor, id, setting }, of) =>
    explainToAuthority(tx, actor, id, { dealing: of('of'), text: of('text') }, setting),
  recognise: ({ tx, actor, id, setting }, of) =>
    recognise(tx, actor, id, { dealing: of('of'), until: of('until'), threat: of('threat') }, setting),
  decline: ({ tx, actor, id, setting }, of) =>
    refuseRecognition(tx, actor, id, { dealing: of('of'), ground: of('ground'), reason: of('reason') }, setting),
  plead: ({ tx, actor, id, setting }, of) =>
    plead(tx, actor, id, { dealing: of('of'), ground: of('ground'), reason: of('reason') }, setting),
  confirm: ({ tx, actor, id, setting }, of) => {
    const input = { dealing: of('of'), enforce: true, until: of('until'), reason: of('reason') }
    return decideOnPlea(tx, actor, id, input, setting)
  },
  deny: ({ tx, actor, id, setting }, of) => {
    const input = { dealing: of('of'), enforce: false, ground: of('ground'), reason: of('reason') }
    return decideOnPlea(tx, actor, id, input, setting)
  },
  propose: ({ tx, actor, id, setting, given }, of) => {
    const input = {
      dealing: of('of'), rule: of('rule'), ...fineIn(of), turnover: sumIn(of('turnover')), days: sumIn(of('days')),
      weighed: weighedIn(given, 'propose'), ties: under(given, 'propose.ties.'), until: of('until'),
    } // biome-ignore format: a table
    return propose(tx, actor, id, input, setting)
  },
  hear: ({ tx, actor, id, setting }, of) => {
    const state = of('state')
    const foreign = state || of('foreign') ? { state, text: of('foreign') } : undefined
    return hearOnPenalty(tx, actor, id, { dealing: of('of'), text: of('text'), foreign }, setting)
  },
  penalise: ({ tx, actor, id, setting, given }, of) => {
    const weighed = weighedIn(given, 'penalise')
    const input = { dealing: of('of'), ...fineIn(of), weighed, reason: of('reason'), remedy: of('remedy') }
    return penalise(tx, actor, id, input, setting)
  },
  spare: ({ tx, actor, id, setting }, of) => spare(tx, actor, id, { dealing: of('of'), reason: of('reason') }, setting),
  appeal: ({ tx, actor, id, setting }, of) =>
    appealPenalty(tx, actor, id, { dealing: of('of'), court: of('court'), text: of('text') }, setting),
  'decide-appeal': ({ tx, actor, id, setting }, of) => {
    const input = { dealing: of('of'), outcome: of('outcome'), amount: sumIn(of('amount')), text: of('text') }
    return decideAppeal(tx, actor, id, input, setting)
  },
  lift: ({ tx, actor, id, setting }, of) =>
    lift(tx, actor, id, { dealing: of('of'), because: of('because'), reason: of('reason') }, setting),
  'send-abroad': ({ tx, actor, id, setting }, of) =>
    sendPenaltyAbroad(tx, actor, id, { dealing: of('of'), state: of('state'), authority: of('authority') }, setting),
  'answer-abroad': ({ tx, actor, id, setting }, of) => {
    const input = { dealing: of('of'), recognised: of('recognised') === 'yes', text: of('text') }
    return answerPenaltyAbroad(tx, actor, id, input, setting)
  },
  announce: ({ tx, actor, id, setting }, of) =>
    announcePublication(tx, actor, id, { dealing: of('of'), basis: of('basis'), until: of('until') }, setting),
  'answer-publication': ({ tx, actor, id, setting }, of) =>
    replyToPublication(tx, actor, id, { dealing: of('of'), text: of('text') }, setting),
  publish: ({ tx, actor, id, setting }, of) => publishPenalty(tx, actor, id, { dealing: of('of') }, setting),
  'take-down': ({ tx, actor, id, setting }, of) =>
    takeDown(tx, actor, id, { dealing: of('of'), reason: of('reason') }, setting),
  complied: ({ tx, actor, id, setting }, of) =>
    endEnforcement(tx, actor, id, { dealing: of('of'), complied: true, reason: of('reason') }, setting),
  'give-up': ({ tx, actor, id, setting }, of) =>
    endEnforcement(tx, actor, id, { dealing: of('of'), complied: false, reason: of('reason') }, setting),
  record: (sent, of) => recordUse(sent.tx, sent.actor, sent.id, useIn(sent, of), sent.setting),
  'ask-use': (sent) => {
    const of = (name: string) => (sent.given.get(`record.${name}`) ?? '').trim()
    return askUse(sent.tx, sent.actor, sent.id, useIn(sent, of), sent.setting)
  },
  allow: ({ tx, actor, id, setting }, of) =>
    answerUse(tx, actor, id, { dealing: of('of'), allowed: of('allowed') === 'yes', text: of('text') }, setting),
} as const satisfies Record<string, Perform>

type DealingAct = keyof typeof performs

const dealingActs: Readonly<Record<Area, readonly DealingAct[]>> = {
  examination: ['check', 'ask', 'answer', 'postpone', 'resume', 'conditions', 'promise', 'fulfil', 'breach', 'release', 'order', 'refuse', 'give-back'],
  enforcement: [
    'enforce', 'consult', 'explain', 'recognise', 'decline', 'plead', 'confirm', 'deny', 'propose', 'hear', 'penalise', 'spare',
    'appeal', 'decide-appeal', 'lift', 'send-abroad', 'answer-abroad', 'announce', 'answer-publication', 'publish', 'take-down', 'complied', 'give-up',
  ],
  use: ['record', 'ask-use', 'allow'],
} // biome-ignore format: a table

export const isDealingAct = (area: Area, act: string): act is DealingAct =>
  (dealingActs[area] as readonly string[]).includes(act)

export const performDealing = (act: DealingAct, sent: SentDealing): Promise<unknown> =>
  (performs[act] as Perform)(sent, (name) => (sent.given.get(`${act}.${name}`) ?? '').trim())

/** The form whose fields an act reads: two buttons may send the same one. */
export const formOfAct = (act: string): string => (act === 'ask-use' ? 'record' : act)

const useIn = ({ given }: SentDealing, of: (name: string) => string): WantedUse => ({
  stage: of('stage'),
  purpose: of('purpose'),
  proceeding: of('proceeding'),
  items: given.getAll('record.items'),
  reason: of('reason'),
})

const isAssessed = ({ steps }: SentDealing, id: string): boolean =>
  steps.find((step) => step.id === id)?.does === 'assess'

/** `1 000 000` and `1,000,000` are the same number; what is none is refused by the domain. */
const sumIn = (text: string): number | undefined => (text === '' ? undefined : Number(text.replace(/[\s,]/g, '')))

const fineIn = (of: (name: string) => string) => {
  const measure = of('measure')
  return { amount: sumIn(of('amount')), ...(measure && { measure }) }
}

const weighedIn = (given: URLSearchParams, act: string) => {
  const reasons = under(given, `${act}.reasons.`)
  return Object.fromEntries(
    Object.entries(under(given, `${act}.pulls.`)).map(([id, pulls]) => [id, { pulls, reason: reasons[id] ?? '' }]),
  )
}

/** The fields whose name begins so, by the rest of it. */
const under = (given: URLSearchParams, prefix: string): Record<string, string> =>
  Object.fromEntries(
    [...given].flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
  )
