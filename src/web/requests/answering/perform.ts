import type { Actor } from '../../../accounts/index.ts'
import type { Tx } from '../../../db/index.ts'
import type { Counterpart } from '../../../exchange/index.ts'
import {
  answerClaim, answerQuestion, askBack, claimCosts, decideNotice, type NewAddressee, noticeDecisions, 
  type Request, recordPayment, recordSufficiency,returnMisaddressed, type Setting, sendToRight,
} from '../../../requests/index.ts' // biome-ignore format: one line of words
import { WebError } from '../../errors.ts'
import type { Reader } from '../../reader.ts'
import { LINES } from './costs.tsx'
import type { AnsweringAct } from './desk.ts'

/** A form of the answering page that was sent. */
export interface SentAnswering {
  readonly tx: Tx
  readonly actor: Actor
  readonly id: string
  readonly given: URLSearchParams
  readonly setting: Setting
  readonly reader: Reader
  readonly directory: readonly Counterpart[]
  readonly request: Request
}

/** Each act by its name; the names of the fields are those of its form, after the act. Answers a request to go to, where it is another. */
export const performAnswering: Readonly<Record<AnsweringAct, (sent: SentAnswering) => Promise<unknown>>> = {
  sufficiency: (sent) => {
    const points = Object.fromEntries(
      [...sent.given].flatMap(([name, value]) => {
        const point = /^sufficiency\.points\.(.+)$/.exec(name)?.[1]
        const note = sent.given.get(`sufficiency.notes.${point}`)?.trim()
        return point ? [[point, { holds: value === 'yes', ...(note && { note }) }] as const] : []
      }),
    )
    return recordSufficiency(sent.tx, sent.actor, sent.id, points, sent.setting)
  },
  ask: (sent) => {
    const items = sent.given.getAll('ask.items')
    return askBack(sent.tx, sent.actor, sent.id, { text: field(sent, 'ask', 'text'), items }, sent.setting)
  },
  answer: (sent) => {
    const input = { question: field(sent, 'answer', 'question'), text: field(sent, 'answer', 'text') }
    return answerQuestion(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  notice: (sent) => {
    const decision = noticeDecisions.find((one) => one === field(sent, 'notice', 'decision'))
    if (!decision) throw notChosen('decision', sent.reader)
    const [reason, until, basis] = ['reason', 'until', 'basis'].map((name) => field(sent, 'notice', name))
    const input = { decision, ...(reason && { reason }), ...(until && { until }), ...(basis && { basis }) }
    return decideNotice(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  claim: (sent) => {
    const lines = Array.from({ length: LINES }, (_, i) => ({
      what: field(sent, 'claim', `lines.${i}.what`),
      quantity: field(sent, 'claim', `lines.${i}.quantity`),
      each: field(sent, 'claim', `lines.${i}.each`),
    }))
    const last = lines.findLastIndex(({ what, each, quantity }) => what !== '' || each !== '' || quantity !== '')
    const provision = field(sent, 'claim', 'provision')
    const note = field(sent, 'claim', 'note')
    const input = {
      currency: field(sent, 'claim', 'currency').toUpperCase(),
      lines: lines.slice(0, last + 1).map((line) => ({ ...line, quantity: Number(line.quantity || Number.NaN) })),
      ...(provision && { provision }),
      ...(note && { note }),
    }
    return claimCosts(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  'claim-answer': (sent) => {
    const accepted: string[] = []
    for (let i = 0; sent.given.has(`claim-answer.accepted.${i}`); i++)
      accepted.push(field(sent, 'claim-answer', `accepted.${i}`))
    const reason = field(sent, 'claim-answer', 'reason')
    const input = { claim: field(sent, 'claim-answer', 'claim'), accepted, ...(reason && { reason }) }
    return answerClaim(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  payment: (sent) => {
    const [claim = '', amount = '', on = '', reference = ''] = ['claim', 'amount', 'on', 'reference'].map((name) =>
      field(sent, 'payment', name),
    )
    return recordPayment(sent.tx, sent.actor, sent.id, { claim, amount, on, reference }, sent.setting)
  },
  'give-back': (sent) => {
    const known = sent.directory.find(({ org }) => org === field(sent, 'give-back', 'right'))
    const as = kinds.find((kind) => kind === field(sent, 'give-back', 'as'))
    const state = field(sent, 'give-back', 'state').toUpperCase() || (known && reachedIn(known, sent.request)) || ''
    const right = {
      ...(known && { org: known.org }),
      name: known?.name ?? field(sent, 'give-back', 'name'),
      state,
      ...(as && { as }),
    }
    const input = { reason: field(sent, 'give-back', 'reason'), right }
    return returnMisaddressed(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  'send-on': async (sent) => {
    const known = sent.directory.find(({ org }) => org === field(sent, 'send-on', 'org'))
    if (!known) throw notChosen('org', sent.reader)
    const { org, name, languages } = known
    const state = reachedIn(known, sent.request)
    const as = kinds.find((kind) => known.addressees.some((one) => one.state === state && one.as === kind))
    const right: NewAddressee = { org, name, state, languages, ...(as && { as }) }
    return sendToRight(sent.tx, sent.actor, sent.id, { right }, sent.setting)
  },
}

const kinds = ['designated-establishment', 'legal-representative'] as const

/** Where it is served: in the state the request goes to, if it can be there. */
function reachedIn({ state, addressees }: Counterpart, { to }: Request): string {
  const there = addressees.find((one) => one.state === to) ?? addressees[0]
  return there?.state ?? state
}

const field = ({ given }: SentAnswering, act: AnsweringAct, name: string): string =>
  (given.get(`${act}.${name}`) ?? '').trim()

const notChosen = (path: string, reader: Reader) =>
  new WebError('invalid', 'bad_answer', reader.t.forms.problems.choice, { path })
