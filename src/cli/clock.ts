import { parseCountryCode } from '../base/countries.ts'
import { parseInstant } from '../base/time.ts'
import { due } from '../law/index.ts'
import { lawCache, readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'

const usage = 'comity clock RULE --from INSTANT [--state XX] [--json]'

/** When a statutory period ends, and how that was worked out day by day. */
export async function clock(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    from: { type: 'string' },
    state: { type: 'string' },
  })
  const [rule, ...others] = positionals
  if (rule === undefined || others.length > 0 || values.from === undefined) throw wrongUse(usage)
  const state = values.state === undefined ? undefined : parseCountryCode(values.state)
  const found = due(await readLaw({ cache: lawCache }), rule, parseInstant(values.from, '--from'), { state })
  if (values.json) {
    console.log(JSON.stringify(found))
    return 0
  }
  console.log(`${found.title} [${found.cite}]`)
  for (const { date, counted, why } of found.derivation) console.log(`  ${counted ? '+' : '·'} ${date}  ${why}`)
  console.log(found.local ? `Ends ${found.local}, that is ${found.due}` : `The law gives no number: ${found.length}`)
  if (found.outer)
    console.log(`At the latest ${found.outer.local}, if ${found.outer.rule} applies [${found.outer.cite}]`)
  if (found.countingRule) console.log(`Counted by ${found.countingRule.rule} [${found.countingRule.cite}]`)
  for (const { says, cite } of found.warnings) console.log(`! ${says} [${cite}]`)
  return 0
}
