import { nextAgreements, pairsOfStates } from '../laboratory/index.ts'
import { readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { readInput } from './input.ts'

const usage = 'comity laboratory next STATE [--record FILE.ndjson] [--partner XX …] [--json]'

/**
 * Which agreement would do most for the requests of a state: treaties it has not joined and the model agreement with partners,
 * each tried on a record, or on one plain request from and to every other state for each of three kinds of data.
 */
export async function laboratoryNext(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    record: { type: 'string' },
    partner: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  })
  const [state, ...others] = positionals
  if (state === undefined || others.length > 0) throw wrongUse(usage)
  const law = await readLaw()
  const lines = values.record === undefined ? [...pairsOfStates(law, [state])] : (await readInput(values.record)).split('\n')
  const search = nextAgreements(law, {
    state,
    lines,
    partners: values.partner.length > 0 ? values.partner : undefined,
    today: Temporal.Now.plainDateISO().toString(),
    onTry: (title) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${title}`),
  })
  if (values.json) {
    console.log(JSON.stringify(search))
    return 0
  }
  console.log(`${search.requests} requests of and to ${state}, for each agreement: opened, eased, lost a way, days saved, safeguards`)
  for (const { title, opened, eased, closed, daysSaved, daysTold, kept, lost, behind } of search.candidates) {
    console.log(`${title}\n  ${opened} opened, ${eased} eased, ${closed} closed; ${daysSaved} days saved over the ${daysTold} requests of which days are published`)
    console.log(`  ${kept.toFixed(1)} safeguards on the way, ${lost} lost; for example ${behind.flatMap(({ first }) => first[0] ?? []).slice(0, 4).join(', ') || 'none'}`)
  }
  for (const { title, says } of search.untried) console.log(`not tried: ${title}: ${says}`)
  return 0
} // biome-ignore format: a line a line
