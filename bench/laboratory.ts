import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from 'json-rules-engine'
import { digestOf, openThreads, partsOfFile, readProposal, resultOf, Sum, tallyAll } from '../src/laboratory/index.ts'
import { chance, invented } from '../src/laboratory/running/generated.fixture.ts'
import { laboratoryThread } from '../src/laboratory-thread.ts'
import { type Condition, type Facts, type LawBase, parseFacts } from '../src/law/index.ts'
import { readLaw } from '../src/read-law.ts'
import type { BenchOptions } from './options.ts'

const THREADS = 2
const PEER = 1_000
const TODAY = '2026-11-21'

/**
 * Invented requests put to the law as it is and with a shipped proposal in it, on two threads, reading the file and the law
 * in each thread included; then the conditions of the same routes on 1,000 of them in json-rules-engine, once under each law,
 * extrapolated to as many. The peer only says which conditions hold: no bars, steps, conflicts or unknowns.
 */
export async function laboratory({ json, size = '1000000' }: BenchOptions): Promise<void> {
  const requests = Number(size)
  const law = await readLaw()
  const text = readFileSync(new URL('../examples/proposals/china-and-ten.yaml', import.meta.url), 'utf8')
  const proposal = readProposal(text, law)
  const folder = mkdtempSync(join(tmpdir(), 'laboratory-'))
  const path = join(folder, 'record.ndjson')
  try {
    const first = await writeRecord(path, requests)
    const options = { today: TODAY, on: TODAY }
    const before = process.cpuUsage()
    const start = performance.now()
    const orders = { proposal: text, options, law: { before: law.digest, after: proposal.law.digest } }
    const threads = openThreads(laboratoryThread, THREADS, orders)
    const file = partsOfFile(path)
    const sum = new Sum()
    await tallyAll(threads, file.parts, (part) => {
      sum.add(part)
    })
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(before)
    await threads.close()
    const whole = sum.tally()
    const tried = { proposal, proposalDigest: digestOf(text), before: law.digest, record: file.digest(), options }
    const { changes, digest, cells } = resultOf(whole, tried)
    const cpuSeconds = (user + system) / 1e6
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
    const peer = await peerSeconds([law, proposal.law], first)
    const extrapolated = (peer / first.length) * requests
    const { groups, touched } = whole
    const figures = { requests, seconds, cpuSeconds, threads: THREADS, peakMiB, groups, touched, cells: cells.length, changes, digest }
    if (json) {
      console.log(JSON.stringify({ bench: 'laboratory', ...figures, peer: { requests: first.length, seconds: peer, extrapolated } }))
      return
    }
    console.log(`${requests} requests under a proposal: ${seconds.toFixed(1)} s on ${THREADS} threads, ${cpuSeconds.toFixed(1)} s of processor`)
    console.log(`${groups} answered of their own, ${touched} of them under both laws; ${cells.length} kinds; peak memory ${peakMiB} MiB`)
    console.log(JSON.stringify(changes))
    console.log(`json-rules-engine: ${peer.toFixed(1)} s for ${first.length}; extrapolated to ${requests}: ${extrapolated.toFixed(0)} s on one thread, ${(extrapolated / cpuSeconds).toFixed(1)} times our processor time`)
  } finally {
    rmSync(folder, { recursive: true })
  }
} // biome-ignore format: one figure a line

async function writeRecord(path: string, requests: number): Promise<Facts[]> {
  const next = chance(20_261_121)
  const out = createWriteStream(path)
  const first: Facts[] = []
  for (let n = 0; n < requests; n++) {
    const facts = invented(next)
    if (n < PEER) first.push(parseFacts(facts))
    if (!out.write(`${JSON.stringify(facts)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return first
}

/** The leaves of a route that the peer can say too: a fact compared with values of the law. */
function peerConditions(condition: Condition): object | undefined {
  const list = (parts: Condition[]) => parts.flatMap((part) => peerConditions(part) ?? [])
  if ('all' in condition) return { all: list(condition.all) }
  if ('any' in condition) return { any: list(condition.any) }
  if (!('fact' in condition)) return undefined
  const fact = condition.fact.replaceAll('.', '-')
  if (condition.is !== undefined) return { fact, operator: 'equal', value: condition.is }
  if (condition.is_not !== undefined) return { fact, operator: 'notEqual', value: condition.is_not }
  if (condition.in) return { fact, operator: 'in', value: condition.in }
  if (condition.at_least !== undefined) return { fact, operator: 'greaterThanInclusive', value: condition.at_least }
  return undefined
}

async function peerSeconds(laws: readonly LawBase[], requests: readonly Facts[]): Promise<number> {
  const engines = laws.map((law) => {
    const engine = new Engine([], { allowUndefinedFacts: true })
    for (const { rule } of law.at(TODAY).routes) {
      const conditions = peerConditions(rule.when)
      if (conditions && 'all' in conditions) engine.addRule({ conditions: conditions as never, event: { type: rule.rule } })
    }
    return engine
  })
  const start = performance.now()
  for (const facts of requests) for (const engine of engines) await engine.run(flat(facts))
  return (performance.now() - start) / 1000
} // biome-ignore format: a rule a line

function flat(facts: Facts): Record<string, unknown> {
  const found: Record<string, unknown> = { to: facts.holder?.seat }
  for (const [name, part] of Object.entries({ ...facts, data: facts.data?.[0] })) {
    if (typeof part !== 'object' || part === null) found[name] = part
    else for (const [key, value] of Object.entries(part)) found[`${name}-${key}`] = value
  }
  return found
}
