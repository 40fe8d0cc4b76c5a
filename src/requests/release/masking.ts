import { type Actor, permit } from '../../accounts/index.ts'
import { type FieldProposal, inventoryFor, type isClass, levelIn, proposeGrading } from '../../law/index.ts'
import { findItem, type Item, maskGiven, type Vault } from '../../vault/index.ts'
import { refuseEnded } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Setting } from '../request.ts'
import { gradingsOf } from '../store/gradings.ts'
import { findStanding } from '../store/organisations.ts'
import { findRequest } from '../store/requests.ts'
import { standing } from './grade.ts'

/** What the negotiation proposed of a piece: nobody is to be told by it any more, or nothing of it is sensitive. */
export const maskings = ['masked', 'less-sensitive'] as const

export interface WantedMasking {
  readonly change: (typeof maskings)[number]
  /** Columns that are left out besides those the signs of the law base give away. */
  readonly without?: readonly string[] | undefined
  /** The file once more, as it was taken in. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** The new piece, and what was left out of it and why. */
export interface Masked {
  readonly item: Item
  readonly leftOut: readonly { readonly field: string; readonly class: string | undefined; readonly because: FieldProposal['because'] }[] // biome-ignore format: one line
}

/**
 * Makes the narrower file that was proposed of a table taken in for a request: without the columns whose signs, by the law base, say who
 * people are, or what is sensitive of them. That no sign was found proves nothing: the new piece is graded anew by a person,
 * and meets the gate as any other. Throws what `maskGiven` does, and `not_found` for a piece of another request.
 */
export async function maskPiece(
  vault: Vault,
  actor: Actor,
  id: string,
  piece: string,
  { change, without = [], bytes }: WantedMasking,
  { law, now }: Setting,
): Promise<Masked> {
  permit(actor, 'order.produce')
  const request = await findRequest(vault.db, actor.org, id)
  refuseEnded({ request, decisions: [] })
  const { origin, sha256 } = await findItem(vault.db, actor.org, piece)
  if (origin !== request.origin)
    throw new RequestError('missing', 'not_found', 'This piece was not taken in for this request')
  const on = now().toString().slice(0, 10)
  const scheme = await schemeFor(vault, actor, sha256, law.at(on))
  const also = new Set(without.map((name) => name.trim().toLowerCase()))
  let leftOut: Masked['leftOut'] = []
  const keep = async (rows: AsyncIterable<readonly string[]>) => {
    const inventory = inventoryFor(law, on)
    let headings: readonly string[] | undefined
    for await (const cells of rows) {
      if (!headings) headings = cells
      else inventory.add(Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])))
    }
    const found = new Map(proposeGrading(law, on, scheme, inventory).fields.map((field) => [field.field, field]))
    const goes = (heading: string) => {
      const graded = found.get(heading)?.class
      if (also.has(heading.trim().toLowerCase())) return true
      return (
        graded !== undefined && (change === 'masked' || levelIn(law.at(on), { scheme, class: graded }) !== 'general')
      )
    }
    leftOut = (headings ?? []).filter(goes).map((field) => ({ field, class: found.get(field)?.class, because: found.get(field)?.because ?? [] })) // biome-ignore format: one line
    return (headings ?? []).filter((heading) => !goes(heading))
  }
  const why = change === 'masked' ? 'Without what says who people are' : 'Without what is sensitive'
  const item = await maskGiven(vault, actor, piece, { bytes, keep, reason: why })
  return { item, leftOut }
}

/** The scheme the piece was graded by; else that of the state it is given from, where it has signs, or the three levels. */
async function schemeFor({ db }: Vault, { org }: Actor, sha256: string, edition: Parameters<typeof isClass>[0]) {
  const graded = standing(await gradingsOf(db, org, sha256))?.grade.scheme
  const own = graded ?? (await findStanding(db, org))?.state
  const hasSigns = [...edition.rules.values()].some((rule) => rule.kind === 'class' && rule.scheme === own && rule.signs.length > 0) // biome-ignore format: one line
  return own && hasSigns ? own : 'general'
}
