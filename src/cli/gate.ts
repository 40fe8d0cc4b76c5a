import { decideRelease, parseRelease, type ReleaseDecision } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { parseJson, readInput } from './input.ts'
import { withOverlays } from './overlay.ts'

const usage = 'comity gate RELEASE.json|- [--json] [--overlay FILE.yaml]'

/**
 * Whether a release may happen, item by item, with the rule behind each yes and no. Exit code 0 when everything may go, 1
 * when something may not, 2 for bad input. An overlay adds rules: an operator's own are only ever stricter.
 */
export async function gate(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    overlay: { type: 'string', multiple: true, default: [] },
  })
  const [path = '-', ...others] = positionals
  if (others.length > 0) throw wrongUse(usage)
  const law = await withOverlays(await readLaw(), values.overlay)
  const decision = decideRelease(law, parseRelease(parseJson(await readInput(path))))
  if (values.json) console.log(JSON.stringify(decision))
  else print(decision)
  return decision.release ? 0 : 1
}

function print({ release, items, because, opensWith }: ReleaseDecision): void {
  console.log(release ? 'Everything may be released.' : 'Not everything may be released.')
  if (items.length === 0) {
    for (const { says, cite } of because) console.log(`  ✗ ${says} (${cite})`)
    for (const way of opensWith) console.log(`  → ${way}`)
  }
  for (const one of items) {
    console.log(`\n${one.id}: ${one.release ? 'may be released' : 'stays'}`)
    for (const { holds, says, cite } of one.because) {
      console.log(`  ${holds === true ? '✓' : holds === false ? '✗' : '?'} ${says} (${cite})`)
    }
    for (const way of one.opensWith) console.log(`  → ${way}`)
  }
}
