import { DomainError } from '../base/errors.ts'
import { linesOf } from '../base/lines.ts'
import { type GradingProposal, inventoryFor, proposeGrading } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { largestInput, parseJson, source } from './input.ts'

const usage = 'comity grade RECORDS.ndjson|- [--scheme CN] [--on YYYY-MM-DD] [--json]'

/** So many records between two words on how far it is. */
const TELL_EACH = 100_000

/**
 * Reads one record a line, whatever their number, and proposes how each field would be graded, with every sign that says
 * so. Exit code 0 when it has read everything, 2 for a line that is no record.
 */
export async function grade(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    scheme: { type: 'string', default: 'CN' },
    on: { type: 'string' },
  })
  const [path = '-', ...others] = positionals
  const on = values.on ?? Temporal.Now.plainDateISO().toString()
  if (others.length > 0 || !/^\d{4}-\d{2}-\d{2}$/.test(on)) throw wrongUse(usage)
  const law = await readLaw()
  const inventory = inventoryFor(law, on)
  for await (const line of linesOf(await source(path), largestInput)) {
    if (line === null) throw new DomainError('invalid', 'too_large', `Record ${inventory.records + 1} is too long`)
    if (line.trim() === '') continue
    inventory.add(parseJson(line))
    if (process.stderr.isTTY && inventory.records % TELL_EACH === 0)
      process.stderr.write(`\r${inventory.records} records read`)
  }
  if (process.stderr.isTTY && inventory.records >= TELL_EACH) process.stderr.write('\n')
  const proposal = proposeGrading(law, on, values.scheme, inventory)
  if (values.json) console.log(JSON.stringify(proposal))
  else print(proposal)
  return 0
}

function print({ scheme, records, class: whole, fields }: GradingProposal): void {
  console.log(
    `${records} records; under ${scheme} the whole would be ${whole ?? 'of no class that signs were found for'}.`,
  )
  console.log('A proposal: a person decides, and that nothing is found proves nothing.\n')
  for (const { field, filled, class: graded, because } of fields) {
    console.log(`${field} (${filled} values): ${graded ?? 'no sign found'}`)
    for (const { title, by, detail, share, cite } of because)
      console.log(
        `  ${title}, by ${by}: ${detail}${by === 'name' ? '' : `, ${percent(share)} of the values`} (${cite})`,
      )
  }
}

const percent = (share: number) => `${share < 0.01 ? 'less than 1' : Math.round(share * 100)} %`
