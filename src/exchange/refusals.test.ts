import { fc, test as property } from '@fast-check/vitest'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { publicKeys, signer } from '../accounts/index.ts'
import { text, utf8 } from '../base/bytes.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { DomainError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { generateSealingKey, generateSigningKey, type SigningKey } from '../crypto/index.ts'
import { revokePeer } from './directory.ts'
import { accept, takeIn } from './inbox.ts'
import { MESSAGE_LIMIT, type Message, writeMessage } from './message.ts'
import {
  clearRoads,
  correspondents,
  introduce,
  kinds,
  newOrganisation,
  operator,
  say,
  secret,
  twoInstances,
} from './network.fixture.ts'
import { pack } from './outbox.ts'
import { signed } from './signed.ts'

const { munich, dublin, now } = await twoInstances(await testDatabase(), await testDatabase())
const ends = await correspondents(munich, dublin)
const key = await signer(munich.db, secret, ends.from)
afterEach(() => clearRoads(munich, dublin))

/** A message as the product packs it, and what it says. */
const packed = await (async () => {
  await say(munich, ends)
  await pack(munich.post)
  const { bytes } = await munich.db.selectFrom('exchange_outbox').select('bytes').executeTakeFirstOrThrow()
  return new Uint8Array(bytes)
})()
const { v: _, body: sealed, ...head } = (JSON.parse(text(packed)) as { message: Message }).message
const recipient = (await publicKeys(dublin.db, ends.to)).sealing

interface Written {
  readonly head?: Partial<Message>
  readonly body?: Json
  readonly to?: string
  readonly by?: SigningKey
}

/** A message like the packed one, of an id of its own, with something else about it. */
const written = ({ head: other, body = { request: ends.request }, to = recipient, by = key }: Written) =>
  writeMessage({ ...head, id: newId('message', now().epochMilliseconds), ...other }, body, to, by)

const taking = (bytes: Uint8Array) => accept(dublin.post, bytes)
const at = (duration: Temporal.DurationLike) => instantText(now().add(duration))

/** Nothing of it stays: no effect, no entry, no event. */
async function leavesNothing(bytes: Uint8Array, code: string): Promise<void> {
  const counts = async () => [
    (await dublin.db.selectFrom('exchange_inbox').select('message_id').execute()).length,
    (await dublin.db.selectFrom('audit_events').select('seq').execute()).length,
    (await dublin.db.selectFrom('audit_witnessed').select('size').execute()).length,
  ]
  const before = await counts()
  await expect(taking(bytes)).rejects.toMatchObject({ code })
  expect(await counts()).toEqual(before)
}

