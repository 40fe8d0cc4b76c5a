import { createHash } from 'node:crypto'
import pg from 'pg'

/** How many statements every connection of this process may keep: each takes memory of the server. */
const KEPT = 300
const SEEN = 2_000

/**
 * Connections to one server that keep statements which are asked again, with their plans: reading and planning a statement
 * takes the server longer than running a small one.
 */
export function keepingClient(): typeof pg.Client {
  /** Names of what was asked twice, by its text: the same on every connection. */
  const names = new Map<string, string>()
  const seen = new Set<string>()

  /**
   * The name under which a connection keeps this statement; undefined for what was asked once, and for what reads all columns,
   * since a server refuses it once a newer version has added one.
   */
  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known || names.size >= KEPT) return known
    if (!/^[\s(]*(select|insert|update|delete|with)\b/i.test(text)) return undefined
    if (/(?:\b(?:select|returning)\s|\.|,)\s*\*|\.\*/i.test(text)) return undefined
    if (!seen.has(text)) {
      if (seen.size >= SEEN) seen.clear()
      seen.add(text)
      return undefined
    }
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
    names.set(text, name)
    return name
  }

  return class extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: the driver's twelve ways of asking, of which one is ours
    override query(asked: any, values?: any, ...rest: any[]): any {
      const name = typeof asked === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(asked) : undefined
      // biome-ignore lint/suspicious/noExplicitAny: as above
      const query = super.query as (...given: any[]) => any
      return name === undefined
        ? query.call(this, asked, values, ...rest)
        : query.call(this, { name, text: asked, values }, ...rest)
    }
  }
}
