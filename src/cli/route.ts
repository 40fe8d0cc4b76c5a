import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { DomainError } from '../base/errors.ts'
import { linesOf } from '../base/lines.ts'
import { type Analysis, analyse, type Facts, type LawBase, parseFacts } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { largestInput, parseJson, readInput, source } from './input.ts'
import { interview } from './interview.ts'
import { withOverlays } from './overlay.ts'
import { printAnalysis } from './print-analysis.ts'

const usage = 'comity route FACTS.json|-|--ask [FACTS.json] [--json] [--batch] [--all] [--overlay FILE.yaml]'

/**
 * Every lawful route from the facts of a case; with --batch one case a line, answered line by line in order; with --ask
 * the facts are asked for. An overlay is a proposal of the laboratory: the law as it would be.
 */
export async function route(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    batch: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    ask: { type: 'boolean', default: false },
    overlay: { type: 'string', multiple: true, default: [] },
  })
  const [path = '-', ...others] = positionals
  if (others.length > 0 || (values.ask && (values.batch || positionals[0] === '-'))) throw wrongUse(usage)
  // What cannot be read is refused before the law is read.
  const given = values.batch || values.ask ? undefined : parseFacts(parseJson(await readInput(path)))
  const law = await withOverlays(await readLaw(), values.overlay)
  const today = Temporal.Now.plainDateISO().toString()
  const answer = (facts: Facts) => analyse(law, facts, { today, all: values.all })
  if (values.batch) return batch(path, (text) => answer(parseFacts(parseJson(text))))
  const analysis = answer(given ?? (await asked(law, positionals[0], today)))
  if (values.json) console.log(JSON.stringify(analysis))
  else printAnalysis(law, analysis)
  return 0
}

/** Asks on the terminal, or takes the answers a program pipes in; the questions go to standard error, the analysis does not. */
async function asked(law: LawBase, path: string | undefined, today: string): Promise<Facts> {
  const known = path === undefined ? {} : parseFacts(parseJson(await readInput(path)))
  const terminal = createInterface({ input: process.stdin, output: process.stderr, prompt: '> ' })
  // Whoever breaks it off wants no answer; the end of the input (Ctrl-D) is where somebody has said enough.
  terminal.on('SIGINT', () => process.exit(130))
  const lines = terminal[Symbol.asyncIterator]()
  const tell = (text: string) => void process.stderr.write(`${text}\n`)
  const read = async () => {
    terminal.prompt()
    const { value, done } = await lines.next()
    return done ? undefined : value
  }
  const facts = await interview(law, known, { read, tell }, today)
  terminal.close()
  tell(`\nThe facts: ${JSON.stringify(facts)}\n`)
  return facts
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
