import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { base64, parseBase64, utf8 } from '../base/bytes.ts'
import { generateSigningKey, openBytes, type SigningKey, sealBytes, sign, verify } from '../crypto/index.ts'
import { signerAt } from './external-signer.ts'
import { publicKeys, sealingIdentity, signer } from './keys.ts'
import type { NewOrganisation } from './organisation.ts'
import { createOrganisation } from './organisations.ts'
import { addMember, addPerson } from './people.ts'
import { readSecret } from './secret.ts'
import { findOrganisation, listOrganisations, membersOf } from './store.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')

const prosecutor: NewOrganisation = {
  name: 'Staatsanwaltschaft München I',
  state: 'DE',
  kind: 'prosecutor',
  seats: ['authority'],
  authority: 'prosecutor',
  languages: ['de', 'en'],
}
const create = (input: NewOrganisation = prosecutor) =>
  db.transaction().execute((tx) => createOrganisation(tx, secret, input, 'system', at))

/** A signer as an operator would run one: keys in a process's memory, asked over HTTP. */
async function signerService() {
  const keys = new Map<string, SigningKey>()
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== 'Bearer token') return void response.writeHead(401).end()
    const { organisation, bytes } = (await json(request)) as { organisation: string; bytes?: string }
    asked.push(`${request.url?.slice(1)} ${organisation}`)
    const key = keys.get(organisation) ?? (await generateSigningKey())
    keys.set(organisation, key)
    const answer =
      bytes === undefined
        ? { publicKey: base64(key.publicKey) }
        : { signature: base64(await key.sign(parseBase64(bytes))) }
    response.end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, lie: () => keys.clear() }
}

describe('an organisation', () => {
  test('is found as it was made, and its log begins with its making', async () => {
    const made = await create()
    expect(await findOrganisation(db, made.id)).toEqual(made)
    expect(await listOrganisations(db)).toContainEqual(made)
    expect(await eventsAbout(db, made.id, made.id)).toMatchObject([
      { seq: 0, kind: 'organisation.created', by: 'system', at: '2026-11-21T10:00:00.000Z', body: { state: 'DE' } },
    ])
  })

  test('signs with a key that others can check', async () => {
    const { id } = await create()
    const signature = await sign(await signer(db, secret, id), utf8('order'))
    expect(await verify((await publicKeys(db, id)).signing, utf8('order'), signature)).toBe(true)
  })

  test('opens what was sealed to it, and nobody else does', async () => {
    const [one, other] = [await create(), await create()]
    const sealed = await sealBytes(utf8('mailbox'), [(await publicKeys(db, one.id)).sealing])
    expect(await openBytes(sealed, [(await sealingIdentity(db, secret, one.id)).identity])).toEqual(utf8('mailbox'))
    await expect(openBytes(sealed, [(await sealingIdentity(db, secret, other.id)).identity])).rejects.toThrow()
  })

  describe('whose signing key is kept by the operator’s signer', async () => {
    const service = await signerService()
    const elsewhere = readSecret({
      secret: 'a secret for tests, of more than 32 characters',
      folder: '',
      signer: signerAt(service.url, 'token'),
    })
    const made = () => db.transaction().execute((tx) => createOrganisation(tx, elsewhere, prosecutor, 'system', at))

    test('signs there, and nothing of the key is here', async () => {
      const { id } = await made()
      const signature = await sign(await signer(db, elsewhere, id), utf8('order'))
      expect(await verify((await publicKeys(db, id)).signing, utf8('order'), signature)).toBe(true)
      expect(service.asked).toEqual([`keys ${id}`, `signatures ${id}`])
      const row = await db
        .selectFrom('account_keys')
        .select('private_key')
        .where('org_id', '=', id)
        .where('purpose', '=', 'signing')
        .executeTakeFirstOrThrow()
      expect(row.private_key).toHaveLength(0)
      // Whoever starts without it is told so, and nothing is signed with another key.
      await expect(signer(db, secret, id)).rejects.toMatchObject({ kind: 'unavailable', code: 'signer_missing' })
    })

    test('is not believed when it signs with another key, and not made where it cannot be reached', async () => {
      const { id } = await made()
      service.lie()
      const key = await signer(db, elsewhere, id)
      await expect(key.sign(utf8('order'))).rejects.toMatchObject({ kind: 'unavailable', code: 'bad_signer' })
      const nobody = readSecret({
        secret: 'a secret for tests, of more than 32 characters',
        folder: '',
        signer: signerAt('http://127.0.0.1:1'),
      })
      const attempt = db.transaction().execute((tx) => createOrganisation(tx, nobody, prosecutor, 'system', at))
      await expect(attempt).rejects.toMatchObject({ kind: 'unavailable', code: 'signer_unreachable' })
      const stranger = readSecret({
        secret: 'a secret for tests, of more than 32 characters',
        folder: '',
        signer: signerAt(service.url, 'wrong'),
      })
      await expect(
        db.transaction().execute((tx) => createOrganisation(tx, stranger, prosecutor, 'system', at)),
      ).rejects.toMatchObject({ code: 'bad_signer' })
    })
  })

  test('under another instance secret its private keys stay shut', async () => {
    const { id } = await create()
    const other = readSecret({ secret: 'another secret for tests, long enough too', folder: '' })
    await expect(signer(db, other, id)).rejects.toMatchObject({ kind: 'unavailable', code: 'wrong_secret' })
  })

  test.each([
    ['a country that is none', { state: 'XX' }, 'state'],
    ['no seat', { seats: [] }, 'seats'],
    ['no language', { languages: [] }, 'languages'],
    ['no name', { name: ' ' }, 'name'],
    ['a name of two lines', { name: 'a\nb' }, 'name'],
  ])('with %s is refused, and nothing of it stays', async (_, wrong, path) => {
    const before = await listOrganisations(db)
    await expect(create({ ...prosecutor, ...wrong })).rejects.toMatchObject({ kind: 'invalid', path })
    expect(await listOrganisations(db)).toEqual(before)
  })

  test('that is not here is missing', async () => {
    await expect(findOrganisation(db, 'org_none')).rejects.toMatchObject({
      kind: 'missing',
      code: 'no_such_organisation',
    })
  })
})

describe('a person', () => {
  test('is a member at a seat of the organisation, on the record', async () => {
    const { id: org } = await create()
    const anna = await db.transaction().execute(async (tx) => {
      const person = await addPerson(tx, { name: 'Dr. Anna Huber', language: 'de' }, at)
      await addMember(tx, { person: person.id, org, seat: 'authority', role: 'author' }, 'system', at)
      return person
    })
    expect(await membersOf(db, org)).toMatchObject([{ person: anna.id, name: 'Dr. Anna Huber', role: 'author' }])
    expect(await eventsAbout(db, org, anna.id)).toMatchObject([{ kind: 'member.added', body: { role: 'author' } }])
  })

  test('cannot sit at a seat the organisation does not have', async () => {
    const { id: org } = await create()
    const adding = db.transaction().execute(async (tx) => {
      const { id: person } = await addPerson(tx, { name: 'Judge' }, at)
      await addMember(tx, { person, org, seat: 'court', role: 'author' }, 'system', at)
    })
    await expect(adding).rejects.toMatchObject({ kind: 'invalid', path: 'seat' })
  })
})
