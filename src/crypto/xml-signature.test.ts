import { fc, test as prop } from '@fast-check/vitest'
import { XmlC14NMode, XmlDocument } from 'libxml2-wasm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PublicKey } from './public-key.ts'
import { parseXml } from './xml.ts'
import { canonicalXml } from './xml-canonical.ts'
import { checkXmlSignature, openSignedXml, xmlSignaturesIn } from './xml-signature.ts'
import { signXml } from './xml-signing.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (of: Uint8Array) => new TextDecoder().decode(of)

describe('XML from outside', () => {
  test.each([
    ['a document type', '<!DOCTYPE a><a/>', 'forbidden_xml'],
    [
      'one behind a comment and an instruction',
      '<?x y?><!-- <a> --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      'forbidden_xml',
    ],
    ['an entity nobody declared', '<a>&b;</a>', 'malformed_xml'],
    ['an element that is not closed', '<a><b></a>', 'malformed_xml'],
    ['a prefix nobody declared', '<a:b/>', 'malformed_xml'],
    ['nothing', '', 'malformed_xml'],
    ['an encoding that is not read here', '<?xml version="1.0" encoding="utf-7"?><a/>', 'malformed_xml'],
    ['deep nesting', `${'<a>'.repeat(150)}${'</a>'.repeat(150)}`, 'forbidden_xml'],
    ['more parts than any order has', `<a>${'<b/>'.repeat(400_000)}</a>`, 'forbidden_xml'],
  ])('with %s is refused', async (_, document, code) => {
    await expect(parseXml(bytes(document))).rejects.toMatchObject({ code })
  })

  test('is read with its namespaces, in UTF-16 as in UTF-8', async () => {
    const document = '<a xmlns="urn:a" xmlns:b="urn:b"><b:c d="é"><![CDATA[<]]></b:c></a>'
    const utf16 = new Uint8Array(new Uint16Array([0xfeff, ...[...document].map((one) => one.charCodeAt(0))]).buffer)
    const [one, other] = [await parseXml(bytes(document)), await parseXml(utf16)]
    expect(one).toEqual(other)
    expect(one.root.children[0]).toMatchObject({ name: 'c', namespace: 'urn:b', children: [{ text: '<' }] })
  })
})

/** Documents with declarations, overlapping prefixes, comments and instructions at every depth. */
const documents = fc.letrec<{ node: string; element: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('t', ' \n', '&#13;', '<!-- c -->', '<?p q?>', '&amp;&lt;', '<![CDATA[<&]]>'),
    tie('element'),
  ),
  element: fc
    .tuple(
      fc.constantFrom('', 'x:', 'y:'),
      fc.uniqueArray(
        fc.constantFrom('xmlns="urn:1"', 'xmlns=""', 'xmlns:x="urn:2"', 'xmlns:y="urn:1"', 'xml:lang="de"', 'x:k="1"', 'y:l="&#9;&quot;"', 'b="2"', 'a="&#10;"'),
        { selector: (one) => one.split('=')[0] },
      ),
      fc.array(tie('node'), { maxLength: 4 }),
    )
    .map(([prefix, attributes, children]) => `<${[`${prefix}e`, ...attributes].join(' ')}>${children.join('')}</${prefix}e>`),
})).element.map((element) => `<?p?><!-- b --><r xmlns:x="urn:x" xmlns:y="urn:y" xml:space="preserve">${element}</r><!-- a -->`) // biome-ignore format: one table of what can stand where

prop.prop([documents], { numRuns: 150 })(
  'the canonical forms are those of libxml2, of documents and of elements in them',
  async (document) => {
    const read = await parseXml(bytes(document))
    const theirs = XmlDocument.fromString(document)
    const [element] = read.root.children.filter(({ kind }) => kind === 'element')
    const theirElement = theirs.get('/*/*')
    for (const [form, mode] of [
      ['inclusive', XmlC14NMode.XML_C14N_1_0],
      ['inclusive-1.1', XmlC14NMode.XML_C14N_1_1],
      ['exclusive', XmlC14NMode.XML_C14N_EXCLUSIVE_1_0],
    ] as const) {
      for (const comments of [true, false]) {
        const options = { mode, withComments: comments }
        expect(text(canonicalXml(read, { form, comments }))).toBe(theirs.canonicalizeToString(options))
        const ours = text(canonicalXml(element ? [element] : [], { form, comments }))
        expect(ours).toBe(theirElement?.canonicalizeToString(options))
      }
    }
    theirs.dispose()
  },
)

