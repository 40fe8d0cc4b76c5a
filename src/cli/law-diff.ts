import { type CaseChange, diffLaw, type LawBase, type LawDiff, type RuleChange } from '../law/index.ts'
import { wrongUse } from './arguments.ts'
import { withOverlays } from './overlay.ts'

export interface DiffOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly overlay: readonly string[]
  readonly json: boolean
}

/** What changes in the law, and in the worked cases, between two days or with a proposal in it. */
export async function lawDiff(law: LawBase, { from, to, overlay, json }: DiffOptions, usage: string): Promise<number> {
  const dates = from !== undefined && to !== undefined
  if (overlay.length === 0 ? !dates : (from === undefined) !== (to === undefined)) throw wrongUse(usage)
  for (const day of [from, to]) if (day !== undefined && !isDate(day)) throw wrongUse(`${usage}\n'${day}' is no date`)
  if (dates && from > to) throw wrongUse(`${usage}\n--from is the earlier day`)
  const today = Temporal.Now.plainDateISO().toString()
  const found = diffLaw({ law, on: from }, { law: await withOverlays(law, overlay), on: to }, today)
  if (json) console.log(JSON.stringify(found))
  else print(found)
  return 0
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

const words: Record<RuleChange['change'], string> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  'comes-into-force': 'comes into force',
  ends: 'ends',
  amended: 'amended',
  parties: 'parties',
}

function print({ rules, cases }: LawDiff): void {
  for (const { change, rule, title, says, cite } of rules)
    console.log(`${words[change].padEnd(17)} ${rule}: ${title} — ${says} [${cite}]`)
  for (const one of cases.changed) printCase(one)
  console.log(
    `${rules.length} changes of rules; ${cases.changed.length} of ${cases.compared} worked cases come out differently`,
  )
}

function printCase({ case: id, name, changes }: CaseChange): void {
  console.log(`\n${id}: ${name}`)
  for (const { what, before = 'not in the answer', after = 'not in the answer' } of changes)
    console.log(`  ${what}: ${before} → ${after}`)
}
