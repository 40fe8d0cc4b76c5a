// A process of its own for crash-uploads.test.ts: takes a file in by parts, and says each offset only once it is kept.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Actor, createOrganisation, publicKeys, readSecret } from '../src/accounts/index.ts'
import { openDatabase } from '../src/db/index.ts'
import { beginUpload, continueUpload, findItem, openBlobs, uploadAt } from '../src/vault/index.ts'

const [folder = '', size = '0'] = process.argv.slice(2)
const { db, close } = await openDatabase({ folder })
const secret = readSecret({ secret: undefined, folder })
const now = () => Temporal.Now.instant()
const vault = { db, secret, now, blobs: await openBlobs(join(folder, 'evidence')) }

/** Who acts and what is arriving, as the first process noted it. */
const notes = join(folder, 'notes.json')
if (!existsSync(notes)) {
  const provider = { name: 'Provider', state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] } as const
  const { id: org } = await db.transaction().execute((tx) => createOrganisation(tx, secret, provider, 'system', now()))
  const seat = { seat: 'provider', role: 'author', isDemo: true } as const
  const actor: Actor = { person: 'person_1', name: 'Niamh', org, orgName: 'Provider', ...seat }
  const { sealing } = await publicKeys(db, org)
  const announced = { origin: 'request_1', name: 'mailbox.mbox', mediaType: 'application/mbox', size: Number(size) }
  const { id } = await beginUpload(vault, actor, { ...announced, sealedTo: [sealing] })
  writeFileSync(notes, JSON.stringify({ actor, id }))
}
const { actor, id } = JSON.parse(readFileSync(notes, 'utf8')) as { actor: Actor; id: string }

/** The same bytes at the same place in every process: 32 of them stand for each place. */
async function* bytesFrom(from: number, to: number): AsyncIterable<Uint8Array> {
  for (let at = from; at < to; ) {
    const block = Math.floor(at / BLOCK)
    const bytes = Buffer.alloc(BLOCK, createHash('sha256').update(String(block)).digest())
    const piece = bytes.subarray(at - block * BLOCK, Math.min(BLOCK, to - block * BLOCK))
    yield piece
    at += piece.length
  }
}
const BLOCK = 100_000
const PART = 1_234_567

let { offset } = await uploadAt(vault, actor, id)
process.stdout.write(`${offset}\n`)
while (offset < Number(size)) {
  offset = await continueUpload(vault, actor, id, offset, bytesFrom(offset, Math.min(Number(size), offset + PART)))
  process.stdout.write(`${offset}\n`)
}
const hash = createHash('sha256')
for await (const piece of bytesFrom(0, Number(size))) hash.update(piece)
const { sha256, state } = await findItem(db, actor.org, id)
process.stdout.write(`${state} ${sha256 === hash.digest('hex') ? 'as it was sent' : 'CHANGED'}\n`)
await close()
