import { promisify } from 'node:util'
import { inflate } from 'node:zlib'

/** What a PDF is made of (ISO 32000-1, 7.3). Names and operators are text, strings are bytes. */
export type Value = number | boolean | null | Name | Operator | Buffer | Reference | readonly Value[] | Dictionary
export type Dictionary = ReadonlyMap<string, Value>
class Name {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
export class Operator {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
class Reference {
  readonly to: number
  constructor(to: number) {
    this.to = to
  }
}

export const isDictionary = (value: Value | undefined): value is Dictionary => value instanceof Map
export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)
export const nameIn = (value: Value | undefined): string | undefined => (value instanceof Name ? value.name : undefined)

/** Deeper than any file that is one goes. */
const DEEPEST = 40
const BLANK = /[\0\t\n\f\r ]/
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]/

/** Reads one value after another; what is broken ends the reading, never the process. */
export class Lexer {
  readonly text: string
  at: number
  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  /** The next value; undefined at the end and where a list or dictionary ends. */
  next(depth = 0): Value | undefined {
    this.#skip()
    const sign = this.text[this.at]
    if (sign === undefined || depth > DEEPEST) return undefined
    if (sign === '(') return this.#string()
    if (sign === '/')
      return new Name(
        this.#word(++this.at).replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      )
    if (this.text.startsWith('<<', this.at)) return this.#dictionary(depth)
    if (sign === '<') return this.#hex()
    if (sign === '[') return this.#list(depth)
    if (sign === ']' || sign === '>' || sign === ')' || sign === '{' || sign === '}') {
      this.at += this.text.startsWith('>>', this.at) ? 2 : 1
      return undefined
    }
    return this.#other()
  }

  #skip(): void {
    for (;;) {
      while (BLANK.test(this.text[this.at] ?? '')) this.at++
      if (this.text[this.at] !== '%') return
      while (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at] ?? '')) this.at++
    }
  }

  #word(from: number): string {
    while (REGULAR.test(this.text[this.at] ?? '')) this.at++
    return this.text.slice(from, this.at)
  }

  #other(): Value {
    const word = this.#word(this.at)
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return new Operator(word)
    const reference = /^ (\d{1,5}) R(?![A-Za-z])/.exec(this.text.slice(this.at, this.at + 10))
    if (!reference || !/^\d{1,7}$/.test(word)) return Number(word)
    this.at += reference[0].length
    return new Reference(Number(word))
  }

  #string(): Buffer {
    const bytes: number[] = []
    let open = 1
    for (this.at++; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at] ?? ''
      if (sign === '\\') bytes.push(...this.#escaped())
      else {
        if (sign === '(') open++
        if (sign === ')' && --open === 0) break
        bytes.push(sign.charCodeAt(0))
      }
    }
    this.at++
    return Buffer.from(bytes)
  }

  #escaped(): number[] {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))
    if (octal) {
      this.at += octal[0].length
      return [Number.parseInt(octal[0], 8) & 255]
    }
    const sign = this.text[++this.at] ?? ''
    if (sign === '\r' || sign === '\n') return []
    return [
      ('nrtbf'.includes(sign) && sign !== '' ? ('\n\r\t\b\f'['nrtbf'.indexOf(sign)] ?? sign) : sign).charCodeAt(0) &
        255,
    ]
  }

  #hex(): Buffer {
    const end = this.text.indexOf('>', this.at)
    const digits = this.text.slice(this.at + 1, end < 0 ? this.text.length : end).replace(/[^0-9a-f]/gi, '')
    this.at = end < 0 ? this.text.length : end + 1
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
  }

  #list(depth: number): Value[] {
    this.at++
    const values: Value[] = []
    for (let value = this.next(depth + 1); value !== undefined; value = this.next(depth + 1)) values.push(value)
    return values
  }

  #dictionary(depth: number): Dictionary {
    this.at += 2
    const values = new Map<string, Value>()
    for (;;) {
      const key = this.next(depth + 1)
      if (!(key instanceof Name)) return values
      const value = this.next(depth + 1)
      if (value === undefined) return values
      values.set(key.name, value)
    }
  }
}

interface Placed {
  readonly value: Value
  /** Of a stream. */
  readonly bytes?: Buffer
}

export interface Objects {
  readonly all: ReadonlyMap<number, Placed>
  /** The last dictionary at the end of the file, or of a cross-reference stream. */
  readonly trailer: Dictionary
  /** A reference followed once; anything else is itself. */
  resolve(value: Value | undefined): Value | undefined
  /** A stream unpacked; undefined where it is none, is packed in a way that is not read, or is too large. */
  stream(value: Value | undefined): Promise<Buffer | undefined>
}

