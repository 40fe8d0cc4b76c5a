import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { DomainError } from '../base/errors.ts'
import { type Answer, type Instance, type Person, signIn } from './client.ts'

/** Where the two sides of the story are; the same instance may be both. */
export interface Stage {
  readonly asking: Instance
  readonly answering: Instance
  /** Files that the provider produces. */
  readonly evidence: string
  /** Whether the questions are answered one by one, as a person does, or all that is known is said at once. */
  readonly interview: boolean
  /** Told of each step as it is done: what, and details below it. */
  readonly tell: (what: string, ...details: string[]) => void
}

/** How far a matter is taken. */
const turns = ['analysed', 'submitted', 'sent', 'produced', 'opened'] as const
export type Turn = (typeof turns)[number]

export interface Case {
  readonly title: string
  readonly fileNumber: string
  readonly account: string
  /** Where the person whose data are sought lives. */
  readonly residence: string
}

/** What the prosecutor can say when she is asked; what she is not asked she need not know. */
const known = (residence: string): Record<string, unknown> => ({
  'asking.authority': 'prosecutor',
  proceeding: 'criminal',
  'offence.maxPenaltyMonths': 60,
  'offence.byInformationSystem': true,
  'offence.committedIn': ['DE'],
  'offence.listed': ['attack-on-information-systems'],
  'offence.dualCriminality': true,
  'offence.political': false,
  'offence.deathPenaltyPossible': false,
  'person.residence': residence,
  'person.privileged': 'none',
  'person.nationality': [residence],
  'person.location': residence,
  'holder.kind': 'provider',
  'holder.name': 'Alpenpost Mail Ltd',
  'holder.seat': 'IE',
  'holder.establishments': ['IE'],
  'holder.addressees': [{ state: 'IE', as: 'designated-establishment' }],
  'holder.offersServicesIn': ['DE', 'AT', 'IE'],
  'holder.service': 'electronic-communications',
  'holder.role': 'controller',
  'data.stored': true,
  'data.storedIn': ['IE'],
  'data.personal': true,
  'data.class': 'general',
  measure: 'produce',
  urgency: 'ordinary',
  'history.mlaTried': false,
})

/** How the invented offices are reached; streets are real, numbers and addresses are not theirs. */
const contacts = {
  provider: {
    address: '8 Harbour Row, Dublin 2, D02 X000',
    email: 'orders@alpenpost.example',
    phone: '+353 1 555 0100',
  },
  court: {
    address: 'Nymphenburger Straße 0, 80335 München',
    email: 'ermittlungsgericht@ag-muenchen.example',
    phone: '+49 89 5597 01',
  },
  central: {
    address: '51 Quay Street, Dublin 1, D01 X000',
    email: 'evidence@enforcing.example',
    phone: '+353 1 555 0199',
  },
}

const ROUTE = 'eu/2023-1543/routes/production-order'

/**
 * The public prosecutor in Munich and the mail provider in Ireland, played over the API from the first fact up to a turn.
 * Answers the ids by which the request is known on the asking side.
 */
