import { counted, type Lane, lanes, type Mapping, meanings } from '../../law/index.ts'
import type { ExaminedTable } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import type { Given } from '../requests/running/perform.ts'
import { Line, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { type Choice, ChoiceField, SelectField } from '../ui/fields.tsx'

/** So many different words are asked about. */
const WORDS = 60
type Said = Mapping['columns'][number]

/** What a select says of a column: its meaning, and of a share of what. */
const choiceOf = ({ means, of = 'unknown' }: Pick<Said, 'means' | 'of'>) => (means === 'share' ? `share-${of}` : means)
const numbers = [...counted.filter((one) => one !== 'share'), 'share-requests', 'share-accounts', 'share-unknown']
const choices = [...meanings.filter((one) => one !== 'share' && one !== 'passed-over' && !numbers.includes(one)), ...numbers, 'passed-over'] // biome-ignore format: one line

function saidBy(choice: string): Pick<Said, 'means' | 'of'> | undefined {
  const [, of] = /^share-(requests|accounts|unknown)$/.exec(choice) ?? []
  if (of) return { means: 'share', of: of as NonNullable<Said['of']> }
  const means = meanings.find((one) => one === choice)
  return means && { means }
}

const laneOf = (word: string): Lane | undefined => lanes.find((one) => one === word)

/** The line of the headings: where it was read, else the first of the longest. */
function headingsOf({ raw, reading }: Pick<ExaminedTable, 'raw' | 'reading'>): readonly string[] {
  if (reading) return reading.headings
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length
  const above = raw.rows.slice(0, 20)
  return above.toSorted((a, b) => filled(b) - filled(a))[0]?.map((cell) => cell.trim()) ?? []
}

/** The different words of a column, in the order in which they come. */
function wordsIn({ raw, reading }: ExaminedTable, means: 'process' | 'measure'): string[] {
  const at = reading?.columns.findIndex((column) => column?.means === means) ?? -1
  if (at < 0 || !reading) return []
  const words = raw.rows.slice(reading.headingLine).map((cells) => (cells[at] ?? '').trim())
  return [...new Set(words.filter((word) => word !== ''))].slice(0, WORDS)
}

/** Where a person says what each column, and each word in them, stands for. */
export function MappingForm({
  examined,
  sheet,
  companies,
}: {
  examined: ExaminedTable
  sheet: Sheet
  companies: readonly string[]
}) {
  const { reader } = sheet
  const { publicTables } = reader.t
  const { map: t, readIn } = publicTables
  const { mapping } = examined.table
  const headings = [...new Set(headingsOf(examined).filter((heading) => heading !== ''))]
  const before = (heading: string) => examined.reading?.columns[examined.reading.headings.indexOf(heading)]
  const select = (name: string, label: string, options: readonly Choice[], value: string) => {
    const { values, ...field } = typed(sheet, 'map', name, [value])
    return <SelectField {...field} label={label} choices={options} value={values[0] ?? ''} />
  }
  const means = choicesOf(reader)
  const laneChoices = [
    { value: '', label: t.byLine },
    ...lanes.map((lane) => ({ value: lane, label: publicTables.halfYear.lanes[lane] })),
  ]
  const within = (['apart', 'included', 'unknown'] as const).map((value) => ({ value, label: t.within[value] }))
  const processes = wordsIn(examined, 'process')
  const measures = wordsIn(examined, 'measure')
  const named = typed(sheet, 'map', 'companies', examined.table.companies)
  return (
    <SheetForm sheet={sheet} act="map" title={t.title} about={t.about} button={t.button} look="button button-second">
      {headings.map((heading, i) => {
        const column = before(heading)
        return (
          <div class="beside">
            <input type="hidden" name={`map.heading.${i}`} value={heading} />
            {select(`means.${i}`, t.column(heading), [{ value: '', label: t.nothing }, ...means], column ? choiceOf(column) : '')}
            {select(`lane.${i}`, t.lane(heading), laneChoices, column?.lane ?? '')}
          </div>
        )
      })}
      {processes.map((word, i) => (
        <>
          <input type="hidden" name={`map.process.${i}`} value={word} />
          {select(`process-lane.${i}`, t.word(word), [{ value: '', label: t.nothing }, ...laneChoices.slice(1)], mapping?.processes[word] ?? '')}
        </>
      ))}
      {measures.map((word, i) => {
        const measure = mapping?.measures[word]
        return (
          <div class="beside">
            <input type="hidden" name={`map.measure.${i}`} value={word} />
            {select(`measure-means.${i}`, t.word(word), [{ value: '', label: t.nothing }, ...means.filter(({ value }) => numbers.includes(value))], measure ? choiceOf(measure) : '')}
            {select(`measure-lane.${i}`, t.lane(word), laneChoices.slice(1), measure?.lane ?? 'all')}
          </div>
        )
      })}
      {select('emergency', t.emergency, within, mapping?.emergency ?? 'unknown')}
      {select('preservation', t.preservation, within, mapping?.preservation ?? 'unknown')}
      {select('decimal', t.decimal, ['', '.', ','].map((value) => ({ value, label: t.decimals[value] ?? value })), mapping?.decimal ?? '')}
      {select('shares', t.shares, (['percent', 'fraction'] as const).map((value) => ({ value, label: t.scales[value] })), mapping?.shares ?? 'percent')}
      <Line sheet={sheet} act="map" name="period" label={t.period} hint={readIn.periodHint} initial={mapping?.period ?? ''} />
      {companies.length > 0 && (
        <ChoiceField
          {...named} several label={readIn.companies} hint={readIn.companiesHint} value={named.values}
          choices={companies.map((value) => ({ value, label: value }))}
        />
      )}
    </SheetForm>
  ) // biome-ignore format: short
}

const choicesOf = ({ t }: Reader): Choice[] =>
  choices.map((value) => ({ value, label: (t.publicTables.map.means as Record<string, string>)[value] ?? value }))

/** What was said in the form, as a mapping; whether it is one the domain finds out. */
export function mappingGiven(given: Given): unknown {
  const each = (name: string) => {
    const found: { at: number; word: string }[] = []
    for (let at = 0; at < 100; at++) {
      const word = given.one(`${name}.${at}`)
      if (word !== '') found.push({ at, word })
    }
    return found
  }
  const columns = each('heading').flatMap(({ at, word }) => {
    const said = saidBy(given.one(`means.${at}`))
    const lane = laneOf(given.one(`lane.${at}`))
    return said ? [{ headings: [word], ...said, ...(lane && { lane }) }] : []
  })
  const processes = each('process').flatMap(({ at, word }) => {
    const lane = laneOf(given.one(`process-lane.${at}`))
    return lane ? [[word, lane] as const] : []
  })
  const measures = each('measure').flatMap(({ at, word }) => {
    const said = saidBy(given.one(`measure-means.${at}`))
    const lane = laneOf(given.one(`measure-lane.${at}`)) ?? 'all'
    return said ? [[word, { ...said, lane }] as const] : []
  })
  const one = (name: string) => given.one(name) || undefined
  return {
    columns,
    processes: Object.fromEntries(processes),
    measures: Object.fromEntries(measures),
    emergency: one('emergency'),
    preservation: one('preservation'),
    ...(one('decimal') && { decimal: one('decimal') }),
    shares: one('shares'),
    ...(one('period') && { period: one('period') }),
  }
}
