import type { Answers } from './controls.ts'

/** What is known of a case in which somebody took over a server: told to any authority that asks for it. */
const attack: Answers = {
  proceeding: 'criminal',
  'offence.description': 'Taking over the mail server of a hospital and demanding a ransom',
  'offence.maxPenaltyMonths': '60',
  'offence.byInformationSystem': 'true',
  'offence.listed': 'attack-on-information-systems',
  'offence.dualCriminality': 'true',
  'offence.political': 'false',
  'offence.deathPenaltyPossible': 'false',
  'person.privileged': 'none',
  'holder.kind': 'provider',
  'holder.service': 'electronic-communications',
  'holder.role': 'controller',
  'data.stored': 'true',
  'data.personal': 'true',
  'data.class': 'general',
  measure: 'produce',
  urgency: 'ordinary',
  'history.mlaTried': 'false',
}

interface Case {
  readonly from: string
  readonly holder: string
  /** Where the holder sits and keeps the data. */
  readonly at: string
  readonly category: string | readonly string[]
  readonly more?: Answers
}

/** The facts of the case for one asking state, one holder and these kinds of data. */
export const caseOf = ({ from, holder, at, category, more = {} }: Case): Answers => ({
  ...attack,
  'offence.committedIn': from,
  'person.residence': from,
  'person.nationality': from,
  'person.location': from,
  'holder.name': holder,
  'holder.seat': at,
  'holder.establishments': at,
  'holder.addressees': at,
  'holder.offersServicesIn': [from, at],
  'data.storedIn': at,
  category,
  ...more,
})
