import type { Opener } from '../edition.ts'
import type { Approval, Path, Release, ReleaseItem } from './release.ts'

/** What opens a gate for an item, or why each thing that was brought forward does not. */
export interface Opening {
  readonly by: string | undefined
  /** The article by which the law itself opens it, without anybody's leave. */
  readonly itself?: string
  readonly faults: readonly string[]
}

/**
 * Whose leave is needed: `isOf` says whether something given in a state is given where it counts. What does not say of
 * which state it is counts only where no other state has to allow the same item.
 */
export interface Whose {
  isOf(state: string): boolean
  readonly isOnlyOne: boolean
}

/** A way to open a bar: by leave, by a way of transfer, or by itself, which names neither. */
export type Way = Pick<Opener, 'approval' | 'paths'> & Partial<Pick<Opener, 'what' | 'cite'>>

/** The bar is opened by no leave but by the law itself: only what fits its condition is among the ways. */
export const opensItself = ({ approval, paths }: Way): boolean => !approval && !paths

/** Looks among what was brought forward for what opens a bar in this way, for exactly this item, recipient and purpose, now. */
export function openingBy(way: Way, whose: Whose, release: Release, item: ReleaseItem): Opening {
  if (opensItself(way)) return { by: way.what ?? '', itself: way.cite ?? '', faults: [] }
  const { approval, paths } = way
  if (approval) {
    return firstOf(
      release.approvals,
      ({ id }) => `Approval ${id}`,
      (one) => faultOfApproval(one, approval, release, item) ?? faultOfState(one, whose),
    )
  }
  const such = release.paths.filter(({ kind }) => paths?.includes(kind))
  return firstOf(
    such,
    ({ kind }) => pathNames[kind],
    (one) => faultOfPath(one, release, item) ?? faultOfState(one, whose),
  )
}

function faultOfState({ state }: Pick<Approval, 'state'>, { isOf, isOnlyOne }: Whose): string | undefined {
  if (state) return isOf(state) ? undefined : 'is of another state'
  return isOnlyOne ? undefined : 'does not say of which state it is, and more than one has to allow it'
}

const pathNames: Record<Path['kind'], string> = {
  'security-assessment': 'The security assessment',
  'standard-contract': 'The standard contract',
  certification: 'The certificate',
}

function firstOf<T>(all: readonly T[], name: (one: T) => string, faultOf: (one: T) => string | undefined): Opening {
  const faults: string[] = []
  for (const one of all) {
    const fault = faultOf(one)
    if (fault === undefined) return { by: name(one), faults: [] }
    faults.push(`${name(one)} ${fault}`)
  }
  return { by: undefined, faults }
}

function faultOfApproval(
  { seat, as, by, covers, ...time }: Approval,
  wanted: NonNullable<Opener['approval']>,
  release: Release,
  item: ReleaseItem,
): string | undefined {
  if (as !== wanted.as || seat !== wanted.seat) return 'was not given by whoever decides here'
  if (!by) return 'does not say who gave it'
  if (!release.draftedBy) return 'cannot be told from one that the author gave: nobody is named as the author'
  if (by === release.draftedBy) return 'was given by the author of the release'
  if (!item.sha256 || !covers?.items?.includes(item.sha256)) return 'does not cover this data'
  if (!release.recipient?.id || covers.recipient !== release.recipient.id) return 'is for another recipient'
  if (!release.purpose || covers.purpose !== release.purpose) return 'is for another purpose'
  return faultOfTime(time, release.on)
}

function faultOfPath({ covers, ...time }: Path, release: Release, item: ReleaseItem): string | undefined {
  if (!release.recipient?.id || covers?.recipient !== release.recipient.id) return 'is for another recipient'
  if (covers.items && !(item.sha256 && covers.items.includes(item.sha256))) return 'does not cover this data'
  if (covers.purpose && covers.purpose !== release.purpose) return 'is for another purpose'
  return faultOfTime(time, release.on)
}

/** It holds from its first instant until just before its last; one that nobody gave an end has none to rely on. */
function faultOfTime(
  { from, until, revoked }: Pick<Approval, 'from' | 'until' | 'revoked'>,
  on: string,
): string | undefined {
  const now = Date.parse(on)
  if (revoked) return 'was revoked'
  if (!from || !until) return 'is not limited in time'
  if (now < Date.parse(from)) return 'does not hold yet'
  if (now >= Date.parse(until)) return 'holds no longer'
  return undefined
}
