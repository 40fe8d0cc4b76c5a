import { RequestError } from '../errors.ts'
import { allOf, type Dealing, type DealingBody, type DealingId, type DealingOf, lastIn } from './dealing.ts'

/** What became of a condition: nobody answered yet, it was taken on or not, was done or not kept, or it is made no longer. */
const promiseStates = ['open', 'accepted', 'declined', 'fulfilled', 'breached', 'released'] as const
export type PromiseState = (typeof promiseStates)[number]

/** One condition the answer depends on. */
export interface Condition {
  readonly dealing: DealingId
  readonly asked: DealingOf<'conditions'>
  readonly condition: DealingBody<'conditions'>['conditions'][number]
  readonly state: PromiseState
  /** That it was done, or not kept. */
  readonly end?: DealingOf<'fulfilled' | 'breached'>
  /** How it was answered, and by whom. */
  readonly answer?: { readonly by: DealingOf<'promised'>; readonly says: DealingBody<'promised'>['answers'][number] }
}

export interface Asked {
  readonly question: DealingOf<'question'>
  readonly answer: DealingOf<'answer'> | undefined
}

/** Where the examination of a request stands. */
export interface Examination {
  readonly checked: DealingOf<'checked'> | undefined
  readonly questions: readonly Asked[]
  readonly postponed: DealingOf<'postponed'> | undefined
  readonly conditions: readonly Condition[]
}

export function examinationOf(dealings: readonly Dealing[]): Examination {
  return {
    checked: allOf(dealings, 'checked').at(-1),
    questions: allOf(dealings, 'question').map((question) => ({
      question,
      answer: lastIn(dealings, question.dealing, 'answer'),
    })),
    postponed: allOf(dealings, 'postponed').find(({ dealing }) => !lastIn(dealings, dealing, 'resumed')),
    conditions: allOf(dealings, 'conditions').flatMap((asked) =>
      asked.body.conditions.map((condition) => conditionOf(dealings, asked, condition)),
    ),
  }
}

function conditionOf(
  dealings: readonly Dealing[],
  asked: DealingOf<'conditions'>,
  condition: Condition['condition'],
): Condition {
  const { dealing } = asked
  const by = lastIn(dealings, dealing, 'promised')
  const says = by?.body.answers.find((one) => one.condition === condition.id)
  const isIt = (one: DealingOf<'released' | 'fulfilled' | 'breached'>) =>
    one.dealing === dealing && one.body.conditions.includes(condition.id)
  const isReleased = allOf(dealings, 'released').some(isIt)
  // What was once not kept is not mended by doing it later: whoever gave on it lets it go, or does not.
  const end = allOf(dealings, 'breached').find(isIt) ?? allOf(dealings, 'fulfilled').find(isIt)
  const answered = says === undefined ? 'open' : says.accepted ? 'accepted' : 'declined'
  const state = isReleased ? 'released' : (end?.kind ?? answered)
  return { dealing, asked, condition, state, ...(end && { end }), ...(by && says && { answer: { by, says } }) }
}

/** What must be promised still: not yet answered, or not taken on and not let go; or what was promised and not kept. */
export const unpromised = ({ conditions }: Pick<Examination, 'conditions'>): Condition[] =>
  conditions.filter(({ state }) => state === 'open' || state === 'declined' || state === 'breached')

/**
 * Nothing goes on while it is postponed, and nothing is given before what it depends on has been promised.
 * Throws `postponed`, `promise_open`.
 */
export function refuseUnready(dealings: readonly Dealing[]): void {
  const examination = examinationOf(dealings)
  const { postponed } = examination
  if (postponed) {
    const until = postponed.body.until ? ` until ${postponed.body.until}` : ''
    const message = `This was postponed${until} by ${postponed.name}; it goes on once: ${postponed.body.reopens}`
    throw new RequestError('conflict', 'postponed', message)
  }
  const [open] = unpromised(examination)
  if (!open) return
  const { condition, state } = open
  const hows = { open: 'has not been promised yet', breached: 'was promised and not kept' } as const
  const how = state === 'open' || state === 'breached' ? hows[state] : 'was not promised'
  const cite = condition.cite ? ` (${condition.cite})` : ''
  throw new RequestError(
    'conflict',
    'promise_open',
    `Nothing is done before this is promised${cite}, and it ${how}: ${condition.says}`,
  )
}
