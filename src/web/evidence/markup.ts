/** What a reader never sees as text. */
const silent = new Set(['script', 'style', 'head', 'title', 'template'])
const breaks = new Set(['br', '/p', '/div', '/tr', '/li', '/h1', '/h2', '/h3', '/table', '/ul', '/ol', 'hr'])

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/**
 * The text in markup, to be shown as text: it is read once from front to back, so that nothing hostile takes longer than
 * its length. Whatever it holds stays text; a page escapes it like any other.
 */
export function textInMarkup(markup: string): string {
  const lower = markup.toLowerCase()
  let text = ''
  for (let at = 0; at < markup.length; ) {
    const open = markup.indexOf('<', at)
    text += markup.slice(at, open < 0 ? markup.length : open)
    if (open < 0) break
    const comment = lower.startsWith('<!--', open)
    const close = markup.indexOf(comment ? '-->' : '>', open)
    if (close < 0) break
    const tag = /^<(\/?[a-z0-9]+)/.exec(lower.slice(open, open + 20))?.[1] ?? ''
    const end = silent.has(tag) ? lower.indexOf(`</${tag}`, close) : close + (comment ? 3 : 1)
    if (end < 0) break
    if (breaks.has(tag)) text += '\n'
    at = end
  }
  const lines = text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, decoded).split(/\r?\n/)
  const tidy = lines.map((line) => line.replace(/\s+/g, ' ').trim())
  return tidy
    .filter((line, i) => line !== '' || tidy[i - 1] !== '')
    .join('\n')
    .trim()
}

function decoded(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return Number.isInteger(code) && code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : ''
}
