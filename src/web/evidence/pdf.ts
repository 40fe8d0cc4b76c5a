import { type Caution, type Fact, fact, factsIn } from './facts.ts'
import {
  type Dictionary,
  isDictionary,
  isList,
  Lexer,
  nameIn,
  type Objects,
  Operator,
  objectsIn,
  type Value,
} from './pdf-objects.ts'

/** What stands in a PDF, as text: no font of it is used and nothing in it is run. */
export interface Document {
  /** The text of each page, from the first on; empty where a page is a picture, or its font says no letters. */
  readonly pages: readonly string[]
  readonly facts: readonly Fact[]
  readonly cautions: readonly Caution[]
}

const MOST_PAGES = 200
const LONGEST_PAGE = 64 * 1024
const LONGEST_TOGETHER = 512 * 1024
/** Of all pages together. */
const MOST_OPERATIONS = 1_000_000

/** Undefined for what is no PDF. `whole`: these are all its bytes. */
export async function documentIn(file: Buffer, whole: boolean): Promise<Document | undefined> {
  if (!file.toString('latin1', 0, 1024).includes('%PDF-')) return undefined
  const objects = await objectsIn(file)
  const cautions = new Set<Caution>()
  const all = [...objects.all.values()].flatMap(({ value }) => dictionariesIn(value))
  const isEncrypted = objects.trailer.has('Encrypt')
  if (isEncrypted) cautions.add('encrypted')
  if (all.some((one) => one.has('JS') || one.has('JavaScript') || nameIn(one.get('S')) === 'Launch'))
    cautions.add('runs-code')
  if (all.some((one) => one.has('EmbeddedFiles') || nameIn(one.get('Type')) === 'EmbeddedFile'))
    cautions.add('carries-files')
  const found = pagesIn(objects)
  if (found.length === 0 && whole) cautions.add('damaged')
  if (found.length > MOST_PAGES) cautions.add('too-many')
  const pages: string[] = []
  const reading: Reading = { objects, fonts: new Map(), operations: MOST_OPERATIONS }
  let left = isEncrypted ? 0 : LONGEST_TOGETHER
  for (const page of found.slice(0, MOST_PAGES)) {
    const text = left > 0 ? (await textOf(page, reading)).slice(0, Math.min(LONGEST_PAGE, left)) : ''
    left -= text.length
    pages.push(text)
  }
  const facts = [
    ...(whole ? fact('pages', found.length) : []),
    ...(isEncrypted ? [] : said(objects)),
    ...factsIn(pages.join('\n')),
  ]
  return { pages, facts, cautions: [...cautions] }
}

/** It and those written within it; a lexer reads none deep enough to be lost in. */
const dictionariesIn = (value: Value): Dictionary[] =>
  isDictionary(value)
    ? [value, ...[...value.values()].flatMap(dictionariesIn)]
    : isList(value)
      ? value.flatMap(dictionariesIn)
      : []

/** The pages in the order they are read in; those that no list names come last. */
function pagesIn({ all, trailer, resolve }: Objects): Dictionary[] {
  const pages = new Set<Dictionary>()
  const seen = new Set<Value>()
  const root = resolve(trailer.get('Root'))
  // The next one stands last.
  const open: (Value | undefined)[] = [isDictionary(root) ? resolve(root.get('Pages')) : undefined]
  while (open.length > 0) {
    const node = open.pop()
    if (!isDictionary(node) || seen.has(node)) continue
    seen.add(node)
    const kids = resolve(node.get('Kids'))
    if (isList(kids)) for (const kid of kids.toReversed()) open.push(resolve(kid))
    else if (nameIn(node.get('Type')) === 'Page') pages.add(node)
  }
  for (const { value } of all.values())
    if (isDictionary(value) && nameIn(value.get('Type')) === 'Page') pages.add(value)
  return [...pages]
}

