import type { Db, Tx } from '../../db/index.ts'
import { RequestError } from '../errors.ts'
import type { CostClaim, CostLine, CostRule, Payment } from '../provider/claim.ts'
import type { RequestId } from '../request.ts'
import { orNone, type Row } from './row.ts'

export async function insertClaim(tx: Tx, claim: CostClaim): Promise<void> {
  await tx
    .insertInto('request_cost_claims')
    .values({
      id: claim.id,
      org_id: claim.org,
      request_id: claim.request,
      side: claim.side,
      counterpart: claim.counterpart,
      counterpart_name: claim.counterpartName,
      currency: claim.currency,
      digits: claim.digits,
      rule: JSON.stringify(claim.rule),
      lines: JSON.stringify(claim.lines),
      claimed: claim.claimed,
      note: claim.note ?? null,
      claimed_at: claim.claimedAt,
      claimed_by: claim.claimedBy,
    })
    .execute()
}

/** Writes what was accepted, disputed and paid. */
export async function updateClaim(
  tx: Tx,
  { org, id, lines, accepted, disputed, paid, reason, payments, answeredAt }: CostClaim,
): Promise<void> {
  await tx
    .updateTable('request_cost_claims')
    .set({
      lines: JSON.stringify(lines),
      accepted,
      disputed,
      paid,
      reason: reason ?? null,
      payments: JSON.stringify(payments),
      answered_at: answeredAt ?? null,
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** Throws `no_such_claim`, also for one of another request or organisation. */
export async function findClaim(tx: Tx, org: string, request: string, id: string): Promise<CostClaim> {
  const row = await tx
    .selectFrom('request_cost_claims')
    .selectAll()
    .where('org_id', '=', org)
    .where('request_id', '=', request)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new RequestError('missing', 'no_such_claim', 'There is no such claim here')
  return readClaim(row)
}

/** The claims of a request, oldest first. */
export async function findClaims(db: Db, org: string, request: string): Promise<CostClaim[]> {
  const rows = await db
    .selectFrom('request_cost_claims')
    .selectAll()
    .where('org_id', '=', org)
    .where('request_id', '=', request)
    .orderBy('claimed_at')
    .orderBy('id')
    .execute()
  return rows.map(readClaim)
}

/** What is claimed of this organisation for a request and waits for its answer, oldest first. */
export async function unansweredClaims(db: Db, request: string): Promise<CostClaim[]> {
  const rows = await db
    .selectFrom('request_cost_claims')
    .selectAll()
    .where('request_id', '=', request)
    .where('side', '=', 'pays')
    .where('answered_at', 'is', null)
    .orderBy('claimed_at')
    .execute()
  return rows.map(readClaim)
}

/** Every claim of an organisation, newest first, with the file number of its request. */
export async function everyClaim(
  db: Db,
  org: string,
): Promise<(CostClaim & { readonly fileNumber: string; readonly title: string; readonly route: string })[]> {
  const rows = await db
    .selectFrom('request_cost_claims as claim')
    .innerJoin('request_requests as request', 'request.id', 'claim.request_id')
    .selectAll('claim')
    .select(['request.file_number', 'request.title', 'request.rule as route'])
    .where('claim.org_id', '=', org)
    .orderBy('claim.claimed_at', 'desc')
    .orderBy('claim.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...readClaim(row), fileNumber: row.file_number, title: row.title, route: row.route }))
}

const readClaim = (row: Row<'request_cost_claims'>): CostClaim => ({
  id: row.id,
  org: row.org_id,
  request: row.request_id as RequestId,
  side: row.side,
  counterpart: row.counterpart,
  counterpartName: row.counterpart_name,
  currency: row.currency,
  digits: row.digits,
  rule: row.rule as CostRule,
  lines: row.lines as CostLine[],
  claimed: row.claimed,
  accepted: row.accepted,
  disputed: row.disputed,
  paid: row.paid,
  note: orNone(row.note),
  reason: orNone(row.reason),
  payments: row.payments as Payment[],
  claimedAt: row.claimed_at as CostClaim['claimedAt'],
  claimedBy: row.claimed_by,
  answeredAt: orNone(row.answered_at) as CostClaim['answeredAt'],
})
