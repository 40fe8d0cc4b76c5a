import { LawError } from '../errors.ts'
import { type ContentKind, kindsOf } from './contents.ts'

/** The first values of a field are all looked at, of the rest one in so many: kinds of content do not hide in a column. */
const ALL_OF = 2_000
const ONE_IN = 64
const FIELDS = 10_000

/** What was seen in one field. */
export interface Field {
  readonly name: string
  /** Values that are not empty, and those of them looked at. */
  readonly filled: number
  readonly seen: number
  readonly kinds: ReadonlyMap<ContentKind, number>
  /** Values looked at that hold one of the words asked for, by sign. */
  readonly words: ReadonlyMap<string, number>
}

interface Counted extends Field {
  filled: number
  seen: number
  readonly kinds: Map<ContentKind, number>
  readonly words: Map<string, number>
}

/** Words by sign, matched anywhere in a value. */
export type Words = ReadonlyMap<string, RegExp>

/**
 * Reads records one by one and keeps counts alone: its memory depends on the fields, not on the records. A nested value
 * is a field of its own (`holder.phone`); members of a list count for the list.
 */
export class Inventory {
  readonly #fields = new Map<string, Counted>()
  readonly #words: Words
  records = 0

  constructor(words: Words) {
    this.#words = words
  }

  get fields(): Field[] {
    return [...this.#fields.values()]
  }

  /** Throws `bad_record` for what is no record, and where there are more fields than any table has. */
  add(record: unknown): void {
    if (record === null || typeof record !== 'object' || Array.isArray(record))
      throw new LawError('invalid', 'bad_record', `Record ${this.records + 1} is no set of named fields`)
    this.records++
    this.#walk(record as Record<string, unknown>, '', 0)
  }

  #walk(record: Readonly<Record<string, unknown>>, above: string, depth: number): void {
    for (const [name, value] of Object.entries(record)) this.#read(above + name, value, depth)
  }

  #read(name: string, value: unknown, depth: number): void {
    if (value === null || value === undefined || value === '') return
    if (typeof value === 'object') {
      // What lies deeper is read as one text, so that nothing goes unseen.
      if (depth >= 4) this.#count(name, JSON.stringify(value))
      else if (Array.isArray(value)) for (const one of value) this.#read(name, one, depth + 1)
      else this.#walk(value as Record<string, unknown>, `${name}.`, depth + 1)
      return
    }
    this.#count(name, typeof value === 'string' ? value : String(value))
  }

  #count(name: string, value: string): void {
    let field = this.#fields.get(name)
    if (!field) {
      if (this.#fields.size >= FIELDS)
        throw new LawError('invalid', 'bad_record', `There are more than ${FIELDS} fields`)
      field = { name, filled: 0, seen: 0, kinds: new Map(), words: new Map() }
      this.#fields.set(name, field)
    }
    field.filled++
    if (field.filled > ALL_OF && field.filled % ONE_IN !== 0) return
    field.seen++
    for (const kind of kindsOf(value)) field.kinds.set(kind, (field.kinds.get(kind) ?? 0) + 1)
    const text = value.length > 1_000 ? value.slice(0, 1_000) : value
    for (const [sign, pattern] of this.#words)
      if (pattern.test(text)) field.words.set(sign, (field.words.get(sign) ?? 0) + 1)
  }
}
