import { spawnSync } from 'node:child_process'

/**
 * `npm run audit`: known weaknesses of what we depend on. Grave ones in what runs in production end it with an error; a registry that
 * cannot be asked about them does not, but says so: that it was not looked is no finding.
 */
const { stdout, stderr } = spawnSync('npm', ['audit', '--json', '--omit=dev', '--audit-level=high'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})

interface Report {
  readonly error?: { readonly summary?: string }
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> }
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>
}

function read(): Report {
  try {
    return JSON.parse(stdout)
  } catch {
    return {}
  }
}

const { metadata, vulnerabilities = {}, error } = read()
if (!metadata) {
  console.log(`Not looked: the registry has no audit (${(error?.summary ?? stderr).trim().split('\n')[0] ?? ''})`)
} else {
  const grave = Object.entries(vulnerabilities).filter(([, { severity }]) => /high|critical/.test(severity))
  for (const [name, { severity, range }] of grave) console.error(`${severity}: ${name} ${range}`)
  console.log(`${grave.length} grave, ${Object.keys(vulnerabilities).length} in all`)
  process.exitCode = grave.length > 0 ? 1 : 0
}
