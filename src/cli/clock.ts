import { parseCountryCode } from '../base/countries.ts'
import { parseInstant } from '../base/time.ts'
import { type Due, due } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { withOverlays } from './overlay.ts'

const usage = 'comity clock RULE --from INSTANT [--state XX] [--suspended FROM/TO]… [--overlay FILE.yaml] [--json]'

/** When a statutory period ends, and how that was worked out day by day. */
export async function clock(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    from: { type: 'string' },
    state: { type: 'string' },
    suspended: { type: 'string', multiple: true, default: [] },
    overlay: { type: 'string', multiple: true, default: [] },
  })
  const [rule, ...others] = positionals
  if (rule === undefined || others.length > 0 || values.from === undefined) throw wrongUse(usage)
  const state = values.state === undefined ? undefined : parseCountryCode(values.state)
  const suspended = values.suspended.map((text) => {
    const [from = '', to] = text.split('/')
    return { from: parseInstant(from, '--suspended'), to: to ? parseInstant(to, '--suspended') : undefined }
  })
  const law = await withOverlays(await readLaw(), values.overlay)
  const found = due(law, rule, parseInstant(values.from, '--from'), { state, suspended })
  if (values.json) {
    console.log(JSON.stringify(found))
    return 0
  }
  console.log(`${found.title} [${found.cite}]`)
  for (const { date, counted, why } of found.derivation) console.log(`  ${counted ? '+' : '·'} ${date}  ${why}`)
  console.log(endOf(found))
  if (found.outer)
    console.log(`At the latest ${found.outer.local}, if ${found.outer.rule} applies [${found.outer.cite}]`)
  if (found.countingRule) console.log(`Counted by ${found.countingRule.rule} [${found.countingRule.cite}]`)
  for (const { says, cite } of found.warnings) console.log(`! ${says} [${cite}]`)
  return 0
}

function endOf({ local, due: end, standsSince, length }: Due): string {
  if (local) return `Ends ${local}, that is ${end}`
  return standsSince ? `The clock has stood still since ${standsSince}` : `The law gives no number: ${length}`
}
