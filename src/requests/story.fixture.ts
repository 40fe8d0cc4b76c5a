import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Actor,
  createOrganisation,
  type NewOrganisation,
  type Organisation,
  type Role,
  readSecret,
  type Seat,
} from '../accounts/index.ts'
import { utf8 } from '../base/bytes.ts'
import { instantText } from '../base/time.ts'
import { generateSealingKey } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Facts } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { verifyOrganisation } from '../trust/index.ts'
import { openBlobs, sealEvidence } from '../vault/index.ts'
import { type Production, produce } from './answering.ts'
import { approve } from './approvals.ts'
import { careful } from './checks/statement.fixture.ts'
import { stateCase } from './checks/stating.ts'
import { draftRequest, fillBoxes, submitRequest } from './drafting.ts'
import { stateEmergency } from './emergency/grounding.ts'
import { openMatter } from './matters.ts'
import { receive } from './receive.ts'
import type { Party, Request, Setting } from './request.ts'
import { recordCallBack, verifySender } from './sender/deciding.ts'
import { senderDesk } from './sender/desk.ts'
import { type Dispatch, dispatchesTaken, waitingDispatches } from './store/dispatches.ts'
import { listRequests } from './store/requests.ts'

/** The story of the Munich prosecutor, played on one database with a carrier that only carries. */

export const law = await readLaw()

const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const start = Temporal.Instant.from('2026-11-20T09:00:00Z')

/** A clock that stands until it is moved. */
export function storyClock() {
  let at = start
  const now = () => at
  const pass = (duration: Temporal.DurationLike) => {
    at = at.add(duration)
  }
  const setting: Setting = { law, now }
  return { now, pass, setting }
}

const organisations = {
  authority: { name: 'Staatsanwaltschaft München I', state: 'DE', kind: 'prosecutor', seats: ['authority'], authority: 'prosecutor', languages: ['de', 'en'] },
  court: { name: 'Amtsgericht München – Ermittlungsrichter', state: 'DE', kind: 'court', seats: ['court'], authority: 'investigating-judge', languages: ['de'] },
  provider: { name: 'Alpenpost Mail Ltd', state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'], addressees: [{ state: 'IE', as: 'designated-establishment' }] },
  central: { name: 'Competent authority of Ireland', state: 'IE', kind: 'central-authority', seats: ['central'], authority: 'central-authority', languages: ['en'] },
  parisCourt: { name: 'Tribunal judiciaire de Paris', state: 'FR', kind: 'court', seats: ['court'], authority: 'investigating-judge', languages: ['fr'] },
  stranger: { name: 'Another provider', state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] },
  attorney: { name: 'United States Attorney', state: 'US', kind: 'prosecutor', seats: ['authority'], authority: 'prosecutor', languages: ['en'] },
  districtCourt: { name: 'United States District Court', state: 'US', kind: 'court', seats: ['court'], authority: 'judge', languages: ['en'] },
  usProvider: { name: 'Prairie Mail Inc.', state: 'US', kind: 'provider', seats: ['provider'], languages: ['en'] },
} as const satisfies Record<string, NewOrganisation> // biome-ignore format: a table

type Place = keyof typeof organisations

export const munich: Facts = {
  on: '2026-11-20',
  asking: { state: 'DE' as never, authority: 'prosecutor' },
  proceeding: 'criminal',
  offence: {
    description: 'Attack on information systems, sections 202a and 303b of the Criminal Code',
    maxPenaltyMonths: 60,
    byInformationSystem: true,
    committedIn: ['DE' as never],
    listed: ['attack-on-information-systems'],
    dualCriminality: true,
  },
  person: { residence: 'AT' as never, privileged: 'none' },
  holder: {
    name: 'Alpenpost Mail Ltd',
    kind: 'provider',
    seat: 'IE' as never,
    establishments: ['IE' as never],
    addressees: [{ state: 'IE' as never, as: 'designated-establishment' }],
    offersServicesIn: ['DE' as never],
    service: 'electronic-communications',
    role: 'controller',
  },
  data: [
    { id: 'd1', category: 'subscriber', stored: true, storedIn: ['IE' as never], class: 'general', personal: true },
    { id: 'd2', category: 'content', stored: true, storedIn: ['IE' as never], class: 'general', personal: true },
  ],
  measure: 'produce',
  urgency: 'ordinary',
}

