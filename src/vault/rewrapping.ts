import { listOrganisations, recipientsOf, sealingIdentities } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { DomainError } from '../base/errors.ts'
import type { Db } from '../db/index.ts'
import { newHeader, parted, readFileKey } from './age-header.ts'
import type { Blobs } from './blobs.ts'
import type { Item } from './item.ts'
import type { Sum } from './seal.ts'
import { isKept } from './store.ts'
import { dropBlob, droppedBlobs, forgetDropped, sealedOtherwise, setWrapped } from './store-rewrapping.ts'
import type { UploadVault } from './uploads.ts'

/** What the record says of it; the words have their translation. */
const WHY = 'Sealed to the keys that are used now; what is sealed is the same'

/**
 * Seals what has been received to the keys that its organisation uses now, and to those kept for recovery: a new header
 * with the same key of the file, before the same sealed payload, which is copied and not opened. Only where an organisation
 * has ever changed its keys. Answers how many pieces were; one that cannot be read is left, and its error thrown at the end.
 */
export async function rewrapItems(vault: UploadVault, limit = 20): Promise<number> {
  const errors: unknown[] = []
  let rewrapped = 0
  for (const { id: org } of await listOrganisations(vault.db)) {
    const { wanted, items } = await waiting(vault, org, limit)
    for (const item of items) {
      try {
        await rewrap(vault, item, wanted)
        rewrapped++
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        errors.push(error)
      }
    }
  }
  if (errors.length > 0) throw errors[0]
  return rewrapped
}

/** How many pieces are still to be sealed to the keys used now. */
export async function itemsToRewrap(vault: Pick<UploadVault, 'db' | 'secret'>, org: string): Promise<number> {
  return (await waiting(vault, org, 100_000)).items.length
}

async function waiting({ db, secret }: Pick<UploadVault, 'db' | 'secret'>, org: string, limit: number) {
  const wanted = await recipientsOf(db, org)
  const hasChanged = wanted.length > 1 || (await sealingIdentities(db, secret, org)).length > 1
  // As its producer sealed it, it is sealed to the one key there ever was.
  const items = await sealedOtherwise(db, org, wanted, { orAsItCame: hasChanged, limit })
  return { wanted, items }
}

async function rewrap({ db, blobs, secret, now }: UploadVault, item: Item, recipients: readonly string[]) {
  const identities = await sealingIdentities(db, secret, item.org)
  const sealed = await withHeader(blobs, item.sealedSha256, identities, recipients)
  await db.transaction().execute(async (tx) => {
    if (!(await setWrapped(tx, item, sealed, recipients))) return
    await dropBlob(tx, item.sealedSha256)
    const sums = { sealedSha256: sealed.sha256, sealedSize: sealed.size, before: item.sealedSha256 }
    const body = { origin: item.origin, ...sums, sealedTo: [...recipients], why: WHY }
    await record(tx, { org: item.org, by: 'system', kind: 'evidence.rewrapped', about: item.id, body }, now())
  })
}

/** The same payload under another header, kept as a new blob. */
async function withHeader(
  blobs: Blobs,
  sha256: string,
  identities: readonly string[],
  recipients: readonly string[],
): Promise<Sum> {
  const { header, nonce, payload } = await parted(blobs.read(sha256))
  const made = await newHeader(recipients, await readFileKey(header, { identities }))
  return blobs.write(
    (async function* () {
      yield made.header
      yield nonce
      yield* payload
    })(),
  )
}

/** Removes sealed bytes that were replaced, unless another piece kept here has the same. Answers how many were. */
export async function removeDropped({ db, blobs }: { readonly db: Db; readonly blobs: Blobs }): Promise<number> {
  let removed = 0
  for (const sealed of await droppedBlobs(db)) {
    if (!(await isKept(db, sealed))) {
      await blobs.destroy(sealed)
      removed++
    }
    await forgetDropped(db, sealed)
  }
  return removed
}
