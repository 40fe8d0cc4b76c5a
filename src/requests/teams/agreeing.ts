import { type Actor, findOrganisation, isPermitted, type Act as Permission, permit } from '../../accounts/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { analyse, type Facts, type LawBase, type Rule } from '../../law/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import { lineFrom } from '../matters.ts'
import type { Setting } from '../request.ts'
import { findTeam, insertTeam, pastTeams, proposedTeams, updateTeam } from '../store/teams.ts'
import { isPast, isSignedByAll, type Team, type TeamMember, termsOf } from './team.ts'
import { recordOf, tellMembers } from './telling.ts'

export interface NewTeam {
  readonly title: string
  readonly purpose: string
  /** A route of the law that sets up a team. */
  readonly rule: string
  readonly from: string
  readonly to: string
  readonly leader: string
  /** Every member, our own organisation among them. */
  readonly members: readonly Omit<TeamMember, 'signed'>[]
}

/** The routes of the law by which a team can be set up. */
export const teamRoutes = (law: LawBase): Rule<'route'>[] =>
  [...law.rules.values()].filter((rule): rule is Rule<'route'> => rule.kind === 'route' && rule.sets_up === 'team')

/**
 * Proposes a team to those who are to be its members; it works once every one of them has signed. Throws
 * `route_not_open` where the law does not join one of the states to ours, `bad_text` for terms that make none.
 */
export async function proposeTeam(tx: Tx, actor: Actor, input: NewTeam, setting: Setting): Promise<Team> {
  permit(actor, 'request.draft')
  const at = setting.now()
  const own = await findOrganisation(tx, actor.org)
  const members = input.members.map(memberFrom)
  const bad = (message: string, path: string) => new RequestError('invalid', 'bad_text', message, { path })
  if (new Set(members.map(({ org }) => org)).size < members.length) throw bad('A member stands there twice', 'members')
  if (!members.some(({ org }) => org === own.id)) throw bad('Our own organisation is not among the members', 'members')
  const others = members.filter(({ state }) => state !== own.state)
  if (others.length === 0) throw bad('A team is made with another state', 'members')
  if (!members.some(({ org }) => org === input.leader)) throw bad('The leader is one of the members', 'leader')
  const on = at.toString().slice(0, 10)
  if (!isDay(input.from) || !isDay(input.to) || input.from > input.to || input.to < on)
    throw bad('A team works for a limited time that is still to come', 'to')
  const digest = refuseClosed(input.rule, own.state, [...new Set(others.map(({ state }) => state))], setting)
  const terms = {
    id: newId('team', at.epochMilliseconds),
    title: lineFrom(input.title, 'title'),
    purpose: reasonFrom(input.purpose, 'purpose'),
    rule: input.rule,
    law: { digest, on },
    from: input.from,
    to: input.to,
    leader: input.leader,
    members,
  }
  const team: Team = {
    ...terms,
    org: own.id,
    terms: termsOf(terms),
    state: 'proposed',
    proposed: { by: actor.person, name: actor.name, at: instantText(at) },
    ended: undefined,
  }
  await insertTeam(tx, team)
  const said = { name: actor.name, title: team.title, rule: team.rule, terms: team.terms }
  await recordOf(tx, team, { kind: 'team.proposed', by: actor.person }, said, at)
  const { id: _, ...rest } = terms
  const body = {
    request: team.id,
    ...rest,
    members: members.map((member) => ({ ...member, people: [...member.people] })),
    terms: team.terms,
    name: actor.name,
    at: instantText(at),
  }
  await tellMembers(tx, team, 'team-proposal', body, at)
  return team
}

function memberFrom({ org, name, state, people }: Omit<TeamMember, 'signed'>): TeamMember {
  const sent = people.map((person) => lineFrom(person, 'people'))
  if (sent.length > 0) return { org, name, state, people: sent }
  throw new RequestError('invalid', 'bad_text', `Name the people that ${name} sends`, { path: 'people' })
}

/** The law must join our state to each of the others by this very route. Answers with the digest of the law it was read in. */
function refuseClosed(rule: string, own: string, states: readonly string[], { law, now }: Setting): string {
  if (!teamRoutes(law).some((route) => route.rule === rule))
    throw new RequestError('invalid', 'unknown_rule', 'The law base has no such team', { path: 'rule' })
  let digest = ''
  for (const state of states) {
    const { routes, law: read } = analyse(law, factsWith(own, state), { today: now().toString().slice(0, 10) })
    digest = read.digest
    const found = routes.find((route) => route.rule === rule && route.to === state)
    if (found && found.status !== 'closed') continue
    const [line] = found?.because ?? []
    const why = line ? `${line.says} (${line.cite})` : 'it does not lead there'
    throw new RequestError('conflict', 'route_not_open', `No team with ${state} on this basis: ${why}`, {
      path: 'rule',
    })
  }
  return digest
}

