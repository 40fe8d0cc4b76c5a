/**
 * A text of French, with all in it, as a page sets it: a double sign stays on the line of its word. The sources, here and
 * in the law base, are written with plain spaces.
 */
export function typeset<T>(text: T): T
export function typeset(text: unknown): unknown {
  if (typeof text === 'string') return text.replace(/ (?=[:;?!»])/g, '\u00a0').replaceAll('« ', '«\u00a0')
  if (typeof text === 'function') return (...given: unknown[]) => typeset(text(...given))
  if (Array.isArray(text)) return text.map(typeset)
  if (typeof text !== 'object' || text === null) return text
  return Object.fromEntries(Object.entries(text).map(([key, below]) => [key, typeset(below)]))
}
