import { once } from 'node:events'
import { DomainError } from '../base/errors.ts'
import { type Analysis, analyse, parseFacts } from '../law/index.ts'
import { lawCache, readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { largestInput, parseJson, readInput, source } from './input.ts'
import { linesOf } from './lines.ts'
import { printAnalysis } from './print-analysis.ts'

const usage = 'comity route FACTS.json|- [--json] [--batch] [--all]'

/** Every lawful route from the facts of a case; with --batch one case a line, answered line by line in order. */
export async function route(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    batch: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  })
  const [path = '-', ...others] = positionals
  if (others.length > 0) throw wrongUse(usage)
  const law = await readLaw({ cache: lawCache })
  const today = Temporal.Now.plainDateISO().toString()
  const answer = (text: string) => analyse(law, parseFacts(parseJson(text)), { today, all: values.all })
  if (values.batch) return batch(path, answer)
  const analysis = answer(await readInput(path))
  if (values.json) console.log(JSON.stringify(analysis))
  else printAnalysis(law, analysis)
  return 0
}

/** A line that cannot be read is answered with its error; the rest goes on. */
async function batch(path: string, answer: (text: string) => Analysis): Promise<number> {
  let bad = 0
  for await (const line of linesOf(await source(path), largestInput)) {
    if (line?.trim() === '') continue
    const said = oneLine(line, answer)
    if ('error' in said) bad++
    if (!process.stdout.write(`${JSON.stringify(said)}\n`)) await once(process.stdout, 'drain')
  }
  return bad > 0 ? 2 : 0
}

function oneLine(line: string | null, answer: (text: string) => Analysis): Analysis | { error: object } {
  try {
    if (line === null) throw new DomainError('invalid', 'too_large', 'This line is too long for a case')
    return answer(line)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { code, message, path } = error
    return { error: { code, message, ...(path ? { path } : {}) } }
  }
}
