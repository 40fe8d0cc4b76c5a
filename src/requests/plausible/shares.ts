/** A share of requests, and where it comes from. What nobody has published is assumed, and says so. */
interface Shares<Key extends string> {
  readonly of: Readonly<Record<Key, number>>
  readonly source: string
}

const shares = <Key extends string>(of: Record<Key, number>, source: string): Shares<Key> => ({ of, source })

/** What a plausible record is drawn from. Durations are those of the law base, where a route says what is typical. */
export const plausible = {
  asking: shares(
    { DE: 34, FR: 22, GB: 18, PL: 6, ES: 5, IT: 5, NL: 3, US: 4, IN: 2, CN: 1 },
    'DE, FR and GB over 74 % of the requests of EU states in 2018 (SIRIUS report 2019); how they divide it, and the rest, is assumed',
  ),
  holder: shares(
    { 'Lakeside Social, Dublin': 30, 'Fernglas Search, Dublin': 26, 'Orchard Devices, Cork': 24, 'Prairie Mail, Denver': 20 },
    'The three most requested providers had 30, 26 and 24 % in 2018 (SIRIUS report 2019); the companies here are invented',
  ), // biome-ignore format: a row
  category: shares(
    { traffic: 42, subscriber: 36, content: 22 },
    'In that order of need in 2018 (SIRIUS report 2019); the numbers are assumed',
  ),
  urgency: shares(
    { ordinary: 937, emergency: 63 },
    '3,943 of 69,363 requests of the US and 3,895 of 55,497 of India were emergencies (Meta, first half of 2022)',
  ),
  outcome: shares(
    { answered: 684, refused: 172, withdrawn: 94, lapsed: 50 },
    'Data were given in 68.4 % of requests in 2019 (SIRIUS report 2020); how the rest divides is assumed',
  ),
  emergencyOutcome: shares(
    { answered: 770, refused: 180, withdrawn: 50, lapsed: 0 },
    'Data were given in 77 % of emergencies (Meta, first half of 2021); how the rest divides is assumed',
  ),
  /** Each year so many times as many as the year before. */
  growth: { by: 1.143, source: '14.3 % more requests in 2019 than in 2018 (SIRIUS report 2020)' },
} as const

interface Way {
  readonly route: string
  readonly share: number
  /** Only from this day on. */
  readonly from?: string
  /** Median days where the law base says nothing typical of the route: assumed. */
  readonly days?: number
  readonly ground: string
  /** Only between members of the European Union. */
  readonly union?: true
  /** Only to holders in this state; what is drawn for others takes the voluntary way of theirs. */
  readonly to?: string
}

/** Of the states that ask here, those that are members. */
export const members: readonly string[] = ['DE', 'FR', 'PL', 'ES', 'IT', 'NL']

/** How requests divide among the routes is assumed: nobody has published it. */
export const ways: readonly Way[] = [
  { route: 'eu/2023-1543/routes/production-order', share: 30, from: '2026-08-18', union: true, to: 'IE', ground: 'eu/2023-1543/grounds/article-10-incomplete' },
  { route: 'us/sca/routes/voluntary-records', share: 36, days: 21, to: 'US', ground: 'us/sca/grounds/2703d-burden' },
  { route: 'ie/practice/routes/voluntary-records', share: 24, days: 18, to: 'IE', ground: 'treaties/general/grounds/no-duty' },
  { route: 'eu/2014-41/routes/investigation-order', share: 22, union: true, to: 'IE', ground: 'eu/2014-41/grounds/article-11-threshold' },
  { route: 'treaties/general/routes/mla-bilateral', share: 18, ground: 'treaties/general/grounds/essential-interests' },
] // biome-ignore format: a table
