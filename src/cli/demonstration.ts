import { fileURLToPath } from 'node:url'
import { type Actor, addMember, addPerson, createOrganisation } from '../accounts/index.ts'
import type { App } from '../app.ts'
import { DomainError } from '../base/errors.ts'
import { fileComplaint } from '../oversight/index.ts'
import { verifyOrganisation } from '../trust/index.ts'
import type { Instance } from './client.ts'
import { invented, type OrganisationKey } from './demonstration-cast.ts'
import { overseeing } from './demonstration-oversight.ts'
import { playStory } from './story.ts'

export type { OrganisationKey } from './demonstration-cast.ts'

/** Reads `prosecutor,court`. Throws `no_such_organisation` for a word that is none. */
export function readKeys(words: string): OrganisationKey[] {
  return words.split(',').map((word) => {
    const found = invented.find(({ key }) => key === word)
    if (!found)
      throw new DomainError('invalid', 'no_such_organisation', `The demonstration has no organisation '${word}'`)
    return found.key
  })
}

/** Makes these organisations with their keys and people; answers their ids and their people's, in order. */
export async function inventOrganisations(
  app: Pick<App, 'db' | 'secret' | 'now'>,
  keys: readonly OrganisationKey[] = invented.map(({ key }) => key),
): Promise<Map<OrganisationKey, { org: string; people: string[] }>> {
  const { db, secret, now } = app
  const made = new Map<OrganisationKey, { org: string; people: string[] }>()
  for (const { key, people, ...organisation } of invented.filter((one) => keys.includes(one.key))) {
    await db.transaction().execute(async (tx) => {
      const at = now()
      const { id: org, seats } = await createOrganisation(tx, secret, { ...organisation, isDemo: true }, 'system', at)
      const ids: string[] = []
      for (const { name, role } of people) {
        const person = await addPerson(tx, { name, language: organisation.languages[0] ?? 'en', isDemo: true }, at)
        if (seats[0]) await addMember(tx, { person: person.id, org, seat: seats[0], role }, 'system', at)
        ids.push(person.id)
      }
      made.set(key, { org, people: ids })
    })
  }
  await verifyInvented(app, made)
  return made
}

/** What an operator does once an organisation is there: makes sure of it, and finds a number to call back. */
async function verifyInvented(
  { db, now }: Pick<App, 'db' | 'now'>,
  made: ReadonlyMap<OrganisationKey, { org: string }>,
): Promise<void> {
  for (const [i, { org }] of [...made.values()].entries()) {
    const actor: Actor = {
      person: 'system', name: 'Jonas Weber', org: made.get('operator')?.org ?? org, orgName: 'Operator', seat: 'operator', role: 'head', isDemo: true,
    } // biome-ignore format: one line of words
    const phone = `+99 555 01${String(i).padStart(2, '0')}`
    const verified = {
      method: 'national-list',
      says: 'Invented for the demonstration',
      phone,
      phoneSource: 'An invented list',
    }
    await db.transaction().execute((tx) => verifyOrganisation(tx, actor, { org, ...verified }, now()))
  }
}

/** The mailbox and pictures made for the demonstration. */
export const inventedEvidence = fileURLToPath(new URL('../../demonstration/evidence', import.meta.url))

/**
 * Fills a new instance: the organisations, the Munich matter from first fact to opened evidence, and beside it two that
 * wait for somebody, so that every seat has something to do. Played over the API, as a person would.
 */
export async function prepareDemonstration(app: App): Promise<void> {
  const made = await inventOrganisations(app)
  const overseer = await overseeing(app, made)
  const here: Instance = { url: 'http://localhost', fetch: app.fetch, pause: app.settle }
  const stage = { asking: here, answering: here, evidence: inventedEvidence, interview: false, tell: () => undefined }
  for (const { until, ...matter } of invitedToLook) {
    // What the overseer draws is decided by what is signed after this: the matters before it and the beginning of the last.
    if (matter.title === invitedToLook.at(-1)?.title) await overseer.fix()
    await playStory(stage, matter, until)
  }
  await overseer.draw()
  const about = made.get('prosecutor')?.org ?? ''
  await app.db.transaction().execute((tx) => fileComplaint(tx, app.law, { ...complained, about }, app.now()))
}

/** What somebody complains of before the overseer. */
const complained = {
  against: 'conduct',
  rule: 'eu/led/remedies/article-52',
  said: {
    name: 'Eva Kern',
    address: 'Hauptstraße 1, 1010 Wien',
    account: 'registry-mirror@alpenpost.example',
    fileNumber: '112 Js 4711/26',
    text: 'My employer’s mailbox was read. There are letters to my lawyer in it, which have nothing to do with the case.',
  },
} as const

const invitedToLook = [
  {
    title: 'Attack on the public register',
    fileNumber: '112 Js 4711/26',
    account: 'registry-mirror@alpenpost.example',
    residence: 'AT',
    until: 'opened',
  },
  {
    title: 'Threats against a city hall',
    fileNumber: '115 Js 802/26',
    account: 'blackout@alpenpost.example',
    residence: 'CH',
    until: 'sent',
  },
  {
    title: 'False invoices to hospitals',
    fileNumber: '118 Js 1207/26',
    account: 'billing-desk@alpenpost.example',
    residence: 'PL',
    until: 'submitted',
  },
] as const
