import { beforeAll, describe, expect, test } from 'vitest'
import { type Printed, readBack, squeezed } from '../../../test/printed.ts'
import { countryName } from '../../base/countries.ts'
import { readExamples } from '../../read-examples.ts'
import { readLaw } from '../../read-law.ts'
import { readProposal } from '../proposal.ts'
import { digestOfLines } from '../records/lines.ts'
import { changes } from '../running/cells.ts'
import { examiner } from '../running/examine.ts'
import { chance, invented } from '../running/generated.fixture.ts'
import { digestOf, type Result, resultOf } from '../running/result.ts'
import { type ExpectedDays, expectedDays } from '../times/expected.ts'
import { exponential } from '../times/queue.ts'
import { byDays, byPlace, byStatus, conflictsIn, safeguardsIn } from '../views.ts'
import { rangeInWords } from '../words/days.ts'
import { laboratoryWords } from '../words/words.ts'
import { type Brief, printBrief } from './brief.ts'
import { briefWords } from './words.ts'

const day = '2026-11-21'
let brief: Brief
let result: Result
let days: ExpectedDays
let english: Uint8Array
let printed: Printed
beforeAll(async () => {
  const law = await readLaw()
  const text = (await readExamples()).find(({ name }) => name === 'china-and-ten')?.text ?? ''
  const proposal = readProposal(text, law)
  const next = chance(7)
  const lines = [...Array.from({ length: 400 }, () => JSON.stringify(invented(next))), 'nonsense 😀']
  const options = { today: day, on: day }
  const tried = { proposal, proposalDigest: digestOf(text), before: law.digest, record: digestOfLines(lines), options }
  result = resultOf(examiner(law, proposal.law, options)(lines, 1), tried)
  const route = result.cells.find(({ before }) => before.status === 'open')?.before.route ?? ''
  // The last year takes twice as long as the one before.
  const lengths = [40, 90].flatMap((mean, i) =>
    Array.from({ length: 300 }, () => ({ route, began: `${2024 + i}-03-01`, days: exponential(mean, next) })),
  )
  days = expectedDays(result, law, lengths)
  const trial = { id: 'run_1', version: 2, byName: 'Dr. Falk', orgName: 'Policy desk' }
  const at = Temporal.Instant.from(`${day}T10:00:00Z`)
  brief = { proposal, result, days, law, kind: 'file', trial, language: 'en', at }
  english = await printBrief(brief)
  printed = await readBack(english)
})

const figure = (n: number) => new Intl.NumberFormat('en').format(n)
const turn = (n: number) => (n > 0 ? `+${figure(n)}` : n < 0 ? `−${figure(-n)}` : '0')
const row = (...cells: (string | number)[]) =>
  squeezed(cells.map((one) => (typeof one === 'number' ? figure(one) : one)).join(''))

describe('the brief of a trial', () => {
  test('is archival, tagged and has every figure of the result', () => {
    const t = laboratoryWords.en
    expect(printed).toMatchObject({ tagged: true, language: 'en' })
    expect(printed.xmp).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(printed.roles.filter((role) => role === 'Figure').length).toBeGreaterThanOrEqual(3)
    const rows: string[] = [
      ...changes.slice(0, 5).map((one) => row(t.changes[one], t.changesNote[one], result.changes[one])),
      ...byStatus(result).map((one) =>
        row(briefWords.en.statuses[one.status], one.before, one.after, turn(one.after - one.before)),
      ),
      ...(['asking', 'at'] as const)
        .flatMap((side) => byPlace(result, side))
        .filter(({ requests, changes: c }) => c.same < requests)
        .map(({ place, requests, before, after, changes: c }) => {
          const told = [c.opened, c.eased, c.burdened, c.closed, after.unknown]
          const name = countryName(place, 'en')
          return row(name, requests, before.ways, after.ways, turn(after.ways - before.ways), ...told)
        }),
      ...conflictsIn(result).map(({ before, after }) => row(before, after, turn(after - before))),
      ...safeguardsIn(result).map(({ safeguard, gained, lost }) => row(t.safeguard[safeguard], gained, lost)),
      row(t.unpublished, byDays(result).before.unpublished, byDays(result).after.unpublished),
      ...days.routes.map(({ before, after }) => row(before, after)),
      ...days.routes.flatMap(({ spread }) => (spread ? [squeezed(rangeInWords(spread, t.range, figure))] : [])),
      ...[result.law.before, result.law.after, result.proposal, result.record, result.digest],
      row(t.before, byStatus(result).find(({ status }) => status === 'unknown')?.before ?? -1),
    ]
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter((one) => !printed.text.includes(one))).toEqual([])
  })

  test('cites what it names, flags a fit that does not hold, and tells what could not be read', () => {
    expect(printed.text).toContain(squeezed('Data Security Law Art 36'))
    expect(printed.text).toContain(squeezed(laboratoryWords.en.wrongFit('1')))
    expect(printed.text).toContain(squeezed('fitted from 2024, tried on 2025: it does not hold.'))
    expect(printed.text).toContain(squeezed(laboratoryWords.en.unreadable('1')))
    for (const line of [...laboratoryWords.en.methodText, ...briefWords.en.limits])
      expect(printed.text).toContain(squeezed(line))
  })

  test('has the same bytes again, and in Chinese the same figures', async () => {
    expect(Buffer.from(await printBrief(brief)).equals(Buffer.from(english))).toBe(true)
    const chinese = await readBack(await printBrief({ ...brief, language: 'zh' }))
    expect(chinese.language).toBe('zh')
    for (const change of ['opened', 'eased', 'closed', 'burdened'] as const) {
      const { changes: names, changesNote } = laboratoryWords.zh
      expect(chinese.text).toContain(row(names[change], changesNote[change], result.changes[change]))
    }
    expect(chinese.text).toContain('数据安全法')
    expect(chinese.text).toContain(squeezed(briefWords.zh.limits[0] ?? '?'))
  })
})
