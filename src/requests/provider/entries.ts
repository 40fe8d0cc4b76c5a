import type { InstantText } from '../../base/time.ts'
import type { FormCopy } from '../forms/form.ts'

/** What can become of an item that is not handed over: said no to, not to be had, or kept back until something is decided. */
export const refusedFates = ['refused', 'impossible', 'withheld'] as const
export type RefusedFate = (typeof refusedFates)[number]

export const noticeDecisions = ['now', 'later', 'barred'] as const
export type NoticeDecision = (typeof noticeDecisions)[number]

/** An item that is not handed over, and why. */
export interface RefusedItem {
  readonly item: string
  readonly fate: RefusedFate
  /** A ground of the law; none only where the law gives the holder none to name. */
  readonly ground?: string | undefined
  readonly reason: string
}

/** Whom a request should have gone to. */
export interface RightAddressee {
  /** Its id, where it is known in the directory. */
  readonly org?: string | undefined
  readonly name: string
  readonly state: string
  readonly as?: 'designated-establishment' | 'legal-representative' | undefined
}

/** One thing looked at in an order, as it was found. */
export interface FoundPoint {
  readonly point: string
  readonly title: string
  readonly cite?: string | undefined
  readonly holds: boolean
  readonly note?: string | undefined
}

interface Bodies {
  /** Whether the order can be carried out as it stands. */
  readonly sufficiency: { readonly points: readonly FoundPoint[]; readonly sufficient: boolean }
  readonly question: {
    readonly id: string
    readonly text: string
    readonly items: readonly string[]
    /** The ground of the law on which it is asked; its clocks run for the answer. */
    readonly ground?: string | undefined
    readonly form?: FormCopy | undefined
  }
  readonly answer: { readonly question: string; readonly text: string }
  /** Some of the data are not handed over; the rest is still owed. */
  readonly partial: {
    readonly items: readonly RefusedItem[]
    readonly preserved: boolean
    readonly form?: FormCopy | undefined
  }
  /** Whether the person whose data are asked for is told, and under which rule. */
  readonly notice: {
    readonly decision: NoticeDecision
    readonly cite: string
    readonly says: string
    readonly reason?: string | undefined
    /** The day until which it is put off or forbidden; the next day it is to be decided again. */
    readonly until?: string | undefined
    readonly form?: FormCopy | undefined
  }
  /** Whoever asks puts off telling the person: on a reason of the law, until a day. */
  readonly delay: {
    readonly reason: string
    readonly says: string
    readonly cite: string
    readonly grounds: string
    readonly until: string
  }
  /** Another person there agrees to it, or not. */
  readonly 'delay-review': { readonly agree: boolean; readonly reason: string }
  /** It was not meant for whoever got it. */
  readonly misaddressed: { readonly reason: string; readonly right: RightAddressee }
  /** It was sent to the right one. */
  readonly redirected: { readonly request: string; readonly right: RightAddressee }
}

export type EntryKind = keyof Bodies
export type EntryBody<K extends EntryKind> = Bodies[K]

/** Something said or done beside the steps while a request is answered: by whom, when. Never changed. */
export type AnsweringEntry = {
  readonly [K in EntryKind]: {
    readonly id: string
    readonly kind: K
    readonly org: string
    readonly person: string | undefined
    readonly name: string
    readonly at: InstantText
    readonly body: Bodies[K]
  }
}[EntryKind]

type OfKind<K extends EntryKind> = Extract<AnsweringEntry, { kind: K }>

export const ofKind = <K extends EntryKind>(entries: readonly AnsweringEntry[], kind: K): OfKind<K>[] =>
  entries.filter((entry): entry is OfKind<K> => entry.kind === kind)

export const lastOfKind = <K extends EntryKind>(entries: readonly AnsweringEntry[], kind: K): OfKind<K> | undefined =>
  ofKind(entries, kind).at(-1)

/** Questions nobody has answered yet, oldest first. */
export function openQuestions(entries: readonly AnsweringEntry[]): OfKind<'question'>[] {
  const answered = new Set(ofKind(entries, 'answer').map(({ body }) => body.question))
  return ofKind(entries, 'question').filter(({ body }) => !answered.has(body.id))
}

/** The first instant after a day on which something could still be forbidden. */
export const dayAfter = (day: string): InstantText =>
  `${Temporal.PlainDate.from(day).add({ days: 1 }).toString()}T00:00:00.000Z` as InstantText
