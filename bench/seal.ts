import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Encrypter } from 'age-encryption'
import { generateSealingKey } from '../src/crypto/index.ts'
import { type Blobs, borrowed, openBlobs, seal as sealStream, writeStream } from '../src/vault/index.ts'
import { MiB, parseSize } from './files.ts'
import type { BenchOptions } from './options.ts'

const RUNS = 5

interface Measured {
  readonly what: string
  /** MiB a second: median, slowest, fastest of the runs. */
  readonly median: number
  readonly slowest: number
  readonly fastest: number
}

/**
 * Seals a file (1 GiB, or `--size`) into a store in a temporary folder: read, hashed before and after, encrypted, written,
 * synced. In turn with it runs `age -r … | tee | sha256sum` on the same file to the same disk, unsynced; where there is no
 * `age`, the age-encryption package in its place, and the table says so. Peak memory is of this process before that package.
 */
export async function seal({ json, size = '1GiB' }: BenchOptions): Promise<void> {
  const bytes = parseSize(size)
  const folder = await mkdtemp(join(tmpdir(), 'comity-bench-'))
  try {
    const file = join(folder, 'file')
    await fill(file, bytes)
    const { recipient } = await generateSealingKey()
    const blobs = await openBlobs(join(folder, 'evidence'))
    const peer = `${file}.peer.age`
    const age = ageVersion()
    const pipe = `age -r ${recipient} "$0" | tee "$1" | sha256sum`

    const [ours, theirs, sum]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < RUNS; run++) {
      const kept = { sha256: '' }
      ours.push(await timed(async () => Object.assign(kept, await sealFile(blobs, file, recipient))))
      await blobs.remove(kept.sha256)
      if (age) theirs.push(await timed(() => runTool('sh', ['-c', pipe, file, peer])))
      await rm(peer, { force: true })
      sum.push(await timed(() => runTool('sha256sum', [file])))
    }
    const peak = process.resourceUsage().maxRSS / 1024
    for (let run = 0; run < RUNS && !age; run++) theirs.push(await timed(() => sealWithPackage(file, peer, recipient)))
    const peers = [
      rates(age ? `age ${age} | tee | sha256sum` : 'age-encryption (no age tool here)', bytes, theirs),
      rates('sha256sum', bytes, sum),
    ]
    report({ bytes, peak, ours: rates('comity seal', bytes, ours), peers }, json)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function report(result: { bytes: number; peak: number; ours: Measured; peers: Measured[] }, json: boolean): void {
  const { bytes, peak, ours, peers } = result
  const rows = [ours, ...peers].map((row) => ({ ...row, ratio: ours.median / row.median }))
  if (json) {
    console.log(JSON.stringify({ bench: 'seal', bytes, runs: RUNS, peakMiB: Math.round(peak), rows }))
    return
  }
  console.log(`sealing ${(bytes / MiB).toFixed(0)} MiB, ${RUNS} runs each; peak memory ${peak.toFixed(0)} MiB\n`)
  for (const { what, median, slowest, fastest, ratio } of rows) {
    const spread = `${slowest.toFixed(0)}–${fastest.toFixed(0)}`
    console.log(
      `${what.padEnd(36)} ${median.toFixed(0).padStart(6)} MiB/s  (${spread})  we are ${ratio.toFixed(2)} × as fast`,
    )
  }
}

/** As the product does it. */
const sealFile = (blobs: Blobs, from: string, recipient: string): Promise<{ sha256: string }> =>
  blobs.write(sealStream(borrowed(from), [recipient]), { owned: true })

async function sealWithPackage(from: string, to: string, recipient: string): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const plain = Readable.toWeb(createReadStream(from, { highWaterMark: 256 * 1024 })) as ReadableStream<Uint8Array>
  const file = await open(to, 'w')
  try {
    await writeStream(file, await encrypter.encrypt(plain))
    await file.sync()
  } finally {
    await file.close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

function rates(what: string, bytes: number, taken: readonly number[]): Measured {
  const seconds = taken.toSorted((a, b) => a - b)
  const rate = (time: number | undefined) => bytes / MiB / (time ?? Number.NaN)
  return { what, median: rate(seconds[RUNS >> 1]), slowest: rate(seconds.at(-1)), fastest: rate(seconds[0]) }
}

function runTool(tool: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${tool} ended with ${code}`))))
  })
}

/** Of the `age` tool; undefined where there is none on the PATH. */
const ageVersion = (): string | undefined => {
  const { status, stdout } = spawnSync('age', ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** Random, so that nothing on the way can be clever about it. */
async function fill(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w')
  const block = randomBytes(Math.min(bytes, 4 * MiB))
  try {
    for (let left = bytes; left > 0; left -= block.length)
      await file.write(block.subarray(0, Math.min(left, block.length)))
  } finally {
    await file.close()
  }
  execFileSync('sha256sum', [path]) // read once, so that every run finds it in the same cache
}
