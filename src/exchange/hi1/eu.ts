import { entry } from './dictionaries.ts'
import { fitting } from './fitting.ts'
import type { ApprovalDetails, DictionaryEntry, RequestValue } from './model.ts'

/**
 * The e-Evidence forms as HI-1 messages (ETSI TS 104 144, a profile of TS 103 120), as far as what is public says: the values
 * of the profile's own dictionaries carry the owner EU. What is not confirmed by the published text is said in docs/hi1.md.
 */
export const EU_PROFILE = 'EU'

const eu = (name: string, value: string) => entry(EU_PROFILE, name, value)
const etsi = (name: string, value: string) => entry('ETSI', name, value)

/** The routes whose certificates have a legal type of their own. */
const legalTypes: Readonly<Record<string, string>> = {
  'eu/2023-1543/routes/production-order': 'EPOC',
  'eu/2023-1543/routes/preservation-order': 'EPOCPR',
}

const forms: Readonly<Record<string, string>> = {
  'eu/2023-1543/forms/annex-i': 'Form1',
  'eu/2023-1543/forms/annex-ii': 'Form2',
  'eu/2023-1543/forms/annex-iii': 'Form3',
  'eu/2023-1543/forms/annex-v': 'Form5',
  'eu/2023-1543/forms/annex-vi': 'Form6',
}

/** Where the law has no value of the profile, the route itself is the legal type. */
export const legalTypeOf = (rule: string): DictionaryEntry => {
  const value = Object.hasOwn(legalTypes, rule) ? legalTypes[rule] : undefined
  return value === undefined ? entry('COMITY', 'Route', rule) : eu('EPOCLegalType', value)
}

export function routeOf(type: DictionaryEntry | undefined): string | undefined {
  if (type?.Owner === 'COMITY' && type.Name === 'Route') return type.Value
  if (type?.Owner !== EU_PROFILE || type.Name !== 'EPOCLegalType') return undefined
  return Object.entries(legalTypes).find(([, value]) => value === type.Value)?.[0]
}

const isEuropean = (rule: string): boolean => Object.hasOwn(legalTypes, rule)

export function documentTypeOf(form: string | undefined): DictionaryEntry {
  const value = form !== undefined && Object.hasOwn(forms, form) ? forms[form] : undefined
  return value === undefined ? etsi('DocumentType', 'Warrant') : eu('EPOCDocumentType', value)
}

const IMPOSSIBLE = { ground: 'eu/2023-1543/grounds/article-10-impossibility', type: 'DeFactoImpossibility' } as const

/** One value of the profile is public: the others are told by a type of ours. */
export const notificationTypeOf = (type: string, ground: string | undefined): DictionaryEntry =>
  ground === IMPOSSIBLE.ground ? eu('EPOCNotificationType', IMPOSSIBLE.type) : entry('COMITY', 'NotificationType', type)

export const groundOf = (type: DictionaryEntry | undefined): string | undefined =>
  type?.Owner === EU_PROFILE && type.Value === IMPOSSIBLE.type ? IMPOSSIBLE.ground : undefined

/** A filled form, as far as it is read here. */
export interface FormLike {
  readonly form: string
  readonly sections: readonly { readonly boxes: readonly { readonly id: string; readonly value?: unknown }[] }[]
}

/** What the forms say that HI-1 has places for. */
export interface OnForms {
  readonly priority: DictionaryEntry | undefined
  readonly flags: readonly DictionaryEntry[]
  readonly approvals: readonly ApprovalDetails[]
  readonly identifiers: readonly RequestValue[]
  readonly period: { readonly StartTime?: string; readonly EndTime?: string }
  /** By the category of an item. */
  readonly subtypes: ReadonlyMap<string, readonly DictionaryEntry[]>
}

/** Which section of a form holds what. */
const layouts: Readonly<Record<string, { identifiers: string; asked: string; issuing: string; validating: string }>> = {
  'eu/2023-1543/forms/annex-i': { identifiers: 'e', asked: 'f', issuing: 'i', validating: 'j' },
  'eu/2023-1543/forms/annex-ii': { identifiers: 'c', asked: 'd', issuing: 'f', validating: 'g' },
}

const priorities: Readonly<Record<string, string>> = {
  'eight-hours': 'EightHours',
  'ten-days-notified': 'TenDaysSubjectToEA',
  'ten-days': 'TenDaysASAP',
}

const nothing: OnForms = {
  priority: undefined,
  flags: [],
  approvals: [],
  identifiers: [],
  period: {},
  subtypes: new Map(),
}

