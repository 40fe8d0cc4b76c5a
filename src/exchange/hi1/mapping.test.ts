import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Json } from '../../base/canonical-json.ts'
import { bodies, isMessageType, type MessageType, parseBody } from '../../requests/messages.ts'
import { type Envelope, request } from './envelope.ts'
import { actionsFor, type Told, toldIn } from './mapping.ts'
import { readHi1, writeHi1 } from './message.ts'
import type { Hi1Message } from './model.ts'

const envelope: Envelope = {
  sender: { CountryCode: 'DE', UniqueIdentifier: 'org_00000000000000000000000001' },
  receiver: { CountryCode: 'IE', UniqueIdentifier: 'org_00000000000000000000000002' },
  transaction: '00000000-0000-4000-8000-000000000001',
  at: Temporal.Instant.from('2026-11-20T09:00:00Z'),
  profile: { owner: 'EU', version: 'V1.1.1' },
}

const asMessage = (told: Told): Hi1Message => request(envelope, actionsFor(told, envelope))

/** Carried in a form, and what it tells on the other side. */
async function carried(told: Told, form: 'xml' | 'json'): Promise<Told | undefined> {
  const message = await readHi1(await writeHi1(asMessage(told), form))
  return toldIn(message.Payload.RequestPayload?.ActionRequests.ActionRequest ?? [])
}

/** `COMITY_SEQUENCES=10000` for as many of each. */
const many = Number(process.env.COMITY_SEQUENCES ?? 100)
const timeout = 60_000 + many * 50

describe('what one organisation tells another', () => {
  property.prop([fc.constantFrom(...Object.keys(bodies).filter(isMessageType)).chain(anyTold)], { numRuns: many })(
    'is the same after it was carried as HI-1, whatever it is',
    async (told) => {
      expect(await carried(told, 'xml')).toEqual(told)
      expect(await carried(told, 'json')).toEqual(told)
    },
    timeout,
  )

  property.prop([anyTold('order')], { numRuns: many })(
    'is the same for requests above all',
    async (told) => {
      expect(await carried(told, 'xml')).toEqual(told)
    },
    timeout,
  )
})