/** A criminal investigation of ours with something of it in the other state. */
const factsWith = (own: string, state: string): Facts =>
  ({
    asking: { state: own, authority: 'prosecutor' },
    proceeding: 'criminal',
    holder: { kind: 'provider', seat: state, establishments: [state], addressees: [] },
    data: [{ id: 'team', category: 'subscriber', stored: true, storedIn: [state] }],
    measure: 'produce',
  }) as unknown as Facts

/** Who binds an organisation by signing. */
const signing: Partial<Record<Actor['seat'], Permission>> = {
  authority: 'request.approve',
  court: 'request.validate',
  central: 'request.transmit',
}

/**
 * Signs the agreement for our organisation; nobody signs what is their own proposal. Throws `approver_is_author`,
 * `already_decided`, `team_ended`.
 */
export async function signTeam(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Team> {
  permit(actor, signing[actor.seat] ?? 'request.approve')
  const team = await findTeam(tx, actor.org, id, 'lock')
  const at = setting.now()
  if (team.state === 'ended' || isPast(team, at))
    throw new RequestError('conflict', 'team_ended', 'There is nothing to sign any more: its time is over')
  if (team.proposed.by === actor.person)
    throw new RequestError('forbidden', 'approver_is_author', 'Somebody else signs what you have proposed')
  const before = team.members.find(({ org }) => org === actor.org)?.signed
  if (before) throw new RequestError('conflict', 'already_decided', `${before.name} signed it on ${before.at}`)
  const signed = await sign(tx, team, actor.org, { name: actor.name, at: instantText(at) }, actor.person, setting)
  const body = { request: team.id, terms: team.terms, name: actor.name, at: instantText(at) }
  await tellMembers(tx, team, 'team-signature', body, at)
  return signed
}

/** The agreements that wait for this person's signature, the one proposed first before the others. */
export async function teamsToSign(db: Db, actor: Actor, now: Temporal.Instant): Promise<Team[]> {
  if (!isPermitted(actor, signing[actor.seat] ?? 'request.approve')) return []
  const proposed = await proposedTeams(db, actor.org)
  const isOpen = (team: Team) => team.members.some(({ org, signed }) => org === actor.org && !signed)
  return proposed.filter((team) => isOpen(team) && !isPast(team, now) && team.proposed.by !== actor.person)
}

/** Writes a signature down; with the last one the team works. */
export async function sign(
  tx: Tx,
  team: Team,
  org: string,
  signed: NonNullable<TeamMember['signed']>,
  by: string,
  { now }: Setting,
): Promise<Team> {
  const members = team.members.map((member) => (member.org === org ? { ...member, signed } : member))
  const state = isSignedByAll({ members }) ? 'running' : team.state
  await updateTeam(tx, team, { members, state })
  await recordOf(tx, team, { kind: 'team.signed', by }, { name: signed.name, member: org, terms: team.terms }, now())
  if (state === 'running') await recordOf(tx, team, { kind: 'team.running', by: 'system' }, { until: team.to }, now())
  return { ...team, members, state }
}

/** The leader ends a team before its time; nothing is shared any more. Throws `wrong_organisation` for another member. */
export async function endTeam(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { reason: string },
  setting: Setting,
): Promise<Team> {
  permit(actor, signing[actor.seat] ?? 'request.approve')
  const team = await findTeam(tx, actor.org, id, 'lock')
  const reason = reasonFrom(input.reason)
  if (team.state === 'ended') throw new RequestError('conflict', 'team_ended', `It ended on ${team.ended?.at}`)
  if (team.leader !== actor.org)
    throw new RequestError('forbidden', 'wrong_organisation', 'The leader of the team ends it')
  const at = setting.now()
  await tellMembers(tx, team, 'team-end', { request: team.id, reason, name: actor.name, at: instantText(at) }, at)
  return finish(tx, team, reason, actor.person, setting)
}

export async function finish(
  tx: Tx,
  team: Team,
  why: string,
  by: string,
  { now }: Pick<Setting, 'now'>,
): Promise<Team> {
  const ended = { at: instantText(now()), why }
  await updateTeam(tx, team, { state: 'ended', ended })
  await recordOf(tx, team, { kind: 'team.ended', by }, { reason: why }, now())
  return { ...team, state: 'ended', ended }
}

/** Ends every team whose last day is over; each member does that for itself. Answers how many. */
export async function endPastTeams(db: Db, setting: Pick<Setting, 'now'>, limit = 100): Promise<number> {
  const past = await pastTeams(db, setting.now().toString().slice(0, 10), limit)
  for (const { org, id } of past) {
    await db.transaction().execute(async (tx) => {
      const team = await findTeam(tx, org, id, 'lock')
      if (team.state === 'running') await finish(tx, team, `Its last day was ${team.to}`, 'system', setting)
    })
  }
  return past.length
}
