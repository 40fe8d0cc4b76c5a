import type { Release } from './release.ts'

type Item = Release['items'][number]
type Approval = Release['approvals'][number]

/**
 * Why the law of China forbids it, read plainly and without the law base: Data Security Law Art 21, 31, 36; Personal
 * Information Protection Law Art 41; International Criminal Judicial Assistance Law Art 4(3), 18; State Secrets Law Art 28,
 * 64; CAC Order 16 Art 4-8; and what this system asks of every release.
 */
export function forbidden(r: Release, item: Item): string | undefined {
  const { recipient, giver, use } = r
  if (!recipient?.id || !recipient.kind || recipient.kind === 'unknown' || !recipient.state) return 'no recipient'
  if (!r.purpose || !use || use === 'other') return 'no purpose'
  if (giver?.state !== 'CN' || !giver.kind) return 'no giver'
  if (!item.sha256 || !item.class || !/^CN-L[0-7]/.test(item.class)) return 'not graded, or not pinned'
  if (r.items.some((other) => other.sha256 === item.sha256 && other.class !== item.class)) return 'graded twice'
  for (const { class: before, by, second } of item.classHistory ?? [])
    if (Number(before[4]) > Number(item.class[4]) && (!by || !second || by === second)) return 'lowered by one'
  const isForeign = recipient.state !== 'CN'
  const isHome =
    (r.controller?.state ?? 'CN') === 'CN' &&
    r.items.every((one) => one.storedIn?.every((state) => state === 'CN') !== false)
  if (!isForeign) return recipient.kind.startsWith('foreign') && isHome ? 'foreign, and at home' : undefined
  const grade = Number(item.class[4])
  if (grade >= 6) return 'core data or a state secret'
  const stored = item.storedIn
  if (!stored?.length) return 'nobody knows where it lies'
  const isApproved = r.approvals.some((one) => allows(one, r, item))
  const isAuthority = recipient.kind === 'foreign-judicial' || recipient.kind === 'foreign-authority'
  if (grade === 5 && !isApproved) return 'work secret'
  if (isAuthority && stored.includes('CN' as never) && !isApproved) return 'DSL 36'
  if (use === 'criminal-evidence' && !isApproved) return 'ICJAL 4(3)'
  if (item.receivedUnder && item.receivedUnder.purpose !== r.purpose && !isApproved) return 'used for something else'
  if (!stored.includes('CN' as never)) return undefined
  const path = (...kinds: string[]) =>
    r.paths.some(
      (one) =>
        kinds.includes(one.kind) &&
        one.covers?.recipient === recipient.id &&
        !one.revoked &&
        Date.parse(one.from ?? '') <= Date.parse(r.on) &&
        Date.parse(r.on) < Date.parse(one.until ?? ''),
    )
  const isImportant = grade === 4 || item.declaredImportant === true
  if (isImportant && !path('security-assessment')) return 'important data without assessment'
  if (isAuthority || item.personal === false) return undefined
  const isExempt =
    item.foreignOrigin ||
    ['contract', 'employment', 'emergency'].includes(r.need ?? '') ||
    /life|physical/.test(r.emergency?.threat ?? '') ||
    (item.outsideNegativeList && giver.freeTradeZone?.listInForce)
  if (isExempt) return undefined
  const isSensitive = (one: Item) => one.sensitive || one.class === 'CN-L3-SENSITIVE-PI'
  const counted = r.items.filter((one) => one.personal !== false && !one.foreignOrigin)
  const sum = (some: readonly Item[]) => some.reduce((all, { persons }) => all + (persons ?? Number.NaN), 0)
  const others = (r.releasedThisYear?.persons ?? Number.NaN) + sum(counted.filter((one) => !isSensitive(one)))
  const sensitive = (r.releasedThisYear?.sensitivePersons ?? Number.NaN) + sum(counted.filter(isSensitive))
  if (!(others < 1_000_000 && sensitive < 10_000) || giver.ciio)
    return path('security-assessment') ? undefined : 'numbers that call for an assessment'
  if (others < 100_000 && sensitive === 0) return undefined
  return path('standard-contract', 'certification', 'security-assessment')
    ? undefined
    : 'numbers that call for a contract'
}

const allows = (one: Approval, r: Release, item: Item) =>
  one.as === 'competent-authority' &&
  one.seat === 'central' &&
  Boolean(one.by && r.draftedBy && one.by !== r.draftedBy) &&
  one.covers?.items?.includes(item.sha256 ?? '') === true &&
  one.covers.recipient === r.recipient?.id &&
  one.covers.purpose === r.purpose &&
  !one.revoked &&
  Date.parse(one.from ?? '') <= Date.parse(r.on) &&
  Date.parse(r.on) < Date.parse(one.until ?? '')
