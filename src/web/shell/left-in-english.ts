const word = /[\p{L}\p{N}]+/gu
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const written = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

/** What holds plain text alone, a tag, or text between tags. */
const pieces = /<(title|option|textarea|script|style|svg)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g

/** The page with `lang="en"` around the texts of the law that nobody has translated, so that they are read out as what they are. */
export function leftInEnglish(html: string, texts: ReadonlySet<string>): string {
  if (texts.size === 0) return html
  const byFirstWord = new Map<string, string[]>()
  for (const text of [...texts].map(written).sort((a, b) => b.length - a.length)) {
    const first = text.match(word)?.[0]
    if (first === undefined) continue
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), text.slice(text.indexOf(first))])
  }
  return html.replace(pieces, (piece) => (piece.startsWith('<') ? piece : marked(piece, byFirstWord)))
}

function marked(piece: string, byFirstWord: ReadonlyMap<string, readonly string[]>): string {
  let done = 0
  let out = ''
  for (const { 0: first, index } of piece.matchAll(word)) {
    if (index < done) continue
    const text = byFirstWord
      .get(first)
      ?.find((one) => piece.startsWith(one, index) && endsThere(piece, index + one.length))
    if (text === undefined) continue
    out += `${piece.slice(done, index)}<span lang="en">${text}</span>`
    done = index + text.length
  }
  return out + piece.slice(done)
}

const endsThere = (piece: string, at: number) => !/^[\p{L}\p{N}]/u.test(piece.slice(at, at + 1))
