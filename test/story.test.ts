import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Answer, type Instance, type Person, signIn } from '../src/cli/client.ts'
import { openDatabase } from '../src/db/index.ts'
import { verifyPackage } from '../src/vault/index.ts'
import { standards } from './standards.ts'

/** The whole story as somebody runs it who has just cloned this: `comity demo`, then `verify` and `log verify`. */

const folder = mkdtempSync(join(tmpdir(), 'comity-whole-story-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const out = join(folder, 'out')

const program = resolve(import.meta.dirname, '../bin/comity.js')
const comity = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const settings = { ...process.env, DATABASE_URL: '', ...env }
  return spawnSync(process.execPath, [program, ...args], { env: settings, encoding: 'utf8', cwd: folder })
}

/** Real mails, mailboxes, photographs and web archives in one folder, if they are beside this checkout. */
function realEvidence(): string | undefined {
  const samples = standards('evidence-samples')
  if (!samples) return undefined
  const flat = join(folder, 'evidence')
  mkdirSync(flat)
  for (const kind of ['eml', 'tika', 'warc']) {
    for (const name of readdirSync(join(samples, kind))) cpSync(join(samples, kind, name), join(flat, name))
  }
  return flat
}

const filesOf = (tree: string): string[] =>
  readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree, join(entry.parentPath, entry.name)))

describe('comity demo', () => {
  let pack = ''
  let produced: string[] = []

  beforeAll(() => {
    const evidence = realEvidence()
    produced = evidence ? readdirSync(evidence) : []
    const ran = comity(['demo', '--out', out, ...(evidence ? ['--evidence', evidence] : [])])
    expect(ran, ran.stderr).toMatchObject({ status: 0 })
    pack = join(out, readdirSync(out).find((name) => name.startsWith('package_')) ?? '')
  }, 240_000)

  test('leaves the order as a PDF', () => {
    expect(readFileSync(join(out, 'order.pdf')).subarray(0, 7).toString()).toBe('%PDF-1.')
  })

  test('leaves a package with every file the provider produced, as it was', () => {
    const samples = join(folder, 'evidence')
    const given = filesOf(pack).filter((path) => path.startsWith('data/'))
    expect(given.length).toBe(produced.length || 5)
    for (const name of produced) {
      const same = given.filter((path) => readFileSync(join(pack, path)).equals(readFileSync(join(samples, name))))
      expect(same.length, name).toBeGreaterThan(0)
    }
  })

  test('leaves what comity verify accepts, as a folder and as a zip', () => {
    expect(comity(['verify', pack])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Everything in this package holds'),
    })
    expect(comity(['verify', join(out, 'evidence.zip')])).toMatchObject({ status: 0 })
  })

  test('leaves no file in which a byte can be flipped unnoticed: each is named', { timeout: 60_000 }, async () => {
    for (const path of filesOf(pack)) {
      const file = join(pack, path)
      const bytes = readFileSync(file)
      // What was produced is one digest; what Comity wrote has a shape, in which a byte may matter or not.
      const places = path.startsWith('data/') ? [bytes.length >> 1] : [0, bytes.length >> 1, bytes.length - 1]
      for (const place of new Set(places)) {
        writeFileSync(file, bytes.with(place, (bytes[place] ?? 0) ^ 1))
        const { ok, checks } = await verifyPackage(pack)
        const named = checks.filter((check) => !check.ok).map((check) => check.file)
        expect({ path, place, ok, named: named.includes(path) }).toEqual({ path, place, ok: false, named: true })
      }
      writeFileSync(file, bytes)
    }
    expect(await verifyPackage(pack)).toMatchObject({ ok: true })
  })

  test('and the command says no and names the file', () => {
    const [path = ''] = filesOf(pack).filter((one) => one.startsWith('data/'))
    const file = join(pack, path)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1))
    const { status, stdout } = comity(['verify', pack])
    writeFileSync(file, bytes)
    expect(status).toBe(1)
    expect(stdout).toContain(path)
  })
})

