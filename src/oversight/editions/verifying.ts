import { parseBase64, utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { noteVerifier, openNote, sha256 } from '../../crypto/index.ts'
import { type EditionFile, editionOrigin, editionText } from './edition.ts'
import { addsUp, breakdowns } from './told.ts'

export interface EditionCheck {
  readonly ok: boolean
  readonly says: string
}

/**
 * What anyone can check of an edition without asking anybody: that its publisher signed these very figures, and that they add up. With `key`
 * (base64) it must have been signed with that one.
 */
export async function verifyEdition(file: EditionFile, key: string = file.key): Promise<EditionCheck[]> {
  const { edition, note } = file
  const digest = sha256(utf8(canonicalJson(edition as unknown as Json))).toHex()
  const origin = editionOrigin(edition.publisher.id)
  const text = await signedText(note, origin, key)
  return [
    { ok: text !== undefined, says: `${edition.publisher.name} signed edition ${edition.number}` },
    {
      ok: text === editionText(edition.publisher.id, edition.number, digest),
      says: 'The signature is over these figures',
    },
    sumsOf(file),
  ]
}

/** What was signed under that name and key; undefined where nothing was, or the key is none. */
async function signedText(note: string, origin: string, key: string): Promise<string | undefined> {
  try {
    return (await openNote(note, [noteVerifier(origin, parseBase64(key))])).text
  } catch {
    // Whatever is wrong with note, name or key: nobody signed this.
    return undefined
  }
}

/** That the parts add up: all of them exactly; where some are not told, there is room for them. */
function sumsOf({ edition }: EditionFile): EditionCheck {
  let tables = 0
  for (const one of edition.figures)
    for (const what of ['made', 'ended'] as const)
      for (const by of breakdowns[what]) {
        const parts: Readonly<Record<string, number | null>> | undefined = { ...one.made, ...one.ended }[by]
        if (!parts || !addsUp[by]) continue
        tables++
        if (!hasRoom(one[what].number, parts))
          return wrong(`${one.org}, ${one.direction}, ${one.period}: ${what}.${by}`)
      }
  for (const { org, period, number, byOutcome } of edition.complaints ?? []) {
    if (!byOutcome) continue
    tables++
    if (!hasRoom(number, byOutcome)) return wrong(`${org}, ${period}: complaints.byOutcome`)
  }
  return { ok: true, says: `The figures add up, in each of ${tables} tables` }
}

const wrong = (where: string): EditionCheck => ({ ok: false, says: `The figures do not add up: ${where}` })

/** Parts that are all told are the number; where some are not, each of them is at least one. */
function hasRoom(number: number | null, parts: Readonly<Record<string, number | null>>): boolean {
  if (number === null) return false
  const told = Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), 0)
  const hidden = Object.values(parts).filter((part) => part === null).length
  return hidden === 0 ? number === told : number - told >= hidden
}