const MOST_OBJECTS = 50_000
/** Of one stream unpacked, and of all of them together. */
const LARGEST = 4 * 1024 * 1024
const LARGEST_TOGETHER = 16 * 1024 * 1024
/** How many signs are read beyond those of the file: a file whose objects lie in one another ends here. */
const READ_AGAIN = 16 * 1024 * 1024

const inflated = promisify<Buffer, { maxOutputLength: number; finishFlush?: number }, Buffer>(inflate)

/** The objects of a PDF wherever they stand, so that a broken table of them hides nothing. */
export async function objectsIn(file: Buffer): Promise<Objects> {
  const text = file.toString('latin1')
  const all = new Map<number, Placed>()
  let trailer: Dictionary = new Map()
  let left = LARGEST_TOGETHER
  let signs = file.length + READ_AGAIN
  const valueAt = (lexer: Lexer) => {
    const start = lexer.at
    const value = signs > 0 ? lexer.next() : undefined
    signs -= lexer.at - start
    return value
  }
  const resolve = (value: Value | undefined) => (value instanceof Reference ? all.get(value.to)?.value : value)
  const unpacked = async ({ value, bytes }: Placed): Promise<Buffer | undefined> => {
    if (!bytes || !isDictionary(value)) return undefined
    const filter = [resolve(value.get('Filter'))].flat().flatMap((one) => nameIn(resolve(one)) ?? [])
    if (filter.length === 0 && bytes.length <= left) {
      left -= bytes.length
      return bytes
    }
    if (filter.length !== 1 || filter[0] !== 'FlateDecode' || left <= 0) return undefined
    try {
      const plain = await inflated(bytes, { maxOutputLength: Math.min(LARGEST, left), finishFlush: 2 })
      left -= plain.length
      return plain
    } catch {
      return undefined
    }
  }
  const lastEnd = text.lastIndexOf('endstream')
  for (const { 0: mark, 1: number, index } of text.matchAll(/(?<!\d)(\d{1,7})[ \r\n]\d{1,5}[ \r\n]+obj\b/g)) {
    if (all.size >= MOST_OBJECTS) break
    const lexer = new Lexer(text, index + mark.length)
    const value = valueAt(lexer)
    if (value === undefined) continue
    const begins = /^\s{0,4}stream\r?\n?/.exec(text.slice(lexer.at, lexer.at + 20))
    if (!begins || !isDictionary(value)) {
      all.set(Number(number), { value })
      continue
    }
    const from = lexer.at + begins[0].length
    const length = resolve(value.get('Length'))
    const said =
      typeof length === 'number' && text.startsWith('endstream', from + length + blanksAt(text, from + length))
    const end = said ? from + Number(length) : from > lastEnd ? -1 : text.indexOf('endstream', from)
    all.set(Number(number), { value, bytes: file.subarray(from, end < 0 ? undefined : end) })
    if (nameIn(value.get('Type')) === 'XRef') trailer = new Map([...trailer, ...value])
  }
  for (const { index } of text.matchAll(/\btrailer\b/g)) {
    const value = valueAt(new Lexer(text, index + 'trailer'.length))
    if (isDictionary(value)) trailer = new Map([...trailer, ...value])
  }
  for (const packed of [...all.values()]) {
    if (!isDictionary(packed.value) || nameIn(packed.value.get('Type')) !== 'ObjStm') continue
    const [plain, first] = [await unpacked(packed), packed.value.get('First')]
    if (!plain || typeof first !== 'number') continue
    const inner = plain.toString('latin1')
    const heads = inner.slice(0, first).trim().split(/\s+/).map(Number)
    for (let i = 0; i + 1 < heads.length && all.size < MOST_OBJECTS; i += 2) {
      const [number = Number.NaN, at = Number.NaN] = heads.slice(i, i + 2)
      const value = Number.isInteger(at) ? valueAt(new Lexer(inner, first + at)) : undefined
      if (Number.isInteger(number) && value !== undefined && !all.has(number)) all.set(number, { value })
    }
  }
  const stream = async (value: Value | undefined) => {
    const placed = value instanceof Reference ? all.get(value.to) : undefined
    return placed && unpacked(placed)
  }
  return { all, trailer, resolve, stream }
}

const blanksAt = (text: string, at: number): number => /^\s{0,2}/.exec(text.slice(at, at + 2))?.[0].length ?? 0
