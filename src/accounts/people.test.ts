import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { authenticator } from '../../test/authenticator.ts'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { relyingParty } from './ceremony.ts'
import { breakGlass, giveUpRole, listElevations, reviewEmergency, substitute } from './elevations.ts'
import { invite } from './invitations.ts'
import { endSessionsOf, removeMember } from './leaving.ts'
import { createOrganisation } from './organisations.ts'
import {
  beginConfirmation,
  beginRegistration,
  finishConfirmation,
  finishRegistration,
  removePasskey,
} from './passkeys.ts'
import { addMember, addPerson } from './people.ts'
import { permissions } from './permissions.ts'
import { addRecovery, removeRecovery, rotateSealingKey } from './rotation.ts'
import type { Actor, Role, Seat } from './seats.ts'
import { readSecret } from './secret.ts'
import { endOwnSessions, findActor, listSessions, sessionOf, startSession } from './sessions.ts'
import { membersOf } from './store.ts'
import { listPasskeys } from './store-sign-in.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const later = (minutes: number) => at.add({ minutes })
const origin = 'https://comity.example'
const party = relyingParty(origin)
const inTx = db.transaction()
const code = (code: string) => expect.objectContaining({ code })

/** An office with a head and whom else it is to have, each with a session and a device. */
async function office(...colleagues: readonly (readonly [name: string, role: Role])[]) {
  const { id: org } = await inTx.execute((tx) =>
    createOrganisation(
      tx,
      secret,
      { name: 'Prosecutor', state: 'DE', kind: 'prosecutor', seats: ['authority'], languages: ['de'] },
      'system',
      at,
    ),
  )
  const sit = async (name: string, role: Role, seat: Seat = 'authority') => {
    const { id: person } = await inTx.execute((tx) => addPerson(tx, { name }, at))
    await inTx.execute((tx) => addMember(tx, { person, org, seat, role }, 'system', at))
    const { token, actor } = await inTx.execute((tx) => startSession(tx, person, 'passkey', at))
    const device = authenticator(origin)
    const options = await beginRegistration(db, party, { actor }, at)
    await finishRegistration(db, party, device.register(options), at)
    const now = async (when: Temporal.Instant) => {
      const found = await findActor(db, token, when)
      if (!found) throw new Error('not signed in')
      return found
    }
    return { person, token, actor, device, now }
  }
  const head = await sit('Markus Vogt', 'head')
  return { org, head, others: await Promise.all(colleagues.map(([name, role]) => sit(name, role))) }
}

const kindsAbout = async (actor: Actor, person: string) =>
  (await eventsAbout(db, actor.org, person)).map(({ kind }) => kind)

