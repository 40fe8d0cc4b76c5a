import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { RequestError } from '../errors.ts'
import type { SharedItem, Team, TeamId, TeamMember } from '../teams/team.ts'
import type { Row } from './row.ts'

export async function insertTeam(tx: Tx, team: Team): Promise<void> {
  await tx
    .insertInto('request_teams')
    .values({
      id: team.id,
      org_id: team.org,
      title: team.title,
      purpose: team.purpose,
      rule: team.rule,
      law_digest: team.law.digest,
      law_on: team.law.on,
      from_day: team.from,
      to_day: team.to,
      leader: team.leader,
      members: JSON.stringify(team.members),
      terms: team.terms,
      state: team.state,
      proposed_by: team.proposed.by,
      proposed_name: team.proposed.name,
      proposed_at: team.proposed.at,
    })
    .execute()
}

/** Writes the named fields. */
export async function updateTeam(
  tx: Tx,
  { org, id }: Pick<Team, 'org' | 'id'>,
  change: Partial<Pick<Team, 'members' | 'state' | 'ended'>>,
): Promise<void> {
  await tx
    .updateTable('request_teams')
    .set({
      ...(change.members && { members: JSON.stringify(change.members) }),
      ...(change.state && { state: change.state }),
      ...(change.ended && { ended_at: change.ended.at, ended_why: change.ended.why }),
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** A team as the organisation keeps it, or undefined. With `lock`, nobody else changes it before this transaction ends. */
export async function teamHere(db: Db, org: string, id: string, lock?: 'lock'): Promise<Team | undefined> {
  const query = db.selectFrom('request_teams').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row && readTeam(row)
}

/** Throws `missing` / `no_such_team`, also for another organisation's. */
export async function findTeam(db: Db, org: string, id: string, lock?: 'lock'): Promise<Team> {
  const team = await teamHere(db, org, id, lock)
  if (team) return team
  throw new RequestError('missing', 'no_such_team', 'There is no such team here')
}

/** The organisation's teams, the newest first. */
export async function listTeams(db: Db, org: string, limit = 100): Promise<Team[]> {
  const query = db.selectFrom('request_teams').selectAll().where('org_id', '=', org)
  return (await query.orderBy('proposed_at', 'desc').limit(limit).execute()).map(readTeam)
}

/** Agreements that not everybody has signed yet, the oldest first. */
export async function proposedTeams(db: Db, org: string): Promise<Team[]> {
  const query = db.selectFrom('request_teams').selectAll().where('org_id', '=', org).where('state', '=', 'proposed')
  return (await query.orderBy('proposed_at').limit(100).execute()).map(readTeam)
}

/** Teams whose last day is before this one and that nobody has ended. */
export async function pastTeams(db: Db, day: string, limit: number): Promise<Team[]> {
  const query = db.selectFrom('request_teams').selectAll().where('state', '=', 'running').where('to_day', '<', day)
  return (await query.orderBy('to_day').limit(limit).execute()).map(readTeam)
}

export async function insertShared(tx: Tx, team: Pick<Team, 'org' | 'id'>, shared: SharedItem): Promise<void> {
  await tx
    .insertInto('request_team_items')
    .values({
      org_id: team.org,
      team_id: team.id,
      item_id: shared.item,
      name: shared.name,
      sha256: shared.sha256,
      by_org: shared.org,
      by_name: shared.by,
      at: shared.at,
      note: shared.note,
    })
    .execute()
}

/** What was shared within a team, oldest first. */
export async function findShared(db: Db, org: string, team: string): Promise<SharedItem[]> {
  const rows = await db
    .selectFrom('request_team_items')
    .selectAll()
    .where('org_id', '=', org)
    .where('team_id', '=', team)
    .orderBy('at')
    .orderBy('item_id')
    .execute()
  return rows.map((row) => ({
    item: row.item_id,
    name: row.name,
    sha256: row.sha256,
    org: row.by_org,
    by: row.by_name,
    at: row.at as InstantText,
    note: row.note,
  }))
}

const readTeam = (row: Row<'request_teams'>): Team => ({
  id: row.id as TeamId,
  org: row.org_id,
  title: row.title,
  purpose: row.purpose,
  rule: row.rule,
  law: { digest: row.law_digest, on: row.law_on },
  from: row.from_day,
  to: row.to_day,
  leader: row.leader,
  members: row.members as TeamMember[],
  terms: row.terms,
  state: row.state,
  proposed: { by: row.proposed_by, name: row.proposed_name, at: row.proposed_at as InstantText },
  ended: row.ended_at ? { at: row.ended_at as InstantText, why: row.ended_why ?? '' } : undefined,
})
