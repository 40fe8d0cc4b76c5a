import type { Actor } from '../../accounts/index.ts'
import type { Tx } from '../../db/index.ts'
import type { Counterpart } from '../../exchange/index.ts'
import {
  answerObjection, approve, carriers, clear, closeStep, complete, giveBack, isOfLaw, nameParty, noteEvent, noteProgress, preserve, raiseGround,
  recordSenderChecks, recordSufficiency, refuse, remind, type Setting, sendRequest, skipStep, submitRequest, sufficiencyOf, type Timeline,
  withdraw,
} from '../../requests/index.ts' // biome-ignore format: one line of words
import { partyFrom } from '../drafting/roles.ts'
import { WebError } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { partsAhead, partsOf } from './naming.ts'
import type { DeedName } from './offers.ts'

/** A form of the request's page that was sent. */
export interface Sent {
  readonly tx: Tx
  readonly actor: Actor
  readonly id: string
  /** A field of this form, trimmed; empty where it is not given. */
  readonly field: (name: string) => string
  readonly setting: Setting
  readonly reader: Reader
  readonly directory: readonly Counterpart[]
  readonly told: Pick<Timeline, 'steps' | 'request'>
}

/** What is looked at when an order comes: who sent it, and the rest too where the law has no list of its own. */
export const checkKinds = (hasList: boolean) =>
  hasList ? (['sender'] as const) : (['sender', 'authority', 'addressee', 'complete', 'identifiable'] as const)

/** Each deed by its name: the field names are those of its form, without the deed before them. */
export const perform: Readonly<Record<DeedName, (sent: Sent) => Promise<unknown>>> = {
  submit: ({ tx, actor, id, setting }) => submitRequest(tx, actor, id, setting),
  approve: async (sent) => {
    const { tx, actor, id, field, setting } = sent
    await nameNext(sent)
    const given = { step: field('step'), fileNumber: field('fileNumber'), post: field('post'), reason: field('reason') }
    return approve(tx, actor, id, given, setting)
  },
  refuse: ({ tx, actor, id, field, setting }) => {
    const ground = field('ground')
    return refuse(tx, actor, id, { step: field('step'), reason: field('reason'), ...(ground && { ground }) }, setting)
  },
  return: ({ tx, actor, id, field, setting }) =>
    giveBack(tx, actor, id, { step: field('step'), reason: field('reason') }, setting),
  send: ({ tx, actor, id, field, setting, reader }) => {
    const means = carriers.find((one) => one === field('means'))
    if (field('onPaper') && !means) throw notChosen('means', reader)
    const carried = means && { means, to: field('to'), reference: field('reference'), at: field('at') }
    return sendRequest(tx, actor, id, setting, carried)
  },
  withdraw: ({ tx, actor, id, field, setting }) => withdraw(tx, actor, id, { reason: field('reason') }, setting),
  complete: ({ tx, actor, id, setting }) => complete(tx, actor, id, setting),
  checks: async ({ tx, actor, id, field, setting, reader, told }) => {
    const points = sufficiencyOf(setting.law, told.request, actor.org).filter(isOfLaw)
    const kinds = checkKinds(points.length > 0)
    const open = kinds.find((kind) => field(kind) === '')
    if (open) throw notChosen(open, reader)
    const [first, ...rest] = kinds.map((check) => ({ check, holds: field(check) === 'yes' }))
    const note = field('note')
    if (first) await recordSenderChecks(tx, actor, id, [{ ...first, ...(note && { note }) }, ...rest], setting)
    if (points.length === 0) return
    const looked = points.flatMap(({ point }) => {
      const holds = field(`points.${point}`)
      return holds === '' ? [] : [[point, { holds: holds === 'yes', note: field(`notes.${point}`) }] as const]
    })
    await recordSufficiency(tx, actor, id, Object.fromEntries(looked), setting)
  },
  preserve: ({ tx, actor, id, setting }) => preserve(tx, actor, id, setting),
  clear: async (sent) => {
    const { tx, actor, id, field, setting } = sent
    await nameNext(sent)
    return clear(tx, actor, id, { note: field('note') }, setting)
  },
  ground: ({ tx, actor, id, field, setting }) => {
    const ground = field('ground')
    return raiseGround(tx, actor, id, { reason: field('reason'), ...(ground && { ground }) }, setting)
  },
  reply: ({ tx, actor, id, field, setting, reader }) => {
    const outcome = (['upheld', 'clarified', 'released'] as const).find((one) => one === field('outcome'))
    if (!outcome) throw notChosen('outcome', reader)
    return answerObjection(tx, actor, id, { outcome, text: field('text') }, setting)
  },
  close: ({ tx, actor, id, field, setting }) =>
    closeStep(tx, actor, id, { step: field('step'), note: field('note') }, setting),
  skip: ({ tx, actor, id, field, setting }) =>
    skipStep(tx, actor, id, { step: field('step'), reason: field('reason') }, setting),
  note: ({ tx, actor, id, field, setting, reader }) => {
    const outcome = (['done', 'refused'] as const).find((one) => one === field('outcome'))
    if (!outcome) throw notChosen('outcome', reader)
    return noteProgress(tx, actor, id, { step: field('step'), outcome, note: field('note') }, setting)
  },
  event: ({ tx, actor, id, field, setting }) =>
    noteEvent(tx, actor, id, { event: field('event'), note: field('note'), at: field('at') || undefined }, setting),
  remind: ({ tx, actor, id, field, setting }) =>
    remind(tx, actor, id, { step: field('step'), text: field('text') }, setting),
  party: ({ tx, actor, id, field, setting, reader, directory, told }) => {
    const role = partsOf(told.steps, actor, directory).find(({ name }) => name === `party.${field('step')}`)
    const chosen = role?.candidates.find(({ org }) => org === field('org'))
    if (!role || !chosen) throw notChosen('org', reader)
    return nameParty(tx, actor, id, partyFrom(chosen, role), setting)
  },
}

/** Whoever is chosen in the form of a decision to act after it. */
async function nameNext({ tx, actor, id, field, setting, directory, told }: Sent): Promise<void> {
  for (const role of partsAhead(told.steps, actor, directory)) {
    const chosen = role.candidates.find(({ org }) => org === field(role.name))
    if (chosen) await nameParty(tx, actor, id, partyFrom(chosen, role), setting)
  }
}

const notChosen = (path: string, reader: Reader) =>
  new WebError('invalid', 'bad_answer', reader.t.forms.problems.choice, { path })
