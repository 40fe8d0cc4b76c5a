import { type InstanceSecret, listOrganisations, type Organisation, signer } from '../../accounts/index.ts'
import { checkpoint, record } from '../../audit/index.ts'
import { base64, utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { instantText } from '../../base/time.ts'
import { noteSigner, sha256, signNote } from '../../crypto/index.ts'
import type { Db } from '../../db/index.ts'
import { firstMade } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { FEWEST } from '../protection.ts'
import { firstDecided } from '../redress/store.ts'
import { type CountedComplaints, complaintsOf, tellComplaints } from './complaints.ts'
import { type Edition, editionDefinitions, editionOrigin, editionText, parseEditionFile } from './edition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { halfYearsBetween } from './half-years.ts'
import { findEdition, insertEdition, type StoredEdition } from './store.ts'
import { type ToldFigures, tell } from './told.ts'

export interface Publishing {
  readonly secret: InstanceSecret
  /** The digest of the law it is published under. */
  readonly law: string
  readonly now: Temporal.Instant
  /** Why: a half-year has ended, or what is corrected. */
  readonly reason: string
  readonly by: { readonly org: string; readonly person: string; readonly name: string }
}

/**
 * Counts every half-year that is over, of every organisation here, and publishes the figures as the next edition, signed by
 * the operator's organisation. Each organisation's log says what was counted of it before its checkpoint goes into the edition. An edition is
 * never changed; what was wrong in one is right in the next. Throws `nothing_to_publish`, `reason_missing`.
 */
export async function publishEdition(db: Db, { secret, law, now, reason, by }: Publishing): Promise<StoredEdition> {
  if (reason.trim() === '')
    throw new OversightError('invalid', 'reason_missing', 'An edition says why it is published', { path: 'reason' })
  const [first] = [await firstMade(db), await firstDecided(db)].filter((at) => at !== undefined).sort()
  const periods = first === undefined ? [] : halfYearsBetween(Temporal.Instant.from(first), now)
  if (periods.length === 0)
    throw new OversightError('conflict', 'nothing_to_publish', 'No half-year in which a request was made or a complaint decided is over') // biome-ignore format: one sentence
  const organisations = await listOrganisations(db)
  const figures = await figuresOf(db, periods)
  const before = await findEdition(db)
  const number = (before?.number ?? 0) + 1
  const complaints = await complaintsOf(db, periods)
  const counted = Map.groupBy(figures, ({ org }) => org)
  const complained = Map.groupBy(complaints, ({ org }) => org)
  const logs: Edition['organisations'] = []
  for (const { id, name, state } of organisations.filter(({ id }) => counted.has(id) || complained.has(id))) {
    const of = { figures: counted.get(id) ?? [], complaints: complained.get(id) ?? [] }
    logs.push({ id, name, state, checkpoint: await commit(db, secret, id, number, of, now) })
  }
  const publisher = organisations.find(({ id }) => id === by.org) as Organisation
  const earlier = before ? (JSON.parse(before.content) as Edition) : undefined
  const states = new Map(organisations.map(({ id, state }) => [id, state]))
  const { told, kept } = tell(
    figures,
    (earlier?.figures ?? []) as readonly ToldFigures[],
    (org) => states.get(org) ?? '',
  )
  const ofComplaints = tellComplaints(complaints, earlier?.complaints ?? [])
  const edition: Edition = {
    format: 'comity-statistics/2',
    number,
    asOf: instantText(now),
    publisher: { id: publisher.id, name: publisher.name },
    reason: reason.trim(),
    law,
    notToldBelow: FEWEST,
    definitions: editionDefinitions,
    periods,
    organisations: logs,
    figures: told as Edition['figures'],
    complaints: ofComplaints.told,
    kept: [...kept, ...ofComplaints.kept],
  }
  const content = canonicalJson(edition as unknown as Json)
  const digest = sha256(utf8(content)).toHex()
  const key = await signer(db, secret, by.org)
  const note = await signNote(editionText(by.org, number, digest), noteSigner(editionOrigin(by.org), key))
  const stored: StoredEdition = {
    number, org: by.org, asOf: edition.asOf, content, note, key: base64(key.publicKey), reason: edition.reason,
    byName: by.name, madeAt: instantText(now),
  } // biome-ignore format: a row
  await db.transaction().execute(async (tx) => {
    await insertEdition(tx, stored)
    const body = { number, digest, reason: edition.reason, organisations: logs.length }
    await record(tx, { org: by.org, by: by.person, kind: 'statistics.published', about: by.org, body }, now)
  })
  return stored
}

/** Writes into an organisation's log what of its requests and its decisions on complaints is counted, and answers with its checkpoint behind that. */
async function commit(
  db: Db,
  secret: InstanceSecret,
  org: string,
  edition: number,
  { figures, complaints }: { readonly figures: readonly Figures[]; readonly complaints: readonly CountedComplaints[] },
  now: Temporal.Instant,
): Promise<string> {
  const key = await signer(db, secret, org)
  const populations = figures.map(({ direction, period, made, ended }) => ({
    direction,
    period,
    made: made.digest,
    ended: ended.digest,
  }))
  const decided = complaints.map(({ period, digest }) => ({ period, decided: digest }))
  const body = { edition, populations, ...(decided.length > 0 && { complaints: decided }) }
  return db.transaction().execute(async (tx) => {
    await record(tx, { org, by: 'system', kind: 'statistics.counted', about: org, body }, now)
    return (await checkpoint(tx, org, key, now)).note
  })
}

/** An edition as it is handed out: that one, or the newest. Throws `missing` / `no_such_edition`. */
export async function editionFile(db: Db, number?: number) {
  const found = await findEdition(db, number)
  if (!found) throw new OversightError('missing', 'no_such_edition', 'There is no such edition of the statistics')
  return parseEditionFile({ edition: JSON.parse(found.content), note: found.note, key: found.key })
}
