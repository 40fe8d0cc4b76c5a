import { parseInstant } from '../base/time.ts'
import type { CustodyFacts } from '../law/index.ts'
import { type CustodyRecord, takingsIn } from './custody.ts'
import type { CustodyEntry, Seizure, Taking } from './custody-entries.ts'

/** What the matter around a piece says: of the court it goes to, and of the request it answers. */
export interface Around {
  /** The state whose court is to judge on it, and the languages that court reads. */
  readonly court?: string | undefined
  readonly languages?: readonly string[] | undefined
  readonly authority?: CustodyFacts['authority']
  readonly chain?: CustodyFacts['chain']
  /** It was kept from change before it was given out. */
  readonly frozen?: boolean | undefined
}

type Kind = CustodyEntry['kind']
type Entry<K extends Kind> = Extract<CustodyEntry, { kind: K }>

/** What the record of a piece shows, in the words of the law. What it does not say is left out. */
export function custodyFacts(
  record: CustodyRecord,
  { court, languages, authority, chain, frozen }: Around,
): CustodyFacts {
  const { item, lines } = record
  const entries = lines.flatMap(({ entry }) => entry ?? [])
  const of = <K extends Kind>(kind: K) => entries.filter((entry): entry is Entry<K> => entry.kind === kind)
  const taking = together(takingsIn(lines))
  const [seizure] = of('seizure')
  const people = peopleOf(taking.people ?? seizure?.people)
  return {
    court: { state: court },
    obtained: taking.obtained ?? (seizure ? 'seizure' : undefined),
    taken: { in: taking.state ?? seizure?.state },
    authority: of('authority').length > 0 ? authorityOf(of('authority')) : authority,
    chain: of('transmission').length > 0 ? chainOf(of('transmission')) : chain,
    source: sourceOf(of('source'), taking, people.count),
    persons: people,
    time: { taken: isSaid(taking.at), source: isSaid(taking.timeSource), offset: isSaid(taking.clock) },
    method: {
      place: isSaid(taking.place),
      named: isSaid(taking.method),
      tool: isSaid(taking.tool) && isSaid(taking.version),
      steps: isSaid(taking.steps) ?? isSaid(taking.log),
    },
    medium: mediumOf(taking, seizure),
    seal: sealOf(seizure, of('passing'), of('check')),
    integrity: integrityOf(record, taking),
    list: {
      named: item.name !== '',
      format: isSaid(taking.format) ?? item.mediaType !== 'application/octet-stream',
      size: true,
    },
    witness: witnessOf(taking, seizure),
    holder: taking.signed && {
      signed: taking.signed === 'signed',
      refused: taking.signed === 'refused' && isSaid(taking.refusal) === true,
    },
    certificate: certificateOf(of('certificate')),
    handovers: handoversOf(record),
    gap: { hours: gapOf(record)?.hours },
    freezing: freezingOf(of('freezing'), frozen),
    online: {
      stated: isSaid(taking.isPublic) && isSaid(taking.state),
      right: taking.isPublic === 'public' ? true : isSaid(taking.right),
      recorded: taking.screen,
    },
    changes: changesOf(of('change'), taking.changed),
    ...examinationOf(of('examination'), controlIn(record)),
    account: { linked: of('attribution').length > 0 || undefined },
    limits: { stated: of('limits').length > 0 || undefined, kept: of('limits').at(-1)?.kept },
    formality: { done: of('formality').length > 0 || undefined },
    language: languageOf(of('translation'), taking.language, languages),
    secrecy: { handled: of('secrecy').length > 0 || undefined },
    notice: { served: of('notice').length > 0 || undefined },
  }
}

/** The items of the checklist whose faults somebody explained on record. */
export const explainedIn = ({ lines }: CustodyRecord): string[] =>
  lines.flatMap(({ entry }) => (entry?.kind === 'explanation' ? entry.checks : []))

/** From first control to the first seal or integrity value. */
export interface Gap {
  readonly from: string
  readonly to: string
  readonly seconds: number
  readonly hours: number
}

/** How long a piece, or the device it was on, was held unsealed and unhashed; undefined where the record does not say since when it was held. */
export function gapOf(record: CustodyRecord): Gap | undefined {
  const from = controlIn(record)
  if (from === undefined) return undefined
  const secured = record.lines.flatMap(({ what, at, entry }) => {
    if (entry?.kind === 'seizure') return entry.seal !== undefined && entry.sealed !== undefined ? [entry.sealed] : []
    if (entry?.kind === 'taking') return entry.sum !== undefined && entry.computed !== undefined ? [entry.computed] : []
    return what === 'sealed' ? [at] : []
  })
  const to = earliest(secured)
  if (to === undefined) return undefined
  const seconds = Math.max(0, parseInstant(from).until(parseInstant(to)).total('seconds'))
  return { from, to, seconds, hours: seconds / 3600 }
}

