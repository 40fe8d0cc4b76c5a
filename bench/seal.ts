import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Encrypter } from 'age-encryption'
import { generateSealingKey } from '../src/crypto/index.ts'
import { borrowed, seal as sealStream, writeStream } from '../src/vault/index.ts'
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
 * Seals a file (1 GiB, or `--size`) in a temporary folder, and beside it runs `sha256sum` and `age` on the same file;
 * where there is no `age`, the age-encryption package stands in, and the table says so. Peak memory is of this process
 * after our own runs, before any peer.
 */
export async function seal({ json, size = '1GiB' }: BenchOptions): Promise<void> {
  const bytes = parseSize(size)
  const folder = await mkdtemp(join(tmpdir(), 'comity-bench-'))
  try {
    const file = join(folder, 'file')
    await fill(file, bytes)
    const { recipient } = await generateSealingKey()
    const measure = async (what: string, run: () => Promise<void>) => rates(what, bytes, await times(run))

    const ours = await measure('comity seal', () => sealFile(file, `${file}.age`, recipient))
    const peak = process.resourceUsage().maxRSS / 1024
    const peers = [
      await measure('sha256sum', () => runTool('sha256sum', [file])),
      hasAge()
        ? await measure('age', () => runTool('age', ['-r', recipient, '-o', `${file}.peer.age`, file]))
        : await measure('age-encryption (no age tool here)', () =>
            sealWithPackage(file, `${file}.peer.age`, recipient),
          ),
    ]
    report({ bytes, peak, ours, peers }, json)
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

/** As the product does it: read, seal, write, sync. */
async function sealFile(from: string, to: string, recipient: string): Promise<void> {
  const file = await open(to, 'w')
  try {
    await writeStream(file, sealStream(borrowed(from), [recipient]), { owned: true })
    await file.sync()
  } finally {
    await file.close()
  }
}

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

async function times(run: () => Promise<void>): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    await run()
    taken.push((performance.now() - start) / 1000)
  }
  return taken.sort((a, b) => a - b)
}

function rates(what: string, bytes: number, seconds: readonly number[]): Measured {
  const rate = (taken: number | undefined) => bytes / MiB / (taken ?? Number.NaN)
  return { what, median: rate(seconds[RUNS >> 1]), slowest: rate(seconds.at(-1)), fastest: rate(seconds[0]) }
}

function runTool(tool: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${tool} ended with ${code}`))))
  })
}

const hasAge = (): boolean => spawnSync('age', ['--version']).status === 0

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
