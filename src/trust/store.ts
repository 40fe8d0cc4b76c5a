import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type {
  Believed, Domain, Doubted, KeptAttestation, KeyPeriod, Method, Signal, StatementKind, TrustSettings, Verification,
} from './entries.ts' // biome-ignore format: one line of words

export async function findSettings(db: Db): Promise<TrustSettings | undefined> {
  const row = await db.selectFrom('trust_settings').selectAll().executeTakeFirst()
  return (
    row && {
      reverifyDays: row.reverify_days,
      attestationDays: row.attestation_days,
      secondCheckMinutes: row.second_check_minutes,
      followUpDays: row.follow_up_days,
      youngDomainDays: row.young_domain_days,
      // Checked when they were set.
      deskFor: row.desk_for as Signal[],
    }
  )
}

export async function putSettings(tx: Tx, settings: TrustSettings, by: string, at: InstantText): Promise<void> {
  const values = {
    reverify_days: settings.reverifyDays,
    attestation_days: settings.attestationDays,
    second_check_minutes: settings.secondCheckMinutes,
    follow_up_days: settings.followUpDays,
    young_domain_days: settings.youngDomainDays,
    desk_for: [...settings.deskFor],
    changed_by: by,
    changed_at: at,
  }
  await tx
    .insertInto('trust_settings')
    .values(values)
    .onConflict((conflict) => conflict.column('singleton').doUpdateSet(values))
    .execute()
}

export async function insertVerification(
  tx: Tx,
  verification: Verification,
  by: { org: string; person: string },
): Promise<void> {
  const { id, org, method, says, phone, phoneSource, attestation, byName, at, due } = verification
  await tx
    .insertInto('trust_verifications')
    .values({
      id,
      org_id: org,
      method,
      says,
      phone,
      phone_source: phoneSource,
      attestation,
      by_org: by.org,
      by_person: by.person,
      by_name: byName,
      at,
      due_at: due,
    })
    .execute()
}

/** The newest first. */
export async function findVerifications(db: Db, org: string): Promise<Verification[]> {
  const rows = await db
    .selectFrom('trust_verifications')
    .selectAll()
    .where('org_id', '=', org)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    org: row.org_id,
    method: row.method as Method,
    says: row.says,
    phone: row.phone,
    phoneSource: row.phone_source,
    attestation: row.attestation,
    byName: row.by_name,
    at: row.at,
    due: row.due_at,
  }))
}

const keyColumns = [
  'kind',
  'key',
  'from_at as from',
  'until_at as until',
  'ended',
  'since_at as since',
  'reason',
] as const

/** The ones in use first. */
export async function findKeys(db: Db, org: string): Promise<KeyPeriod[]> {
  return db
    .selectFrom('trust_keys')
    .select(keyColumns)
    .where('org_id', '=', org)
    .orderBy(({ fn, val }) => fn.coalesce('until_at', val('infinity')), 'desc')
    .orderBy('from_at', 'desc')
    .execute()
}

/** A key that was his before and was not revoked may become so again. */
export async function insertKey(
  tx: Tx,
  org: string,
  { kind, key, from }: Pick<KeyPeriod, 'kind' | 'key' | 'from'>,
): Promise<void> {
  const begins = { until_at: null, ended: null, since_at: null, reason: null }
  await tx
    .insertInto('trust_keys')
    .values({ org_id: org, kind, key, from_at: from, ...begins })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'kind', 'key']).doUpdateSet(begins).where('trust_keys.until_at', 'is not', null),
    )
    .execute()
}

export async function endKey(
  tx: Tx,
  org: string,
  { kind, key, until, ended, since, reason }: Omit<KeyPeriod, 'from'>,
): Promise<void> {
  await tx
    .updateTable('trust_keys')
    .set({ until_at: until, ended, since_at: since, reason })
    .where('org_id', '=', org)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .execute()
}

export async function findDomains(db: Db, org: string): Promise<Domain[]> {
  return db
    .selectFrom('trust_domains')
    .select(['domain', 'registered_on as registeredOn', 'source', 'by_name as byName', 'at'])
    .where('org_id', '=', org)
    .orderBy('domain')
    .execute()
}

export async function putDomain(
  tx: Tx,
  org: string,
  { domain, registeredOn, source, byName, at }: Domain,
): Promise<void> {
  const values = { registered_on: registeredOn, source, by_name: byName, at }
  await tx
    .insertInto('trust_domains')
    .values({ org_id: org, domain, ...values })
    .onConflict((conflict) => conflict.columns(['org_id', 'domain']).doUpdateSet(values))
    .execute()
}

