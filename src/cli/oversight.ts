import { parseSample, verifySample } from '../oversight/index.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { readJson } from './input.ts'

const USAGE = `comity oversight sample verify FILE [--key BASE64] [--json]   draw a sample again, from its file alone
  --key is the overseen’s signing key as it is known from elsewhere: the directory, its card`

/** `comity oversight`: what anybody can check of oversight; asks no instance. */
export async function oversight(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean', default: false },
    key: { type: 'string' },
  })
  const [what, act, file, ...more] = positionals
  if (what !== 'sample' || act !== 'verify' || file === undefined || more.length > 0) throw wrongUse(USAGE)
  const sample = parseSample(await readJson(file))
  const checks = await verifySample(sample, values.key)
  const ok = checks.every((check) => check.ok)
  if (values.json) console.log(JSON.stringify({ ok, checks, drawn: sample.drawn }))
  else for (const check of checks) console.log(`${check.ok ? '  yes ' : '  NO  '} ${check.says}`)
  return ok ? 0 : 1
}
