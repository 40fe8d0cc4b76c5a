import { readFileSync } from 'node:fs'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { text, utf8 } from '../../base/bytes.ts'
import { generateSigningKey } from '../../crypto/index.ts'
import { type Field, jsonSchemas, objectTypes, payload, type Shape } from './grammar.ts'
import { readJson, writeJson } from './json.ts'
import { formOf, readHi1, writeHi1 } from './message.ts'
import type { Hi1Message, Hi1Object } from './model.ts'
import { openSigned, signInJson, signInXml } from './signature.ts'
import { readXml, withNamespaces, writeXml } from './xml.ts'

const entry = (Name: string, Value: string, Owner = 'ETSI') => ({ Owner, Name, Value })

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const head: Hi1Message['Header'] = {
  SenderIdentifier: { CountryCode: 'DE', UniqueIdentifier: 'sender' },
  ReceiverIdentifier: { CountryCode: 'IE', UniqueIdentifier: 'receiver' },
  TransactionIdentifier: id(0),
  Timestamp: '2026-11-21T10:00:00.000000Z',
  Version: { ETSIVersion: 'V1.23.1', NationalProfileOwner: 'XX', NationalProfileVersion: 'v1.0' },
}

/** A message that creates these objects. */
const creating = (...objects: Hi1Object[]): Hi1Message => ({
  attributes: {},
  Header: head,
  Payload: {
    RequestPayload: {
      ActionRequests: {
        ActionRequest: objects.map((HI1Object, ActionIdentifier) => ({ ActionIdentifier, CREATE: { HI1Object } })),
      },
    },
  },
})

const task: Hi1Object = {
  type: 'LDTaskObject',
  ObjectIdentifier: id(1),
  DesiredStatus: entry('LDTaskDesiredStatus', 'AwaitingDisclosure'),
  RequestDetails: {
    Type: entry('RequestType', 'SubscriberData'),
    RequestValues: {
      RequestValue: [{ FormatType: { FormatOwner: 'ETSI', FormatName: 'InternationalE164' }, Value: '4989123456' }],
    },
  },
}

/** Both forms of one message, whichever way it is carried. */
async function carried(message: Hi1Message): Promise<void> {
  const whole = withNamespaces(message)
  const xml = await writeXml(message)
  expect(await readXml(xml)).toEqual(whole)
  const json = writeJson(whole)
  expect(readJson(json)).toEqual(whole)
  expect(text(await writeXml(readJson(json)))).toBe(text(xml))
}

describe('a message', () => {
  test('is the same in XML and in JSON', () => carried(creating(task)))

  test('has its form told by its first byte', async () => {
    expect(formOf(await writeHi1(creating(task), 'xml'))).toBe('xml')
    expect(formOf(await writeHi1(creating(task), 'json'))).toBe('json')
  })

  const many = Number(process.env.COMITY_SEQUENCES ?? 60)
  property.prop([anyOf(payload, 'some')], { numRuns: many })(
    'of any kind the schemas allow is carried both ways without loss',
    async (Payload) => carried({ attributes: {}, Header: head, Payload: Payload as Hi1Message['Payload'] }),
    60_000 + many * 50,
  )

  test.each([...objectTypes.keys()].filter(isWritten))('has room for every field of %s', async (name) => {
    const [whole] = fc.sample(anyObject(name, 'whole'), { numRuns: 1, seed: 7 })
    if (whole) await carried(creating(whole))
    expect(whole).toBeDefined()
  })

  test('keeps what the standard leaves open, in the form it had', async () => {
    const delivery = (Delivery: object): Hi1Message =>
      creating({ type: 'DeliveryObject', ObjectIdentifier: id(2), Delivery } as Hi1Object)
    await carried(delivery({ JSONData: { json: { a: [1, '<b>', null] } } }))
    const inside = '<delivery:XMLData xmlns:delivery="http://uri.etsi.org/03120/common/2019/10/Delivery"><Dictionaries xmlns="http://uri.etsi.org/03280/common/2019/10/Dictionaries"></Dictionaries></delivery:XMLData>' // biome-ignore format: one line
    const message = delivery({ XMLData: { xml: inside } })
    expect(await readXml(await writeXml(readJson(writeJson(await readXml(await writeXml(message))))))).toEqual(
      await readXml(await writeXml(message)),
    )
    const smuggled = delivery({ XMLData: { xml: `${inside}<delivery:Delivery/>` } })
    await expect(writeXml(smuggled)).rejects.toMatchObject({ code: 'malformed_xml' })
    await expect(writeXml(delivery({ XMLData: { xml: '<other/>' } }))).rejects.toMatchObject({ code: 'hi1_not_valid' })
  })
})

