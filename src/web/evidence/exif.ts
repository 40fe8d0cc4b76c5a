import { type Fact, fact } from './facts.ts'

/** The most entries one directory is read to; a camera writes some sixty. */
const MOST_ENTRIES = 200
const LONGEST = 200

const names: Readonly<Record<number, string>> = {
  271: 'make', 272: 'model', 305: 'software', 306: 'changed', 315: 'artist', 34665: 'exif', 34853: 'gps',
  36867: 'taken', 36881: 'offset', 42033: 'serial', 42036: 'lens',
} // biome-ignore format: the tags of Exif 2.32 that are read
const places: Readonly<Record<number, string>> = { 1: 'northSouth', 2: 'latitude', 3: 'eastWest', 4: 'longitude' }

type Tags = Readonly<Record<string, string | readonly number[]>>

/** What a picture says of itself (Exif 2.32 in JPEG, PNG or WebP) and how large it is; nothing where it says nothing. */
export function pictureFacts(bytes: Buffer): Fact[] {
  const tags = tagsIn(exifOf(bytes))
  const text = (name: string) => (typeof tags[name] === 'string' ? tags[name] : undefined)
  const camera = [text('make'), text('model')].filter(Boolean)
  const [make = '', model = ''] = camera
  return [
    ...fact('measures', measures(bytes)),
    ...fact('taken', moment(text('taken'), text('offset'))),
    ...fact('place', placeOf(tags)),
    ...fact('camera', model.startsWith(make) && model !== '' ? model : camera.join(' ')),
    ...fact('serial', text('serial')),
    ...fact('software', text('software')),
    ...fact('author', text('artist')),
    ...fact('changed', moment(text('changed'))),
  ]
}

/** The TIFF structure that holds the tags; empty where there is none. */
function exifOf(bytes: Buffer): Buffer {
  const none = bytes.subarray(0, 0)
  if (bytes.readUInt16BE(0) === 0xffd8) {
    for (const { marker, at, end } of segments(bytes))
      if (marker === 0xe1 && bytes.toString('latin1', at, at + 6) === 'Exif\0\0') return bytes.subarray(at + 6, end)
    return none
  }
  const at = bytes.indexOf(bytes.toString('latin1', 0, 4) === 'RIFF' ? 'EXIF' : 'eXIf', 8, 'latin1')
  return at < 0 ? none : bytes.subarray(at + (bytes.toString('latin1', 0, 4) === 'RIFF' ? 8 : 4))
}

/** The segments of a JPEG before its picture. */
function* segments(bytes: Buffer): Iterable<{ marker: number; at: number; end: number }> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xda) return
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) return
    yield { marker, at: at + 4, end: at + 2 + length }
    at += 2 + length
  }
}

function measures(bytes: Buffer): string | undefined {
  if (bytes.toString('latin1', 1, 4) === 'PNG' && bytes.length >= 24)
    return `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`
  if (bytes.readUInt16BE(0) !== 0xffd8) return undefined
  for (const { marker, at } of segments(bytes)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && at + 5 <= bytes.length) return `${bytes.readUInt16BE(at + 3)} × ${bytes.readUInt16BE(at + 1)}`
  }
  return undefined
}

function tagsIn(tiff: Buffer): Tags {
  if (tiff.length < 8) return {}
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return {}
  const short = (at: number) =>
    at < 0 || at + 2 > tiff.length ? 0 : order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const long = (at: number) =>
    at < 0 || at + 4 > tiff.length ? 0 : order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  const directory = (start: number, wanted: Readonly<Record<number, string>>): Record<string, string | number[]> => {
    const found: Record<string, string | number[]> = {}
    const count = start < 8 ? 0 : Math.min(short(start), MOST_ENTRIES)
    for (let i = 0; i < count; i++) {
      const at = start + 2 + i * 12
      const name = wanted[short(at)]
      if (name === undefined) continue
      const [type, many] = [short(at + 2), Math.min(long(at + 4), LONGEST)]
      if (type === 2) found[name] = textAt(many > 4 ? long(at + 8) : at + 8, many)
      else if (type === 4) found[name] = [long(at + 8)]
      else if (type === 5)
        found[name] = Array.from({ length: Math.min(many, 3) }, (_, n) => ratio(long(at + 8) + n * 8))
    }
    return found
  }
  const textAt = (at: number, length: number) =>
    tiff
      .toString('utf8', at, at + length)
      .replace(/\0.*$/s, '')
      .trim()
  const ratio = (at: number) => long(at) / long(at + 4)
  const first = directory(long(4), names)
  const [exif] = first.exif ?? []
  const [gps] = first.gps ?? []
  return {
    ...first,
    ...(typeof exif === 'number' ? directory(exif, names) : {}),
    ...(typeof gps === 'number' ? directory(gps, places) : {}),
  }
}

/** `2011:09:05 12:00:00` as ISO 8601; without an offset it is the clock of the camera, and no moment. */
function moment(text = '', offset = ''): string | undefined {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text) ?? []
  if (year === undefined) return undefined
  return `${year}-${month}-${day}T${time}${/^[+-]\d\d:\d\d$/.test(offset) ? offset : ''}`
}

/** Degrees, as a map takes them. */
function placeOf(tags: Tags): string | undefined {
  const degrees = (name: string, side: string, negative: string, most: number) => {
    const [whole = Number.NaN, minutes = 0, seconds = 0] = typeof tags[name] === 'object' ? tags[name] : []
    const value = (whole + minutes / 60 + seconds / 3600) * (tags[side] === negative ? -1 : 1)
    return Math.abs(value) <= most ? value.toFixed(5) : undefined
  }
  const [latitude, longitude] = [degrees('latitude', 'northSouth', 'S', 90), degrees('longitude', 'eastWest', 'W', 180)]
  return latitude === undefined || longitude === undefined ? undefined : `${latitude}, ${longitude}`
}
