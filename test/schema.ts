import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'

/** What some schemas import without saying from where. */
const XML_ATTRIBUTES = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:string"/><xs:attribute name="space" type="xs:NCName"/>
  <xs:attribute name="base" type="xs:anyURI"/><xs:attribute name="id" type="xs:ID"/>
</xs:schema>`

let places = 0

/** Whether the first element of a name in a document is as a schema of a public vector set says. */
export function schemaIn(folder: string, entry: string): (document: Uint8Array, name: string) => boolean {
  const place = `set-schema-${++places}:/`
  const open: { bytes: Uint8Array; at: number }[] = []
  xmlRegisterInputProvider({
    match: (name) => name.startsWith(place),
    open: (name) => open.push({ bytes: read(folder, basename(name)), at: 0 }),
    read(handle, into) {
      const file = open[handle - 1]
      const part = file?.bytes.subarray(file.at, file.at + into.length) ?? new Uint8Array()
      into.set(part)
      if (file) file.at += part.length
      return part.length
    },
    close: () => true,
  })
  const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(read(folder, entry), { url: place + entry }))
  return (bytes, name) => {
    const document = XmlDocument.fromBuffer(bytes)
    try {
      const element = document.get(`//*[local-name()='${name}']`)
      if (!element) return false
      // Alone, so that what stands around it need not be of the schema.
      const alone = XmlDocument.fromString(element.canonicalizeToString())
      validator.validate(alone)
      alone.dispose()
      return true
    } catch (error) {
      if (error instanceof XmlValidateError) return false
      throw error
    } finally {
      document.dispose()
    }
  }
}

function read(folder: string, name: string): Uint8Array {
  const path = join(folder, name)
  if (!existsSync(path) && name === 'xml.xsd') return new TextEncoder().encode(XML_ATTRIBUTES)
  const text = readFileSync(path, 'utf8')
  const unplaced = /(<\w+:import namespace="http:\/\/www\.w3\.org\/XML\/1998\/namespace")\s*\/>/g
  return new TextEncoder().encode(text.replace(unplaced, '$1 schemaLocation="xml.xsd"/>'))
}
