import type { Facts } from '../data/facts.ts'
import type { RecipientKind } from '../data/rule.ts'
import type { Release, ReleaseItem } from './release.ts'

/**
 * What the recipient is in the words of the facts. A foreign authority that is no court may be a regulator or the police;
 * every bar that names one names the other. `none` is nobody's word in the law: no bar that asks for an authority fits.
 */
const authority = {
  'foreign-judicial': 'court',
  'foreign-authority': 'regulator',
  'home-authority': 'court',
  company: 'none',
  person: 'none',
} as const satisfies Record<RecipientKind | 'home-authority', string>

const proceeding = {
  'criminal-evidence': 'criminal',
  administrative: 'administrative',
  commercial: 'none',
  employment: 'none',
  other: undefined,
} as const satisfies Record<NonNullable<Release['use']>, string | undefined>

const holderKind = {
  company: 'other',
  provider: 'provider',
  bank: 'bank',
  authority: 'public-authority',
  person: 'person',
} as const satisfies Record<NonNullable<NonNullable<Release['giver']>['kind']>, string>

/** What its kind already says of its service, where nothing else is said. */
const serviceOf: Partial<Record<NonNullable<NonNullable<Release['giver']>['kind']>, string>> = {
  company: 'other',
  bank: 'financial',
  authority: 'other',
  person: 'other',
}

/**
 * A release in the words of the facts, so that the bars of the law are tried on it as on a demand. What the release does
 * not say stays unknown. `classes` are all the classes an item counts as.
 */
export function factsOf(
  release: Release,
  isSensitive: (item: ReleaseItem) => boolean,
): (item: ReleaseItem, classes: readonly string[]) => Facts {
  const { giver, recipient, use, controller, emergency, need, on } = release
  const kind = recipient?.kind
  const threat = emergency?.threat
  const counted = countedThisYear(release, isSensitive)
  const shared = {
    on: dayOf(on),
    asking: given({
      state: recipient?.state,
      authority: kind && kind !== 'unknown' ? authority[kind] : undefined,
      namedIn: recipient?.namedIn,
    }),
    proceeding: use ? proceeding[use] : undefined,
    holder: given({
      seat: giver?.state,
      kind: giver?.kind ? holderKind[giver.kind] : undefined,
      service: giver?.service ?? (giver?.kind ? serviceOf[giver.kind] : undefined),
      ciio: giver?.ciio,
      establishments: controller?.state ? [controller.state] : undefined,
    }),
    measure: 'produce',
    urgency: emergency ? 'emergency' : 'ordinary',
    emergency: given({ threat }),
    outbound: given({ need, ...counted }),
  }
  return (item, classes) => {
    const { id, category, scheme, personal, persons, storedIn, encrypted, sector, foreignOrigin } = item
    const { outsideNegativeList } = item
    const data = given({
      id,
      category,
      scheme,
      personal,
      persons,
      storedIn: storedIn?.length ? storedIn : undefined,
      encrypted,
      sector,
      foreignOrigin,
      class: classes.length > 0 ? classes : undefined,
      // A list that is not in force exempts nothing.
      outsideNegativeList: outsideNegativeList && giver?.freeTradeZone?.listInForce === true,
    })
    // The two words that are nobody's ('none') and the list of classes are read by conditions alone.
    return given({ ...shared, data: [data] }) as unknown as Facts
  }
}

const fields: Readonly<Record<string, string>> = {
  'asking.state': 'recipient.state', 'asking.authority': 'recipient.kind', 'asking.namedIn': 'recipient.namedIn', proceeding: 'use',
  'holder.seat': 'giver.state', 'holder.kind': 'giver.kind', 'holder.service': 'giver.service', 'holder.ciio': 'giver.ciio',
  'holder.establishments': 'controller.state', 'outbound.need': 'need', 'outbound.persons': 'releasedThisYear.persons',
  'outbound.sensitivePersons': 'releasedThisYear.sensitivePersons',
} // biome-ignore format: a table

/** The field of a release in which a fact is said. */
export const fieldOf = (fact: string): string => fields[fact] ?? fact.replace(/^data\./, 'items.')

/** The fact that such a field says. */
export const factOfField = (field: string): string =>
  Object.entries(fields).find(([, one]) => one === field)?.[0] ?? field.replace(/^items\./, 'data.')

/** More than any law counts to: what stands for a number of people nobody knows. */
const nobodyKnows = Number.MAX_SAFE_INTEGER

/**
 * The people counted since 1 January, this release included. Where the number is not known the worst is taken, for a
 * threshold that may have been reached is not passed.
 */
function countedThisYear({ items, releasedThisYear }: Release, isSensitive: (item: ReleaseItem) => boolean) {
  const personal = items.filter((item) => item.personal !== false && item.foreignOrigin !== true)
  const sum = (before: number | null | undefined, some: readonly ReleaseItem[]) =>
    some.reduce((all, { persons }) => Math.min(all + (persons ?? nobodyKnows), nobodyKnows), before ?? nobodyKnows)
  const { persons, sensitivePersons } = releasedThisYear ?? {}
  return {
    persons: sum(
      persons,
      personal.filter((item) => !isSensitive(item)),
    ),
    sensitivePersons: sum(sensitivePersons, personal.filter(isSensitive)),
  }
}

/** Without what is null or left out: it is not known. */
function given<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null)) as T
}

/** The day of an instant in UTC. */
export const dayOf = (instant: string): string => new Date(instant).toISOString().slice(0, 10)
