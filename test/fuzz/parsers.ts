import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyRegistration, verifySignIn } from '../../src/accounts/ceremony.ts'
import { relyingParty } from '../../src/accounts/index.ts'
import { base64 } from '../../src/base/bytes.ts'
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
import { readCard, readConnectorMessage, readDeliveryEvidence, readEbms, readHi1 } from '../../src/exchange/index.ts'
import { readMessage } from '../../src/exchange/message.ts'
import { readAnswer, writeReceipt } from '../../src/exchange/receipt.ts'
import { signed } from '../../src/exchange/signed.ts'
import { readProposal } from '../../src/laboratory/proposal.ts'
import { readRequests } from '../../src/laboratory/running/reading.ts'
import { parseFacts, parseRelease } from '../../src/law/index.ts'
import { parseCounted, parseEditionFile, verifyEdition } from '../../src/oversight/index.ts'
import { layoutsFor, readBy, readTable } from '../../src/oversight/public-tables/reading.ts'
import { trapsIn } from '../../src/oversight/public-tables/traps.ts'
import { parseSample, verifySample } from '../../src/oversight/sampling/sample.ts'
import { readLaw } from '../../src/read-law.ts'
import { isMessageType, parseBody } from '../../src/requests/messages.ts'
import { checkBag } from '../../src/vault/bagit.ts'
import { open } from '../../src/vault/index.ts'
import { readManifest } from '../../src/vault/package-read.ts'
import { zipTree } from '../../src/vault/zip.ts'
import { viewOf } from '../../src/web/evidence/view.ts'
import { readAnswers } from '../../src/web/interview/query.ts'
import { readerOf } from '../../src/web/reader.ts'
import { authenticator } from '../authenticator.ts'

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

const party = relyingParty('https://comity.example')
const device = authenticator('https://comity.example')
const challenge = 'AAAA'
const registered = device.register({ challenge })
const passkey = await verifyRegistration(party, challenge, registered)
const signedIn = device.signIn({ challenge })
const said = (name: 'attestationObject' | 'authenticatorData', { response }: { response: Record<string, string> }) =>
  Uint8Array.fromBase64(response[name] ?? '', { alphabet: 'base64url' })
const instead = (answer: typeof registered, name: string, bytes: Uint8Array) => ({
  ...answer,
  response: { ...answer.response, [name]: bytes.toBase64({ alphabet: 'base64url', omitPadding: true }) },
})
const law = await readLaw()
const english = readerOf('en', 'UTC', (said) => said)
const json = ['"', '{', '}', '[', ']', ':', ',', '__proto__', 'constructor', '\\u0000', '\\ud800', '1e999', 'null', '-1', 'true', '""', '[]', '{}'] // biome-ignore format: words
const at = '2026-11-22T08:00:00.000Z'
const received = { v: 1, message: 'm', by: 'org_b', from: 'org_a', at, digest: hash, cosignature: null, seen: 0, checkpoint: 'c' } as const // biome-ignore format: a row
const asAnswer = { message: 'm', by: 'org_b', from: 'org_a', digest: hash, signingKey: base64(signing.publicKey) }
const sampled = { plan: { overseen: 'org_a', commitment: hash, kind: 'random', size: 1 }, nonce: hash, checkpoint: 'comity/a\n1\n', key: base64(signing.publicKey), leaves: [[at, 'a', 'request.made', 'request_1', hash]], population: [], drawn: [] } // biome-ignore format: a row

const believed = { algorithm: 'ed25519', key: { spki: new Uint8Array(44) } } as const

