import { z } from 'zod'
import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { isCountryCode } from '../../base/countries.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { seats } from '../../law/index.ts'
import { beginKey, verifyOrganisation } from '../../trust/index.ts'
import { isRecipient } from '../card.ts'
import { insertPeer } from '../store.ts'
import { insertHi1Peer } from './store.ts'

/** An organisation on another product, as an operator who made sure of it puts it down. */
export const newHi1Peer = z.strictObject({
  name: z.string().trim().min(1).max(300),
  state: z.string().refine(isCountryCode, 'not a state'),
  kind: z.string().min(1).max(60),
  seats: z.array(z.enum(seats)).min(1),
  authority: z.string().max(60).nullable().default(null),
  languages: z.array(z.string().max(20)).max(50).default([]),
  addressees: z
    .array(z.strictObject({ state: z.string(), as: z.string() }))
    .max(50)
    .default([]),
  /** Where it takes messages. */
  url: z.url({ protocol: /^https$/ }),
  /** How it names itself in every message. */
  country: z.string().regex(/^[A-Z]{2}$/),
  identifier: z.string().min(1).max(1_000),
  profile: z.strictObject({ owner: z.string().min(1).max(255), version: z.string().min(1).max(255) }),
  form: z.enum(['xml', 'json']),
  /** SHA-256 of its certificate, hexadecimal. */
  certificate: z.string().regex(/^[0-9a-f]{64}$/),
  /** What it signs messages with (SubjectPublicKeyInfo, base64), where it does. */
  messageKey: z.base64().max(4_000).nullable().default(null),
  /** To whom evidence is sealed: an age recipient. */
  sealing: z.string().max(200).refine(isRecipient, 'not an age recipient'),
})

export type NewHi1Peer = z.infer<typeof newHi1Peer>

/** Takes an organisation on another product into the directory: from now on its certificate stands for it. Answers its id. */
export async function confirmHi1Peer(tx: Tx, actor: Actor, peer: NewHi1Peer, at: Temporal.Instant): Promise<string> {
  permit(actor, 'organisation.create')
  const org = newId('org', at.epochMilliseconds)
  const { name, state, kind, seats: sits, authority, languages, addressees, sealing, url } = peer
  const card = { v: 1, org, name, state, kind, seats: sits, authority, languages, addressees, signing: '', sealing, url } as const // biome-ignore format: one line
  // It has no key that messages of ours could be signed with: nothing that says it is from it is ever believed there.
  await insertPeer(tx, card, actor.person, instantText(at))
  const { country, identifier, profile, form, certificate, messageKey } = peer
  await insertHi1Peer(tx, { org, name, url, country, identifier, profile, form, certificate, messageKey })
  await beginKey(tx, org, { kind: 'certificate', key: certificate }, 'replaced', at)
  const body = { name, url, certificate, standard: 'ETSI TS 103 120' }
  await record(tx, { org: actor.org, by: actor.person, kind: 'peer.confirmed', about: org, body }, at)
  const says = `The certificate ${certificate} was compared with its operator`
  await verifyOrganisation(tx, actor, { org, method: 'fingerprint', says }, at)
  return org
}