/** What the author writes into the boxes nothing else fills. */
export const boxes = {
  'e.email': ['suspect@alpenpost.example'],
  'e.service': ['Alpenpost Mail'],
  'f.subscriber': ['identity', 'registration'],
  'f.content': ['mailbox'],
  'i.post': 'Staatsanwältin',
  'i.address': 'Linprunstraße 25, 80335 München',
  'i.phone': '+49 89 5597 0',
  'i.email': 'poststelle@sta-muenchen1.example',
  'l.recipient-contact': 'poststelle@sta-muenchen1.example',
  'm.necessity': 'NECESSITY-GROUNDS: no milder means would identify who took over the server',
  'm.summary': 'CASE-SUMMARY: a mail server in Munich was taken over',
}

export interface Start {
  readonly facts?: Facts
  readonly data?: readonly string[]
  readonly court?: 'court' | 'parisCourt'
  readonly boxes?: Readonly<Record<string, unknown>>
  /** Why it is an emergency. */
  readonly grounds?: string
}

export const signature = { fileNumber: 'ER II Gs 123/26', post: 'Richterin am Amtsgericht' }

const folder = mkdtempSync(join(tmpdir(), 'comity-story-'))
// Test files of one process share it.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const blobs = await openBlobs(folder)
const { recipient } = await generateSealingKey()