describe('an e-Evidence form', () => {
  property.prop([anyEuropean()], { numRuns: many })(
    'is the same after it was carried, whatever stands in its boxes',
    async (told) => {
      expect(await carried(told, 'xml')).toEqual(told)
    },
    timeout,
  )

  test('has its places in the profile', async () => {
    const boxes = {
      'c.deadline': 'ten-days-notified',
      'e.email': ['suspect@alpenpost.example', 'no address'],
      'e.phone': ['+49 (89) 5597-0', '089 55970'],
      'e.ip': ['192.0.2.7', '2001:db8::1'],
      'e.imei': ['49-015420-323751-8'],
      'e.mac': ['00-1B-44-11-3A-B7'],
      'e.period': { from: '2026-10-01', to: '2026-10-31' },
      'f.subscriber': ['identity', 'registration'],
      'h.delay': true,
      'i.name': 'Staatsanwaltschaft München I',
      'i.representative': 'Dr. Anna Huber',
      'i.post': 'Staatsanwältin',
      'i.file-number': '123 Js 4567/26',
      'i.phone': '+49 89 5597 0',
      'i.email': 'poststelle@sta-muenchen1.example',
      'i.languages': ['de', 'en', 'Deutsch'],
      'i.date': '2026-11-20',
      'j.name': 'Amtsgericht München',
      'j.representative': 'Claudia Stern',
      'k.authority': 'Competent authority of Ireland',
    }
    const told: Told = {
      type: 'order',
      body: european('eu/2023-1543/routes/production-order', 'eu/2023-1543/forms/annex-i', boxes),
    }
    expect(await carried(told, 'xml')).toEqual(told)
    const objects = actionsFor(told, envelope).flatMap(({ CREATE }) => (CREATE ? [CREATE.HI1Object] : []))
    const [authorisation, ...others] = objects
    expect(authorisation).toMatchObject({
      type: 'AuthorisationObject',
      AuthorisationLegalType: { Owner: 'EU', Name: 'EPOCLegalType', Value: 'EPOC' },
      AuthorisationPriority: { Owner: 'EU', Name: 'EPOCPriority', Value: 'TenDaysSubjectToEA' },
      AuthorisationDesiredStatus: { Owner: 'ETSI', Value: 'SubmittedToCSP' },
      AuthorisationFlags: {
        AuthorisationFlag: [{ Value: 'DelayInformingUser' }, { Value: 'EnforcingAuthorityNotified' }],
      },
      AuthorisationApprovalDetails: [
        {
          ApprovalType: 'IssuingAuthority',
          ApprovalReference: '123 Js 4567/26',
          ApprovalTimestamp: '2026-11-20T12:00:00Z',
          ApproverDetails: {
            ApproverName: 'Dr. Anna Huber',
            ApproverContactDetails: [
              {
                PhoneNumber: '498955970',
                Languages: [{ ISO639Set1LanguageIdentifier: 'de' }, { ISO639Set1LanguageIdentifier: 'en' }],
              },
            ],
          },
        },
        { ApprovalType: 'ValidatingAuthority' },
      ],
    })
    const tasks = others.filter((object) => object.type === 'LDTaskObject')
    expect(tasks).toHaveLength(8)
    expect(tasks[0]).toMatchObject({
      DesiredStatus: { Value: 'AwaitingDisclosure' },
      RequestDetails: {
        Type: { Value: 'SubscriberData' },
        StartTime: '2026-10-01T00:00:00Z',
        EndTime: '2026-10-31T23:59:59Z',
        Subtype: { RequestSubtype: [{ Name: 'EPOCRequestSubtype', Value: 'identity' }, { Value: 'registration' }] },
      },
    })
    const formats = tasks.map(({ RequestDetails }) => RequestDetails?.RequestValues?.RequestValue?.[0]).map((one) => `${one?.FormatType.FormatOwner} ${one?.FormatType.FormatName} ${one?.Value}`) // biome-ignore format: one line
    expect(formats).toEqual([
      'ETSI InternationalizedEmailAddress suspect@alpenpost.example',
      'COMITY email no address',
      'ETSI InternationalE164 498955970',
      'COMITY phone 089 55970',
      'ETSI IPv4Address 192.0.2.7',
      'COMITY ip 2001:db8::1',
      'ETSI IMEICheckDigit 490154203237518',
      'ETSI MACAddress 00:1b:44:11:3a:b7',
    ])
    expect(others.at(-2)).toMatchObject({ DocumentType: { Name: 'EPOCDocumentType', Value: 'Form1' } })
  })

  test('for preservation asks for preservation', () => {
    const body = european(
      'eu/2023-1543/routes/preservation-order',
      'eu/2023-1543/forms/annex-ii',
      { 'c.user': ['anna'] },
      'preserve',
    )
    const objects = actionsFor({ type: 'order', body }, envelope).map(({ CREATE }) => CREATE?.HI1Object)
    expect(objects[0]).toMatchObject({ AuthorisationLegalType: { Value: 'EPOCPR' } })
    expect(objects[1]).toMatchObject({ type: 'LPTaskObject', DesiredStatus: { Value: 'AwaitingPreservation' } })
  })
})

/** A message on a form with these boxes. */
function european(
  rule: string,
  form: string,
  boxes: Readonly<Record<string, unknown>>,
  does = 'produce',
): Told['body'] {
  const said = Object.entries(boxes).map(([id, value]) => ({ id, number: 1, label: id, type: 'text', value }))
  return {
    request: 'request_01kae8jn6h5b6',
    title: 'Attack on a mail server',
    fileNumber: '123 Js 4567/26',
    rule,
    routeTitle: 'European order',
    asking: 'DE',
    happened: [],
    law: { digest: 'sha256:0', on: '2026-11-20' },
    items: [{ id: 'd1', category: 'subscriber' }],
    parties: [{ seat: 'authority', state: 'DE', org: 'org_1', name: 'Staatsanwaltschaft München I' }],
    steps: [
      {
        id: 'act',
        title: 'Act',
        seat: 'provider',
        state: 'IE',
        does,
        clocks: [],
        moments: [],
        after: [],
        cite: 'Art 10',
        certain: true,
      },
    ],
    author: { person: 'person_1', name: 'Dr. Anna Huber' },
    form: { form, heading: 'EPOC', version: '1', sections: [{ id: 'A', title: 'A', boxes: said }] } as unknown as Json,
    pdf: btoa('%PDF-1.7'),
    digest: '0'.repeat(64),
    at: '2026-11-20T09:00:00Z',
  }
}

