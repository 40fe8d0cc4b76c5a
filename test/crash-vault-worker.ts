// A process of its own for crash-vault.test.ts: says what is not as it should be after the last kill, then uploads, seals,
// packages and erases, all at once and without end, and says each only once it is done.
import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { deserialize, serialize } from 'node:v8'
import {
  type Actor,
  createOrganisation,
  publicKeys,
  readSecret,
  sealingIdentities,
  signer,
} from '../src/accounts/index.ts'
import { eventsAbout, verifyLog } from '../src/audit/index.ts'
import { base64, utf8 } from '../src/base/bytes.ts'
import { openDatabase } from '../src/db/index.ts'
import { readLaw } from '../src/read-law.ts'
import {
  beginUpload, continueUpload, decideProposal, exportPackage, findItem, listItems, listUploads, open, openBlobs, proposeDestruction, sealEvidence, staysWith, tidy, verifyEvidence,
  verifyPackage, zipped,
} from '../src/vault/index.ts' // biome-ignore format: one line of words

/** What a browser runs is plain JavaScript. */
const { newKeys, sealedFile } = await import('../src/web/browser/sealing.js' as string)

const [folder = '', then = ''] = process.argv.slice(2)
const { db, close } = await openDatabase({ folder })
const secret = readSecret({ secret: undefined, folder })
const now = () => Temporal.Now.instant()
const blobs = await openBlobs(join(folder, 'evidence'))
const vault = { db, secret, now, blobs }
const received = join(folder, 'received')

const say = (line: string) => process.stdout.write(`${line}\n`)
const wrong = (what: string, is: boolean) => {
  if (is) say(`WRONG ${what}`)
}

/** Who acts, and the one piece that is packaged, as the first process noted it. */
const notes = join(folder, 'notes.json')
/** Put together here, so that it stands in no file of the program. */
const MARK = ['What only', 'an opened file', 'says. '].join(' ')
if (!existsSync(notes)) {
  mkdirSync(received)
  const provider = { name: 'Provider', state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] } as const
  const { id: org } = await db.transaction().execute((tx) => createOrganisation(tx, secret, provider, 'system', now()))
  const seat = { seat: 'provider', role: 'author', isDemo: true } as const
  const niamh: Actor = { person: 'person_1', name: 'Niamh', org, orgName: 'Provider', ...seat }
  const { id } = await sealed(niamh, 'request_packaged', MARK.repeat(100_000))
  await verifyEvidence(vault, { ...niamh, seat: 'authority' }, await sealingIdentities(db, secret, org), id)
  writeFileSync(notes, JSON.stringify(niamh))
}
const niamh = JSON.parse(readFileSync(notes, 'utf8')) as Actor
const anna: Actor = { ...niamh, seat: 'authority' }
const identities = await sealingIdentities(db, secret, niamh.org)

async function sealed(by: Actor, origin: string, text: string) {
  const { sealing } = await publicKeys(db, by.org)
  const given = { origin, name: 'file', mediaType: 'text/plain', sealedTo: [sealing] }
  const bytes = (async function* () {
    for (let at = 0; at < text.length; at += 100_000) yield utf8(text.slice(at, at + 100_000))
  })()
  return sealEvidence(vault, by, { ...given, bytes })
}

/** The same bytes at the same place of an upload in every process: 32 of them stand for each block. */
async function* bytesOf(id: string, from: number, to: number): AsyncIterable<Uint8Array> {
  for (let at = from; at < to; ) {
    const block = Math.floor(at / BLOCK)
    const bytes = Buffer.alloc(BLOCK, createHash('sha256').update(`${id} ${block}`).digest())
    const piece = bytes.subarray(at - block * BLOCK, Math.min(BLOCK, to - block * BLOCK))
    yield piece
    at += piece.length
  }
}
const BLOCK = 100_000
const PART = 567_890
const UPLOAD = 6 * 1024 * 1024 + 17
const SEALED_BEFORE = 2 * 1024 * 1024 + 17

