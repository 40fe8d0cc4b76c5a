import type { Actor } from '../../../accounts/index.ts'
import type { Tx } from '../../../db/index.ts'
import type { Counterpart } from '../../../exchange/index.ts'
import {
  answerObjection, askThirdState, type Court, giveRuling, giveView, noteThirdState, orderAtOnce, type Points, type RulingInput, refer,
  respond, type Setting, withdrawObjection,
} from '../../../requests/index.ts' // biome-ignore format: one line of words

export const reviewActs = [
  'refer',
  'release',
  'view',
  'respond',
  'take-back',
  'ask',
  'answer',
  'at-once',
  'rule',
] as const
export type ReviewAct = (typeof reviewActs)[number]

/** A form of the page of a dispute that was sent. */
export interface SentReview {
  readonly tx: Tx
  readonly actor: Actor
  readonly id: string
  readonly review: string
  readonly given: URLSearchParams
  readonly setting: Setting
  readonly directory: readonly Counterpart[]
}

/** Each act by its name; the names of the fields are those of its form, after the act. */
export const performReview: Readonly<Record<ReviewAct, (sent: SentReview) => Promise<unknown>>> = {
  refer: (sent) => {
    const court = courtIn(sent, field(sent, 'refer', 'court'))
    const input = {
      review: sent.review,
      court,
      statement: field(sent, 'refer', 'statement'),
      points: pointsIn(sent, 'refer'),
      items: sent.given.getAll('refer.items'),
    }
    return refer(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  release: (sent) =>
    answerObjection(
      sent.tx,
      sent.actor,
      sent.id,
      { outcome: 'released', text: field(sent, 'release', 'text') },
      sent.setting,
    ),
  view: (sent) =>
    giveView(sent.tx, sent.actor, sent.id, { review: sent.review, text: field(sent, 'view', 'text') }, sent.setting),
  respond: (sent) => {
    const input = {
      review: sent.review,
      text: field(sent, 'respond', 'text'),
      points: pointsIn(sent, 'respond'),
      shared: field(sent, 'respond', 'shared') === 'yes',
    }
    return respond(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  'take-back': (sent) =>
    withdrawObjection(
      sent.tx,
      sent.actor,
      sent.id,
      { review: sent.review, reason: field(sent, 'take-back', 'reason') },
      sent.setting,
    ),
  ask: (sent) => {
    const until = field(sent, 'ask', 'until')
    const input = {
      review: sent.review,
      authority: field(sent, 'ask', 'authority'),
      state: field(sent, 'ask', 'state'),
      text: field(sent, 'ask', 'text'),
      ...(until && { until }),
    }
    return askThirdState(sent.tx, sent.actor, sent.id, input, sent.setting)
  },
  answer: (sent) =>
    noteThirdState(
      sent.tx,
      sent.actor,
      sent.id,
      { review: sent.review, text: field(sent, 'answer', 'text') },
      sent.setting,
    ),
  'at-once': (sent) =>
    orderAtOnce(
      sent.tx,
      sent.actor,
      sent.id,
      { review: sent.review, reason: field(sent, 'at-once', 'reason') },
      sent.setting,
    ),
  rule: (sent) =>
    giveRuling(sent.tx, sent.actor, sent.id, { ...rulingIn(sent.given), review: sent.review }, sent.setting),
}

const field = ({ given }: SentReview, act: ReviewAct, name: string): string =>
  (given.get(`${act}.${name}`) ?? '').trim()

/** The court that was chosen; one that is not in the directory has no state, and so no say. */
function courtIn({ directory }: SentReview, org: string): Court {
  const found = directory.find((one) => one.org === org && one.seats.includes('court'))
  return { org, name: found?.name ?? '', state: found?.state ?? '' }
}

function pointsIn({ given }: SentReview, act: ReviewAct): Points {
  const named = new RegExp(`^${act}\\.points\\.(\\d+)$`)
  return Object.fromEntries(
    [...given].flatMap(([name, text]) => {
      const number = named.exec(name)?.[1]
      return number ? [[Number(number), text]] : []
    }),
  )
}

/** `rule.findings.applies.reason`, `rule.weighed.1.facts`, `rule.items.d1.ruling` … */
function rulingIn(given: URLSearchParams): RulingInput {
  const read: { findings: Record<string, object>; weighed: Record<string, object>; items: Record<string, object> } = {
    findings: Object.create(null),
    weighed: Object.create(null),
    items: Object.create(null),
  }
  for (const [name, value] of given) {
    const [, part = '', ...rest] = name.split('.')
    const key = rest.slice(0, -1).join('.')
    const last = rest.at(-1) ?? ''
    if (!Object.hasOwn(read, part) || key === '') continue
    const group = read[part as keyof typeof read]
    group[key] = { ...group[key], [last]: last === 'items' ? given.getAll(name) : value }
  }
  const line = (name: string) => given.get(`rule.${name}`) ?? ''
  const findings = Object.entries(read.findings).map(([id, found]) => [id, { items: [], reason: '', ...found }])
  return {
    findings: Object.fromEntries(findings),
    weighed: read.weighed as RulingInput['weighed'],
    items: read.items as RulingInput['items'],
    withoutView: line('withoutView'),
    remedies: line('remedies'),
    post: line('post'),
    fileNumber: line('fileNumber'),
  }
}
