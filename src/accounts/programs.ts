import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { mustBeConfirmed } from './confirmed.ts'
import { AccountError } from './errors.ts'
import { type Act, permit } from './permissions.ts'
import { readName } from './person.ts'
import { type Actor, isSeat, type Seat } from './seats.ts'
import { findOrganisation } from './store.ts'
import { insertProgram, programBy, programsOf, type StoredProgram, setProgramUsed, shutOut } from './store-programs.ts'
import { hashToken, newToken } from './token.ts'

/** What a program may be let do. What needs two persons, or a person at a device, is nobody's to give away. */
export const scopes = {
  'requests:read': ['request.read', 'matter.read'],
  'requests:check': ['order.check'],
  'requests:answer': ['objection.raise', 'objection.answer'],
  'evidence:read': ['evidence.read'],
  'evidence:receive': ['evidence.receive', 'evidence.open', 'evidence.export'],
  'evidence:produce': ['order.produce'],
  'custody:keep': ['custody.keep'],
  costs: ['cost.claim'],
  'log:read': ['log.read'],
} as const satisfies Record<string, readonly Act[]>

export type Scope = keyof typeof scopes

/** A program let into an organisation, at one seat. */
export interface Program extends Omit<StoredProgram, 'seat' | 'scopes'> {
  readonly seat: Seat
  readonly scopes: readonly Scope[]
}

/** By which a leaked token is known for what it is, to people and to the tools that look for such. */
const PREFIX = 'comity_'
const LONGEST = Temporal.Duration.from({ hours: 24 * 366 })
/** So fine is told when a token was last used. */
const USED_EVERY = Temporal.Duration.from({ minutes: 1 })

export const isProgramToken = (token: string): boolean => token.startsWith(PREFIX)

/**
 * Lets a program in. The token is shown once and kept as a hash alone. Throws `not_permitted`, `confirm_first`, `bad_name`,
 * `bad_scope`, `bad_organisation` for a seat there is not, `bad_period` for an end that is past or more than a year away.
 */
export async function admitProgram(
  tx: Tx,
  actor: Actor,
  input: { readonly name: string; readonly seat: string; readonly scopes: readonly string[]; readonly days: number },
  at: Temporal.Instant,
): Promise<{ readonly program: Program; readonly token: string }> {
  permit(actor, 'program.manage')
  mustBeConfirmed(actor)
  const { org } = actor
  const { seats } = await findOrganisation(tx, org)
  const { seat } = input
  if (!isSeat(seat) || !seats.includes(seat) || seat === 'operator')
    throw new AccountError('invalid', 'bad_organisation', 'There is no such seat here', { path: 'seat' })
  const asked = [...new Set(input.scopes)].filter(isScope)
  if (asked.length === 0 || asked.length !== new Set(input.scopes).size)
    throw new AccountError('invalid', 'bad_scope', `Choose among: ${Object.keys(scopes).join(', ')}`, {
      path: 'scopes',
    })
  if (!Number.isInteger(input.days) || input.days < 1 || input.days * 24 > LONGEST.total('hours'))
    throw new AccountError('invalid', 'bad_period', 'A token lasts a day at least and a year at most', { path: 'days' })
  const token = PREFIX + newToken()
  const program: Program = {
    id: newId('program', at.epochMilliseconds),
    org,
    name: readName(input.name),
    seat,
    scopes: asked,
    madeBy: actor.person,
    madeByName: actor.name,
    created: instantText(at),
    expires: instantText(at.add({ hours: input.days * 24 })),
    used: null,
    ended: null,
  }
  await insertProgram(tx, program, hashToken(token))
  const { id, name, expires } = program
  const body = { name, seat, scopes: asked, expires, byName: actor.name }
  await record(tx, { org, by: actor.person, kind: 'program.admitted', about: id, body }, at)
  return { program, token }
}

/** Shuts a program out at once. Throws `not_permitted`, `no_such_program`. */
export async function endProgram(tx: Tx, actor: Actor, id: string, at: Temporal.Instant): Promise<void> {
  permit(actor, 'program.manage')
  const name = await shutOut(tx, actor.org, id, actor.name, instantText(at))
  if (name === undefined) throw new AccountError('missing', 'no_such_program', 'There is no such program here')
  const body = { name, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'program.ended', about: id, body }, at)
}

/** Every program of an organisation, also those that are shut out or over, the newest first. Throws `not_permitted`. */
export async function listPrograms(db: Db, actor: Actor): Promise<Program[]> {
  permit(actor, 'program.manage')
  return (await programsOf(db, actor.org)).map(asProgram)
}

/**
 * Who a token stands for; undefined if it is unknown, shut out or over. What cannot be undone it may do only where its
 * scope was given for that: to hand evidence over.
 */
export async function findProgram(db: Db, token: string, at: Temporal.Instant): Promise<Actor | undefined> {
  const found = await programBy(db, hashToken(token), instantText(at))
  if (!found) return undefined
  const { id, name, org, seat, scopes: given, used } = asProgram(found)
  if (used === null || used < instantText(at.subtract(USED_EVERY))) await setProgramUsed(db, id, instantText(at))
  const acts: readonly Act[] = given.flatMap((scope) => scopes[scope])
  const mayRelease = given.includes('evidence:produce')
  const { name: orgName, isDemo } = await findOrganisation(db, org)
  const actor = { person: id, name, org, orgName, seat, role: 'author', isDemo, acts } as const
  return mayRelease ? actor : { ...actor, unconfirmed: true }
}

const isScope = (word: string): word is Scope => Object.hasOwn(scopes, word)

const asProgram = (stored: StoredProgram): Program => ({
  ...stored,
  seat: stored.seat as Seat,
  scopes: stored.scopes.filter(isScope),
})