/** The first moment at which anybody is recorded to have had it. */
const controlIn = ({ lines }: CustodyRecord): string | undefined =>
  earliest(
    lines.flatMap(({ entry }) => {
      if (entry?.kind === 'seizure') return [entry.control]
      return entry?.kind === 'taking' ? [entry.control ?? entry.at ?? []].flat() : []
    }),
  )

const earliest = (instants: readonly string[]): string | undefined =>
  instants.toSorted((a, b) => parseInstant(a).epochMilliseconds - parseInstant(b).epochMilliseconds)[0]

/** True where it is said, and unknown where it is not: what a record leaves blank may still be so. */
const isSaid = (text: string | undefined): true | undefined => (text === undefined ? undefined : true)

/** Several tellings as one: a later one supplies what the earlier ones left out. Whoever signs later has signed. */
function together(takings: readonly Taking[]): Taking {
  const all: Record<string, unknown> = { kind: 'taking' }
  for (const taking of takings)
    for (const [name, value] of Object.entries(taking)) {
      const before = all[name]
      if (before === undefined || (name === 'signed' && before === 'unsigned')) all[name] = value
      else if (name === 'people') all[name] = merged(before as People, value as People)
    }
  return all as unknown as Taking
}

type People = NonNullable<Taking['people']>

function merged(before: People, later: People): People {
  const names = new Set(before.map(({ name }) => name))
  const supplied = before.map((person) => {
    const again = later.find(({ name }) => name === person.name)
    return again ? { ...again, ...person, signed: person.signed || again.signed } : person
  })
  return [...supplied, ...later.filter(({ name }) => !names.has(name))]
}

function peopleOf(people: People | undefined) {
  if (!people || people.length === 0) return { count: undefined, qualified: undefined, signed: undefined }
  return {
    count: people.length,
    qualified: people.every(({ qualification }) => qualification !== undefined && qualification !== '') || undefined,
    signed: people.every(({ signed }) => signed),
  }
}

const authorityOf = ([first]: readonly Entry<'authority'>[]): CustodyFacts['authority'] => ({
  instrument: true,
  issued: isSaid(first?.issuer) && isSaid(first?.issued),
  basis: isSaid(first?.basis),
})

const chainOf = (sent: readonly Entry<'transmission'>[]): CustodyFacts['chain'] => ({
  request: true,
  sent: isSaid(sent.find((one) => one.sent)?.sent),
  received: isSaid(sent.find((one) => one.received)?.received),
  basis: isSaid(sent.find((one) => one.basis)?.basis),
})

/** A statement of the source, or what the taking already says of it: nobody types it twice. */
function sourceOf(
  stated: readonly Entry<'source'>[],
  taking: Taking,
  count: number | undefined,
): CustodyFacts['source'] {
  const any = (...texts: (string | undefined)[]) => texts.some((text) => text !== undefined) || undefined
  return {
    holder: any(taking.holder, ...stated.map(({ holder }) => holder)),
    extractor: count !== undefined || any(...stated.map(({ extractor }) => extractor)),
    time: any(taking.at, ...stated.map(({ at }) => at)),
    place: any(taking.place, ...stated.map(({ place }) => place)),
  }
}

function mediumOf(taking: Taking, seizure: Seizure | undefined): CustodyFacts['medium'] {
  const taken = taking.medium ? taking.medium === 'taken' : seizure ? true : undefined
  return {
    taken,
    identified: isSaid(taking.mark ?? seizure?.serial),
    reason: isSaid(taking.why),
    location: isSaid(taking.location),
  }
}

function sealOf(
  seizure: Seizure | undefined,
  passings: readonly Entry<'passing'>[],
  checks: readonly Entry<'check'>[],
): CustodyFacts['seal'] {
  if (!seizure) return undefined
  const looked = [...passings, ...checks].filter(({ seal }) => seal !== undefined)
  const isSealed = seizure.seal !== undefined || looked.some(({ anew }) => anew !== undefined)
  const pictures = [seizure, ...passings, ...checks].some(({ photographs = [] }) => photographs.length > 0)
  return {
    numbered: isSealed,
    photographed: pictures || undefined,
    intact: looked.every(({ seal, why, anew }) => seal === 'whole' || (why !== undefined && anew !== undefined)),
  }
}

