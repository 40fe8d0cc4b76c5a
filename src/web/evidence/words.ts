import type { Reader } from '../reader.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A size in bytes in the unit a person would say it in: `1.2 MB`. */
export function sizeInWords(bytes: number, { tag }: Pick<Reader, 'tag'>): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const format = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  })
  return format.format(bytes / 1000 ** step)
}

/** How long nobody is recorded to have touched a thing, to the second; the two largest units are enough from an hour on. */
export function gapInWords(seconds: number, reader: Pick<Reader, 'tag' | 't'>): string {
  if (seconds < 1) return reader.t.evidence.atOnce
  const whole = Math.floor(seconds)
  const parts = {
    days: Math.floor(whole / 86_400),
    hours: Math.floor(whole / 3_600) % 24,
    minutes: Math.floor(whole / 60) % 60,
    seconds: whole % 60,
  }
  return new Intl.DurationFormat(reader.tag, { style: 'long' }).format(parts)
}

/** An instant to the second, as a record of hands needs it. */
export function toTheSecond(instant: string, { tag, zone }: Pick<Reader, 'tag' | 'zone'>): string {
  return new Intl.DateTimeFormat(tag, {
    year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone, timeZoneName: 'short',
  }).format(new Date(instant)) // biome-ignore format: one line of words
}
