import { createWriteStream } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fc, test } from '@fast-check/vitest'
import { afterAll, describe, expect } from 'vitest'
import { base64, utf8 } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { type Hash, leafHash, sign } from '../crypto/index.ts'
import {
  authority,
  contents,
  log,
  ours,
  photograph,
  provider,
  sha256,
  stranger,
  told,
  written,
} from './package.fixture.ts'
import { packageOf, zipped } from './package.ts'
import { leafOf, type PackagedEvent, schemas, statementBytes } from './package-format.ts'
import { folderTree } from './tree.ts'
import { verifyPackage } from './verify.ts'
import { zipOf } from './zip-write.ts'

const root = await mkdtemp(join(tmpdir(), 'comity-package-'))
afterAll(() => rm(root, { recursive: true, force: true }))

const folder = await written(await packageOf(await contents(), ours), root)
const files = [...(await folderTree(folder)).files]
const zip = join(root, 'evidence.zip')
await pipeline(zipped(await packageOf(await contents(), ours)).bytes, createWriteStream(zip))

let copies = 0
async function copy(): Promise<string> {
  const path = join(root, `copy-${copies++}`)
  await cp(folder, path, { recursive: true })
  return path
}

const wrong = async (path: string) => (await verifyPackage(path)).checks.filter(({ ok }) => !ok)
const blamed = async (path: string) => (await wrong(path)).map(({ file }) => file)

/** Signs a changed package anew, as its own exporter could: the sums then hold, the contents need not. */
async function signAnew(path: string): Promise<void> {
  const list = async (names: string[]) =>
    (
      await Promise.all(names.sort().map(async (name) => `${sha256(await readFile(join(path, name)))}  ${name}\n`))
    ).join('')
  const all = [...(await folderTree(path)).files.keys()]
  await writeFile(join(path, 'manifest-sha256.txt'), await list(all.filter((name) => name.startsWith('data/'))))
  const last = ['tagmanifest-sha256.txt', 'signature.json']
  const tags = await list(all.filter((name) => !name.startsWith('data/') && !last.includes(name)))
  await writeFile(join(path, 'tagmanifest-sha256.txt'), tags)
  const { signature: _, ...before } = schemas.signature.parse(
    JSON.parse(await readFile(join(path, 'signature.json'), 'utf8')),
  )
  const statement = { ...before, tagmanifest: sha256(utf8(tags)) }
  const signature = base64(await sign(ours ?? fail(), statementBytes(statement)))
  await writeFile(join(path, 'signature.json'), canonicalJson({ ...statement, signature }))
}
const fail = (): never => {
  throw new Error('no key')
}

const change = async (path: string, name: string, from: string | RegExp, to: string) => {
  const before = await readFile(join(path, name), 'utf8')
  expect(before).toMatch(from)
  await writeFile(join(path, name), before.replace(from, to))
}

describe('an evidence package', () => {
  test('verifies, offline, as a folder and as a zip', async () => {
    const report = await verifyPackage(folder)
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(report).toMatchObject({ ok: true, files: files.length, signed: { by: authority, id: 'evidence-request_1' } })
    expect(report.checks.map(({ says }) => says).join('\n')).toContain('witnessed by comity/org_provider')
    expect((await verifyPackage(zip)).checks.filter(({ ok }) => !ok)).toEqual([])
  })

  test('is the same bytes when it is written again', async () => {
    const again = zipped(await packageOf(await contents(), ours))
    expect(again.name).toBe('evidence-request_1.zip')
    expect(Buffer.concat(await Array.fromAsync(again.bytes))).toEqual(await readFile(zip))
    const fromFolder = await Array.fromAsync(zipOf(await folderTree(folder), 'evidence-request_1'))
    expect(Buffer.concat(fromFolder)).toEqual(await readFile(zip))
  })

  test.each(files.map(([name]) => name))('with one byte of %s changed is refused, and the file named', async (name) => {
    const path = await copy()
    const bytes = await readFile(join(path, name))
    for (const at of new Set([0, bytes.length >> 1, bytes.length - 1])) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      await writeFile(join(path, name), changed)
      expect(await blamed(path)).toEqual([name])
    }
  })

  test.prop([fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 60 })(
    'is refused whatever byte is changed',
    async ([name, size], pick, by) => {
      const path = await copy()
      const bytes = await readFile(join(path, name))
      bytes[pick % size] = (bytes[pick % size] ?? 0) ^ by
      await writeFile(join(path, name), bytes)
      expect(await blamed(path)).toEqual([name])
      await rm(path, { recursive: true })
    },
  )

  test('as a zip is refused whatever byte is changed', async () => {
    const bytes = await readFile(zip)
    const path = join(root, 'changed.zip')
    const step = Math.max(1, Math.floor(bytes.length / 60))
    for (let at = 0; at < bytes.length; at += at > bytes.length - 1500 || at < 200 ? 23 : step) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      await writeFile(path, changed)
      expect((await blamed(path)).length, `byte ${at}`).toBeGreaterThan(0)
    }
  })

  test('as a zip is refused with anything before or behind it', async () => {
    const bytes = await readFile(zip)
    const path = join(root, 'longer.zip')
    for (const parts of [[bytes, Buffer.of(0)], [Buffer.from('x'), bytes], [bytes.subarray(0, -1)]]) {
      await writeFile(path, Buffer.concat(parts))
      expect((await verifyPackage(path)).ok).toBe(false)
    }
  })

  test.each(files.map(([name]) => name))('without %s is refused, and the file named', async (name) => {
    const path = await copy()
    await unlink(join(path, name))
    expect(await blamed(path)).toContain(name)
  })

  test.each(['data/extra.txt', 'extra.txt', 'proofs/extra.json', 'fetch.txt'])(
    'with %s added is refused',
    async (name) => {
      const path = await copy()
      await writeFile(join(path, name), 'x')
      expect(await blamed(path)).toContain(name)
    },
  )

  test('with a link for a file is refused, and the link never followed', async () => {
    const path = await copy()
    await rename(join(path, 'data/001-photo.jpg'), join(root, 'elsewhere.jpg'))
    await symlink(join(root, 'elsewhere.jpg'), join(path, 'data/001-photo.jpg'))
    expect(await blamed(path)).toEqual(['data/001-photo.jpg'])
  })

  test('is refused by who trusts another key', async () => {
    expect((await verifyPackage(folder, { key: base64(stranger.publicKey) })).ok).toBe(false)
    expect((await verifyPackage(folder, { key: base64(ours.publicKey) })).ok).toBe(true)
  })

  test('that is not there is an error, not an answer', async () => {
    await expect(verifyPackage(join(root, 'nowhere'))).rejects.toThrow(
      expect.objectContaining({ code: 'no_such_package' }),
    )
  })

  test.each([
    ['an empty folder', ''],
    ['a file that is no zip', 'no zip at all'],
  ])('that is %s is refused', async (_, content) => {
    const path = join(root, `junk-${copies++}`)
    await (content ? writeFile(path, content) : mkdir(path))
    expect((await verifyPackage(path)).ok).toBe(false)
  })
})

