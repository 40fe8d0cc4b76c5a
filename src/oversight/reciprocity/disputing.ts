import { type Actor, findOrganisation, permit } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { madeBetween } from '../../requests/index.ts'
import { boundsOf } from '../editions/half-years.ts'
import type { Told } from '../protection.ts'
import type { TakenEdition } from './reciprocity.ts'
import { findTaken } from './store.ts'

/**
 * How the numbers of both sides stand to one another. An edition counts what came from a state, not from one organisation of
 * it: more there may be what others of the state asked, fewer there cannot.
 */
export type Standing = 'same' | 'fewer-there' | 'more-there' | 'not-told'

/** What one's own record and a counterpart's edition say of the same half-year. */
export interface BothSides {
  readonly counterpart: { readonly id: string; readonly name: string; readonly state: string }
  /** As one's own side sees it: `outgoing` is what was asked of the counterpart. */
  readonly direction: 'outgoing' | 'incoming'
  readonly period: string
  readonly ours: number
  readonly theirs: Told
  /** Theirs less ours; null where theirs is not told. */
  readonly difference: number | null
  readonly standing: Standing
}

/**
 * What the organisation and each counterpart of the edition, of those it ever dealt with in these half-years, say that was asked: both
 * numbers and the difference. How requests ended an edition does not tell by state, so that there is nothing to hold it against. Throws `no_such_edition`.
 */
export async function bothSides(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ taken: TakenEdition; figures: BothSides[] }> {
  permit(actor, 'reciprocity.read')
  const taken = await findTaken(db, actor.org, id)
  const { edition } = taken.file
  const { state } = await findOrganisation(db, actor.org)
  const bounds = edition.periods.length > 0 ? boundsOf(edition.periods) : []
  const others = edition.organisations.filter(({ id: other }) => other !== actor.org)
  const ids = others.map((one) => one.id)
  const made = bounds.length > 0 && ids.length > 0 ? await madeBetween(db, actor.org, ids, bounds) : []
  const figures = others.flatMap(({ id: counterpart, name, state: theirState }) =>
    (['outgoing', 'incoming'] as const).flatMap((direction) => {
      const mine = made.filter((one) => one.counterpart === counterpart && one.direction === direction)
      if (mine.length === 0) return []
      return edition.periods.flatMap((period, nth): BothSides[] => {
        const ours = mine.find((one) => one.period === nth)?.number ?? 0
        const theirs = theirNumber(taken, counterpart, direction === 'outgoing' ? 'incoming' : 'outgoing', period, state)
        if (ours === 0 && theirs === 0) return []
        const difference = theirs === null ? null : theirs - ours
        const about = { counterpart: { id: counterpart, name, state: theirState }, direction, period }
        return [{ ...about, ours, theirs, difference, standing: standingOf(difference) }]
      })
    }),
  )
  return { taken, figures }
} // biome-ignore format: short

const standingOf = (difference: number | null): Standing =>
  difference === null ? 'not-told' : difference === 0 ? 'same' : difference < 0 ? 'fewer-there' : 'more-there'

/** What an organisation of the edition counts with a state; null where it is not told. */
function theirNumber(
  { file: { edition } }: TakenEdition,
  org: string,
  direction: 'outgoing' | 'incoming',
  period: string,
  state: string,
): Told {
  const { made } =
    edition.figures.find((one) => one.org === org && one.direction === direction && one.period === period) ?? {}
  if (!made) return 0
  if (made.byState) return made.byState[state] === undefined ? 0 : made.byState[state]
  return made.number === 0 ? 0 : null
}
