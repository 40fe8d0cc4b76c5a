import { createHash } from 'node:crypto'
import { DomainError } from '../../base/errors.ts'
import { linesOf } from '../../base/lines.ts'
import {
  decideRelease, type GradingProposal, inventoryFor, type LawBase, parseRelease, proposeGrading, type Release, type ReleaseDecision,
} from '../../law/index.ts' // biome-ignore format: one line of words

/** What the gate says of a whole set of records, by what was seen in it while it was read. */
export interface RecordsDecision {
  readonly grading: GradingProposal
  readonly release: Release
  readonly decision: ReleaseDecision
}

/** No record is longer. */
const LONGEST = 5 * 1024 * 1024
/** So many records between two words on how far it is. */
const TELL_EACH = 10_000

/**
 * Reads records, one in JSON on each line, whatever their number, and decides whether the set may go as the release says: graded
 * as its highest field is proposed, about as many people as there are records, known by the hash of what was read. Where no
 * sign was found its class is not known, and the gate is closed until a person has graded it. It keeps counts, never records.
 * Throws `bad_record`, `not_json`, `too_large` with the number of the record, and what `parseRelease` does.
 */
export async function decideOnRecords(
  law: LawBase,
  given: unknown,
  bytes: AsyncIterable<Uint8Array>,
  { scheme, progress }: { readonly scheme: string; readonly progress?: ((records: number) => void) | undefined },
): Promise<RecordsDecision> {
  const template = parseRelease(given)
  const on = new Date(template.on).toISOString().slice(0, 10)
  const inventory = inventoryFor(law, on)
  const hash = createHash('sha256')
  async function* hashed() {
    for await (const chunk of bytes) {
      hash.update(chunk)
      yield chunk
    }
  }
  for await (const line of linesOf(hashed(), LONGEST)) {
    if (line === null) throw new DomainError('invalid', 'too_large', `Record ${inventory.records + 1} is too long`)
    if (line.trim() === '') continue
    inventory.add(read(line, inventory.records + 1))
    if (inventory.records % TELL_EACH === 0) progress?.(inventory.records)
  }
  const grading = proposeGrading(law, on, scheme, inventory)
  const [said] = template.items
  const release = parseRelease({
    ...template,
    items: [
      { id: 'records', scheme, class: grading.class, persons: inventory.records, ...said, sha256: hash.digest('hex') },
    ],
  })
  return { grading, release, decision: decideRelease(law, release) }
}

function read(line: string, record: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new DomainError('invalid', 'not_json', `Record ${record} is not JSON`, { cause })
  }
}
