// Written by `npm run client` from the description of the API; not by hand.

export type Shape1 = {
  state?: string
  authority?:
    | 'judge'
    | 'court'
    | 'investigating-judge'
    | 'prosecutor'
    | 'police'
    | 'central-authority'
    | 'regulator'
    | 'other'
  validatedBy?:
    | 'judge'
    | 'court'
    | 'investigating-judge'
    | 'prosecutor'
    | 'police'
    | 'central-authority'
    | 'regulator'
    | 'other'
  namedIn?: ('prohibition-order' | 'malicious-entity-list' | 'countermeasure-list' | 'restricted-recipient-list')[]
}
export type Shape2 = {
  description?: string
  maxPenaltyMonths?: number
  byInformationSystem?: boolean
  committedIn?: string[]
  listed?: (
    | 'attack-on-information-systems'
    | 'terrorism'
    | 'child-sexual-abuse'
    | 'non-cash-payment-fraud'
    | 'annex-iv-1'
    | 'annex-iv-2'
    | 'annex-iv-3'
    | 'annex-iv-4'
    | 'annex-iv-5'
    | 'annex-iv-6'
    | 'annex-iv-7'
    | 'annex-iv-8'
    | 'annex-iv-9'
    | 'annex-iv-10'
    | 'annex-iv-11'
    | 'annex-iv-12'
    | 'annex-iv-13'
    | 'annex-iv-14'
    | 'annex-iv-15'
    | 'annex-iv-16'
    | 'annex-iv-17'
    | 'annex-iv-18'
    | 'annex-iv-19'
    | 'annex-iv-20'
    | 'annex-iv-21'
    | 'annex-iv-22'
    | 'annex-iv-23'
    | 'annex-iv-24'
    | 'annex-iv-25'
    | 'annex-iv-26'
    | 'annex-iv-27'
    | 'annex-iv-28'
    | 'annex-iv-29'
    | 'annex-iv-30'
    | 'annex-iv-31'
    | 'annex-iv-32'
  )[]
  dualCriminality?: boolean
  deathPenaltyPossible?: boolean
  political?: boolean
  sentenceMonths?: number
}
export type Shape3 = {
  name?: string
  kind?: 'provider' | 'bank' | 'public-authority' | 'person' | 'other'
  seat?: string
  establishments?: string[]
  addressees?: { state: string; as?: 'designated-establishment' | 'legal-representative' }[]
  offersServicesIn?: string[]
  service?:
    | 'electronic-communications'
    | 'domain-names'
    | 'communication-platform'
    | 'storage-platform'
    | 'financial'
    | 'other'
  role?: 'controller' | 'processor'
  ciio?: boolean
  correspondentAccountIn?: string[]
  jurisdictionOf?: string[]
}
export type Shape4 = {
  id: string
  category?: 'subscriber' | 'identification' | 'traffic' | 'content' | 'location' | 'device-log' | 'transaction-record'
  storedIn?: string[]
  stored?: boolean
  class?: string
  scheme?: string
  personal?: boolean
  persons?: number
  encrypted?: boolean
  sector?: ('securities' | 'audit-papers' | 'export-controlled' | 'genetic-resources')[]
  foreignOrigin?: boolean
  outsideNegativeList?: boolean
}
export type Shape5 = {
  on?: string
  asking?: Shape1
  proceeding?: 'criminal' | 'sentence-execution' | 'administrative' | 'civil' | 'mla-relay'
  offence?: Shape2
  person?: {
    nationality?: string[]
    residence?: string
    location?: string
    privileged?: 'none' | 'lawyer' | 'journalist' | 'medical' | 'other'
  }
  holder?: Shape3
  data?: Shape4[]
  measure?: 'produce' | 'preserve'
  urgency?: 'ordinary' | 'urgent' | 'emergency'
  emergency?: { threat?: 'life' | 'physical-integrity' | 'critical-infrastructure' }
  outbound?: { need?: 'none' | 'contract' | 'employment' | 'emergency'; persons?: number; sensitivePersons?: number }
  history?: { mlaTried?: boolean; reciprocityWith?: string[] }
}
export type Shape6 = {
  id: string
  title: string
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
  state: string
  authority?: string
  does: string
  form?: string
  clocks: string[]
  moments?: string[]
  after: string[]
  cite: string
  certain: boolean
}
export type Shape7 = {
  rule: string
  instrument: string
  title: string
  channel: 'direct' | 'cooperative' | 'voluntary' | 'domestic'
  to?: string
  binding?: false
  data: string[]
  status: 'open' | 'approval' | 'conflict' | 'unknown' | 'closed'
  because: {
    holds: boolean | null
    says: string
    cite: string
    facts: string[]
    confidence?: 'secondary' | 'unconfirmed'
    settled?: false
  }[]
  asks: string[]
  needs: {
    what: string
    actor: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
    cite: string
    met: boolean
  }[]
  steps: Shape6[]
  clocks: {
    rule: string
    title: string
    from: string
    length: string
    counting: 'calendar' | 'working' | 'hours' | 'words'
    cite: string
    certain?: false
  }[]
  grounds: {
    rule: string
    title: string
    seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
    cite: string
  }[]
  conflicts: string[]
  typicalDays?: number
  warnings: { says: string; cite: string }[]
  confidence: 'text' | 'secondary' | 'unconfirmed'
}
export type Shape8 = {
  rule: string
  title: string
  state: string
  status: 'reaches' | 'does-not' | 'unknown'
  cite: string
  because: {
    holds: boolean | null
    says: string
    cite: string
    facts: string[]
    confidence?: 'secondary' | 'unconfirmed'
    settled?: false
  }[]
}
export type Shape9 = {
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
  authority: string
  cite: string
  clocks: string[]
}
export type Shape10 = {
  rule: string
  instrument: string
  title: string
  state: string
  data: string[]
  status: 'closed' | 'approval' | 'open' | 'not-engaged' | 'unknown'
  cite: string
  because: {
    holds: boolean | null
    says: string
    cite: string
    facts: string[]
    confidence?: 'secondary' | 'unconfirmed'
    settled?: false
  }[]
  approval?: Shape9
  exposure: string[]
}
export type Shape11 = {
  rule: string
  title: string
  on: 'organisation' | 'individual' | 'both'
  fine?: {
    currency: string
    from?: number
    to?: number
    turnover_percent?: number
    times_loss?: number
    per_day?: boolean
  }
  other?: string
  cite: string
}
export type Shape12 = {
  route?: string
  ground?: string
  what: string
  cite: string
  before?: {
    seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
    state: string
    authority?: string
  }
  clocks?: {
    rule: string
    title: string
    from: string
    length: string
    counting: 'calendar' | 'working' | 'hours' | 'words'
    cite: string
    certain?: false
  }[]
  weighs?: { what: string; cite: string }[]
}
export type Shape13 = {
  demands: string
  by: string
  forbids: string
  of: string
  data: string[]
  exposure: { [name: string]: string[] }
  threats: { [name: string]: Shape11[] }
  resolutions: Shape12[]
}
export type Shape14 = {
  on: string
  law: { digest: string }
  items: { data: string; status: 'open' | 'approval' | 'conflict' | 'unknown' | 'closed'; best?: string }[]
  routes: Shape7[]
  reach: Shape8[]
  gates: Shape10[]
  conflicts: Shape13[]
  questions: { fact: string; decides: string[]; text: string; why?: string }[]
  warnings: { says: string; cite: string }[]
}
export type Shape15 = {
  state?: string | null
  kind?: ('company' | 'provider' | 'bank' | 'authority' | 'person') | null
  service?:
    | (
        | 'electronic-communications'
        | 'domain-names'
        | 'communication-platform'
        | 'storage-platform'
        | 'financial'
        | 'other'
      )
    | null
  ciio?: boolean | null
  freeTradeZone?: { name?: string | null; listInForce?: boolean | null } | null
}
export type Shape16 = {
  id?: string | null
  kind?: ('foreign-judicial' | 'foreign-authority' | 'company' | 'person' | 'home-authority' | 'unknown') | null
  state?: string | null
  namedIn?:
    | ('prohibition-order' | 'malicious-entity-list' | 'countermeasure-list' | 'restricted-recipient-list')[]
    | null
}
export type Shape17 = {
  id: string
  sha256?: string | null
  scheme?: string | null
  class?: string | null
  category?:
    | ('subscriber' | 'identification' | 'traffic' | 'content' | 'location' | 'device-log' | 'transaction-record')
    | null
  personal?: boolean | null
  sensitive?: boolean | null
  persons?: number | null
  storedIn?: string[] | null
  encrypted?: boolean | null
  sector?: ('securities' | 'audit-papers' | 'export-controlled' | 'genetic-resources')[] | null
  classHistory?: { class: string; at?: string | null; by?: string | null; second?: string | null }[] | null
  declaredImportant?: boolean | null
  outsideNegativeList?: boolean | null
  foreignOrigin?: boolean | null
  receivedUnder?: { from?: string | null; purpose?: string | null } | null
}
export type Shape18 = {
  id: string
  seat?:
    | ('authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator')
    | null
  as?: ('competent-authority' | 'contact-organ' | 'court' | 'holder') | null
  state?: string | null
  by?: string | null
  covers?: { items?: string[] | null; recipient?: string | null; purpose?: string | null } | null
  from?: string | null
  until?: string | null
  revoked?: (string | boolean) | null
}
export type Shape19 = {
  kind: 'security-assessment' | 'standard-contract' | 'certification'
  state?: string | null
  from?: string | null
  until?: string | null
  covers?: { items?: string[] | null; recipient?: string | null; purpose?: string | null } | null
  revoked?: (string | boolean) | null
}
export type Shape20 = {
  on: string
  purpose?: string | null
  route?: string | null
  use?: ('criminal-evidence' | 'administrative' | 'commercial' | 'employment' | 'other') | null
  giver?: Shape15 | null
  controller?: { state?: string | null } | null
  need?: ('contract' | 'employment' | 'emergency' | 'none') | null
  recipient?: Shape16 | null
  items?: Shape17[]
  draftedBy?: string | null
  approvals?: Shape18[]
  paths?: Shape19[]
  safeguards?: { id: string; says: string; accepted?: string | null; breached?: string | null }[]
  releasedThisYear?: { persons?: number | null; sensitivePersons?: number | null } | null
  emergency?: { threat?: ('life' | 'physical-integrity' | 'critical-infrastructure') | null } | null
}
export type Shape21 = {
  id: string
  release: boolean
  because: { rule: string; holds: boolean | null; says: string; cite: string; confidence?: string; settled?: false }[]
  opensWith: string[]
  exposure: string[]
}
export type Shape22 = {
  on: string
  law: { digest: string }
  release: boolean
  items: Shape21[]
  because: { rule: string; holds: boolean | null; says: string; cite: string; confidence?: string; settled?: false }[]
  opensWith: string[]
}
export type Shape23 = string | number | boolean | null | Shape23[] | { [name: string]: Shape23 }
export type Shape24 = {
  state?: unknown | null
  kind?: ('company' | 'provider' | 'bank' | 'authority' | 'person') | null
  service?:
    | (
        | 'electronic-communications'
        | 'domain-names'
        | 'communication-platform'
        | 'storage-platform'
        | 'financial'
        | 'other'
      )
    | null
  ciio?: boolean | null
  freeTradeZone?: { name?: string | null; listInForce?: boolean | null } | null
}
export type Shape25 = {
  id?: string | null
  kind?: ('foreign-judicial' | 'foreign-authority' | 'company' | 'person' | 'home-authority' | 'unknown') | null
  state?: unknown | null
  namedIn?:
    | ('prohibition-order' | 'malicious-entity-list' | 'countermeasure-list' | 'restricted-recipient-list')[]
    | null
}
export type Shape26 = {
  id: string
  sha256?: string | null
  scheme?: string | null
  class?: string | null
  category?:
    | ('subscriber' | 'identification' | 'traffic' | 'content' | 'location' | 'device-log' | 'transaction-record')
    | null
  personal?: boolean | null
  sensitive?: boolean | null
  persons?: number | null
  storedIn?: unknown[] | null
  encrypted?: boolean | null
  sector?: ('securities' | 'audit-papers' | 'export-controlled' | 'genetic-resources')[] | null
  classHistory?: { class: string; at?: string | null; by?: string | null; second?: string | null }[] | null
  declaredImportant?: boolean | null
  outsideNegativeList?: boolean | null
  foreignOrigin?: boolean | null
  receivedUnder?: { from?: unknown | null; purpose?: string | null } | null
}
export type Shape27 = {
  id: string
  seat?:
    | ('authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator')
    | null
  as?: ('competent-authority' | 'contact-organ' | 'court' | 'holder') | null
  state?: unknown | null
  by?: string | null
  covers?: { items?: string[] | null; recipient?: string | null; purpose?: string | null } | null
  from?: string | null
  until?: string | null
  revoked?: (string | boolean) | null
}
export type Shape28 = {
  kind: 'security-assessment' | 'standard-contract' | 'certification'
  state?: unknown | null
  from?: string | null
  until?: string | null
  covers?: { items?: string[] | null; recipient?: string | null; purpose?: string | null } | null
  revoked?: (string | boolean) | null
}
export type Shape29 = {
  on: string
  purpose?: string | null
  route?: string | null
  use?: ('criminal-evidence' | 'administrative' | 'commercial' | 'employment' | 'other') | null
  giver?: Shape24 | null
  controller?: { state?: unknown | null } | null
  need?: ('contract' | 'employment' | 'emergency' | 'none') | null
  recipient?: Shape25 | null
  items: Shape26[]
  draftedBy?: string | null
  approvals: Shape27[]
  paths: Shape28[]
  safeguards?: { id: string; says: string; accepted?: string | null; breached?: string | null }[]
  releasedThisYear?: { persons?: number | null; sensitivePersons?: number | null } | null
  emergency?: { threat?: ('life' | 'physical-integrity' | 'critical-infrastructure') | null } | null
}
export type Shape30 = {
  id: string
  change: 'whole' | 'fewer-persons' | 'less-sensitive' | 'masked' | 'left-out'
  persons: { before?: number; after?: number }
  class: { before?: string; after?: string }
  opened: string[]
}
export type Shape31 = {
  rule: string
  title: string
  from: string
  due?: string
  local?: string
  zone: string
  standsSince?: string
  length: string
  counting: 'calendar' | 'working' | 'hours' | 'words'
  cite: string
  countingRule?: { rule: string; cite: string }
  outer?: { due: string; local: string; rule: string; cite: string }
  derivation: { date: string; counted: boolean; why: string }[]
  warnings: { says: string; cite: string }[]
}
export type Shape32 = {
  step: string
  title: string
  is: 'pending' | 'current' | 'done' | 'refused' | 'skipped'
  doer?: string
  began?: string
  ended?: string
  benchmark?: {
    n: number
    lower: number
    median: number
    upper: number
    among: 'doer' | 'state' | 'route'
    small: boolean
  }
  slow: boolean
  overdue: boolean
  expected?: { from: string; to: string }
}
export type Shape33 = {
  why: 'asked' | 'overdue' | 'escalation'
  step: string
  by: { org: string; person?: string; name: string }
  at: string
  text?: string
  due?: string
  to?: string
  contact?: { name?: string; authority?: string; contact?: string; phone?: string; email?: string }
}
export type Shape34 = {
  stages: Shape32[]
  behind: number
  left: number
  expected?: { from: string; to: string }
  without?: 'over' | 'refused' | 'objected' | 'nothing-known'
  sources:
    | { kind: 'record'; n: number; small: boolean; steps: string[] }
    | { kind: 'clock'; rule: string; cite: string; step: string }
    | { kind: 'published'; days: number; cite: string; is: 'average' | 'limit' }[]
  reminders: Shape33[]
  elsewhere: {
    step: string
    contact?: { name?: string; authority?: string; contact?: string; phone?: string; email?: string }
    reachable: boolean
  }[]
}
export type Shape35 = {
  instrument: string
  state: string
  standing: { bound: boolean; how: string; says: string } & { [name: string]: unknown }
  since?: string
  until?: string
  signed?: string
  ratified?: string
  note?: string
  confidence: 'text' | 'secondary' | 'unconfirmed'
}
export type Shape36 = {
  on: string
  law: { digest: string }
  bonds: { instrument: string; bonds: [Shape35, Shape35]; both: boolean; since?: string }[]
  directions: [
    {
      from: string
      to: string
      measures: { measure: 'produce' | 'preserve'; facts: { [name: string]: unknown }; analysis: Shape14 }[]
    },
    {
      from: string
      to: string
      measures: { measure: 'produce' | 'preserve'; facts: { [name: string]: unknown }; analysis: Shape14 }[]
    },
  ]
}
export type Shape37 = {
  person: string
  name: string
  org: string
  orgName: string
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'operator'
  role: 'head' | 'author' | 'member'
  isDemo: boolean
  unconfirmed?: true
  elevated?: 'substitution' | 'break-glass'
  acts?: string[]
  state: string
}
export type Shape38 = {
  person: string
  name: string
  org: string
  orgName: string
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'operator'
  role: 'head' | 'author' | 'member'
  isDemo: boolean
  unconfirmed?: true
  elevated?: 'substitution' | 'break-glass'
  acts?: string[]
}
export type Shape39 = {
  id: string
  org: string
  name: string
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'operator'
  scopes: (
    | 'requests:read'
    | 'requests:check'
    | 'requests:answer'
    | 'evidence:read'
    | 'evidence:receive'
    | 'evidence:produce'
    | 'custody:keep'
    | 'costs'
    | 'log:read'
  )[]
  madeBy: string
  madeByName: string
  created: string
  expires: string
  used: string | null
  ended: string | null
}
export type Shape40 = {
  name: string
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'operator'
  scopes: (
    | 'requests:read'
    | 'requests:check'
    | 'requests:answer'
    | 'evidence:read'
    | 'evidence:receive'
    | 'evidence:produce'
    | 'custody:keep'
    | 'costs'
    | 'log:read'
  )[]
  days: number
}
export type Shape41 = {
  webhooks: {
    id: string
    org: string
    url: string
    kinds: ('request' | 'message' | 'evidence' | 'permission' | 'matter' | 'team')[]
    madeByName: string
    created: string
  }[]
  next: string | null
}
export type Shape42 = {
  id: string
  seq: number
  kind: string
  about: string
  at: string
  state: 'waiting' | 'delivered' | 'dead'
  tries: number
  nextTry: string | null
  answer: string | null
  tried: string | null
}
export type Shape43 = {
  org: string
  name: string
  state: string
  kind: string
  seats: ('authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator')[]
  authority: string | null
  languages: string[]
  addressees: { state: string; as: string }[]
  signing: string
  sealing: string
  url: string | null
}
export type Shape44 = {
  name: string
  state: string
  kind: string
  seats: ('authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator')[]
  authority?: string | null
  languages?: string[]
  addressees?: { state: string; as: string }[]
  url: string
  country: string
  identifier: string
  profile: { owner: string; version: string }
  form: 'xml' | 'json'
  certificate: string
  messageKey?: string | null
  sealing: string
}
export type Shape45 = {
  id: string
  method: 'in-person' | 'attestation' | 'official-domain' | 'national-list' | 'fingerprint' | 'hosted'
  says: string
  phone: string | null
  phoneSource: string | null
  attestation: string | null
  byName: string
  at: string
  due: string
}
export type Shape46 = {
  org: string
  name: string
  state: string
  kind: string
  seats: ('authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator')[]
  authority: string | null
  languages: string[]
  addressees: { state: string; as: string }[]
  signing: string
  sealing: string
  url: string | null
  standing: 'verified' | 'stale' | 'unverified'
  verification: Shape45 | null
  revokedAt: string | null
}
export type Shape47 = {
  reverifyDays: number
  attestationDays: number
  secondCheckMinutes: number
  followUpDays: number
  youngDomainDays: number
  deskFor: (
    | 'first-contact'
    | 'unusual-volume'
    | 'unusual-hour'
    | 'no-follow-up'
    | 'young-domain'
    | 'unknown-domain'
    | 'not-competent'
  )[]
}
export type Shape48 = {
  kind: 'signing' | 'certificate'
  key: string
  from: string
  until: string | null
  ended: ('rotated' | 'revoked' | 'replaced') | null
  since: string | null
  reason: string | null
}
export type Shape49 = {
  id: string
  side: 'given' | 'received'
  attester: string
  subject: string
  subjectName: string
  subjectKey: string
  says: 'verified' | 'misused-emergency'
  reason: string
  paper: string
  madeAt: string
  until: string
  told: string[]
  at: string
  withdrawnAt: string | null
  withdrawnReason: string | null
  standing: 'in-force' | 'expired' | 'withdrawn'
  counts: boolean
  otherKey: boolean
}
export type Shape50 = {
  organisation: Shape46
  earlier: Shape45[]
  keys: Shape48[]
  domains: { domain: string; registeredOn: string | null; source: string; byName: string; at: string }[]
  attestations: Shape49[]
}
export type Shape51 = {
  method: 'in-person' | 'attestation' | 'official-domain' | 'national-list' | 'fingerprint'
  says: string
  phone?: string
  phoneSource?: string
  attestation?: string
}
export type Shape52 = {
  id: string
  side: 'given' | 'received'
  attester: string
  subject: string
  subjectName: string
  subjectKey: string
  says: 'verified' | 'misused-emergency'
  reason: string
  paper: string
  madeAt: string
  until: string
  told: string[]
  at: string
  withdrawnAt: string | null
  withdrawnReason: string | null
  standing: 'in-force' | 'expired' | 'withdrawn'
}
export type Shape53 = {
  message: string
  dispatch: string
  org: string
  to: string
  request: string
  type: string
  createdAt: string
  expiresAt: string
  attempts: number
  state: 'waiting' | 'refused' | 'expired'
  problem: string | null
}
export type Shape55 = {
  state?: unknown
  authority?:
    | 'judge'
    | 'court'
    | 'investigating-judge'
    | 'prosecutor'
    | 'police'
    | 'central-authority'
    | 'regulator'
    | 'other'
  validatedBy?:
    | 'judge'
    | 'court'
    | 'investigating-judge'
    | 'prosecutor'
    | 'police'
    | 'central-authority'
    | 'regulator'
    | 'other'
  namedIn?: ('prohibition-order' | 'malicious-entity-list' | 'countermeasure-list' | 'restricted-recipient-list')[]
}
export type Shape56 = {
  description?: string
  maxPenaltyMonths?: number
  byInformationSystem?: boolean
  committedIn?: unknown[]
  listed?: (
    | 'attack-on-information-systems'
    | 'terrorism'
    | 'child-sexual-abuse'
    | 'non-cash-payment-fraud'
    | 'annex-iv-1'
    | 'annex-iv-2'
    | 'annex-iv-3'
    | 'annex-iv-4'
    | 'annex-iv-5'
    | 'annex-iv-6'
    | 'annex-iv-7'
    | 'annex-iv-8'
    | 'annex-iv-9'
    | 'annex-iv-10'
    | 'annex-iv-11'
    | 'annex-iv-12'
    | 'annex-iv-13'
    | 'annex-iv-14'
    | 'annex-iv-15'
    | 'annex-iv-16'
    | 'annex-iv-17'
    | 'annex-iv-18'
    | 'annex-iv-19'
    | 'annex-iv-20'
    | 'annex-iv-21'
    | 'annex-iv-22'
    | 'annex-iv-23'
    | 'annex-iv-24'
    | 'annex-iv-25'
    | 'annex-iv-26'
    | 'annex-iv-27'
    | 'annex-iv-28'
    | 'annex-iv-29'
    | 'annex-iv-30'
    | 'annex-iv-31'
    | 'annex-iv-32'
  )[]
  dualCriminality?: boolean
  deathPenaltyPossible?: boolean
  political?: boolean
  sentenceMonths?: number
}
export type Shape57 = {
  name?: string
  kind?: 'provider' | 'bank' | 'public-authority' | 'person' | 'other'
  seat?: unknown
  establishments?: unknown[]
  addressees?: { state: unknown; as?: 'designated-establishment' | 'legal-representative' }[]
  offersServicesIn?: unknown[]
  service?:
    | 'electronic-communications'
    | 'domain-names'
    | 'communication-platform'
    | 'storage-platform'
    | 'financial'
    | 'other'
  role?: 'controller' | 'processor'
  ciio?: boolean
  correspondentAccountIn?: unknown[]
  jurisdictionOf?: unknown[]
}
export type Shape58 = {
  id: string
  category?: 'subscriber' | 'identification' | 'traffic' | 'content' | 'location' | 'device-log' | 'transaction-record'
  storedIn?: unknown[]
  stored?: boolean
  class?: string
  scheme?: string
  personal?: boolean
  persons?: number
  encrypted?: boolean
  sector?: ('securities' | 'audit-papers' | 'export-controlled' | 'genetic-resources')[]
  foreignOrigin?: boolean
  outsideNegativeList?: boolean
}
export type Shape59 = {
  on?: string
  asking?: Shape55
  proceeding?: 'criminal' | 'sentence-execution' | 'administrative' | 'civil' | 'mla-relay'
  offence?: Shape56
  person?: {
    nationality?: unknown[]
    residence?: unknown
    location?: unknown
    privileged?: 'none' | 'lawyer' | 'journalist' | 'medical' | 'other'
  }
  holder?: Shape57
  data?: Shape58[]
  measure?: 'produce' | 'preserve'
  urgency?: 'ordinary' | 'urgent' | 'emergency'
  emergency?: { threat?: 'life' | 'physical-integrity' | 'critical-infrastructure' }
  outbound?: { need?: 'none' | 'contract' | 'employment' | 'emergency'; persons?: number; sensitivePersons?: number }
  history?: { mlaTried?: boolean; reciprocityWith?: unknown[] }
}
export type Shape54 = Shape59
export type Shape60 = {
  matters: {
    id: string
    org: string
    title: string
    fileNumber: string
    facts: Shape54
    openedBy: string
    openedAt: string
    changedAt: string
  }[]
  next: string | null
}
export type Shape61 = {
  matter: {
    id: string
    org: string
    title: string
    fileNumber: string
    facts: Shape54
    openedBy: string
    openedAt: string
    changedAt: string
  }
  analysis: Shape14
}
export type Shape62 = {
  org?: string
  name?: string
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
  state?: string
  as?: 'designated-establishment' | 'legal-representative'
  address?: string
  email?: string
  phone?: string
  fax?: string
  contact?: string
}
export type Shape63 = {
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
  state: string
  org: string
  name: string
  as?: 'designated-establishment' | 'legal-representative'
  address?: string
  email?: string
  phone?: string
  fax?: string
  contact?: string
  languages?: string[]
}
export type Shape64 = {
  purpose?: string
  identifiers?: { [name: string]: string[] }
  period?: { from?: string; to?: string }
  reach?: 'accounts' | 'service'
  necessity?: { [name: string]: { need: string; milder: string; against: string } }
  minimisation?: string
  privileges?: string
  atHome?: string
  reasons?: { [name: string]: string }
  instructions?: {
    [name: string]: { place?: 'check' | 'purpose' | 'minimisation' | 'privileges'; says?: string; answer?: string }
  }
}
export type Shape65 = {
  id: string
  origin: string
  direction: 'outgoing' | 'incoming'
  title: string
  fileNumber: string
  counterpart: string
  counterpartName: string
  rule: string
  routeTitle: string
  to?: string
  status:
    | 'draft'
    | 'in-validation'
    | 'ready-to-send'
    | 'sent'
    | 'received'
    | 'held'
    | 'objected'
    | 'answered'
    | 'refused'
    | 'withdrawn'
    | 'completed'
    | 'lapsed'
  createdAt: string
  leftAt?: string
  endedAt?: string
  org: string
  matter?: string
  counterpartNumber?: string
  law: { digest: string; on: string }
  facts: Shape54
  items: { id: string } & { [name: string]: unknown }[]
  parties: Shape63[]
  statement?: Shape64
  digest?: string
  author?: { person: string; name: string }
}
export type Shape66 = {
  id: string
  origin: string
  direction: 'outgoing' | 'incoming'
  title: string
  fileNumber: string
  counterpart: string
  counterpartName: string
  rule: string
  routeTitle: string
  to?: string
  status:
    | 'draft'
    | 'in-validation'
    | 'ready-to-send'
    | 'sent'
    | 'received'
    | 'held'
    | 'objected'
    | 'answered'
    | 'refused'
    | 'withdrawn'
    | 'completed'
    | 'lapsed'
  createdAt: string
  leftAt?: string
  endedAt?: string
}
export type Shape67 = {
  id: string
  position: number
  title: string
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
  state: string
  authority?: string
  doer?: string
  does:
    | 'draft'
    | 'validate'
    | 'approve'
    | 'transmit'
    | 'send'
    | 'notify'
    | 'assess'
    | 'examine'
    | 'preserve'
    | 'produce'
    | 'execute'
    | 'return'
    | 'receive'
    | 'inform'
    | 'decide'
    | 'review'
  form?: string
  clocks: string[]
  moments: string[]
  after: string[]
  cite: string
  certain: boolean
  via?: string
  is: 'pending' | 'current' | 'done' | 'refused' | 'skipped'
  since?: string
}
export type Shape68 = {
  id: string
  step: string
  outcome: 'done' | 'refused' | 'returned' | 'objected' | 'answered' | 'skipped' | 'noted'
  org: string
  person?: string
  name: string
  at: string
  reason?: string
  rules: string[]
  details: { [name: string]: unknown }
  digest?: string
  void: boolean
}
export type Shape69 = {
  id: string
  step?: string
  rule: string
  title: string
  cite: string
  bearer: string
  startedBy: string
  startedAt: string
  stops: string
  due?: string
  working: Shape31
  holds: boolean
  measure?: 'preservation' | 'real-time' | 'repeated' | 'secrecy'
  stoppedBy?: string
  stoppedAt?: string
  overdue: boolean
}
export type Shape70 = {
  id: string
  step?: string
  rule: string
  title: string
  cite: string
  bearer: string
  startedBy: string
  startedAt: string
  stops: string
  due?: string
  working: Shape31
  holds: boolean
  measure?: 'preservation' | 'real-time' | 'repeated' | 'secrecy'
  stoppedBy?: string
  stoppedAt?: string
}
export type Shape71 = {
  request: Shape65
  steps: Shape67[]
  decisions: Shape68[]
  clocks: Shape69[]
  holds: Shape70[]
  objection?: Shape68
  events: { org: string; seq: number; at: string; by: string; kind: string; about: string; body: unknown }[]
}
export type Shape72 = {
  form: string
  heading: string
  version: string
  sections: {
    id: string
    title: string
    boxes: { id: string; number: number; label: string; type: string } & { [name: string]: unknown }[]
  } & { [name: string]: unknown }[]
  missing: { path: string; section: string; label: string; says: string; cite?: string; awaitsValidation: boolean }[]
}
export type Shape73 = {
  means: 'post' | 'courier' | 'diplomatic-bag' | 'provider-portal' | 'e-mail' | 'fax' | 'by-hand' | 'police-channel'
  to: string
  reference?: string
  at?: string
}
export type Shape74 = {
  id: string
  request: string
  org: string
  language: string
  form: string
  version: string
  of: string
  askedBy: string
  askedAt: string
  certificate?: { translator: string; certifiedOn: string; document: string; recordedBy: string; recordedAt: string }
  fits: boolean
}
export type Shape75 = {
  dealing: string
  rule: string
  amount?: number
  measure?: string
  turnover?: number
  days?: number
  weighed: { [name: string]: { pulls: string; reason: string } }
  ties: { [name: string]: string }
  until: string
}
export type Shape76 = {
  review: string
  findings: { [name: string]: { items: string[]; reason: string } }
  weighed: { [name: string]: { facts?: string; weight?: string; speaksFor?: string; reason?: string } }
  items: { [name: string]: { ruling: string; how?: string; reason: string } }
  withoutView?: string
  remedies: string
  post: string
  fileNumber: string
}
export type Shape77 = {
  items: { item: string; fate: 'refused' | 'impossible' | 'withheld'; ground?: string; reason: string }[]
  preserved: boolean
  boxes?: { [name: string]: unknown }
}
export type Shape78 = {
  org: string
  state?: string
  as?: 'designated-establishment' | 'legal-representative'
  address?: string
  email?: string
  phone?: string
  contact?: string
  despite?: string
}
export type Shape79 = {
  id: string
  section: string
  before?: { id: string; label: string } & { [name: string]: unknown }
  after?: { id: string; label: string } & { [name: string]: unknown }
}
export type Shape80 = {
  boxes: Shape79[]
  items: {
    added: { id: string } & { [name: string]: unknown }[]
    removed: { id: string } & { [name: string]: unknown }[]
  }
  statement: { field: string; before?: string; after?: string }[]
}
export type Shape81 = {
  of: { id: string; fileNumber: string; isItself: boolean }
  before: string
  after?: string
  reasons: {
    outcome: 'done' | 'refused' | 'returned' | 'objected' | 'answered' | 'skipped' | 'noted'
    name: string
    reason?: string
  } & { [name: string]: unknown }[]
  changes: Shape80
}
export type Shape82 = {
  id: string
  org: string
  request: string
  ground: string
  step: string
  state: 'objected' | 'pending' | 'decided' | 'ended'
  holder: { org: string; name: string }
  court?: { org: string; name: string; state: string }
  items: string[]
  openedAt: string
  decidedAt?: string
}
export type Shape83 = {
  id: string
  org: string
  request: string
  ground: string
  step: string
  state: 'objected' | 'pending' | 'decided' | 'ended'
  holder: { org: string; name: string }
  court?: { org: string; name: string; state: string }
  items: string[]
  openedAt: string
  decidedAt?: string
  entries: { kind: string; org: string; name: string; at: string } & { [name: string]: unknown }[]
}
export type Shape84 = {
  rule: string
  title: string
  cite: string
  looksAt: string
  effect: 'bar' | 'curable' | 'weight'
  item?: string
  passed: boolean
  reason?: string
  record: string[]
  cure?: string
}
export type Shape85 = {
  rule?: string
  title: string
  cite: string
  limits: 'evidence' | 'purpose'
  allows: { purposes: string[]; says: string; cite: string }[]
  consent?: { of: string; cite: string }
}
export type Shape86 = {
  dealings: { dealing: string; step: string; kind: string; org: string; orgName: string; name: string; at: string } & {
    [name: string]: unknown
  }[]
  missing: { path: string; label: string; says: string } & { [name: string]: unknown }[]
  limits: Shape85[]
}
export type Shape87 = {
  id: string
  org: string
  request: string
  side: 'claims' | 'pays'
  counterpart: string
  counterpartName: string
  currency: string
  digits: number
  rule: { cite: string; says: string; provision?: string }
  lines: { what: string; quantity: number; each: number; amount: number; accepted?: number }[]
  claimed: number
  accepted: number
  disputed: number
  paid: number
  note?: string
  reason?: string
  payments: { id: string; amount: number; on: string; reference: string }[]
  claimedAt: string
  claimedBy: string
  answeredAt?: string
}
export type Shape88 = {
  points: {
    point: string
    title: string
    cite?: string
    ground?: string
    record: string[]
    found?: boolean
    empty: { id: string; number: number; label: string }[]
  }[]
  entries: { id: string; kind: string; org: string; name: string } & { [name: string]: unknown }[]
  account: { item: string; fate: string } & { [name: string]: unknown }[]
  notice: { [name: string]: unknown }
  costs: { rules: { cite: string; says: string } & { [name: string]: unknown }[]; claims: Shape87[] }
}
export type Shape89 = {
  id: string
  org: string
  request: string
  side: 'claims' | 'pays'
  counterpart: string
  counterpartName: string
  currency: string
  digits: number
  rule: { cite: string; says: string; provision?: string }
  lines: { what: string; quantity: number; each: number; amount: number; accepted?: number }[]
  claimed: number
  accepted: number
  disputed: number
  paid: number
  note?: string
  reason?: string
  payments: { id: string; amount: number; on: string; reference: string }[]
  claimedAt: string
  claimedBy: string
  answeredAt?: string
  fileNumber: string
  route: string
  title: string
  state: 'claimed' | 'disputed' | 'accepted' | 'paid'
}
export type Shape90 = {
  side: 'claims' | 'pays'
  currency: string
  digits: number
  claims: number
  claimed: number
  open: number
  accepted: number
  disputed: number
  paid: number
  due: number
}
export type Shape91 = {
  measures: { [name: string]: unknown }[]
  history: { [name: string]: unknown }[]
  links: { [name: string]: unknown }[]
  emergency?: { [name: string]: unknown }
}
export type Shape92 = {
  seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'person' | 'public' | 'operator'
  state: string
  org?: string
  name: string
  as?: 'designated-establishment' | 'legal-representative'
}
export type Shape93 = {
  kind: 'taking'
  obtained?: 'seizure' | 'provider' | 'online' | 'party'
  device?: string
  control?: string
  at?: string
  timeSource?: string
  clock?: string
  state?: string
  place?: string
  method?: string
  tool?: string
  version?: string
  steps?: string
  log?: string
  writeBlocker?: string
  sum?: string
  computed?: string
  people?: { name: string; role?: string; qualification?: string; signed: boolean }[]
  medium?: 'taken' | 'left'
  mark?: string
  why?: string
  location?: string
  witness?: string
  eligible?: boolean
  noWitness?: string
  video?: { id: string; name: string; sha256: string }[]
  photographs?: { id: string; name: string; sha256: string }[]
  holder?: string
  contact?: string
  signed?: 'signed' | 'refused' | 'unsigned'
  refusal?: string
  isPublic?: 'public' | 'not-public'
  right?: string
  screen?: boolean
  changed?: boolean
  language?: string
  format?: string
}
export type Shape94 = {
  kind: 'certificate'
  certifies: ('records' | 'process' | 'copy')[]
  by: string
  position?: string
  qualification?: string
  penalty?: boolean
  number?: string
  electronic?: boolean
  says?: string
  paper?: string
}
export type Shape95 = {
  kind: 'examination'
  examiner: string
  qualification?: string
  question?: string
  method?: string
  result?: string
  baseline?: string
  writeBlocker?: string
  before?: string
  after?: string
  paper?: string
}
export type Shape96 = {
  kind: 'seizure'
  name: string
  maker?: string
  model?: string
  serial?: string
  control: string
  place?: string
  state?: string
  holder?: string
  people?: { name: string; role?: string; qualification?: string; signed: boolean }[]
  witness?: string
  eligible?: boolean
  noWitness?: string
  seal?: string
  sealed?: string
  photographs?: { id: string; name: string; sha256: string }[]
  video?: { id: string; name: string; sha256: string }[]
}
export type Shape97 = {
  kind: 'passing'
  from: string
  to: string
  at: string
  place?: string
  witness?: string
  signed?: 'both' | 'one' | 'none'
  seal?: 'whole' | 'broken' | 'unsealed'
  why?: string
  anew?: string
  photographs?: { id: string; name: string; sha256: string }[]
}
export type Shape98 = {
  kind: 'check'
  by: string
  at: string
  place?: string
  witness?: string
  seal: 'whole' | 'broken' | 'unsealed'
  why?: string
  anew?: string
  photographs?: { id: string; name: string; sha256: string }[]
}
export type Shape99 = {
  at: string
  what: string
  org: string
  orgName: string
  by: string
  byName: string
  says?: string
  sha256?: string
  sealedSha256?: string
  entry?:
    | Shape93
    | { kind: 'explanation'; checks: string[]; says: string }
    | Shape94
    | {
        kind: 'source'
        holder: string
        extractor?: string
        at?: string
        place?: string
        contact?: string
        paper?: string
      }
    | {
        kind: 'authority'
        instrument: string
        number: string
        issuer?: string
        issued?: string
        basis?: string
        scope?: string
        paper?: string
      }
    | {
        kind: 'transmission'
        number: string
        from: string
        to: string
        sent?: string
        received?: string
        basis?: string
        conditions?: string
      }
    | Shape95
    | { kind: 'finding'; says: string; by?: string; method?: string }
    | { kind: 'change'; what: string; by?: string; why?: string; effect?: string; truth?: boolean }
    | {
        kind: 'freezing'
        number: string
        account?: string
        method?: string
        from?: string
        until?: string
        access?: string
      }
    | { kind: 'attribution'; says: string }
    | { kind: 'limits'; purpose: string; kept?: boolean; onward?: string; until?: string; consent?: string }
    | {
        kind: 'formality'
        form: 'notarised' | 'apostille' | 'consular' | 'waived'
        number?: string
        by?: string
        at?: string
      }
    | { kind: 'translation'; language: string; by?: string; at?: string; paper?: string }
    | { kind: 'secrecy'; level?: string; says: string; filterTeam?: boolean }
    | { kind: 'notice'; to: string; at?: string; what?: string }
    | Shape96
    | Shape97
    | Shape98
  recorded?: string
  device?: string
}
export type Shape100 = {
  id: string
  org: string
  origin: string
  name: string
  mediaType: string
  size: number
  sha256: string
  sealedSize: number
  sealedSha256: string
  sealedTo: string[]
  producer: string
  acts: Shape99[]
  state: 'sealed' | 'handed-over' | 'expected' | 'received' | 'verified' | 'refused' | 'erased'
  at: string
  problem: string | null
  restricted: string | null
  excluded?: string | null
}
export type Shape101 = {
  at: string
  what: string
  org: string
  orgName: string
  by: string
  byName: string
  says?: string
  sha256?: string
  sealedSha256?: string
  entry?:
    | Shape93
    | { kind: 'explanation'; checks: string[]; says: string }
    | Shape94
    | {
        kind: 'source'
        holder: string
        extractor?: string
        at?: string
        place?: string
        contact?: string
        paper?: string
      }
    | {
        kind: 'authority'
        instrument: string
        number: string
        issuer?: string
        issued?: string
        basis?: string
        scope?: string
        paper?: string
      }
    | {
        kind: 'transmission'
        number: string
        from: string
        to: string
        sent?: string
        received?: string
        basis?: string
        conditions?: string
      }
    | Shape95
    | { kind: 'finding'; says: string; by?: string; method?: string }
    | { kind: 'change'; what: string; by?: string; why?: string; effect?: string; truth?: boolean }
    | {
        kind: 'freezing'
        number: string
        account?: string
        method?: string
        from?: string
        until?: string
        access?: string
      }
    | { kind: 'attribution'; says: string }
    | { kind: 'limits'; purpose: string; kept?: boolean; onward?: string; until?: string; consent?: string }
    | {
        kind: 'formality'
        form: 'notarised' | 'apostille' | 'consular' | 'waived'
        number?: string
        by?: string
        at?: string
      }
    | { kind: 'translation'; language: string; by?: string; at?: string; paper?: string }
    | { kind: 'secrecy'; level?: string; says: string; filterTeam?: boolean }
    | { kind: 'notice'; to: string; at?: string; what?: string }
    | Shape96
    | Shape97
    | Shape98
  recorded?: string
  device?: string
  after: number
  seq?: number
}
export type Shape102 = {
  rule: string
  id: string
  title: string
  cite: string
  confidence: 'text' | 'secondary' | 'unconfirmed'
  settled: boolean
  status: 'holds' | 'explained' | 'missing' | 'unknown'
  effect: 'bar' | 'curable' | 'weight'
  lines: { holds: boolean | null; says: string }[]
  cures: { act: string; says: string; role: string; cite: string }[]
}
export type Shape103 = {
  court?: string
  gap?: { from: string; to: string; seconds: number; hours: number }
  forums: {
    forum: string
    on: string
    findings: Shape102[]
    comesTo: 'sound' | 'questions' | 'weight' | 'curable' | 'bar'
  }[]
}
export type Shape104 = {
  id: string
  name: string
  mediaType: string
  size: number
  announced: string | null
  offset: number
  sealedBefore: boolean
  org: string
  origin: string
  sealedTo: string[]
  sealedAs: { sha256: string; size: number } | null
  by: { id: string; name: string }
  at: string
  touchedAt: string
}
export type Shape105 = {
  selection:
    | { of: 'letters'; from?: string; until?: string; parties?: string[]; threads?: string[]; privileged?: string[] }
    | {
        of: 'records'
        list?: string
        columns?: string[]
        rows?: { column: string; among?: string[]; from?: string; until?: string }
        privileged?: string[]
      }
    | { of: 'files'; names?: string[]; from?: string; until?: string; privileged?: string[] }
}
export type Shape106 = {
  selection:
    | { of: 'letters'; from?: string; until?: string; parties?: string[]; threads?: string[]; privileged?: string[] }
    | {
        of: 'records'
        list?: string
        columns?: string[]
        rows?: { column: string; among?: string[]; from?: string; until?: string }
        privileged?: string[]
      }
    | { of: 'files'; names?: string[]; from?: string; until?: string; privileged?: string[] }
  reason: string
}
export type Shape107 = {
  item: string
  of: string
  part: 'kept' | 'left-out' | 'privileged'
  units: number
  ofUnits: number
  selection:
    | { of: 'letters'; from?: string; until?: string; parties?: string[]; threads?: string[]; privileged?: string[] }
    | {
        of: 'records'
        list?: string
        columns?: string[]
        rows?: { column: string; among?: string[]; from?: string; until?: string }
        privileged?: string[]
      }
    | { of: 'files'; names?: string[]; from?: string; until?: string; privileged?: string[] }
  reason: string
  byName: string
  at: string
}
export type Shape108 = {
  id: string
  item: string
  asker: string
  askerName: string
  purpose: string
  at: string
  answer: { by: string; byName: string; at: string; reason: string; until: string | null } | null
}
export type Shape109 = {
  parts: Shape107[]
  apart: {
    item: string
    is: 'left-out' | 'privileged' | 'original' | 'highly-sensitive'
    reason: string
    byName: string
    at: string
  }[]
  leaves: Shape108[]
}
export type Shape110 = {
  id: string
  org: string
  side: 'applicant' | 'authority'
  other: string
  otherName: string
  origin: string
  requestTitle: string
  gate: string
  state: string
  seat: string
  capacity: string
  recipient: { org: string; name: string; state: string }
  items: { item: string; sha256: string; name: string }[]
  content: { [name: string]: Shape23 }
  applied: { by: string; name: string; at: string }
  decision: {
    outcome: 'granted' | 'refused'
    by: string
    name: string
    at: string
    reason: string
    conditions?: string
    from?: string
    until?: string
  } | null
  revoked: { at: string; name: string; reason: string } | null
}
export type Shape111 = {
  scheme: string | null
  class: string | null
  category?:
    | ('subscriber' | 'identification' | 'traffic' | 'content' | 'location' | 'device-log' | 'transaction-record')
    | null
  personal?: boolean | null
  sensitive?: boolean | null
  persons?: number | null
  storedIn?: string[] | null
  sector?: ('securities' | 'audit-papers' | 'export-controlled' | 'genetic-resources')[] | null
  declaredImportant?: boolean | null
  outsideNegativeList?: boolean | null
  foreignOrigin?: boolean | null
}
export type Shape112 = {
  scheme: string | null
  class: string | null
  category?:
    | ('subscriber' | 'identification' | 'traffic' | 'content' | 'location' | 'device-log' | 'transaction-record')
    | null
  personal?: boolean | null
  sensitive?: boolean | null
  persons?: number | null
  storedIn?: unknown[] | null
  sector?: ('securities' | 'audit-papers' | 'export-controlled' | 'genetic-resources')[] | null
  declaredImportant?: boolean | null
  outsideNegativeList?: boolean | null
  foreignOrigin?: boolean | null
}
export type Shape113 = {
  id: string
  item: string
  sha256: string
  grade: Shape112
  lowers: boolean
  reason: string
  by: string
  byName: string
  at: string
  second: { by: string; name: string; at: string } | null
}
export type Shape114 = {
  id: string
  side: 'sender' | 'authority'
  other?: { org: string; name: string }
  path: string
  recipient: { name: string; state: string; kind: 'company' | 'person' }
  purpose: string
  heads: { [name: string]: string }
  entries: { moment: string; day: string } & { [name: string]: unknown }[]
  standing: { holds?: { from: string; until: string }; renewal?: { opens?: string; cite: string } } & {
    [name: string]: unknown
  }
} & { [name: string]: unknown }
export type Shape115 = {
  recipient: { name: string; state: string; kind: 'company' | 'person' }
  purpose: string
  use?: 'commercial' | 'employment'
  need?: 'contract' | 'employment' | 'emergency' | 'none'
  ciio?: boolean
  freeTradeZone?: { name: string; listInForce: boolean }
  items: unknown[]
}
export type Shape116 = string | number | boolean | null | Shape116[] | { [name: string]: Shape116 }
export type Shape117 = {
  stage: 'opinion' | 'decision'
  choice: 'obey' | 'refuse' | 'narrow' | 'wait'
  reason: string
  conflicts: { demands: string; forbids: string }[]
  by: string
  byName: string
  at: string
}
export type Shape118 = {
  state: string
  what: 'direct-demand' | 'collected-here' | 'pressure' | 'given-on' | 'other'
  day: string
  account: string
  measures: string
  request?: string
  id: string
  org: string
  by: string
  byName: string
  at: string
}
export type Shape119 = {
  state: string
  what: 'direct-demand' | 'collected-here' | 'pressure' | 'given-on' | 'other'
  day: string
  account: string
  measures?: string
  request?: string
}
export type Shape120 = {
  is: 'part' | 'package'
  id: string
  name: string
  part: ('kept' | 'left-out' | 'privileged') | null
  byName: string
  at: string
  fate: 'destroyed' | 'kept'
  reason: string | null
}
export type Shape121 = {
  id: string
  kind: 'extension' | 'destruction' | 'bodies'
  about: string
  reason: string
  rule: string | null
  cite: string
  until: string | null
  seqs: number[] | null
  derived: Shape120[] | null
  by: string
  byName: string
  at: string
  decided: { outcome: 'agreed' | 'declined'; byName: string; at: string; reason: string | null } | null
}
export type Shape122 = {
  rule: string
  title: string
  cite: string
  confidence: 'text' | 'secondary' | 'unconfirmed'
  certain: boolean
  duty: 'review' | 'erase'
  own: boolean
  starts: 'evidence.taken-in' | 'request.ended' | 'validation.refused' | 'ground.raised' | 'sender.erased'
  limit: { [name: string]: string | number }
  from: string | null
  due: string | null
  tells: { says: string; cite: string } | null
  restrict: { says: string; cite: string } | null
}
export type Shape123 = {
  id: string
  item: string
  reason: string
  authority: string
  byName: string
  at: string
  lifted: { reason: string; authority: string; byName: string; at: string } | null
}
export type Shape124 = {
  reviewOn: string | null
  owed: string | null
  latest: string | null
  restricted: string | null
  lines: Shape122[]
  holds: Shape123[]
  proposals: Shape121[]
  derived: {
    is: 'part' | 'package'
    id: string
    name: string
    part: ('kept' | 'left-out' | 'privileged') | null
    byName: string
    at: string
  }[]
}
export type Shape125 = {
  v: 1
  what: 'comity certificate of destruction'
  organisation: { id: string; name: string }
  item: {
    id: string
    name: string
    mediaType: string
    size: number
    sha256: string
    sealedSha256: string
    producer: string
  }
  request?: { origin: string; title: string; fileNumber: string }
  reason: string
  cite?: string
  rule?: string
  proposedBy?: string
  agreedBy?: string
  destroyedAt: string
  derived?: Shape120[]
  bytesErasedAt?: string
  log: {
    size: number
    root: string
    checkpoint: string
    events: { seq: number; at: string; kind: string; entry: string; leaf: string; proof: string[] }[]
  }
}
export type Shape126 = {
  request: Shape66
  step: Shape67
  since: string
  clock?: Shape70
  due?: string
  overdue: boolean
  kind:
    | 'step'
    | 'answer-objection'
    | 'withdraw'
    | 'answer'
    | 'answer-question'
    | 'answer-claim'
    | 'send-on'
    | 'tell-user'
    | 'renew'
    | 'resume'
    | 'sign-emergency'
    | 'verify-sender'
    | 'keep-promise'
    | 'watch-promise'
  hold?: Shape70
}
export type Shape127 = {
  at: string
  tasks: Shape126[]
  waiting: {
    request: Shape66
    step: Shape67
    since: string
    clock?: Shape70
    due?: string
    overdue: boolean
    on: string
  }[]
  more: { tasks?: string; waiting?: string }
  counts: {
    tasks: { atLeast: number; exact: boolean }
    overdue: { atLeast: number; exact: boolean }
    waiting: { atLeast: number; exact: boolean }
  }
}
export type Shape128 = {
  org: string
  direction: 'outgoing' | 'incoming'
  requests: number
  byStatus: { [name: string]: number }
  byRoute: { [name: string]: number }
  byState: { [name: string]: number }
  byCategory: { [name: string]: number }
  byGround: { [name: string]: number }
  emergencies: number
  responseDays: { count: number; median: number | null; percentile90: number | null }
}
export type Shape129 = {
  rule: string
  cite: string
  allows: { cite: string } & { [name: string]: unknown }[]
  next: { cite: string } & { [name: string]: unknown }[]
  title: string
  says: string
  confidence: string
  decides: { cite: string } & { [name: string]: unknown }
  deciders: { id: string; name: string; state: string }[]
  clocks: string[]
}
export type Shape130 = {
  organisations: { id: string; name: string; state: string }[]
  proof: 'none' | 'document' | 'letter'
  remedies: Shape129[]
  definitions: { [name: string]: string }
  figures: {
    decider: string
    period: string
    decided: number | null
    byOutcome?: { [name: string]: number | null }
    days: number | null
  }[]
}
export type Shape131 = {
  about: string
  against: 'access' | 'conduct'
  rule: string
  decider?: string
  name: string
  address?: string
  account?: string
  fileNumber?: string
  text: string
  document?: { name: string; bytes: string }
}
export type Shape132 = {
  decider: string
  about: string
  rule: string
  against: 'access' | 'conduct'
  filedAt: string
  text: string
  added: { text: string; at: string }[]
  isProved: boolean
  wantsCode: boolean
  decided: {
    at: string
    outcome: 'dismissed' | 'access' | 'exclude' | 'delete' | 'withdrawn'
    told: string
    cite: string
  } | null
}
export type Shape133 = {
  id: string
  org: string
  decider: { org: string; name: string }
  about: { org: string; name: string }
  rule: string
  against: 'access' | 'conduct'
  said: { [name: string]: string }
  proof: 'none' | 'document' | 'letter'
  document: string | null
  provedAt: string | null
  request: string | null
  filedAt: string
  decidedAt: string | null
  outcome: ('dismissed' | 'access' | 'exclude' | 'delete' | 'withdrawn') | null
  paused: boolean
  entries: { kind: string; body: { [name: string]: unknown }; name: string; at: string }[]
}
export type Shape134 = {
  id: string
  org: string
  decider: { org: string; name: string }
  about: { org: string; name: string }
  rule: string
  against: 'access' | 'conduct'
  said: { [name: string]: string }
  proof: 'none' | 'document' | 'letter'
  document: string | null
  provedAt: string | null
  request: string | null
  filedAt: string
  decidedAt: string | null
  outcome: ('dismissed' | 'access' | 'exclude' | 'delete' | 'withdrawn') | null
  paused: boolean
  entries: { kind: string; body: { [name: string]: unknown }; name: string; at: string }[]
  remedy: {
    rule: string
    cite: string
    allows: { cite: string } & { [name: string]: unknown }[]
    next: { cite: string } & { [name: string]: unknown }[]
  }
  clocks: { [name: string]: unknown }[]
}
export type Shape135 = {
  data: string
  before: { status: string; route?: string; steps?: number; days?: number }
  after: { status: string; route?: string; steps?: number; days?: number }
  change: 'better' | 'worse' | 'other-route' | 'same'
}
export type Shape136 = {
  title: string
  law: { before: string; after: string }
  cases: number
  changes: { [name: string]: number }
  trials: { facts: Shape59; items: Shape135[]; conflicts: { before: number; after: number } }[]
}
export type Shape137 = {
  mandates: { [name: string]: unknown }[]
  plans: { [name: string]: unknown }[]
  inspections: { [name: string]: unknown }[]
  findings: { [name: string]: unknown }[]
  orders: { [name: string]: unknown }[]
  disclosures: { [name: string]: unknown }[]
}
export type Shape138 = {
  overseer: string
  overseen: string
  basis: string
  from: string
  until?: string
  limits?: {
    emergencies?: { share: number; days: number; least: number }
    otherUses?: { share: number; least: number }
    openedAfterDays?: number
  }
}
export type Shape139 = {
  overseen: string
  title: string
  parts:
    | { by: 'random'; number: number }
    | { by: 'risk'; number: number; marks: ('emergency' | 'late' | 'secrecy' | 'privileged' | 'sensitive' | 'gone')[] }
    | { by: 'emergency'; number: number }
    | {
        by: 'category'
        number: number
        category:
          | 'subscriber'
          | 'identification'
          | 'traffic'
          | 'content'
          | 'location'
          | 'device-log'
          | 'transaction-record'
      }[]
  from: string
  until: string
}
export type Shape140 = {
  request: string
  checklist: { [name: string]: unknown }[]
  pieces: { [name: string]: unknown }[]
  events: { [name: string]: unknown }[]
  answers: { [name: string]: unknown }[]
} & { [name: string]: unknown }
export type Shape141 = {
  id: string
  org: string
  subject: 'matter' | 'incident' | 'inspection'
  about: string
  title: string
  cause: string
  questions: number
  opened: { name: string; at: string }
  closed: { name: string; at: string; conclusion: string } | null
}
export type Shape142 = {
  id: string
  org: string
  decider: { org: string; name: string }
  proposer: { org: string; name: string }
  audit: string
  lesson: string
  lessonSays: string
  change:
    | { place: 'check'; says: string; rule?: string }
    | { place: 'purpose'; says: string; rule?: string }
    | { place: 'minimisation'; says: string; rule?: string }
    | { place: 'privileges'; says: string; rule?: string }
    | { place: 'audit'; says: string }
    | { place: 'rule'; says: string; state: string; condition: { [name: string]: Shape23 } }
    | { place: 'end'; instruction: string }
  from: string
  made: { name: string; at: string; person: string }
  decided: { name: string; at: string; outcome: 'adopted' | 'refused'; why: string } | null
  instruction: string | null
}
export type Shape143 = {
  id: string
  org: string
  subject: 'matter' | 'incident' | 'inspection'
  about: string
  title: string
  cause: string
  questions: { id: string; says: string; cite: string; source: 'law' | 'instruction' }[]
  opened: { name: string; at: string }
  closed: { name: string; at: string; conclusion: string } | null
  entries: {
    name: string
    at: string
    id: string
    kind: 'answer' | 'finding' | 'lesson'
    body: { [name: string]: unknown }
  }[]
  proposals: Shape142[]
}
export type Shape144 = {
  lesson: string
  change:
    | { place: 'check'; says: string; rule?: string }
    | { place: 'purpose'; says: string; rule?: string }
    | { place: 'minimisation'; says: string; rule?: string }
    | { place: 'privileges'; says: string; rule?: string }
    | { place: 'audit'; says: string }
    | { place: 'rule'; says: string; state: string; condition: { [name: string]: Shape23 } }
    | { place: 'end'; instruction: string }
  from: string
}
export type Shape145 = {
  id: string
  org: string
  place: 'check' | 'purpose' | 'minimisation' | 'privileges' | 'audit' | 'rule'
  rule: string | null
  says: string
  state: string | null
  condition: unknown
  from: string
  until: string | null
  adopted: { name: string; at: string }
  origin: { name: string; org?: string; audit?: string; lesson?: string; proposal?: string }
}
export type Shape146 = {
  id: string
  subject: string
  by: { name: string; state: string }
  number: number
  published: string
  review: string
  reason: string
  comments: { received: number; published: number; withheld: number; open: number }
  parts: {
    part: 'necessity' | 'proportionality' | 'persons' | 'risks' | 'safeguards' | 'residual'
    says: string | null
    withheld: string | null
  }[]
  editions: { number: number; published: string; reason: string }[]
}
export type Shape147 = {
  id: string
  subject: string
  by: { name: string; state: string }
  number: number
  published: string
  review: string
  reason: string
  comments: { received: number; published: number; withheld: number; open: number }
  parts: {
    part: 'necessity' | 'proportionality' | 'persons' | 'risks' | 'safeguards' | 'residual'
    says: string | null
    withheld: string | null
  }[]
  editions: { number: number; published: string; reason: string }[]
  said: { id: string; edition: number; name: string; says: string; at: string; answer: string; answeredAt: string }[]
}
export type Shape148 = {
  assessment: string
  edition: number
  name: string
  says: string
  at: string
  answer: { says: string; at: string } | null
  checked: { outcome: 'published' | 'withheld'; why: string; at: string } | null
}
export type Shape149 = {
  assessment: string
  org: string
  draft: number
  number: number | null
  parts: {
    necessity: string
    proportionality: string
    persons: string
    risks: string
    safeguards: string
    residual: string
  }
  withheld: {
    necessity?: string
    proportionality?: string
    persons?: string
    risks?: string
    safeguards?: string
    residual?: string
  }
  review: string
  reason: string
  law: string
  drafted: { name: string; at: string; person: string }
  decided: { name: string; at: string; outcome: 'approved' | 'refused'; why: string } | null
  comments: { received: number; published: number; withheld: number; open: number } | null
}
export type Shape150 = {
  owed: {
    subject: string
    because: 'instance' | 'first-used' | 'review'
    since: string | null
    assessment: string | null
  }[]
  assessments: { id: string; org: string; subject: string; title: string; editions: Shape149[] }[]
  next: string | null
}
export type Shape151 = {
  subject: string
  parts: {
    necessity: string
    proportionality: string
    persons: string
    risks: string
    safeguards: string
    residual: string
  }
  withheld?: {
    necessity?: string
    proportionality?: string
    persons?: string
    risks?: string
    safeguards?: string
    residual?: string
  }
  review: string
  reason: string
}
export type Shape152 = {
  id: string
  org: string
  assessment: string
  edition: number
  name: string
  says: string
  at: string
  answer: { name: string; at: string; says: string; person: string } | null
  checked: { name: string; at: string; outcome: 'published' | 'withheld'; why: string } | null
}
export type Shape153 = {
  id: string
  says: string
  cite: string
  counts: string
  by: string[]
  definition: string
  rows: {
    what: string
    category?: string
    addressee?: string
    state?: string
    emergency?: string
    ground?: string
    currency?: string
    number: number
    days?: number
  }[]
}
export type Shape154 = {
  id: string
  authority: string
  state?: string
  addressee: string
  route: string
  on: string
  rule: string
  imposedAt: string
  amount?: number
  currency?: string
  measure?: string
  weighed: { factor: string; pulls: string }[]
  appealed: boolean
  appeal?: { outcome: string; amount?: number }
  lifted?: { because: string; at: string }
  basis?: string
  reply?: string
}
export type Shape155 = {
  direction: 'outgoing' | 'incoming'
  route: string
  step: string
  position: number
  title: string
  seat: string
  state: string
  organ?: string
  organName?: string
  stays: number
  sum: number
  share: number
  open: number
  since?: string
  days: { median: number; percentile90: number } | null
}
export type Shape156 = {
  definitions: { [name: string]: string }
  from?: string
  until?: string
  lines: Shape155[]
  layers: {
    direction: 'outgoing' | 'incoming'
    layer: 'state' | 'seat' | 'organ'
    value: string
    name?: string
    stays: number
    sum: number
    share: number
  }[]
}
export type Shape157 = {
  direction: 'outgoing' | 'incoming'
  route: string
  categories: string[]
  urgency: string
  asked: number
  answered: number
  refused: number
  open: number
  days: number | null
  among: { counterparts: number; asked: number; refused: number; days: number | null } | null
  ratio: number | null
}
export type Shape158 = {
  direction: 'outgoing' | 'incoming'
  state: string
  route: string
  lane: 'ordinary' | 'emergency' | 'preservation'
  requests: number
  persons: number | null
  answered: number
  share: number
  refused: number
  open: number
  days: number | null
  grounds: { [name: string]: number }
}
export type Shape159 = {
  organisation: string
  state: string
  direction: 'outgoing' | 'incoming'
  period: string
  by: 'all' | 'state' | 'route' | 'urgency'
  value: string
  requests: number | null
  share: number | null
  days: number | null
  refused: { [name: string]: number | null }
}
export type Shape160 = {
  headings: string[]
  means:
    | 'period'
    | 'state'
    | 'state-code'
    | 'process'
    | 'measure'
    | 'value'
    | 'requests'
    | 'accounts'
    | 'share'
    | 'with-data'
    | 'passed-over'
  lane?: 'all' | 'ordinary' | 'emergency' | 'preservation'
  of?: 'requests' | 'accounts' | 'unknown'
  optional?: true
}
export type Shape161 = {
  columns: Shape160[]
  processes: { [name: string]: 'all' | 'ordinary' | 'emergency' | 'preservation' }
  measures: {
    [name: string]: {
      means: 'requests' | 'accounts' | 'share' | 'with-data'
      lane: 'all' | 'ordinary' | 'emergency' | 'preservation'
      of?: 'requests' | 'accounts' | 'unknown'
    }
  }
  emergency: 'apart' | 'included' | 'unknown'
  preservation: 'apart' | 'included' | 'unknown'
  decimal?: '.' | ','
  shares: 'percent' | 'fraction'
  period?: string
}
export type Shape162 = {
  id: string
  provider: string
  url: string
  fetchedOn: string
  name: string
  sha256: string
  companies: string[]
  layout: string | null
  mapping: Shape161 | null
  state: 'read' | 'taken' | 'set-aside'
  readBy: string
  readAt: string
  decided: { byName: string; at: string; reason: string } | null
}
export type Shape163 = {
  trap:
    | 'requests-and-accounts'
    | 'emergency-in-total'
    | 'preservation'
    | 'share-of-what'
    | 'share-scale'
    | 'share-rounded'
    | 'bands'
    | 'suppressed'
    | 'not-told'
    | 'state-names'
    | 'state-unknown'
    | 'code-and-name'
    | 'total-row'
    | 'periods-overlap'
    | 'period-unknown'
    | 'process-unknown'
    | 'same-again'
    | 'repeated-row'
    | 'rounded'
    | 'number-format'
    | 'restated'
    | 'parts-do-not-sum'
    | 'zero-perhaps-unknown'
    | 'not-a-number'
    | 'uneven-rows'
    | 'columns-passed-over'
  times: number
  lines: number[]
  saw: string[]
}
export type Shape164 = {
  line: number
  state: string | null
  isAll: boolean
  written: string
  period: string | null
  lane: ('all' | 'ordinary' | 'emergency' | 'preservation') | null
  process: string
  counts: 'requests' | 'accounts' | 'share' | 'with-data'
  of: string
  cell: string
  least: number | null
  most: number | null
  kind: string
}
export type Shape165 = {
  id: string
  provider: string
  url: string
  fetchedOn: string
  name: string
  sha256: string
  companies: string[]
  layout: string | null
  mapping: Shape161 | null
  state: 'read' | 'taken' | 'set-aside'
  readBy: string
  readAt: string
  decided: { byName: string; at: string; reason: string } | null
  headings: string[]
  traps: Shape163[]
  figures: Shape164[]
}
export type Shape166 = {
  provider: string
  table: string
  state: string
  period: string
  lane: 'all' | 'ordinary' | 'emergency' | 'preservation'
  ours: number | null
  oursShare: number | null
  least: number | null
  most: number | null
  theirsShare: number | null
  difference: number | null
  standing: 'same' | 'within' | 'more-there' | 'fewer-there' | 'unknown'
  because: (
    | 'whole-state'
    | 'other-holder'
    | 'company-not-named'
    | 'before-record'
    | 'not-over'
    | 'counting-day'
    | 'emergency-in-total'
    | 'preservation-in-total'
    | 'band'
    | 'not-told'
    | 'several-processes'
    | 'restated'
    | 'whole-year'
  )[]
}
export type Shape167 = {
  columns: Shape160[]
  processes?: { [name: string]: 'all' | 'ordinary' | 'emergency' | 'preservation' }
  measures?: {
    [name: string]: {
      means: 'requests' | 'accounts' | 'share' | 'with-data'
      lane: 'all' | 'ordinary' | 'emergency' | 'preservation'
      of?: 'requests' | 'accounts' | 'unknown'
    }
  }
  emergency?: 'apart' | 'included' | 'unknown'
  preservation?: 'apart' | 'included' | 'unknown'
  decimal?: '.' | ','
  shares?: 'percent' | 'fraction'
  period?: string
}
export type Shape168 = {
  reason: string
  traps: (
    | 'requests-and-accounts'
    | 'emergency-in-total'
    | 'preservation'
    | 'share-of-what'
    | 'share-scale'
    | 'share-rounded'
    | 'bands'
    | 'suppressed'
    | 'not-told'
    | 'state-names'
    | 'state-unknown'
    | 'code-and-name'
    | 'total-row'
    | 'periods-overlap'
    | 'period-unknown'
    | 'process-unknown'
    | 'same-again'
    | 'repeated-row'
    | 'rounded'
    | 'number-format'
    | 'restated'
    | 'parts-do-not-sum'
    | 'zero-perhaps-unknown'
    | 'not-a-number'
    | 'uneven-rows'
    | 'columns-passed-over'
  )[]
}
export type Shape169 = {
  asked: number
  answered: number
  refused: number
  otherwise: number
  open: number
  byGround: { [name: string]: number }
  days: { median: number; percentile90: number } | null
}
export type Shape170 = {
  from?: string
  until?: string
  line: { kind: 'state' | 'provider'; partner: string; outgoing: Shape169; incoming: Shape169 }
  editions: { publisher: string; number: number }[]
}
export type Shape171 = {
  definitions: { [name: string]: string }
  from?: string
  until?: string
  state: string
  lines: { kind: 'state' | 'provider'; partner: string; outgoing: Shape169; incoming: Shape169 }[]
  found: {
    id: string
    state: string
    withState: string
    holds: boolean
    reason: string
    figures: Shape170
    byName: string
    at: string
  }[]
  editions: {
    id: string
    publisher: { id: string; name: string }
    number: number
    asOf: string
    byName: string
    at: string
  }[]
}
export type Shape172 = {
  counterpart: { id: string; name: string; state: string }
  direction: 'outgoing' | 'incoming'
  period: string
  ours: number
  theirs: number | null
  difference: number | null
  standing: 'same' | 'fewer-there' | 'more-there' | 'not-told'
}
export type Shape173 = {
  before: { from?: string; until?: string; asked: number; value: number | null }
  meanwhile?: { from?: string; until?: string; asked: number; value: number | null }
  since?: { from?: string; until?: string; asked: number; value: number | null }
}
export type Shape174 = {
  id: string
  by: 'us' | 'them'
  office: string
  says: string
  due: string
  target: {
    figure: 'median-days' | 'share-answered' | 'share-refused' | 'share-refused-on-ground'
    value: number
    ground?: string
  }
  recorded: { name: string; at: string }
  found: { name: string; at: string; kept: boolean; reason: string; figures: Shape173 }[]
}
export type Shape175 = {
  id: string
  kind: 'state' | 'provider'
  partner: string
  heldOn: string
  offices: { ours: string[]; theirs: string[] }
  topics: (
    | 'answer-times'
    | 'refusals'
    | 'forms-and-languages'
    | 'emergencies'
    | 'preservation'
    | 'notification'
    | 'data-protection'
    | 'conflicts-of-laws'
    | 'contact-points'
    | 'other'
  )[]
  minutes: string
  recorded: { name: string; at: string }
  closed: { name: string; at: string; how: 'signed' | 'confirmed' | 'withdrawn'; says: string } | null
  promises: Shape174[]
}
export type Shape176 = {
  kind: 'state' | 'provider'
  partner: string
  heldOn: string
  ours: string[]
  theirs: string[]
  topics: (
    | 'answer-times'
    | 'refusals'
    | 'forms-and-languages'
    | 'emergencies'
    | 'preservation'
    | 'notification'
    | 'data-protection'
    | 'conflicts-of-laws'
    | 'contact-points'
    | 'other'
  )[]
  minutes: string
}
export type Shape177 = {
  id: string
  by: 'us' | 'them'
  office: string
  says: string
  due: string
  target: {
    figure: 'median-days' | 'share-answered' | 'share-refused' | 'share-refused-on-ground'
    value: number
    ground?: string
  }
  recorded: { name: string; at: string }
  found: { name: string; at: string; kept: boolean; reason: string; figures: Shape173 }[]
  measured: Shape173
}
export type Shape178 = {
  id: string
  kind: 'state' | 'provider'
  partner: string
  heldOn: string
  offices: { ours: string[]; theirs: string[] }
  topics: (
    | 'answer-times'
    | 'refusals'
    | 'forms-and-languages'
    | 'emergencies'
    | 'preservation'
    | 'notification'
    | 'data-protection'
    | 'conflicts-of-laws'
    | 'contact-points'
    | 'other'
  )[]
  minutes: string
  recorded: { name: string; at: string }
  closed: { name: string; at: string; how: 'signed' | 'confirmed' | 'withdrawn'; says: string } | null
  promises: Shape177[]
}
export type Shape179 = {
  by: 'us' | 'them'
  office: string
  says: string
  due: string
  target: {
    figure: 'median-days' | 'share-answered' | 'share-refused' | 'share-refused-on-ground'
    value: number
    ground?: string
  }
}
export type Shape180 = {
  cite: string
  says: string
  target: {
    figure: 'median-days' | 'share-answered' | 'share-refused' | 'share-refused-on-ground'
    value: number
    ground?: string
  } | null
  recorded: { name: string; at: string }
}
export type Shape181 = {
  id: string
  name: string
  publisher: string
  version: string
  source: string
  binding: false
  recorded: { name: string; at: string }
  clauses: Shape180[]
  adherences: { provider: string; since: string; source: string; recorded: { name: string; at: string } }[]
}
export type Shape182 = {
  cite: string
  provider: string
  target: {
    figure: 'median-days' | 'share-answered' | 'share-refused' | 'share-refused-on-ground'
    value: number
    ground?: string
  }
  measured: Shape173
}
export type Shape183 = {
  id: string
  name: string
  publisher: string
  version: string
  source: string
  binding: false
  recorded: { name: string; at: string }
  clauses: Shape180[]
  adherences: { provider: string; since: string; source: string; recorded: { name: string; at: string } }[]
  measured: Shape182[]
}
export type Shape184 = {
  cite: string
  says: string
  target?: {
    figure: 'median-days' | 'share-answered' | 'share-refused' | 'share-refused-on-ground'
    value: number
    ground?: string
  }
}
export type Shape185 = {
  id: string
  proposal: string
  version: number
  kind: 'own' | 'pairs' | 'file'
  record: string
  on?: string
  today: string
  law: { before: string; after: string }
  requests: number
  looked?: number
  state: 'running' | 'done' | 'cancelled' | 'failed'
  failure?: string
  byName: string
  at: string
  endedAt?: string
}
export type Shape186 = {
  title: string
  law: { before: string; after: string }
  proposal: string
  record: string
  on?: string
  today: string
  requests: number
  changes: { [name: string]: number }
  unreadable: { requests: number; first: { request: string; code: string; says: string }[] }
  cells: { asking: string; at: string; requests: number; first: string[] } & { [name: string]: unknown }[]
  digest: string
}

