import { type CustodyEntry, readEntry } from './custody-entries.ts'
import type { Act, Item } from './item.ts'

/** A custody record in which nothing is missing, and kinds of broken ones, each with what every forum is to be warned of. */

export const day = (time: string) => `2026-11-20T${time}:00.000Z`
export const police = { org: 'org_police', orgName: 'Kenya Police Service', by: 'person_one', byName: 'Insp. Achieng' }
const asking = { org: 'org_asking', orgName: 'Public Security Bureau', by: 'person_two', byName: 'Wang Lei' }

export const item: Item = {
  id: 'item_1', org: asking.org, origin: 'request_1', name: 'gateway.img', mediaType: 'application/x-raw-disk-image', size: 4096, sha256: 'ab'.repeat(32),
  sealedSize: 5000, sealedSha256: 'cd'.repeat(32), sealedTo: [], producer: police.org, acts: [], state: 'verified', at: day('12:00'), problem: null, restricted: null,
} // biome-ignore format: a piece in a few lines
const picture = { id: 'item_9', name: 'seal.jpg', sha256: 'ef'.repeat(32) }

export const two = [
  { name: 'Insp. Achieng', role: 'investigator', qualification: 'forensic examiner', signed: true },
  { name: 'Sgt. Otieno', role: 'investigator', qualification: 'forensic examiner', signed: true },
]
const seizure = {
  kind: 'seizure', name: 'Voice gateway', serial: 'GW-4471', control: day('08:00'), place: 'Nairobi', state: 'KE', people: two, witness: 'J. Mwangi', eligible: true,
  seal: 'KE-0091', sealed: day('08:20'), photographs: [picture],
} as const // biome-ignore format: an entry in a few lines
const passing = {
  kind: 'passing', from: 'Insp. Achieng', to: 'Evidence store', at: day('08:40'), place: 'Nairobi', signed: 'both', seal: 'whole',
} as const // biome-ignore format: an entry in a few lines
const taking = {
  kind: 'taking', obtained: 'seizure', device: 'device_1', at: day('09:00'), timeSource: 'NTP, time.example', clock: '3 s slow', state: 'KE', place: 'Nairobi laboratory',
  method: 'Physical image', tool: 'imager', version: '4.2', steps: 'Attached, imaged, hashed', sum: item.sha256, computed: day('09:30'), people: two, medium: 'taken',
  mark: 'GW-4471', witness: 'J. Mwangi', eligible: true, holder: 'M. Kamau', signed: 'signed', changed: false, language: 'en',
} as const // biome-ignore format: an entry in a few lines
const stated = {
  authority: { kind: 'authority', instrument: 'Search warrant', number: '17/2026', issuer: 'Magistrate in Nairobi', issued: '2026-11-19', basis: 'Criminal Procedure Code' },
  transmission: { kind: 'transmission', number: 'MLA 4/26', from: 'Ministry of Justice', to: 'Attorney General', sent: '2026-11-01', received: '2026-11-21', basis: 'reciprocity' },
  attribution: { kind: 'attribution', says: 'The gateway was registered to him' },
  limits: { kind: 'limits', purpose: 'The fraud case alone', kept: true },
  translation: { kind: 'translation', language: 'zh', by: 'Li Na', at: '2026-11-21' },
  secrecy: { kind: 'secrecy', says: 'Nothing privileged was found' },
  notice: { kind: 'notice', to: 'Defence', at: '2026-11-21' },
} as const // biome-ignore format: a table

/** By a name: an entry as it comes from outside, or another act. */
export type Told = Record<string, object>
const told = (at: string, what: Act['what'], who: typeof police, more: Partial<Act> = {}): Partial<Act> => ({
  at,
  what,
  ...who,
  ...more,
})
/** Every act of a record in which nothing is missing, by a name. */
export const whole: Told = {
  seizure, passing, taking, ...stated,
  sealed: told(day('09:40'), 'sealed', police, { sha256: item.sha256 }),
  handed: told(day('11:00'), 'handed-over', police, { sealedSha256: item.sealedSha256 }),
  received: told(day('11:05'), 'received', asking, { sealedSha256: item.sealedSha256 }),
  verified: told(day('11:10'), 'verified', asking, { sha256: item.sha256 }),
} // biome-ignore format: a table

const whats: Partial<Record<CustodyEntry['kind'], Act['what']>> = {
  taking: 'taken',
  seizure: 'seized',
  passing: 'passed',
  check: 'checked',
}
const timeOf = (entry: CustodyEntry) =>
  'control' in entry ? entry.control : 'at' in entry && /T/.test(entry.at ?? '') ? entry.at : undefined
