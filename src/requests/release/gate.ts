import type { Actor } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { decideRelease, type LawBase, type Release, type ReleaseDecision, type ReleaseLine } from '../../law/index.ts'
import { type Item, type Leaving, type Passage, releasesOf, throughGate, whyNotTo } from '../../vault/index.ts'
import { RequestError } from '../errors.ts'
import { examinationOf } from '../examination/standing.ts'
import type { Setting } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import { gradingsOf } from '../store/gradings.ts'
import { findStanding } from '../store/organisations.ts'
import { permissionsOf } from '../store/permissions.ts'
import { listRequests } from '../store/requests.ts'
import { countedThisYear } from './counting.ts'
import { historyOf, standing } from './grade.ts'
import { approvalFrom, isGranted, type Permission } from './permission.ts'
import { giverOf, recipientOf, type Standing } from './standing.ts'

/** What is given for what: a request or a team by the id all organisations share, on its route, with the categories it asks for. */
export interface Given {
  readonly origin: string
  readonly rule: string
  readonly proceeding?: string | undefined
  /** The categories that each piece answers; none where nobody says. */
  readonly categories: readonly string[]
  readonly pieces: readonly Item[]
}

/** Who gives, and the person who does it. */
export type Hand = Pick<Actor, 'org' | 'person'>

/**
 * The facts of giving these pieces to that organisation, all from rows: where both stand, what the pieces are graded, what
 * leave was given. Nothing of it is taken from what somebody says of themselves.
 */
async function releaseTo(
  db: Db,
  law: LawBase,
  hand: Hand,
  given: Given,
  to: string | Recipient,
  at: Temporal.Instant,
): Promise<Release> {
  const giver = await standingOf(db, hand.org)
  const permissions = await permissionsOf(db, hand.org, { origin: given.origin, side: 'applicant' })
  const recipient = typeof to === 'string' ? recipientOf(to, await findStanding(db, to), giver) : to
  const items: Release['items'] = []
  for (const piece of given.pieces)
    for (const item of await itemsOf(db, giver, given, piece))
      items.push({ ...item, ...(await receivedUnder(db, giver, recipient, piece)) })
  return {
    on: instantText(at),
    purpose: given.origin,
    ...(given.rule && { route: given.rule }),
    use: useOf(given.proceeding),
    giver: giverOf(giver),
    need: 'none',
    recipient,
    items,
    draftedBy: hand.person,
    approvals: permissions.flatMap(approvalFrom),
    paths: [],
    ...(await safeguardsOf(db, hand.org, given.origin, recipient.id, permissions)),
    releasedThisYear: await countedThisYear(db, law, giver, at),
  }
}

/**
 * What this recipient has to promise: the conditions that were put to it, and those of a permission, which count until it has
 * taken them on.
 */
async function safeguardsOf(
  db: Db,
  org: string,
  origin: string,
  recipient: string | null | undefined,
  permissions: readonly Permission[],
): Promise<Pick<Release, 'safeguards'>> {
  const [request] = await listRequests(db, org, { origin, limit: 1 })
  if (!request || request.counterpart !== recipient) return {}
  const { conditions } = examinationOf(await findDealings(db, request.id))
  const standing = conditions.filter(({ state }) => state !== 'released')
  const put = standing.map(({ dealing, condition, state, answer, end }) => ({
    id: `${dealing} ${condition.id}`,
    says: condition.says,
    accepted: state === 'accepted' || state === 'fulfilled' ? answer?.by.at : undefined,
    ...(state === 'breached' && { breached: end?.at }),
  }))
  const asked = new Set(standing.map(({ condition }) => condition.permission))
  const unasked = permissions.filter((one) => isGranted(one) && one.decision?.conditions && !asked.has(one.id))
  const safeguards = [...put, ...unasked.map(({ id, decision }) => ({ id, says: decision?.conditions ?? '' }))]
  return safeguards.length > 0 ? { safeguards } : {}
}

/** What would happen if these pieces were given now; nothing is. */
export async function decideFor(
  db: Db,
  hand: Hand,
  given: Given,
  to: string,
  { law, now }: Setting,
): Promise<{ release: Release; decision: ReleaseDecision }> {
  const release = await releaseTo(db, law, hand, given, to, now())
  const decision = decideRelease(law, release)
  const recipient = release.recipient?.state ?? undefined
  const stops = new Map<string, ReleaseLine[]>()
  for (const piece of given.pieces)
    stops.set(piece.sha256, await whyNotTo(db, law, piece, { way: 'sealed', to: recipient, at: now() }))
  const items = decision.items.map((item, i) => {
    const because = stops.get(release.items[i]?.sha256 ?? '') ?? []
    return because.length > 0 ? { ...item, release: false, because: [...item.because, ...because] } : item
  })
  return { release, decision: { ...decision, items, release: items.length > 0 && items.every((one) => one.release) } }
}

