import { PaperError } from './errors.ts'
import { typeset } from './typeset.ts'

/** As `typeset`, but a sign without a glyph is printed by its number: whoever named a file may have used any sign there is, and none may be lost. */
export async function typesetWhole(
  template: string,
  data: unknown,
  at: Temporal.Instant,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await typeset(template, data, at)
  } catch (error) {
    if (!(error instanceof PaperError)) throw error
    return typeset(template, JSON.parse(printable(JSON.stringify(data))), at)
  }
}

const printable = (text: string): string =>
  text.replace(
    /[^\x20-\x7e\u00a0-\u017f\u2010-\u2027\p{Script=Han}\p{Script=Greek}\p{Script=Cyrillic}\u3000-\u303f\uff00-\uffef]/gu,
    (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
