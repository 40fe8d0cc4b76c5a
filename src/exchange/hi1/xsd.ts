import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { XsdValidator } from 'libxml2-wasm'
import { Hi1Error } from './errors.ts'
import { schemaFolder } from './grammar.ts'

/** Where libxml2 believes the schemas to be: it can open these names and no others. */
const PLACE = 'hi1-schema:/'

let loaded: Promise<XsdValidator> | undefined

/** Checks a document, in canonical form, against ETSI's XSD. Throws `hi1_not_valid` with the place. */
export async function mustFollowSchema(canonical: Uint8Array): Promise<void> {
  const { XmlDocument, XmlValidateError } = await import('libxml2-wasm')
  loaded ??= load()
  const validator = await loaded
  using document = XmlDocument.fromBuffer(canonical)
  try {
    validator.validate(document)
  } catch (cause) {
    if (!(cause instanceof XmlValidateError)) throw cause
    const [detail] = cause.details
    const message = `This is not an HI-1 message in XML: ${(detail?.message ?? '').trim()}`
    throw new Hi1Error('invalid', 'hi1_not_valid', message, { cause, path: nameIn(detail?.message ?? '') })
  }
}

async function load(): Promise<XsdValidator> {
  const { XmlDocument, XsdValidator, xmlRegisterInputProvider } = await import('libxml2-wasm')
  const open = new Map<number, { bytes: Uint8Array; at: number }>()
  xmlRegisterInputProvider({
    match: (name) => name.startsWith(PLACE),
    open(name) {
      const handle = open.size + 1
      open.set(handle, { bytes: readFileSync(join(schemaFolder, 'xsd', basename(name))), at: 0 })
      return handle
    },
    read(handle, into) {
      const file = open.get(handle)
      if (!file) return -1
      const part = file.bytes.subarray(file.at, file.at + into.length)
      into.set(part)
      file.at += part.length
      return part.length
    },
    close: () => true,
  })
  using schema = XmlDocument.fromBuffer(readFileSync(join(schemaFolder, 'xsd', 'all.xsd')), { url: `${PLACE}all.xsd` })
  return XsdValidator.fromDoc(schema)
}

/** libxml2 counts its way to the element; what a person looks for is its name. */
const nameIn = (message: string): string | undefined =>
  /^(?:Element|Attribute) '(?:\{[^}]*\})?([^']+)'/.exec(message)?.[1]