/** Every operation of the API: what its path, query and body take, and what it answers. */
export interface Operations {
  /** Every route to the data of a case, and why it is open or closed */
  'POST /api/routes': { query?: { all?: boolean }; body: Shape5; answer: Shape14 }
  /** Whether a release may happen, item by item, and what would open it */
  'POST /api/gate': { body: Shape20; answer: Shape22 }
  /** Whether a set of records, one in JSON on each line and of any size, may go; read as a stream, graded as its fields propose. Whoever accepts application/x-ndjson is told in lines how far it is, and the answer on the last */
  'POST /api/gate/records': {
    query?: { release: string; scheme?: string }
    body: BodyInit
    answer: { grading: Shape23; decision: Shape22 }
  }
  /** What of a release could go, narrowed, masked or in part, and what changes by it; null where nothing could */
  'POST /api/gate/narrowings': {
    body: Shape20
    answer: { narrowing: { release: Shape29; decision: Shape22; items: Shape30[] } | null }
  }
  /** When a statutory period ends, and how that was worked out */
  'POST /api/clocks': {
    body: { rule: string; from: string; state?: string; suspended?: { from: string; to?: string }[] }
    answer: Shape31
  }
  /** Whether the instance is ready */
  'GET /healthz': { answer: { ready: boolean; law: string } }
  /** When the end of a request is expected, by stage and with what that rests on; who was reminded */
  'GET /api/requests/{id}/forecast': { path: { id: string }; answer: Shape34 }
  /** Every rule of the law base, or those in which words occur, best first */
  'GET /api/law': {
    query?: {
      on?: string
      q?: string
      kind?:
        | 'instrument'
        | 'network'
        | 'route'
        | 'reach'
        | 'gate'
        | 'clock'
        | 'counting'
        | 'ground'
        | 'penalty'
        | 'form'
        | 'class'
        | 'check'
        | 'sign'
        | 'layout'
        | 'term'
        | 'chain'
        | 'assurance'
        | 'use'
        | 'retention'
        | 'remedy'
        | 'question'
        | 'state'
      language?: string
    }
    answer: {
      digest: string
      rules: {
        rule: string
        kind: string
        instrument: string
        title: string
        cites: { cite: string; url?: string }[]
        says?: string
      }[]
    }
  }
  /** One rule as it stands on a day; its id has slashes */
  'GET /api/law/{rule}': {
    path: { rule: string }
    query?: { on?: string }
    answer: { rule: string; kind: string; instrument: string; title: string } & { [name: string]: unknown }
  }
  /** How a state stands on a day to every instrument that speaks of it */
  'GET /api/law/bonds/{state}': {
    path: { state: string }
    query?: { on?: string }
    answer: { on: string; digest: string; bonds: Shape35[] }
  }
  /** What applies between two states on a day, in both directions */
  'GET /api/law/pairs/{a}/{b}': { path: { a: string; b: string }; query?: { on?: string }; answer: Shape36 }
  /** The worked cases, all or those that exercise a rule */
  'GET /api/law/cases': {
    query?: { q?: string; rule?: string; language?: string }
    answer: {
      digest: string
      cases: { id: string; name: string; cite?: string; on?: string; role?: 'holding' | 'failing' | 'naming' }[]
    }
  }
  /** A worked case: its facts, what is expected, and where the answer differs from it */
  'GET /api/law/cases/{case}': {
    path: { case: string }
    answer: { id: string; name: string; cite?: string; on?: string; differs: string[] } & { [name: string]: unknown }
  }
  /** The invented people of a demonstration */
  'GET /api/demonstration/places': { answer: { places: Shape37[] } }
  /** Sign in as one of them */
  'POST /api/sessions': {
    body: {
      person: string
      org: string
      seat: 'authority' | 'court' | 'central' | 'provider' | 'overseer' | 'policy' | 'operator'
    }
    answer: { token: string; expires: string; actor: Shape38 }
  }
  /** Sign out */
  'DELETE /api/sessions': { answer: undefined }
  /** Who is signed in, and at which seat */
  'GET /api/me': { answer: Shape38 }
  /** The programs let into one’s organisation, newest first */
  'GET /api/programs': {
    query?: { cursor?: string; limit?: number }
    answer: { programs: Shape39[]; next: string | null }
  }
  /** Let a program in; its token is shown this once */
  'POST /api/programs': { body: Shape40; answer: { program: Shape39; token: string } }
  /** Shut a program out */
  'DELETE /api/programs/{id}': { path: { id: string }; answer: undefined }
  /** Whom one’s organisation tells that something happened */
  'GET /api/webhooks': { query?: { cursor?: string; limit?: number }; answer: Shape41 }
  /** Tell an address from now on what happens */
  'POST /api/webhooks': {
    body: { url: string; kinds: ('request' | 'message' | 'evidence' | 'permission' | 'matter' | 'team')[] }
    answer: {
      id: string
      org: string
      url: string
      kinds: ('request' | 'message' | 'evidence' | 'permission' | 'matter' | 'team')[]
      madeByName: string
      created: string
    }
  }
  /** Tell it no more */
  'DELETE /api/webhooks/{id}': { path: { id: string }; answer: undefined }
  /** What it was told and how that went, newest first */
  'GET /api/webhooks/{id}/deliveries': {
    path: { id: string }
    query?: { cursor?: string; limit?: number }
    answer: { deliveries: Shape42[]; next: string | null }
  }
  /** Send one again */
  'POST /api/webhooks/{id}/deliveries/{delivery}/resending': {
    path: { id: string; delivery: string }
    body: Record<string, never>
    answer: undefined
  }
  /** Everybody one can write to */
  'GET /api/counterparts': {
    query?: { cursor?: string; limit?: number }
    answer: { counterparts: Shape43[]; next: string | null }
  }
  /** Confirm an organisation of another instance */
  'POST /api/peers': { body: { card: string }; answer: { org: string; name: string; url: string; fingerprint: string } }
  /** Confirm an organisation on another product, which speaks ETSI TS 103 120 */
  'POST /api/peers/hi1': { body: Shape44; answer: { org: string; name: string; url: string; certificate: string } }
  /** Everybody this instance knows or once knew, and whether somebody made sure of it */
  'GET /api/directory': {
    query?: { cursor?: string; limit?: number }
    answer: { organisations: Shape46[]; next: string | null }
  }
  /** The house’s own periods */
  'GET /api/directory/settings': { answer: Shape47 }
  /** Set the house’s own periods, as its operator */
  'PUT /api/directory/settings': { body: Shape47; answer: Shape47 }
  /** One organisation: how it was verified, its keys and domains, what is said of it */
  'GET /api/directory/{org}': { path: { org: string }; answer: Shape50 }
  /** Put down how an organisation was verified */
  'POST /api/directory/{org}/verifications': { path: { org: string }; body: Shape51; answer: Shape45 }
  /** Name a domain it writes from */
  'POST /api/directory/{org}/domains': {
    path: { org: string }
    body: { domain: string; registeredOn?: string; source: string }
    answer: undefined
  }
  /** It does not write from this domain */
  'DELETE /api/directory/{org}/domains/{domain}': { path: { org: string; domain: string }; answer: undefined }
  /** Say of an organisation, signed, what was found out here, and send that to others */
  'POST /api/directory/{org}/attestations': {
    path: { org: string }
    body: { says: 'verified' | 'misused-emergency'; reason: string; to: string[]; until?: string }
    answer: Shape52
  }
  /** Let its word count here */
  'POST /api/directory/{org}/beliefs': {
    path: { org: string }
    body: { says: 'verified' | 'misused-emergency'; reason: string }
    answer: undefined
  }
  /** Its word counts here no longer */
  'DELETE /api/directory/{org}/beliefs': {
    path: { org: string }
    body: { says: 'verified' | 'misused-emergency'; reason: string }
    answer: undefined
  }
  /** What one’s organisation said of others, and was told of them */
  'GET /api/attestations': {
    query?: { cursor?: string; limit?: number }
    answer: { attestations: Shape52[]; next: string | null }
  }
  /** Take a statement back, everywhere it was sent */
  'DELETE /api/attestations/{attestation}': {
    path: { attestation: string }
    body: { reason: string }
    answer: undefined
  }
  /** Whose word counts for one’s organisation */
  'GET /api/beliefs': {
    query?: { cursor?: string; limit?: number }
    answer: {
      believed: {
        attester: string
        says: 'verified' | 'misused-emergency'
        reason: string
        byName: string
        at: string
      }[]
      next: string | null
    }
  }
  /** Believe nothing any more that this organisation signs */
  'DELETE /api/peers/{org}': { path: { org: string }; body: { reason: string; since?: string }; answer: undefined }
  /** Messages that have not arrived, the newest first, for the operator */
  'GET /api/messages/undelivered': {
    query?: { cursor?: string; limit?: number }
    answer: { messages: Shape53[]; next: string | null }
  }
  /** Try a message again at once */
  'POST /api/messages/{message}/again': { path: { message: string }; answer: undefined }
  /** The matters of one’s organisation, last changed first */
  'GET /api/matters': { query?: { cursor?: string; limit?: number }; answer: Shape60 }
  /** Open a matter */
  'POST /api/matters': {
    body: { title: string; fileNumber: string; facts?: unknown }
    answer: {
      id: string
      org: string
      title: string
      fileNumber: string
      facts: Shape54
      openedBy: string
      openedAt: string
      changedAt: string
    }
  }
  /** A matter, and what the law of today says to its facts */
  'GET /api/matters/{id}': { path: { id: string }; answer: Shape61 }
  /** Put these facts in the place of the old */
  'PUT /api/matters/{id}/facts': { path: { id: string }; body: Shape5; answer: Shape61 }
  /** Answer one question: `person.residence`, `data[0].category` */
  'PUT /api/matters/{id}/facts/{path}': {
    path: { id: string; path: string }
    body: { value?: unknown }
    answer: Shape61
  }
  /** Begin a request by a route of the analysis */
  'POST /api/matters/{id}/requests': {
    path: { id: string }
    body: { rule: string; to?: string; data?: string[]; despite?: string; title?: string; parties: Shape62[] }
    answer: Shape65
  }
  /** The requests of one’s organisation, newest first or what is expected first */
  'GET /api/requests': {
    query?: {
      matter?: string
      direction?: 'outgoing' | 'incoming'
      status?:
        | 'draft'
        | 'in-validation'
        | 'ready-to-send'
        | 'sent'
        | 'received'
        | 'held'
        | 'objected'
        | 'answered'
        | 'refused'
        | 'withdrawn'
        | 'completed'
        | 'lapsed'
      company?: string
      order?: 'newest' | 'expected'
      cursor?: string
      limit?: number
    }
    answer: { requests: Shape66[]; next: string | null }
  }
  /** How a request stands: steps, decisions, clocks with their working, holds, and its events */
  'GET /api/requests/{id}': { path: { id: string }; answer: Shape71 }
  /** Name, or replace, the organisation for a seat of a draft */
  'POST /api/requests/{id}/parties': { path: { id: string }; body: Shape62; answer: Shape65 }
  /** The form filled as far as it can be, with every box that is missing */
  'GET /api/requests/{id}/form': { path: { id: string }; answer: Shape72 }
  /** Write into boxes of the form */
  'PUT /api/requests/{id}/form': { path: { id: string }; body: { boxes: { [name: string]: unknown } }; answer: Shape72 }
  /** The form printed (PDF/A) */
  'GET /api/requests/{id}/form.pdf': {
    path: { id: string }
    query?: { language?: string; beside?: string }
    answer: Uint8Array
  }
  /** Hand the draft in: whoever must approve it is asked */
  'POST /api/requests/{id}/submission': { path: { id: string }; body: Record<string, never>; answer: Shape65 }
  /** State why it is needed, whose data, from which time: what the law looks at */
  'POST /api/requests/{id}/statement': { path: { id: string }; body: Shape64; answer: Shape65 }
  /** Approve or validate what was handed in; a validation needs post and file number */
  'POST /api/requests/{id}/approvals': {
    path: { id: string }
    body: { step?: string; fileNumber?: string; post?: string; reason?: string }
    answer: Shape65
  }
  /** Refuse the approval, with the reason */
  'POST /api/requests/{id}/refusals': { path: { id: string }; body: { step?: string; reason: string }; answer: Shape65 }
  /** Give it back to the author to be changed */
  'POST /api/requests/{id}/returns': { path: { id: string }; body: { step?: string; reason: string }; answer: Shape65 }
  /** Send it, with everything that must leave in the same moment */
  'POST /api/requests/{id}/departure': { path: { id: string }; body: { carried?: Shape73 }; answer: Shape65 }
  /** Take the request back */
  'POST /api/requests/{id}/withdrawal': { path: { id: string }; body: { reason: string }; answer: Shape65 }
  /** End a request that has been answered */
  'POST /api/requests/{id}/completion': { path: { id: string }; body: Record<string, never>; answer: Shape65 }
  /** Write down how the sender and the order were checked */
  'POST /api/requests/{id}/sender-checks': {
    path: { id: string }
    body: { checks: { check: string; holds: boolean; note?: string }[] }
    answer: Shape65
  }
  /** Write down a call to the sender, at the number in the directory and no other */
  'POST /api/requests/{id}/call-backs': {
    path: { id: string }
    body: { number: string; call: 'confirmed' | 'denied' | 'unreached'; says: string }
    answer: Shape65
  }
  /** Decide whether the sender is who it says and may ask this; in an emergency somebody else decides as well */
  'POST /api/requests/{id}/sender-verifications': {
    path: { id: string }
    body: { finding: 'verified' | 'refused' | 'misused'; reason: string }
    answer: Shape65
  }
  /** Clear a notified order: no ground is raised */
  'POST /api/requests/{id}/clearances': { path: { id: string }; body: { note?: string }; answer: Shape65 }
  /** Raise a ground for refusal: the addressee stops */
  'POST /api/requests/{id}/grounds': { path: { id: string }; body: { ground: string; reason: string }; answer: Shape65 }
  /** Say why the order is not, or not yet, carried out, on the form of the law */
  'POST /api/requests/{id}/objections': {
    path: { id: string }
    body: {
      ground: string
      reason: string
      preserved: boolean
      boxes?: { [name: string]: unknown }
      items?: string[]
      court?: string
      late?: string
    }
    answer: Shape65
  }
  /** Answer an objection */
  'POST /api/requests/{id}/replies': {
    path: { id: string }
    body: { outcome: 'upheld' | 'clarified' | 'released'; text: string }
    answer: Shape65
  }
  /** Say that the data are kept from change */
  'POST /api/requests/{id}/preservations': { path: { id: string }; body: Record<string, never>; answer: Shape65 }
  /** Hand evidence over that was taken in for this request */
  'POST /api/requests/{id}/productions': {
    path: { id: string }
    body: { evidence: string[]; complete: boolean; data?: string[]; note?: string }
    answer: Shape65
  }
  /** Carry out a step after the answer: the evidence is taken in, the person is informed */
  'POST /api/requests/{id}/closures': { path: { id: string }; body: { step?: string; note?: string }; answer: Shape65 }
  /** Leave out a step of one’s own after the request has left, with the reason */
  'POST /api/requests/{id}/omissions': { path: { id: string }; body: { step: string; reason: string }; answer: Shape65 }
  /** Note what an organisation without a seat here did, as it told us otherwise */
  'POST /api/requests/{id}/progress': {
    path: { id: string }
    body: { step: string; outcome: 'done' | 'refused'; note: string }
    answer: Shape65
  }
  /** Note that something happened which a period of the request runs from or to and which is no step of it */
  'POST /api/requests/{id}/events': {
    path: { id: string }
    body: { event: string; note: string; at?: string }
    answer: Shape65
  }
  /** Ask whoever a step lies with when it can be expected */
  'POST /api/requests/{id}/reminders': { path: { id: string }; body: { step: string; text?: string }; answer: Shape65 }
  /** Draft a corrected copy of a request that was refused, objected to or withdrawn */
  'POST /api/requests/{id}/corrections': { path: { id: string }; body: Record<string, never>; answer: Shape65 }
  /** Ask for a translation of the form as it stands */
  'POST /api/requests/{id}/translations': { path: { id: string }; body: { language: string }; answer: Shape65 }
  /** The translations of the form of a request */
  'GET /api/requests/{id}/translations': { path: { id: string }; answer: { translations: Shape74[] } }
  /** Record the certificate of a translation */
  'POST /api/requests/{id}/certificates': {
    path: { id: string }
    body: { translation: string; translator: string; certifiedOn: string; document: string }
    answer: Shape65
  }
  /** Write down whether a request that came is whole */
  'POST /api/requests/{id}/completeness-checks': {
    path: { id: string }
    body: { step?: string; note?: string }
    answer: Shape65
  }
  /** Ask for what is missing, instead of refusing */
  'POST /api/requests/{id}/information-requests': {
    path: { id: string }
    body: { step?: string; text: string; missing?: string[]; until?: string }
    answer: Shape65
  }
  /** Answer what the other side asked */
  'POST /api/requests/{id}/information': {
    path: { id: string }
    body: { dealing: string; text: string; boxes?: { [name: string]: string } }
    answer: Shape65
  }
  /** Postpone on a ground of the law, and say what opens it again */
  'POST /api/requests/{id}/postponements': {
    path: { id: string }
    body: { step?: string; ground: string; reason: string; until?: string; reopens: string }
    answer: Shape65
  }
  /** What stood in the way is gone */
  'POST /api/requests/{id}/resumptions': {
    path: { id: string }
    body: { dealing: string; reason: string }
    answer: Shape65
  }
  /** Make the answer depend on promises */
  'POST /api/requests/{id}/conditions': {
    path: { id: string }
    body: {
      step?: string
      conditions: { rule?: string; promises?: string; says?: string; until?: string; permission?: string }[]
    }
    answer: Shape65
  }
  /** Take each condition on, or say why not */
  'POST /api/requests/{id}/condition-answers': {
    path: { id: string }
    body: { dealing: string; answers: { [name: string]: { accepted: boolean; by?: string; reason?: string } } }
    answer: Shape65
  }
  /** Say that what was promised for a day has been done */
  'POST /api/requests/{id}/promise-fulfilments': {
    path: { id: string }
    body: { dealing: string; conditions: string[]; text: string }
    answer: Shape65
  }
  /** Write down that a promise was not kept: the gate closes */
  'POST /api/requests/{id}/promise-breaches': {
    path: { id: string }
    body: { dealing: string; conditions: string[]; reason: string }
    answer: Shape65
  }
  /** Let conditions go */
  'POST /api/requests/{id}/condition-releases': {
    path: { id: string }
    body: { dealing: string; conditions: string[]; reason: string }
    answer: Shape65
  }
  /** Ask the authority of the other state to enforce an order that was not obeyed */
  'POST /api/requests/{id}/enforcement-requests': {
    path: { id: string }
    body: { authority: string; reason: string }
    answer: Shape65
  }
  /** Ask whoever asked for enforcement, before a no */
  'POST /api/requests/{id}/enforcement-consultations': {
    path: { id: string }
    body: { dealing: string; ground: string; text: string }
    answer: Shape65
  }
  /** Answer the enforcing authority */
  'POST /api/requests/{id}/enforcement-explanations': {
    path: { id: string }
    body: { dealing: string; text: string }
    answer: Shape65
  }
  /** Recognise the order and require the addressee to comply */
  'POST /api/requests/{id}/recognitions': {
    path: { id: string }
    body: { dealing: string; until: string; threat: string }
    answer: Shape65
  }
  /** Refuse to recognise the order */
  'POST /api/requests/{id}/recognition-refusals': {
    path: { id: string }
    body: { dealing: string; ground: string; reason: string }
    answer: Shape65
  }
  /** Plead a ground against the enforcement */
  'POST /api/requests/{id}/enforcement-pleas': {
    path: { id: string }
    body: { dealing: string; ground: string; reason: string }
    answer: Shape65
  }
  /** Decide on what the addressee pleaded */
  'POST /api/requests/{id}/plea-decisions': {
    path: { id: string }
    body: { dealing: string; enforce: boolean; until?: string; ground?: string; reason: string }
    answer: Shape65
  }
  /** Propose a penalty for who still does not comply, with all that was weighed, and hear the addressee on it */
  'POST /api/requests/{id}/penalty-proposals': { path: { id: string }; body: Shape75; answer: Shape65 }
  /** Say what there is to say to a proposed penalty, and plead the law of another state */
  'POST /api/requests/{id}/penalty-hearings': {
    path: { id: string }
    body: { dealing: string; text: string; foreign?: { state: string; text: string } }
    answer: Shape65
  }
  /** Impose what was proposed, or less */
  'POST /api/requests/{id}/penalties': {
    path: { id: string }
    body: {
      dealing: string
      amount?: number
      measure?: string
      weighed: { [name: string]: { pulls: string; reason: string } }
      reason: string
      remedy: string
    }
    answer: Shape65
  }
  /** Impose nothing after all */
  'POST /api/requests/{id}/penalty-waivers': {
    path: { id: string }
    body: { dealing: string; reason: string }
    answer: Shape65
  }
  /** Seek the remedy against the penalty */
  'POST /api/requests/{id}/penalty-appeals': {
    path: { id: string }
    body: { dealing: string; court: string; text: string }
    answer: Shape65
  }
  /** Write down how the court ended the remedy */
  'POST /api/requests/{id}/penalty-appeal-decisions': {
    path: { id: string }
    body: { dealing: string; outcome: string; amount?: number; text: string }
    answer: Shape65
  }
  /** Lift a penalty or a measure */
  'POST /api/requests/{id}/penalty-liftings': {
    path: { id: string }
    body: { dealing: string; because: string; reason: string }
    answer: Shape65
  }
  /** Send a final penalty to another state, to be recognised there */
  'POST /api/requests/{id}/penalty-transmissions': {
    path: { id: string }
    body: { dealing: string; state: string; authority: string }
    answer: Shape65
  }
  /** Write down what the other state answered */
  'POST /api/requests/{id}/penalty-recognitions': {
    path: { id: string }
    body: { dealing: string; recognised: boolean; text: string }
    answer: Shape65
  }
  /** Tell the addressee that its name will be public, by which law, and until when it may reply */
  'POST /api/requests/{id}/publication-notices': {
    path: { id: string }
    body: { dealing: string; basis: string; until: string }
    answer: Shape65
  }
  /** Reply to a publication: the reply stands beside it */
  'POST /api/requests/{id}/publication-replies': {
    path: { id: string }
    body: { dealing: string; text: string }
    answer: Shape65
  }
  /** Make the penalty public, in facts alone */
  'POST /api/requests/{id}/publications': { path: { id: string }; body: { dealing: string }; answer: Shape65 }
  /** Take a publication down */
  'POST /api/requests/{id}/publication-removals': {
    path: { id: string }
    body: { dealing: string; reason: string }
    answer: Shape65
  }
  /** End the enforcement: complied, or no longer wanted */
  'POST /api/requests/{id}/enforcement-ends': {
    path: { id: string }
    body: { dealing: string; complied: boolean; reason: string }
    answer: Shape65
  }
  /** Write down that what came is used, as far as it may be */
  'POST /api/requests/{id}/uses': {
    path: { id: string }
    body: { stage: string; purpose: string; proceeding: string; items: string[]; reason: string }
    answer: Shape65
  }
  /** Ask the sender for its consent to a use */
  'POST /api/requests/{id}/use-questions': {
    path: { id: string }
    body: { stage: string; purpose: string; proceeding: string; items: string[]; reason: string }
    answer: Shape65
  }
  /** Allow a use of what was given, or deny it */
  'POST /api/requests/{id}/use-answers': {
    path: { id: string }
    body: { dealing: string; allowed: boolean; text: string }
    answer: Shape65
  }
  /** Uphold what was objected to: bring the dispute before the court */
  'POST /api/requests/{id}/referrals': {
    path: { id: string }
    body: { review: string; court: string; statement: string; points?: { [name: string]: string }; items: string[] }
    answer: Shape65
  }
  /** Say what an enforcing authority thinks of the objection */
  'POST /api/requests/{id}/views': { path: { id: string }; body: { review: string; text: string }; answer: Shape65 }
  /** Answer a motion before the court */
  'POST /api/requests/{id}/responses': {
    path: { id: string }
    body: { review: string; text: string; points?: { [name: string]: string }; shared: boolean }
    answer: Shape65
  }
  /** The court asks the state whose law forbids */
  'POST /api/requests/{id}/third-state-questions': {
    path: { id: string }
    body: { review: string; authority: string; state: string; text: string; until?: string }
    answer: Shape65
  }
  /** Note what that state answered */
  'POST /api/requests/{id}/third-state-answers': {
    path: { id: string }
    body: { review: string; text: string }
    answer: Shape65
  }
  /** The court orders the data although the dispute is pending */
  'POST /api/requests/{id}/immediate-orders': {
    path: { id: string }
    body: { review: string; reason: string }
    answer: Shape65
  }
  /** The court rules, item by item */
  'POST /api/requests/{id}/rulings': { path: { id: string }; body: Shape76; answer: Shape65 }
  /** Take the objection back */
  'POST /api/requests/{id}/objection-withdrawals': {
    path: { id: string }
    body: { review: string; reason: string }
    answer: Shape65
  }
  /** Set the day on which a measure ends by itself, where the law counts none */
  'POST /api/requests/{id}/measures': {
    path: { id: string }
    body: { measure: 'preservation' | 'real-time' | 'repeated' | 'secrecy'; until: string; reason: string }
    answer: Shape65
  }
  /** Renew a measure that runs, for a reason; by somebody else than the author */
  'POST /api/requests/{id}/renewals': {
    path: { id: string }
    body: { measure: 'preservation' | 'real-time' | 'repeated' | 'secrecy'; until?: string; reason: string }
    answer: Shape65
  }
  /** End a measure before its time */
  'POST /api/requests/{id}/measure-ends': {
    path: { id: string }
    body: { measure: 'preservation' | 'real-time' | 'repeated' | 'secrecy'; reason: string }
    answer: Shape65
  }
  /** Confirm that the request for which data are kept has been issued */
  'POST /api/requests/{id}/confirmations': { path: { id: string }; body: { following: string }; answer: Shape65 }
  /** Ask for less: no new approval is needed, and everybody is told */
  'POST /api/requests/{id}/narrowings': {
    path: { id: string }
    body: { without?: string[]; period?: { from: string; to: string }; reason: string }
    answer: Shape65
  }
  /** Draft a supplement to it, or what takes its place: it goes through every approval again */
  'POST /api/requests/{id}/additions': {
    path: { id: string }
    body: { as: 'supplements' | 'replaces'; data: string[]; title?: string; despite?: string }
    answer: Shape65
  }
  /** Say how it belongs to another request */
  'POST /api/requests/{id}/links': {
    path: { id: string }
    body: { kind: 'follows' | 'replaces' | 'supplements' | 'same-target'; other: string }
    answer: Shape65
  }
  /** State the narrow ground of an emergency */
  'POST /api/requests/{id}/emergency': { path: { id: string }; body: { grounds: string }; answer: Shape65 }
  /** Sign for an emergency request, as the head of the office */
  'POST /api/requests/{id}/emergency-signature': { path: { id: string }; body: Record<string, never>; answer: Shape65 }
  /** Write down whether the order can be carried out as it stands, point by point */
  'POST /api/requests/{id}/sufficiency-checks': {
    path: { id: string }
    body: { points: { [name: string]: { holds: boolean; note?: string } } }
    answer: Shape65
  }
  /** Ask back; on a ground of the law it goes on the form of that ground, and its clock runs */
  'POST /api/requests/{id}/questions': {
    path: { id: string }
    body: { text: string; items?: string[]; ground?: string; boxes?: { [name: string]: unknown } }
    answer: Shape65
  }
  /** Answer a question */
  'POST /api/requests/{id}/answers': { path: { id: string }; body: { question: string; text: string }; answer: Shape65 }
  /** Say of some of the data that they are not handed over, each with its ground */
  'POST /api/requests/{id}/partial-refusals': { path: { id: string }; body: Shape77; answer: Shape65 }
  /** Decide whether the person whose data are asked for is told: now, later, or barred */
  'POST /api/requests/{id}/user-notices': {
    path: { id: string }
    body: {
      decision: 'now' | 'later' | 'barred'
      reason?: string
      until?: string
      basis?: string
      boxes?: { [name: string]: unknown }
      lifted?: string
    }
    answer: Shape65
  }
  /** Claim what answering cost */
  'POST /api/requests/{id}/cost-claims': {
    path: { id: string }
    body: {
      rule?: string
      provision?: string
      currency: string
      lines: { what: string; quantity: number; each: string }[]
      note?: string
    }
    answer: Shape65
  }
  /** Say what is paid of a claim, line by line */
  'POST /api/requests/{id}/cost-answers': {
    path: { id: string }
    body: { claim: string; accepted: string[]; reason?: string }
    answer: Shape65
  }
  /** Write down that some of what was accepted was paid */
  'POST /api/requests/{id}/cost-payments': {
    path: { id: string }
    body: { claim: string; amount: string; on: string; reference: string }
    answer: Shape65
  }
  /** Give back a request that was not meant for this organisation, naming the right one */
  'POST /api/requests/{id}/misdirections': {
    path: { id: string }
    body: {
      reason: string
      right: { org?: string; name?: string; state?: string; as?: 'designated-establishment' | 'legal-representative' }
    }
    answer: Shape65
  }
  /** Send a request that came back to the right addressee: a new one with the same form, handed in */
  'POST /api/requests/{id}/redirections': { path: { id: string }; body: Shape78; answer: Shape65 }
  /** What changed since a request was refused, given back or objected to, and why that was */
  'GET /api/requests/{id}/comparison': { path: { id: string }; answer: Shape81 }
  /** The disputes over a request */
  'GET /api/requests/{id}/reviews': { path: { id: string }; answer: { reviews: Shape82[] } }
  /** One of them with its file */
  'GET /api/requests/{id}/reviews/{review}': { path: { id: string; review: string }; answer: Shape83 }
  /** What the law looks at before it is handed in, and what it finds now */
  'GET /api/requests/{id}/checks': { path: { id: string }; answer: { checks: Shape84[] } }
  /** What both sides said about a request, which boxes of it are missing, and for what may be used what came */
  'GET /api/requests/{id}/dealings': { path: { id: string }; answer: Shape86 }
  /** What is said and done beside the steps while it is answered, and what became of each item */
  'GET /api/requests/{id}/answering': { path: { id: string }; answer: Shape88 }
  /** The paper of an entry, printed (PDF/A) */
  'GET /api/requests/{id}/papers/{entry}': { path: { id: string; entry: string }; answer: Uint8Array }
  /** What is claimed and what is to be paid, with the sums of all of it */
  'GET /api/costs': {
    query?: { cursor?: string; limit?: number }
    answer: { lines: Shape89[]; totals: Shape90[]; next: string | null }
  }
  /** The same, a line for each line of a claim */
  'GET /api/costs.csv': { answer: Uint8Array }
  /** What runs on a request, what became of it, and the requests it belongs to */
  'GET /api/requests/{id}/running': { path: { id: string }; answer: Shape91 }
  /** Every request of a matter, whatever states and holders they went to */
  'GET /api/matters/{id}/overview': { path: { id: string }; answer: { requests: { [name: string]: unknown }[] } }
  /** The ways to have the data kept while a slower way is taken */
  'GET /api/matters/{id}/preservations': { path: { id: string }; answer: { routes: { [name: string]: unknown }[] } }
  /** Draft a preservation from a matter, beside a slower request */
  'POST /api/matters/{id}/preservations': {
    path: { id: string }
    body: {
      rule: string
      to?: string
      data?: string[]
      parties: Shape92[]
      title?: string
      despite?: string
      beside?: string
    }
    answer: Shape65
  }
  /** The requests that left as emergencies: what oversight looks at */
  'GET /api/emergencies': {
    query?: { cursor?: string; limit?: number }
    answer: { emergencies: { [name: string]: unknown }[]; next: string | null }
  }
  /** The joint investigation teams we are in */
  'GET /api/teams': {
    query?: { cursor?: string; limit?: number }
    answer: {
      teams: { id: string; state: 'proposed' | 'running' | 'ended' } & { [name: string]: unknown }[]
      next: string | null
    }
  }
  /** Propose a team to those who are to be its members */
  'POST /api/teams': {
    body: {
      title: string
      purpose: string
      rule: string
      from: string
      to: string
      leader: string
      members: { org: string; people: string[] }[]
    }
    answer: { id: string; state: 'proposed' | 'running' | 'ended' } & { [name: string]: unknown }
  }
  /** A team and what was shared in it */
  'GET /api/teams/{id}': {
    path: { id: string }
    answer: {
      team: { id: string; state: 'proposed' | 'running' | 'ended' } & { [name: string]: unknown }
      shared: { [name: string]: unknown }[]
    }
  }
  /** Sign the agreement for our organisation */
  'POST /api/teams/{id}/signatures': {
    path: { id: string }
    body: Record<string, never>
    answer: { id: string; state: 'proposed' | 'running' | 'ended' } & { [name: string]: unknown }
  }
  /** Share a verified piece of evidence with every member */
  'POST /api/teams/{id}/shared': {
    path: { id: string }
    body: { item: string; note: string }
    answer: { id: string; state: 'proposed' | 'running' | 'ended' } & { [name: string]: unknown }
  }
  /** End a team before its time, as its leader */
  'POST /api/teams/{id}/end': {
    path: { id: string }
    body: { reason: string }
    answer: { id: string; state: 'proposed' | 'running' | 'ended' } & { [name: string]: unknown }
  }
  /** Take a file in, of any size, hashed and sealed to the asking organisation while it streams */
  'POST /api/requests/{id}/evidence': {
    path: { id: string }
    query?: { name: string; scheme?: string; class?: string }
    body: BodyInit
    answer: Shape100
  }
  /** The evidence of a request, as one’s organisation holds it */
  'GET /api/requests/{id}/evidence': {
    path: { id: string }
    query?: { cursor?: string; limit?: number }
    answer: { items: Shape100[]; next: string | null }
  }
  /** Every hand a piece went through, and every second between */
  'GET /api/evidence/{id}/custody': {
    path: { id: string }
    answer: { item: Shape100; lines: Shape101[]; longestGap: number }
  }
  /** Compare what was received with what the producer hashed */
  'POST /api/evidence/{id}/verifications': {
    path: { id: string }
    answer: { ok: boolean; says: string; sha256?: string }
  }
  /** Take back a file that was sealed by mistake, before it is handed over */
  'POST /api/evidence/{id}/taking-back': { path: { id: string }; body: { reason: string }; answer: Shape100 }
  /** The opened bytes, for a purpose and whom they are for, recorded before the first of them leaves */
  'POST /api/evidence/{id}/openings': {
    path: { id: string }
    body: {
      purpose: string
      to?: { org: string } | { name: string; is: 'court' | 'authority' | 'company' | 'person'; state: string }
    }
    answer: Uint8Array
  }
  /** What the courts of each forum ask of the custody record of a piece, and what it comes to */
  'GET /api/evidence/{id}/admissibility': { path: { id: string }; answer: Shape103 }
  /** Put something down in the custody record of a piece; pieces that show something are named by their ids */
  'POST /api/evidence/{id}/entries': {
    path: { id: string }
    body:
      | Shape93
      | { kind: 'explanation'; checks: string[]; says: string }
      | Shape94
      | {
          kind: 'source'
          holder: string
          extractor?: string
          at?: string
          place?: string
          contact?: string
          paper?: string
        }
      | {
          kind: 'authority'
          instrument: string
          number: string
          issuer?: string
          issued?: string
          basis?: string
          scope?: string
          paper?: string
        }
      | {
          kind: 'transmission'
          number: string
          from: string
          to: string
          sent?: string
          received?: string
          basis?: string
          conditions?: string
        }
      | Shape95
      | { kind: 'finding'; says: string; by?: string; method?: string }
      | { kind: 'change'; what: string; by?: string; why?: string; effect?: string; truth?: boolean }
      | {
          kind: 'freezing'
          number: string
          account?: string
          method?: string
          from?: string
          until?: string
          access?: string
        }
      | { kind: 'attribution'; says: string }
      | { kind: 'limits'; purpose: string; kept?: boolean; onward?: string; until?: string; consent?: string }
      | {
          kind: 'formality'
          form: 'notarised' | 'apostille' | 'consular' | 'waived'
          number?: string
          by?: string
          at?: string
        }
      | { kind: 'translation'; language: string; by?: string; at?: string; paper?: string }
      | { kind: 'secrecy'; level?: string; says: string; filterTeam?: boolean }
      | { kind: 'notice'; to: string; at?: string; what?: string }
      | Shape96
      | Shape97
      | Shape98
    answer: undefined
  }
  /** Say how several pieces were taken, once for all of them */
  'POST /api/requests/{id}/takings': {
    path: { id: string }
    body: { pieces: string[]; entry: unknown }
    answer: undefined
  }
  /** The devices seized for a request */
  'GET /api/requests/{id}/devices': {
    path: { id: string }
    answer: { devices: { id: string; org: string; origin: string; name: string; serial: string | null; at: string }[] }
  }
  /** A device comes under control */
  'POST /api/requests/{id}/devices': {
    path: { id: string }
    body:
      | Shape93
      | { kind: 'explanation'; checks: string[]; says: string }
      | Shape94
      | {
          kind: 'source'
          holder: string
          extractor?: string
          at?: string
          place?: string
          contact?: string
          paper?: string
        }
      | {
          kind: 'authority'
          instrument: string
          number: string
          issuer?: string
          issued?: string
          basis?: string
          scope?: string
          paper?: string
        }
      | {
          kind: 'transmission'
          number: string
          from: string
          to: string
          sent?: string
          received?: string
          basis?: string
          conditions?: string
        }
      | Shape95
      | { kind: 'finding'; says: string; by?: string; method?: string }
      | { kind: 'change'; what: string; by?: string; why?: string; effect?: string; truth?: boolean }
      | {
          kind: 'freezing'
          number: string
          account?: string
          method?: string
          from?: string
          until?: string
          access?: string
        }
      | { kind: 'attribution'; says: string }
      | { kind: 'limits'; purpose: string; kept?: boolean; onward?: string; until?: string; consent?: string }
      | {
          kind: 'formality'
          form: 'notarised' | 'apostille' | 'consular' | 'waived'
          number?: string
          by?: string
          at?: string
        }
      | { kind: 'translation'; language: string; by?: string; at?: string; paper?: string }
      | { kind: 'secrecy'; level?: string; says: string; filterTeam?: boolean }
      | { kind: 'notice'; to: string; at?: string; what?: string }
      | Shape96
      | Shape97
      | Shape98
    answer: { id: string; org: string; origin: string; name: string; serial: string | null; at: string }
  }
  /** A seized device, and every hand it went through */
  'GET /api/devices/{id}': {
    path: { id: string }
    answer: {
      device: { id: string; org: string; origin: string; name: string; serial: string | null; at: string }
      acts: { [name: string]: unknown }[]
    }
  }
  /** A device is handed on, or its seal is looked at */
  'POST /api/devices/{id}/hands': {
    path: { id: string }
    body:
      | Shape93
      | { kind: 'explanation'; checks: string[]; says: string }
      | Shape94
      | {
          kind: 'source'
          holder: string
          extractor?: string
          at?: string
          place?: string
          contact?: string
          paper?: string
        }
      | {
          kind: 'authority'
          instrument: string
          number: string
          issuer?: string
          issued?: string
          basis?: string
          scope?: string
          paper?: string
        }
      | {
          kind: 'transmission'
          number: string
          from: string
          to: string
          sent?: string
          received?: string
          basis?: string
          conditions?: string
        }
      | Shape95
      | { kind: 'finding'; says: string; by?: string; method?: string }
      | { kind: 'change'; what: string; by?: string; why?: string; effect?: string; truth?: boolean }
      | {
          kind: 'freezing'
          number: string
          account?: string
          method?: string
          from?: string
          until?: string
          access?: string
        }
      | { kind: 'attribution'; says: string }
      | { kind: 'limits'; purpose: string; kept?: boolean; onward?: string; until?: string; consent?: string }
      | {
          kind: 'formality'
          form: 'notarised' | 'apostille' | 'consular' | 'waived'
          number?: string
          by?: string
          at?: string
        }
      | { kind: 'translation'; language: string; by?: string; at?: string; paper?: string }
      | { kind: 'secrecy'; level?: string; says: string; filterTeam?: boolean }
      | { kind: 'notice'; to: string; at?: string; what?: string }
      | Shape96
      | Shape97
      | Shape98
    answer: undefined
  }
  /** Begin a file that arrives in parts (tus 1.0: Upload-Length, Upload-Metadata with filename, filetype, sha256; of one that was sealed before, in the age format to whom it may be sealed: also sealedsha256, plainsize) */
  'POST /api/requests/{id}/uploads': { path: { id: string }; answer: undefined }
  /** The files that are still arriving, how far each is, and to whom they are sealed */
  'GET /api/requests/{id}/uploads': {
    path: { id: string }
    answer: { uploads: Shape104[]; sealsTo: { org: string; name: string; recipient: string }[] }
  }
  /** How far a file is */
  'GET /api/uploads/{upload}': {
    path: { upload: string }
    answer: {
      id: string
      name: string
      mediaType: string
      size: number
      announced: string | null
      offset: number
      sealedBefore: boolean
    }
  }
  /** Go on where it ends (tus 1.0: Upload-Offset); whole, it is a piece of evidence of the same id */
  'PATCH /api/uploads/{upload}': { path: { upload: string }; body: BodyInit; answer: undefined }
  /** Give it up; nothing of it is kept */
  'DELETE /api/uploads/{upload}': { path: { upload: string }; answer: undefined }
  /** The keys of one’s organisation, and the keys for recovery */
  'GET /api/keys': {
    answer: {
      signing: string
      sealing: string
      recovery: { recipient: string; label: string; addedBy: string; at: string }[]
      waiting: number
    }
  }
  /** A new key to be sealed to; what is held is then sealed to it */
  'POST /api/keys/rotations': {
    body: { reason: string }
    answer: {
      signing: string
      sealing: string
      recovery: { recipient: string; label: string; addedBy: string; at: string }[]
      waiting: number
    }
  }
  /** Add a key kept elsewhere, to which what is held is sealed as well */
  'POST /api/keys/recovery': {
    body: { recipient: string; label: string }
    answer: {
      signing: string
      sealing: string
      recovery: { recipient: string; label: string; addedBy: string; at: string }[]
      waiting: number
    }
  }
  /** Remove it again */
  'DELETE /api/keys/recovery/{recipient}': { path: { recipient: string }; answer: undefined }
  /** Count how many letters or rows of a piece the request covers, without anybody seeing one */
  'POST /api/evidence/{id}/surveys': {
    path: { id: string }
    body: Shape105
    answer: { kept: number; 'left-out': number; privileged: number; undated: number }
  }
  /** Make what the request covers a piece of its own, and set the rest apart */
  'POST /api/evidence/{id}/parts': { path: { id: string }; body: Shape106; answer: { parts: Shape107[] } }
  /** What was made of a piece or what it was made of, whether it is set apart, and who had leave to open it */
  'GET /api/evidence/{id}/parts': { path: { id: string }; answer: Shape109 }
  /** Say that a piece is highly sensitive: it takes two to open it */
  'POST /api/evidence/{id}/apart': { path: { id: string }; body: { reason: string }; answer: undefined }
  /** Ask for leave to open a piece that is set apart */
  'POST /api/evidence/{id}/leaves': { path: { id: string }; body: { purpose: string }; answer: Shape108 }
  /** Give or deny leave that another asked for */
  'POST /api/evidence/{id}/leaves/{leave}/decision': {
    path: { id: string; leave: string }
    body: { give: boolean; reason: string; hours?: number }
    answer: undefined
  }
  /** Whether these pieces may be handed over now, by whose law, and what would open the gate */
  'POST /api/requests/{id}/gate': {
    path: { id: string }
    body: { evidence: string[]; data?: string[] }
    answer: { release: Shape29; decision: Shape23 }
  }
  /** What of these pieces could be handed over, narrowed, masked or in part; null where nothing could */
  'POST /api/requests/{id}/gate/narrowings': {
    path: { id: string }
    body: { evidence: string[]; data?: string[] }
    answer: { narrowing: { release: Shape29; decision: Shape22; items: Shape30[] } | null }
  }
  /** Make the narrower file of a table, given once more, as a piece of its own */
  'POST /api/requests/{id}/gate/masked': {
    path: { id: string }
    query?: { item: string; change: 'masked' | 'less-sensitive'; without?: string }
    body: BodyInit
    answer: { item: Shape100; leftOut: { field: string; class?: string; because: Shape23[] }[] }
  }
  /** Apply for permission to hand these pieces over */
  'POST /api/requests/{id}/permissions': {
    path: { id: string }
    body: { gate: string; state?: string; authority: string; evidence: string[]; content?: { [name: string]: Shape23 } }
    answer: Shape110
  }
  /** Applications for permission, one’s own and those one decides */
  'GET /api/permissions': {
    query?: { cursor?: string; limit?: number }
    answer: { permissions: Shape110[]; next: string | null }
  }
  /** One application for permission */
  'GET /api/permissions/{id}': { path: { id: string }; answer: Shape110 }
  /** Grant leave for a time, with conditions, or refuse it */
  'POST /api/permissions/{id}/decision': {
    path: { id: string }
    body: { outcome: 'granted' | 'refused'; reason: string; conditions?: string; from?: string; until?: string }
    answer: Shape110
  }
  /** Take leave back: the gate is closed from now on */
  'POST /api/permissions/{id}/revocation': { path: { id: string }; body: { reason: string }; answer: Shape110 }
  /** Grade a piece; a lower grade than before takes a second person */
  'POST /api/evidence/{id}/gradings': {
    path: { id: string }
    body: { grade: Shape111; reason: string }
    answer: Shape113
  }
  /** How a piece was graded */
  'GET /api/evidence/{id}/gradings': {
    path: { id: string }
    answer: { gradings: Shape113[]; standing: Shape113 | null }
  }
  /** Agree, as a second person, that a grade is lowered */
  'POST /api/evidence/{id}/gradings/{grading}/agreement': { path: { id: string; grading: string }; answer: undefined }
  /** To whom a piece was let out, and on which facts */
  'GET /api/evidence/{id}/releases': { path: { id: string }; answer: { releases: Shape23[] } }
  /** The files of the ways by which data leave for business */
  'GET /api/transfers': {
    query?: { cursor?: string; limit?: number }
    answer: { transfers: Shape114[]; next: string | null }
  }
  /** Open the file of an assessment, a contract or a certificate */
  'POST /api/transfers': {
    body: { path: string; recipient: { name: string; state: string; kind: 'company' | 'person' }; purpose: string }
    answer: Shape114
  }
  /** One such file, with what is missing and what runs */
  'GET /api/transfers/{id}': { path: { id: string }; answer: Shape114 }
  /** What the self-assessment found, head by head */
  'PUT /api/transfers/{id}/heads': {
    path: { id: string }
    body: { heads: { [name: string]: string } }
    answer: Shape114
  }
  /** File it with the competent authority, as a message; what it says comes back the same way */
  'POST /api/transfers/{id}/filing': { path: { id: string }; body: { authority: string }; answer: Shape114 }
  /** A stage was reached, on a day, with its outcome */
  'POST /api/transfers/{id}/entries': {
    path: { id: string }
    body: { moment: string; day: string; outcome?: 'passed' | 'failed'; until?: string; note: string }
    answer: Shape114
  }
  /** What left for business in this calendar year */
  'GET /api/outflows': {
    query?: { cursor?: string; limit?: number }
    answer: { outflows: Shape23[]; next: string | null }
  }
  /** Send data abroad for business, counted with what left before in the year; no id where the gate is closed */
  'POST /api/outflows': {
    body: Shape115
    answer: { id: string | null; decision: Shape23; split: { id: string; at: string; recipient: string }[] } & {
      [name: string]: unknown
    }
  }
  /** The laws that pull apart over a request, what each choice risks, and what was advised and decided */
  'GET /api/requests/{id}/conflict': {
    path: { id: string }
    answer: {
      conflicts: Shape23[]
      exposures: { choice: 'obey' | 'refuse' | 'narrow' | 'wait'; threats: Shape116[] }[]
      weighings: Shape117[]
      reasons: string
    }
  }
  /** Advise on a conflict of laws, or decide it after another person has advised */
  'POST /api/requests/{id}/conflict/weighings': {
    path: { id: string }
    body: { stage: 'opinion' | 'decision'; choice: 'obey' | 'refuse' | 'narrow' | 'wait'; reason: string }
    answer: Shape117
  }
  /** Where another state went round the way of assistance */
  'GET /api/incidents': {
    query?: { cursor?: string; limit?: number }
    answer: { incidents: Shape118[]; next: string | null }
  }
  /** Put down that another state went round the way of assistance */
  'POST /api/incidents': { body: Shape119; answer: Shape118 }
  /** What one’s organisation keeps, by when it is looked at again, and what waits for a second person */
  'GET /api/retention': {
    query?: { cursor?: string; limit?: number }
    answer: {
      kept: { id: string; name: string; state: string; reviewOn: string | null; late: boolean }[]
      proposals: Shape121[]
      next: string | null
    }
  }
  /** Agree to what another person proposed, and it is done, or decline */
  'POST /api/retention/{proposal}/decision': {
    path: { proposal: string }
    body: { agree: boolean; reason?: string }
    answer: Shape121
  }
  /** How long a piece is kept, by which rules, and who holds it */
  'GET /api/evidence/{id}/retention': { path: { id: string }; answer: Shape124 }
  /** Place a legal hold: the piece is destroyed in no way until it is lifted */
  'POST /api/evidence/{id}/holds': {
    path: { id: string }
    body: { reason: string; authority: string }
    answer: { id: string }
  }
  /** Lift a legal hold */
  'POST /api/evidence/{id}/holds/{hold}/lifting': {
    path: { id: string; hold: string }
    body: { reason: string; authority: string }
    answer: undefined
  }
  /** Propose that a piece be kept until a day */
  'POST /api/evidence/{id}/extensions': {
    path: { id: string }
    body: { until: string; reason: string }
    answer: Shape121
  }
  /** Propose that a piece be destroyed */
  'POST /api/evidence/{id}/destruction': {
    path: { id: string }
    body: {
      reason: string
      rule?: string
      authority?: string
      derived?: { id: string; fate: 'destroyed' | 'kept'; reason?: string }[]
    }
    answer: Shape121
  }
  /** The certificate of destruction, with the proofs of the log */
  'GET /api/evidence/{id}/certificate': { path: { id: string }; answer: Shape125 }
  /** The same on paper */
  'GET /api/evidence/{id}/certificate.pdf': { path: { id: string }; query?: { language?: string }; answer: Uint8Array }
  /** Propose that what events said be erased; the events and their proofs stay */
  'POST /api/log/erasures': { body: { seqs: number[]; authority: string; reason: string }; answer: Shape121 }
  /** The verified evidence as a package (zip) that `comity verify` checks offline, for whoever is named */
  'POST /api/requests/{id}/packages': {
    path: { id: string }
    body: {
      purpose: string
      to?: { org: string } | { name: string; is: 'court' | 'authority' | 'company' | 'person'; state: string }
    }
    answer: Uint8Array
  }
  /** The same package, which stays here, read as it is made */
  'GET /api/requests/{id}/package': { path: { id: string }; query?: { purpose: string }; answer: Uint8Array }
  /** What the log says of a matter, its requests and their evidence, with proofs, as a package (zip) */
  'GET /api/matters/{id}/trail': { path: { id: string }; query?: { purpose: string }; answer: Uint8Array }
  /** What the log says of a request and its evidence, with proofs, as a package (zip) */
  'GET /api/requests/{id}/trail': { path: { id: string }; query?: { purpose: string }; answer: Uint8Array }
  /** What one’s seat must do, first what is due first, and what it waits for */
  'GET /api/today': { answer: Shape127 }
  /** The latest events of one’s organisation, newest first */
  'GET /api/log': {
    query?: { before?: number; cursor?: string; limit?: number }
    answer: {
      events: { org: string; seq: number; at: string; by: string; kind: string; about: string; body: unknown }[]
      next: string | null
    }
  }
  /** The newest state of the log, signed, with every cosignature (C2SP signed note) */
  'GET /api/log/checkpoint': { answer: { org: string; size: number; root: string; at: string; note: string } }
  /** The log of one’s organisation as C2SP tlog-tiles: its newest checkpoint */
  'GET /api/logs/{org}/checkpoint': { path: { org: string }; answer: Uint8Array }
  /** A tile of hashes or a bundle of entries, for ever the same, at its path as the specification writes it: `0/x001/067`, `entries/000.p/7` */
  'GET /api/logs/{org}/tile/{path}': { path: { org: string; path: string }; answer: Uint8Array }
  /** That states of the log existed at a time, as an authority signed for it (RFC 3161), newest first */
  'GET /api/log/timestamps': {
    query?: { cursor?: string; limit?: number }
    answer: { timestamps: { size: number; at: string; authority: string; response: string }[]; next: string | null }
  }
  /** That an event is in the log (RFC 9162) */
  'GET /api/log/{seq}/proof': {
    path: { seq: string }
    query?: { size?: number }
    answer: { seq: number; size: number; entry: string; leaf: string; root: string; proof: string[] }
  }
  /** The figures of one’s organisation from its record, and what each counts */
  'GET /api/statistics': { answer: { definitions: { [name: string]: string }; statistics: Shape128[] } }
  /** Whom a person can complain of, by which remedies of the law, before whom; what came of complaints */
  'GET /api/redress': { query?: { about?: string; against?: 'access' | 'conduct' }; answer: Shape130 }
  /** Files a complaint or a request for access, without an account; the secret follows it */
  'POST /api/redress': { body: Shape131; answer: { secret: string } }
  /** Where it stands, for whoever has the secret */
  'GET /api/redress/{secret}': { path: { secret: string }; answer: Shape132 }
  /** The person adds something */
  'POST /api/redress/{secret}/additions': { path: { secret: string }; body: { text: string }; answer: undefined }
  /** The complaints of one’s organisation: to decide, or about what was done there */
  'GET /api/complaints': {
    query?: { cursor?: string; limit?: number }
    answer: { complaints: Shape133[]; next: string | null }
  }
  /** One complaint, with its remedy and clocks */
  'GET /api/complaints/{id}': { path: { id: string }; answer: Shape134 }
  /** The person has shown who they are */
  'POST /api/complaints/{id}/proof': { path: { id: string }; body: Record<string, never>; answer: undefined }
  /** Asks whoever it is about for a statement */
  'POST /api/complaints/{id}/statement-requests': { path: { id: string }; body: { text: string }; answer: undefined }
  /** Whoever it is about names the request and states what was done */
  'POST /api/complaints/{id}/statement': {
    path: { id: string }
    body: { request?: string; text: string }
    answer: undefined
  }
  /** Pauses the request until the decision */
  'POST /api/complaints/{id}/pause': { path: { id: string }; body: { reason: string }; answer: undefined }
  /** Decides: dismissed, access, pieces excluded; proposes that pieces be deleted */
  'POST /api/complaints/{id}/decision': {
    path: { id: string }
    body: {
      outcome: 'dismissed' | 'access' | 'exclude' | 'delete' | 'withdrawn'
      pieces?: string[]
      reason: string
      told: string
    }
    answer: undefined
  }
  /** Another person agrees to a proposed deletion, or declines it */
  'POST /api/complaints/{id}/deletion': {
    path: { id: string }
    body: { agree: boolean; reason?: string }
    answer: undefined
  }
  /** Puts off telling the person, on a reason of the law, until a day */
  'POST /api/requests/{id}/notice-delay': {
    path: { id: string }
    body: { reason: string; grounds: string; until: string }
    answer: undefined
  }
  /** Another person agrees to the delay, or not */
  'POST /api/requests/{id}/notice-delay/review': {
    path: { id: string }
    body: { agree: boolean; reason: string }
    answer: undefined
  }
  /** Try a proposed change of the law on cases */
  'POST /api/laboratory/trials': { body: { proposal: string; cases: Shape5[] }; answer: Shape136 }
  /** Mandates, plans, inspections, findings, orders and what was disclosed, as they concern us */
  'GET /api/oversight': { answer: Shape137 }
  /** Give an organisation oversight over another */
  'POST /api/oversight/mandates': { body: Shape138; answer: { id: string } & { [name: string]: unknown } }
  /** End a mandate before its day */
  'POST /api/oversight/mandates/{id}/end': { path: { id: string }; body: { reason: string }; answer: undefined }
  /** Fix a sampling plan, committing to a number nobody else knows */
  'POST /api/oversight/plans': { body: Shape139; answer: { id: string; plan: { [name: string]: unknown } } }
  /** A plan, and once drawn its sample with the proof */
  'GET /api/oversight/plans/{id}': {
    path: { id: string }
    answer: { id: string; plan: { [name: string]: unknown }; sample: { [name: string]: unknown } | null }
  }
  /** Draw the sample of a plan, once */
  'POST /api/oversight/plans/{id}/draw': {
    path: { id: string }
    body: Record<string, never>
    answer: { id: string; plan: { [name: string]: unknown }; sample: { [name: string]: unknown } | null }
  }
  /** Open an inspection of a drawn sample, or of files that something led to */
  'POST /api/oversight/inspections': {
    body: { plan: string; title: string } | { overseen: string; title: string; cause: string; requests: string[] }
    answer: { id: string } & { [name: string]: unknown }
  }
  /** Read a file of an inspection with its checklist; that it was read stands in our own log */
  'GET /api/oversight/inspections/{id}/files/{request}': { path: { id: string; request: string }; answer: Shape140 }
  /** Answer a line of the checklist */
  'POST /api/oversight/inspections/{id}/files/{request}/answers': {
    path: { id: string; request: string }
    body: { line: string; holds: 'yes' | 'no' | 'open'; note: string }
    answer: undefined
  }
  /** Put down a finding; it is told when the inspection is closed */
  'POST /api/oversight/inspections/{id}/findings': {
    path: { id: string }
    body: { request?: string; severity: 'remark' | 'minor' | 'serious' | 'grave'; says: string; cites: string[] }
    answer: { id: string } & { [name: string]: unknown }
  }
  /** Give an order about a file; it is told at once */
  'POST /api/oversight/inspections/{id}/orders': {
    path: { id: string }
    body: { request: string; kind: 'stop' | 'delete' | 'notify'; reason: string; basis: string; due?: string }
    answer: { id: string } & { [name: string]: unknown }
  }
  /** Close an inspection and tell the overseen what was looked at */
  'POST /api/oversight/inspections/{id}/closing': {
    path: { id: string }
    body: Record<string, never>
    answer: { id: string } & { [name: string]: unknown }
  }
  /** Reply to a finding about us */
  'POST /api/oversight/findings/{id}/reply': {
    path: { id: string }
    body: { says: string }
    answer: { id: string } & { [name: string]: unknown }
  }
  /** Carry an order out and show it from our record */
  'POST /api/oversight/orders/{id}/done': {
    path: { id: string }
    body: { note: string }
    answer: { id: string } & { [name: string]: unknown }
  }
  /** Close an order that the record shows done */
  'POST /api/oversight/orders/{id}/closing': {
    path: { id: string }
    body: { reason: string }
    answer: { id: string } & { [name: string]: unknown }
  }
  /** Alarms from the record of an organisation we oversee, with their rows */
  'GET /api/oversight/over/{org}/alarms': { path: { org: string }; answer: { alarms: { [name: string]: unknown }[] } }
  /** What runs at an organisation we oversee, and until when */
  'GET /api/oversight/over/{org}/reassessment': {
    path: { org: string }
    answer: { running: { [name: string]: unknown }[] }
  }
  /** What runs here, and until when */
  'GET /api/oversight/reassessment': { answer: { running: { [name: string]: unknown }[] } }
  /** What another organisation signed for to us: to be handed to its overseer */
  'GET /api/oversight/receipts/{org}': {
    path: { org: string }
    answer: {
      receipts: {
        origin: string
        message: string
        type: string
        from: string
        by: string
        digest: string
        receipt: string
      }[]
    }
  }
  /** Hold what an organisation we oversee signed for to others against what it shows */
  'POST /api/oversight/over/{org}/comparison': {
    path: { org: string }
    body: {
      receipts: {
        origin: string
        message: string
        type: string
        from: string
        by: string
        digest: string
        receipt: string
      }[]
    }
    answer: { hidden: { [name: string]: unknown }[] }
  }
  /** The after-action audits of our organisation */
  'GET /api/audits': {
    query?: { cursor?: string; limit?: number }
    answer: { audits: Shape141[]; next: string | null }
  }
  /** Open an audit of a matter, an incident or an inspection that is over */
  'POST /api/audits': {
    body: { subject: 'matter' | 'incident' | 'inspection'; about: string; title: string; cause: string }
    answer: Shape141
  }
  /** What is over and can be looked back at */
  'GET /api/audits/subjects': {
    query?: { cursor?: string; limit?: number }
    answer: {
      subjects: { subject: 'matter' | 'incident' | 'inspection'; about: string; title: string }[]
      next: string | null
    }
  }
  /** An audit with its questions, each with its source, and what was put down */
  'GET /api/audits/{id}': { path: { id: string }; answer: Shape143 }
  /** Answer a question of an audit, with its ground */
  'POST /api/audits/{id}/answers': {
    path: { id: string }
    body: { question: string; holds: 'yes' | 'no' | 'open'; ground: string }
    answer: undefined
  }
  /** Put down what an audit found */
  'POST /api/audits/{id}/findings': {
    path: { id: string }
    body: { severity: 'remark' | 'minor' | 'serious' | 'grave'; says: string; question?: string }
    answer: {
      name: string
      at: string
      id: string
      kind: 'answer' | 'finding' | 'lesson'
      body: { [name: string]: unknown }
    }
  }
  /** Draw a lesson from an audit */
  'POST /api/audits/{id}/lessons': {
    path: { id: string }
    body: { says: string; finding?: string }
    answer: {
      name: string
      at: string
      id: string
      kind: 'answer' | 'finding' | 'lesson'
      body: { [name: string]: unknown }
    }
  }
  /** Propose what a lesson is to change: whoever’s instructions it changes decides */
  'POST /api/audits/{id}/proposals': { path: { id: string }; body: Shape144; answer: Shape142 }
  /** Close an audit all of whose questions were answered */
  'POST /api/audits/{id}/closing': { path: { id: string }; body: { conclusion: string }; answer: Shape141 }
  /** What was proposed by us or to us from lessons */
  'GET /api/lesson-proposals': {
    query?: { cursor?: string; limit?: number }
    answer: { proposals: Shape142[]; next: string | null }
  }
  /** Adopt or refuse a proposal somebody else made */
  'POST /api/lesson-proposals/{id}/decision': {
    path: { id: string }
    body: { outcome: 'adopted' | 'refused'; why: string }
    answer: Shape142
  }
  /** What our organisation asks of itself besides the law, and where each comes from */
  'GET /api/standing-instructions': {
    query?: { cursor?: string; limit?: number }
    answer: { instructions: Shape145[]; next: string | null }
  }
  /** One standing instruction: our own, or a bar at the gate of this instance */
  'GET /api/standing-instructions/{id}': { path: { id: string }; answer: Shape145 }
  /** The newest edition of every impact assessment of this instance */
  'GET /api/assessments': {
    query?: { cursor?: string; limit?: number }
    answer: { assessments: Shape146[]; next: string | null }
  }
  /** An edition of an impact assessment, the newest unless told, with the comments that are public */
  'GET /api/assessments/{id}': { path: { id: string }; query?: { edition?: number }; answer: Shape147 }
  /** Comment on an impact assessment; answers the secret of the link by which the comment is followed */
  'POST /api/assessments/{id}/comments': {
    path: { id: string }
    body: { name?: string; says: string }
    answer: { secret: string }
  }
  /** Where a comment stands, for whoever has its secret */
  'GET /api/assessment-comments/{secret}': { path: { secret: string }; answer: Shape148 }
  /** What our organisation has assessed with every edition and draft, and what it has yet to */
  'GET /api/own-assessments': { query?: { cursor?: string; limit?: number }; answer: Shape150 }
  /** Write the next edition of an assessment as a draft */
  'POST /api/own-assessments': { body: Shape151; answer: Shape149 }
  /** Approve or refuse the draft somebody else wrote */
  'POST /api/own-assessments/{id}/decision': {
    path: { id: string }
    body: { drafted: string; outcome: 'approved' | 'refused'; why?: string }
    answer: Shape149
  }
  /** What anyone said to an assessment of ours */
  'GET /api/own-assessments/{id}/comments': { path: { id: string }; answer: { comments: Shape152[] } }
  /** Answer a comment, once */
  'POST /api/comments/{id}/answer': { path: { id: string }; body: { says: string }; answer: Shape152 }
  /** Let a comment and its answer be public, or say why not */
  'POST /api/comments/{id}/check': {
    path: { id: string }
    body: { outcome: 'published' | 'withheld'; why?: string }
    answer: Shape152
  }
  /** The yearly figures a law has one’s organisation give, each with its definition and its article */
  'GET /api/figures-owed': {
    query?: { year: number; clock?: string }
    answer: { clock: string; year: number; asOf: string; org: string; figures: Shape153[] }
  }
  /** The penalties made public on this instance, newest first; without sign-in */
  'GET /api/penalties': {
    query?: { cursor?: string; limit?: number }
    answer: { penalties: Shape154[]; next: string | null }
  }
  /** How long requests stood, by stage, organ and state, and what each layer costs */
  'GET /api/waiting-times': { query?: { from?: string; until?: string }; answer: Shape156 }
  /** Counterparts beside one another, requests of one route, for the same data, of the same urgency alone */
  'GET /api/waiting-times/scorecards': {
    query?: { from?: string; until?: string }
    answer: {
      definitions: { [name: string]: string }
      counterparts: { counterpart: string; name: string; lines: Shape157[] }[]
    }
  }
  /** The requests of a half-year of one’s own record, as companies publish theirs, and what each column counts */
  'GET /api/half-year': {
    query?: { period?: string }
    answer: {
      definitions: { [name: string]: string }
      org: string
      period: string
      asOf: string
      isOver: boolean
      rows: Shape158[]
    }
  }
  /** What the newest edition tells, as companies publish their half-year tables */
  'GET /api/half-year/published': {
    answer: { edition: number | null; definitions: { [name: string]: string }; rows: Shape159[] }
  }
  /** The tables of others that were read in, the newest first */
  'GET /api/public-tables': {
    query?: { cursor?: string; limit?: number }
    answer: { tables: Shape162[]; next: string | null }
  }
  /** Reads a table in that somebody publishes; its traps are told, and a person decides */
  'POST /api/public-tables': {
    body: {
      provider: string
      url: string
      fetchedOn: string
      name: string
      content: string
      period?: string
      companies?: string[]
    }
    answer: Shape165
  }
  /** One’s own figures beside those of the tables that were taken, with the difference and why they may differ */
  'GET /api/public-tables/comparison': {
    query?: { period?: string; provider?: string }
    answer: {
      side: 'asks' | 'holds'
      providers: string[]
      periods: string[]
      shown: { provider?: string; period?: string }
      figures: Shape166[]
    }
  }
  /** A table as it is read, with its traps and its figures */
  'GET /api/public-tables/{id}': { path: { id: string }; answer: Shape165 }
  /** Says what the columns of a table count, in place of the layout it was read by */
  'POST /api/public-tables/{id}/mapping': {
    path: { id: string }
    body: { mapping: Shape167; companies?: string[] }
    answer: Shape165
  }
  /** Takes a table with the traps that were told: its figures stand beside one’s own */
  'POST /api/public-tables/{id}/take': { path: { id: string }; body: Shape168; answer: Shape165 }
  /** Sets a table aside: its figures stand beside nothing */
  'POST /api/public-tables/{id}/set-aside': { path: { id: string }; body: { reason: string }; answer: Shape165 }
  /** What one’s organisation and each state and provider asked of each other, and what came of it */
  'GET /api/reciprocity': { query?: { from?: string; until?: string }; answer: Shape171 }
  /** What states asked of each other, from the newest published edition */
  'GET /api/reciprocity/published': {
    answer: {
      edition: number | null
      pairs: {
        asking: string
        asked: string
        made: { told: number; notTold: number }
        received: { told: number; notTold: number }
      }[]
    }
  }
  /** A person puts down whether reciprocity with a state holds; the figures are kept beside it */
  'POST /api/reciprocity/findings': {
    body: { withState: string; holds: boolean; reason: string; from?: string; until?: string }
    answer: {
      id: string
      state: string
      withState: string
      holds: boolean
      reason: string
      figures: Shape170
      byName: string
      at: string
    }
  }
  /** Takes in a counterpart’s signed edition, so that both sides’ numbers stand beside one another */
  'POST /api/reciprocity/editions': {
    body: { edition: { [name: string]: unknown }; note: string; key: string } & { [name: string]: unknown }
    answer: {
      id: string
      publisher: { id: string; name: string }
      number: number
      asOf: string
      byName: string
      at: string
    }
  }
  /** Both sides’ numbers, and how they stand to one another */
  'GET /api/reciprocity/editions/{id}': {
    path: { id: string }
    answer: {
      id: string
      publisher: { id: string; name: string }
      number: number
      asOf: string
      byName: string
      at: string
      figures: Shape172[]
    }
  }
  /** Dialogues with other states and providers, and what was promised in them */
  'GET /api/dialogues': {
    query?: { cursor?: string; limit?: number }
    answer: { definitions: { [name: string]: string }; dialogues: Shape175[]; next: string | null }
  }
  /** Writes down that a dialogue was held; it counts once the minutes stand */
  'POST /api/dialogues': { body: Shape176; answer: Shape178 }
  /** One dialogue, with what the figures show of each promise */
  'GET /api/dialogues/{id}': { path: { id: string }; answer: Shape178 }
  /** Adds what one side promised, in terms a figure of the record can show */
  'POST /api/dialogues/{id}/promises': { path: { id: string }; body: Shape179; answer: Shape178 }
  /** The other side signed the minutes, a person who wrote none of them confirms them, or they are taken back */
  'POST /api/dialogues/{id}/closure': {
    path: { id: string }
    body: { how: 'signed' | 'confirmed' | 'withdrawn'; says?: string }
    answer: Shape178
  }
  /** A person puts down whether a promise was kept; the figures are kept beside it */
  'POST /api/dialogues/{id}/findings': {
    path: { id: string }
    body: { promise: string; kept: boolean; reason: string }
    answer: Shape178
  }
  /** Codes of conduct of an industry, which bind nobody */
  'GET /api/industry-codes': {
    query?: { cursor?: string; limit?: number }
    answer: { codes: Shape181[]; next: string | null }
  }
  /** Puts a code down, with where its text is */
  'POST /api/industry-codes': {
    body: { name: string; publisher: string; version: string; source: string }
    answer: Shape183
  }
  /** One code, with what the record shows of each clause that can be measured */
  'GET /api/industry-codes/{id}': { path: { id: string }; answer: Shape183 }
  /** Adds a clause, tied to a figure of the record where one measures it */
  'POST /api/industry-codes/{id}/clauses': { path: { id: string }; body: Shape184; answer: Shape183 }
  /** Puts down that a provider says it keeps to a code, since when and where it says so */
  'POST /api/industry-codes/{id}/adherences': {
    path: { id: string }
    body: { provider: string; since: string; source: string }
    answer: Shape183
  }
  /** The proposals of our policy desk, each in its newest version */
  'GET /api/laboratory/proposals': {
    query?: { cursor?: string; limit?: number }
    answer: {
      proposals: { id: string; version: number; title: string; text: string; byName: string; at: string }[]
      next: string | null
    }
  }
  /** Keep a proposal, or a new version of one */
  'POST /api/laboratory/proposals': {
    body: { text: string; id?: string }
    answer: { id: string; version: number; title: string; text: string; byName: string; at: string }
  }
  /** A proposal, in its newest version */
  'GET /api/laboratory/proposals/{id}': {
    path: { id: string }
    answer: { id: string; version: number; title: string; text: string; byName: string; at: string }
  }
  /** Try a proposal on a record */
  'POST /api/laboratory/proposals/{id}/runs': {
    path: { id: string }
    body: { record: 'own' | 'pairs' | 'file'; lines?: string; on?: string }
    answer: Shape185
  }
  /** Our trials, the newest first */
  'GET /api/laboratory/runs': {
    query?: { cursor?: string; limit?: number }
    answer: { runs: Shape185[]; next: string | null }
  }
  /** A trial, and how far it is */
  'GET /api/laboratory/runs/{id}': { path: { id: string }; answer: Shape185 }
  /** Cancel a trial that still goes on */
  'POST /api/laboratory/runs/{id}/cancellation': {
    path: { id: string }
    body: Record<string, never>
    answer: undefined
  }
  /** What came of a trial: every kind of request before and after */
  'GET /api/laboratory/runs/{id}/result': { path: { id: string }; answer: Shape186 }
  /** The brief of a trial that is done, to be printed (PDF/A) */
  'GET /api/laboratory/runs/{id}/brief': { path: { id: string }; query?: { language?: string }; answer: Uint8Array }
}
