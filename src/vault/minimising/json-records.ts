import { VaultError } from '../errors.ts'
import { dayWithin, type Judgement, type Reading, type RecordSelection, type Source } from './selection.ts'

/**
 * Records as JSON: a list of objects, or one object after another, in memory that does not grow with them. What is kept is
 * written as it stood, sign by sign, so that no number loses a digit; what is left out has the number of its record. Throws
 * `not_readable` for what is no such file, `no_such_column` for a member no record has. Where the list stands within
 * something else, all that stands around it goes with what is kept, sign by sign.
 */
export const jsonRecords = (selection: RecordSelection): Reading => ({
  async *judge(source) {
    const wanted = [...(selection.columns ?? []), ...(selection.rows ? [selection.rows.column] : [])].map(folded)
    const missing = new Set(wanted)
    for await (const { text } of objectsIn(source.bytes(), around(selection))) {
      const members = membersOf(text)
      for (const { name } of members) missing.delete(folded(name))
      yield judged(members, selection)
    }
    for (const [i, name] of (selection.columns ?? []).entries())
      if (missing.has(folded(name))) throw noSuch(name, `columns.${i}`)
    const column = selection.rows?.column
    if (column !== undefined && missing.has(folded(column))) throw noSuch(column, 'rows.column')
  },
  async *part(source, fates, wanted) {
    const columns = new Set((selection.columns ?? []).map(folded))
    const isKept = ({ name }: Member) => columns.size === 0 || columns.has(folded(name))
    let [at, isList, written] = [-1, false, 0]
    const surroundings = around(selection)
    const begin = () => (wanted === 'kept' && surroundings?.before()) || '['
    for await (const { text, inList } of objectsIn(source.bytes(), surroundings)) {
      at++
      isList = inList
      const fate = fates[at]
      const members = membersOf(text)
      const numbered = (some: readonly Member[]) => objectOf([{ name: '#', raw: String(at + 1), own: '"#"' }, ...some])
      let line: string | undefined
      if (wanted === 'kept' && fate === 'kept') line = columns.size === 0 ? text : objectOf(members.filter(isKept))
      else if (wanted === 'privileged' && fate === 'privileged') line = text
      else if (wanted === 'left-out' && fate === 'left-out') line = numbered(members)
      else if (wanted === 'left-out' && fate === 'kept' && !members.every(isKept))
        line = numbered(members.filter((one) => !isKept(one)))
      if (line === undefined) continue
      yield encoder.encode(isList ? `${written === 0 ? begin() : ','}\n${line}` : `${line}\n`)
      written++
    }
    const end = wanted === 'kept' && surroundings ? surroundings.after() : ']\n'
    if (isList) yield encoder.encode(written === 0 ? `${begin()}${end}` : `\n${end}`)
  },
})

/** The members of each record, as they stand; one that is there twice is there twice. */
export async function* jsonMembers({
  bytes,
}: Pick<Source, 'bytes'>): AsyncIterable<readonly (readonly [string, unknown])[]> {
  for await (const { text } of objectsIn(bytes()))
    yield membersOf(text).map(({ name, raw }) => [name, JSON.parse(raw)] as const)
}

const encoder = new TextEncoder()
const folded = (text: string) => text.trim().toLowerCase()

const noSuch = (name: string, path: string) =>
  new VaultError('invalid', 'no_such_column', `No record has a member ‘${name}’`, { path })
const notReadable = (why: string, cause?: unknown) =>
  new VaultError('invalid', 'not_readable', `These are no records in JSON that can be read: ${why}`, {
    path: 'of',
    cause,
  })

function judged(members: readonly Member[], { rows, privileged = [] }: RecordSelection): Judgement {
  const named = new Set(privileged.map(folded))
  if (named.size > 0 && members.some(({ raw }) => leaves(JSON.parse(raw)).some((leaf) => named.has(folded(leaf)))))
    return { fate: 'privileged', isUndated: false }
  if (!rows) return { fate: 'kept', isUndated: false }
  const cells = members.filter(({ name }) => folded(name) === folded(rows.column)).map(({ raw }) => cellOf(raw))
  if (rows.among?.length) {
    const among = new Set(rows.among.map(folded))
    if (!cells.some((cell) => among.has(folded(cell)))) return { fate: 'left-out', isUndated: false }
  }
  if (rows.from === undefined && rows.until === undefined) return { fate: 'kept', isUndated: false }
  const within = dayWithin(cells.at(-1) ?? '', rows)
  return { fate: within ? 'kept' : 'left-out', isUndated: within === undefined }
}

const cellOf = (raw: string): string => (raw.startsWith('"') ? String(JSON.parse(raw)) : raw)

/** Every word and number in a value, however deep. */
function leaves(value: unknown): string[] {
  const open = [value]
  const found: string[] = []
  while (open.length > 0) {
    const one = open.pop()
    if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) open.push(inner)
    else found.push(String(one))
  }
  return found
}

interface Member {
  readonly name: string
  /** Its value as it stands in the file. */
  readonly raw: string
  /** Its name as it stands in the file. */
  readonly own: string
}

const objectOf = (members: readonly Member[]) => `{${members.map(({ own, raw }) => `${own}:${raw}`).join(',')}}`

