import { Engine } from 'json-rules-engine'
import { decideRelease, parseRelease, type Release } from '../src/law/index.ts'
import { forbidden } from '../src/law/release/plain-reading.fixture.ts'
import { chanceFrom, randomly } from '../src/law/release/random.fixture.ts'
import { readLaw } from '../src/read-law.ts'
import type { BenchOptions } from './options.ts'
import { printTimes, timed, timesOf } from './times.ts'

const SEED = 20_261_122
const PEER = 400

/**
 * Releases by chance (`--size`, 100,000 unless told) through the whole gate, each explained to its last line, and each that
 * goes compared with a plain reading of the law: the leaks counted must be none. Beside it the three bars of China alone in
 * json-rules-engine, on releases nobody approved; it must stop exactly what they stop here.
 */
export async function gate({ json, size }: BenchOptions): Promise<void> {
  const wanted = Number(size ?? 100_000)
  const law = await readLaw()
  const chance = chanceFrom(SEED)
  const times: number[] = []
  let [items, gone, leaks] = [0, 0, 0]
  for (let n = 0; n < wanted; n++) {
    const release = parseRelease(randomly(chance))
    const start = performance.now()
    const decision = decideRelease(law, release)
    times.push(performance.now() - start)
    for (const [i, one] of decision.items.entries()) {
      items++
      if (!one.release) continue
      gone++
      if (forbidden(release, release.items[i] as Release['items'][number])) leaks++
    }
  }
  const some = Array.from({ length: PEER }, () => unapproved(randomly(chance)))
  const ours = some.map((release) => timed(() => barsHere(law, release)))
  const theirs = await peer(some)
  for (const [n, { answer }] of ours.entries()) {
    if (JSON.stringify(answer) !== JSON.stringify(theirs[n]?.answer))
      throw new Error(`The two disagree on ${JSON.stringify(some[n])}`)
  }
  const own = timesOf(times)
  const alike = timesOf(ours.map(({ took }) => took))
  const other = timesOf(theirs.map(({ took }) => took))
  const timesFaster = other.median / alike.median
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
  if (json) {
    console.log(
      JSON.stringify({ bench: 'gate', releases: wanted, items, gone, leaks, own, alike, other, timesFaster, peakMiB }),
    )
    return
  }
  printTimes(`${wanted} releases, ${items} items (${gone} go)`, own)
  printTimes(`${PEER} releases nobody approved, the whole gate`, alike)
  printTimes(`the three bars alone, json-rules-engine`, other)
  console.log(
    `${leaks} leaks; ${timesFaster.toFixed(1)} times faster than json-rules-engine; peak memory ${peakMiB} MiB`,
  )
  if (leaks > 0) process.exitCode = 1
}

/** One item that is graded and about people, by a company in China, to an authority abroad; where it lies is by chance. */
function unapproved(release: Release): Release {
  const [item] = release.items
  const { use } = release
  return parseRelease({
    ...release,
    use: use === 'other' || !use ? 'criminal-evidence' : use,
    giver: { state: 'CN', kind: 'company' },
    controller: null,
    recipient: { id: 'org:r', kind: 'foreign-judicial', state: 'US' },
    approvals: [],
    items: [
      {
        id: 'i1',
        sha256: 'aa',
        scheme: 'CN',
        class: 'CN-L2-PI',
        personal: item?.personal === true,
        storedIn: item?.storedIn ?? [],
      },
    ],
  })
}

const bars = ['cn/dsl/gates/article-36', 'cn/icjal/gates/article-4-3', 'cn/pipl/gates/article-41']

function barsHere(law: Parameters<typeof decideRelease>[0], release: Release): string[] {
  const because = decideRelease(law, release).items[0]?.because ?? []
  return bars.filter((bar) => because.some(({ rule, holds }) => rule === bar && holds === false))
}

async function peer(releases: readonly Release[]): Promise<{ answer: string[]; took: number }[]> {
  const engine = new Engine()
  const authority = { fact: 'recipient', operator: 'in', value: ['foreign-judicial', 'foreign-authority'] }
  const inChina = { fact: 'storedIn', operator: 'contains', value: 'CN' }
  const all = [
    [bars[0], [{ fact: 'giver', operator: 'equal', value: 'CN' }, inChina, authority]],
    [
      bars[1],
      [
        { fact: 'giver', operator: 'equal', value: 'CN' },
        { fact: 'use', operator: 'equal', value: 'criminal-evidence' },
      ],
    ],
    [bars[2], [{ fact: 'personal', operator: 'equal', value: true }, inChina, authority]],
  ] as const
  for (const [type, conditions] of all)
    engine.addRule({ conditions: { all: [...conditions] }, event: { type: type as string } })
  const found: { answer: string[]; took: number }[] = []
  for (const { giver, recipient, use, items } of releases) {
    const start = performance.now()
    const { events } = await engine.run({
      giver: giver?.state,
      recipient: recipient?.kind,
      use,
      storedIn: items[0]?.storedIn,
      personal: items[0]?.personal,
    })
    const took = performance.now() - start
    found.push({ answer: bars.filter((bar) => events.some(({ type }) => type === bar)), took })
  }
  return found
}
