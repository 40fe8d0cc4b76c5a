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
  /** Columns, or members of records by their path, that are left out besides those the signs of the law base give away. */
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
 * Makes the narrower file that was proposed of a table or of records in JSON taken in for a request: without the columns or members whose signs, by the law base, say who
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
  let leftOut: Masked['leftOut'] = []
  const keep = async (records: AsyncIterable<Readonly<Record<string, unknown>>>, names: readonly string[]) => {
    const inventory = inventoryFor(law, on)
    for await (const record of records) inventory.add(record)
    const { fields } = proposeGrading(law, on, scheme, inventory)
    const signsIn = (name: string) =>
      fields.filter(({ field, class: graded }) => graded !== undefined && isWithin(field, name))
    const gives = (name: string) =>
      signsIn(name).some(
        ({ class: graded = '' }) => change === 'masked' || levelIn(law.at(on), { scheme, class: graded }) !== 'general',
      )
    // Of two names that are written alike both go.
    const gone = new Set(
      names.filter((name) => gives(name) || without.some((one) => isWithin(folded(one), folded(name)))).map(folded),
    )
    leftOut = names
      .filter((name) => gone.has(folded(name)))
      .map((field) => {
        const signs = signsIn(field)
        return { field, class: signs[0]?.class, because: signs.flatMap(({ because }) => because) }
      })
    return names.filter((name) => !gone.has(folded(name)))
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

const folded = (name: string) => name.trim().toLowerCase()

/** Whether a path is this member of a record, or stands within it: `holder.phone` within `holder`. What lies within it goes with the whole of it. */
const isWithin = (path: string, name: string): boolean => path === name || path.startsWith(`${name}.`)
