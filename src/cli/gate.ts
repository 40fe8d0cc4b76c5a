import { decideRelease, type Narrowing, narrow, parseRelease, type ReleaseDecision } from '../law/index.ts'
import { ownRules, readLaw } from '../read-law.ts'
import { decideOnRecords } from '../requests/index.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { parseJson, readInput, source } from './input.ts'
import { withOverlays } from './overlay.ts'

const usage =
  'comity gate RELEASE.json|- [--json] [--narrow] [--records RECORDS.ndjson [--scheme CN]] [--rules FOLDER] [--overlay FILE.yaml]'

/**
 * Whether a release may happen, item by item, with the rule behind each yes and no. Exit code 0 when everything may go, 1
 * when something may not, 2 for bad input. `--narrow` also says what of it could go, and what would change. `--records`
 * decides on a set of records of any size, read as a stream and graded as its fields propose. `--rules` adds rules of the operator's own, which
 * are only ever stricter; an overlay is a proposal: the law as it would be.
 */
export async function gate(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    narrow: { type: 'boolean', default: false },
    records: { type: 'string' },
    scheme: { type: 'string', default: 'CN' },
    rules: { type: 'string' },
    overlay: { type: 'string', multiple: true, default: [] },
  })
  const [path = '-', ...others] = positionals
  if (others.length > 0) throw wrongUse(usage)
  const law = await ownRules(await withOverlays(await readLaw(), values.overlay), values.rules)
  const given = parseJson(await readInput(path))
  const read =
    values.records === undefined
      ? undefined
      : await decideOnRecords(law, given, await source(values.records), { scheme: values.scheme, progress })
  if (read && process.stderr.isTTY) process.stderr.write('\n')
  const release = read?.release ?? parseRelease(given)
  const decision = read?.decision ?? decideRelease(law, release)
  const narrowing = values.narrow && !decision.release ? narrow(law, release) : undefined
  if (values.json)
    console.log(
      JSON.stringify({
        ...decision,
        ...(values.narrow && { narrowing: narrowing ?? null }),
        ...(read && { grading: read.grading }),
      }),
    )
  else {
    print(decision)
    if (values.narrow && !decision.release) printNarrowing(narrowing)
  }
  return decision.release ? 0 : 1
}

/** Tells a person who watches, not a file, how far it is. */
function progress(records: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${records} records read`)
}

function printNarrowing(narrowing: Narrowing | undefined): void {
  console.log(narrowing ? '\nA narrower answer would go:' : '\nNo part of it may go, however it is narrowed.')
  for (const { id, change, persons, class: graded } of narrowing?.items ?? []) {
    const fewer = persons.after !== persons.before && persons.after !== undefined ? `, ${persons.after} people` : ''
    const lower = graded.after !== graded.before && graded.after !== undefined ? `, graded ${graded.after}` : ''
    console.log(`  ${id}: ${change}${fewer}${lower}`)
  }
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