export async function playStory(stage: Stage, { title, fileNumber, account, residence }: Case, until: Turn = 'opened') {
  const { asking, answering, tell } = stage
  const reached = (turn: Turn) => turns.indexOf(until) >= turns.indexOf(turn)
  const author = await signIn(asking, 'Dr. Anna Huber')

  const facts = {
    asking: { state: 'DE' },
    offence: { description: 'Attack on the information systems of a public body (sections 202a, 303b Criminal Code)' },
    data: [
      { id: 'subscriber', category: 'subscriber' },
      { id: 'mailbox', category: 'content' },
    ],
  }
  const matter = await author.post('/api/matters', { title, fileNumber, facts })
  tell(`${author.name} opens the matter ${fileNumber}: ${title}`)
  const knows = known(residence)
  const analysis = stage.interview
    ? await interview(stage, author, matter.id, knows)
    : (await author.put(`/api/matters/${matter.id}/facts`, told(facts, knows))).analysis
  for (const { data, status, best } of analysis.items) tell(`Analysis: ${data} is ${status}`, best ?? '')
  const closed = analysis.routes.find(({ instrument }: Answer) => instrument === 'eu/2014-41')
  if (closed) tell(`${closed.title} is ${closed.status}`, `${closed.because[0].says} [${closed.because[0].cite}]`)
  if (!reached('submitted')) return { matter: matter.id as string, request: undefined }

  const { counterparts } = await author.get('/api/counterparts')
  const party = (seat: keyof typeof contacts, state: string, more = {}) => {
    const found = counterparts.find((one: Answer) => one.seats.includes(seat) && one.state === state)
    return { org: found?.org, seat, ...contacts[seat], ...more }
  }
  const parties = [
    party('provider', 'IE', { as: 'designated-establishment' }),
    party('court', 'DE'),
    party('central', 'IE'),
  ]
  const { id } = await author.post(`/api/matters/${matter.id}/requests`, { rule: ROUTE, to: 'IE', parties })
  const form = await author.put(`/api/requests/${id}/form`, { boxes: boxesFor(account) })
  tell(
    'She drafts the order; the form fills itself from what is known',
    `${form.missing.length} boxes wait for the court`,
  )
  await mustRefuse(author.post(`/api/requests/${id}/submission`), 'It cannot be handed in without saying why', tell)
  await author.post(`/api/requests/${id}/statement`, statementFor(account))
  tell('She states the purpose, the time, and for each item why it is needed and what speaks against it')
  await mustRefuse(author.post(`/api/requests/${id}/departure`), 'It cannot be sent yet', tell)
  await author.post(`/api/requests/${id}/submission`)
  tell('She hands it in for validation', 'content data: a judge must validate (Art 4(2)(b))')
  if (!reached('sent')) return { matter: matter.id as string, request: id as string }

  const judge = await signIn(asking, 'Claudia Stern')
  const task = await arrived(asking, judge, id)
  await mustRefuse(
    author.post(`/api/requests/${id}/approvals`, { post: 'x', fileNumber: 'x' }),
    'The author cannot validate her own order',
    tell,
  )
  await judge.post(`/api/requests/${task}/approvals`, {
    post: 'Richterin am Amtsgericht',
    fileNumber: 'ER II Gs 123/26',
  })
  await statusOf(asking, author, id, 'ready-to-send')
  tell(`${judge.name} validates; her decision comes back as a signed message`)
  await author.post(`/api/requests/${id}/departure`)
  tell('Sent: the order to the provider, the notification with the grounds of necessity to the enforcing authority')

  const provider = await signIn(answering, 'Niamh Byrne')
  const central = await signIn(answering, 'Séamus Doyle')
  const order = await arrived(answering, provider, id)
  const notification = await arrived(answering, central, id)
  for (const person of [provider, central])
    tell(`${person.name} has it`, ...(await clocksOf(person, person === provider ? order : notification)))
  if (!reached('produced')) return { matter: matter.id as string, request: id as string }

  await provider.post(`/api/requests/${order}/sender-checks`, {
    checks: [
      { check: 'signature', holds: true },
      { check: 'validation', holds: true },
    ],
  })
  await provider.post(`/api/requests/${order}/preservations`)
  tell(`${provider.name} has verified the sender and preserves the data`)
  const taken = await takeIn(stage, provider, order)
  const evidence = taken.map(({ id }) => id)
  await keepDevice(stage, provider, order, taken)
  await mustRefuse(
    provider.post(`/api/requests/${order}/productions`, { evidence, complete: true }),
    'Nothing leaves while the notification suspends it',
    tell,
  )
  await central.post(`/api/requests/${notification}/clearances`, { note: 'No ground under Article 12' })
  await released(answering, provider, order)
  tell(`${central.name} clears the order`)
  await provider.post(`/api/requests/${order}/productions`, { evidence, complete: true })
  await statusOf(asking, author, id, 'answered')
  tell('The provider hands the evidence over, sealed to the requesting authority')
  if (!reached('opened')) return { matter: matter.id as string, request: id as string }

  for (const item of await allReceived(asking, author, id, evidence.length)) {
    const { ok, says } = await author.post(`/api/evidence/${item.id}/verifications`)
    if (!ok) throw new DomainError('conflict', 'evidence_differs', `${item.name}: ${says}`)
    await drained(await author.download(`/api/evidence/${item.id}/openings`, { purpose: 'First sight' }))
    const { longestGap } = await author.get(`/api/evidence/${item.id}/custody`)
    tell(
      `${item.name} received, verified and opened`,
      `SHA-256 ${item.sha256}`,
      `longest time without an act: ${longestGap} s`,
    )
  }
  await author.post(`/api/requests/${id}/closures`, { step: 'receive' })
  return { matter: matter.id as string, request: id as string }
}

/** Answers the questions that still decide something, the weightiest first, until none is left that she can answer. */
async function interview(
  { tell }: Stage,
  author: Person,
  matter: string,
  answers: Record<string, unknown>,
): Promise<Answer> {
  const asked = new Set<string>()
  for (;;) {
    const { analysis } = await author.get(`/api/matters/${matter}`)
    const question = analysis.questions.find(({ fact }: Answer) => Object.hasOwn(answers, fact) && !asked.has(fact))
    if (!question) return analysis
    asked.add(question.fact)
    await author.put(`/api/matters/${matter}/facts/${question.fact}`, { value: answers[question.fact] })
    tell(
      `Asked: ${question.text}`,
      `${JSON.stringify(answers[question.fact])} — decides ${question.decides.length} routes`,
    )
  }
}

