import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../examples/proposals/', import.meta.url))

/** The proposals this copy came with, as examples to begin from: name and text, in the order of their names. */
export async function readExamples(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(
    names.map(async (name) => ({ name: name.replace(/\.yaml$/, ''), text: await readFile(folder + name, 'utf8') })),
  )
}