export function onForms(rule: string, form: FormLike | undefined): OnForms {
  const layout = form && Object.hasOwn(layouts, form.form) ? layouts[form.form] : undefined
  if (!form || !layout || !isEuropean(rule)) return nothing
  const values = new Map(form.sections.flatMap(({ boxes }) => boxes.map(({ id, value }) => [id, value] as const)))
  const box = (section: string, name: string): unknown => values.get(`${section}.${name}`)
  const deadline = new Map(Object.entries(priorities)).get(line(box('c', 'deadline')) ?? '')
  const isProduction = form.form.endsWith('annex-i')
  const withoutValidation = box(layout.issuing, 'without-validation') === true
  return {
    priority: isProduction && deadline ? eu('EPOCPriority', deadline) : undefined,
    flags: [
      ...(deadline === 'EightHours' || withoutValidation ? [etsi('AuthorisationFlag', 'IsEmergency')] : []),
      ...(isProduction && box('h', 'delay') === true ? [eu('AuthorisationFlag', 'DelayInformingUser')] : []),
      ...(isProduction && line(box('k', 'authority')) ? [eu('AuthorisationFlag', 'EnforcingAuthorityNotified')] : []),
    ],
    approvals: [
      approval('IssuingAuthority', (name) => box(layout.issuing, name), withoutValidation),
      approval('ValidatingAuthority', (name) => box(layout.validating, name), false),
    ].filter((one) => one !== undefined),
    identifiers: identifiersOn((name) => box(layout.identifiers, name)),
    period: periodOn(box(layout.identifiers, 'period')),
    subtypes: new Map(
      ['subscriber', 'identification', 'traffic', 'content'].map((category) => [
        category,
        lines(box(layout.asked, category)).map((value) => eu('EPOCRequestSubtype', value)),
      ]),
    ),
  }
}

function approval(
  ApprovalType: string,
  box: (name: string) => unknown,
  isEmergency: boolean,
): ApprovalDetails | undefined {
  const [authority, name, post, file, day] = ['name', 'representative', 'post', 'file-number', 'date'].map((one) =>
    line(box(one)),
  )
  if (!authority && !name) return undefined
  const [address, email] = [line(box('address')), line(box('email'))]
  const [phone, fax] = [digits(box('phone')), digits(box('fax'))]
  const languages = lines(box('languages')).filter((one) => /^[a-z]{2}$/.test(one))
  return {
    ApprovalType,
    ...(file && { ApprovalReference: file }),
    ApproverDetails: {
      ...(name && { ApproverName: name }),
      ...(post && { ApproverRole: post }),
      ApproverContactDetails: [
        {
          ...(authority && { Name: authority }),
          ...(email && /.@./.test(email) && email.length <= 255 && { EmailAddress: email }),
          ...(phone && { PhoneNumber: phone }),
          ...(fax && { FaxNumber: fax }),
          ...(address && { Address: address }),
          ...(languages.length > 0 && { Languages: languages.map((ISO639Set1LanguageIdentifier) => ({ ISO639Set1LanguageIdentifier })) }), // biome-ignore format: one line
        },
      ],
    },
    // A day without its hour: at noon no zone makes another day of it.
    ...(day && /^\d{4}-\d\d-\d\d$/.test(day) && { ApprovalTimestamp: `${day}T12:00:00Z` }),
    ...(isEmergency && { ApprovalIsEmergency: true }),
  }
}

/** The identifiers of accounts and devices, each in the format of TS 103 280 that it has, or named by the form's own word. */
function identifiersOn(box: (name: string) => unknown): RequestValue[] {
  const kinds = ['email', 'phone', 'user', 'ip', 'imei', 'mac'] as const
  return kinds.flatMap((kind) => lines(box(kind)).map((value) => identifier(kind, value)))
}

function identifier(kind: string, written: string): RequestValue {
  const [FormatName, Value] = inFormat(kind, written)
  const FormatOwner = FormatName === undefined ? 'COMITY' : 'ETSI'
  return { FormatType: { FormatOwner, FormatName: FormatName ?? kind }, Value }
}

function inFormat(kind: string, written: string): [string | undefined, string] {
  const bare = written.trim()
  if (kind === 'email' && /^.+@.+$/.test(bare) && bare.length <= 255) return ['InternationalizedEmailAddress', bare]
  if (kind === 'phone') {
    const number = digits(written)
    if (number !== undefined) return ['InternationalE164', number]
  }
  if (kind === 'ip' && /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.|$)){4}$/.test(bare)) return ['IPv4Address', bare]
  const number = bare.replaceAll(/[ -]/g, '')
  if (kind === 'imei' && /^\d{14,16}$/.test(number))
    return [['IMEI', 'IMEICheckDigit', 'IMEISV'][number.length - 14], number]
  const mac = bare.toLowerCase().replaceAll('-', ':')
  if (kind === 'mac' && /^([a-f0-9]{2}:){5}[a-f0-9]{2}$/.test(mac)) return ['MACAddress', mac]
  return [undefined, written]
}

/** An international number as E.164 has it; one without its country is none. */
function digits(value: unknown): string | undefined {
  const written = line(value)
  if (!written || !/^\s*(\+|00)/.test(written)) return undefined
  const number = written.replace(/^\s*(\+|00)/, '').replaceAll(/[\s()/.-]/g, '')
  return /^[1-9]\d{0,14}$/.test(number) ? number : undefined
}

function periodOn(value: unknown): OnForms['period'] {
  const { from, to } = (typeof value === 'object' && value !== null ? value : {}) as { from?: unknown; to?: unknown }
  const moment = (at: unknown, end: string): string | undefined => {
    const written = line(at)
    if (written && /^\d{4}-\d\d-\d\d$/.test(written)) return `${written}T${end}Z`
    return written && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(written)
      ? written.replace(/\.\d+/, '')
      : undefined
  }
  const [StartTime, EndTime] = [moment(from, '00:00:00'), moment(to, '23:59:59')]
  return { ...(StartTime && { StartTime }), ...(EndTime && { EndTime }) }
}

/** A text of a form as XML can hold it; other values of a box are none. */
function line(value: unknown): string | undefined {
  return fitting(value) || undefined
}

const lines = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).map(line).filter((one) => one !== undefined && one.length <= 255) as string[]
