/** What a cell of a published table can stand for: a number, bounds, or nothing that is told. */
export interface Cell {
  /** Equal where it is a number; null where it is not known. */
  readonly least: number | null
  readonly most: number | null
  readonly kind: 'exact' | 'about' | 'band' | 'few' | 'untold' | 'unreadable'
  /** How the number is written, where that takes more than digits. */
  readonly style?: 'comma-thousands' | 'point-thousands' | 'other-thousands' | 'decimal-comma' | 'decimal-point'
}

const untold =
  /^(?:|-+|–|—|\.{2,3}|…|n\s*\/\s*a|na|nil|null|none|not (?:available|applicable|reported)|k\.\s?a\.|s\.\s?o\.|无|不适用)$/i
const few = /^(?:<|≤|&lt;|fewer than|less than|under|weniger als|moins de|少于|不足)\s*(\d+)$/i
const hidden = /^(?:\*+|x+|suppressed|withheld|redacted|not told|c)$/i
const number = String.raw`\d[\d.,'’\u00a0\u202f ]*`
const band = new RegExp(String.raw`^(${number})\s*(?:-|–|—|to|bis|à|至)\s*(${number})$`, 'i')
const above = new RegExp(String.raw`^(?:(?:>|≥|more than|over)\s*(${number})|(${number})\s*\+)$`, 'i')
const about = new RegExp(String.raw`^(?:~|≈|about|approx\.?|around|circa|ca\.?|c\.|rund|env\.|environ|约)\s*(${number})\s*([km]?)$`, 'i') // biome-ignore format: a pattern
const shortened = new RegExp(String.raw`^(${number})\s*([km])$`, 'i')

const NOTHING = { least: null, most: null } as const

/** Reads a cell as a whole number. `decimal` is what stands before decimals there, where it is known. */
export const countIn = (text: string, decimal?: '.' | ','): Cell =>
  cellIn(text, (one) => whole(plain(one, decimal, true)))

/** Reads a cell as a share, in per cent. */
export function shareIn(text: string, { decimal, shares }: { decimal?: '.' | ',' | undefined; shares: 'percent' | 'fraction' }): Cell {
  const cell = cellIn(text.replace(/\s*[%％]\s*$/, ''), (one) => plain(one, decimal, false))
  const scale = shares === 'fraction' && !/[%％]\s*$/.test(text) ? 100 : 1
  const scaled = (value: number | null) => (value === null ? null : Math.round(value * scale * 1e6) / 1e6)
  return { ...cell, least: scaled(cell.least), most: scaled(cell.most) }
} // biome-ignore format: short

type Read = { readonly value: number; readonly style?: NonNullable<Cell['style']> } | undefined

function cellIn(written: string, read: (text: string) => Read): Cell {
  const text = written.replace(/[\u00a0\u202f\u2009]/g, ' ').trim()
  if (text.length > 60) return { ...NOTHING, kind: 'unreadable' }
  if (untold.test(text)) return { ...NOTHING, kind: 'untold' }
  if (hidden.test(text)) return { ...NOTHING, kind: 'few' }
  const fewer = few.exec(text)
  if (fewer) return { least: 0, most: Number(fewer[1]) - (/^(?:≤)/.test(text) ? 0 : 1), kind: 'few' }
  const exact = read(text)
  if (exact) return { least: exact.value, most: exact.value, kind: 'exact', ...(exact.style && { style: exact.style }) }
  const between = band.exec(text)
  if (between) {
    const [least, most] = [read((between[1] ?? '').trim()), read((between[2] ?? '').trim())]
    if (least && most && least.value <= most.value) return { least: least.value, most: most.value, kind: 'band' }
  }
  const more = above.exec(text)
  const least = more && read((more[1] ?? more[2] ?? '').trim())
  if (least) return { least: least.value, most: null, kind: 'band' }
  const rough = about.exec(text) ?? shortened.exec(text)
  if (rough) {
    const factor = { k: 1000, m: 1_000_000 }[rough[2]?.toLowerCase() ?? ''] ?? 1
    const value = plain((rough[1] ?? '').trim(), undefined, factor === 1)?.value
    // How far it may be off nobody said: nothing is reckoned with it.
    if (value !== undefined) return { ...NOTHING, kind: 'about' }
  }
  return { ...NOTHING, kind: 'unreadable' }
}

/** A number with the signs that group and part its digits. Where one sign could do either, a count groups and a share is not read. */
function plain(text: string, decimal: '.' | ',' | undefined, isCount: boolean): Read {
  if (/^\d{1,15}$/.test(text)) return { value: Number(text) }
  if (/^\d{1,3}(?:[ '’]\d{3})+$/.test(text)) return { value: digits(text), style: 'other-thousands' }
  const groups = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.exec(text)
  if (groups && groups[1] !== decimal && (decimal !== undefined || isCount || text.split(/[.,]/).length > 2))
    return { value: digits(text), style: groups[1] === ',' ? 'comma-thousands' : 'point-thousands' }
  if (groups && decimal === undefined) return undefined
  const parts = /^(\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d{1,15})([.,])(\d{1,15})$/.exec(text)
  if (!parts) return undefined
  const [, before = '', sign, after = ''] = parts
  if ((decimal !== undefined && sign !== decimal) || before.includes(sign ?? '')) return undefined
  const value = Number(`${digits(before)}.${after}`)
  return { value, style: sign === ',' ? 'decimal-comma' : 'decimal-point' }
}

const digits = (text: string) => Number(text.replaceAll(/\D/g, ''))

/** A count has no part of one; `2.0` is two. */
const whole = (read: Read): Read => {
  if (!read || !Number.isSafeInteger(read.value)) return undefined
  return read.style === 'decimal-point' ? { value: read.value } : read
}
