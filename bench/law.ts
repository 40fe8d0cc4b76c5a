import { Engine } from 'json-rules-engine'
import Publicodes from 'publicodes'
import { stringify } from 'yaml'
import { analyse, compile, type Facts, type LawBase, parseFacts } from '../src/law/index.ts'
import { readLaw } from '../src/read-law.ts'
import { analysePairs } from './law-pairs.ts'
import type { BenchOptions } from './options.ts'

const TODAY = '2026-11-21'
const RULES = 1_000

interface Spread {
  readonly what: string
  /** Milliseconds. */
  readonly median: number
  readonly p99: number
  readonly fastest: number
}

/**
 * Analyses of the whole law with full explanation; then, in the same run, 1,000 made-up rules with the same conditions and
 * facts in our engine, in json-rules-engine and in publicodes. Ours also explains every rule and asks for what is missing;
 * theirs say which rules hold. "every rule" is without our index of the asking state. All conditions can be written in
 * both; publicodes has no word for "one of a list", so a list of categories is written as alternatives there.
 */
export async function law({ json, pairs: wantsPairs = false }: BenchOptions): Promise<void> {
  const base = await readLaw()
  const cases = base.cases.flatMap((one) =>
    attempt(() => parseFacts({ ...(one.on ? { on: one.on } : {}), ...one.facts })),
  )
  const cold = figures(
    'the same, each for the first time',
    timed(cases, (facts) => analyse(base, facts, { today: TODAY })),
  )
  const whole = spread(`whole law (${base.rules.size} rules), ${cases.length} worked cases`, 10, cases, (facts) =>
    analyse(base, facts, { today: TODAY }),
  )
  const peak = process.resourceUsage().maxRSS / 1024

  const synthetic = compile(new Map(madeUp()))
  const facts = questions()
  const indexed = spread(`${RULES} made-up rules, comity`, 3, facts, (one) => analyse(synthetic, one, { today: TODAY }))
  const every = spread(`${RULES} made-up rules, comity, every rule`, 3, facts, (one) =>
    analyse(synthetic, one, { today: TODAY, all: true }),
  )
  agree(synthetic, facts, await fired(facts))
  const peer = await peerSpread(`${RULES} made-up rules, json-rules-engine`, facts)
  const holding = publicodes()
  const few = facts.slice(0, 40)
  agree(synthetic, few, few.map(holding))
  const second = spread(`${RULES} made-up rules, publicodes`, 1, few, holding)
  const rows = [whole, cold, indexed, every, peer, second]
  const times = (other: Spread) => ({ indexed: other.median / indexed.median, every: other.median / every.median })
  const ratios = { 'json-rules-engine': times(peer), publicodes: times(second) }
  const pairs = wantsPairs ? await analysePairs(base, TODAY) : undefined
  if (json) {
    console.log(JSON.stringify({ bench: 'law', peakMiB: Math.round(peak), rows, timesFaster: ratios, pairs }))
    return
  }
  for (const { what, median, p99, fastest } of rows) {
    console.log(`${what.padEnd(52)} median ${ms(median)}  p99 ${ms(p99)}  fastest ${ms(fastest)}`)
  }
  for (const [name, { indexed: faster, every: plain }] of Object.entries(ratios))
    console.log(`${faster.toFixed(0)} times faster than ${name}; ${plain.toFixed(1)} times without the index`)
  if (pairs) {
    const { states: n, analyses, threads, seconds, cpuSeconds } = pairs
    const took = `${seconds.toFixed(1)} s on ${threads} threads, ${cpuSeconds.toFixed(1)} s of processor`
    const each = ms((cpuSeconds * 1000) / analyses)
    console.log(`${analyses} analyses (all pairs of ${n} states) in ${took}; ${each} each`)
  }
  console.log(`peak memory of our part ${Math.round(peak)} MiB`)
}

const ms = (time: number) => `${time.toFixed(3).padStart(8)} ms`

function attempt(read: () => Facts): Facts[] {
  try {
    return [read()]
  } catch {
    // Some worked cases are facts to be refused.
    return []
  }
}

/** Rounds before the clock counts: a server is asked all day, and the runtime compiles what is asked often. */
const WARMING = 4

function spread(what: string, rounds: number, facts: readonly Facts[], run: (facts: Facts) => unknown): Spread {
  const times: number[] = []
  for (let round = 0; round < WARMING + rounds; round++) {
    const its = timed(facts, run)
    if (round >= WARMING) times.push(...its)
  }
  return figures(what, times)
}

function timed(facts: readonly Facts[], run: (facts: Facts) => unknown): number[] {
  return facts.map((one) => {
    const start = performance.now()
    run(one)
    return performance.now() - start
  })
}

function figures(what: string, times: number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { what, median: at(0.5), p99: at(0.99), fastest: at(0) }
}

const states = [
  'AT',
  'BE',
  'BR',
  'CA',
  'CH',
  'CN',
  'DE',
  'ES',
  'FR',
  'GB',
  'IE',
  'IN',
  'IT',
  'JP',
  'KR',
  'MX',
  'NL',
  'PL',
  'SE',
  'US',
]
const wanted = ['subscriber', 'traffic', 'content', 'location']