/** Throws `release_closed` unless the law lets every piece out to everybody it goes to. */
export async function passageFor(
  db: Db,
  hand: Hand,
  given: Given,
  { to, orgs }: { readonly to: string; readonly orgs: readonly string[] },
  { law, now }: Setting,
): Promise<Passage> {
  const leaving: Leaving[] = []
  for (const org of orgs) leaving.push({ org, release: await releaseTo(db, law, hand, given, org, now()) })
  return throughGate(db, law, { way: 'sealed', to, items: given.pieces, leaving })
}

/** The same, readable, to a recipient who may stand outside of the directory. */
export async function passageTo(
  db: Db,
  hand: Hand,
  given: Given,
  { recipient, way }: { readonly recipient: Recipient; readonly way: 'opened' | 'packed' },
  { law, now }: Setting,
): Promise<Passage> {
  const to = recipient.id ?? ''
  const release = await releaseTo(db, law, hand, given, recipient, now())
  return throughGate(db, law, { way, to, items: given.pieces, leaving: [{ org: to, release }] })
}

/**
 * The gate once more, for what was handed over and is fetched now: by what is allowed at this moment. What was revoked, has
 * run out or was graded higher meanwhile closes it again. Throws `release_closed`, also for what never went through it.
 */
export async function passAgain(db: Db, law: LawBase, item: Item, to: string, at: Temporal.Instant): Promise<Passage> {
  const kept = (await releasesOf(db, item.org, item.id)).find((one) => one.to === to)
  if (!kept) return throughGate(db, law, { way: 'sealed', to, items: [item], leaving: [] })
  const { release } = kept
  const giver = await standingOf(db, item.org)
  const permissions = await permissionsOf(db, item.org, { origin: release.purpose ?? '', side: 'applicant' })
  const categories = release.items.flatMap(({ category }) => category ?? [])
  const given = { origin: release.purpose ?? '', rule: release.route ?? '', categories, pieces: [item] }
  const again: Release = {
    ...release,
    on: instantText(at),
    giver: giverOf(giver),
    recipient: recipientOf(to, await findStanding(db, to), giver),
    items: await itemsOf(db, giver, given, item),
    approvals: permissions.flatMap(approvalFrom),
    ...(await safeguardsOf(db, item.org, given.origin, to, permissions)),
  }
  return throughGate(db, law, { way: 'sealed', to, items: [item], leaving: [{ org: to, release: again }] })
}

/** What another organisation gave is still bound to what it was given for, unless it stays at home. */
async function receivedUnder(
  db: Db,
  giver: Standing,
  recipient: Recipient,
  { org, producer, origin }: Item,
): Promise<Pick<ReleaseItem, 'receivedUnder'>> {
  if (producer === org || recipient.state === giver.state) return {}
  const from = (await findStanding(db, producer))?.state as Recipient['state']
  return { receivedUnder: { from, purpose: origin } }
}

async function standingOf(db: Db, org: string): Promise<Standing> {
  const found = await findStanding(db, org)
  if (!found) throw new RequestError('missing', 'not_found', 'This organisation is not here')
  return found
}

type ReleaseItem = Release['items'][number]
type Recipient = NonNullable<Release['recipient']>

/**
 * A piece as the gate sees it, once for each category it answers: what somebody said of it when grading it; else that it is
 * about people, as every category of evidence is, and that it lies where it is given.
 */
async function itemsOf(db: Db, giver: Standing, { categories }: Given, piece: Item): Promise<ReleaseItem[]> {
  const gradings = await gradingsOf(db, piece.org, piece.sha256)
  const grade = standing(gradings)?.grade ?? {}
  const asked = [...new Set(grade.category ? [grade.category] : categories)] as ReleaseItem['category'][]
  const answers = asked.length > 0 ? asked : [undefined]
  return answers.map((category) => ({
    personal: category === undefined ? undefined : true,
    storedIn: [giver.state] as ReleaseItem['storedIn'],
    ...grade,
    id: category === undefined ? piece.id : `${piece.id} ${category}`,
    sha256: piece.sha256,
    category,
    classHistory: historyOf(gradings),
  }))
}

const uses: Readonly<Record<string, Release['use']>> = { administrative: 'administrative', civil: 'administrative' }

/** What is not said to be something else is evidence of a criminal case: the use that most bars stand before. */
const useOf = (proceeding: string | undefined): Release['use'] => uses[proceeding ?? ''] ?? 'criminal-evidence'
