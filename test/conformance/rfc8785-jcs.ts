import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hex, utf8 } from '../../src/base/bytes.ts'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import { type Case, compare } from './case.ts'

/** `input/NAME.json` has the canonical form `output/NAME.json`, whose bytes are also spelled in `outhex/NAME.txt`. */
export async function* cases(folder: string): AsyncIterable<Case> {
  for (const file of (await readdir(join(folder, 'input'))).sort()) {
    const got = hex(utf8(canonicalJson(JSON.parse(await readFile(join(folder, 'input', file), 'utf8')))))
    yield compare(file, await expected(folder, file), got)
  }
}

async function expected(folder: string, file: string): Promise<string> {
  const spelled = join(folder, 'outhex', file.replace(/\.json$/, '.txt'))
  if (existsSync(spelled)) return (await readFile(spelled, 'utf8')).replace(/\s/g, '')
  return hex(await readFile(join(folder, 'output', file)))
}
