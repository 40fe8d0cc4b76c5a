import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { caseShapes, type Found } from '../case-shapes.ts'
import { type Case, compare } from './case.ts'

/** Graphs of the CASE community, and in `expected.json` how many results of each severity the shapes in `ontology/` have for each. */
export async function* cases(folder: string): AsyncIterable<Case> {
  const expected: Record<string, Found> = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8'))
  const shapes = caseShapes(join(folder, 'ontology'))
  for (const [name, { violations, warnings, infos }] of Object.entries(expected)) {
    const found = await shapes.judge(await readFile(join(folder, name), 'utf8')).catch(String)
    yield compare(name, { violations, warnings, infos }, found)
  }
}