export const parsers: Readonly<Record<string, Parser>> = {
  facts: {
    read: (bytes) => parseFacts(parseJson(text(bytes))),
    seeds: ['{"on":"2026-09-01","asking":{"state":"FR"},"asked":{"state":"DE"},"data":[{"category":"content"}],"emergency":true}'],
    words: ['"', '{', '}', '[', ']', ':', ',', '__proto__', 'constructor', '\\u0000', '\\ud800', '1e999', 'null'],
  },
  message: { read: readMessage, seeds: [await signed('message', { v: 1, kind: 'step', body: 'AA==' }, signing)] },
  answer: {
    read: (bytes) => readAnswer(bytes, asAnswer),
    seeds: [await writeReceipt(received, signing), '{"problem":{"code":"a","message":"b"}}', '{"refusal":{},"signature":"AA=="}'],
    words: json,
  },
  body: {
    read: (bytes) => {
      const [type = '', ...body] = text(bytes).split('\n')
      return isMessageType(type) && parseBody(type, parseJson(body.join('\n')))
    },
    seeds: [`closing\n{"request":"request_1","at":"${at}"}`, 'question\n{}', 'order\n{}', 'reminder\n{"request":"request_1","text":"a"}'],
    words: json,
  },
  query: {
    read: (bytes) => readAnswers(new URLSearchParams(text(bytes)), english),
    seeds: ['on=2026-09-01&asking.state=FR&category=content&data.0.stored=true&every.class=general&skip=person.residence'],
    words: ['&', '=', '.', 'data.', 'every.', 'skip=', '__proto__', 'constructor', '%', '999999999', '[', '%00'],
  },
  passkey: { read: (bytes) => verifyRegistration(party, challenge, instead(registered, 'attestationObject', bytes)), seeds: [said('attestationObject', registered)] },
  'passkey-sign-in': { read: (bytes) => verifySignIn(party, challenge, instead(signedIn, 'authenticatorData', bytes), passkey), seeds: [said('authenticatorData', signedIn)] },
  release: {
    read: (bytes) => parseRelease(parseJson(text(bytes))),
    seeds: ['{"on":"2026-09-01","giver":{"state":"CN","kind":"provider"},"recipient":{"id":"a","kind":"foreign-judicial","state":"US"},"items":[{"id":"d1","personal":true,"storedIn":["CN"]}],"approvals":[],"paths":[]}'],
    words: json,
  },
  edition: {
    read: async (bytes) => verifyEdition(parseEditionFile(parseJson(text(bytes)))),
    seeds: [`{"edition":{},"note":"a","key":"AA=="}`],
    words: json,
  },
  counted: { read: (bytes) => parseCounted(parseJson(text(bytes))), seeds: [`{"counted":[{"org":"a","direction":"incoming","period":"2026-H1","what":"made","entry":"AA==","hashes":["${hash}"]}]}`], words: json },
  sample: { read: async (bytes) => verifySample(parseSample(parseJson(text(bytes)))), seeds: [JSON.stringify(sampled)], words: json },
  requests: {
    read: (bytes) => readRequests(text(bytes).split('\n'), 1, parseFacts),
    seeds: ['{"id":"a","facts":{"on":"2026-09-01","asking":{"state":"FR"}}}\n{"on":"2026-09-01"}\n'],
    words: [...json, '\n', '"facts"', '"id"'],
  },
  proposal: {
    read: (bytes) => readProposal(text(bytes), law),
    seeds: ['title: A\nsummary: b\namend:\n  eu/2023-1543/routes/production-order:\n    title: c\nagreements: []\nratifications: []\nlaw: {}\n'],
    words: ['\n', ': ', '- ', '  ', '&a ', '*a', '<<: *a', '!!js/function ', '|\n', '{', '[', '"', '---\n', '? ', '__proto__', '%YAML 1.1\n', '\t'],
  },
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
  'delivery-evidence': {
    read: readDeliveryEvidence,
    seeds: [`<r:DeliveryNonDeliveryToRecipient xmlns:r="http://uri.etsi.org/02640/v2#"><r:EventCode>http:uri.etsi.org/02640/Event#Delivery</r:EventCode><r:EvidenceIdentifier>a</r:EvidenceIdentifier><r:EventTime>${at}</r:EventTime></r:DeliveryNonDeliveryToRecipient>`],
    words: xmlWords,
  },
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
  mailbox: {
    read: seen('a.mbox', 'application/mbox'),
    seeds: ['From a@b.c Mon Mar  2 10:00:00 2026\nFrom: a@b.c\nSubject: a\n\nt\n\nFrom d@e.f Mon Mar  2 10:00:00 2026\nFrom: d@e.f\n\n>From x\n'],
    words: ['\nFrom ', '\n\n', ': ', '>From ', 'Date: ', 'Content-Type: multipart/mixed; boundary=""', '--'],
  },
  picture: { read: seen('a.jpg', 'image/jpeg'), seeds: [Uint8Array.fromHex('ffd8ffe1002e45786966000049492a00080000000100120103000100000001000000000000000000000000000000ffd9'), Uint8Array.fromHex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082')], words: ['Exif\0\0', 'II*\0', 'MM\0*', 'eXIf', 'IHDR'] },
  records: { read: seen('a.json', 'application/json'), seeds: ['[{"a":1,"b":"c"},{"a":2}]', '{"a":{"b":[1,2]}}'], words: json },
  csv: { read: seen('a.csv', 'text/csv'), seeds: ['a,b;c\n1,"x ""y""",3\n'], words: [',', ';', '\t', '"', '""', '\n', '\r\n'] },
  'public-table': {
    read: async (bytes) => {
      const table = await readTable(bytes)
      return layoutsFor(table, law, '2026-11-22').map((layout) => trapsIn(readBy(table, layout, law), '', []))
    },
    seeds: ['Country,Total Requests for User Data,Total User Accounts Referenced,Total Percentage of Requests Where Some Data Produced\nTurkey,"1,100",<10,50.00%\nTotal,0-499,-,n/a\n', 'metric_name,period_value,location_value,result\nTotal requests,Jul-Dec 2025,Albania,49.0\n'],
    words: [',', ';', '"', '\n', '0-499', '<10', '1.234', '1,5', '%', '*', '5000+', 'Total', 'Turkey', '2023 H1', 'Jan-Jun 2019', '\u00a0', '’', '~', 'k'],
  },
  pdf: { read: seen('a.pdf', 'application/pdf'), seeds: ['%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Contents 4 0 R>>endobj 4 0 obj<</Length 9>>stream\n(a) Tj\nendstream endobj trailer<</Root 1 0 R>>'], words: ['<<', '>>', ' 0 R', ' obj', 'stream\n', '/Kids[', '/FlateDecode', '(', ')'] },
  warc: { read: seen('a.warc', 'application/warc'), seeds: ['WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 2\r\n\r\nab\r\n\r\n'], words: ['\r\n', 'Content-Length: ', '99999999999', 'WARC/1.1'] },
  archive: { read: seen('a.zip', 'application/zip'), seeds: [Uint8Array.fromHex(`504b0304${'00'.repeat(26)}504b0102${'00'.repeat(42)}504b0506${'00'.repeat(18)}`)], words: ['PK\x01\x02', 'PK\x05\x06', '../'] },
} // biome-ignore format: one parser a line