/** What was acknowledged before: a word, an id, and of an upload how far it was. The last word on each counts. */
const acknowledged = existsSync(join(folder, 'acknowledged'))
  ? readFileSync(join(folder, 'acknowledged'), 'utf8').split('\n').filter(Boolean)
  : []

async function afterTheKill(): Promise<void> {
  await tidy(vault)
  await blobs.sweep(0, Date.now() + 1)
  wrong('half a file is left', readdirSync(join(folder, 'evidence', 'writing')).length > 0)
  const tell = new Map(
    acknowledged.map((line) => line.split(' ')).map(([what = '', id = '', far]) => [id, { what, far }]),
  )
  const arriving = ['request_uploaded', 'request_sealed_before'].map((origin) => listUploads(vault, niamh, origin))
  const uploads = new Map((await Promise.all(arriving)).flat().map((one) => [one.id, one.offset]))
  const origins = ['request_sealed', 'request_erased', 'request_uploaded', 'request_sealed_before']
  const items = (await Promise.all(origins.map((origin) => listItems(db, niamh.org, origin)))).flat()
  const known = new Set(items.map(({ id }) => id))
  for (const [id, { what, far }] of tell) {
    const isLost = what === 'packaged' ? false : what === 'far' ? Number(far) > (uploads.get(id) ?? 0) : true
    wrong(`${what} ${id} is lost`, isLost && !known.has(id))
  }
  for (const { id, state, sealedSha256, sealedSize } of items) {
    const size = await blobs.size(sealedSha256)
    if (state === 'erased') {
      wrong(`${id} was erased and its bytes are here`, size !== undefined)
      const gone = (await eventsAbout(db, niamh.org, id)).filter(({ kind }) => kind === 'evidence.bytes-erased')
      wrong(`${id} was erased ${gone.length} times by the log`, gone.length !== 1)
    } else {
      wrong(`${id} is here without its bytes`, size !== sealedSize)
      wrong(`${id} was given up and is here`, tell.get(id)?.what === 'given-up')
    }
  }
  for (const { id, sha256, sealedSha256, state } of items.filter((item) => item.state !== 'erased').slice(-5)) {
    const hash = createHash('sha256')
    for await (const chunk of open(blobs.read(sealedSha256), { identities })) hash.update(chunk)
    wrong(`${id} (${state}) is not what was sealed`, hash.digest('hex') !== sha256)
  }
  for (const name of readdirSync(received)) {
    const path = join(received, name)
    const bytes = readFileSync(path)
    const { ok } = await verifyPackage(path)
    const isWhole = bytes.subarray(-22).toString('hex').startsWith('504b0506')
    wrong(`${name} was received whole and does not verify`, tell.get(name)?.what === 'packaged' && !ok)
    wrong(`half of ${name} verifies`, ok && !isWhole)
    rmSync(path)
  }
  const places = [join(folder, 'evidence'), tmpdir()]
  const opened = execFileSync('sh', ['-c', 'grep -rlF "$0" "$@" || true', MARK, ...places], { encoding: 'utf8' })
  wrong(`opened bytes lie in ${opened}`, opened !== '')
}

