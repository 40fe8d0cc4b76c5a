import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { signer } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import { generateSigningKey } from '../crypto/index.ts'
import { type Card, readCard, writeCard } from './card.ts'
import { cardOf, confirmPeer, counterparts, fingerprint, lookUp } from './directory.ts'
import { newOrganisation, operator, secret, twoInstances } from './network.fixture.ts'

const { munich, dublin, now } = await twoInstances(await testDatabase(), await testDatabase())
const { id } = await newOrganisation(dublin)
const card = await cardOf(dublin.db, id, dublin.url)
const key = await signer(dublin.db, secret, id)
const written = await writeCard(card, key)

describe('a card', () => {
  test('says who an organisation is, with the key it is signed by', async () => {
    expect(await readCard(written)).toEqual(card)
    expect(card).toMatchObject({ org: id, state: 'IE', seats: ['provider'], url: 'https://dublin.example' })
  })

  property.prop([fc.nat({ max: written.length - 1 }), fc.integer({ min: 1, max: 255 })], { numRuns: 150 })(
    'of which one byte was changed is refused',
    async (place, change) => {
      const error = await readCard(written.with(place, (written[place] ?? 0) ^ change)).catch((refusal) => refusal)
      expect(error).toBeInstanceOf(DomainError)
      expect(error).toMatchObject({ code: 'malformed_card' })
    },
  )

  test.each([
    ['with a key of another length', { signing: 'AAAA' }],
    ['with a key that is no base64', { signing: '?' }],
    ['that nothing can be sealed to', { sealing: 'age1nobody' }],
    ['with an address that is no website', { url: 'file:///etc/passwd' }],
    ['of a state that is none', { state: 'XX' }],
    ['of an organisation with no seat', { seats: [] }],
    ['whose name holds a zero character', { name: 'a\0b' }],
  ])('%s is refused, though well signed', async (_, change) => {
    const made = await writeCard({ ...card, ...change } as Card, key)
    await expect(readCard(made)).rejects.toMatchObject({ kind: 'invalid', code: 'malformed_card' })
  })

  test('signed by another key than the one it names is refused', async () => {
    const made = await writeCard(card, await generateSigningKey())
    await expect(readCard(made)).rejects.toMatchObject({ code: 'malformed_card' })
  })
})

describe('a fingerprint', () => {
  test('is what two people can read to each other, and another for every key', async () => {
    expect(fingerprint(card.signing)).toMatch(/^([0-9a-f]{4} ){9}[0-9a-f]{4}$/)
    expect(fingerprint((await generateSigningKey()).publicKey.toBase64())).not.toBe(fingerprint(card.signing))
  })
})

describe('the directory', () => {
  test('knows an organisation of another instance once its operator has confirmed it', async () => {
    expect(await lookUp(munich.db, id)).toBeUndefined()
    await munich.db.transaction().execute((tx) => confirmPeer(tx, operator, card, now()))
    expect(await lookUp(munich.db, id)).toMatchObject({ org: id, url: dublin.url, signing: card.signing })
    expect((await counterparts(munich.db)).map(({ org }) => org)).toContain(id)
  })

  test('does not let another key stand for an organisation that is here', async () => {
    const thief = await generateSigningKey()
    const forged = await readCard(await writeCard({ ...card, signing: thief.publicKey.toBase64() }, thief))
    const confirm = dublin.db.transaction().execute((tx) => confirmPeer(tx, operator, forged, now()))
    await expect(confirm).rejects.toMatchObject({ kind: 'conflict', code: 'own_organisation' })
    expect(await lookUp(dublin.db, id)).toMatchObject({ url: null, signing: card.signing })
  })

  test('is the operator’s alone to change', async () => {
    const author = { ...operator, seat: 'authority' as const }
    const confirm = munich.db.transaction().execute((tx) => confirmPeer(tx, author, card, now()))
    await expect(confirm).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
