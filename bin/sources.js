// Lets Node read the sources as they are written: `node --import ./bin/sources.js FILE`.
import { readFileSync } from 'node:fs'
import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

// Pages are JSX, which tsx turns into code. Its settings are named, else they are looked for in the folder the command is called from.
register({ tsconfig: here('../tsconfig.json') })

// Plain TypeScript Node strips itself; what runs is then a fifth faster than with the names that tsx gives each function.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.ts') && !url.includes('/node_modules/')
      ? { format: 'module-typescript', source: readFileSync(fileURLToPath(url)), shortCircuit: true }
      : next(url, context),
})
enableCompileCache(here('../node_modules/.cache/comity/compiled'))
