import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'

/** `KILLS=200 npx vitest run --project embedded test/crash-uploads.test.ts` tries as many moments. */
const KILLS = Number(process.env.KILLS ?? 3)
const SIZE = 12 * 1024 * 1024 + 17

const folder = mkdtempSync(join(tmpdir(), 'comity-crash-upload-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Lets the process go on for so long after its first word, and kills it; what it said, line by line. */
async function run(milliseconds?: number): Promise<string[]> {
  const size = String(SIZE * Math.ceil(KILLS / 3))
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'crash-uploader.ts'), folder, size],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (said.length === 1 && milliseconds !== undefined) setTimeout(() => child.kill('SIGKILL'), milliseconds)
  }
  return said
}

test('an upload whose server is killed again and again loses nothing it had acknowledged, and ends whole', {
  timeout: 60_000 + KILLS * 5_000,
}, async () => {
  let acknowledged = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const said = await run(Math.random() * 120)
    const offsets = said.filter((line) => /^\d+$/.test(line)).map(Number)
    expect(offsets[0]).toBeGreaterThanOrEqual(acknowledged)
    acknowledged = offsets.at(-1) ?? acknowledged
  }
  expect((await run()).at(-1)).toBe('sealed as it was sent')
  expect(readdirSync(join(folder, 'evidence', 'arriving'))).toEqual([])
})