describe('what cannot be undone', () => {
  test('is let through for five minutes after the passkey was touched, in that session alone', async () => {
    const { head } = await office()
    expect((await head.now(later(4))).unconfirmed).toBeUndefined()
    expect((await head.now(later(5))).unconfirmed).toBe(true)
    const other = await inTx.execute((tx) => startSession(tx, head.person, 'demonstration', later(30)))
    const options = await beginConfirmation(db, party, head.actor, later(30))
    await finishConfirmation(db, party, head.token, head.device.signIn(options), later(30))
    expect((await head.now(later(34))).unconfirmed).toBeUndefined()
    expect((await findActor(db, other.token, later(34)))?.unconfirmed).toBe(true)
    expect(await kindsAbout(head.actor, head.person)).toContain('session.confirmed')
  })

  test('is not opened by somebody else’s passkey, by another’s question, twice, or by none', async () => {
    const { head, others } = await office(['Anna Huber', 'author'])
    const [anna] = others
    if (!anna) throw new Error('nobody')
    const asked = () => beginConfirmation(db, party, head.actor, later(30))
    const confirm = (answer: unknown) => finishConfirmation(db, party, head.token, answer, later(30))
    await expect(confirm(anna.device.signIn(await asked()))).rejects.toEqual(code('passkey_refused'))
    const hers = await beginConfirmation(db, party, anna.actor, later(30))
    await expect(confirm(head.device.signIn(hers))).rejects.toEqual(code('passkey_refused'))
    const answer = head.device.signIn(await asked())
    await confirm(answer)
    await expect(confirm(answer)).rejects.toEqual(code('ceremony_spent'))
    await expect(confirm({})).rejects.toEqual(code('passkey_refused'))
    await expect(
      finishConfirmation(db, party, 'no session', head.device.signIn(await asked()), later(30)),
    ).rejects.toEqual(code('not_signed_in'))
  })

  test('is refused in a session that was left open: keys, passkeys, places, roles', async () => {
    const { head, others } = await office(['Anna Huber', 'author'])
    const stale = await head.now(later(30))
    const person = others[0]?.person ?? ''
    const [passkey] = await listPasskeys(db, head.person)
    const period = { from: '2026-11-22T00:00:00Z', until: '2026-11-23T00:00:00Z' }
    const acts = [
      () => inTx.execute((tx) => rotateSealingKey(tx, secret, stale, 'yearly', later(30))),
      () => inTx.execute((tx) => addRecovery(tx, stale, { recipient: 'age1', label: 'safe' }, later(30))),
      () => inTx.execute((tx) => removeRecovery(tx, stale, 'age1', later(30))),
      () => inTx.execute((tx) => removeMember(tx, stale, { person, reason: 'left' }, later(30))),
      () =>
        inTx.execute((tx) =>
          substitute(tx, stale, { insteadOf: head.person, person, reason: 'away', ...period }, later(30)),
        ),
      () => inTx.execute((tx) => removePasskey(tx, stale, passkey?.id ?? '', later(30))),
      () => beginRegistration(db, party, { actor: stale }, later(30)),
    ]
    for (const act of acts) await expect(act()).rejects.toEqual(code('confirm_first'))
  })
})

describe('a person’s sessions', () => {
  test('are listed with their browser, and one or all others end', async () => {
    const { head } = await office()
    const more = await inTx.execute((tx) =>
      startSession(tx, head.person, 'passkey', later(1), { device: 'Firefox\u0000 on another desk' }),
    )
    const listed = await listSessions(db, head.actor, later(2))
    expect(listed.map(({ device, via }) => [device, via])).toEqual([
      ['Firefox on another desk', 'passkey'],
      ['', 'passkey'],
    ])
    const here = await sessionOf(db, head.token, later(2))
    await inTx.execute((tx) => endOwnSessions(tx, head.actor, { except: here?.id ?? '' }, later(2)))
    expect(await findActor(db, more.token, later(2))).toBeUndefined()
    expect(await findActor(db, head.token, later(2))).toBeDefined()
    expect((await eventsAbout(db, head.actor.org, head.person)).at(-1)?.kind).toBe('session.revoked')
  })

  test('are nobody else’s to end, but the head’s', async () => {
    const { head, others } = await office(['Anna Huber', 'author'])
    const [anna] = others
    if (!anna) throw new Error('nobody')
    const [hers] = await listSessions(db, anna.actor, at)
    expect(await inTx.execute((tx) => endOwnSessions(tx, head.actor, { id: hers?.id ?? '' }, at))).toBe(0)
    await expect(inTx.execute((tx) => endSessionsOf(tx, anna.actor, head.person, at))).rejects.toEqual(
      code('not_permitted'),
    )
    const { head: stranger } = await office()
    await expect(inTx.execute((tx) => endSessionsOf(tx, stranger.actor, anna.person, at))).rejects.toEqual(
      code('not_a_member'),
    )
    await inTx.execute((tx) => endSessionsOf(tx, head.actor, anna.person, at))
    expect(await findActor(db, anna.token, at)).toBeUndefined()
  })

  test('say within minutes when they were last used', async () => {
    const { head } = await office()
    await head.now(later(20))
    expect((await listSessions(db, head.actor, later(21)))[0]?.seen).toBe('2026-11-21T10:20:00.000Z')
  })
})

describe('a passkey', () => {
  test('can be removed, never the last, and none of somebody else', async () => {
    const { head } = await office()
    const remove = (id: string) => inTx.execute((tx) => removePasskey(tx, head.actor, id, at))
    const [first] = await listPasskeys(db, head.person)
    await expect(remove(first?.id ?? '')).rejects.toEqual(code('last_passkey'))
    await expect(remove('another')).rejects.toEqual(code('no_such_passkey'))
    const options = await beginRegistration(db, party, { actor: head.actor }, at)
    await finishRegistration(db, party, authenticator(origin).register(options), at)
    await remove(first?.id ?? '')
    expect(await listPasskeys(db, head.person)).toHaveLength(1)
  })
})

