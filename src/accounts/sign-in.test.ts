import { describe, expect, test } from 'vitest'
import { authenticator } from '../../test/authenticator.ts'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { relyingParty } from './ceremony.ts'
import { signInToDemonstration } from './demonstration.ts'
import { invite } from './invitations.ts'
import type { NewOrganisation } from './organisation.ts'
import { createOrganisation } from './organisations.ts'
import { beginRegistration, beginSignIn, finishRegistration, finishSignIn } from './passkeys.ts'
import { addMember, addPerson } from './people.ts'
import type { Actor, Role } from './seats.ts'
import { readSecret } from './secret.ts'
import { endSession, findActor, startSession } from './sessions.ts'
import { createFirstOperator, issueSetupToken } from './setup.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const later = (hours: number) => at.add({ hours })
const origin = 'https://comity.example'
const party = relyingParty(origin)

async function member({ role = 'head', isDemo = false }: { role?: Role; isDemo?: boolean } = {}): Promise<Actor> {
  const seats: NewOrganisation['seats'] = ['provider']
  const provider: NewOrganisation = {
    name: 'Alpenpost Mail Ltd',
    state: 'IE',
    kind: 'provider',
    seats,
    languages: ['en'],
    isDemo,
  }
  return db.transaction().execute(async (tx) => {
    const { id: org } = await createOrganisation(tx, secret, provider, 'system', at)
    const { id: person } = await addPerson(tx, { name: 'Niamh Byrne', isDemo }, at)
    await addMember(tx, { person, org, seat: 'provider', role }, 'system', at)
    return (await startSession(tx, person, 'invitation', at)).actor
  })
}

const inviteTo = (actor: Actor, org = actor.org) =>
  db
    .transaction()
    .execute((tx) => invite(tx, actor, { org, name: 'Seán Ó Briain', seat: 'provider', role: 'author' }, at))

async function registered(actor: Actor) {
  const device = authenticator(origin)
  const { token } = await inviteTo(actor)
  const options = await beginRegistration(db, party, { invitation: token }, at)
  const session = await finishRegistration(db, party, device.register(options), at)
  return { device, session, token }
}

