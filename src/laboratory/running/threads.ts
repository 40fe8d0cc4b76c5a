import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { LawBase } from '../../law/index.ts'
import { LaboratoryError } from '../errors.ts'
import { readProposal } from '../proposal.ts'
import { added, type Tally } from './cells.ts'
import { type Examine, type ExamineOptions, examiner } from './examine.ts'

/** Some lines of a record, by the number of the first, from 1. */
export interface Part {
  readonly firstLine: number
  readonly text: string
}

/** What a thread is started with: it reads the law itself, and the digests say that it is the same. */
export interface ThreadOrders {
  /** Under which each part is looked at that names no other. */
  readonly proposal: string
  readonly options: ExamineOptions
  readonly law: { readonly before: string; readonly after: string }
}

/** What a thread does of a part: its lines, and the number of each. */
interface Share {
  readonly text: string
  readonly numbers: Uint32Array
}
type Asked = Share & { readonly id: number; readonly proposal?: string | undefined }
type Failed = Pick<LaboratoryError, 'kind' | 'code' | 'message'>
type Said = { readonly id: number; readonly tally: Tally } | { readonly id: number; readonly failed: Failed }

/** What a thread does: answers each share with its tally. To be called in a worker, with the law it has read. */
export function serveThread(law: LawBase): void {
  const { proposal: own, options, law: digests } = workerData as ThreadOrders
  let last: { readonly proposal: string; readonly examine: Examine } | undefined
  const under = (proposal: string): Examine => {
    if (last?.proposal === proposal) return last.examine
    const changed = readProposal(proposal, law).law
    const isSame = law.digest === digests.before && (proposal !== own || changed.digest === digests.after)
    if (!isSame)
      throw new LaboratoryError(
        'conflict',
        'law_changed',
        'The law on the disk is no longer the law this run began with',
      )
    last = { proposal, examine: examiner(law, changed, options) }
    return last.examine
  }
  const said = ({ id, text, numbers, proposal = own }: Asked): Said => {
    try {
      return { id, tally: under(proposal)(text.split('\n'), numbers) }
    } catch (error) {
      if (!(error instanceof LaboratoryError)) throw error
      const { kind, code, message } = error
      return { id, failed: { kind, code, message } }
    }
  }
  parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(said(asked)))
}

/** Tallies parts of a record, each shared among all threads. */
export interface Threads {
  /** Under the proposal the threads were opened with, or another. Throws as `readProposal` does for one that cannot be. */
  tally(part: Part, proposal?: string): Promise<Tally>
  /** How many there are. */
  readonly size: number
  close(): Promise<void>
}

/**
 * Starts `size` threads of the file `entry`, which must call `serveThread`. Requests of one state to holders in another
 * always go to the same thread: what one has answered no other is asked.
 */
export function openThreads(entry: URL, size: number, orders: ThreadOrders): Threads {
  const sources = new URL('../../../bin/sources.js', import.meta.url).href
  const workers = Array.from({ length: size }, () => new Worker(entry, { workerData: orders, execArgv: ['--import', sources] }))
  const asking = workers.map((worker) => asked(worker))
  const share = sharing(size)
  return {
    size,
    async tally(part, proposal) {
      const shares = share(part).map(async (one, i) => (one ? [await asking[i]?.(one, proposal)] : []))
      return added((await Promise.all(shares)).flat().filter((tally) => tally !== undefined))
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
} // biome-ignore format: read on

/** Asks a thread, several shares at a time if need be: it answers one after the other. */
function asked(worker: Worker): (share: Share, proposal: string | undefined) => Promise<Tally> {
  const waiting = new Map<number, { resolve: (tally: Tally) => void; reject: (error: unknown) => void }>()
  let last = 0
  worker.unref()
  worker.on('message', (said: Said) => {
    const one = waiting.get(said.id)
    waiting.delete(said.id)
    if (waiting.size === 0) worker.unref()
    if ('failed' in said) {
      const { kind, code, message } = said.failed
      one?.reject(new LaboratoryError(kind, code, message))
    } else one?.resolve(said.tally)
  })
  const failAll = (error: unknown) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', failAll)
  worker.on('exit', () => failAll(new LaboratoryError('unavailable', 'thread_ended', 'The thread of this run has ended')))
  return (share, proposal) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      worker.ref()
      worker.postMessage({ ...share, id, proposal }, [share.numbers.buffer as ArrayBuffer])
    })
} // biome-ignore format: read on

/** Between which states a request goes, as far as a glance at its text tells; wrong guesses cost time, and change nothing. */
function pairIn(line: string): string {
  const asking = /"asking"\s*:\s*\{[^{}]*"state"\s*:\s*"(\w\w)"/.exec(line)?.[1]
  return `${asking} ${/"seat"\s*:\s*"(\w\w)"/.exec(line)?.[1]}`
}

/** Divides a part among so many: every pair of states to whoever has it already, a new one to whoever has had the fewest lines. */
function sharing(size: number): (part: Part) => (Share | undefined)[] {
  const owners = new Map<string, number>()
  const had = new Array<number>(size).fill(0)
  return ({ firstLine, text }) => {
    const shares = had.map(() => ({ lines: [] as string[], numbers: [] as number[] }))
    for (const [i, line] of text.split('\n').entries()) {
      const pair = pairIn(line)
      let owner = owners.get(pair)
      if (owner === undefined) {
        owner = had.indexOf(Math.min(...had))
        owners.set(pair, owner)
      }
      had[owner] = (had[owner] ?? 0) + 1
      shares[owner]?.lines.push(line)
      shares[owner]?.numbers.push(firstLine + i)
    }
    return shares.map(({ lines, numbers }) =>
      lines.length === 0 ? undefined : { text: lines.join('\n'), numbers: Uint32Array.from(numbers) },
    )
  }
}

/** The tallies of all parts, a few at a time so that no thread waits; each is told as soon as it is there. */
export async function tallyAll(
  threads: Threads,
  parts: AsyncIterable<Part> | Iterable<Part>,
  told: (tally: Tally, part: Part) => void,
): Promise<void> {
  const running = new Set<Promise<void>>()
  for await (const part of parts) {
    if (running.size > threads.size) await Promise.race(running)
    const one = threads.tally(part).then((tally) => {
      told(tally, part)
      running.delete(one)
    })
    running.add(one)
  }
  await Promise.all(running)
}
