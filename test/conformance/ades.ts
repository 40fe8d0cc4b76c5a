import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { XmlC14NMode, XmlDocument } from 'libxml2-wasm'
import {
  type AdesSignature,
  CryptoError,
  checkTimestampToken,
  examineJades,
  examineXades,
  isSound,
} from '../../src/crypto/index.ts'
import { type Case, compare, filesBelow } from './case.ts'

/** Words by which DSS says in a file's name that something is wrong with the signature. */
const wrong =
  /altered|broken|malformed|copied|extra|wrong|in-crit|crit-string|empty|double-sigt|mixed|without-dot|invalid|unsupported|refRemoved|refer-nothing|no-mandatory/

/** JAdES by the set's own list; XAdES by a second reading of its value; both by what their names say; timestamps. */
export async function* cases(folder: string): AsyncIterable<Case> {
  const files = await filesBelow(folder)
  const listed: Record<string, string> = JSON.parse(await readFile(join(folder, 'jades-expected-crypto.json'), 'utf8'))
  for (const file of files) {
    const bytes = await readFile(join(folder, file))
    if (file.startsWith('jades/')) yield* jades(file, bytes, listed[file.slice('jades/'.length)] ?? '')
    if (/^xades\/.*\.xml$/.test(file)) yield* xades(file, bytes)
    if (file.endsWith('.tsr')) yield* timestamp(file, bytes)
  }
}

async function* jades(file: string, bytes: Buffer, listed: string): AsyncIterable<Case> {
  const signatures = await read(() => examineJades(bytes.toString('utf8')))
  const values = signatures?.map(({ value }) => `signature value ${value === 'holds' ? 'valid' : 'INVALID'}`).join('; ')
  if (listed.startsWith('detached')) {
    const isDetached = signatures?.every(
      ({ value, parts }) => value !== 'broken' && parts.some(({ state }) => state === 'absent'),
    )
    yield compare(`${file}, value`, true, isDetached)
  } else {
    yield compare(`${file}, value`, listed === 'not JSON' ? 'not read' : listed, told(values, listed))
  }
  yield compare(`${file}, soundness`, !wrong.test(basename(file)), isFaultless(signatures))
}

/** What cannot be read at all has no value that is valid. */
const told = (values: string | undefined, listed: string) =>
  values ?? (listed.endsWith('INVALID') ? listed : 'not read')

/** What lies elsewhere is not part of the set; nothing else may be amiss. */
function isFaultless(signatures: readonly AdesSignature[] | undefined): boolean {
  return (
    signatures?.every(({ value, parts, ...rest }) => {
      const here = parts.filter(({ state }) => state !== 'absent')
      return isSound({ ...rest, parts: here, value: value === 'detached' ? 'holds' : value })
    }) ?? false
  )
}

async function* xades(file: string, bytes: Buffer): AsyncIterable<Case> {
  const signatures = (await read(() => examineXades(bytes))) ?? []
  const again = secondReading(bytes)
  yield compare(
    `${file}, value`,
    again,
    signatures.map(({ value }) => value),
  )
  const isOld = /"[^"]*(?:#|-)sha1"/.test(bytes.toString('latin1'))
  const expected = again.every((value) => value === 'holds') && !wrong.test(basename(file)) && !isOld
  yield compare(`${file}, soundness`, expected, isFaultless(signatures))
}

/** The value of each signature by libxml2's canonical form and Node's own cryptography, which the product does not use. */
function secondReading(bytes: Buffer): string[] {
  const ds = { ds: 'http://www.w3.org/2000/09/xmldsig#' }
  const document = XmlDocument.fromBuffer(bytes)
  try {
    return document.find('//ds:Signature', ds).map((signature) => {
      const text = (path: string) => String(signature.eval(`string(${path})`, ds))
      const form = text('ds:SignedInfo/ds:CanonicalizationMethod/@Algorithm')
      const mode = form.includes('exc-c14n')
        ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0
        : form.includes('c14n11')
          ? XmlC14NMode.XML_C14N_1_1
          : XmlC14NMode.XML_C14N_1_0
      const info = signature.get('ds:SignedInfo', ds)
      const signed = Buffer.from(
        info?.canonicalizeToString({ mode, withComments: form.endsWith('WithComments') }) ?? '',
      )
      const value = Buffer.from(text('ds:SignatureValue'), 'base64')
      const hash = /(sha\d+)$/.exec(text('ds:SignedInfo/ds:SignatureMethod/@Algorithm'))?.[1] ?? 'sha256'
      const certificates = signature.find('ds:KeyInfo/ds:X509Data/ds:X509Certificate', ds)
      const holds = certificates.some(({ content }) => {
        const { publicKey } = new X509Certificate(Buffer.from(content, 'base64'))
        const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
        return verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, value)
      })
      return holds ? 'holds' : 'broken'
    })
  } finally {
    document.dispose()
  }
}

/** A bare token: what its authority signed holds, and does not once a byte of it is another. */
async function* timestamp(file: string, bytes: Buffer): AsyncIterable<Case> {
  yield compare(file, 'holds', await tokenHolds(bytes))
  const changed = Buffer.from(bytes)
  changed[bytes.length - 10] = (changed[bytes.length - 10] ?? 0) ^ 1
  yield compare(`${file} changed`, 'refused', await tokenHolds(changed))
}

async function tokenHolds(token: Uint8Array): Promise<string> {
  return (await read(() => checkTimestampToken(token))) ? 'holds' : 'refused'
}

async function read<Value>(how: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await how()
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return undefined
  }
}
