import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  type Actor,
  announceSigningKey,
  createOrganisation,
  publicKeys,
  readSecret,
  signer,
  takeOver,
} from '../../accounts/index.ts'
import { checkpoint, keepCosignature, originOf } from '../../audit/index.ts'
import { base64, parseBase64 } from '../../base/bytes.ts'
import { addSignature, cosigner, generateSigningKey, noteVerifier, openNote } from '../../crypto/index.ts'
import { proofOf } from './proof.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const now = () => Temporal.Instant.from('2026-11-21T10:00:00Z')

test('names the key that signed the checkpoint, though another has taken over since', async () => {
  const { id: org, name } = await db
    .transaction()
    .execute((tx) =>
      createOrganisation(
        tx,
        secret,
        { name: 'Prosecutor', state: 'DE', kind: 'prosecutor', seats: ['authority'], languages: ['de'], isDemo: true },
        'system',
        now(),
      ),
    )
  const friend = await generateSigningKey()
  const before = base64((await publicKeys(db, org)).signing)
  const { size, note } = await checkpoint(db, org, await signer(db, secret, org), now())
  const seen = await addSignature(
    note,
    cosigner(originOf('org_friend'), friend, () => 1_795_000_000),
  )
  const line = seen.slice(note.length)
  const head = {
    org,
    orgName: name,
    person: 'person_1',
    name: 'Anna Huber',
    seat: 'authority',
    role: 'head',
    isDemo: true,
  } as Actor
  await db.transaction().execute(async (tx) => {
    await keepCosignature(tx, org, { size, line, witness: 'org_friend', publicKey: friend.publicKey })
    await announceSigningKey(tx, secret, head, { reason: 'Once a year' }, now())
    await takeOver(tx, secret, org, now())
  })
  expect(base64((await publicKeys(db, org)).signing)).not.toBe(before)
  const proof = await proofOf({ db, secret, now }, org, 0)
  expect(proof).toMatchObject({ size, key: before, seenBy: [{ witness: 'org_friend' }] })
  await expect(openNote(proof.checkpoint, [noteVerifier(proof.origin, parseBase64(proof.key))])).resolves.toBeDefined()
})
