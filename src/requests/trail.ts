import type { Actor } from '../accounts/index.ts'
import { exportTrail, listItems, type Package, type Trail, type Vault } from '../vault/index.ts'
import { reasonFrom } from './course.ts'
import { findMatter } from './store/matters.ts'
import { findRequest, listRequests } from './store/requests.ts'

/** A matter has fewer requests than this. */
const MOST = 1_000

/**
 * The trail of a matter, with its requests and their evidence, or of one request as a package:
 * what the log says of them, provable offline. Throws `reason_missing` without a purpose.
 */
export async function exportTrailOf(
  vault: Vault,
  actor: Actor,
  id: string,
  {
    purpose: given,
    signing,
    directory,
  }: { purpose: string; directory: Trail['organisations'] } & Pick<Trail, 'signing'>,
): Promise<Package> {
  const purpose = reasonFrom(given, 'purpose')
  const { db } = vault
  const matter = id.startsWith('matter_') ? await findMatter(db, actor.org, id) : undefined
  const requests = matter
    ? await listRequests(db, actor.org, { matter: id, limit: MOST })
    : [await findRequest(db, actor.org, id)]
  const items = (await Promise.all(requests.map(({ origin }) => listItems(db, actor.org, origin)))).flat()
  const title = matter?.title ?? requests[0]?.title ?? id
  const about = [...new Set([id, ...requests.map((request) => request.id), ...items.map((item) => item.id)])]
  const organisations = directory.map(({ org, name, signing: key }) => ({ org, name, signing: key }))
  return exportTrail(vault, actor, { subject: { id, title }, about, purpose, signing, organisations })
}
