import type { Actor } from '../../accounts/index.ts'
import type { Counterpart } from '../../exchange/index.ts'
import { handedOnBy, type Step } from '../../requests/index.ts'
import { organsIn, type Role, rolesIn } from '../drafting/roles.ts'

const nobody = { id: '', state: '', seats: [] }

/** Every part that somebody could be named for, whoever we are. */
export const partsOf = (
  steps: readonly Step[],
  { org }: Pick<Actor, 'org'>,
  directory: readonly Counterpart[],
): Role[] => rolesIn([{ steps, data: [] }], { ...nobody, id: org }, directory)

/**
 * The parts that we put the request before somebody for: nobody is named yet, or it fell to us because we sit at that
 * seat although the law names another organ. `after`: only those that follow from this step of ours.
 */
export function partsAhead(
  steps: readonly Step[],
  actor: Pick<Actor, 'org'>,
  directory: readonly Counterpart[],
  after?: Step,
): Role[] {
  const organ = organsIn(steps)
  const isAhead = ({ is, via }: Step) => (is === 'pending' || is === 'current') && via === undefined
  const handsOn = (step: Step) => {
    const by = handedOnBy(steps, step)
    if (by?.doer !== actor.org || (after && by.id !== after.id)) return false
    if (step.doer === undefined) return true
    return step.doer === actor.org && step.authority !== undefined && organ(step) !== organ(by)
  }
  return partsOf(steps.filter(isAhead), actor, directory).filter(({ steps: theirs }) =>
    theirs.some(({ step }) => handsOn(step as Step)),
  )
}

/** Whether it falls to us where nobody is named. */
export const isOursOtherwise = ({ steps }: Role, { org }: Pick<Actor, 'org'>): boolean =>
  steps.some(({ step }) => (step as Step).doer === org)
