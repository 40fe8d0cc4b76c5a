import { type Actor, permit } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { everyClaim } from '../store/costs.ts'
import { type ClaimState, type CostClaim, claimState } from './claim.ts'
import { majorOf } from './money.ts'

/** A claim as the ledger shows it. */
export interface LedgerLine extends CostClaim {
  readonly fileNumber: string
  readonly title: string
  /** The route of its request: its rule says under what it is claimed. */
  readonly route: string
  readonly state: ClaimState
}

/** The sums of one currency on one side. Claimed is accepted, disputed and open together; accepted is paid and still due. */
export interface LedgerTotal {
  readonly side: CostClaim['side']
  readonly currency: string
  readonly digits: number
  readonly claims: number
  readonly claimed: number
  /** Of claims nobody has answered yet. */
  readonly open: number
  readonly accepted: number
  readonly disputed: number
  readonly paid: number
  readonly due: number
}

export interface Ledger {
  readonly lines: readonly LedgerLine[]
  readonly totals: readonly LedgerTotal[]
}

/** What an organisation claims and what it is to pay, newest first, with the sums by side and currency. */
export async function ledgerOf(db: Db, actor: Actor): Promise<Ledger> {
  permit(actor, 'request.read')
  const lines = (await everyClaim(db, actor.org)).map((claim) => ({ ...claim, state: claimState(claim) }))
  return { lines, totals: totalsOf(lines) }
}

function totalsOf(claims: readonly CostClaim[]): LedgerTotal[] {
  const groups = Map.groupBy(claims, ({ side, currency }) => `${side} ${currency}`)
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      if (!first) return []
      const sum = (amount: (claim: CostClaim) => number) => group.reduce((total, claim) => total + amount(claim), 0)
      const { side, currency, digits } = first
      const accepted = sum((one) => one.accepted)
      const paid = sum((one) => one.paid)
      return [
        {
          side, currency, digits, claims: group.length, claimed: sum((one) => one.claimed),
          open: sum((one) => (one.answeredAt === undefined ? one.claimed : 0)),
          accepted, disputed: sum((one) => one.disputed), paid, due: accepted - paid,
        }, // biome-ignore format: a table
      ]
    })
    .toSorted((a, b) => (a.side + a.currency < b.side + b.currency ? -1 : 1))
}

const columns = [
  'claim', 'side', 'file_number', 'title', 'counterpart', 'rule', 'provision', 'currency', 'claimed_on', 'line', 'what', 'quantity', 'each',
  'amount', 'accepted', 'disputed', 'state', 'claim_total', 'claim_paid',
] as const // biome-ignore format: one line of words

/** The ledger as CSV (RFC 4180), a line for each line of a claim, every amount as an exact decimal. */
export function ledgerCsv({ lines }: Ledger): string {
  const rows = lines.flatMap((claim) =>
    claim.lines.map((line, i): Record<(typeof columns)[number], string> => {
      const amount = (minor: number | undefined) => (minor === undefined ? '' : majorOf(minor, claim.digits))
      const disputed = line.accepted === undefined ? undefined : line.amount - line.accepted
      return {
        claim: claim.id, side: claim.side, file_number: claim.fileNumber, title: claim.title, counterpart: claim.counterpartName,
        rule: claim.rule.cite, provision: claim.rule.provision ?? '', currency: claim.currency, claimed_on: claim.claimedAt.slice(0, 10),
        line: String(i + 1), what: line.what, quantity: String(line.quantity), each: amount(line.each), amount: amount(line.amount),
        accepted: amount(line.accepted), disputed: amount(disputed), state: claim.state, claim_total: amount(claim.claimed),
        claim_paid: amount(claim.paid),
      } // biome-ignore format: a table
    }),
  )
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('')
}

/** A text that a spreadsheet would take for a formula is kept a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