describe('who leaves', () => {
  test('is signed out, has no place, no passkey and no link, and stays in the record', async () => {
    const { org, head, others } = await office(['Anna Huber', 'author'])
    const [anna] = others
    if (!anna) throw new Error('nobody')
    const again = { org, name: 'Anna Huber', seat: 'authority', role: 'author', person: anna.person } as const
    const { token } = await inTx.execute((tx) => invite(tx, head.actor, again, at))
    await inTx.execute((tx) => removeMember(tx, head.actor, { person: anna.person, reason: 'New post' }, at))
    expect(await findActor(db, anna.token, at)).toBeUndefined()
    expect((await membersOf(db, org)).map(({ person }) => person)).toEqual([head.person])
    expect(await listPasskeys(db, anna.person)).toEqual([])
    await expect(beginRegistration(db, party, { invitation: token }, at)).rejects.toEqual(code('invitation_spent'))
    expect((await eventsAbout(db, org, anna.person)).at(-1)).toMatchObject({
      kind: 'member.removed',
      body: { name: 'Anna Huber', reason: 'New post', sessions: 1, byName: 'Markus Vogt' },
    })
  })

  test('is not oneself, not the last who may act there, and goes by the head alone', async () => {
    const { head, others } = await office(['Anna Huber', 'author'])
    const [anna] = others
    if (!anna) throw new Error('nobody')
    const leave = (actor: Actor, person: string, reason = 'left') =>
      inTx.execute((tx) => removeMember(tx, actor, { person, reason }, at))
    await expect(leave(head.actor, head.person)).rejects.toEqual(code('own_place'))
    await expect(leave(anna.actor, head.person)).rejects.toEqual(code('not_permitted'))
    await expect(leave(head.actor, anna.person, ' ')).rejects.toEqual(code('reason_missing'))
    // Anna acts as head for a while: she may not leave the office without anybody.
    const acting = { ...anna.actor, role: 'head' as const }
    await leave(head.actor, anna.person)
    await expect(leave(acting, head.person)).rejects.toEqual(code('last_at_seat'))
  })
})

describe('who stands in', () => {
  const days = { from: '2026-11-22T00:00:00Z', until: '2026-11-29T00:00:00Z', reason: 'Leave' }

  test('has the role from the first day to the last, under their own name', async () => {
    const { org, head, others } = await office(['Anna Huber', 'author'])
    const [anna] = others
    if (!anna) throw new Error('nobody')
    await inTx.execute((tx) => substitute(tx, head.actor, { insteadOf: head.person, person: anna.person, ...days }, at))
    expect(await anna.now(at)).toMatchObject({ role: 'author' })
    const { token } = await inTx.execute((tx) => startSession(tx, anna.person, 'passkey', at.add({ hours: 24 })))
    expect(await findActor(db, token, at.add({ hours: 25 }))).toMatchObject({
      person: anna.person,
      role: 'head',
      elevated: 'substitution',
    })
    const [lent] = await listElevations(db, org, at.add({ hours: 25 }))
    await inTx.execute((tx) => giveUpRole(tx, anna.actor, lent?.id ?? '', at.add({ hours: 26 })))
    expect(await findActor(db, token, at.add({ hours: 27 }))).toMatchObject({ role: 'author' })
    expect(await listElevations(db, org, at.add({ hours: 27 }))).toEqual([])
  })

  test.each([
    ['who may do as much already', { insteadOf: 1, person: 0 }, {}, 'nothing_to_lend'],
    ['for themself', { insteadOf: 0, person: 0 }, {}, 'not_a_member'],
    ['for a year', { insteadOf: 0, person: 1 }, { until: '2027-11-29T00:00:00Z' }, 'bad_period'],
    [
      'in the past',
      { insteadOf: 0, person: 1 },
      { from: '2025-01-01T00:00:00Z', until: '2025-01-02T00:00:00Z' },
      'bad_period',
    ],
    ['without a reason', { insteadOf: 0, person: 1 }, { reason: '' }, 'reason_missing'],
  ])('is nobody %s', async (_, who, more, refused) => {
    const { head, others } = await office(['Anna Huber', 'author'])
    const people = [head, ...others].map(({ person }) => person)
    const input = { ...days, ...more, insteadOf: people[who.insteadOf] ?? '', person: people[who.person] ?? '' }
    await expect(inTx.execute((tx) => substitute(tx, head.actor, input, at))).rejects.toEqual(code(refused))
  })

  test('comes from the own organisation', async () => {
    const { head } = await office()
    const { head: stranger } = await office(['Anna Huber', 'author'])
    const input = { ...days, insteadOf: head.person, person: stranger.person }
    await expect(inTx.execute((tx) => substitute(tx, head.actor, input, at))).rejects.toEqual(code('not_a_member'))
  })
})

