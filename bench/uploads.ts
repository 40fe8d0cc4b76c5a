import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSealingKey } from '../src/crypto/index.ts'
import { newSealKeys, openBlobs } from '../src/vault/index.ts'
import { MiB, parseSize } from './files.ts'
import type { BenchOptions } from './options.ts'

const PART = 256 * MiB

/**
 * Takes a file (2 GiB, or `--size`) in by parts of 256 MiB, summed up and sealed while it streams, and after a restart in
 * the middle; the peer is SHA-256 alone over the same bytes. Peak memory is of this process.
 */
export async function uploads({ json, size = '2GiB' }: BenchOptions): Promise<void> {
  const bytes = parseSize(size)
  const folder = await mkdtemp(join(tmpdir(), 'comity-bench-'))
  const block = randomBytes(MiB)
  async function* from(start: number, end: number): AsyncIterable<Uint8Array> {
    for (let at = start; at < end; at += MiB) yield block.subarray(0, Math.min(MiB, end - at))
  }
  try {
    const { recipient } = await generateSealingKey()
    const keys = await newSealKeys([recipient])
    const half = Math.floor(bytes / 2)
    const sealing = (await openBlobs(folder)).sealing('item_bench', keys, bytes)
    const seconds = await timed(async () => {
      for (let at = 0; at < half; ) at = await sealing.append(at, from(at, Math.min(half, at + PART)))
    })
    const again = (await openBlobs(folder)).sealing('item_bench', keys, bytes)
    const restart = await timed(async () => void (await again.offset()))
    const rest = await timed(async () => {
      for (let at = half; at < bytes; ) at = await again.append(at, from(at, Math.min(bytes, at + PART)))
      const sums = await again.sums()
      if (sums) await again.keep(sums.sealed)
    })
    const peak = Math.round(process.resourceUsage().maxRSS / 1024)
    const hash = createHash('sha256')
    const peer = await timed(async () => {
      for await (const piece of from(0, bytes)) hash.update(piece)
    })
    report({ bytes, seconds: seconds + rest, restart, peer, peak }, json)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Result {
  readonly bytes: number
  readonly seconds: number
  /** Reading back half of it. */
  readonly restart: number
  readonly peer: number
  readonly peak: number
}

function report(result: Result, json: boolean): void {
  const rate = (seconds: number, of = result.bytes) => Math.round(of / MiB / seconds)
  const rates = {
    taken: rate(result.seconds),
    readBack: rate(result.restart, result.bytes / 2),
    sha256Alone: rate(result.peer),
  }
  if (json) {
    console.log(JSON.stringify({ bench: 'uploads', bytes: result.bytes, peakMiB: result.peak, MiBperSecond: rates }))
    return
  }
  console.log(`${result.bytes / MiB} MiB in parts of ${PART / MiB} MiB; peak memory ${result.peak} MiB`)
  console.log(`taken in, summed up and sealed  ${rates.taken} MiB/s`)
  console.log(`read back after a restart       ${rates.readBack} MiB/s`)
  console.log(`SHA-256 alone                   ${rates.sha256Alone} MiB/s`)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