export function actOf(one: object): Act {
  if (!('kind' in one)) return one as Act
  const entry = readEntry(one)
  return {
    at: timeOf(entry) ?? day('11:30'),
    what: whats[entry.kind] ?? 'stated',
    ...police,
    entry,
    recorded: day('11:30'),
  }
}

const without = (...names: string[]): Told =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)))
/** The whole record with one entry told otherwise; what is undefined is left out of it. */
export function changed(name: string, change: Record<string, unknown>): Told {
  const told = Object.entries({ ...whole[name], ...change }).filter(([, value]) => value !== undefined)
  return { ...whole, [name]: Object.fromEntries(told) }
}
export const plus = (more: Told): Told => ({ ...whole, ...more })
export const nobody = { CN: [], US: [], EU: [], GB: [] }
/** The same everywhere but for what it comes to. */
const all = (id: string, status: string, [cn, us, eu, gb]: readonly (string | undefined)[]) =>
  Object.fromEntries(
    Object.entries({ CN: cn, US: us, EU: eu, GB: gb }).map(([forum, effect]) => [
      forum,
      effect ? [`${id} ${status} ${effect}`] : [],
    ]),
  )

const weight = ['weight', 'weight', 'weight', 'weight'] as const
const curableInChina = ['curable', 'weight', 'weight', 'weight'] as const
export const examined = {
  kind: 'examination', examiner: 'Dr. Chen', qualification: 'Licence 11', question: 'Was it changed?', method: 'Comparison', result: 'No', baseline: day('08:00'),
  writeBlocker: 'WB-1', before: item.sha256, after: item.sha256,
} as const // biome-ignore format: an entry in a few lines
export const provider = (more: Told = {}): Told => ({
  ...without('seizure', 'passing'),
  taking: { ...taking, obtained: 'provider', device: undefined, medium: 'left', why: 'Shared servers', location: 'Dublin', witness: undefined, eligible: undefined, mark: undefined },
  ...more,
}) // biome-ignore format: one thing
export const certified = {
  kind: 'certificate',
  certifies: ['records', 'process'],
  by: 'R. Byrne',
  number: 'EPOC 12',
  electronic: true,
  penalty: true,
} as const