describe('in an emergency', () => {
  const why = { reason: 'A child is missing; Vogt and Stern do not answer' }

  test('a member acts as head for an hour, and a head looks at it afterwards', async () => {
    const { org, head, others } = await office(['Anna Huber', 'member'])
    const [anna] = others
    if (!anna) throw new Error('nobody')
    const { id } = await inTx.execute((tx) => breakGlass(tx, anna.actor, why, at))
    expect(await anna.now(later(59))).toMatchObject({ role: 'head', elevated: 'break-glass' })
    expect(await anna.now(later(60))).toMatchObject({ role: 'member' })
    expect((await eventsAbout(db, org, anna.person)).at(-1)).toMatchObject({
      kind: 'access.glass-broken',
      body: { ...why, until: '2026-11-21T11:00:00.000Z' },
    })
    const find = (actor: Actor, says = 'It could not wait') =>
      inTx.execute((tx) => reviewEmergency(tx, actor, id, { says }, later(90)))
    await expect(find(await anna.now(later(30)))).rejects.toEqual(code('second_person'))
    await expect(find(anna.actor)).rejects.toEqual(code('not_permitted'))
    await find(head.actor)
    await expect(find(head.actor)).rejects.toEqual(code('already_reviewed'))
    expect((await listElevations(db, org, later(90)))[0]?.review).toMatchObject({ by: 'Markus Vogt' })
  })

  test('needs a reason that says something, and is nothing for a head or the operator', async () => {
    const { head, others } = await office(['Anna Huber', 'author'])
    const [anna] = others
    if (!anna) throw new Error('nobody')
    const open = (actor: Actor, reason = why.reason) => inTx.execute((tx) => breakGlass(tx, actor, { reason }, at))
    await expect(open(anna.actor, 'urgent')).rejects.toEqual(code('reason_missing'))
    await expect(open(head.actor)).rejects.toEqual(code('nothing_to_lend'))
    await expect(open({ ...anna.actor, seat: 'operator' })).rejects.toEqual(code('not_permitted'))
    await expect(open({ ...anna.actor, unconfirmed: true })).rejects.toEqual(code('confirm_first'))
  })
})

describe('the table of permissions', () => {
  const src = join(import.meta.dirname, '..')
  const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$|permissions\.ts$|texts\//.test(path))
    .map((path) => readFileSync(join(src, path), 'utf8'))
    .join('\n')
  const asked = new Set(
    [...code.matchAll(/(?:permit|isPermitted|actorIn)\((?:\w+|c), '([a-z-]+\.[a-z-]+)'/g)].map(([, act]) => act),
  )

  test('names every act the code asks for', () => {
    expect([...asked].filter((act) => !(String(act) in permissions))).toEqual([])
  })

  test('names none that the code never asks for', () => {
    expect(Object.keys(permissions).filter((act) => !code.includes(`'${act}'`))).toEqual([])
  })

  test('lets the operator’s seat see nothing of a case', () => {
    const theirs = Object.entries(permissions).filter(([, granted]) => 'operator' in granted)
    const ofCases = /^(matter|request|order|objection|ground|evidence|custody|cost)\./
    expect(theirs.map(([act]) => act).filter((act) => ofCases.test(act))).toEqual([])
  })
})
