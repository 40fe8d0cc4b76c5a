import { describe, expect, test } from 'vitest'
import { utf8 } from '../../base/bytes.ts'
import { type Mapping, mappingSchema } from '../../law/index.ts'
import { readLaw } from '../../read-law.ts'
import { countIn, shareIn } from './numbers.ts'
import { periodIn } from './period.ts'
import { layoutsFor, readBy, readTable } from './reading.ts'
import { type Before, type TrapKind, traps, trapsIn } from './traps.ts'

const law = await readLaw()

const column = (heading: string, means: string, more: object = {}) => ({ headings: [heading], means, ...more })
const plainly = (columns: readonly object[], more: object = {}): Mapping =>
  mappingSchema.parse({ columns, emergency: 'apart', preservation: 'apart', decimal: '.', period: '2024-H1', ...more })
/** Requests and accounts by state, nothing else. */
const simple = plainly([column('Country', 'state'), column('Requests', 'requests'), column('Accounts', 'accounts')])

async function met(text: string, mapping: Mapping = simple, before: readonly Before[] = []) {
  const reading = readBy(await readTable(utf8(text)), mapping, law)
  return { reading, met: trapsIn(reading, 'hash of this', before) }
}
const trapOf = async (trap: TrapKind, text: string, mapping?: Mapping, before?: readonly Before[]) =>
  (await met(text, mapping, before)).met.find((one) => one.trap === trap)

const CLEAN = 'Country,Requests,Accounts\nFrance,103,140\nGermany,217,301\nIreland,11,12\n'
const withProcess = plainly(
  [column('Country', 'state'), column('Process', 'process'), column('Requests', 'requests')],
  {
    processes: { All: 'all', Order: 'ordinary', Emergency: 'emergency', Preservation: 'preservation' },
  },
)
const totals = (more: object = {}) =>
  plainly([column('Country', 'state'), column('Total', 'requests', { lane: 'all' })], more)
const share = (of: string, more: object = {}, heading = 'Percentage of requests with data') =>
  plainly([column('Country', 'state'), column('Requests', 'requests'), column(heading, 'share', { of })], more)
const dated = plainly([column('Period', 'period'), column('Country', 'state'), column('Requests', 'requests')])
const kept =
  (text: string, mapping: Mapping = simple, sha256 = 'another') =>
  async (): Promise<Before[]> => [{ sha256, figures: (await met(text, mapping)).reading.figures }]

