/** `npm run conformance -- SET FOLDER [--json]`: tries a public vector set against the product's own code. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Cases } from './case.ts'

/** A set is a file of this folder that exports `cases`. */
const sets = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z0-9-]+\.ts$/.test(file) && file !== 'main.ts' && file !== 'case.ts')
  .map((file) => file.slice(0, -'.ts'.length))

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const [set = '', folder = ''] = positionals

if (!sets.includes(set) || folder === '') {
  console.error(`usage: npm run conformance -- SET FOLDER [--json]\nsets: ${sets.join(' ')}`)
  process.exitCode = 2
} else {
  process.exitCode = await run(set, resolve(folder))
}

async function run(set: string, folder: string): Promise<number> {
  const { cases } = (await import(`./${set}.ts`)) as { cases: Cases }
  const differing: { name: string; differs: string }[] = []
  let tried = 0
  for await (const { name, differs } of cases(folder)) {
    tried++
    if (differs === undefined) continue
    differing.push({ name, differs })
    if (!values.json) console.log(`${name}: ${differs}`)
  }
  const hold = tried - differing.length
  console.log(values.json ? JSON.stringify({ set, of: tried, hold, differing }) : `${hold} of ${tried} hold`)
  return tried > 0 && hold === tried ? 0 : 1
}