interface Rule {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly categories: readonly string[]
  readonly months: number
}

const rules: readonly Rule[] = Array.from({ length: RULES }, (_, n) => ({
  id: `made/routes/r${n}`,
  from: states[n % states.length] ?? '',
  to: states[Math.floor(n / states.length) % states.length] ?? '',
  categories: wanted.slice(0, 1 + (n % wanted.length)),
  months: 12 * (n % 6),
}))

function* madeUp(): Generator<[string, string]> {
  const head = { cites: [{ cite: 'Art 1' }], checked: { on: TODAY, by: 'bench' } }
  const instrument = { ...head, title: 'Made up', short: 'Made up', citation: 'none', level: 'statute', in_force: {} }
  yield ['made/instrument.yaml', stringify(instrument)]
  for (const { id, from, to, categories, months } of rules) {
    const all = [
      { says: 'Who asks', cite: 'Art 1', fact: 'asking.state', is: from },
      { says: 'Who holds', cite: 'Art 2', fact: 'holder.seat', is: to },
      { says: 'What', cite: 'Art 3', fact: 'data.category', in: categories },
      { says: 'How grave', cite: 'Art 4', fact: 'offence.maxPenaltyMonths', at_least: months },
    ]
    const steps = [{ id: 'ask', title: 'Ask', seat: 'authority', state: 'from', does: 'send', cite: 'Art 5' }]
    const route = {
      ...head,
      title: id,
      channel: 'direct',
      to: 'none',
      compels: false,
      measure: ['produce'],
      when: { all },
      steps,
    }
    yield [`${id}.yaml`, stringify(route)]
  }
}

function questions(): Facts[] {
  return Array.from({ length: 200 }, (_, n) =>
    parseFacts({
      asking: { state: states[n % states.length] },
      holder: { seat: states[(n * 7) % states.length] },
      offence: { maxPenaltyMonths: 6 * (n % 12) },
      data: [{ id: 'd1', category: wanted[n % wanted.length] }],
      measure: 'produce',
    }),
  )
}

function peerEngine(): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const { id, from, to, categories, months } of rules) {
    const all = [
      { fact: 'asking', path: '$.state', operator: 'equal', value: from },
      { fact: 'holder', path: '$.seat', operator: 'equal', value: to },
      { fact: 'item', path: '$.category', operator: 'in', value: [...categories] },
      { fact: 'offence', path: '$.maxPenaltyMonths', operator: 'greaterThanInclusive', value: months },
    ]
    engine.addRule({ conditions: { all }, event: { type: id } })
  }
  return engine
}

/** The same rules in publicodes: for one case, the rules that hold. */
function publicodes(): (facts: Facts) => string[] {
  const unknown = { 'par défaut': "'none'" }
  const made = rules.map(({ id, from, to, categories, months }) => [
    id.split('/').at(-1),
    {
      'toutes ces conditions': [
        `asking = '${from}'`,
        `seat = '${to}'`,
        { 'une de ces conditions': categories.map((category) => `category = '${category}'`) },
        `months >= ${months}`,
      ],
    },
  ])
  const facts = { asking: unknown, seat: unknown, category: unknown, months: { 'par défaut': 0 } }
  const quiet = { log: () => {}, warn: () => {}, error: console.error }
  const engine = new Publicodes({ ...facts, ...Object.fromEntries(made) }, { logger: quiet })
  return ({ asking, holder, offence, data }) => {
    engine.setSituation({
      asking: `'${asking?.state}'`,
      seat: `'${holder?.seat}'`,
      category: `'${data?.[0]?.category}'`,
      months: offence?.maxPenaltyMonths ?? 0,
    })
    return rules
      .filter(({ id }) => engine.evaluate(id.split('/').at(-1) ?? '').nodeValue === true)
      .map(({ id }) => id)
      .sort()
  }
}

const peerFacts = ({ asking, holder, offence, data }: Facts) => ({ asking, holder, offence, item: data?.[0] })

async function fired(facts: readonly Facts[]): Promise<string[][]> {
  const engine = peerEngine()
  const all: string[][] = []
  for (const one of facts) all.push((await engine.run(peerFacts(one))).events.map(({ type }) => type).sort())
  return all
}

/** Both engines must say the same, or the comparison is worth nothing. */
function agree(base: LawBase, facts: readonly Facts[], theirs: readonly string[][]): void {
  for (const [i, one] of facts.entries()) {
    const { routes } = analyse(base, one, { today: TODAY })
    const ours = routes
      .filter(({ status }) => status === 'open')
      .map(({ rule }) => rule)
      .sort()
    if (ours.join() !== theirs[i]?.join()) throw new Error(`the engines disagree on ${JSON.stringify(one)}`)
  }
}

async function peerSpread(what: string, facts: readonly Facts[]): Promise<Spread> {
  const engine = peerEngine()
  const times: number[] = []
  for (let round = 0; round <= 1; round++) {
    for (const one of facts) {
      const start = performance.now()
      await engine.run(peerFacts(one))
      if (round > 0) times.push(performance.now() - start)
    }
  }
  return figures(what, times)
}
