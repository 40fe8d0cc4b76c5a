import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

const root = import.meta.dirname
const include = ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts']

/** They go through every route, procedure or page: what they try is the law and our words, not our SQL, and one database is enough for that. */
const onOneDatabase =
  /every-route|every-refusal|interleaving|requests\/(review|enforcement|emergency|checks|examination|linking|sender|transfers|waiting)\/|mail\/|oversight\/(redress|reciprocity)\/|laboratory\/|web\/pages|api\/(refusals|directory|conflict-pairs)/

/** Two at the same moment: an embedded database does one after the other anyway. */
const onServerAlone = ['src/api/twice.test.ts']

/** The suites that touch the database, found by what they import: none can be forgotten. */
const onDatabase = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.test\.tsx?$/.test(file) && !onOneDatabase.test(file))
  .filter((file) => readFileSync(join(root, file), 'utf8').includes("/database.ts'"))

export default defineConfig({
  test: {
    // Two at a time: each embedded database takes 300 MB.
    maxWorkers: 2,
    // Files that one worker runs share what they import: reading it anew for each took a fifth of the whole time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'embedded', include, exclude: [...configDefaults.exclude, ...onServerAlone] } },
      { extends: true, test: { name: 'postgres', include: onDatabase, globalSetup: 'test/postgres.ts' } },
    ],
  },
})