describe('refused', () => {
  const refusals: [string, Hi1Message, string, string?][] = [
    ['a version of the future', { ...creating(task), Header: { ...head, Version: { ...head.Version, ETSIVersion: 'V1.24.1' } } }, 'hi1_version'],
    ['a value its dictionary has not', creating({ ...task, DesiredStatus: entry('LDTaskDesiredStatus', 'Preserved') }), 'hi1_dictionary', 'DesiredStatus'],
    ['the dictionary of another field', creating({ ...task, DesiredStatus: entry('LPTaskDesiredStatus', 'Preserved') }), 'hi1_dictionary', 'DesiredStatus'],
    ['an object created twice', creating(task, task), 'hi1_duplicate', 'ObjectIdentifier'],
    ['a telephone number that is none', creating({ ...task, RequestDetails: { RequestValues: { RequestValue: [{ FormatType: { FormatOwner: 'ETSI', FormatName: 'InternationalE164' }, Value: '+49 89' }] } } }), 'hi1_format', 'Value'],
    ['a day that no calendar has', creating({ ...task, LastChanged: '2026-02-30T10:00:00Z' }), 'hi1_not_valid', 'LastChanged'],
    ['a state in small letters', creating({ ...task, CountryCode: 'de' }), 'hi1_not_valid', 'CountryCode'],
  ] // biome-ignore format: a table

  test.each(refusals)('%s', async (_, message, code, path = '') => {
    for (const form of ['xml', 'json'] as const)
      await expect(writeHi1(message, form)).rejects.toMatchObject({ code, path: expect.stringContaining(path) })
  })

  test('an entity, before anything is read', async () => {
    const bytes = text(await writeHi1(creating(task), 'xml')).replace(
      '<HI1',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><HI1',
    )
    await expect(readHi1(utf8(bytes))).rejects.toMatchObject({ code: 'forbidden_xml' })
  })

  test('what is too large, before anything is read', async () => {
    await expect(readHi1(new Uint8Array(16 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'hi1_too_large' })
  })

  test('a field in JSON that a choice of the schema lets through', async () => {
    const json = JSON.parse(text(await writeHi1(creating(task), 'json')))
    json.Payload.Other = 1
    await expect(readHi1(utf8(JSON.stringify(json)))).rejects.toMatchObject({
      code: 'hi1_not_valid',
      path: 'Payload.Other',
    })
  })

  test('a take-down in JSON, which has no place for it', async () => {
    const message = creating({ type: 'TDTaskObject', ObjectIdentifier: id(3) })
    await expect(writeHi1(message, 'json')).rejects.toMatchObject({ code: 'hi1_not_valid' })
    expect(await readHi1(await writeHi1(message, 'xml'))).toEqual(withNamespaces(message))
  })
})

describe('a signed message', () => {
  const signers = { xml: signInXml, json: signInJson }

  test.each(['xml', 'json'] as const)(
    'in %s is read from what was signed, by the key that is believed',
    async (form) => {
      const [key, other] = [await generateSigningKey(), await generateSigningKey()]
      const spki = async ({ publicKey }: typeof key) => ({
        spki: Uint8Array.fromHex(`302a300506032b6570032100${publicKey.toHex()}`),
      })
      const bytes = await signers[form](creating(task), key)
      expect(await openSigned(bytes, { keys: [await spki(key)] })).toMatchObject({ Payload: creating(task).Payload })
      const refusal = { code: 'hi1_signature' }
      await expect(openSigned(bytes, { keys: [await spki(other)] })).rejects.toMatchObject(refusal)
      await expect(openSigned(bytes, { keys: [] })).rejects.toMatchObject(refusal)
      const changed = utf8(text(bytes).replace('4989123456', '4989123457'))
      await expect(openSigned(changed, { keys: [await spki(key)] })).rejects.toMatchObject(refusal)
      await expect(openSigned(await writeHi1(creating(task), form), { keys: [await spki(key)] })).rejects.toMatchObject(
        refusal,
      )
      await expect(writeHi1(await readHi1(bytes), form === 'xml' ? 'json' : 'xml')).rejects.toMatchObject({
        code: 'hi1_not_expressible',
      })
    },
  )

  test('in JSON is not believed for a public key used as a secret', async () => {
    const key = await generateSigningKey()
    const bytes = text(await signInJson(creating(task), key)).replace(
      /"protected": "[^"]+"/,
      `"protected": "${btoa('{"alg":"HS256"}').replaceAll('=', '')}"`,
    )
    await expect(openSigned(utf8(bytes), { keys: [{ spki: key.publicKey }] })).rejects.toMatchObject({
      code: 'hi1_signature',
    })
  })
})

test('the types name every field that the schemas name', () => {
  const types = readFileSync(new URL('model.ts', import.meta.url), 'utf8')
  const missing = jsonSchemas
    .flatMap(({ $defs = {} }) => Object.values($defs))
    .flatMap(({ properties = {}, oneOf = [] }) =>
      [properties, ...oneOf.map((one) => one.properties ?? {})].flatMap(Object.keys),
    )
    .map((key) => key.slice(key.indexOf(':') + 1))
    .filter((name) => /^[A-Z]/.test(name) && !new RegExp(`\\b${name}\\??:`).test(types))
  // Of TS 103 280 only what TS 103 120 uses has a type.
  expect(missing).toEqual(['IPv4CIDR', 'IPv6CIDR'])
})