describe('a server', () => {
  const data = join(folder, 'data')
  const verified = () => comity(['log', 'verify', '--json'], { COMITY_DATA: data })

  beforeAll(() => {
    expect(comity(['serve', '--demo', '--prepare'], { COMITY_DATA: data })).toMatchObject({ status: 0 })
  }, 240_000)

  test('killed while it answers loses nothing: started again it delivers what was on the way', {
    timeout: 120_000,
  }, async () => {
    const first = await started(data)
    const judge = await signIn(first, 'Claudia Stern')
    const author = await signIn(first, 'Dr. Anna Huber')
    const task = await waitingFor(judge, 'False invoices to hospitals')
    const before = await author.get('/api/requests?limit=100')
    const gone = once(first.child, 'exit')
    // The decision is being made, or its message carried: whichever it is, the kill comes into the middle of it.
    const decision = judge.post(`/api/requests/${task}/approvals`, { post: 'Richterin', fileNumber: 'ER II Gs 9/26' })
    await Promise.race([decision.catch(() => undefined), sleep(500)])
    first.child.kill('SIGKILL')
    await gone
    expect(verified()).toMatchObject({ status: 0 })

    const second = await started(data)
    const again = await signIn(second, 'Claudia Stern')
    // Either she had decided, or nothing of it is there and she decides now.
    await again
      .post(`/api/requests/${task}/approvals`, { post: 'Richterin', fileNumber: 'ER II Gs 9/26' })
      .catch((refusal) => {
        expect(refusal).toMatchObject({ code: 'already_decided' })
      })
    const mine = before.requests.find(({ title }: Answer) => title === 'False invoices to hospitals').id
    const asking = await signIn(second, 'Dr. Anna Huber')
    await expect
      .poll(async () => (await asking.get(`/api/requests/${mine}`)).request.status, { timeout: 60_000, interval: 300 })
      .toBe('ready-to-send')
    // Told to stop while it is being asked something, it takes nothing new, ends what it began, and then goes.
    const begun = slowly(second.url)
    await begun.reached
    const stopped = once(second.child, 'exit')
    second.child.kill('SIGTERM')
    await expect.poll(() => fetch(`${second.url}/healthz`).catch(() => undefined), { timeout: 5_000 }).toBeUndefined()
    begun.finish()
    expect((await begun.answer).status).toBe(400)
    expect(await stopped).toEqual([0, null])
  })

  test('keeps a log for every organisation that comity log verify proves', () => {
    const { status, stdout } = verified()
    expect(status).toBe(0)
    const { ok, logs } = JSON.parse(stdout)
    expect(ok).toBe(true)
    expect(logs.length).toBeGreaterThanOrEqual(6)
  })

  test('whose log was changed behind its back: the organisation, the event and what was done are named', {
    timeout: 60_000,
  }, async () => {
    const { db, close } = await openDatabase({ folder: data })
    const event = await db
      .selectFrom('audit_events')
      .select(['org_id', 'seq'])
      .where('kind', '=', 'evidence.opened')
      .orderBy('seq')
      .limit(1)
      .executeTakeFirstOrThrow()
    await db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update audit_events set body = replace(body::text, 'First sight', 'Another purpose')
        where org_id = ${event.org_id} and seq = ${event.seq}`.execute(tx)
    })
    await close()
    const { status, stdout } = verified()
    expect(status).toBe(1)
    const broken = JSON.parse(stdout).logs.filter(({ ok }: { ok: boolean }) => !ok)
    expect(broken).toMatchObject([{ org: event.org_id, faults: [{ seq: event.seq, what: 'the body was altered' }] }])
  })
})

/** `comity serve` in a process of its own, as soon as it answers. */
async function started(data: string): Promise<Instance & { child: ChildProcess }> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, DATABASE_URL: '', COMITY_DATA: data, PORT: String(port) }
  const child = spawn(process.execPath, [program, 'serve', '--demo'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const answers = async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok
  await expect.poll(answers, { timeout: 60_000, interval: 200 }).toBe(true)
  return { url, fetch: (request) => fetch(request), pause: () => sleep(200), child }
}

/** Something nobody understands, said so slowly that it is not over before it is finished. */
function slowly(url: string) {
  const reached = Promise.withResolvers<void>()
  let finish = () => {}
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(Uint8Array.of(123))
      finish = () => stream.close()
    },
    // Asked for more: what there was has been sent.
    pull: () => reached.resolve(),
  })
  const answer = fetch(`${url}/api/sessions`, { method: 'POST', body, duplex: 'half' } as RequestInit)
  return { answer, reached: reached.promise.then(() => sleep(200)), finish: () => finish() }
}

/** This person's own copy, once its message has arrived. */
async function waitingFor(person: Person, title: string): Promise<string> {
  const found = async () => {
    const { requests } = await person.get('/api/requests?limit=100')
    return requests.find((one: Answer) => one.title === title)?.id
  }
  await expect.poll(found, { timeout: 30_000, interval: 200 }).toBeDefined()
  return found()
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
