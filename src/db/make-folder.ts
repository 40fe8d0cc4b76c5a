// Runs as a process of its own, see `initialise` in open.ts: makes and migrates the files of a new embedded database.
import { mkdirSync } from 'node:fs'
import { openEngine, startEngine } from './open.ts'

const [files] = process.argv.slice(2)
if (!files) throw new Error('Which folder?')

// Whoever asked for it is gone, and the next one begins anew.
process.on('disconnect', () => process.exit(1))

try {
  mkdirSync(files, { recursive: true, mode: 0o700 })
  const { close } = await openEngine(await startEngine({ dataDir: files }))
  await close()
} catch (error) {
  process.stderr.write(String(error))
  process.exitCode = 1
}
process.exit()
