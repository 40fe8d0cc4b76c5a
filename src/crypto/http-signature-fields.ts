import { CryptoError } from './errors.ts'

/** RFC 8941: values of header fields that have a grammar, as far as signatures need it. */
export type BareItem =
  | { readonly kind: 'string' | 'token'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'bytes'; readonly value: Uint8Array<ArrayBuffer> }

export type Parameters = ReadonlyMap<string, BareItem>

export interface Item {
  readonly bare: BareItem
  readonly parameters: Parameters
}

export interface InnerList {
  readonly items: readonly Item[]
  readonly parameters: Parameters
}

export type Dictionary = ReadonlyMap<string, Item | InnerList>

/** Far above any signature's field, and below what would take long to read. */
const LONGEST_FIELD = 32_768

/** Reads a dictionary, strictly. Throws `malformed_http_signature`. */
export function parseDictionary(text: string): Dictionary {
  if (text.length > LONGEST_FIELD) throw malformed('a field is too long')
  const input = new Input(text.replace(/^ +| +$/g, ''))
  const members = new Map<string, Item | InnerList>()
  while (!input.atEnd) {
    const name = input.key()
    members.delete(name)
    members.set(name, input.take('=') ? input.itemOrList() : { bare: TRUE, parameters: input.parameters() })
    input.space(/[ \t]*/y)
    if (input.atEnd) return members
    input.expect(',')
    input.space(/[ \t]*/y)
    if (input.atEnd) throw malformed('a list ends in a comma')
  }
  return members
}

/** Writes a member as RFC 8941 §4.1 has it: one form for one value. */
export function serialize(member: Item | InnerList): string {
  if ('bare' in member) return serializeBare(member.bare) + serializeParameters(member.parameters)
  return `(${member.items.map(serialize).join(' ')})${serializeParameters(member.parameters)}`
}

export function serializeDictionary(members: Dictionary): string {
  const parts = [...members].map(([name, member]) =>
    'bare' in member && member.bare.kind === 'boolean' && member.bare.value
      ? name + serializeParameters(member.parameters)
      : `${name}=${serialize(member)}`,
  )
  return parts.join(', ')
}

const TRUE: BareItem = { kind: 'boolean', value: true }

const serializeParameters = (parameters: Parameters): string =>
  [...parameters]
    .map(([name, bare]) => (bare.kind === 'boolean' && bare.value ? `;${name}` : `;${name}=${serializeBare(bare)}`))
    .join('')

function serializeBare(bare: BareItem): string {
  switch (bare.kind) {
    case 'string':
      if (!/^[\x20-\x7e]*$/.test(bare.value)) throw malformed('a text in it is not plain ASCII')
      return `"${bare.value.replace(/["\\]/g, '\\$&')}"`
    case 'token':
      return bare.value
    case 'number':
      return bare.text
    case 'boolean':
      return bare.value ? '?1' : '?0'
    case 'bytes':
      return `:${bare.value.toBase64()}:`
  }
}

class Input {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length
  }

  take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  expect(character: string): void {
    if (!this.take(character)) throw malformed(`${character} is missing`)
  }

  space(pattern: RegExp): void {
    this.#match(pattern)
  }

  key(): string {
    const name = this.#match(/[a-z*][a-z0-9_.*-]*/y)
    if (!name) throw malformed('a name is missing')
    return name
  }

  itemOrList(): Item | InnerList {
    if (!this.take('(')) return this.#item()
    const items: Item[] = []
    for (;;) {
      this.space(/ */y)
      if (this.take(')')) return { items, parameters: this.parameters() }
      items.push(this.#item())
      if (this.#text[this.#at] !== ' ' && this.#text[this.#at] !== ')') throw malformed('a list is not closed')
    }
  }

  parameters(): Parameters {
    const parameters = new Map<string, BareItem>()
    while (this.take(';')) {
      this.space(/ */y)
      const name = this.key()
      const value = this.take('=') ? this.#bare() : TRUE
      parameters.delete(name)
      parameters.set(name, value)
    }
    return parameters
  }

  #item(): Item {
    return { bare: this.#bare(), parameters: this.parameters() }
  }

  #bare(): BareItem {
    const string = this.#match(/"(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y)
    if (string) return { kind: 'string', value: string.slice(1, -1).replace(/\\(.)/g, '$1') }
    const bytes = this.#match(/:[A-Za-z0-9+/=]*:/y)
    if (bytes) return { kind: 'bytes', value: fromBase64(bytes.slice(1, -1)) }
    const number = this.#match(/-?(?:\d{1,12}\.\d{1,3}|\d{1,15}(?![\d.]))/y)
    if (number) return numberOf(number)
    const token = this.#match(/[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y)
    if (token) return { kind: 'token', value: token }
    const truth = this.#match(/\?[01]/y)
    if (truth) return { kind: 'boolean', value: truth === '?1' }
    throw malformed('a value is missing')
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    this.#at += found?.length ?? 0
    return found
  }
}

/** Decimals end in a digit that is not zero, unless it is the only one (§4.1.5). */
function numberOf(read: string): BareItem {
  const value = Number(read)
  const text = read.includes('.') && Number.isInteger(value) ? value.toFixed(1) : String(value)
  return { kind: 'number', value, text: Object.is(value, -0) ? text.replace('-', '') : text }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(text)
  } catch (cause) {
    throw malformed('bytes in it are not base64', cause)
  }
}

export const malformed = (why: string, cause?: unknown) =>
  new CryptoError('invalid', 'malformed_http_signature', `This signature of a message cannot be read: ${why}`, {
    cause,
  })
