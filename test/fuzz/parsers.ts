import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseJson } from '../../src/base/json.ts'
import {
  checkTimestampToken,
  examineSignatures,
  generateSealingKey,
  generateSigningKey,
  noteSigner,
  parseCheckpoint,
  parseNote,
  parseXml,
  sealBytes,
  signNote,
  signXml,
  verifyHttpSignature,
  verifyJws,
} from '../../src/crypto/index.ts'
import { readCard, readConnectorMessage, readEbms, readHi1 } from '../../src/exchange/index.ts'
import { readMessage } from '../../src/exchange/message.ts'
import { signed } from '../../src/exchange/signed.ts'
import { parseFacts } from '../../src/law/index.ts'
import { checkBag } from '../../src/vault/bagit.ts'
import { open } from '../../src/vault/index.ts'
import { readManifest } from '../../src/vault/package-read.ts'
import { zipTree } from '../../src/vault/zip.ts'
import { viewOf } from '../../src/web/evidence/view.ts'

/** A parser of bytes from outside: what it reads when all is well, and the words its grammar is made of. */
export interface Parser {
  readonly read: (bytes: Uint8Array) => unknown
  readonly seeds: readonly (Uint8Array | string)[]
  readonly words?: readonly string[]
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const hash = 'a'.repeat(64)
const sealing = await generateSealingKey()
const signing = await generateSigningKey()
const folder = mkdtempSync(join(tmpdir(), 'comity-fuzz-'))

const xml = [
  '<?xml version="1.0" encoding="UTF-8"?><a xmlns="urn:a" xmlns:b="urn:b"><!-- c --><b:c d="&lt;&#9;">t<![CDATA[<]]></b:c><?p q?></a>',
  text(await signXml(await parseXml(new TextEncoder().encode('<a Id="i"><b/></a>')), { key: signing.privateKey })),
]
const xmlWords = ['<', '>', '&#x', ';', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE a [', '<!ENTITY', 'xmlns:', '="', '<?xml ', 'URI="#', ' Id="i"', '<ds:Object>'] // biome-ignore format: words
const ebms =
  '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Header><m:Messaging xmlns:m="http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/"><m:SignalMessage><m:MessageInfo><m:Timestamp>2026-11-22T08:00:00Z</m:Timestamp><m:MessageId>a@b</m:MessageId></m:MessageInfo><m:PullRequest/></m:SignalMessage></m:Messaging></e:Header><e:Body/></e:Envelope>'

const seen = (name: string, mediaType: string) => (bytes: Uint8Array) =>
  viewOf({ name, mediaType, size: bytes.length }, one(bytes))

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

async function opened(bytes: Uint8Array): Promise<void> {
  for await (const _ of open(one(bytes), { identities: [sealing.identity] }));
}

async function zip(bytes: Uint8Array): Promise<void> {
  const path = join(folder, 'a.zip')
  writeFileSync(path, bytes)
  const tree = await zipTree(path, 'a.zip')
  try {
    await tree.difference()
  } finally {
    tree.close()
  }
}

const bag = (bytes: Uint8Array) => {
  const files = new Map([['bagit.txt', '\n'], ['manifest-sha256.txt', text(bytes)], ['data/a', 'a']]) // biome-ignore format: a bag
  files.set('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
  return {
    files: new Map([...files].map(([name, said]) => [name, new TextEncoder().encode(said).length])),
    faults: [],
    read: (path: string) => one(new TextEncoder().encode(files.get(path) ?? '')),
  }
}

const believed = { algorithm: 'ed25519', key: { spki: new Uint8Array(44) } } as const

export const parsers: Readonly<Record<string, Parser>> = {
  facts: {
    read: (bytes) => parseFacts(parseJson(text(bytes))),
    seeds: ['{"on":"2026-09-01","asking":{"state":"FR"},"asked":{"state":"DE"},"data":[{"category":"content"}],"emergency":true}'],
    words: ['"', '{', '}', '[', ']', ':', ',', '__proto__', 'constructor', '\\u0000', '\\ud800', '1e999', 'null'],
  },
  message: { read: readMessage, seeds: [await signed('message', { v: 1, kind: 'step', body: 'AA==' }, signing)] },
  card: { read: readCard, seeds: [await signed('card', { v: 1, name: 'a' }, signing)] },
  note: {
    read: (bytes) => [parseNote(text(bytes)), parseCheckpoint(text(bytes))],
    seeds: [await signNote(`comity/a\n3\n${new Uint8Array(32).toBase64()}\n`, noteSigner('comity/a', signing))],
    words: ['\n\n— ', '\n', ' ', 'comity/a', '==', '0', '18446744073709551616'],
  },
  age: { read: opened, seeds: [await sealBytes(new Uint8Array(100), [sealing.recipient])], words: ['\n-> X25519 ', '\n---'] },
  manifest: {
    read: async (bytes) => [await checkBag(bag(bytes)), await readManifest(bag(bytes), 'manifest-sha256.txt')],
    seeds: [`${hash}  data/a\n${hash}  data/b\n`],
    words: ['  ', ' *', '../', '/', '\\', '%0A', '\n', '\r\n', hash],
  },
  zip: {
    read: zip,
    seeds: [Uint8Array.fromHex(`504b0506${'00'.repeat(18)}`), Uint8Array.fromHex(`504b0304${'00'.repeat(26)}504b0102${'00'.repeat(42)}504b0506${'00'.repeat(18)}`)],
    words: ['PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', 'PK\x06\x06', 'a/b'],
  },
  xml: { read: parseXml, seeds: xml, words: xmlWords },
  'xml-signature': { read: examineSignatures, seeds: xml, words: xmlWords },
  ebms: { read: readEbms, seeds: [ebms], words: xmlWords },
  connector: {
    read: (bytes) => readConnectorMessage(text(bytes)),
    seeds: ['#a\nfrom.party.id=a\nto.party.id=b\nservice=c\naction=d\noriginal.sender=e\nfinal.recipient=f\nmessage.attachment.0.file=g\n'],
    words: ['=', '\n', '\\', '../', 'message.confirmation.1.file'],
  },
  hi1: { read: readHi1, seeds: [...xml, '{"@xmlns":"http://uri.etsi.org/03120/common/2019/10/Core","Header":{},"Payload":{}}'], words: xmlWords },
  jws: {
    read: async (bytes) => [await examineSignatures(bytes), await verifyJws(text(bytes), { keys: [] })],
    seeds: ['eyJhbGciOiJFZERTQSJ9.e30.AA', '{"payload":"e30","signatures":[{"protected":"eyJhbGciOiJFZERTQSJ9","header":{"etsiU":[]},"signature":"AA"}]}'],
    words: ['.', 'eyJ', '"', '{', '}', 'etsiU', 'cSig', 'x5c', '"signature"', 'crit'],
  },
  'http-signature': {
    read: (bytes) => {
      const [input = '', signature = ''] = text(bytes).split('\n')
      const headers = [['Signature-Input', input], ['Signature', signature]] as const // biome-ignore format: pairs
      return verifyHttpSignature({ method: 'GET', url: 'https://a.example/', headers }, { keyOf: () => believed, covers: [] })
    },
    seeds: ['a=("@method" "@query-param";name="b");created=1;keyid="k"\na=:AAAA:'],
    words: ['(', ')', ';', '="', '"', ':', ',', '?1', '-1.5', '@target-uri', ';req', ';bs', ';sf', ';key="a"'],
  },
  timestamp: { read: (bytes) => checkTimestampToken(bytes), seeds: [Uint8Array.fromHex('302306092a864886f70d010702a0163014020103310030090603 2a0304a0020400310030 00'.replaceAll(' ', ''))] },
  mail: {
    read: seen('a.eml', 'message/rfc822'),
    seeds: ['From: a@b.c\r\nTo: d@e.f\r\nSubject: =?utf-8?q?a?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nt\r\n--x--\r\n'],
    words: ['\r\n', ': ', '=?utf-8?b?', '?=', '--x', 'Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '<', '>', '"', '('],
  },
  csv: { read: seen('a.csv', 'text/csv'), seeds: ['a,b;c\n1,"x ""y""",3\n'], words: [',', ';', '\t', '"', '""', '\n', '\r\n'] },
  pdf: { read: seen('a.pdf', 'application/pdf'), seeds: ['%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Contents 4 0 R>>endobj 4 0 obj<</Length 9>>stream\n(a) Tj\nendstream endobj trailer<</Root 1 0 R>>'], words: ['<<', '>>', ' 0 R', ' obj', 'stream\n', '/Kids[', '/FlateDecode', '(', ')'] },
  warc: { read: seen('a.warc', 'application/warc'), seeds: ['WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 2\r\n\r\nab\r\n\r\n'], words: ['\r\n', 'Content-Length: ', '99999999999', 'WARC/1.1'] },
  archive: { read: seen('a.zip', 'application/zip'), seeds: [Uint8Array.fromHex(`504b0304${'00'.repeat(26)}504b0102${'00'.repeat(42)}504b0506${'00'.repeat(18)}`)], words: ['PK\x01\x02', 'PK\x05\x06', '../'] },
} // biome-ignore format: one parser a line