describe('nothing stays of a message that', () => {
  test('is signed by somebody else', async () => {
    await leavesNothing(await written({ by: await generateSigningKey() }), 'bad_signature')
  })

  test('is signed as something else than a message', async () => {
    const receipt = JSON.parse(text(await signed('receipt', { v: 1, ...head, body: sealed }, key)))
    await leavesNothing(
      utf8(canonicalJson({ message: receipt.receipt, signature: receipt.signature })),
      'bad_signature',
    )
  })

  test('comes from an organisation nobody has confirmed', async () => {
    const stranger = newId('org', 0)
    await leavesNothing(await written({ head: { from: stranger }, by: await generateSigningKey() }), 'unknown_sender')
  })

  test('comes from one that was revoked, until its operator confirms it again', async () => {
    await dublin.db.transaction().execute((tx) => revokePeer(tx, operator, ends.from, 'key lost', now()))
    await leavesNothing(await written({}), 'unknown_sender')
    await introduce(munich, ends.from, dublin)
    await taking(await written({ head: { consistency: null } }))
    expect(dublin.taken).toHaveLength(1)
  })

  test('names another organisation of its instance as its sender', async () => {
    const other = await newOrganisation(munich)
    await introduce(munich, other.id, dublin)
    await leavesNothing(await written({ head: { from: other.id } }), 'bad_signature')
  })

  test('is for an organisation that is not here', async () => {
    await leavesNothing(await written({ head: { to: newId('org', 0) } }), 'wrong_recipient')
  })

  test('is sealed to somebody else', async () => {
    const { recipient: other } = await generateSealingKey()
    await leavesNothing(await written({ to: other }), 'not_sealed_for_us')
  })

  test('is too late, or from the future beyond what clocks may differ', async () => {
    await leavesNothing(await written({ head: { expires: at({ seconds: -1 }) } }), 'message_expired')
    await leavesNothing(await written({ head: { sent: at({ minutes: 6 }) } }), 'message_from_the_future')
  })

  test('is larger than any may be', async () => {
    await leavesNothing(new Uint8Array(MESSAGE_LIMIT + 1), 'message_too_large')
  })

  test('has a body that nobody can read or keep', async () => {
    await leavesNothing(await written({ body: { request: ends.request, text: 'a\0b' } }), 'malformed_message')
    const half = await signed('message', { v: 1, ...head, id: newId('message', 0), body: 'AAAA' }, key)
    await leavesNothing(half, 'malformed_sealed')
    const none = await signed('message', { v: 1, ...head, id: newId('message', 0), body: '?' }, key)
    await leavesNothing(none, 'malformed_message')
  })

  test('holds a checkpoint that is none, or of another log', async () => {
    await leavesNothing(await written({ head: { checkpoint: 'none', consistency: null } }), 'malformed_note')
    const fresh = await correspondents(munich, dublin)
    const other = { from: fresh.from, to: fresh.to, checkpoint: head.checkpoint, consistency: null }
    const by = await signer(munich.db, secret, fresh.from)
    const sealing = (await publicKeys(dublin.db, fresh.to)).sealing
    await leavesNothing(await written({ head: other, by, to: sealing }), 'no_known_signer')
  })

  test('is the same message set in another way', async () => {
    await leavesNothing(utf8(` ${text(packed)}`), 'malformed_message')
    await leavesNothing(utf8(JSON.stringify(JSON.parse(text(packed)), null, 1)), 'malformed_message')
    const { message, signature } = JSON.parse(text(packed))
    await leavesNothing(utf8(canonicalJson({ message: { ...message, more: 1 }, signature })), 'malformed_message')
    await leavesNothing(utf8(canonicalJson({ message, signature, more: 1 })), 'malformed_message')
  })
})

describe('a message that was taken in', () => {
  test('keeps its id: other bytes under it are refused, though well signed', async () => {
    const id = newId('message', now().epochMilliseconds)
    await taking(await written({ head: { id, consistency: null } }))
    dublin.taken.length = 0
    await leavesNothing(await written({ head: { id, consistency: null } }), 'message_differs')
  })
})

/** Never accepted, and never a fault of ours. */
async function refused(bytes: Uint8Array): Promise<void> {
  const error = await taking(bytes).then(
    () => 'accepted',
    (refusal) => refusal,
  )
  expect(error).toBeInstanceOf(DomainError)
}

describe('bytes of a message', () => {
  test('cut off anywhere are refused', async () => {
    for (let length = 0; length < packed.length; length += 1 + Math.floor(length / 40))
      await refused(packed.slice(0, length))
    await refused(packed.slice(0, -1))
  }, 60_000)

  property.prop([fc.nat({ max: packed.length - 1 }), fc.integer({ min: 1, max: 255 })], { numRuns: 150 })(
    'one of them changed are refused',
    async (place, change) => refused(packed.with(place, (packed[place] ?? 0) ^ change)),
    60_000,
  )

  property.prop([fc.uint8Array({ maxLength: 400 })], { numRuns: 100 })('made up are refused', refused)

  property.prop([fc.json({ maxDepth: 5 })], { numRuns: 100 })('that are some JSON are refused', async (json) => {
    await refused(utf8(json))
    await refused(utf8(canonicalJson({ message: JSON.parse(json), signature: 'AAAA' })))
  })
})

test('what comes while the database is gone is refused by nobody: a fault is no last word', async () => {
  const bytes = await written({})
  const rename = (from: string, to: string) => sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(dublin.db) // biome-ignore format: one line
  for (const table of ['account_organisations', 'account_keys', 'exchange_peers', 'exchange_inbox', 'audit_heads']) {
    await rename(table, 'elsewhere')
    const [outcome] = await takeIn(dublin.post, [bytes]).finally(() => rename('elsewhere', table))
    expect(outcome, table).toMatchObject({ fault: expect.any(Error) })
  }
  expect(await takeIn(dublin.post, [bytes])).toMatchObject([{ receipt: expect.any(Uint8Array) }])
})

test('the message all of this was tried with is taken in in the end', async () => {
  await taking(packed)
  expect(dublin.taken).toHaveLength(1)
  expect((await kinds(dublin.db, ends.to, ends.request)).at(-1)).toBe('message.received')
})