/** For each trap a table that has it, what is seen in it, and one that is alike but has not. */
const pairs: readonly {
  trap: TrapKind
  name: string
  has: string
  saw: string | RegExp
  not: string
  mapping?: Mapping
  otherwise?: Mapping
  before?: () => Promise<Before[]>
}[] = [
  {
    trap: 'requests-and-accounts',
    name: 'a column of accounts read as requests',
    has: 'Country,Accounts\nFrance,103\n',
    saw: 'Accounts',
    mapping: plainly([column('Country', 'state'), column('Accounts', 'requests')]),
    not: CLEAN,
    otherwise: simple,
  },
  {
    trap: 'requests-and-accounts',
    name: 'fewer accounts than requests',
    has: 'Country,Requests,Accounts\nFrance,103,94\nGermany,217,301\n',
    saw: '94 < 103',
    not: CLEAN,
  },
  {
    trap: 'emergency-in-total',
    name: 'totals that have the emergencies in them',
    has: 'Country,Total\nFrance,103\n',
    saw: 'included',
    mapping: totals({ emergency: 'included' }),
    not: 'Country,Total\nFrance,103\n',
    otherwise: totals(),
  },
  {
    trap: 'emergency-in-total',
    name: 'totals of which nobody said whether they have',
    has: 'Country,Total\nFrance,103\n',
    saw: 'unknown',
    mapping: totals({ emergency: 'unknown' }),
    not: 'Country,Process,Requests\nFrance,Order,103\nFrance,Emergency,4\n',
    otherwise: withProcess,
  },
  {
    trap: 'preservation',
    name: 'requests to preserve counted apart',
    has: 'Country,Process,Requests\nFrance,Order,103\nFrance,Preservation,40\n',
    saw: 'apart',
    mapping: withProcess,
    not: 'Country,Process,Requests\nFrance,Order,103\nFrance,Emergency,4\n',
  },
  {
    trap: 'preservation',
    name: 'requests to preserve in the total',
    has: 'Country,Total\nFrance,103\n',
    saw: 'included',
    mapping: totals({ preservation: 'included' }),
    not: 'Country,Total\nFrance,103\n',
    otherwise: totals(),
  },
  {
    trap: 'share-of-what',
    name: 'a share of accounts',
    has: 'Country,Requests,Percentage of requests with data\nFrance,103,40.5\n',
    saw: 'accounts',
    mapping: share('accounts'),
    not: 'Country,Requests,Percentage of requests with data\nFrance,103,40.5\n',
    otherwise: share('requests'),
  },
  {
    trap: 'share-of-what',
    name: 'a share whose heading speaks of accounts',
    has: 'Country,Requests,% of accounts with data\nFrance,103,40.5\n',
    saw: '% of accounts with data',
    mapping: share('requests', {}, '% of accounts with data'),
    not: 'Country,Requests,Percentage of requests with data\nFrance,103,40.5\n',
    otherwise: share('requests'),
  },
  {
    trap: 'share-scale',
    name: 'fractions read as per cent',
    has: 'Country,Requests,Percentage of requests with data\nFrance,103,0.41\nGermany,50,0.5\nIreland,9,1\n',
    saw: '0.41',
    mapping: share('requests'),
    not: 'Country,Requests,Percentage of requests with data\nFrance,103,0.41\nGermany,50,0.5\nIreland,9,1\n',
    otherwise: share('requests', { shares: 'fraction' }),
  },
  {
    trap: 'share-rounded',
    name: 'whole per cent alone',
    has: 'Country,Requests,Percentage of requests with data\nFrance,103,41\nGermany,50,50\nIreland,9,66\nItaly,9,33\nSpain,9,44\n',
    saw: '41',
    mapping: share('requests'),
    not: 'Country,Requests,Percentage of requests with data\nFrance,103,41.7\nGermany,50,50\nIreland,9,66.7\nItaly,9,33.3\nSpain,9,44.4\n',
  },
  {
    trap: 'bands',
    name: 'bands instead of numbers',
    has: 'Country,Requests,Accounts\nUnited States,0-499,"1,000 - 1,499"\n',
    saw: '0-499',
    not: CLEAN,
  },
  {
    trap: 'suppressed',
    name: 'small numbers that are hidden',
    has: 'Country,Requests,Accounts\nFrance,<10,*\nGermany,217,301\n',
    saw: '<10',
    not: CLEAN,
  },
  {
    trap: 'not-told',
    name: 'cells with nothing or a dash',
    has: 'Country,Requests,Accounts\nFrance,103,-\nGermany,217,\n',
    saw: '-',
    not: CLEAN,
  },
  {
    trap: 'state-names',
    name: 'names states had before or have elsewhere',
    has: 'Country,Requests,Accounts\nTurkey,103,140\nCzech Republic,20,21\nSwaziland,5,6\n',
    saw: 'Turkey: TR',
    not: 'Country,Requests,Accounts\nTürkiye,103,140\nCZ,20,21\nEswatini,5,6\n',
  },
  {
    trap: 'state-unknown',
    name: 'what is no state of today',
    has: 'Country,Requests,Accounts\nYugoslavia,103,140\nFrance,20,21\n',
    saw: 'Yugoslavia',
    not: CLEAN,
  },
  {
    trap: 'code-and-name',
    name: 'a code that is another state’s than the name',
    has: 'Country,Code,Requests\nAustria,AU,103\n',
    saw: 'Austria: AU',
    mapping: plainly([column('Country', 'state'), column('Code', 'state-code'), column('Requests', 'requests')]),
    not: 'Country,Code,Requests\nAustria,AT,103\nAustralia,AU,10\n',
  },
  {
    trap: 'total-row',
    name: 'a line of totals among the states',
    has: 'Country,Requests,Accounts\nTOTAL,320,441\nFrance,103,140\nGermany,217,301\n',
    saw: 'TOTAL',
    not: CLEAN,
  },
  {
    trap: 'total-row',
    name: 'a line that is called otherwise but is the sum of the others',
    has: 'Country,Requests,Accounts\nFrance,103,140\nGermany,217,301\nIreland,11,12\nTogether,331,453\n',
    saw: 'Together',
    not: CLEAN,
  },
  {
    trap: 'total-row',
    name: 'a total of all kinds of process beside each of them',
    has: 'Country,Process,Requests\nFrance,All,107\nFrance,Order,103\nFrance,Emergency,4\n',
    saw: 'All',
    mapping: withProcess,
    not: 'Country,Process,Requests\nFrance,All,107\nGermany,Order,103\nGermany,Emergency,4\n',
  },
  {
    trap: 'periods-overlap',
    name: 'a year beside its own half',
    has: 'Period,Country,Requests\n2023,France,103\n2023 H1,France,50\n',
    saw: '2023',
    mapping: dated,
    not: 'Period,Country,Requests\n2022,France,103\n2023 H1,France,50\n',
  },
  {
    trap: 'periods-overlap',
    name: 'a year of which a half was taken in before',
    has: 'Period,Country,Requests\n2023,France,103\n',
    saw: '2023',
    mapping: dated,
    before: kept('Period,Country,Requests\n2023 H2,France,103\n', dated),
    not: 'Period,Country,Requests\n2024,France,103\n',
  },
  {
    trap: 'period-unknown',
    name: 'a time that is neither half-year nor year',
    has: 'Period,Country,Requests\nspring,France,103\n',
    saw: 'spring',
    mapping: dated,
    not: 'Period,Country,Requests\nJan-Jun 2023,France,103\n',
  },
  {
    trap: 'process-unknown',
    name: 'a word for a process that nothing was said of',
    has: 'Country,Process,Requests\nFrance,Geofence,103\n',
    saw: 'Geofence',
    mapping: withProcess,
    not: 'Country,Process,Requests\nFrance,Order,103\n',
  },
  {
    trap: 'same-again',
    name: 'the very same file once more',
    has: CLEAN,
    saw: 'hash of this',
    before: kept(CLEAN, simple, 'hash of this'),
    not: CLEAN,
  },
  {
    trap: 'repeated-row',
    name: 'a line twice',
    has: `${CLEAN}France,103,140\n`,
    saw: 'France',
    not: CLEAN,
  },
  {
    trap: 'rounded',
    name: 'nothing but tens',
    has: 'Country,Requests,Accounts\nFrance,1500,1900\nGermany,2300,2470\nIreland,110,150\nItaly,700,910\nSpain,450,460\n',
    saw: '1500',
    not: 'Country,Requests,Accounts\nFrance,1500,1900\nGermany,2303,2471\nIreland,110,150\nItaly,700,910\nSpain,450,460\n',
  },
  {
    trap: 'rounded',
    name: 'numbers that say themselves they are about',
    has: 'Country,Requests,Accounts\nFrance,about 25000,59.5k\n',
    saw: 'about 25000',
    not: CLEAN,
  },
  {
    trap: 'number-format',
    name: 'thousands set apart',
    has: 'Country,Requests,Accounts\nFrance,"1,103",1 940\n',
    saw: '1,103',
    not: 'Country,Requests,Accounts\nFrance,1103,1940.0\n',
  },
  {
    trap: 'number-format',
    name: 'a decimal comma nobody spoke of',
    has: 'Country;Requests;Percentage of requests with data\nFrance;103;40,5\n',
    saw: '40,5',
    mapping: share('requests', { decimal: undefined }),
    not: 'Country;Requests;Percentage of requests with data\nFrance;103;40,5\n',
    otherwise: share('requests', { decimal: ',' }),
  },
  {
    trap: 'restated',
    name: 'another number than was told before',
    has: CLEAN,
    saw: 'Germany 2024-H1: 210, 217',
    before: kept('Country,Requests,Accounts\nFrance,103,140\nGermany,210,301\n'),
    not: 'Country,Requests,Accounts\nFrance,103,140\nGermany,210,301\nIreland,11,12\n',
  },
  {
    trap: 'parts-do-not-sum',
    name: 'a total that is not the sum of its lines',
    has: 'Country,Requests,Accounts\nFrance,103,140\nGermany,217,301\nTotal,325,441\n',
    saw: '325: 320',
    not: 'Country,Requests,Accounts\nFrance,103,140\nGermany,217,301\nTotal,320,441\n',
  },
  {
    trap: 'parts-do-not-sum',
    name: 'a total of a state that its kinds of process do not give',
    has: 'Country,Process,Requests\nFrance,All,110\nFrance,Order,103\nFrance,Emergency,4\n',
    saw: '110: 103',
    mapping: withProcess,
    not: 'Country,Process,Requests\nFrance,All,103\nFrance,Order,103\nFrance,Emergency,4\n',
  },
  {
    trap: 'parts-do-not-sum',
    name: 'more that brought data than were asked for',
    has: 'Country,Requests,With data\nFrance,103,104\n',
    saw: '104 > 103',
    mapping: plainly([column('Country', 'state'), column('Requests', 'requests'), column('With data', 'with-data')]),
    not: 'Country,Requests,With data\nFrance,103,84\n',
  },
  {
    trap: 'zero-perhaps-unknown',
    name: 'a column of zeros beside requests',
    has: 'Country,Requests,Accounts\nFrance,103,0\nGermany,217,0\nIreland,11,0\n',
    saw: '2024-H1: 0',
    not: CLEAN,
  },
  {
    trap: 'not-a-number',
    name: 'a cell that is no number',
    has: 'Country,Requests,Accounts\nFrance,many,140\nGermany,1.5,301\n',
    saw: 'many',
    not: CLEAN,
  },
  {
    trap: 'uneven-rows',
    name: 'a line with more cells than there are headings',
    has: 'Country,Requests,Accounts\nFrance,1,103,140\n',
    saw: '4',
    not: CLEAN,
  },
  {
    trap: 'columns-passed-over',
    name: 'a column that nothing was said of',
    has: 'Country,Requests,Accounts,Rejected\nFrance,103,140,7\n',
    saw: 'Rejected',
    not: CLEAN,
  },
]

