import { once } from 'node:events'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { LawBase } from '../../law/index.ts'
import { LaboratoryError } from '../errors.ts'
import { readProposal } from '../proposal.ts'
import type { Tally } from './cells.ts'
import { type ExamineOptions, examiner } from './examine.ts'

/** Some lines of a record, by the number of the first, from 1. */
export interface Part {
  readonly firstLine: number
  readonly text: string
}

/** What a thread is started with: it reads the law itself, and the digests say that it is the same. */
export interface ThreadOrders {
  readonly proposal: string
  readonly options: ExamineOptions
  readonly law: { readonly before: string; readonly after: string }
}

type Said = { readonly tally: Tally } | { readonly failed: string }

/** What a thread does: answers each part with its tally. To be called in a worker, with the law it has read. */
export function serveThread(law: LawBase): void {
  const { proposal, options, law: digests } = workerData as ThreadOrders
  const changed = readProposal(proposal, law).law
  const isSame = law.digest === digests.before && changed.digest === digests.after
  const examine = examiner(law, changed, options)
  parentPort?.on('message', ({ firstLine, text }: Part) => {
    const said: Said = isSame
      ? { tally: examine(text.split('\n'), firstLine) }
      : { failed: 'The law on the disk is no longer the law this run began with' }
    parentPort?.postMessage(said)
  })
}

/** Tallies parts of a record; what is asked of several at once is shared among its threads. */
export interface Threads {
  tally(part: Part): Promise<Tally>
  /** How many parts it works on at a time. */
  readonly size: number
  close(): Promise<void>
}

/** Starts `size` threads of the file `entry`, which must call `serveThread`. */
export function openThreads(entry: URL, size: number, orders: ThreadOrders): Threads {
  const idle: Worker[] = []
  const waiting: ((worker: Worker) => void)[] = []
  const free = (worker: Worker) => {
    const next = waiting.shift()
    if (next) next(worker)
    else idle.push(worker)
  }
  const sources = new URL('../../../bin/sources.js', import.meta.url).href
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(entry, { workerData: orders, execArgv: ['--import', sources] })
    worker.unref()
    return worker
  })
  for (const worker of workers) free(worker)
  return {
    size,
    async tally(part) {
      const worker = idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)))
      worker.ref()
      try {
        const answer = once(worker, 'message') as Promise<[Said]>
        worker.postMessage(part)
        const [said] = await answer
        if ('failed' in said) throw new LaboratoryError('conflict', 'law_changed', said.failed)
        return said.tally
      } finally {
        worker.unref()
        free(worker)
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** The tallies of all parts, as many at a time as there are threads; each is told as soon as it is there. */
export async function tallyAll(
  threads: Threads,
  parts: AsyncIterable<Part> | Iterable<Part>,
  told: (tally: Tally, part: Part) => void,
): Promise<void> {
  const running = new Set<Promise<void>>()
  for await (const part of parts) {
    if (running.size >= threads.size) await Promise.race(running)
    const one = threads.tally(part).then((tally) => {
      told(tally, part)
      running.delete(one)
    })
    running.add(one)
  }
  await Promise.all(running)
}
