import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBag, folderTree } from '../../src/vault/index.ts'
import { type Case, compare } from './case.ts'

/** Bags in `bags.tar` (or as folders beside it), and in `expected.json` what a validator must answer to each. */
export async function* cases(folder: string): AsyncIterable<Case> {
  const expected: Record<string, string> = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8'))
  const unpacked = await mkdtemp(join(tmpdir(), 'comity-bags-'))
  try {
    const tar = join(folder, 'bags.tar')
    if (existsSync(tar)) execFileSync('tar', ['-xf', tar, '-C', unpacked])
    for (const [name, answer] of Object.entries(expected)) {
      const [bag] = [join(unpacked, name), join(folder, name)].filter((path) => existsSync(path))
      yield compare(name, wanted(answer), bag === undefined ? 'no such bag' : await judged(bag))
    }
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
}

/** The suite's prose about a bag that was published incomplete means: invalid. */
const wanted = (answer: string) => (answer.startsWith('incomplete') ? 'invalid' : answer)

async function judged(bag: string): Promise<string> {
  const { faults, warnings } = await checkBag(await folderTree(bag))
  if (faults.length > 0) return 'invalid'
  return warnings.length > 0 ? 'valid-with-warning' : 'valid'
}