describe('each known trap', () => {
  test.each(pairs)('$trap: $name', async ({ trap, has, saw, not, mapping, otherwise, before }) => {
    const earlier = await before?.()
    const found = await trapOf(trap, has, mapping, earlier)
    expect(found?.saw.some((one) => (typeof saw === 'string' ? one.includes(saw) : saw.test(one)))).toBe(true)
    expect(found?.times).toBeGreaterThan(0)
    const alike = trap === 'same-again' ? undefined : earlier
    expect(await trapOf(trap, not, otherwise ?? mapping, alike)).toBeUndefined()
  })

  test('has a table that has it, and one that has not', () => {
    expect(new Set(pairs.map(({ trap }) => trap))).toEqual(new Set(traps))
  })

  test('is absent from a table that has none', async () => {
    expect((await met(CLEAN)).met).toEqual([])
  })

  test('changes no figure: what is not known stays so', async () => {
    const { reading } = await met('Country,Requests,Accounts\nYugoslavia,<10,0-499\nFrance,about 90,n/a\n')
    expect(reading.figures.map(({ state, least, most, cell }) => [state, least, most, cell])).toEqual([
      [null, 0, 9, '<10'],
      [null, 0, 499, '0-499'],
      ['FR', null, null, 'about 90'],
      ['FR', null, null, 'n/a'],
    ])
  })
})

