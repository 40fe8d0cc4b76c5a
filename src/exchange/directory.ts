import {
  type Actor,
  findOrganisation,
  listOrganisations,
  type Organisation,
  permit,
  publicKeys,
} from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { base64, hex, parseBase64 } from '../base/bytes.ts'
import { parseCountryCode } from '../base/countries.ts'
import { DomainError } from '../base/errors.ts'
import { instantText } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { beginKey, keyHistory, revokeKeys, verifyOrganisation } from '../trust/index.ts'
import type { Card } from './card.ts'
import type { Counterpart } from './counterpart.ts'
import { ExchangeError } from './errors.ts'
import { findPeer, insertPeer, listPeers, revokePeerRow } from './store.ts'

/** Everybody this instance can write to: its own organisations and the confirmed ones of others, by name. */
export async function counterparts(db: Db): Promise<Counterpart[]> {
  const own = await Promise.all((await listOrganisations(db)).map((organisation) => described(db, organisation)))
  return [...own, ...(await listPeers(db))].toSorted((a, b) => a.name.localeCompare(b.name))
}

/** Throws `missing` / `unknown_counterpart` for an organisation that is neither here nor confirmed. */
export async function findCounterpart(db: Db, org: string): Promise<Counterpart> {
  const found = await lookUp(db, org)
  if (!found) throw new ExchangeError('missing', 'unknown_counterpart', 'No organisation of this id is known here')
  return found
}

/** The organisation, if it is here or confirmed. */
export async function lookUp(db: Db, org: string): Promise<Counterpart | undefined> {
  const own = await findOwn(db, org)
  return own ? described(db, own) : findPeer(db, org)
}

/** Whether it is on this instance, so that its keys are known from itself. */
export const isHere = async (db: Db, org: string): Promise<boolean> => (await findOwn(db, org)) !== undefined

const findOwn = (db: Db, org: string): Promise<Organisation | undefined> =>
  findOrganisation(db, org).catch((error) => {
    if (error instanceof DomainError && error.kind === 'missing') return undefined
    throw error
  })

/**
 * Takes an organisation of another instance into the directory, once a person has compared the fingerprint: that is how it
 * was verified. Throws `own_organisation` for one that is here: nobody else's key may stand for it; `key_spent` for a key that
 * was in other hands.
 */
export async function confirmPeer(tx: Tx, actor: Actor, card: Card, at: Temporal.Instant): Promise<void> {
  permit(actor, 'organisation.create')
  if (await findOwn(tx, card.org)) {
    throw new ExchangeError('conflict', 'own_organisation', 'This organisation is on this instance itself')
  }
  const spent = (await keyHistory(tx, card.org)).find(({ key, since }) => key === card.signing && since !== null)
  if (spent)
    throw new ExchangeError(
      'conflict',
      'key_spent',
      `This key was revoked: what it signed since ${spent.since} is in doubt`,
    )
  await insertPeer(tx, card, actor.person, instantText(at))
  await beginKey(tx, card.org, { kind: 'signing', key: card.signing }, 'replaced', at)
  const body = { name: card.name, url: card.url, fingerprint: fingerprint(card.signing) }
  await record(tx, { org: actor.org, by: actor.person, kind: 'peer.confirmed', about: card.org, body }, at)
  const says = `The fingerprint ${fingerprint(card.signing)} was compared with its operator`
  await verifyOrganisation(tx, actor, { org: card.org, method: 'fingerprint', says }, at)
}

/**
 * From now on nothing it signs is believed. What it signed before stays in the record; with `since`, what it signed from then
 * on is in doubt, and its key never comes back. Throws `since_in_the_future`.
 */
export async function revokePeer(
  tx: Tx,
  actor: Actor,
  org: string,
  reason: string,
  at: Temporal.Instant,
  since?: Temporal.Instant,
): Promise<void> {
  permit(actor, 'organisation.create')
  if (since && Temporal.Instant.compare(since, at) > 0)
    throw new ExchangeError('invalid', 'since_in_the_future', 'That is still to come', { path: 'since' })
  await revokePeerRow(tx, org, instantText(at))
  await revokeKeys(tx, org, { since: since ?? null, reason }, at)
  const body = { reason, ...(since && { since: instantText(since) }) }
  await record(tx, { org: actor.org, by: actor.person, kind: 'peer.revoked', about: org, body }, at)
}

/** What two people compare over the telephone: SHA-256 of the signing key, in groups of four. */
export function fingerprint(signingKey: string): string {
  return (
    hex(sha256(parseBase64(signingKey)))
      .slice(0, 40)
      .match(/.{4}/g) ?? []
  ).join(' ')
}

/** The card of an organisation of this instance, to be signed with its key. */
export async function cardOf(db: Db, org: string, url: string): Promise<Card> {
  const {
    org: id,
    name,
    state,
    kind,
    seats,
    authority,
    languages,
    addressees,
    signing,
    sealing,
  } = await described(db, await findOrganisation(db, org))
  return {
    v: 1, org: id, name, state: parseCountryCode(state), kind, seats: [...seats], authority, languages: [...languages], addressees: [...addressees], signing, sealing, url,
  } // biome-ignore format: one line of fields
}

async function described(
  db: Db,
  { id, name, state, kind, seats, authority, languages, addressees }: Organisation,
): Promise<Counterpart> {
  const keys = await publicKeys(db, id)
  return {
    org: id,
    name,
    state,
    kind,
    seats,
    authority,
    languages,
    addressees,
    signing: base64(keys.signing),
    sealing: keys.sealing,
    url: null,
  }
}
