import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { analyse, categories, type Facts, type LawBase, parseFacts } from '../src/law/index.ts'
import { readLaw } from '../src/read-law.ts'

const measures = ['produce', 'preserve'] as const
const wanted = categories.filter((category) => !['identification', 'device-log'].includes(category))

export interface Pairs {
  readonly states: number
  readonly analyses: number
  /** Threads that shared the work. */
  readonly threads: number
  /** By the clock, with reading the law in each thread. */
  readonly seconds: number
  /** Of the processor: what it takes where nothing else runs. */
  readonly cpuSeconds: number
}

interface Part {
  readonly today: string
  /** This thread takes every n-th asking state. */
  readonly nth: number
  readonly of: number
}

/** Every ordered pair of states × five categories × two measures, each a whole analysis with its explanation, shared among all processors. */
export async function analysePairs(law: LawBase, today: string): Promise<Pairs> {
  const threads = availableParallelism()
  const start = performance.now()
  const used = process.cpuUsage()
  const parts = Array.from({ length: threads }, (_, nth) => inThread({ today, nth, of: threads }))
  const analyses = (await Promise.all(parts)).reduce((sum, n) => sum + n, 0)
  const { user, system } = process.cpuUsage(used)
  const seconds = (performance.now() - start) / 1000
  return { states: statesOf(law).length, analyses, threads, seconds, cpuSeconds: (user + system) / 1e6 }
}

function inThread(part: Part): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

const statesOf = (law: LawBase) => [...law.rules.values()].flatMap((rule) => (rule.kind === 'state' ? [rule.code] : []))

function analysePart(law: LawBase, { today, nth, of }: Part): number {
  const states = statesOf(law)
  let analyses = 0
  for (const [i, state] of states.entries()) {
    if (i % of !== nth) continue
    for (const seat of states) {
      if (state === seat) continue
      // Two analyses of one pair differ in the item and the measure alone: the states need be read only once.
      const { asking, holder } = parseFacts({ asking: { state }, holder: { seat } })
      for (const [category, measure] of wanted.flatMap((one) => measures.map((each) => [one, each] as const))) {
        const data: Facts['data'] = [{ id: 'd1', category, ...(holder?.seat ? { storedIn: [holder.seat] } : {}) }]
        analyse(law, { asking, holder, data, measure }, { today })
        analyses++
      }
    }
  }
  return analyses
}

if (!isMainThread) parentPort?.postMessage(analysePart(await readLaw(), workerData as Part))