describe('a number', () => {
  test.each([
    ['1,234', undefined, 1234], ['1.234', undefined, 1234], ['1 234', undefined, 1234], ['1’234', undefined, 1234], ['12,345,678', '.', 12_345_678],
    ['1.234', ',', 1234], ['1.234', '.', null], ['2.0', '.', 2], ['1,5', undefined, null], ['1,234.0', '.', 1234], ['-5', undefined, null], ['1e3', undefined, null],
    ['0x10', undefined, null], ['9'.repeat(20), undefined, null], ['１２', undefined, null], ['', undefined, null], ['Infinity', undefined, null],
  ] as const)('%s with %s before its decimals is %s', (text, decimal, number) => {
    const { least, most } = countIn(text, decimal)
    expect([least, most]).toEqual([number, number])
  }) // biome-ignore format: a table

  test.each([
    ['40.5', 'percent', undefined, 40.5], ['40,5 %', 'percent', undefined, 40.5], ['0.374', 'fraction', '.', 37.4], ['50%', 'fraction', '.', 50],
    ['1,234', 'percent', undefined, null],
  ] as const)('%s as a share told as %s', (text, shares, decimal, number) => {
    expect(shareIn(text, { shares, decimal }).least).toBe(number)
  }) // biome-ignore format: a table

  test.each([
    ['0-499', 0, 499], ['0 - 249', 0, 249], ['1,000 to 1,499', 1000, 1499], ['5000+', 5000, null], ['>100', 100, null], ['499-0', null, null], ['<10', 0, 9], ['≤10', 0, 10],
  ] as const)('%s has bounds', (text, least, most) => {
    expect(countIn(text)).toMatchObject({ least, most })
  }) // biome-ignore format: a table
})

