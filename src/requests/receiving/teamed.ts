import { findOrganisation } from '../../accounts/index.ts'
import type { InstantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { expectEvidence } from '../../vault/index.ts'
import { RequestError } from '../errors.ts'
import { findTeam, insertShared, insertTeam, teamHere } from '../store/teams.ts'
import { finish, sign, teamRoutes } from '../teams/agreeing.ts'
import { refuseIdle } from '../teams/sharing.ts'
import { type Team, type TeamId, termsOf } from '../teams/team.ts'
import { recordOf } from '../teams/telling.ts'
import type { Arrival } from './arrival.ts'

const refuse = (message: string, path?: string) =>
  new RequestError('forbidden', 'wrong_organisation', message, path === undefined ? {} : { path })

/** A team is proposed to us. Throws `bad_message` where the terms are not what their digest says, `wrong_organisation`, `unknown_rule`. */
export async function teamProposed(
  tx: Tx,
  law: LawBase,
  { org, from, body, now }: Arrival<'team-proposal'>,
): Promise<void> {
  const own = await findOrganisation(tx, org)
  const id = body.request as TeamId
  const { title, purpose, rule, law: read, from: first, to, leader, members } = body
  const ours = members.find((member) => member.org === org)
  if (!members.some((member) => member.org === from)) throw refuse('The sender is no member of that team', 'members')
  if (!ours || ours.state !== own.state) throw refuse(`${own.name} is no member of that team`, 'members')
  if (!members.some((member) => member.org === leader)) throw refuse('The leader is no member of that team', 'leader')
  if (!teamRoutes(law).some((route) => route.rule === rule))
    throw new RequestError('invalid', 'unknown_rule', `The law base here has no rule ${rule}`, { path: 'rule' })
  if (termsOf({ id, title, purpose, rule, law: read, from: first, to, leader, members }) !== body.terms)
    throw new RequestError('invalid', 'bad_message', 'These are not the terms that are to be signed', { path: 'terms' })
  if (await teamHere(tx, org, id)) throw new RequestError('conflict', 'already_received', 'This team is known here')
  const team: Team = {
    id,
    org,
    title,
    purpose,
    rule,
    law: read,
    from: first,
    to,
    leader,
    members,
    terms: body.terms,
    state: 'proposed',
    proposed: { by: from, name: body.name, at: body.at as InstantText },
    ended: undefined,
  }
  await insertTeam(tx, team)
  await recordOf(
    tx,
    team,
    { kind: 'team.proposal-received', by: from },
    { name: body.name, title, rule, terms: body.terms },
    now,
  )
}

/** The team, and that the sender is a member of it. */
async function teamWith(tx: Tx, org: string, id: string, from: string): Promise<Team> {
  const team = await findTeam(tx, org, id, 'lock')
  if (!team.members.some((member) => member.org === from)) throw refuse('The sender is no member of that team')
  return team
}

/** Another member has signed these very terms. */
export async function teamSigned(
  tx: Tx,
  law: LawBase,
  { org, from, body, now }: Arrival<'team-signature'>,
): Promise<void> {
  const team = await teamWith(tx, org, body.request, from)
  if (team.state === 'ended') return
  if (body.terms !== team.terms)
    throw new RequestError('conflict', 'bad_message', 'Other terms were signed than are known here', { path: 'terms' })
  if (team.members.find((member) => member.org === from)?.signed)
    throw new RequestError('conflict', 'already_received', 'This member has signed already')
  await sign(tx, team, from, { name: body.name, at: body.at as InstantText }, from, { law, now: () => now })
}

/** A member shares a piece of evidence: it is expected, and its custody goes on from what the member tells of it. */
export async function teamShared(
  tx: Tx,
  law: LawBase,
  { org, from, body, now }: Arrival<'team-sharing'>,
): Promise<void> {
  const team = await teamWith(tx, org, body.request, from)
  refuseIdle(team, { now: () => now })
  await expectEvidence(tx, law, { org, from, origin: team.id }, body.items as never, now)
  for (const { id, name, sha256 } of body.items) {
    await insertShared(tx, team, {
      item: id,
      name,
      sha256,
      org: from,
      by: body.name,
      at: body.at as InstantText,
      note: body.note,
    })
    await recordOf(
      tx,
      team,
      { kind: 'team.share-received', by: from },
      { name: body.name, item: id, sha256, note: body.note },
      now,
    )
  }
}

/** Its leader has ended the team. */
export async function teamEnded(tx: Tx, _: LawBase, { org, from, body, now }: Arrival<'team-end'>): Promise<void> {
  const team = await teamWith(tx, org, body.request, from)
  if (team.leader !== from) throw refuse('The leader of the team ends it')
  if (team.state !== 'ended') await finish(tx, team, body.reason, from, { now: () => now })
}
