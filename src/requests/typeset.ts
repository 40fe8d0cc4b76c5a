import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { RequestError } from './errors.ts'

const require = createRequire(import.meta.url)
const cjk = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const fonts = [join(cjk, '400Regular'), join(cjk, '700Bold')]

let shared: NodeCompiler | undefined
const compiler = () => {
  shared ??= NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: fonts }] })
  return shared
}

/**
 * A document as a PDF: tagged and archival (PDF/A-2a; 3a where the template attaches a file), its text searchable.
 * `template` is a .typ file of this folder or below; what is printed lies beside it as JSON of the same name, in memory
 * only, and is never read as markup. The same data printed at the same moment give the same bytes. Throws `invalid` / `not_printable` where a character has no glyph
 * in any font at hand, since a paper that lost a letter must not be signed.
 */
export function typeset(
  template: string,
  data: unknown,
  at: Temporal.Instant,
  pdfStandard: 'a-2a' | 'a-3a' = 'a-2a',
): Uint8Array<ArrayBuffer> {
  const beside = join(dirname(template), `${basename(template, '.typ')}.json`)
  compiler().mapShadow(beside, Buffer.from(JSON.stringify(data)))
  const made = compiler().compile({ mainFilePath: template })
  const document = made.result
  if (!document) throw notPrintable(JSON.stringify(made.takeError()?.shortDiagnostics ?? ''))
  try {
    const creationTimestamp = Math.floor(at.epochMilliseconds / 1000)
    return new Uint8Array(compiler().pdf(document, { pdfStandard, creationTimestamp }))
  } catch (cause) {
    const [, glyph] = /the text `"?(.+?)"?` could not be displayed/.exec(String(cause)) ?? []
    throw notPrintable(
      glyph ? `there is no glyph for ${glyph.replaceAll('\\', '')}` : 'the typesetter refused it',
      cause,
    )
  } finally {
    compiler().evictCache(5)
  }
}

const notPrintable = (why: string, cause?: unknown) =>
  new RequestError('invalid', 'not_printable', `This cannot be printed: ${why}`, { cause })
