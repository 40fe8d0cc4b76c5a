import { PDFDocument, StandardFonts } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { readLaw } from '../src/read-law.ts'
import { treatyOf } from '../src/requests/forms/context.ts'
import { fillForm } from '../src/requests/forms/fill.ts'
import { type Box, copyFor, type FilledForm } from '../src/requests/forms/form.ts'
import { printForm } from '../src/requests/forms/print.ts'
import { archivalFaults } from './archival.ts'
import { sampleAnswers } from './filled.ts'
import { readBack, squeezed } from './printed.ts'

const law = await readLaw()
const on = '2026-11-21'
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const forms = [...law.at(on).rules.values()].filter((rule) => rule.kind === 'form')

/** A matter that calls for as many boxes as one matter can. */
const facts = {
  on,
  asking: { state: 'DE', authority: 'prosecutor', validatedBy: 'judge' },
  proceeding: 'criminal',
  offence: { description: 'Angriff auf Informationssysteme', maxPenaltyMonths: 60, byInformationSystem: true },
  holder: { name: 'Alpenpost Mail Ltd', seat: 'IE', ciio: true },
  data: [
    { id: 'd1', category: 'content', personal: true, persons: 3 },
    { id: 'd2', category: 'subscriber' },
    { id: 'd3', category: 'traffic' },
    { id: 'd4', category: 'identification' },
  ],
  measure: 'produce',
  urgency: 'emergency',
  emergency: { threat: 'life' },
} as const
const request = {
  id: 'request_1',
  fileNumber: '123 Js 456/26',
  sent: on,
  received: on,
  to: 'IE',
  author: {
    name: 'Dr. Anna Huber',
    organisation: { name: 'Staatsanwaltschaft München I', email: 'sta@muenchen.example' },
  },
}

const fill = (id: string, answers: Record<string, unknown>) =>
  fillForm(law, id, { facts: facts as never, request, answers, on, to: 'IE' })
const print = (form: FilledForm, language: string, beside?: string) =>
  printForm(copyFor(form, 'central'), {
    language,
    ...(beside && { beside }),
    translate: law.translate,
    request: 'request_1',
    lawDigest: law.digest,
    at,
  })
const boxesOf = (form: FilledForm) => form.sections.flatMap(({ boxes }) => boxes)

/** What must stand on paper of one box: its label, its note, and its value or every choice with a tick at the right ones. */
function tracesOf(box: Box, language: string): string[] {
  const say = (text: string) => law.translate(text, language)
  const { value, options = [], type } = box
  const chosen = new Set(Array.isArray(value) ? value : [value])
  const ticked = options.map(({ id, label }) => (chosen.has(id) ? '☒' : '☐') + say(label))
  const values =
    value === undefined || options.length > 0
      ? []
      : type === 'boolean'
        ? [`☒${say(box.label)}`]
        : type === 'country'
          ? [`(${value})`]
          : typeof value === 'object' && 'from' in value
            ? [`${value.from} – ${value.to}`]
            : [value].flat().flatMap((one) => (type === 'datetime' ? ['10:00 UTC'] : String(one).split('\n')))
  return [say(box.label), ...(box.note ? [say(box.note)] : []), ...ticked, ...values]
}