/** The facts with everything else she knows; what is said of the data is said of each item. */
function told(facts: { data: readonly object[] }, answers: Record<string, unknown>): Answer {
  const all: Record<string, Answer> = structuredClone(facts)
  for (const [path, value] of Object.entries(answers)) {
    const [first = '', second] = path.split('.')
    if (first === 'data') all.data = all.data.map((item: object) => ({ ...item, [second ?? '']: value }))
    else all[first] = second === undefined ? value : { ...all[first], [second]: value }
  }
  return all
}

const boxesFor = (account: string) => ({
  'e.email': [account],
  'e.service': ['Alpenpost Mail'],
  'f.subscriber': ['identity', 'registration'],
  'f.content': ['mailbox'],
  'i.post': 'Staatsanwältin',
  'i.address': 'Linprunstraße 25, 80335 München',
  'i.phone': '+49 89 5597 0',
  'i.email': 'post@sta-muenchen.example',
  'l.recipient-contact': 'post@sta-muenchen.example',
  'm.necessity':
    'The account was used to hand over the access to the register. Without its content the others who took part cannot be found; no milder means would do.',
  'm.summary': 'In the night of 29 September 2026 the public register was encrypted from a rented server.',
})

const statementFor = (account: string) => ({
  purpose: 'To find who encrypted the public register, and who took part in it.',
  identifiers: { email: [account] },
  period: { from: '2026-09-01', to: '2026-10-05' },
  reach: 'accounts',
  necessity: {
    subscriber: {
      need: 'It shows who opened the account, and from where.',
      milder: 'The name used in the messages is invented; no register knows it.',
      against: 'Little: name, address and the time of registration.',
    },
    mailbox: {
      need: 'It shows to whom the access to the register was handed over.',
      milder: 'Traffic data would show that messages passed, not what was agreed in them.',
      against: 'Private messages may be among them; the time is kept short for that.',
    },
  },
  minimisation: 'Only messages of these five weeks; what does not concern the attack is deleted after the first sight.',
  privileges: 'Nothing points to a person bound by professional secrecy; letters of counsel would be set aside unread.',
  atHome: 'Sections 99 and 100k of the Code of Criminal Procedure.',
})

/** What must be refused is tried, and its reason told. That it is done after all ends the story. */
async function mustRefuse(attempt: Promise<unknown>, what: string, tell: Stage['tell']): Promise<void> {
  const refusal = await attempt.then(
    () => undefined,
    (error) => error,
  )
  if (!(refusal instanceof DomainError))
    throw refusal ?? new DomainError('conflict', 'not_refused', `${what}: but it was done`)
  tell(`Refused: ${what}`, refusal.message)
}

const PATIENCE = 60_000

/** Looks until something is there. */
async function until<Found>(instance: Instance, look: () => Promise<Found | undefined>, what: string): Promise<Found> {
  const end = performance.now() + PATIENCE
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new DomainError('unavailable', 'nothing_came', `Waited in vain for ${what}`)
    await instance.pause()
  }
}

/** This person's own copy of the request, once the message has arrived. */
async function arrived(instance: Instance, person: Person, origin: string): Promise<string> {
  const look = async () => {
    const { requests } = await person.get('/api/requests?limit=100')
    return requests.find((one: Answer) => one.origin === origin)?.id as string | undefined
  }
  return until(instance, look, `a message for ${person.name}`)
}

async function statusOf(instance: Instance, person: Person, id: string, status: string): Promise<void> {
  await until(
    instance,
    async () => ((await person.get(`/api/requests/${id}`)).request.status === status ? true : undefined),
    `the request to be ${status}`,
  )
}

async function released(instance: Instance, person: Person, id: string): Promise<void> {
  await until(
    instance,
    async () => ((await person.get(`/api/requests/${id}`)).holds.length === 0 ? true : undefined),
    'the hold to end',
  )
}

async function clocksOf(person: Person, id: string): Promise<string[]> {
  const { clocks } = await person.get(`/api/requests/${id}`)
  return clocks.map(({ title, due, cite }: Answer) => `${title}: ${due ?? 'no number in the law'} [${cite}]`)
}

interface Taken {
  readonly id: string
  readonly name: string
  readonly sha256: string
}