describe('a period', () => {
  test.each([
    ['2013 H1', '2013-H1'], ['2013-H2', '2013-H2'], ['H2 2013', '2013-H2'], ['2009-12-31', '2009-H2'], ['2010-06-30', '2010-H1'], ['31/12/09', '2009-H2'], ['06/30/2010', '2010-H1'],
    ['Jul-Dec 2025', '2025-H2'], ['January 1 – June 30, 2023', '2023-H1'], ['July 1, 2023 – December 31, 2023', '2023-H2'], ['January - December 2022', '2022'], ['2022', '2022'],
    ['2010-05-30', undefined], ['Q1 2020', undefined], ['', undefined], ['01/02/2010', undefined], ['July 2022 - June 2023', undefined],
  ] as const)('%s is %s', (text, period) => {
    expect(periodIn(text)).toBe(period)
  }) // biome-ignore format: a table
})

describe('a layout that is known', () => {
  const google =
    'Period Ending,Country/Region,CLDR Territory Code,Legal Process,User Data Requests,Percentage disclosed,Accounts\n2014-12-31,Australia,AU,Emergency Disclosure Requests,1,100,1\n2014-12-31,Australia,AU,Other Legal Requests,958,66,1068\n2014-12-31,Australia,AU,Preservation Requests,94,,133\n'
  const tikTok =
    'replication_info,entity,aspect,metric_name,period,period_value,policy,policy_value,task,task_value,location,location_value,result,base,date\n' +
    ['Total requests,205.0', 'Legal requests,147.0', 'Preservation requests,40.0', 'Emergency requests,18.0', 'Percentage of legal requests where some data was disclosed,0.37414966']
      .map((one) => `,LIGR,LRFUI,${one.split(',')[0]},half-year,Jul-Dec 2025,all,all,all,all,country_name,Argentina,${one.split(',')[1]},,\n`)
      .join('') // biome-ignore format: lines of a file
  const meta =
    'Country,Total Requests for User Data,Total User Accounts Referenced,Total Percentage of Requests Where Some Data Produced,Content Restrictions,Preservations Requested,Users/Accounts Preserved\nArgentina,100,"200",50.00%,10,800,900\n'
  const reading = async (text: string) => {
    const table = await readTable(utf8(text))
    const [layout] = layoutsFor(table, law, '2026-11-22')
    if (!layout) throw new Error('No layout fits')
    const { columns, processes, measures, emergency, preservation, decimal, shares, period } = layout
    const mapping = { columns, processes, measures, emergency, preservation, decimal, shares, period }
    return { layout, read: readBy(table, mapping, law) }
  }

  test('of Google tells emergencies and requests to preserve apart by the kind of process', async () => {
    const { layout, read } = await reading(google)
    expect(layout.rule).toBe('practice/google/layouts/user-data')
    const of = (lane: string, counts: string) => read.figures.find((one) => one.lane === lane && one.counts === counts)
    expect(of('ordinary', 'requests')).toMatchObject({ state: 'AU', period: '2014-H2', least: 958, most: 958 })
    expect(of('emergency', 'share')).toMatchObject({ least: 100, of: 'requests' })
    expect(of('preservation', 'share')).toMatchObject({ least: null, kind: 'untold' })
  })

  test('of TikTok has a line for each figure, fractions for shares, and a total that has all in it', async () => {
    const { layout, read } = await reading(tikTok)
    expect(layout.rule).toBe('practice/tiktok/layouts/information-requests')
    const of = (lane: string, counts: string) => read.figures.find((one) => one.lane === lane && one.counts === counts)
    expect(of('ordinary', 'share')?.least).toBeCloseTo(37.414966)
    expect(of('all', 'requests')).toMatchObject({ state: 'AR', period: '2025-H2', least: 205 })
    expect(trapsIn(read, '', []).map(({ trap }) => trap)).not.toContain('parts-do-not-sum')
  })

  test('of Meta names its half-year nowhere in the table', async () => {
    const { layout, read } = await reading(meta)
    expect(layout.rule).toBe('practice/meta/layouts/user-data')
    expect(trapsIn(read, '', []).map(({ trap }) => trap)).toEqual(
      expect.arrayContaining(['period-unknown', 'emergency-in-total', 'preservation']),
    )
  })

  test('says which it is sure of: what was seen in no file of the publisher is not confirmed', () => {
    const layouts = [...law.rules.values()].flatMap((rule) => (rule.kind === 'layout' ? [rule] : []))
    expect(new Set(layouts.map(({ provider }) => provider))).toEqual(
      new Set(['Google', 'Meta', 'Microsoft', 'Apple', 'TikTok']),
    )
    for (const { rule, confidence, cites } of layouts) {
      expect(confidence, rule).not.toBe('text')
      expect(
        cites.every(({ url }) => url !== undefined),
        rule,
      ).toBe(true)
    }
  })
})

