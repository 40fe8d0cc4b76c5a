/** How PostgreSQL's text for a value becomes ours, by type number (pg_type.oid): one table for both drivers. */
export const readers: Readonly<Record<number, (text: string) => unknown>> = {
  17: (text) => Uint8Array.fromHex(text.slice(2)), // bytea
  20: readWhole, // int8
  114: (text) => JSON.parse(text), // json
  1082: (text) => text, // date
  1184: readInstant, // timestamptz
  1700: (text) => text, // numeric
  3802: (text) => JSON.parse(text), // jsonb
}

function readWhole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`A whole number too large to be exact: ${text}`)
  return value
}

/** `2026-11-21 10:00:00.123456+00` → `2026-11-21T10:00:00.123Z`, whatever zone the session speaks in. */
function readInstant(text: string): string {
  // Most are written in UTC already, and there are dozens on a page.
  if (text.endsWith('+00') && text.charCodeAt(10) === SPACE && text.charCodeAt(4) === HYPHEN) {
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`
  }
  const found = /^(\S+) ([\d:.]+)([+-]\d\d)(:\d\d)?$/.exec(text)
  // `infinity` is no moment, and stays the word it is.
  if (!found) return text
  const [, date, time, offset, minutes = ':00'] = found
  return new Date(`${date}T${time}${offset}${minutes}`).toISOString()
}

const SPACE = 32
const HYPHEN = 45
