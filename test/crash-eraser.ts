// A process of its own for crash.test.ts: gives up a piece, erases its key and bytes, and is gone before that is recorded.
import { join } from 'node:path'
import { type Actor, createOrganisation, publicKeys, readSecret } from '../src/accounts/index.ts'
import { utf8 } from '../src/base/bytes.ts'
import { openDatabase } from '../src/db/index.ts'
import {
  decideProposal, openBlobs, proposeDestruction, removeErased, sealEvidence,
} from '../src/vault/index.ts' // biome-ignore format: one line of words

const [folder = ''] = process.argv.slice(2)
const { db } = await openDatabase({ folder })
const now = () => Temporal.Instant.from('2026-11-22T10:00:00Z')
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder })
const blobs = await openBlobs(join(folder, 'evidence'))
const input = { name: 'Provider', state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] } as const
const { id: org } = await db.transaction().execute((tx) => createOrganisation(tx, secret, input, 'system', now()))
const seat = { seat: 'provider', role: 'author', isDemo: true } as const
const niamh: Actor = { person: 'person_1', name: 'Niamh', org, orgName: 'Provider', ...seat }
const { sealing } = await publicKeys(db, org)
const bytes = (async function* () {
  yield utf8('a mailbox')
})()
const given = { origin: 'request_1', name: 'mailbox.mbox', mediaType: 'application/mbox', sealedTo: [sealing] }
const item = await sealEvidence({ db, blobs, now }, niamh, { ...given, bytes })
const on = { reason: 'The case is closed', cite: 'the rule' }
await db.transaction().execute(async (tx) => {
  const { id } = await proposeDestruction(tx, niamh, item.id, on, now())
  await decideProposal(tx, { ...niamh, person: 'person_2' }, id, { agree: true }, now())
})
const killedAfter = async (sum: string) => {
  await blobs.destroy(sum)
  process.stdout.write(`${org} ${item.id} ${sum}\n`, () => process.kill(process.pid, 'SIGKILL'))
  await new Promise(() => {})
}
await removeErased({ db, blobs: { ...blobs, destroy: killedAfter }, now })
