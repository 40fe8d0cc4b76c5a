#!/usr/bin/env node
// Starts the command line under the pinned Node: `npx comity …` finds it on the path; a bare call on an older Node starts it here.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= 26) {
  await import('./sources.js')
  await import(here('../src/cli/main.ts'))
} else {
  const args = [here('comity.js'), ...process.argv.slice(2)]
  const { status, error } = spawnSync(here('../node_modules/.bin/node'), args, { stdio: 'inherit' })
  if (error) console.error('Comity needs its own Node: run `npm ci` in this folder first.')
  process.exit(status ?? 1)
}
