import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DomainError } from '../base/errors.ts'
import { unpackPackage, verifyPackage } from '../vault/index.ts'
import { readArguments } from './arguments.ts'
import { answered, type Instance, signIn } from './client.ts'
import { inventedEvidence, type OrganisationKey } from './demonstration.ts'
import { playStory } from './story.ts'

const USAGE = 'comity demo [--out FOLDER] [--evidence FOLDER] [--json]'

/**
 * `comity demo [--out FOLDER] [--evidence FOLDER] [--json]`: the whole story on two instances of their own, one in Germany
 * and one in Ireland, over HTTP; leaves the order as PDF and the evidence package in the folder, and verifies it.
 */
export async function demo(args: string[]): Promise<number> {
  const { values } = readArguments(args, USAGE, {
    out: { type: 'string', default: 'out' },
    evidence: { type: 'string', default: inventedEvidence },
    json: { type: 'boolean', default: false },
  })
  const out = resolve(values.out)
  const tell = values.json ? tellJson : tellPeople()
  await mustBeFolder(values.evidence)
  await mkdir(out, { recursive: true })
  const work = await mkdtemp(join(tmpdir(), 'comity-demo-'))
  const running: Running[] = []
  try {
    tell('Starting two instances', 'one in Germany: prosecutor, court', 'one in Ireland: provider, enforcing authority')
    running.push(
      ...(await Promise.all([
        start(join(work, 'de'), ['prosecutor', 'court', 'operator']),
        start(join(work, 'ie'), ['provider', 'enforcing', 'operator']),
      ])),
    )
    const [asking, answering] = running
    if (!asking || !answering) throw new Error('two instances were started')
    await Promise.all([introduce(asking, answering), introduce(answering, asking)])
    tell('Each operator has confirmed the other instance’s organisations by their fingerprints')
    const matter = {
      title: 'Attack on the public register',
      fileNumber: '112 Js 4711/26',
      account: 'registry-mirror@alpenpost.example',
      residence: 'AT',
    }
    const { request } = await playStory({ asking, answering, evidence: values.evidence, interview: true, tell }, matter)
    const left = await leave(asking, request ?? '', out)
    const report = await verifyPackage(left.package)
    tell(
      `The package ${report.ok ? 'verifies' : 'does NOT verify'} offline`,
      left.package,
      `check it yourself: npx comity verify ${left.package}`,
      `the order: ${left.order}`,
    )
    if (values.json) console.log(JSON.stringify({ ok: report.ok, ...left }))
    return report.ok ? 0 : 1
  } finally {
    await Promise.all(running.map(({ stop }) => stop()))
    await rm(work, { recursive: true, force: true })
  }
}

/** A new instance makes its database first, which takes a slow or busy machine long; one that ended is noticed at once. */
const START_PATIENCE = 180_000

interface Running extends Instance {
  stop(): Promise<void>
}

/** Starts an instance in a process of its own, as `comity serve` would, with some of the invented organisations in it. */
async function start(folder: string, organisations: readonly OrganisationKey[]): Promise<Running> {
  const port = await freePort()
  const main = fileURLToPath(new URL('../../bin/comity.js', import.meta.url))
  const env = {
    ...process.env,
    PORT: String(port),
    COMITY_DATA: folder,
    COMITY_URL: `http://localhost:${port}`,
    DATABASE_URL: '',
  }
  const child = spawn(process.execPath, [main, 'serve', '--demo', '--organisations', organisations.join()], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk) => said.push(chunk))
  const ended = new Promise<void>((done) => child.on('close', () => done()))
  const url = `http://localhost:${port}`
  const end = performance.now() + START_PATIENCE
  while (
    !(await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || performance.now() > end) {
      throw new DomainError(
        'unavailable',
        'not_started',
        `An instance did not start: ${Buffer.concat(said).toString().trim().slice(-500)}`,
      )
    }
    await sleep(200)
  }
  return {
    url,
    fetch: (request) => fetch(request),
    pause: () => sleep(200),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The operator of one instance takes the organisations of the other into the directory. */
async function introduce(to: Instance, from: Instance): Promise<void> {
  const operator = await signIn(to, 'Jonas Weber')
  const { cards } = await answered(await fetch(`${from.url}/exchange/cards`))
  for (const card of cards) await operator.post('/api/peers', { card })
}

/** Fetches the printed order and the package, and unpacks nothing: what is verified is what was sent. */
async function leave(asking: Instance, request: string, out: string): Promise<{ order: string; package: string }> {
  const author = await signIn(asking, 'Dr. Anna Huber')
  const order = join(out, 'order.pdf')
  const archive = join(out, 'evidence.zip')
  await save(await author.download(`/api/requests/${request}/form.pdf`), order)
  await save(await author.download(`/api/requests/${request}/packages`, { purpose: 'For the court file' }), archive)
  return { order, package: await unpackPackage(archive, out) }
}

const save = (bytes: ReadableStream<Uint8Array>, file: string): Promise<void> =>
  pipeline(Readable.from(bytes), createWriteStream(file))

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().on('error', failed)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? found(address.port) : failed(new Error('no port'))))
    })
  })
}

async function mustBeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory())
    throw new DomainError('missing', 'no_such_folder', `There is no folder ${path}`, { path: 'evidence' })
}

function tellPeople(): (what: string, ...details: string[]) => void {
  const begin = performance.now()
  return (what, ...details) => {
    console.log(`${((performance.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${what}`)
    for (const detail of details.filter((one) => one !== '')) console.log(`          ${detail}`)
  }
}

const tellJson = (what: string, ...details: string[]) => console.error(JSON.stringify({ what, details }))
