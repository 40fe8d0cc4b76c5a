import { createHash } from 'node:crypto'
import { hex, utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Proposal } from '../proposal.ts'
import { type Cell, type Change, changeIn, changes, type Tally } from './cells.ts'
import type { ExamineOptions } from './examine.ts'

/** What a run found, with all that somebody needs to run it again and get the same. */
export interface Result {
  readonly title: string
  readonly law: { readonly before: string; readonly after: string }
  readonly proposal: string
  readonly record: string
  readonly on?: string
  readonly today: string
  readonly requests: number
  readonly changes: Readonly<Record<Change, number>>
  readonly unreadable: Tally['unreadable']
  readonly cells: readonly Cell[]
  /** Over all the above; independent of the order of the parts and of the number of threads. */
  readonly digest: string
}

export interface Tried {
  readonly proposal: Proposal
  /** `sha256:` of the text of the proposal, and of the record. */
  readonly proposalDigest: string
  readonly before: string
  readonly record: string
  readonly options: ExamineOptions
}

export function resultOf({ requests, cells, unreadable }: Tally, tried: Tried): Result {
  const { proposal, proposalDigest, before, record, options } = tried
  const counted = Object.fromEntries(changes.map((change) => [change, 0])) as Record<Change, number>
  for (const cell of cells) counted[changeIn(cell.before, cell.after)] += cell.requests
  const result = {
    title: proposal.title,
    law: { before, after: proposal.law.digest },
    proposal: proposalDigest,
    record,
    ...(options.on === undefined ? {} : { on: options.on }),
    today: options.today,
    requests,
    changes: counted,
    unreadable,
    cells,
  }
  return { ...result, digest: digestOfResult(result) }
}

/** That of its canonical JSON, cell by cell: the whole of it, as one text, may be larger than a text can be. */
function digestOfResult({ cells, ...rest }: Omit<Result, 'digest'>): string {
  const hash = createHash('sha256')
  // `cells` is the first of the names in their order.
  hash.update('{"cells":[')
  for (const [i, cell] of cells.entries()) hash.update(`${i > 0 ? ',' : ''}${canonicalJson(cell as unknown as Json)}`)
  hash.update(`],${canonicalJson(rest as unknown as Json).slice(1)}`)
  return `sha256:${hash.digest('hex')}`
}

export const digestOf = (text: string | Uint8Array): string =>
  `sha256:${hex(sha256(typeof text === 'string' ? utf8(text) : text))}`
