import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { DomainError } from '../base/errors.ts'
import {
  changes,
  digestOf,
  digestOfLines,
  expectedDays,
  inParts,
  openThreads,
  type Proposal,
  pairsOfStates,
  partsOfFile,
  printBrief,
  type Result,
  readProposal,
  resultOf,
  Sum,
  tallyAll,
} from '../laboratory/index.ts'
import { laboratoryThread } from '../laboratory-thread.ts'
import type { LawBase } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { readInput } from './input.ts'

const usage =
  'comity laboratory PROPOSAL.yaml (--record FILE.ndjson | --pairs) [--on DATE] [--state XX …] [--threads N] [--whole] [--brief FILE.pdf [--language zh]] [--json]'

/** A proposal run on a record: the law as it is beside the law as it would be, request by request. */
export async function laboratory(args: string[]): Promise<number> {
  if (args[0] === 'times') return (await import('./laboratory-times.ts')).laboratoryTimes(args.slice(1))
  if (args[0] === 'next') return (await import('./laboratory-next.ts')).laboratoryNext(args.slice(1))
  const { values, positionals } = readArguments(args, usage, {
    record: { type: 'string' },
    pairs: { type: 'boolean', default: false },
    on: { type: 'string' },
    state: { type: 'string', multiple: true, default: [] },
    threads: { type: 'string' },
    whole: { type: 'boolean', default: false },
    brief: { type: 'string' },
    language: { type: 'string', default: 'en' },
    json: { type: 'boolean', default: false },
  })
  const [path, ...others] = positionals
  const size = Number(values.threads ?? availableParallelism())
  if (path === undefined || others.length > 0 || values.pairs === (values.record !== undefined)) throw wrongUse(usage)
  if (!Number.isInteger(size) || size < 1 || size > 64) throw wrongUse(`${usage}\n--threads is a number from 1 to 64`)
  if (values.on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.on)) throw wrongUse(`${usage}\n--on is a day`)
  const law = await readLaw()
  const text = await readInput(path)
  const proposal = proposalIn(path, text, law)
  const options = { today: Temporal.Now.plainDateISO().toString(), on: values.on, whole: values.whole }
  const only = values.state.length > 0 ? values.state : undefined
  const file = values.record === undefined ? undefined : partsOfFile(values.record)
  const pairs = () => pairsOfStates(law, only)
  const threads = openThreads(laboratoryThread, size, {
    proposal: text,
    options,
    law: { before: law.digest, after: proposal.law.digest },
  })
  const sum = new Sum()
  try {
    await tallyAll(threads, file?.parts ?? inParts(pairs()), (part) => {
      sum.add(part)
      if (process.stderr.isTTY) process.stderr.write(`\r${sum.requests} requests`)
    })
  } finally {
    await threads.close()
  }
  const result = resultOf(sum.tally(), {
    proposal,
    proposalDigest: digestOf(text),
    before: law.digest,
    record: file?.digest() ?? digestOfLines(pairs()),
    options,
  })
  if (values.brief !== undefined) {
    const at = Temporal.Instant.from(`${options.today}T00:00Z`)
    const [days, kind] = [expectedDays(result, proposal.law, []), values.pairs ? 'pairs' : 'file'] as const
    await writeFile(
      values.brief,
      await printBrief({ proposal, result, days, law, kind, language: values.language, at }),
    )
  }
  if (values.json) console.log(JSON.stringify(result))
  else print(result)
  return 0
}

/** Where it is refused, whoever reads it is told in which file, too. */
function proposalIn(path: string, text: string, law: LawBase): Proposal {
  try {
    return readProposal(text, law)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { kind, code } = error
    // The place stands before the sentence already.
    const message = error.message.replace(`, ${error.path}: `, ': ')
    throw new DomainError(kind, code, `${path}, ${message}`, {
      cause: error,
      ...(error.path ? { path: error.path } : {}),
    })
  }
}

function print({ title, law, record, digest, requests, changes: counted, unreadable, cells }: Result): void {
  console.log(`${title}\n  law ${law.before}\n   to ${law.after}\n  record ${record}\n  result ${digest}`)
  console.log(`${requests} requests`)
  for (const change of changes) console.log(`${String(counted[change]).padStart(9)}  ${change}`)
  if (unreadable.requests > 0) console.log(`${String(unreadable.requests).padStart(9)}  cannot be read:`)
  for (const { request, says } of unreadable.first) console.log(`           ${request}: ${says}`)
  console.log(`${cells.length} kinds of request, each with the names of its first: --json`)
}
