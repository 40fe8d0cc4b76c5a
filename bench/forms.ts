import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { LawBase, Rule } from '../src/law/index.ts'
import { readLaw } from '../src/read-law.ts'
import { fillForm } from '../src/requests/forms/fill.ts'
import { copyFor, type FormCopy } from '../src/requests/forms/form.ts'
import { printForm } from '../src/requests/forms/print.ts'
import { sampleAnswers } from '../test/filled.ts'
import type { BenchOptions } from './options.ts'

const RUNS = 15
const ON = '2026-11-21'
const MiB = 1024 * 1024

interface Spread {
  readonly what: string
  /** Milliseconds, and KiB of one paper. */
  readonly median: number
  readonly p10: number
  readonly p90: number
  readonly slowest: number
  readonly size: number
}

/**
 * Every form of the law filled to its last box and printed, warm: each run has another value in every box and another
 * moment, so that nothing but the fonts and the template can be remembered. First in one language, then in two, with the
 * draft mark. Beside it pdfmake sets the same labels and values in tables with the same fonts; its PDF is neither tagged nor
 * archival, marks nothing missing and carries no twin.
 */
export async function forms({ json }: BenchOptions): Promise<void> {
  const law = await readLaw()
  const rules = [...law.at(ON).rules.values()].filter((rule) => rule.kind === 'form')
  const fill = (rule: Rule<'form'>, run: number) => copyOf(law, rule, run)
  const one = (copy: FormCopy, run: number) => print(law, copy, run, 'en')
  const two = (copy: FormCopy, run: number) => print(law, copy, run, 'zh', 'en')
  for (const rule of rules) await two(fill(rule, -1), -1)

  const each: Spread[] = []
  for (const rule of rules) each.push(await spread(rule.rule, [rule], (copy, run) => one(copy, run), fill))
  const all = await spread(`all ${rules.length} forms, one language`, rules, one, fill)
  const bilingual = await spread(`all ${rules.length} forms, two languages`, rules, two, fill)
  const peak = process.resourceUsage().maxRSS / 1024
  pdfmake.setFonts(fonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => true)
  await peerPrint(fill(rules[0] as Rule<'form'>, -1))
  const peer = await spread(`all ${rules.length} forms, pdfmake`, rules, (copy) => peerPrint(copy), fill)

  const rows = [...each.sort((a, b) => a.median - b.median), all, bilingual, peer]
  const timesFaster = peer.median / all.median
  if (json) {
    console.log(JSON.stringify({ bench: 'forms', runs: RUNS, peakMiB: Math.round(peak), rows, timesFaster }))
    return
  }
  for (const { what, median, p10, p90, slowest, size } of rows) {
    const times = `median ${ms(median)}  (${ms(p10)} –${ms(p90)}, slowest${ms(slowest)})`
    console.log(`${what.padEnd(44)} ${times}  ${size.toFixed(0).padStart(4)} KiB`)
  }
  console.log(`${timesFaster.toFixed(1)} times as fast as pdfmake; peak memory of our part ${Math.round(peak)} MiB`)
}

const ms = (time: number) => `${time.toFixed(1).padStart(7)} ms`

type Print = (copy: FormCopy, run: number) => Promise<Uint8Array>

/** Filling and printing together, run by run; the forms of one run count each for itself. */
async function spread(
  what: string,
  rules: readonly Rule<'form'>[],
  printOne: Print,
  fill: (rule: Rule<'form'>, run: number) => FormCopy,
): Promise<Spread> {
  const taken: number[] = []
  let bytes = 0
  for (let run = 0; run < RUNS; run++) {
    for (const rule of rules) {
      const start = performance.now()
      bytes += (await printOne(fill(rule, run), run)).length
      taken.push(performance.now() - start)
    }
  }
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Number.NaN
  const size = (bytes / taken.length / MiB) * 1024
  return { what, median: at(0.5), p10: at(0.1), p90: at(0.9), slowest: at(1), size }
}

function copyOf(law: LawBase, rule: Rule<'form'>, run: number): FormCopy {
  const answers = Object.fromEntries(
    Object.entries(sampleAnswers(rule)).map(([id, value]) => [
      id,
      typeof value === 'string' && /^\w+\.\w+.* Größe/.test(value) ? `${value} ${run}` : value,
    ]),
  )
  return copyFor(fillForm(law, rule.rule, { facts: {}, request: {}, answers, on: ON }), 'central')
}

function print(law: LawBase, copy: FormCopy, run: number, language: string, beside?: string): Promise<Uint8Array> {
  return printForm(copy, {
    language,
    ...(beside && { beside, draft: true }),
    translate: law.translate,
    request: `request_${run}`,
    fileNumber: `123 Js ${run}/26`,
    lawDigest: law.digest,
    at: Temporal.Instant.from(`${ON}T10:00:00Z`).add({ seconds: run }),
  })
}

const cjk = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')))
const [normal, bold] = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'].map((file) =>
  join(cjk, file),
)
const fonts = { NotoSansSC: { normal: normal ?? '', bold: bold ?? '' } }

async function peerPrint({ heading, sections }: FormCopy): Promise<Uint8Array> {
  const content: Content[] = [{ text: heading, bold: true, fontSize: 14, alignment: 'center' }]
  for (const { id, title, boxes } of sections) {
    const body: TableCell[][] = boxes.map(({ number, label, note, value, options = [] }) => [
      `${id}.${number}`,
      { text: [label, note ? `\n${note}` : ''] },
      options.length > 0
        ? options.map((option) => `${[value].flat().includes(option.id) ? 'X' : '–'} ${option.label}`).join('\n')
        : typeof value === 'object'
          ? Object.values(value).join('\n')
          : String(value ?? ''),
    ])
    content.push({ text: `Section ${id}: ${title}`, bold: true }, { table: { widths: [30, 180, '*'], body } })
  }
  const made = pdfmake.createPdf({ content, defaultStyle: { font: 'NotoSansSC', fontSize: 9.5 } })
  return new Uint8Array(await made.getBuffer())
}