/** What the story is played with, on a database that the test file opens itself. */
export function stageOn(db: Db) {
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)

  /** Fresh organisations with a person each; the author is Dr. Anna Huber. */
  async function cast() {
    const made = {} as Record<Place, Organisation>
    for (const [place, input] of Object.entries(organisations)) {
      made[place as Place] = await transact((tx) => createOrganisation(tx, secret, input, 'system', start))
    }
    const seated = (place: Place, name: string, role: Role = 'author'): Actor => ({
      person: `person_${made[place].id.slice(4)}${name.length}`.toLowerCase().slice(0, 33),
      name,
      org: made[place].id,
      orgName: made[place].name,
      seat: organisations[place].seats[0] as Seat,
      role,
      isDemo: true,
    })
    const people = {
      author: seated('authority', 'Dr. Anna Huber'),
      head: seated('authority', 'Markus Vogt', 'head'),
      judge: seated('court', 'Claudia Stern'),
      parisJudge: seated('parisCourt', 'Juge Martin'),
      provider: seated('provider', 'Niamh Byrne'),
      central: seated('central', 'Séamus Doyle'),
      stranger: seated('stranger', 'Somebody Else'),
      attorney: seated('attorney', 'Ann Porter'),
      districtJudge: seated('districtCourt', 'Ruth Cole'),
      usProvider: seated('usProvider', 'Ben Ortiz'),
    }
    const party = (place: Place, more: Partial<Party> = {}): Party => {
      const { id: org, name, state } = made[place]
      const languages = made[place].languages
      return {
        seat: organisations[place].seats[0] as Seat,
        state,
        org,
        name,
        languages,
        address: `1 Main Street, ${state}`,
        phone: '+353 1 555 0100',
        email: `post@${place.toLowerCase()}.example`,
        ...more,
      }
    }
    return { made, people, party }
  }

  /** Carries every waiting dispatch to where it goes, and what those cause, until none is left. */
  async function carry(
    now: () => Temporal.Instant,
    through: (dispatch: Dispatch) => boolean = () => true,
  ): Promise<Dispatch[]> {
    const carried: Dispatch[] = []
    for (;;) {
      const waiting = await transact((tx) => waitingDispatches(tx, 1))
      const [dispatch] = waiting
      if (!dispatch) return carried
      await transact((tx) => dispatchesTaken(tx, [dispatch.id], instantText(now())))
      carried.push(dispatch)
      if (!through(dispatch)) continue
      const { org: from, to: org, type, body, id } = dispatch
      await transact((tx) =>
        receive(tx, law, { org, from, type, body, messageId: `message_${id.slice(9)}`, at: instantText(now()) }),
      )
    }
  }

  /** The one request an organisation has. */
  async function copyAt(org: string): Promise<Request> {
    const [request] = await listRequests(db, org)
    if (!request) throw new Error('There is no request here')
    return request
  }

  /** A matter, a drafted and completed order, not yet handed in. */
  async function drafted({ facts = munich, data, court = 'court', boxes: written = boxes, grounds }: Start = {}) {
    const clock = storyClock()
    const { setting } = clock
    const stage = await cast()
    const { people, party, made } = stage
    const matter = await transact((tx) =>
      openMatter(
        tx,
        people.author,
        { title: 'Attack on a mail server', fileNumber: '112 Js 4711/26', facts },
        clock.now,
      ),
    )
    const needed = data?.every((id) => id === 'd1') ? [] : [party(court), party('central')]
    const parties = [party('provider', { as: 'designated-establishment' }), ...needed]
    const request = await transact((tx) =>
      draftRequest(
        tx,
        people.author,
        matter.id,
        { rule: 'eu/2023-1543/routes/production-order', to: 'IE', data, parties },
        setting,
      ),
    )
    const asked =
      needed.length > 0 ? written : Object.fromEntries(Object.entries(written).filter(([id]) => id !== 'f.content'))
    await transact((tx) => fillBoxes(tx, people.author, request.id, asked, setting))
    const stated = careful(request.items)
    await transact((tx) => stateCase(tx, people.author, request.id, stated, setting))
    if (grounds !== undefined) {
      await transact((tx) => stateEmergency(tx, people.author, request.id, { grounds }, setting))
    }
    return { ...stage, ...clock, matter, request, made }
  }

  /** … handed in and validated, ready to be sent. */
  async function validated(begin: Start = {}) {
    const story = await drafted(begin)
    const { people, setting, now, request, made } = story
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    const task = await copyAt(made.court.id)
    await transact((tx) => approve(tx, people.judge, task.id, signature, setting))
    await carry(now)
    return { ...story, task }
  }

  /** Hands a small mailbox over: sealed first, then produced. */
  async function handOver(
    provider: Actor,
    order: Request,
    setting: Setting,
    more: Partial<Production> = {},
  ): Promise<Request> {
    const bytes = (async function* () {
      yield utf8('From suspect@alpenpost.example')
    })()
    const given = {
      origin: order.origin,
      name: 'mailbox.mbox',
      mediaType: 'application/mbox',
      bytes,
      sealedTo: [recipient],
    }
    const item = await sealEvidence({ db, blobs, now: setting.now }, provider, given)
    return transact((tx) => produce(tx, provider, order.id, { evidence: [item.id], complete: true, ...more }, setting))
  }

  /** The operator makes sure of a sender anew; who sent an emergency two people look at, by the number that was found. */
  async function makeSure(provider: Actor, order: Request, setting: Setting): Promise<void> {
    const [number, second] = ['+49 89 5597 4000', { ...provider, person: `${provider.person}2`, name: 'Cian Walsh' }]
    const entry = { org: order.counterpart, method: 'national-list', says: 'Justice portal', phone: number }
    const operator: Actor = { ...provider, seat: 'operator', role: 'head' }
    const source = { phoneSource: 'Justice portal' }
    await transact((tx) => verifyOrganisation(tx, operator, { ...entry, ...source }, setting.now()))
    const { needs } = await senderDesk(db, order.org, order.id, setting)
    if (needs.isVerified) return
    const call = { number, call: 'confirmed', says: 'The switchboard put us through' }
    await transact((tx) => recordCallBack(tx, provider, order.id, call, setting))
    for (const actor of [provider, second])
      await transact((tx) => verifySender(tx, actor, order.id, { finding: 'verified', reason: 'It fits' }, setting))
  }

  return { db, transact, cast, handOver, makeSure, carry, copyAt, drafted, validated }
}