describe.each(forms.map((form) => [form.rule, form] as const))('%s', (id, rule) => {
  const answers = sampleAnswers(rule)
  const filled = fill(id, answers)

  test('filled, printed and read back has every box, in each of its languages', async () => {
    expect(filled.missing).toEqual([])
    for (const language of ['en', ...Object.keys(rule.languages)]) {
      const { text } = await readBack(await print(filled, language))
      const lost = boxesOf(filled).flatMap((box) =>
        tracesOf(box, language).filter((trace) => !text.includes(squeezed(trace))),
      )
      expect(lost, language).toEqual([])
    }
  })

  test('with a second language beside it has the labels of both', async () => {
    for (const beside of Object.keys(rule.languages)) {
      const { text } = await readBack(await print(filled, 'en', beside))
      const labels = boxesOf(filled).flatMap(({ label }) => [label, law.translate(label, beside)])
      expect(labels.filter((label) => !text.includes(squeezed(label)))).toEqual([])
    }
  })

  test('is archival and tagged, and carries what it says as JSON', async () => {
    const pdf = await print(filled, 'en')
    const read = await readBack(pdf)
    expect(read.xmp).toMatch(/pdfaid:part>3<.*pdfaid:conformance>A</s)
    expect(read.tagged).toBe(true)
    expect(read.language).toBe('en')
    expect(read.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TR', 'TD']))
    expect(await archivalFaults(pdf)).toEqual([])
    const twin = JSON.parse(new TextDecoder().decode(read.attachments['form.json']))
    expect(twin).toMatchObject({ form: id, version: rule.version, request: 'request_1', law: law.digest })
    expect(twin.sections).toEqual(JSON.parse(JSON.stringify(copyFor(filled, 'central').sections)))
  })

  test('names every mandatory box that is missing', () => {
    for (const box of boxesOf(filled).filter(({ asked, type }) => asked === true && type !== 'boolean')) {
      const without = fillForm(law, id, {
        facts: (box.required === 'required' ? {} : facts) as never,
        request: {},
        answers: { ...answers, [box.id]: null },
        on,
      })
      const again = boxesOf(without).find((one) => one.id === box.id)
      // The law itself fills some boxes, whatever anybody writes.
      if (again?.origin === 'derived' || again?.origin === 'known') continue
      expect(without.missing.map(({ path }) => path)).toContain(box.id)
      const complaint = without.missing.find(({ path }) => path === box.id)
      expect(complaint?.says).toContain(`'${box.label}' must be filled in`)
    }
  })
})

test('a letter names the treaty its route rests on, in the languages of the paper; without one its author says on what', async () => {
  const treaty = (rule: string, to: string) =>
    treatyOf({ rule, to, facts: { asking: { state: 'CN' } } as never, law: { digest: law.digest, on } }, law)
  const bilateral = treaty('treaties/general/routes/mla-bilateral', 'FR')
  expect(bilateral).toBe('Treaty between China and France on mutual legal assistance in criminal matters')
  expect(treaty('un/untoc/routes/mutual-assistance', 'DE')).toMatch(/Organized Crime/)
  expect(treaty('treaties/general/routes/mla-bilateral', 'DE')).toBeUndefined()
  expect(treaty('treaties/general/routes/reciprocity', 'DE')).toBeUndefined()

  const letter = (known: object) =>
    fillForm(law, 'cn/icjal/forms/request-letter', { facts: {}, request: known as never, answers: {}, on })
  const filled = letter({ treaty: bilateral })
  expect(boxesOf(filled)).toContainEqual(expect.objectContaining({ id: 'authority.basis', value: bilateral }))
  const { text } = await readBack(await print(filled, 'zh', 'en'))
  expect(text).toContain('中国和法国关于刑事司法协助的条约')
  expect(text).toContain(squeezed(bilateral ?? ''))
  expect(letter({}).missing.map(({ path }) => path)).toContain('authority.basis')
})

test('a PDF that is not archival is found out', async () => {
  const plain = await PDFDocument.create()
  plain.addPage().drawText('Not archival', { font: await plain.embedFont(StandardFonts.Helvetica) })
  const faults = await archivalFaults(await plain.save({ useObjectStreams: false }))
  expect(faults).toEqual(
    expect.arrayContaining(['not tagged', 'no output intent', '/Helvetica is not embedded', 'no language']),
  )
})

test('the list of official forms is whole', () => {
  expect(forms.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining([
      'eu/2023-1543/forms/annex-i',
      'eu/2023-1543/forms/annex-ii',
      'eu/2023-1543/forms/annex-iii',
      'eu/2023-1543/forms/annex-v',
      'eu/2023-1543/forms/annex-vi',
      'eu/2023-1543/forms/user-information',
      'eu/2014-41/forms/annex-a',
      'eu/2014-41/forms/annex-b',
      'eu/2014-41/forms/annex-c',
      'cn/icjal/forms/request-letter',
      'cn/dsl/forms/approval',
      'us/3512/forms/request',
      'us/sca/forms/preservation-letter',
      'us/sca/forms/d-application',
      'us/sca/forms/motion-2703h',
      'us/sca/forms/customer-notice',
      'treaties/general/forms/request',
      'coe/185/forms/preservation',
      'coe/185/forms/stored-data',
      'coe/224/forms/domain-registration',
      'coe/224/forms/subscriber-order',
      'coe/224/forms/giving-effect',
      'coe/224/forms/emergency',
      'coe/224/forms/emergency-assistance',
      'un/cybercrime/forms/preservation',
      'practice/requests/forms/emergency',
      'practice/requests/forms/preservation',
      'practice/requests/forms/user-notice',
    ]),
  )
})
