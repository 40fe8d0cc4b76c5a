import type { Request } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { Crumbs } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** From the request down to its evidence, and a page below that. */
export function EvidenceCrumbs({
  request,
  below = [],
  reader,
}: {
  request: Request | undefined
  below?: readonly { text: string; href?: string }[]
  reader: Reader
}) {
  const { t } = reader
  const above = request ? [{ text: request.title, href: urls.request(request.id) }] : []
  const evidence = request && below.length > 0 ? { href: urls.evidence(request.id) } : {}
  const crumbs = [{ text: t.requests.title, href: urls.requests }, ...above, { text: t.evidence.title, ...evidence }]
  return <Crumbs label={t.shell.breadcrumbs} crumbs={[...crumbs, ...below]} />
}
