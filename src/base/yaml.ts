import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLParseError } from 'yaml'

/** Why a text is no YAML that is read here. */
export class YamlError extends Error {
  override readonly name = 'YamlError'
  /** The library's word for it; `ALIAS` for what refers to elsewhere too often, `COLLECTION_AS_KEY` for a field without a plain name. */
  readonly code: YAMLParseError['code'] | 'ALIAS' | 'COLLECTION_AS_KEY'
  readonly line: number | undefined

  constructor(code: YamlError['code'], message: string, line?: number, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.line = line
  }
}

export interface YamlText {
  readonly value: unknown
  readonly document: Document
  /** The line, from 1, on which the character of this number stands. */
  readonly lineAt: (offset: number) => number
}

/**
 * Reads a text of one document. Aliases stand for something at most `aliases` times, so that a small text cannot stand for a
 * large one, and only plain words name fields: what a list or a map as a name would be written out as grows with the power of
 * its depth. Throws `YamlError`.
 */
export function parseYaml(text: string, aliases: number): YamlText {
  const lines = new LineCounter()
  const lineAt = (offset: number) => lines.linePos(offset).line
  // Without the words of each error: writing them takes a hostile text minutes.
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', logLevel: 'error', prettyErrors: false })
  const [error] = document.errors
  if (error) throw new YamlError(error.code, error.message, lineAt(error.pos[0]), { cause: error })
  let alias: number | undefined
  visit(document, {
    Alias: (_, { range }) => {
      alias ??= range?.[0]
    },
    Pair: (_, { key, value }) => {
      if (key === null || isScalar(key)) return
      const at = (key as { range?: readonly number[] } | undefined)?.range?.[0] ?? (value as typeof document.contents)?.range?.[0]
      throw new YamlError('COLLECTION_AS_KEY', 'the name of a field is a word', at === undefined ? undefined : lineAt(at))
    },
  }) // biome-ignore format: short
  try {
    return { value: document.toJS({ maxAliasCount: aliases }), document, lineAt }
  } catch (cause) {
    throw new YamlError('ALIAS', 'it refers to itself too often', alias === undefined ? undefined : lineAt(alias), {
      cause,
    })
  }
}