function integrityOf({ item, lines }: CustodyRecord, { sum }: Taking): CustodyFacts['integrity'] {
  const compared = lines.filter(({ what }) => what === 'verified' || what === 'refused')
  const differs =
    (sum !== undefined && sum !== item.sha256) ||
    compared.at(-1)?.what === 'refused' ||
    lines.some(({ sha256, what }) => sha256 !== undefined && sha256 !== item.sha256 && what !== 'refused')
  const wasHanded = lines.some(({ what }) => what === 'received')
  return {
    value: item.sha256 !== '',
    computed: lines.some(({ what }) => what === 'sealed') || isSaid(sum),
    rechecked: !wasHanded || compared.length > 0,
    matches: !differs,
  }
}

function witnessOf(taking: Taking, seizure: Seizure | undefined): CustodyFacts['witness'] {
  // Who was there when the device was seized need not have been there when it was read.
  const { witness, noWitness: none } =
    taking.witness !== undefined || taking.noWitness !== undefined || !seizure ? taking : seizure
  const video = (taking.video ?? seizure?.video ?? []).length > 0
  if (witness === undefined && none === undefined) return { video: video || undefined }
  return {
    present: witness !== undefined,
    eligible: taking.eligible ?? seizure?.eligible,
    reason: isSaid(none),
    video,
  }
}

function certificateOf(given: readonly Entry<'certificate'>[]): CustodyFacts['certificate'] {
  if (given.length === 0) return undefined
  return {
    given: true,
    process: given.some(({ certifies }) => certifies.some((what) => what !== 'records')),
    number: isSaid(given.find(({ number }) => number)?.number),
    sealed: given.some(({ electronic }) => electronic) || undefined,
  }
}

/** Hands between organisations stand in both logs; those of a device are told by whoever had it. */
function handoversOf({ item, lines }: CustodyRecord): CustodyFacts['handovers'] {
  const passings = lines.flatMap(({ entry }) => (entry?.kind === 'passing' ? [entry] : []))
  const received = lines.filter(({ what }) => what === 'received').length
  const given = lines.filter(({ what, org }) => what === 'handed-over' && org !== item.org).length
  return {
    incomplete:
      passings.filter(({ place, signed }) => place === undefined || signed !== 'both').length +
      Math.max(0, received - given),
    unchecked: passings.filter(({ seal }) => seal === undefined).length,
  }
}

function freezingOf(entries: readonly Entry<'freezing'>[], frozen: boolean | undefined): CustodyFacts['freezing'] {
  const [first] = entries
  if (!first) return { done: frozen ?? false }
  return {
    done: true,
    notice: isSaid(first.account),
    method: isSaid(first.method),
    period: isSaid(first.from) && isSaid(first.until),
    access: isSaid(first.access),
  }
}

function changesOf(changes: readonly Entry<'change'>[], changed: boolean | undefined): CustodyFacts['changes'] {
  if (changes.length === 0) return { made: changed, explained: changed === true ? false : undefined }
  return {
    made: true,
    explained: changes.every(({ by, why }) => by !== undefined && why !== undefined),
    truth: changes.some(({ truth }) => truth === false) ? false : changes.every(({ truth }) => truth) || undefined,
  }
}

function examinationOf(
  entries: readonly Entry<'examination'>[],
  control: string | undefined,
): Pick<CustodyFacts, 'examination' | 'report'> {
  const last = entries.at(-1)
  if (!last) return { examination: { done: false }, report: { baseline: false } }
  const { baseline, before, after } = last
  return {
    examination: {
      done: true,
      blocked: isSaid(last.writeBlocker),
      matches: before !== undefined && after !== undefined ? before === after : undefined,
      examiner: isSaid(last.qualification),
    },
    report: {
      baseline:
        baseline === undefined || control === undefined
          ? undefined
          : parseInstant(baseline).epochMilliseconds <= parseInstant(control).epochMilliseconds,
      method: isSaid(last.question) && isSaid(last.method) && isSaid(last.result),
    },
  }
}

function languageOf(
  translations: readonly Entry<'translation'>[],
  language: string | undefined,
  languages: readonly string[] | undefined,
): CustodyFacts['language'] {
  const written = language?.toLowerCase()
  const [first] = translations
  return {
    foreign: written === undefined ? undefined : written === 'none' ? false : languages && !languages.includes(written),
    translated: first ? true : undefined,
    translator: isSaid(first?.by) && isSaid(first?.at),
  }
}
