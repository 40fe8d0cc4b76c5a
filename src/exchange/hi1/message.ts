import { mustBeSound } from './check.ts'
import type { Dictionaries } from './dictionaries.ts'
import { readJson, writeJson } from './json.ts'
import type { Hi1Message } from './model.ts'
import { readXml, withNamespaces, writeXml } from './xml.ts'

export type Form = 'xml' | 'json'

/** XML begins with `<`, after blanks and a byte order mark; nothing else that is read here does. */
export const formOf = (bytes: Uint8Array): Form => {
  for (const byte of bytes.subarray(0, 100)) {
    if (byte === 0x3c || byte === 0xfe || byte === 0xff) return 'xml'
    if (byte === 0x7b) return 'json'
  }
  return 'xml'
}

/**
 * Reads a message in either form: against ETSI's schema, then against what schemas cannot say. Nobody is believed yet;
 * for that see `verifyMessage`. Throws what `readXml`, `readJson` and `mustBeSound` throw.
 */
export async function readHi1(bytes: Uint8Array, dictionaries?: Dictionaries): Promise<Hi1Message> {
  const message = formOf(bytes) === 'xml' ? await readXml(bytes) : readJson(bytes)
  mustBeSound(message, dictionaries)
  return message
}

/** Writes a message in a form, if it is one that `readHi1` would accept. */
export async function writeHi1(
  message: Hi1Message,
  form: Form,
  dictionaries?: Dictionaries,
): Promise<Uint8Array<ArrayBuffer>> {
  mustBeSound(message, dictionaries)
  return form === 'xml' ? writeXml(message) : writeJson(withNamespaces(message))
}

/** The same message without what only holds for the bytes it came in. */
export function withoutSignatures({ attributes, Header, Payload }: Hi1Message): Hi1Message {
  return { attributes, Header, Payload }
}
