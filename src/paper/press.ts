import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** A paper to be set; see `typeset`. */
export interface Job {
  readonly id: number
  readonly template: string
  readonly json: string
  readonly seconds: number
  readonly pdfStandard: 'a-2a' | 'a-3a'
}
/** The paper, or why it cannot be set; and how much memory the press holds since, in bytes. */
export type Proof = { readonly id: number; readonly held: number } & (
  | { readonly pdf: Uint8Array }
  | { readonly refused: string }
)

const require = createRequire(import.meta.url)
const cjk = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const fonts = [join(cjk, '400Regular'), join(cjk, '700Bold')]
/** For so many papers a box set once need not be set again: about as many as there are forms. */
const remembered = 30

const compiler = NodeCompiler.create({ workspace: dirname(import.meta.dirname), fontArgs: [{ fontPaths: fonts }] })

function set({ template, json, seconds, pdfStandard }: Job): { pdf: Uint8Array } | { refused: string } {
  compiler.mapShadow(join(dirname(template), `${basename(template, '.typ')}.json`), Buffer.from(json))
  try {
    const made = compiler.compile({ mainFilePath: template })
    const document = made.result
    if (!document) return { refused: JSON.stringify(made.takeError()?.shortDiagnostics ?? '') }
    return { pdf: compiler.pdf(document, { pdfStandard, creationTimestamp: seconds }) }
  } catch (cause) {
    return { refused: String(cause) }
  } finally {
    compiler.evictCache(remembered)
  }
}

// Runs as a process of its own, for `typeset` alone, and ends with it.
process.on('message', (job: Job) => process.send?.({ id: job.id, ...set(job), held: process.memoryUsage.rss() }))
process.on('disconnect', () => process.exit())
