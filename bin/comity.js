#!/usr/bin/env node
// Starts the command line under the pinned Node: `npx comity …` finds it on the path; a bare call on an older Node starts it here.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= 26) {
  const { register } = await import('tsx/esm/api')
  // Else it is looked for in the folder the command is called from, and the pages are read as if they were React's.
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) })
  await import(main)
} else {
  const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
  const { status, error } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  if (error) console.error('Comity needs its own Node: run `npm ci` in this folder first.')
  process.exit(status ?? 1)
}
