import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'

/** `KILLS=200 npm exec -- vitest run --project embedded test/crash-vault.test.ts` tries as many moments. */
const KILLS = Number(process.env.KILLS ?? 2)

const folder = mkdtempSync(join(tmpdir(), 'comity-crash-vault-'))
const TMPDIR = join(folder, 'tmp')
mkdirSync(TMPDIR)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Lets the process act for so long once it has looked around, and kills it; what was wrong when it looked. */
async function run(milliseconds?: number): Promise<string[]> {
  const worker = join(import.meta.dirname, 'crash-vault-worker.ts')
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', worker, folder, milliseconds === undefined ? 'end' : 'act'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR },
    },
  )
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (line === 'ready' && milliseconds !== undefined) setTimeout(() => child.kill('SIGKILL'), milliseconds)
  }
  const acts = said.filter((line) => /^(far|uploaded|uploaded-sealed|sealed|packaged|given-up) /.test(line))
  appendFileSync(join(folder, 'acknowledged'), acts.map((line) => `${line}\n`).join(''))
  expect(said).toContain('ready')
  return said.filter((line) => line.startsWith('WRONG'))
}

test('uploading, sealing, packaging and erasing, killed again and again, lose nothing acknowledged and leave nothing half made', {
  timeout: 120_000 + KILLS * 60_000,
}, async () => {
  for (let kill = 0; kill < KILLS; kill++) expect(await run(Math.random() * 1000), `after ${kill} kills`).toEqual([])
  expect(await run()).toEqual([])
  if (process.env.KILLS) console.log(counted())
})

/** What was done between the kills. */
function counted(): string {
  const words = readFileSync(join(folder, 'acknowledged'), 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
  const kinds = [...new Set(words)].filter(Boolean)
  return `${KILLS} kills; ${kinds.map((kind) => `${kind}: ${words.filter((word) => word === kind).length}`).join(', ')}`
}
