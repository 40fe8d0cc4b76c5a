import type { Facts } from '../../law/index.ts'

export { chance } from '../times/chance.ts'

const askers = [
  'DE', 'FR', 'CN', 'US', 'GB', 'IN', 'BR', 'IE', 'NL', 'ES', 'IT', 'PL', 'JP', 'KR', 'AU', 'CA', 'CH', 'RU', 'VN', 'TH', 'ID', 'MY', 'PK',
  'KZ', 'LA', 'MN', 'ZA', 'EG', 'NG', 'MX', 'AR', 'UA', 'SE', 'DK', 'RO', 'HU', 'GR', 'TR', 'SG', 'KE',
] // biome-ignore format: one line of words
const seats = [
  'US', 'US', 'US', 'US', 'IE', 'IE', 'CN', 'CN', 'SG', 'DE', 'FR', 'GB', 'NL', 'JP', 'KR', 'IN', 'BR', 'CH', 'LU', 'AU', 'HK', 'RU', 'TH', 'SE',
] // biome-ignore format: one line of words
const wanted = ['subscriber', 'subscriber', 'subscriber', 'traffic', 'content', 'content', 'location'] as const
const classes = ['general', 'general', 'general', 'sensitive', 'highly-sensitive'] as const

/** Holders as records have them: a few of which everybody asks, each always described alike. */
const holders = Array.from({ length: 48 }, (_, n) => {
  const seat = seats[n % seats.length] as string
  const isBank = n % 8 === 7
  return {
    kind: isBank ? 'bank' : 'provider',
    seat,
    ...(n % 3 === 0 ? {} : { establishments: [seat] }),
    service: isBank ? 'financial' : 'electronic-communications',
    ...(n % 4 === 1 ? { addressees: [{ state: 'IE', as: 'designated-establishment' }] } : {}),
    role: 'controller',
  }
})

/** What is investigated, each kind threatened with the same everywhere: a record names a few dozen. */
const offences = Array.from({ length: 24 }, (_, n) => ({
  maxPenaltyMonths: [6, 12, 24, 36, 60, 120, 180, 300][n % 8] as number,
  ...(n % 5 === 0 ? {} : { byInformationSystem: n % 3 === 0 }),
  ...(n % 7 === 0 ? {} : { listed: n % 6 === 0 ? ['child-sexual-abuse'] : [] }),
  ...(n % 4 === 0 ? {} : { dualCriminality: n % 11 !== 0 }),
  political: false,
}))

/** One request of many, all invented: few states and holders have most of them, and some facts are not given, as in any record. */
export function invented(next: () => number): Facts {
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const often = <T>(list: readonly T[]): T => list[Math.floor(next() ** 2.5 * list.length)] as T
  const asking = often(askers)
  const holder = often(holders)
  const stored = next() < 0.7 ? [holder.seat] : next() < 0.5 ? [one(seats)] : undefined
  const isEmergency = next() < 0.05
  const facts = {
    on: `20${20 + Math.floor(next() * 7)}-${two(12 * next())}-${two(28 * next())}`,
    asking: { state: asking, authority: next() < 0.6 ? 'prosecutor' : next() < 0.5 ? 'judge' : 'police' },
    proceeding: next() < 0.97 ? 'criminal' : 'administrative',
    offence: { description: `Case ${Math.floor(next() * 1e9)}`, ...often(offences) },
    holder: { ...holder, offersServicesIn: [asking] },
    data: [
      {
        id: `d${Math.floor(next() * 1000)}`,
        category: holder.kind === 'bank' ? 'transaction-record' : one(wanted),
        ...(stored ? { storedIn: stored } : {}),
        stored: true,
        ...(holder.seat === 'CN' ? { class: one(classes), scheme: 'CN' } : {}),
      },
    ],
    measure: next() < 0.9 ? 'produce' : 'preserve',
    urgency: isEmergency ? 'emergency' : 'ordinary',
    ...(isEmergency ? { emergency: { threat: 'life' } } : {}),
  }
  return facts as unknown as Facts
}

const two = (upTo: number) => String(1 + Math.floor(upTo)).padStart(2, '0')
