import { sampleAnswers } from '../../../test/filled.ts'
import {
  type Actor,
  createOrganisation,
  type NewOrganisation,
  type Organisation,
  readSecret,
  type Seat,
} from '../../accounts/index.ts'
import type { Facts } from '../../law/index.ts'
import { approve } from '../approvals.ts'
import { careful } from '../checks/statement.fixture.ts'
import { stateCase } from '../checks/stating.ts'
import { draftRequest, fillBoxes, submitRequest } from '../drafting.ts'
import { formOf } from '../filling.ts'
import { openMatter } from '../matters.ts'
import { sendRequest } from '../sending.ts'
import { findByOrigin } from '../store/requests.ts'
import { type stageOn, storyClock } from '../story.fixture.ts'

/** A German order to France that one authority examines and executes, and a French request to China that passes four organs. */

const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })

const organisations = {
  munich: { name: 'Staatsanwaltschaft München I', state: 'DE', kind: 'prosecutor', seats: ['authority'], authority: 'prosecutor', languages: ['de'] },
  executing: { name: 'Parquet de Lyon', state: 'FR', kind: 'central-authority', seats: ['central'], authority: 'prosecutor', languages: ['fr'] },
  lyon: { name: 'Parquet de Paris', state: 'FR', kind: 'prosecutor', seats: ['authority'], authority: 'prosecutor', languages: ['fr'] },
  paris: { name: 'Ministère de la justice', state: 'FR', kind: 'central-authority', seats: ['central'], authority: 'central-authority', languages: ['fr'] },
  contact: { name: 'Contact organ of China', state: 'CN', kind: 'central-authority', seats: ['central'], authority: 'central-authority', languages: ['zh'] },
  competent: { name: 'Competent authority of China', state: 'CN', kind: 'central-authority', seats: ['central'], authority: 'central-authority', languages: ['zh'] },
  handling: { name: 'Handling organ of China', state: 'CN', kind: 'prosecutor', seats: ['authority'], authority: 'police', languages: ['zh'] },
  holder: { name: 'Provider in Shenzhen', state: 'CN', kind: 'provider', seats: ['provider'], languages: ['zh'] },
} as const satisfies Record<string, NewOrganisation> // biome-ignore format: a table
export type Abroad = keyof typeof organisations

const offence = { description: 'Organised fraud', maxPenaltyMonths: 60, political: false, dualCriminality: true }
const data = (state: string, scheme = {}) => [
  { id: 'd1', category: 'subscriber', stored: true, storedIn: [state], class: 'general', personal: true, ...scheme },
]
const toFrance = {
  on: '2026-11-20',
  asking: { state: 'DE', authority: 'prosecutor' },
  proceeding: 'criminal',
  offence: { ...offence, committedIn: ['DE'] },
  person: { residence: 'FR', privileged: 'none' },
  holder: { name: 'Provider in Lyon', kind: 'provider', seat: 'FR', establishments: ['FR'] },
  data: data('FR'),
  measure: 'produce',
  urgency: 'ordinary',
} as unknown as Facts
const toChina = {
  ...toFrance,
  asking: { state: 'FR', authority: 'prosecutor' },
  offence: { ...offence, committedIn: ['FR', 'CN'] },
  holder: {
    name: 'Provider in Shenzhen',
    kind: 'provider',
    seat: 'CN',
    establishments: [],
    addressees: [],
    offersServicesIn: ['CN'],
    ciio: false,
  },
  data: data('CN', { persons: 3, scheme: 'CN', class: 'CN-L2-PI' }),
} as unknown as Facts

export function abroadOn(stage: ReturnType<typeof stageOn>) {
  const { db, transact, carry } = stage

  async function cast() {
    const made = {} as Record<Abroad, Organisation>
    const people = {} as Record<Abroad, Actor>
    const at = storyClock().now()
    for (const [place, input] of Object.entries(organisations) as [Abroad, NewOrganisation][]) {
      const own = await transact((tx) => createOrganisation(tx, secret, input, 'system', at))
      made[place] = own
      people[place] = {
        person: `person_${own.id.slice(4)}`.toLowerCase().slice(0, 33),
        name: `Somebody at ${own.name}`,
        org: own.id,
        orgName: own.name,
        seat: input.seats[0] as Seat,
        role: 'author',
        isDemo: true,
      }
    }
    const party = (place: Abroad, steps?: readonly string[]) => ({
      seat: organisations[place].seats[0] as Seat,
      state: made[place].state,
      org: made[place].id,
      name: made[place].name,
      address: '1 Main Street',
      phone: '+33 1 55 01 00 00',
      email: 'post@authority.example',
      ...(steps && { steps }),
    })
    const copyOf = async (place: Abroad, origin: string) => {
      const found = await transact((tx) => findByOrigin(tx, made[place].id, origin))
      if (!found) throw new Error(`${place} has no copy`)
      return found
    }
    return { made, people, party, copyOf }
  }

  type Cast = Awaited<ReturnType<typeof cast>>

  async function sent(from: Abroad, facts: Facts, rule: string, to: string, parties: (all: Cast) => object[]) {
    const clock = storyClock()
    const { setting, now } = clock
    const made = await cast()
    const author = made.people[from]
    const matter = await transact((tx) =>
      openMatter(tx, author, { title: 'Organised fraud', fileNumber: '12 Js 34/26', facts }, now),
    )
    const input = { rule, to, parties: parties(made) as never }
    const request = await transact((tx) => draftRequest(tx, author, matter.id, input, setting))
    await transact((tx) => stateCase(tx, author, request.id, careful(request.items), setting))
    for (let round = 0; round < 5; round++) {
      const form = await formOf(db, author.org, request.id, setting)
      const missing = (form?.missing ?? []).filter(({ awaitsValidation }) => !awaitsValidation)
      if (!form || missing.length === 0) break
      const samples = sampleAnswers(setting.law.rule('form', form.form))
      const boxes = Object.fromEntries(missing.map(({ path }) => [path, samples[path]]))
      await transact((tx) => fillBoxes(tx, author, request.id, boxes, setting))
    }
    await transact((tx) => submitRequest(tx, author, request.id, setting))
    await carry(now)
    return { ...clock, ...made, request, author }
  }
  /** An investigation order that has arrived in France. */
  async function order() {
    const story = await sent('munich', toFrance, 'eu/2014-41/routes/investigation-order', 'FR', ({ party }) => [
      party('executing'),
    ])
    await transact((tx) => sendRequest(tx, story.author, story.request.id, story.setting))
    await carry(story.now)
    return { ...story, copy: await story.copyOf('executing', story.request.origin) }
  }

  /** A request under the treaty that has arrived at China's contact organ. */
  async function letter() {
    const story = await sent('lyon', toChina, 'treaties/general/routes/mla-bilateral', 'CN', ({ party }) => [
      party('paris'),
      party('contact', ['incoming-examine', 'incoming-return']),
      party('competent', ['incoming-decide', 'incoming-result']),
      party('handling'),
      party('holder'),
    ])
    const { copyOf, people, setting, now, request } = story
    const central = await copyOf('paris', request.origin)
    await transact((tx) => approve(tx, people.paris, central.id, { step: 'outgoing-approve-out' }, setting))
    await carry(now)
    return { ...story, copy: await copyOf('contact', request.origin) }
  }

  return { order, letter }
}
