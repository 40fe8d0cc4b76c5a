import { type Box, lastOf, type ReviewFile } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'

/** What the holder wrote on its form to a point of the law: the boxes that cite it. */
export function heldOn({ entries }: ReviewFile, cite: string, reader: Reader): { label: string; text: string }[] {
  const boxes = lastOf(entries, 'objection')?.body.form?.sections.flatMap((section) => section.boxes) ?? []
  return boxes.flatMap((box) => {
    if (box.value === undefined || !cites(box.cite, cite)) return []
    return [{ label: reader.law(box.label), text: wordsOf(box, reader) }]
  })
}

/** `Art 17(6)(a), 17(7)` cites `Art 17(6)(a)`. */
const cites = (written: string | undefined, cite: string): boolean =>
  (written ?? '').split(/,\s*/).some((one) => cite === one || cite.endsWith(` ${one}`))

function wordsOf({ value, options = [] }: Box, reader: Reader): string {
  const texts = Array.isArray(value) ? value.map(String) : [String(value)]
  return reader.list(texts.map((text) => reader.law(options.find(({ id }) => id === text)?.label ?? text)))
}

/** What the authority whose order it is said to the point with this number. */
export function saidOn({ entries }: ReviewFile, factor: number): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'brought' && entry.kind !== 'response') return []
    return entry.body.points.filter((point) => point.factor === factor).map(({ text }) => text)
  })
}
