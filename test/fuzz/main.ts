/** `npm run fuzz -- [PARSER …] [--inputs N] [--seed S]`: hostile bytes for everything that reads bytes from outside. */
import { parseArgs } from 'node:util'
import { corpusOf, keep } from './corpus.ts'
import { fuzz } from './fuzz.ts'
import { parsers } from './parsers.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { inputs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const unknown = positionals.find((name) => !Object.hasOwn(parsers, name))
if (unknown !== undefined) {
  console.error(`There is no parser ${unknown}. There are: ${Object.keys(parsers).join(' ')}`)
  process.exitCode = 2
} else {
  for (const name of positionals.length > 0 ? positionals : Object.keys(parsers)) await run(name)
}

async function run(name: string): Promise<void> {
  const parser = parsers[name]
  if (!parser) return
  const [inputs, since] = [Number(values.inputs), performance.now()]
  const found = new Map<string, string>()
  for await (const { input, what } of fuzz(parser, corpusOf(name, parser), inputs, Number(values.seed))) {
    const kind = what.split('\n')[0] ?? ''
    if (!found.has(kind)) found.set(kind, `${keep(name, input)}\n${what}`)
  }
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  const seconds = Math.round((performance.now() - since) / 1000)
  console.log(`${name}: ${inputs} inputs in ${seconds} s, ${found.size} findings, at most ${memory} MB`)
  for (const what of found.values()) console.log(what)
  if (found.size > 0) process.exitCode = 1
}