describe('a signed document', () => {
  let key: PublicKey
  let signed: string

  beforeAll(async () => {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
    key = { spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)) }
    const order = await parseXml(bytes('<o:order xmlns:o="urn:o" ID="a"><o:what>mail</o:what></o:order>'))
    signed = text(await signXml(order, { key: pair.privateKey, keyName: 'us & them' }))
  })

  const open = async (document: string) => openSignedXml(await parseXml(bytes(document)), { keys: [key] })

  test('opens as what was signed, without its signature', async () => {
    const { document } = await open(signed)
    expect(text(canonicalXml(document, { form: 'exclusive', comments: true }))).toBe(
      '<o:order xmlns:o="urn:o" ID="a"><o:what>mail</o:what></o:order>',
    )
  })

  test.each<[string, (document: string) => string]>([
    ['one letter is another', (one) => one.replace('mail', 'Mail')],
    ['something is added', (one) => one.replace('<o:what>', '<o:what/><o:what>')],
    ['the digest has a comment in it', (one) => one.replace(/(<ds:SignatureValue>)/, '$1<!-- -->')],
    ['there are two lists of what is signed', (one) => one.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/, '$1$1')],
    ['the list hides in an object', (one) => one.replace(/<ds:SignedInfo>(.*)<\/ds:SignedInfo>/, '<ds:Object>$&</ds:Object>')],
    ['it signs another element', (one) => one.replace('URI=""', 'URI="#b"')],
    ['there are two signatures', (one) => one.replace(/<ds:Signature .*<\/ds:Signature>/, '$&$&')],
    ['the whole is wrapped', (one) => one.replace(/<o:order.*<\/o:order>/, '<o:order xmlns:o="urn:o"><o:what>all</o:what>$&</o:order>')],
    ['it was made by another method', (one) => one.replace('eddsa-ed25519', 'hmac-sha256')],
    ['it selects by a program', (one) => one.replace(/http:[^"]*enveloped-signature/, 'http://www.w3.org/TR/1999/REC-xslt-19991116')],
  ])('is refused where %s', async (_, change) => {
    expect(change(signed)).not.toBe(signed)
    await expect(open(change(signed))).rejects.toMatchObject({ code: 'bad_xml_signature' })
  }) // biome-ignore format: one change a line

  test('is refused where nobody is believed, and its own key is never taken', async () => {
    await expect(openSignedXml(await parseXml(bytes(signed)), { keys: [] })).rejects.toMatchObject({
      code: 'bad_xml_signature',
    })
    await expect(openSignedXml(await parseXml(bytes(signed)))).rejects.toMatchObject({ code: 'bad_xml_signature' })
  })

  test('that would take minutes to check is refused in a moment', async () => {
    const large = await parseXml(bytes(`<a>${'<b/>'.repeat(30_000)}</a>`))
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
    const once = text(await signXml(large, { key: pair.privateKey }))
    const often = once.replace(/<ds:Reference URI="">.*<\/ds:Reference>/, (one) =>
      one.replace(/<ds:Transform Algorithm="[^"]*c14n11"><\/ds:Transform>/, (c14n) => c14n.repeat(4)).repeat(60),
    )
    const document = await parseXml(bytes(often))
    const [signature] = xmlSignaturesIn(document)
    const [signedInfo] = signature?.children ?? []
    if (signature?.kind !== 'element' || signedInfo?.kind !== 'element') throw new Error('no signature')
    const value = await crypto.subtle.sign(
      'Ed25519',
      pair.privateKey,
      canonicalXml([signedInfo], { form: 'inclusive-1.1', comments: false }),
    )
    const resigned = often.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${new Uint8Array(value).toBase64()}`)
    const since = performance.now()
    await expect(openSignedXml(await parseXml(bytes(resigned)), { keys: [{ spki }] })).rejects.toMatchObject({
      code: 'bad_xml_signature',
      message: expect.stringContaining('too long'),
    })
    expect(performance.now() - since).toBeLessThan(15_000)
  })

  test('says of SHA-1 that it is weak, before anything else', async () => {
    const old = await parseXml(
      bytes(signed.replace('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1')),
    )
    const [signature] = xmlSignaturesIn(old)
    if (!signature) throw new Error('no signature')
    await expect(checkXmlSignature(old, signature, { keys: [key] })).rejects.toMatchObject({ code: 'weak_algorithm' })
  })
})
