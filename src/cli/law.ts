import { type CheckReport, type Complaint, checkLaw } from '../law/index.ts'
import { lawFolder, readLaw, readLawFiles } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { lawDiff } from './law-diff.ts'

const usage = `comity law check|list [PATH BELOW law/] [--coverage] [--json] [--law FOLDER]
     comity law diff --from DATE --to DATE | --overlay FILE.yaml [--json]`

/** `check`: is the law base sound, exit 1 with every file and reason if not. `list`: every rule. `diff`: what changes. */
export async function law(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    law: { type: 'string', default: lawFolder },
    coverage: { type: 'boolean', default: false },
    from: { type: 'string' },
    to: { type: 'string' },
    overlay: { type: 'string', multiple: true, default: [] },
  })
  const [what, below = '', ...others] = positionals
  if (others.length > 0) throw wrongUse(usage)
  if (what === 'check') return check(values.law, below, values)
  if (what === 'list') return list(values.law, below, values.json)
  if (what === 'diff' && below === '') return lawDiff(await baseIn(values.law), values, usage)
  throw wrongUse(usage)
}

const baseIn = (folder: string) => readLaw({ folder })

async function check(
  folder: string,
  below: string,
  { json, coverage }: { json: boolean; coverage: boolean },
): Promise<number> {
  const whole = checkLaw(await readLawFiles(folder), Temporal.Now.plainDateISO().toString())
  const here = (list: readonly Complaint[]) => list.filter(({ file }) => file.startsWith(below))
  const complaints = here(whole.complaints)
  const warnings = here(whole.warnings)
  const exercised = whole.exercised.filter(({ rule }) => rule.startsWith(below))
  const report = { ...whole, ok: complaints.length === 0, complaints, warnings, exercised }
  if (json) console.log(JSON.stringify(report))
  else printReport(report, coverage)
  return report.ok ? 0 : 1
}

function printReport(report: CheckReport, coverage: boolean): void {
  const tell = ({ file, line, check: name, says }: Complaint, mark = '') =>
    console.log(`${mark}law/${file}${line ? `:${line}` : ''}: ${says} (${name})`)
  for (const one of report.complaints) tell(one)
  for (const one of report.warnings) tell(one, '! ')
  if (coverage) {
    for (const { rule, holding, failing } of report.exercised)
      console.log(
        `law/${rule}.yaml\n  fits ${holding.join(', ') || 'none'}\n  does not fit ${failing.join(', ') || 'none'}`,
      )
  }
  const languages = Object.entries(report.translated).map(
    ([language, known]) => `, ${known.known} of ${known.of} texts in ${language}`,
  )
  const { run, held } = report.cases
  const bothWays = report.exercised.filter(({ holding, failing }) => holding.length > 0 && failing.length > 0).length
  const exercised = `${bothWays} of ${report.exercised.length} routes, gates, reach rules and clocks exercised both ways`
  const verdict = report.ok ? 'sound' : `${report.complaints.length} complaints`
  console.log(`${report.rules} rules, ${held} of ${run} cases hold, ${exercised}${languages.join('')}: ${verdict}`)
}

async function list(folder: string, below: string, json: boolean): Promise<number> {
  const { rules, digest } = await baseIn(folder)
  const all = [...rules.values()]
    .filter(({ rule }) => rule.startsWith(below))
    .map(({ rule, kind, instrument, title, cites, checked, confidence, settled }) => {
      return { rule, kind, instrument, title, cites, checked, confidence, settled }
    })
  if (json) console.log(JSON.stringify({ digest, rules: all }))
  else for (const { rule, kind, title } of all) console.log(`${kind.padEnd(10)} ${rule}  ${title}`)
  return 0
}