/** A kind of broken record, and exactly what each forum is to be warned of. */
export const broken: [string, Told, Record<string, string[]>, Item?][] = [
  ['the act by which it was taken is not on record', without('authority'), all('ADM-01', 'unknown', weight)],
  ['nobody says how it came over the border', without('transmission'), all('ADM-02', 'unknown', ['weight', 'weight', 'weight'])],
  ['nobody says from whom it comes', changed('taking', { holder: undefined }), all('ADM-03', 'unknown', ['bar', 'curable', 'weight', 'weight'])],
  ['one officer alone took it', changed('taking', { people: two.slice(0, 1) }), all('ADM-04', 'missing', ['curable'])],
  ['an officer did not sign', changed('taking', { people: two.map((one, i) => ({ ...one, signed: i === 0 })) }), all('ADM-04', 'missing', ['curable'])],
  ['nobody says what qualifies the officers', changed('taking', { people: two.map(({ qualification: _, ...one }) => one) }), all('ADM-04', 'unknown', [undefined, 'weight', 'weight', 'weight'])],
  ['nobody says where the time was read from', changed('taking', { timeSource: undefined }), all('ADM-05', 'unknown', weight)],
  ['nobody says how far the clock was off', changed('taking', { clock: undefined }), all('ADM-05', 'unknown', weight)],
  ['the tool has no version', changed('taking', { version: undefined }), all('ADM-06', 'unknown', weight)],
  ['the medium was left, and nobody says where', changed('taking', { medium: 'left', why: 'Too large' }), all('ADM-07', 'unknown', weight)],
  ['the device was never sealed', changed('seizure', { seal: undefined, sealed: undefined }), { ...all('ADM-08', 'missing', curableInChina), ...gapToo('ADM-08 missing') }],
  ['no photograph shows the seal', changed('seizure', { photographs: undefined }), all('ADM-08', 'unknown', curableInChina)],
  ['the seal was broken and nobody says why', changed('passing', { seal: 'broken' }), all('ADM-08', 'missing', curableInChina)],
  ['the sum of the tool is not that of the piece', changed('taking', { sum: '00'.repeat(32) }), all('ADM-09', 'missing', ['bar', 'curable', 'weight', 'weight'])],
  ['it was not compared after it was handed over', without('verified'), all('ADM-09', 'missing', ['bar', 'curable', 'weight', 'weight'])],
  ['nobody knows what kind of file it is', whole, all('ADM-10', 'missing', curableInChina), { ...item, mediaType: 'application/octet-stream' }],
  ['no witness was there, and no video shows it', changed('taking', { witness: undefined, noWitness: 'Nobody near', steps: 'Imaged' }), all('ADM-11', 'missing', ['weight'])],
  ['the witness may not be one', changed('taking', { eligible: false }), all('ADM-11', 'missing', ['weight'])],
  ['nobody else could repeat the steps', changed('taking', { steps: undefined }), { CN: ['ADM-06 unknown weight'], US: ['ADM-06 unknown weight'], EU: ['ADM-06 unknown weight'], GB: ['ADM-06 unknown weight', 'ADM-11 unknown weight'] }],
  ['whoever held it did not sign', changed('taking', { signed: 'unsigned' }), all('ADM-12', 'missing', ['curable'])],
  ['whoever held it refused, and nobody says why', changed('taking', { signed: 'refused' }), all('ADM-12', 'missing', ['curable'])],
  ['the provider certified nothing', provider(), { CN: ['ADM-13 unknown weight'], US: ['ADM-12 unknown curable', 'ADM-13 unknown curable'], EU: ['ADM-13 unknown weight'], GB: [] }],
  ['the certificate bears no electronic seal', provider({ certificate: { ...certified, electronic: undefined } }), all('ADM-13', 'unknown', ['weight'])],
  ['it was handed on and one did not sign', changed('passing', { signed: 'one' }), all('ADM-14', 'missing', weight)],
  ['it came and nobody says who gave it', without('handed'), all('ADM-14', 'missing', weight)],
  ['nobody looked at the seal when it was handed on', changed('passing', { seal: undefined }), all('ADM-14', 'missing', weight)],
  ['eleven hours passed before it was sealed', changed('seizure', { control: '2026-11-19T21:20:00.000Z' }), all('ADM-15', 'missing', curableInChina)],
  ['it was frozen, and nobody says who had access since', plus({ freezing: { kind: 'freezing', number: 'F 1', account: 'a@example', method: 'Locked', from: day('01:00'), until: day('08:00') } }), all('ADM-16', 'unknown', weight)],
  ['it was read over the net, and nobody says with which right', { ...without('seizure', 'passing'), taking: { ...taking, obtained: 'online', device: undefined, isPublic: 'not-public', screen: true } }, { ...all('ADM-17', 'unknown', weight), ...onlineToo() }],
  ['something was changed, and nobody says why', changed('taking', { changed: true }), all('ADM-18', 'missing', ['bar', 'weight', 'weight', 'weight'])],
  ['a change touches what it shows', plus({ change: { kind: 'change', what: 'Rows deleted', by: 'Sgt. Otieno', why: 'By mistake', truth: false } }), all('ADM-18', 'missing', ['bar', 'weight', 'weight', 'weight'])],
  ['it was examined, and the copy is another after that', plus({ examination: { ...examined, after: '11'.repeat(32) } }), all('ADM-19', 'missing', weight)],
  ['the report starts only after first control', plus({ examination: { ...examined, baseline: day('08:01') } }), all('ADM-20', 'missing', weight)],
  ['nothing links it to a person', without('attribution'), all('ADM-21', 'unknown', ['weight', 'weight', 'weight'])],
  ['nobody says for what it may be used', without('limits'), all('ADM-22', 'unknown', ['bar', 'curable', 'curable'])],
  ['it is used beyond its limits', changed('limits', { kept: false }), all('ADM-22', 'missing', ['bar', 'curable', 'curable'])],
  ['a party brings it from abroad without an apostille', changed('taking', { obtained: 'party' }), all('ADM-23', 'unknown', ['curable', 'curable', 'weight'])],
  ['it is in another language than that of the court', without('translation'), all('ADM-24', 'unknown', ['curable', undefined, 'curable'])],
  ['nobody looked for secrets', without('secrecy'), all('ADM-25', 'unknown', ['weight', 'weight', 'weight'])],
  ['the other side was not told', without('notice'), all('ADM-26', 'unknown', [undefined, 'curable', 'weight'])],
] // biome-ignore format: a table

/** Nothing was sealed before the tool computed its sum, an hour and a half after first control: that is told as well. */
function gapToo(first: string): Record<string, string[]> {
  const effects = { CN: 'curable', US: 'weight', EU: 'weight', GB: 'weight' }
  return Object.fromEntries(
    Object.entries(effects).map(([forum, effect]) => [forum, [`${first} ${effect}`, `ADM-15 missing ${effect}`]]),
  )
}

/** The medium is said to be taken and no device is on record: its seal is a question. */
function onlineToo(): Record<string, string[]> {
  const effects = { CN: 'curable', US: 'weight', EU: 'weight', GB: 'weight' }
  return Object.fromEntries(
    Object.entries(effects).map(([forum, effect]) => [forum, [`ADM-08 unknown ${effect}`, 'ADM-17 unknown weight']]),
  )
}
