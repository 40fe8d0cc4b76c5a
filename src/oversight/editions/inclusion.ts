import { z } from 'zod'
import { type Actor, permit } from '../../accounts/index.ts'
import { parseBase64 } from '../../base/bytes.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Db } from '../../db/index.ts'
import { populationEntries } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import type { EditionFile } from './edition.ts'
import { boundsOf } from './half-years.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** That one request is among those an edition counted: its entry (base64), and the hashes of all entries of its population in their order. */
const counted = z.strictObject({
  org: z.string(),
  direction: z.enum(['outgoing', 'incoming']),
  period: z.string(),
  what: z.enum(['made', 'ended']),
  entry: z.base64(),
  hashes: z.array(hash),
})
export type Counted = z.infer<typeof counted>

/** Reads proofs as they were handed out. Throws `invalid` / `malformed_proof`. */
export function parseCounted(input: unknown): Counted[] {
  const parsed = z.strictObject({ counted: z.array(counted).min(1) }).safeParse(input)
  if (parsed.success) return parsed.data.counted
  const [issue] = parsed.error.issues
  throw new OversightError('invalid', 'malformed_proof', `This is not a proof that a request was counted: ${issue?.message}`, {
    path: issue?.path.join('.'),
  })
} // biome-ignore format: short

/** Proves that a request of the actor's organisation was counted: where it was made, and where it ended if it has. Throws `no_such_request`. */
export async function proveCounted(db: Db, actor: Actor, { edition }: EditionFile, request: string): Promise<Counted[]> {
  permit(actor, 'log.read')
  const proofs: Counted[] = []
  for (const { org, direction, period, ...one } of edition.figures) {
    if (org !== actor.org) continue
    const [from = '', until = ''] = boundsOf([period])
    for (const what of ['made', 'ended'] as const) {
      const entries = await populationEntries(db, { org, direction, what }, from, until)
      const mine = entries.find(({ id }) => id === request)
      if (!mine) continue
      const proof = { org, direction, period, what, entry: mine.entry.toBase64(), hashes: entries.map(({ entry }) => sha256(entry).toHex()) } // biome-ignore format: a row
      if (one[what].digest === sha256(...proof.hashes.map((hash) => Uint8Array.fromHex(hash))).toHex()) proofs.push(proof)
    }
  }
  if (proofs.length === 0)
    throw new OversightError('missing', 'no_such_request', 'No request of this id and as it is on record was counted in this edition')
  return proofs
} // biome-ignore format: short

/** Whether such a proof holds against an edition; asks nobody. */
export function isCounted({ edition }: EditionFile, { org, direction, period, what, entry, hashes }: Counted): boolean {
  const population = edition.figures.find(
    (one) => one.org === org && one.direction === direction && one.period === period,
  )
  const parts = hashes.map((hash) => Uint8Array.fromHex(hash))
  return hashes.includes(sha256(parseBase64(entry)).toHex()) && sha256(...parts).toHex() === population?.[what].digest
}