export async function deleteDomain(tx: Tx, org: string, domain: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('trust_domains')
    .where('org_id', '=', org)
    .where('domain', '=', domain)
    .returning('domain')
    .executeTakeFirst()
  return gone !== undefined
}

const attestations = (db: Db, org: string) =>
  db
    .selectFrom('trust_attestations')
    .select([
      'id', 'side', 'attester', 'subject', 'subject_name as subjectName', 'subject_key as subjectKey', 'says', 'reason', 'paper',
      'made_at as madeAt', 'until_at as until', 'told', 'at', 'withdrawn_at as withdrawnAt', 'withdrawn_reason as withdrawnReason',
    ])
    .where('org_id', '=', org) // biome-ignore format: columns in a few lines

const readAttestation = (row: Omit<KeptAttestation, 'says'> & { says: string }): KeptAttestation => ({
  ...row,
  // Checked before it was kept.
  says: row.says as StatementKind,
})

/** The newest first; with `about`, those of that organisation, by its id or by a key it has. */
export async function findAttestations(
  db: Db,
  org: string,
  about?: { subject: string; keys: readonly string[] },
): Promise<KeptAttestation[]> {
  let query = attestations(db, org)
  if (about)
    query = query.where(({ or, eb }) =>
      or([
        eb('subject', '=', about.subject),
        ...(about.keys.length > 0 ? [eb('subject_key', 'in', [...about.keys])] : []),
      ]),
    )
  return (await query.orderBy('at', 'desc').orderBy('id', 'desc').execute()).map(readAttestation)
}

export async function findAttestation(db: Db, org: string, id: string): Promise<KeptAttestation | undefined> {
  const row = await attestations(db, org).where('id', '=', id).executeTakeFirst()
  return row && readAttestation(row)
}

export async function insertAttestation(tx: Tx, org: string, one: KeptAttestation): Promise<void> {
  await tx
    .insertInto('trust_attestations')
    .values({
      org_id: org,
      id: one.id,
      side: one.side,
      attester: one.attester,
      subject: one.subject,
      subject_name: one.subjectName,
      subject_key: one.subjectKey,
      says: one.says,
      reason: one.reason,
      paper: one.paper,
      made_at: one.madeAt,
      until_at: one.until,
      told: [...one.told],
      at: one.at,
      withdrawn_at: one.withdrawnAt,
      withdrawn_reason: one.withdrawnReason,
    })
    .execute()
}

export async function withdrawAttestationRow(
  tx: Tx,
  org: string,
  id: string,
  { reason, at }: { reason: string; at: InstantText },
): Promise<void> {
  await tx
    .updateTable('trust_attestations')
    .set({ withdrawn_at: at, withdrawn_reason: reason })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

export async function findBelieved(db: Db, org: string): Promise<Believed[]> {
  const rows = await db
    .selectFrom('trust_believed')
    .select(['attester', 'says', 'reason', 'by_name as byName', 'at'])
    .where('org_id', '=', org)
    .where('ended_at', 'is', null)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({ ...row, says: row.says as StatementKind }))
}

/** False where it is there already. */
export async function insertBelieved(tx: Tx, org: string, { byName, ...one }: Believed): Promise<boolean> {
  const entered = await tx
    .insertInto('trust_believed')
    .values({ org_id: org, ...one, by_name: byName })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'attester', 'says']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('seq')
    .executeTakeFirst()
  return entered !== undefined
}

export async function endBelieved(
  tx: Tx,
  org: string,
  { attester, says, reason, byName, at }: Omit<Believed, 'says'> & { says: string },
): Promise<boolean> {
  const ended = await tx
    .updateTable('trust_believed')
    .set({ ended_at: at, ended_by: byName, ended_reason: reason })
    .where('org_id', '=', org)
    .where('attester', '=', attester)
    .where('says', '=', says)
    .where('ended_at', 'is', null)
    .returning('seq')
    .executeTakeFirst()
  return ended !== undefined
}

export async function insertDoubted(tx: Tx, org: string, mark: Doubted): Promise<boolean> {
  const entered = await tx
    .insertInto('trust_doubted')
    .values({
      org_id: org,
      message_id: mark.message,
      from_org: mark.from,
      about: mark.about,
      key: mark.key,
      since_at: mark.since,
      at: mark.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('message_id')
    .executeTakeFirst()
  return entered !== undefined
}

export async function findDoubted(db: Db, org: string, about: string): Promise<Doubted[]> {
  return db
    .selectFrom('trust_doubted')
    .select(['message_id as message', 'from_org as from', 'about', 'key', 'since_at as since', 'at'])
    .where('org_id', '=', org)
    .where('about', '=', about)
    .orderBy('message_id')
    .execute()
}