/** The members of an object that is one, each as it stands; one that is there twice is there twice. */
function membersOf(text: string): Member[] {
  const members: Member[] = []
  const scan = scanner()
  let [start, colon] = [text.indexOf('{') + 1, -1]
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    const { depth, inText } = scan(sign)
    if (inText) continue
    if (depth === 1 && sign === ':' && colon < 0) colon = at
    const isEnd = (depth === 1 && sign === ',') || (depth === 0 && sign === '}')
    if (!isEnd) continue
    if (colon > 0) {
      const own = text.slice(start, colon).trim()
      members.push({ name: String(JSON.parse(own)), raw: text.slice(colon + 1, at).trim(), own })
    }
    ;[start, colon] = [at + 1, -1]
  }
  return members
}

/** Follows how deep a sign stands, and whether within a text. */
function scanner() {
  let [depth, inText, isEscaped] = [0, false, false]
  return (sign: string) => {
    if (inText) {
      if (isEscaped) isEscaped = false
      else if (sign === '\\') isEscaped = true
      else if (sign === '"') inText = false
      return { depth, inText: true }
    }
    if (sign === '"') inText = true
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    return { depth, inText: sign === '"' }
  }
}

/** Longer than any record of a return that is one, in characters. */
const LONGEST = 1024 * 1024

/** What stands around a list that lies within something else. */
interface Surroundings {
  /** Takes a sign of it; answers whether the list begins with it. */
  take(sign: string): boolean
  /** All of it up to the list and its bracket; all of it from the bracket that ends it. */
  before(): string
  after(): string
  /** Throws where it is no JSON that has the list, and has it once. */
  end(): void
}

/** Follows a JSON Pointer (RFC 6901) to a list; undefined where the file is the list itself. */
function around({ list = '' }: RecordSelection): Surroundings | undefined {
  if (list === '') return undefined
  const path = list.replace(/^\//, '').split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')) // biome-ignore format: one line
  const open: { isOn: boolean; isObject: boolean; key?: string }[] = []
  const scan = scanner()
  let [before, after, word, wasInText, isFound] = ['', '', '', false, false]

  const isTheList = (sign: string) => {
    const parent = open.at(-1)
    const isOn = parent === undefined || (parent.isOn && parent.isObject && parent.key === path[open.length - 1])
    if (sign === '[' && isOn && open.length === path.length) return true
    open.push({ isOn, isObject: sign === '{' })
    return false
  }
  return {
    take(sign) {
      if (isFound) after += sign
      else before += sign
      if (before.length + after.length > LONGEST) throw notReadable('what stands around the list is too long')
      const { inText } = scan(sign)
      if (inText) {
        word = wasInText ? word + sign : sign
        wasInText = true
        return false
      }
      wasInText = false
      const here = open.at(-1)
      if (sign === ':' && here?.isObject) here.key = nameOf(word)
      if (sign === '}' || sign === ']') open.pop()
      if (sign !== '{' && sign !== '[') return false
      if (!isTheList(sign)) return false
      if (isFound) throw notReadable('the list stands in it twice')
      isFound = true
      // Its own bracket closes it, and is taken here too.
      open.push({ isOn: false, isObject: false })
      return true
    },
    before: () => before,
    after: () => after,
    end() {
      if (!isFound) throw new VaultError('invalid', 'no_such_column', `There is no list at ‘${list}’`, { path: 'list' })
      try {
        JSON.parse(before.replace(/^\ufeff/, '') + after)
      } catch (cause) {
        throw notReadable('what stands around the list is broken', cause)
      }
    },
  }
}

const nameOf = (word: string): string => {
  try {
    return String(JSON.parse(word))
  } catch {
    return ''
  }
}

async function* objectsIn(
  bytes: AsyncIterable<Uint8Array>,
  around?: Surroundings,
): AsyncIterable<{ text: string; inList: boolean }> {
  let scan = scanner()
  let [text, count, isBegun, inList, isDone, wantsComma] = ['', 0, false, false, false, false]
  for await (const part of textOf(bytes)) {
    for (const sign of part) {
      if (around && (!isBegun || isDone)) {
        if (around.take(sign)) [isBegun, inList] = [true, true]
        continue
      }
      if (text === '') {
        if (/\s/.test(sign) || (sign === '\ufeff' && !isBegun)) continue
        if (isDone) throw notReadable('something stands after its end')
        if (!isBegun && sign === '[') [isBegun, inList] = [true, true]
        else if (inList && sign === ']' && (wantsComma || count === 0)) {
          isDone = true
          around?.take(sign)
        } else if (inList && sign === ',' && wantsComma) wantsComma = false
        else if (sign === '{' && !(inList && wantsComma)) {
          isBegun = true
          text = sign
          scan = scanner()
          scan(sign)
        } else throw notReadable('it is neither a list of objects nor one object after another')
        continue
      }
      text += sign
      if (text.length > LONGEST) throw notReadable('a record is too long, or never closed')
      const { depth, inText } = scan(sign)
      if (depth > 0 || inText) continue
      refuseBroken(text, count)
      yield { text, inList }
      ;[text, wantsComma] = ['', true]
      count++
    }
  }
  around?.end()
  if (text !== '' || (inList && !isDone) || (count === 0 && !around)) throw notReadable('it ends too early')
}

function refuseBroken(text: string, count: number): void {
  try {
    JSON.parse(text)
  } catch (cause) {
    throw notReadable(`record ${count + 1} is broken`, cause)
  }
}

async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    for await (const part of bytes) yield decoder.decode(part, { stream: true })
    yield decoder.decode()
  } catch (cause) {
    throw cause instanceof VaultError ? cause : notReadable('it is not text in UTF-8', cause)
  }
}
