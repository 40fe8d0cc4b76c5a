import type { Edition } from '../editions/edition.ts'
import type { Told } from '../protection.ts'
import { shareOf } from './half-year.ts'

/** What the columns of an edition's half-year table count, where it is not what the edition itself says. */
export const editionTableDefinitions = {
  by: 'An edition counts by state, by route and by urgency, each by itself: a table by all of them at once would show the few',
  requests: 'Requests made within the half-year: they left, or they arrived',
  share: 'The answered in per cent of those that ended within the half-year',
  days: 'Days from when they were made to the end, of those that ended within the half-year: median',
  refused: 'Of those that ended within the half-year, those refused or objected to, by ground',
} as const // biome-ignore format: a table

export interface EditionRow {
  readonly organisation: string
  readonly state: string
  readonly direction: 'outgoing' | 'incoming'
  readonly period: string
  readonly by: 'all' | 'state' | 'route' | 'urgency'
  readonly value: string
  /** Null where it is not told. */
  readonly requests: Told
  readonly share: Told
  readonly days: Told
  readonly refused: Readonly<Record<string, Told>>
}

/** An edition's figures as companies publish theirs: nothing that the edition does not tell. */
export function editionTable(edition: Pick<Edition, 'organisations' | 'figures'>): EditionRow[] {
  const names = new Map(edition.organisations.map((one) => [one.id, one]))
  return edition.figures.flatMap(({ org, direction, period, made, ended }): EditionRow[] => {
    const { name: organisation = org, state = '' } = names.get(org) ?? {}
    const about = { organisation, state, direction, period }
    const row = (by: EditionRow['by'], value: string, requests: Told, days: Told = null): EditionRow => ({
      ...about,
      ...{ by, value, requests, share: null, days, refused: {} },
    })
    const lines = (by: 'state' | 'route' | 'urgency', parts: Readonly<Record<string, Told>> = {}) =>
      Object.entries(parts).map(([value, number]) =>
        row(by, value, number, by === 'route' ? (ended.daysByRoute?.[value]?.median ?? null) : null),
      )
    return [
      {
        ...row('all', '', made.number, ended.days?.median ?? null),
        share: shareEnded(ended.number, ended.byOutcome),
        refused: ended.byGround ?? {},
      },
      ...lines('state', made.byState),
      ...lines('route', made.byRoute),
      ...lines('urgency', made.byUrgency),
    ]
  })
}

/** Of the outcomes that stand for an answer, where both are told. */
function shareEnded(ended: Told, outcomes: Readonly<Record<string, Told>> | undefined): Told {
  if (ended === null || ended === 0 || !outcomes) return null
  const [answered = 0, completed = 0] = [outcomes.answered, outcomes.completed]
  return answered === null || completed === null ? null : shareOf(answered + completed, ended)
}
