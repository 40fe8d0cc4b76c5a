import { checkLaw } from '../law/index.ts'
import { lawCache, lawFolder, readLaw, readLawFiles } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'

const usage = 'comity law check|list [PATH BELOW law/] [--json] [--law FOLDER]'

/** `check`: is the law base sound, exit 1 with every file and reason if not. `list`: every rule. */
export async function law(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    json: { type: 'boolean', default: false },
    law: { type: 'string', default: lawFolder },
  })
  const [what, below = '', ...others] = positionals
  if (others.length > 0) throw wrongUse(usage)
  if (what === 'check') return check(values.law, below, values.json)
  if (what === 'list') return list(values.law, below, values.json)
  throw wrongUse(usage)
}

async function check(folder: string, below: string, json: boolean): Promise<number> {
  const whole = checkLaw(await readLawFiles(folder), Temporal.Now.plainDateISO().toString())
  const complaints = whole.complaints.filter(({ file }) => file.startsWith(below))
  const report = { ...whole, ok: complaints.length === 0, complaints }
  if (json) console.log(JSON.stringify(report))
  else {
    for (const { file, check: name, says } of report.complaints) console.log(`law/${file}: ${says} (${name})`)
    const languages = Object.entries(report.translated).map(
      ([language, { known, of }]) => `, ${known} of ${of} texts in ${language}`,
    )
    const { run, held } = report.cases
    console.log(
      `${report.rules} rules, ${held} of ${run} cases hold${languages.join('')}: ${report.ok ? 'sound' : `${report.complaints.length} complaints`}`,
    )
  }
  return report.ok ? 0 : 1
}

async function list(folder: string, below: string, json: boolean): Promise<number> {
  const { rules, digest } = await readLaw({ folder, cache: folder === lawFolder ? lawCache : undefined })
  const all = [...rules.values()]
    .filter(({ rule }) => rule.startsWith(below))
    .map(({ rule, kind, instrument, title, cites, checked, confidence, settled }) => {
      return { rule, kind, instrument, title, cites, checked, confidence, settled }
    })
  if (json) console.log(JSON.stringify({ digest, rules: all }))
  else for (const { rule, kind, title } of all) console.log(`${kind.padEnd(10)} ${rule}  ${title}`)
  return 0
}