describe('what is no table', () => {
  test.each([
    ['nothing', ''],
    ['headings alone', 'Country,Requests\n'],
    ['one column', 'a\nb\nc\n'],
    ['a quotation that is never closed', 'a,b\n"c,d\n'],
    ['a cell longer than any figure', `a,b\n${'x'.repeat(2000)},1\n`],
    ['a zero character', 'a,b\nc\0,1\n'],
    ['more columns than a table has', `${'a,'.repeat(200)}b\n${'1,'.repeat(200)}2\n`],
  ])('%s is refused', async (_, text) => {
    await expect(readTable(utf8(text))).rejects.toMatchObject({ code: 'not_a_table', path: 'file' })
  })

  test('bytes that are no text, and more of them than a table has, are refused', async () => {
    await expect(readTable(Uint8Array.of(0xff, 0xfe, 0, 0xd8, 44, 10))).rejects.toMatchObject({ code: 'not_a_table' })
    await expect(readTable(new Uint8Array(5 * 1024 * 1024))).rejects.toMatchObject({ code: 'not_a_table' })
    await expect(readTable(utf8('a,b\n'.repeat(60_000)))).rejects.toMatchObject({ code: 'not_a_table' })
  })

  test('headings that were said of another table are refused', async () => {
    await expect(met('Land,Anfragen\nFrankreich,7\n')).rejects.toMatchObject({ code: 'headings_missing' })
  })
})
