import { beforeAll, describe, expect, test } from 'vitest'
import { isSound } from './ades.ts'
import { examineSignatures } from './ades-examine.ts'
import { toBase64url } from './jose.ts'
import { parseXml } from './xml.ts'
import { signXml } from './xml-signing.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** A certificate nobody has to believe, of the key it is returned with. */
async function selfSigned(): Promise<{ key: CryptoKey; certificate: Uint8Array }> {
  const { AttributeTypeAndValue, Certificate } = await import('pkijs')
  const { Integer, Utf8String } = await import('asn1js')
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey, publicKey } = (await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const certificate = new Certificate()
  certificate.serialNumber = new Integer({ value: 7 })
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: 'A court' }) }),
    )
  }
  certificate.notBefore.value = new Date('2026-01-01T00:00:00Z')
  certificate.notAfter.value = new Date('2027-01-01T00:00:00Z')
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  await certificate.sign(privateKey, 'SHA-256')
  return { key: privateKey, certificate: new Uint8Array(certificate.toSchema().toBER()) }
}

describe('the signatures of a document', () => {
  let key: CryptoKey
  let certificate: Uint8Array

  beforeAll(async () => {
    ;({ key, certificate } = await selfSigned())
  })

  const json = async (header: object, members: object = {}) => {
    const [start, payload] = [JSON.stringify({ alg: 'ES256', x5c: [certificate.toBase64()], ...header }), '{"order":1}']
    const signed = `${toBase64url(bytes(start))}.${toBase64url(bytes(payload))}`
    const value = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(signed))
    const [protectedText, payloadText] = signed.split('.')
    return JSON.stringify({
      payload: payloadText,
      protected: protectedText,
      signature: toBase64url(new Uint8Array(value)),
      ...members,
    })
  }
  const named = async () => ({
    'x5t#S256': toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(certificate)))),
  })

  test('in JSON say who signed what, and are sound', async () => {
    const [signature] = await examineSignatures(
      bytes(await json({ ...(await named()), sigT: '2026-11-22T08:00:00Z', crit: ['sigT'] })),
    )
    expect(signature).toMatchObject({
      format: 'JAdES',
      value: 'holds',
      certificate: { subject: 'CN=A court', serial: '07' },
      claimedAt: '2026-11-22T08:00:00Z',
      parts: [{ what: '', state: 'holds', bytes: bytes('{"order":1}') }],
      faults: [],
    })
    expect(signature && isSound(signature)).toBe(true)
  })

  test.each<[string, object, object, object]>([
    ['names no certificate', {}, {}, { faults: ['certificate_not_named'] }],
    ['names another one', { 'x5t#S256': 'AAAA' }, {}, { faults: ['another_certificate_named'] }],
    ['calls critical what nobody knows', { 'x5t#S256': 'named', crit: ['exp'], exp: 1 }, {}, { faults: ['critical_not_understood'] }],
    ['has something beside that is not signed', { 'x5t#S256': 'named' }, { note: 'urgent' }, { faults: ['unknown_member'] }],
    ['covers another payload', { 'x5t#S256': 'named' }, { payload: toBase64url(bytes('{"order":2}')) }, { value: 'broken' }],
    ['carries a timestamp that is none', { 'x5t#S256': 'named' }, { header: { etsiU: [{ sigTst: { tstTokens: [{ val: 'AA==' }] } }] } }, { faults: ['timestamp_broken'] }],
  ])('in JSON are not sound where one %s', async (_, header, members, expected) => {
    const right = 'x5t#S256' in header && header['x5t#S256'] === 'named' ? await named() : {}
    const [signature] = await examineSignatures(bytes(await json({ ...header, ...right }, members)))
    expect(signature).toMatchObject(expected)
    expect(signature && isSound(signature)).toBe(false)
  }) // biome-ignore format: one fault a line

  test('in XML say who signed, and what was changed afterwards', async () => {
    const signed = await signXml(await parseXml(bytes('<order><what>mail</what></order>')), {
      key,
      certificate,
    })
    expect(await examineSignatures(signed)).toMatchObject([
      {
        format: 'XML-DSig',
        value: 'holds',
        certificate: { subject: 'CN=A court' },
        parts: [{ state: 'holds' }],
        faults: [],
      },
    ])
    const changed = new TextDecoder().decode(signed).replace('mail', 'Mail')
    expect(await examineSignatures(bytes(changed))).toMatchObject([
      { value: 'holds', parts: [{ state: 'changed', bytes: undefined }] },
    ])
  })

  test.each(['', 'a letter', '<html>', '<!DOCTYPE a><a/>', '{"signature":1}', '{', 'eyJhIjoxfQ.e30.AA', '\0\0'])(
    'are none in %j',
    async (document) => {
      expect(await examineSignatures(bytes(document))).toEqual([])
    },
  )
})
