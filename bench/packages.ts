import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, open as openFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { base64 } from '../src/base/bytes.ts'
import { generateSealingKey, generateSigningKey } from '../src/crypto/index.ts'
import { open, openBlobs, packageOf, seal, writeStream, zipped } from '../src/vault/index.ts'
import { blocks, MiB, parseSize } from './files.ts'
import type { BenchOptions } from './options.ts'

/**
 * One file (2 GiB, or `--size`) sealed into the store, then packaged as a zip, then verified by `comity verify` in a process
 * of its own, beside `sha256sum` of the zip. Peak memory is of this process after each step, and of the one that verifies.
 */
export async function packages({ json, size = '2GiB' }: BenchOptions): Promise<void> {
  const bytes = parseSize(size)
  const folder = await mkdtemp(join(tmpdir(), 'comity-bench-'))
  try {
    const { recipient, identity } = await generateSealingKey()
    const signing = await generateSigningKey()
    const blobs = await openBlobs(join(folder, 'evidence'))
    const sealing = seal(blocks(bytes), [recipient])
    const sealed = await measured(() => blobs.write(sealing, { owned: true }))
    const { plain, sealed: kept } = sealing.sums()

    const path = 'data/001-disk.img'
    const item = { id: 'item_1', name: 'disk.img', mediaType: 'application/octet-stream', ...plain, path, sealed: null }
    const made = await packageOf(
      {
        id: 'package_bench',
        at: '2026-11-21T10:00:00.000Z',
        org: 'org_bench',
        custody: {
          v: 1,
          subject: { id: 'request_1', title: 'Bench' },
          items: [item],
          acts: [],
          people: {},
          record: {},
        },
        keys: { organisations: [{ org: 'org_bench', name: 'Bench', signing: base64(signing.publicKey) }] },
        events: [],
        logs: [],
        files: [
          {
            path,
            ...plain,
            read: () => open(blobs.range(kept.sha256, 0, kept.size), { identities: [identity] }, { owned: true }),
          },
        ],
        documents: [],
      },
      signing,
    )
    const { name, bytes: zip } = zipped(made)
    const file = join(folder, name)
    const packaged = await measured(async () => {
      const to = await openFile(file, 'w')
      await writeStream(to, zip, { owned: true }).finally(() => to.close())
    })
    await blobs.remove(kept.sha256)

    const sum = await watched('sha256sum', [file])
    const verified = await watched(process.execPath, [
      fileURLToPath(new URL('../bin/comity.js', import.meta.url)),
      'verify',
      file,
    ])
    report({ bytes, rows: { sealed, packaged, verified, 'sha256sum of the zip': sum } }, json)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Measured {
  readonly seconds: number
  readonly peakMiB: number
}

function report({ bytes, rows }: { bytes: number; rows: Record<string, Measured> }, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ bench: 'packages', bytes, ...rows }))
    return
  }
  console.log(`${bytes / MiB} MiB\n`)
  for (const [what, { seconds, peakMiB }] of Object.entries(rows)) {
    const rate = Math.round(bytes / MiB / seconds)
    console.log(
      `${what.padEnd(24)} ${seconds.toFixed(1).padStart(7)} s ${String(rate).padStart(6)} MiB/s  peak memory ${peakMiB} MiB`,
    )
  }
}

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const start = performance.now()
  await work()
  return { seconds: (performance.now() - start) / 1000, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }
}

/** Runs a program and watches what its process holds at most, as the kernel counts it. Throws if it fails. */
async function watched(program: string, args: string[]): Promise<Measured> {
  let peak = 0
  const work = new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    const watching = setInterval(() => {
      peak = Math.max(peak, ...familyOf(child.pid ?? 0).map(peakOf))
    }, 50)
    child.on('error', reject)
    child.on('exit', (code) => {
      clearInterval(watching)
      if (code === 0) resolve()
      else reject(new Error(`${program} ended with ${code}`))
    })
  })
  const { seconds } = await measured(() => work)
  return { seconds, peakMiB: Math.round(peak / 1024) }
}

/** A process and those it started: the command starts its own runtime. */
function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    return [
      pid,
      ...children
        .split(' ')
        .filter(Boolean)
        .flatMap((child) => familyOf(Number(child))),
    ]
  } catch {
    return [pid]
  }
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // it ended meanwhile
  }
}
