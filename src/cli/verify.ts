import { readFile } from 'node:fs/promises'
import { readCertificates } from '../crypto/index.ts'
import { VaultError, verifyPackage } from '../vault/index.ts'
import { readArguments, wrongUse } from './arguments.ts'

const USAGE = 'comity verify PACKAGE [--key BASE64] [--tsa ROOTS.pem] [--json]   (PACKAGE: the folder, or the zip)'

/** `comity verify PACKAGE`: 0 only if everything in the package holds; 1 with the file at fault named. */
export async function verify(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean' },
    key: { type: 'string' },
    tsa: { type: 'string' },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw wrongUse(USAGE)
  const roots = values.tsa === undefined ? undefined : await readRoots(values.tsa)
  const report = await verifyPackage(path, { key: values.key, roots })
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

/** Whom to believe about time. Throws `no_such_file`, `malformed_key`. */
async function readRoots(path: string): Promise<Uint8Array[]> {
  const pem = await readFile(path, 'utf8').catch((cause) => {
    throw new VaultError('missing', 'no_such_file', `There is no file ${path}`, { path: 'tsa', cause })
  })
  return readCertificates(pem)
}

/** A hostile package names its files; none of that may steer the terminal. */
const printable = (words: string): string => words.replace(/\p{Cc}/gu, '?')
