import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  CryptoError,
  canonicalXml,
  checkXmlSignature,
  elementsIn,
  keyOfCertificate,
  type PublicKey,
  parseXml,
  readPublicKeys,
  type SignedReference,
  xmlSignaturesIn,
} from '../../src/crypto/index.ts'
import { type Case, compare, filesBelow } from './case.ts'

/** Hostile documents, the signatures of the W3C's interoperability, and those of `xml-crypto` with its attacks. */
export async function* cases(folder: string): AsyncIterable<Case> {
  for (const file of (await filesBelow(folder)).filter((one) => one.endsWith('.xml'))) {
    const bytes = await readFile(join(folder, file))
    if (file.startsWith('xml-bombs')) yield* bomb(file, bytes)
    else if (file.startsWith('merlin')) yield compare(file, merlinExpects(bytes), await verdict(bytes, 'refused'))
    else yield* signed(file, bytes, await keysBeside(folder, file))
  }
}

/** Whatever has a document type is refused, at once; the others are read. */
async function* bomb(file: string, bytes: Uint8Array): AsyncIterable<Case> {
  const since = performance.now()
  yield compare(file, basename(file).startsWith('simple') ? 'read' : 'forbidden_xml', await reading(bytes))
  yield compare(`${file} within a second`, true, performance.now() - since < 1000)
}

async function reading(bytes: Uint8Array): Promise<string> {
  try {
    await parseXml(bytes)
    return 'read'
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return error.code
  }
}

/** SHA-1, DSA, shared secrets and transforms that are programs are refused by policy; nothing else is. */
function merlinExpects(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes)
  return /<!DOCTYPE|sha1|dsa-|hmac|xslt/i.test(text) ? 'refused' : 'holds'
}

/** The names say it: `valid_*` holds, `invalid_*` does not; the attacks are told by theirs. */
async function* signed(file: string, bytes: Uint8Array, keys: readonly PublicKey[]): AsyncIterable<Case> {
  const name = basename(file)
  if (name.startsWith('unsigned')) {
    yield compare(file, 0, xmlSignaturesIn(await parseXml(bytes)).length)
    return
  }
  if (/wrapping/.test(name)) {
    yield compare(file, 'nothing forged is handed back', await handedBack(bytes, keys))
    return
  }
  const attacked = /^invalid|comment|multiple|wrapped|quotes|hmac/.test(name)
  const got = await verdict(bytes, 'told', keys)
  // The receipt of the Windows Store was indented afterwards; its own test takes that away first.
  const again = got === 'refused' && !attacked ? await verdict(withoutLayout(bytes), 'told', keys) : got
  yield compare(file, attacked ? 'refused' : 'holds', again)
}

/** Of the first signature: a document with several is as good as the one around it all. */
async function verdict(bytes: Uint8Array, weak: 'refused' | 'told', keys?: readonly PublicKey[]): Promise<string> {
  try {
    const [references] = await signatures(bytes, weak, keys)
    return references?.every(({ state }) => state === 'holds') ? 'holds' : 'refused'
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return 'refused'
  }
}

async function signatures(
  bytes: Uint8Array,
  weak: 'refused' | 'told',
  keys?: readonly PublicKey[],
): Promise<(readonly SignedReference[])[]> {
  const document = await parseXml(bytes)
  const all: (readonly SignedReference[])[] = []
  for (const signature of xmlSignaturesIn(document)) {
    const carried = elementsIn(signature).filter(({ name }) => name === 'X509Certificate')
    const own = await Promise.all([...carried].map((one) => keyOfCertificate(Buffer.from(textOf(one), 'base64'))))
    const check = { weak, keys: [...(keys ?? []), ...own] }
    all.push((await checkXmlSignature(document, signature, check)).references)
  }
  return all
}

const textOf = ({ children }: { children: readonly { kind: string; text?: string }[] }) =>
  children.map(({ text = '' }) => text).join('')

/** An application reads the first element of the name that was signed. What it reads must not pass for signed. */
async function handedBack(bytes: Uint8Array, keys: readonly PublicKey[]): Promise<string> {
  const { root } = await parseXml(bytes)
  for (const references of await signatures(bytes, 'told', keys).catch(() => [])) {
    for (const { bytes: part } of references) {
      if (!part) continue
      const said = (await parseXml(part)).root
      const read = elementsIn(root).find(({ name, namespace }) => name === said.name && namespace === said.namespace)
      if (read && plain(read) === plain(said)) return 'the forged element passes for signed'
    }
  }
  return 'nothing forged is handed back'
}

function plain(element: Parameters<typeof elementsIn>[0]): string {
  const signatures = elementsIn(element).filter(({ name }) => name === 'Signature')
  return new TextDecoder().decode(canonicalXml([element], { form: 'exclusive', comments: false }, new Set(signatures)))
}

const withoutLayout = (bytes: Uint8Array): Uint8Array =>
  new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/>\s+</g, '><'))

async function keysBeside(folder: string, file: string): Promise<PublicKey[]> {
  const beside = join(folder, file.split('/')[0] ?? '')
  const texts = (await readdir(beside)).filter((one) => one.endsWith('.pem'))
  return (await Promise.all(texts.map(async (one) => readPublicKeys(await readFile(join(beside, one), 'utf8'))))).flat()
}