/** What the file says of itself. */
function said({ trailer, resolve }: Objects): Fact[] {
  const info = resolve(trailer.get('Info'))
  if (!isDictionary(info)) return []
  const text = (name: string) => {
    const value = resolve(info.get(name))
    return Buffer.isBuffer(value) ? wordsIn(value) : undefined
  }
  return [
    ...fact('title', text('Title')),
    ...fact('author', text('Author')),
    ...fact('created', moment(text('CreationDate'))),
    ...fact('changed', moment(text('ModDate'))),
    ...fact('software', [text('Creator'), text('Producer')].filter(Boolean).join(', ')),
  ]
}

const wordsIn = (bytes: Buffer): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff
    ? new TextDecoder('utf-16be').decode(bytes)
    : new TextDecoder('windows-1252').decode(bytes)

/** `D:20070915123456+02'00'` as ISO 8601. */
function moment(text = ''): string | undefined {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = ''] =
    /^D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d\d)?/.exec(text) ?? []
  if (year === undefined) return undefined
  const offset = zone.replace("'", '').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`
}

type Letters = (bytes: Buffer) => string

interface Reading {
  readonly objects: Objects
  /** Read once each. */
  readonly fonts: Map<Dictionary, Letters | undefined>
  operations: number
}

async function textOf(page: Dictionary, reading: Reading): Promise<string> {
  const { resolve, stream } = reading.objects
  const contents = page.get('Contents')
  const parts = resolve(contents)
  const streams = await Promise.all((isList(parts) ? parts : [contents]).slice(0, 100).map(stream))
  const text = await shownBy(streams.map((one) => one?.toString('latin1') ?? '').join('\n'), page, reading)
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

/** Forms in forms are followed so deep. */
const DEEPEST_FORM = 5

/** The text that the operators of a page, or of a form that stands on it, show. */
async function shownBy(operators: string, node: Dictionary, reading: Reading, depth = 0): Promise<string> {
  const resources = resourcesOf(node, reading.objects)
  const fonts = await fontsIn(resources, reading)
  const lexer = new Lexer(operators)
  let [text, letters, before]: [string, Letters | undefined, Value[]] = ['', undefined, []]
  let [height, shown]: [Value | undefined, number] = [undefined, 0]
  const show = (bytes: Buffer) => {
    const said = letters?.(bytes) ?? ''
    text += said
    shown = said.length
  }
  while (reading.operations-- > 0 && lexer.at < lexer.text.length && text.length < LONGEST_PAGE) {
    const value = lexer.next()
    if (value === undefined) continue
    if (!(value instanceof Operator)) {
      if (before.length < 100) before.push(value)
      continue
    }
    const [last] = before.slice(-1)
    if (value.name === 'Tf') letters = fonts.get(nameIn(before.at(-2)) ?? '')
    else if (value.name === 'Tm') {
      // Letters that are placed one by one make a word.
      if (before[5] !== height) text += '\n'
      else if (shown > 1) text += ' '
      height = before[5]
    } else if (value.name === 'cm') height = undefined
    else if (/^T[dD]$/.test(value.name)) text += before[1] === 0 ? ' ' : '\n'
    else if (/^(T\*|'|")$/.test(value.name)) text += '\n'
    if (/^(Tj|'|")$/.test(value.name) && Buffer.isBuffer(last)) show(last)
    if (value.name === 'TJ' && isList(last))
      for (const one of last) {
        if (Buffer.isBuffer(one)) show(one)
        else if (typeof one === 'number' && one < -200) text += ' '
      }
    if (value.name === 'Do' && depth < DEEPEST_FORM) text += await form(nameIn(last) ?? '', resources, reading, depth)
    before = []
  }
  return text
}

async function form(name: string, resources: Dictionary, reading: Reading, depth: number): Promise<string> {
  const { resolve, stream } = reading.objects
  const named = resolve(resources.get('XObject'))
  const reference = isDictionary(named) ? named.get(name) : undefined
  const found = resolve(reference)
  if (!isDictionary(found) || nameIn(found.get('Subtype')) !== 'Form') return ''
  const operators = await stream(reference)
  return operators ? `\n${await shownBy(operators.toString('latin1'), found, reading, depth + 1)}` : ''
}

/** What a page does not say of itself, the list it stands in says. */
function resourcesOf(node: Dictionary, { resolve }: Objects): Dictionary {
  let at: Value | undefined = node
  for (let up = 0; up < 20 && isDictionary(at); up++) {
    const resources = resolve(at.get('Resources'))
    if (isDictionary(resources)) return resources
    at = resolve(at.get('Parent'))
  }
  return new Map()
}

async function fontsIn(resources: Dictionary, { objects, fonts: known }: Reading): Promise<Map<string, Letters>> {
  const { resolve } = objects
  const fonts = new Map<string, Letters>()
  const named = resolve(resources.get('Font'))
  if (!isDictionary(named)) return fonts
  for (const [name, value] of [...named].slice(0, 200)) {
    const font = resolve(value)
    if (!isDictionary(font)) continue
    if (!known.has(font)) known.set(font, await lettersOf(font, objects))
    const letters = known.get(font)
    if (letters) fonts.set(name, letters)
  }
  return fonts
}

const western = new TextDecoder('windows-1252')

/** Undefined for a font whose codes are glyphs and say no letters. */
async function lettersOf(font: Dictionary, { stream }: Objects): Promise<Letters | undefined> {
  const map = await stream(font.get('ToUnicode'))
  if (map) return lettersBy(map.toString('latin1'))
  return nameIn(font.get('Subtype')) === 'Type0' ? undefined : (bytes) => western.decode(bytes)
}

const MOST_LETTERS = 70_000

/** The letters a font's codes stand for, by the map in it (ISO 32000-1, 9.10.3). */
function lettersBy(map: string): Letters {
  const letters = new Map<number, string>()
  let width = 1
  const lexer = new Lexer(map)
  const utf16 = (bytes: Buffer) => (bytes.length % 2 === 0 ? new TextDecoder('utf-16be').decode(bytes) : '')
  const code = (bytes: Buffer) =>
    bytes.length === 0 || bytes.length > 4 ? Number.NaN : bytes.readUIntBE(0, bytes.length)
  let before: Value[] = []
  let steps = 0
  while (lexer.at < map.length && steps < MOST_LETTERS) {
    const value = lexer.next()
    if (value === undefined) continue
    if (!(value instanceof Operator)) {
      before.push(value)
      continue
    }
    const bytes = before.map((one) => (Buffer.isBuffer(one) ? one : Buffer.alloc(0)))
    if (value.name === 'endcodespacerange') width = Math.max(1, bytes[0]?.length ?? 1)
    if (value.name === 'endbfchar')
      for (let i = 0; i + 1 < bytes.length; i += 2) letters.set(code(bytes[i] as Buffer), utf16(bytes[i + 1] as Buffer))
    if (value.name === 'endbfrange')
      for (let i = 0; i + 2 < before.length; i += 3) {
        const [from, to, start] = [code(bytes[i] as Buffer), code(bytes[i + 1] as Buffer), before[i + 2]]
        for (let at = from; at <= to && steps++ < MOST_LETTERS; at++) {
          const one = isList(start) ? start[at - from] : undefined
          if (Buffer.isBuffer(one)) letters.set(at, utf16(one))
          else if (Buffer.isBuffer(start)) letters.set(at, following(utf16(start), at - from))
        }
      }
    before = []
  }
  return (bytes) => {
    let text = ''
    for (let at = 0; at + width <= bytes.length; at += width) text += letters.get(bytes.readUIntBE(at, width)) ?? ''
    return text
  }
}

/** The letter so many places after this one. */
function following(text: string, places: number): string {
  const first = text.codePointAt(0)
  return first === undefined || first + places > 0x10ffff ? '' : String.fromCodePoint(first + places).toWellFormed()
}
