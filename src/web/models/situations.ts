import { type Facts, parseFacts } from '../../law/index.ts'

/** What every situation shares: a serious offence of the asking state, no privilege, no special class of data. */
const common = {
  asking: { state: 'DE', authority: 'prosecutor', validatedBy: 'judge' },
  proceeding: 'criminal',
  offence: {
    maxPenaltyMonths: 60, byInformationSystem: true, committedIn: ['DE'], listed: [],
    dualCriminality: true, deathPenaltyPossible: false, political: false,
  },
  person: { nationality: ['DE'], residence: 'DE', location: 'DE', privileged: 'none' },
  measure: 'produce',
  urgency: 'ordinary',
  history: { mlaTried: false },
} // biome-ignore format: facts in a few lines

const item = { id: 'd1', stored: true, class: 'general', personal: true, persons: 1, encrypted: false }
const provider = { kind: 'provider', role: 'controller', ciio: false, correspondentAccountIn: [] }
const everywhere = ['CN', 'US', 'DE']

/** Constellations worth knowing, in the order they are offered; texts name them by their key. */
const situations = {
  /** The provider is at home, the data are not: what the quarrel about Microsoft's server in Ireland was about. */
  'data-elsewhere': {
    ...common,
    holder: {
      ...provider, seat: 'US', establishments: ['US', 'IE'], service: 'electronic-communications', offersServicesIn: everywhere,
      addressees: [{ state: 'IE', as: 'designated-establishment' }],
    },
    data: [{ ...item, category: 'content', storedIn: ['IE'] }],
  },
  'platform-in-china': {
    ...common,
    holder: {
      ...provider, seat: 'CN', establishments: ['CN'], service: 'communication-platform', offersServicesIn: everywhere,
      addressees: [{ state: 'IE', as: 'legal-representative' }],
    },
    data: [{ ...item, category: 'subscriber', storedIn: ['CN'] }],
  },
  'no-tie': {
    ...common,
    holder: {
      ...provider, seat: 'SG', establishments: ['SG'], service: 'storage-platform', offersServicesIn: ['SG'], addressees: [],
    },
    data: [{ ...item, category: 'content', storedIn: ['SG'] }],
  },
  bank: {
    ...common,
    holder: {
      kind: 'bank', role: 'controller', ciio: false, seat: 'CN', establishments: ['CN'], service: 'financial', offersServicesIn: ['CN'],
      addressees: [], correspondentAccountIn: ['US', 'DE'],
    },
    data: [{ ...item, category: 'transaction-record', storedIn: ['CN'] }],
  },
  emergency: {
    ...common,
    urgency: 'emergency',
    emergency: { threat: 'life' },
    holder: {
      ...provider, seat: 'US', establishments: ['US', 'IE'], service: 'electronic-communications', offersServicesIn: everywhere,
      addressees: [{ state: 'IE', as: 'designated-establishment' }],
    },
    data: [{ ...item, category: 'subscriber', storedIn: ['US'] }],
  },
  'nowhere-fixed': {
    ...common,
    holder: {
      ...provider, seat: 'IE', establishments: ['IE'], service: 'storage-platform', offersServicesIn: everywhere,
      addressees: [{ state: 'IE', as: 'designated-establishment' }],
    },
    data: [{ ...item, category: 'content', storedIn: [] }],
  },
} // biome-ignore format: facts in a few lines
export type SituationName = keyof typeof situations

export const situationNames = Object.keys(situations) as SituationName[]

export const situation = (name: SituationName): Facts => parseFacts(situations[name])
