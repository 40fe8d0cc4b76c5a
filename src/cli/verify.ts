import { verifyPackage } from '../vault/index.ts'
import { readArguments, wrongUse } from './arguments.ts'

const USAGE = 'comity verify PACKAGE [--key BASE64] [--json]   (PACKAGE: the folder, or the zip)'

/** `comity verify PACKAGE`: 0 only if everything in the package holds; 1 with the file at fault named. */
export async function verify(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, { json: { type: 'boolean' }, key: { type: 'string' } })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw wrongUse(USAGE)
  const report = await verifyPackage(path, { key: values.key })
  if (values.json) {
    console.log(JSON.stringify(report))
    return report.ok ? 0 : 1
  }
  for (const { ok, says } of report.checks) console.log(`${ok ? '  yes ' : '  NO  '} ${printable(says)}`)
  console.log()
  if (!report.ok) {
    console.log('This package does not hold. Do not rely on anything in it.')
    return 1
  }
  console.log(`Everything in this package holds: ${report.files} files.`)
  if (report.signed && values.key === undefined) {
    console.log(
      `That the key ${report.signed.key} is theirs, ask ${report.signed.by} by another way; then give it with --key.`,
    )
  }
  return 0
}

/** A hostile package names its files; none of that may steer the terminal. */
const printable = (words: string): string => words.replace(/\p{Cc}/gu, '?')