describe('an exporter who signs what is not so', () => {
  test.each([
    ['changes when an act was done', 'custody.json', '10:00:01', '10:00:09', 'custody.json'],
    ['changes the sum of an item', 'custody.json', sha256(photograph), 'cd'.repeat(32), 'custody.json'],
    ['changes an event', 'events.jsonl', 'request.sent', 'request.lost', 'proofs/org_authority.json'],
    ['changes the body of an event', 'events.jsonl', provider, 'org_another1', 'events.jsonl'],
    ['changes the graph', 'case.jsonld', 'photo.jpg', 'image.jpg', 'case.jsonld'],
    [
      'changes a proof',
      'proofs/org_authority.json',
      /"proof":\["[A-Za-z0-9]/,
      '"proof":["+',
      'proofs/org_authority.json',
    ],
    ['changes the log', 'proofs/org_authority.checkpoint', '\n4\n', '\n5\n', 'proofs/org_authority.checkpoint'],
    [
      'changes who witnessed',
      'proofs/org_authority.witnessed',
      '— comity/org_provider',
      '— comity/org_other',
      'proofs/org_authority.witnessed',
    ],
    ['gives another the key', 'keys.json', '"org_provider"', '"org_other"', 'proofs/org_authority.witnessed'],
    ['leaves the one form of JSON', 'custody.json', '{', '{ ', 'custody.json'],
  ] as const)('and %s is found out', async (_, name, from, to, file) => {
    const path = await copy()
    await change(path, name, from, to)
    await signAnew(path)
    expect(await blamed(path)).toEqual([file])
  })

  test('and rewrites the log after others signed for it is found out', async () => {
    const rewritten = log.map((one) => leafHash(leafOf(one) as Hash))
    const path = await written(
      await packageOf(await contents(rewritten), ours),
      await mkdtemp(join(root, 'rewritten-')),
    )
    expect(await blamed(path)).toEqual(['proofs/org_authority.json'])
  })

  test('and changes the file itself is found out', async () => {
    const path = await copy()
    await writeFile(join(path, 'data/001-photo.jpg'), 'another photograph')
    await signAnew(path)
    expect((await verifyPackage(path)).ok).toBe(false)
  })
})

describe('a package is not written', () => {
  test('if the record does not agree with the events', async () => {
    const all = await contents()
    const acts = all.custody.acts.slice(1)
    await expect(packageOf({ ...all, custody: { ...all.custody, acts } }, ours)).rejects.toThrow(
      expect.objectContaining({ code: 'malformed_package' }),
    )
  })

  test.each(['data/../../escape', '/etc/x', 'data/C:x', 'data/a\\b', 'data/con.txt', 'elsewhere.txt'])(
    'with a file at %s',
    async (path) => {
      const all = await contents()
      const file = { path, size: 0, sha256: sha256(Buffer.of()), read: async function* () {} }
      await expect(packageOf({ ...all, files: [...all.files, file] }, ours)).rejects.toThrow(
        expect.objectContaining({ code: 'unsafe_path' }),
      )
    },
  )

  test.each([
    ['has a changed byte', Buffer.from(photograph).fill(0x20, 7, 8)],
    ['is cut short', photograph.subarray(0, -1)],
    ['is longer', Buffer.concat([photograph, Buffer.of(0)])],
  ])('to its end if a file %s, and says which', async (_, bytes) => {
    const all = await contents()
    const files = all.files.map((file) => ({
      ...file,
      read: async function* () {
        yield bytes.subarray(0, 100)
        yield bytes.subarray(100)
      },
    }))
    const { bytes: made } = zipped(await packageOf({ ...all, files }, ours))
    const came: Uint8Array[] = []
    const reading = async () => {
      for await (const chunk of made) came.push(chunk)
    }
    await expect(reading()).rejects.toThrow(
      expect.objectContaining({ code: 'blob_damaged', message: expect.stringContaining('data/001-photo.jpg') }),
    )
    const path = join(root, 'broken-off.zip')
    await writeFile(path, Buffer.concat(came))
    expect((await verifyPackage(path)).ok).toBe(false)
  })
})

test('an erased body leaves the event provable, and another body in its place does not pass', () => {
  const [, , erased] = told
  expect(erased && leafOf(erased)).toEqual(leafOf(log[2] as PackagedEvent))
  expect(leafOf({ ...(log[0] as PackagedEvent), body: 'other' })).toBeUndefined()
})