/** Both forms have it: not take-downs, not policies of live interception. */
const isWritten = (name: string): boolean => objectTypes.get(name)?.fields !== undefined && name !== 'TDTaskObject'

/** What is for each state to define: XML has abstract types there, and nothing that could stand for them. */
const national = /^National|^ApprovalNational|^ApproverIdentity$|^ApprovalDigitalSignature$|^EncryptionDetails$/

type Extent = 'whole' | 'some'

function anyObject(name: string, extent: Extent): fc.Arbitrary<Hi1Object> {
  const fields = objectTypes.get(name)?.fields ?? []
  return anyFields(fields, extent, ['ObjectIdentifier', 'EncryptionScheme']).map((values) => ({ type: name, ...values }) as Hi1Object) // biome-ignore format: one line
}

/** All fields, or some of them and always those that are named: what is inside of them is whole. */
function anyFields(fields: readonly Field[], extent: Extent, always: readonly string[] = []): fc.Arbitrary<object> {
  const known = fields.filter(({ name }) => !national.test(name))
  const values = Object.fromEntries(known.map((field) => [field.name, anyField(field)]))
  const requiredKeys = known.map(({ name }) => name).filter((name) => extent === 'whole' || always.includes(name))
  return fc.record(values, { requiredKeys })
}

function anyField({ name, list, shape }: Field): fc.Arbitrary<unknown> {
  const one = anyOf(shape, 'whole', name)
  return list ? fc.array(one, { minLength: 1, maxLength: 2 }) : one
}

/** Where the schemas offer a choice, one is taken. */
const choices = new Set(
  jsonSchemas.flatMap(({ $defs = {} }) => Object.entries($defs).flatMap(([name, { oneOf }]) => (oneOf ? [name] : []))),
)

function anyOf(shape: Shape, extent: Extent, name = ''): fc.Arbitrary<unknown> {
  switch (shape.is) {
    case 'integer':
      return fc.integer({ min: 2, max: 60_000 })
    case 'boolean':
      return fc.boolean()
    case 'moment':
      return fc.integer({ min: 0, max: 4e9 }).map((seconds) => momentText(seconds, name))
    case 'base64':
      return fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('base64'))
    case 'open':
      return fc.jsonValue({ maxDepth: 2 }).map((json) => ({ json: JSON.parse(JSON.stringify(json)) }))
    case 'text':
      return samples[name] !== undefined ? fc.constant(samples[name]) : shape.verbatim ? anyText : fc.uuid()
    case 'HI1Object':
      return fc.oneof(...[...objectTypes.keys()].filter(isWritten).map((type) => anyObject(type, 'some')))
    case 'object': {
      const action = shape.fields.find((field) => field.name === 'ActionIdentifier')
      if (!action && !choices.has(shape.name)) return anyFields(shape.fields, extent === 'some' ? 'whole' : extent)
      const options = shape.fields.filter((field) => field !== action && !national.test(field.name))
      return fc.oneof(...options.map((field) => anyFields(action ? [action, field] : [field], 'whole')))
    }
  }
}

/** Where a pattern allows little, something it allows. */
const samples: Readonly<Record<string, string>> = {
  Reference: 'XX-ACTOR01-1234', LDID: 'XX-ACTOR01-1234', LIID: 'LIID1', CountryCode: 'DE', ETSIVersion: 'V1.23.1',
  EmailAddress: 'a.b@c.example', ApproverEmailAddress: 'a.b@c.example', PhoneNumber: '4989123', FaxNumber: '4989124',
  ApproverPhoneNumber: '4989125', E164Number: '4989126', ISO639Set1LanguageIdentifier: 'de', IPv4Address: '192.0.2.1',
  IPv6Address: '2001:0db8:0000:0000:0000:0000:0000:0001', URL: 'https://a.example/b?c=d&e=f', FTPAddress: 'ftp://a.example/b',
} // biome-ignore format: a table

/** What XML can hold: everything but control characters, two that are none, and halves of characters. */
const anyText = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 1 }),
      fc.constantFrom(' ', '\n', '\r', '\t', '<', '&', '>', '"', ']]>'),
    ),
    maxLength: 12,
  })
  .filter((value) => [...value].every((one) => one >= ' ' || '\n\r\t'.includes(one)) && !/[\ufffe\uffff]/.test(value))

const momentText = (seconds: number, name: string): string =>
  new Date(seconds * 1000).toISOString().replace('.000Z', name === 'Expiry' ? '.123456Z' : '+01:00')