const acts: Record<string, (n: number) => Promise<void>> = {
  async upload() {
    const [begun] = await listUploads(vault, niamh, 'request_uploaded')
    const { sealing } = await publicKeys(db, niamh.org)
    const announced = { origin: 'request_uploaded', name: 'disk.img', mediaType: 'text/plain', size: UPLOAD }
    const { id, offset } = begun ?? (await beginUpload(vault, niamh, { ...announced, sealedTo: [sealing] }))
    for (let at = offset; at < UPLOAD; ) {
      at = await continueUpload(vault, niamh, id, at, bytesOf(id, at, Math.min(UPLOAD, at + PART)))
      say(`far ${id} ${at}`)
    }
    const hash = createHash('sha256')
    for await (const piece of bytesOf(id, 0, UPLOAD)) hash.update(piece)
    const { sha256 } = await findItem(db, niamh.org, id)
    wrong(`${id} is not what was uploaded`, sha256 !== hash.digest('hex'))
    say(`uploaded ${id}`)
  },

  /** As a browser sends what it has sealed itself: with the keys it began with. */
  async uploadSealed() {
    const [begun] = await listUploads(vault, niamh, 'request_sealed_before')
    const { sealing } = await publicKeys(db, niamh.org)
    const seed = begun?.name ?? randomUUID()
    const plain = new Blob([Buffer.concat(await Array.fromAsync(bytesOf(seed, 0, SEALED_BEFORE)))])
    const kept = join(folder, `keys-${seed}`)
    if (!begun) writeFileSync(kept, serialize(await newKeys([sealing])))
    const file = sealedFile(plain, deserialize(readFileSync(kept)))
    const sha256 = createHash('sha256')
      .update(await plain.bytes())
      .digest('hex')
    const sealedAs = { sha256: await file.sum(() => undefined), size: file.size }
    const announced = { origin: 'request_sealed_before', name: seed, mediaType: 'text/plain', size: plain.size, sha256 }
    const { id, offset } = begun ?? (await beginUpload(vault, niamh, { ...announced, sealedTo: [sealing], sealedAs }))
    for (let at = offset; at < file.size; ) {
      const part = await file.slice(at, at + PART)
      at = await continueUpload(vault, niamh, id, at, part.stream())
      say(`far ${id} ${at}`)
    }
    wrong(`${id} is not what was sealed`, (await findItem(db, niamh.org, id)).sealedSha256 !== sealedAs.sha256)
    say(`uploaded-sealed ${id}`)
    rmSync(kept)
  },

  async seal(n) {
    const { id } = await sealed(
      niamh,
      'request_sealed',
      `${process.pid} ${n} `.repeat(Math.ceil(Math.random() * 200_000)),
    )
    say(`sealed ${id}`)
  },

  async package(n) {
    const { signing } = await publicKeys(db, anna.org)
    const made = await exportPackage({ ...vault, law: await readLaw() }, anna, {
      ...{
        request: 'request_packaged',
        origin: 'request_packaged',
        title: 'A case',
        purpose: 'for the court',
        bound: staysWith(anna),
      },
      organisations: [{ org: anna.org, name: 'Provider', signing: base64(signing) }],
      signing: await signer(db, secret, anna.org),
      sealing: { identity: identities },
      record: {},
      report: async () => ({ name: 'custody.pdf', bytes: utf8('a report') }),
    })
    const name = `${process.pid}-${n}.zip`
    await pipeline(zipped(made).bytes, createWriteStream(join(received, name)))
    say(`packaged ${name}`)
  },

  async erase(n) {
    const { id } = await sealed(niamh, 'request_erased', `${process.pid} ${n} `.repeat(1000))
    const on = { reason: 'The case is closed', cite: 'the rule' }
    await db.transaction().execute(async (tx) => {
      const proposal = await proposeDestruction(tx, niamh, id, on, now())
      await decideProposal(tx, { ...niamh, person: 'person_2' }, proposal.id, { agree: true }, now())
    })
    say(`given-up ${id}`)
    await tidy(vault)
    const { state } = await findItem(db, niamh.org, id)
    wrong(`${id} is ${state} after it was erased`, state !== 'erased')
  },
}

await afterTheKill()
say('ready')
const endless = async (act: (n: number) => Promise<void>) => {
  for (let n = 0; ; n++) await act(n)
}
if (then === 'act') await Promise.all(Object.values(acts).map(endless))
const { signing } = await publicKeys(db, niamh.org)
for (const { ok, faults } of await verifyLog(db, new Map([[niamh.org, signing]])))
  wrong(`the log does not hold: ${JSON.stringify(faults)}`, !ok)
await close()