function anyEuropean(): fc.Arbitrary<Told> {
  const ids = ['c.deadline', 'e.email', 'e.phone', 'e.ip', 'e.imei', 'e.mac', 'e.user', 'e.period', 'f.content', 'h.delay', 'i.name', 'i.email', 'i.phone', 'i.date', 'i.languages', 'i.without-validation', 'j.name', 'k.authority'] // biome-ignore format: one line
  const text = anyText({})
  const number = fc.stringMatching(/^\+?[0-9 ()-]{0,20}$/)
  const value = fc.oneof(text, number, fc.boolean(), fc.array(fc.oneof(text, number, fc.ipV4(), fc.emailAddress()), { maxLength: 3 }), fc.record({ from: fc.constant('2026-01-01') }), fc.constantFrom('eight-hours', 'ten-days', '2026-11-20')) // biome-ignore format: one line
  return fc.dictionary(fc.constantFrom(...ids), value).map((boxes) => ({
    type: 'order',
    body: european('eu/2023-1543/routes/production-order', 'eu/2023-1543/forms/annex-i', boxes),
  }))
}

/** Anything that the schema of a message lets through. */
const arbitraries = new Map<MessageType, fc.Arbitrary<Told>>()

function anyTold(type: MessageType): fc.Arbitrary<Told> {
  const known = arbitraries.get(type) ?? tolds(type)
  arbitraries.set(type, known)
  return known
}

function tolds(type: MessageType): fc.Arbitrary<Told> {
  const schema = z.toJSONSchema(bodies[type], { io: 'input', unrepresentable: 'any' })
  return anyOf(schema as Schema)
    .map((value) => read(type, value))
    .filter((body) => body !== undefined)
    .map((body) => ({ type, body }))
}

function read(type: MessageType, value: unknown): Told['body'] | undefined {
  try {
    // What is left out and what is undefined are one in JSON.
    return JSON.parse(JSON.stringify(parseBody(type, value)))
  } catch {
    return undefined
  }
}

interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly type?: string
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly minItems?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly contentEncoding?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
}

function anyOf(schema: Schema): fc.Arbitrary<unknown> {
  const { const: constant, enum: values, anyOf: some, oneOf: one } = schema
  if (constant !== undefined) return fc.constant(constant)
  if (values) return fc.constantFrom(...values)
  const options = some ?? one
  if (options) return fc.oneof(...options.map(anyOf))
  switch (schema.type) {
    case 'string':
      return anyText(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1, max: Math.min(schema.maximum ?? 1e9, 1e9) }) // biome-ignore format: one line
    case 'number':
      return fc.integer({ min: (schema.exclusiveMinimum ?? schema.minimum ?? -1e6) + 1, max: 1e6 }).map((n) => n / 8)
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(anyOf(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: (schema.minItems ?? 0) + 2 }) // biome-ignore format: one line
    case 'object':
      return anyObject(schema)
    default:
      return fc.constant('x')
  }
}

function anyObject({ properties, required = [], additionalProperties, propertyNames }: Schema): fc.Arbitrary<object> {
  if (properties) {
    const values = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, anyOf(inner)]))
    return fc.record(values, { requiredKeys: [...required] })
  }
  const inner = typeof additionalProperties === 'object' ? additionalProperties : {}
  return fc.dictionary(anyOf(propertyNames ?? { type: 'string' }) as fc.Arbitrary<string>, anyOf(inner), { maxKeys: 2 })
}

function anyText({ pattern, format, contentEncoding, minLength = 0 }: Schema): fc.Arbitrary<string> {
  const seconds = fc.integer({ min: 0, max: 4e9 })
  if (contentEncoding === 'base64' || format === 'base64')
    return fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64'))
  if (format === 'date-time')
    return fc.tuple(seconds, fc.constantFrom('Z', '.000Z', '.123Z')).map(([at, end]) => new Date(at * 1000).toISOString().replace('.000Z', end)) // biome-ignore format: one line
  if (format === 'date') return seconds.map((at) => new Date(at * 1000).toISOString().slice(0, 10))
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  // Anything that JSON can hold, also what XML cannot, and what means something in either.
  const unit = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 1 }),
    fc.constantFrom('\u0001', '\uffff', '\r', '\n', '<', '&', ' ', ']]>'),
  )
  return fc.string({ unit, minLength, maxLength: minLength + 10 })
}
