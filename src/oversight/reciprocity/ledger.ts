import { type Actor, findOrganisation, permit } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { type PartnerSpan, type PartnerTally, spansBetween, talliesBetween } from '../../requests/index.ts'
import { instantsOf, type Period } from '../period.ts'
import { FEWEST } from '../protection.ts'

/** What every column of the ledger counts: a number without its definition says nothing. */
export const ledgerDefinitions = {
  state: 'Another state: where the requests went, or the state of the authority that asked. What stayed within one state is left out',
  provider: 'The company whose data were asked for, as the requests name it',
  asked: 'Requests of the period that left the organisation (outgoing) or arrived at it (incoming), each once; the next four add up to it',
  answered: 'Of these, those that were answered',
  refused: 'Of these, those that ended with a refusal',
  otherwise: 'Of these, those that were withdrawn or lapsed',
  open: 'Of these, those that have not ended',
  byGround: 'Of these, those refused or objected to, by each ground of law that was named; one may name several',
  days: 'Days from when they were made to the answer or refusal: median and 90th percentile, from five such requests on',
} as const // biome-ignore format: a table

/** What became of what one side asked of the other. */
export interface LedgerSide {
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly otherwise: number
  readonly open: number
  readonly byGround: Readonly<Record<string, number>>
  /** Null where fewer than `FEWEST` were answered or refused: of so few a middle says nothing. */
  readonly days: { readonly median: number; readonly percentile90: number } | null
}

/** Both directions beside one another: what was asked of a partner, and what it asked. */
export interface LedgerLine {
  readonly kind: PartnerTally['partner']
  /** The code of the state, or the name of the company. */
  readonly partner: string
  readonly outgoing: LedgerSide
  readonly incoming: LedgerSide
}

export interface Ledger extends Period {
  /** The state of the organisation itself. */
  readonly state: string
  readonly lines: readonly LedgerLine[]
}

/** What an organisation and its partners asked of each other, from its own record. Throws `bad_text` for days that are none or in no order. */
export async function ledgerBetween(db: Db, actor: Actor, period: Period, at: Temporal.Instant): Promise<Ledger> {
  permit(actor, 'reciprocity.read')
  const [from, until] = instantsOf(period, at)
  const { state } = await findOrganisation(db, actor.org)
  const tallies = await talliesBetween(db, actor.org, from, until)
  const spans = await spansBetween(db, actor.org, from, until)
  const keyOf = ({ partner, value }: Pick<PartnerTally, 'partner' | 'value'>) => `${partner} ${value}`
  const lengths = Map.groupBy(spans, keyOf)
  const lines = [...Map.groupBy(tallies, keyOf)].flatMap(([key, found]): LedgerLine[] => {
    const [{ partner: kind, value } = { partner: 'state' as const, value: '' }] = found
    if (kind === 'state' && value === state) return []
    const side = (direction: PartnerTally['direction']) =>
      sideOf(
        found.filter((one) => one.direction === direction),
        lengths.get(key)?.find((one) => one.direction === direction),
      )
    return [{ kind, partner: value, outgoing: side('outgoing'), incoming: side('incoming') }]
  })
  lines.sort((a, b) => (a.kind === b.kind ? (a.partner < b.partner ? -1 : 1) : a.kind === 'state' ? -1 : 1))
  return { ...period, state, lines }
}

function sideOf(tallies: readonly PartnerTally[], span: PartnerSpan | undefined): LedgerSide {
  const many = (...statuses: string[]) =>
    tallies.reduce((sum, { by, key, number }) => sum + (by === 'status' && statuses.includes(key) ? number : 0), 0)
  const asked = tallies.reduce((sum, { by, number }) => sum + (by === 'status' ? number : 0), 0)
  const [answered, refused, otherwise] = [many('answered', 'completed'), many('refused'), many('withdrawn', 'lapsed')]
  const grounds = tallies.filter(({ by }) => by === 'ground').map(({ key, number }) => [key, number] as const)
  return {
    asked,
    answered,
    refused,
    otherwise,
    open: asked - answered - refused - otherwise,
    byGround: Object.fromEntries(grounds.sort(([a], [b]) => (a < b ? -1 : 1))),
    days: span && span.number >= FEWEST ? { median: span.median / 10, percentile90: span.percentile90 / 10 } : null,
  }
}