async function takeIn({ evidence, tell }: Stage, provider: Person, order: string): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const name of (await readdir(evidence, { withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => one.name)
    .sort()) {
    if (name === 'README.md') continue
    const bytes = Readable.toWeb(createReadStream(join(evidence, name))) as ReadableStream<Uint8Array>
    const item = await provider.upload(
      `/api/requests/${order}/evidence?name=${encodeURIComponent(name)}`,
      mediaTypeOf(name),
      bytes,
    )
    tell(`Taken in while streaming, hashed and sealed: ${item.name}`, `${item.size} bytes, SHA-256 ${item.sha256}`)
    taken.push(item)
  }
  if (taken.length === 0) throw new DomainError('missing', 'no_evidence', `There is no file in ${evidence}`)
  return taken
}

/** Of a picture that shows the seal of a device. */
const showsSeal = ({ name }: Taken) => /^seal-.+\.jpe?g$/i.test(name)

/**
 * The drive the mailbox lay on, in custody: sealed and photographed by two officers before a witness, handed on under seal,
 * opened to be read, sealed anew. Played where a picture of its seal is among the files.
 */
async function keepDevice({ tell }: Stage, provider: Person, order: string, taken: readonly Taken[]): Promise<void> {
  const photographs = taken.filter(showsSeal).map(({ id }) => id)
  if (photographs.length === 0) return
  const end = Date.now()
  const at = (minutesAgo: number) => new Date(end - minutesAgo * 60_000).toISOString()
  const officer = (name: string) => ({
    name,
    role: 'investigator',
    qualification: 'digital evidence first responder',
    signed: true,
  })
  const people = [officer('Det. Sgt. Orla Keane'), officer('Det. Garda Cian Burke')]
  const witness = 'Maeve Doran, caretaker of the building'
  const device = await provider.post(`/api/requests/${order}/devices`, {
    ...{ kind: 'seizure', name: 'Drive of the mail store', maker: 'Example Storage', model: 'MS-2', serial: 'K7Q40412' },
    ...{ control: at(95), place: '8 Harbour Row, Dublin 2', state: 'IE', holder: 'Alpenpost Mail Ltd', people, witness, eligible: true },
    ...{ seal: 'IE-26-0412', sealed: at(88), photographs },
  }) // biome-ignore format: an entry in a few lines
  const hands = [
    { kind: 'passing', from: 'Det. Sgt. Orla Keane', to: 'Evidence store, Dublin', at: at(60), place: 'Dublin', witness, signed: 'both', seal: 'whole', photographs },
    { kind: 'passing', from: 'Evidence store, Dublin', to: 'Laboratory, Dublin', at: at(40), place: 'Dublin', signed: 'both', seal: 'whole' },
    { kind: 'check', by: 'Det. Garda Cian Burke', at: at(35), place: 'Laboratory, Dublin', seal: 'broken', why: 'Opened to be read behind a write blocker', anew: 'IE-26-0413' },
  ] // biome-ignore format: a table
  for (const hand of hands) await provider.post(`/api/devices/${device.id}/hands`, hand)
  for (const { id, sha256 } of taken.filter((one) => !showsSeal(one)))
    await provider.post(`/api/requests/${order}/takings`, {
      pieces: [id],
      entry: {
        ...{ kind: 'taking', obtained: 'provider', device: device.id, at: at(30), timeSource: 'NTP, time.example', clock: 'less than a second off' },
        ...{ state: 'IE', place: 'Laboratory, Dublin', method: 'Copied from the mail store behind a write blocker', writeBlocker: 'WB-4' },
        ...{ tool: 'imager', version: '4.2', steps: 'Attached read-only, copied, hashed, compared', sum: sha256, computed: at(20), people },
        ...{ medium: 'taken', mark: 'K7Q40412', witness, eligible: true, holder: 'Alpenpost Mail Ltd', signed: 'signed', changed: false },
      },
    }) // biome-ignore format: an entry in a few lines
  tell(
    'The drive the mailbox lay on is sealed, photographed and handed on by two officers before a witness',
    `seal IE-26-0412, then IE-26-0413`,
  )
}

async function allReceived(instance: Instance, author: Person, id: string, count: number): Promise<Answer[]> {
  const look = async () => {
    const { items } = await author.get(`/api/requests/${id}/evidence`)
    return items.length === count && items.every(({ state }: Answer) => state !== 'expected') ? items : undefined
  }
  return until(instance, look, 'the evidence')
}

async function drained(bytes: ReadableStream<Uint8Array>): Promise<void> {
  for await (const _ of bytes);
}

const mediaTypes: Record<string, string> = {
  '.mbox': 'application/mbox', '.eml': 'message/rfc822', '.json': 'application/json', '.csv': 'text/csv', '.txt': 'text/plain', '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.zip': 'application/zip', '.warc': 'application/warc',
} // biome-ignore format: a table

const mediaTypeOf = (name: string): string => mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream'
