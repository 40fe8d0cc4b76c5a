import { CryptoError, checkTimestamp } from '../crypto/index.ts'
import { type Fault, readWhole, type Tree } from './tree.ts'

/** What is known from elsewhere: then nothing else will do. */
export interface Trust {
  /** The exporting organisation's Ed25519 key in base64. */
  readonly key?: string | undefined
  /** Certificates (DER) of whoever is believed about time. */
  readonly roots?: readonly Uint8Array[] | undefined
}

/** What a timestamp in a package is worth for these bytes, as the end of a sentence about them. */
export async function stampOf(
  tree: Tree,
  file: string,
  data: Uint8Array,
  { roots = [] }: Trust,
): Promise<{ faults: Fault[]; says: string }> {
  try {
    const { at, authority, trusted } = await checkTimestamp(await readWhole(tree, file), data, { roots })
    const whose = trusted ? '' : ' (whether to believe them is not checked: give their root with --tsa)'
    return { faults: [], says: `was there at ${at}, as ${authority} signed for it${whose}` }
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return { faults: [{ file, says: `is no timestamp that holds: ${error.message}` }], says: '' }
  }
}