describe('an invitation', () => {
  test('lets one new person in, with a passkey, and signs them in', async () => {
    const head = await member()
    const { session } = await registered(head)
    expect(session?.actor).toMatchObject({ name: 'Seán Ó Briain', org: head.org, seat: 'provider', role: 'author' })
    expect(await findActor(db, session?.token ?? '', at)).toEqual(session?.actor)
    const kinds = (await eventsAbout(db, head.org, session?.actor.person ?? '')).map(({ kind }) => kind)
    expect(kinds).toEqual(['member.added', 'passkey.registered', 'session.started'])
  })

  test('serves once', async () => {
    const { token } = await registered(await member())
    await expect(beginRegistration(db, party, { invitation: token }, at)).rejects.toMatchObject({
      code: 'invitation_spent',
    })
  })

  test('two people who follow one link at once: only one comes in', async () => {
    const { token } = await inviteTo(await member())
    const begun = [
      await beginRegistration(db, party, { invitation: token }, at),
      await beginRegistration(db, party, { invitation: token }, at),
    ]
    const ended = await Promise.allSettled(
      begun.map((options) => finishRegistration(db, party, authenticator(origin).register(options), at)),
    )
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('ends after a week', async () => {
    const { token } = await inviteTo(await member())
    await expect(beginRegistration(db, party, { invitation: token }, later(24 * 7))).rejects.toMatchObject({
      code: 'invitation_spent',
    })
  })

  test('comes from the head, into the own organisation only', async () => {
    const [author, head, other] = [await member({ role: 'author' }), await member(), await member()]
    await expect(inviteTo(author)).rejects.toMatchObject({ kind: 'forbidden', code: 'not_permitted' })
    await expect(inviteTo(head, other.org)).rejects.toMatchObject({ kind: 'forbidden', code: 'not_permitted' })
  })
})

describe('a passkey', () => {
  test('signs its owner in', async () => {
    const { device, session } = await registered(await member())
    const signedIn = await finishSignIn(db, party, device.signIn(await beginSignIn(db, party, at)), at)
    expect(signedIn.actor).toEqual(session?.actor)
  })

  test('another one can be added by somebody signed in', async () => {
    const { session } = await registered(await member())
    if (!session) throw new Error('not signed in')
    const second = authenticator(origin)
    const options = await beginRegistration(db, party, { actor: session.actor }, at)
    expect(options.excludeCredentials).toHaveLength(1)
    expect(await finishRegistration(db, party, second.register(options), at)).toBeUndefined()
    const { actor } = await finishSignIn(db, party, second.signIn(await beginSignIn(db, party, at)), at)
    expect(actor.person).toBe(session.actor.person)
  })

  test('the same answer a second time is refused: a challenge serves once', async () => {
    const { device } = await registered(await member())
    const answer = device.signIn(await beginSignIn(db, party, at))
    await finishSignIn(db, party, answer, at)
    await expect(finishSignIn(db, party, answer, at)).rejects.toMatchObject({ code: 'ceremony_spent' })
  })

  test('a failed try spends the challenge too', async () => {
    const { device } = await registered(await member())
    const options = await beginSignIn(db, party, at)
    const good = device.signIn(options)
    const bad = structuredClone(good)
    bad.response.signature = bad.response.signature?.replace(/^.{12}/, 'AAAAAAAAAAAA') ?? ''
    await expect(finishSignIn(db, party, bad, at)).rejects.toMatchObject({ code: 'passkey_refused' })
    await expect(finishSignIn(db, party, good, at)).rejects.toMatchObject({ code: 'ceremony_spent' })
  })

  test.each([
    ['of a challenge nobody set', async () => 'x'.repeat(43), {}, 'ceremony_spent'],
    [
      'made inside a frame of another site',
      async () => (await beginSignIn(db, party, at)).challenge,
      { crossOrigin: true },
      'passkey_refused',
    ],
    [
      'made on another site',
      async () => (await beginSignIn(db, party, at)).challenge,
      { origin: 'https://evil.example' },
      'passkey_refused',
    ],
    [
      'that came too late',
      async () => (await beginSignIn(db, party, at.subtract({ minutes: 10 }))).challenge,
      {},
      'ceremony_spent',
    ],
  ])('an answer %s is refused', async (_, challenge, more, code) => {
    const { device } = await registered(await member())
    const answer = device.signIn({ challenge: await challenge() }, more)
    await expect(finishSignIn(db, party, answer, at)).rejects.toMatchObject({ kind: 'forbidden', code })
  })

  test('a copy of the device that fell behind in counting is refused', async () => {
    const { device } = await registered(await member())
    await finishSignIn(db, party, device.signIn(await beginSignIn(db, party, at)), at)
    device.rewind()
    const answer = device.signIn(await beginSignIn(db, party, at))
    await expect(finishSignIn(db, party, answer, at)).rejects.toMatchObject({ code: 'passkey_refused' })
  })

  test('a device nobody registered is refused', async () => {
    const answer = authenticator(origin).signIn(await beginSignIn(db, party, at))
    await expect(finishSignIn(db, party, answer, at)).rejects.toMatchObject({ code: 'passkey_refused' })
  })

  test.each([[null], ['text'], [{}], [{ id: 'a', rawId: 'a', type: 'public-key', response: { clientDataJSON: '!' } }]])(
    'words that are no answer are refused: %j',
    async (words) => {
      await expect(finishSignIn(db, party, words, at)).rejects.toMatchObject({ code: 'passkey_refused' })
      await expect(finishRegistration(db, party, words, at)).rejects.toMatchObject({ code: 'passkey_refused' })
    },
  )
})

describe('a session', () => {
  test('ends when signed out, on the record', async () => {
    const { session } = await registered(await member())
    if (!session) throw new Error('not signed in')
    await db.transaction().execute((tx) => endSession(tx, session.token, at))
    expect(await findActor(db, session.token, at)).toBeUndefined()
    expect((await eventsAbout(db, session.actor.org, session.actor.person)).at(-1)).toMatchObject({
      kind: 'session.ended',
    })
  })

  test('ends by itself after twelve hours', async () => {
    const { session } = await registered(await member())
    expect(await findActor(db, session?.token ?? '', later(11))).toBeDefined()
    expect(await findActor(db, session?.token ?? '', later(12))).toBeUndefined()
  })

  test('no token is nobody', async () => {
    expect(await findActor(db, '', at)).toBeUndefined()
  })
})

describe('signing in to the demonstration', () => {
  const signIn = ({ person, org, seat }: Actor, demonstration: boolean) =>
    db.transaction().execute((tx) => signInToDemonstration(tx, { person, org, seat }, { demonstration }, at))

  test('needs no passkey where the instance is one and the person invented', async () => {
    const invented = await member({ isDemo: true })
    expect((await signIn(invented, true)).actor).toEqual(invented)
  })

  test('is refused on an instance that is none, and for a real person', async () => {
    await expect(signIn(await member({ isDemo: true }), false)).rejects.toMatchObject({ code: 'not_a_demonstration' })
    await expect(signIn(await member(), true)).rejects.toMatchObject({ code: 'not_a_demonstration' })
  })
})

describe('setting the instance up', () => {
  const first = (token: string) =>
    createFirstOperator(
      db,
      secret,
      { token, organisation: { name: 'Justice IT', state: 'DE', languages: ['de'] }, name: 'Ida Roth' },
      at,
    )

  test('takes the token printed last, once, and leads to a head with a passkey', async () => {
    const old = (await issueSetupToken(db, at)) ?? ''
    const token = (await issueSetupToken(db, at)) ?? ''
    await expect(first(old)).rejects.toMatchObject({ kind: 'forbidden', code: 'setup_refused' })
    const { invitation, organisation } = await first(token)
    await expect(first(token)).rejects.toMatchObject({ code: 'setup_refused' })
    expect(await issueSetupToken(db, at)).toBeUndefined()

    const options = await beginRegistration(db, party, { invitation: invitation.token }, at)
    const session = await finishRegistration(db, party, authenticator(origin).register(options), at)
    expect(session?.actor).toMatchObject({ name: 'Ida Roth', org: organisation.id, seat: 'operator', role: 'head' })
  })
})
