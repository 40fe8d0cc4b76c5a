import type { Reader } from '../reader.ts'

/** What a reader must know of how sure a statement is; nothing where it was read in the text and is settled. */
export function marksOf({ confidence, settled }: { confidence?: string; settled?: boolean }, { t }: Reader): string[] {
  return [
    ...(confidence === 'unconfirmed' ? [t.routes.unconfirmed] : []),
    ...(confidence === 'secondary' ? [t.routes.secondary] : []),
    ...(settled === false ? [t.routes.unsettled] : []),
  ]
}
