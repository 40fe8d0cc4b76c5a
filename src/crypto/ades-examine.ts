import type { AdesSignature } from './ades.ts'
import { examineJades } from './ades-json.ts'
import { examineXades } from './ades-xml.ts'
import { CryptoError } from './errors.ts'

/** Larger documents than any order are not examined as one. */
const LARGEST = 8 * 1024 * 1024

/**
 * The signatures a document carries in itself, whatever it is: XML or JSON, found by its bytes. None where it carries none,
 * or cannot be read as what it looks like: this never throws for what stands in a document.
 */
export async function examineSignatures(bytes: Uint8Array): Promise<AdesSignature[]> {
  if (bytes.length > LARGEST) return []
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).replace(/^(?:ï»¿|ÿþ|þÿ)/, '')
  try {
    if (/^\0?\s*\0?</.test(start)) return mentionsSignature(bytes) ? await examineXades(bytes) : []
    const text = new TextDecoder().decode(bytes)
    if (/^\s*\{/.test(start) && text.includes('"signature')) return await examineJades(text)
    if (/^\s*eyJ[\w-]+\.[\w-]*\.[\w-]+\s*$/.test(text)) return await examineJades(text)
    return []
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return []
  }
}

/** Most of what begins like XML is a page or a picture, and is not worth parsing; UTF-16 has zeros between its letters. */
const mentionsSignature = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes).replaceAll('\0', '').includes('SignatureValue')
