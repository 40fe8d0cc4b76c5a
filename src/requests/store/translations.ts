import type { Db, Tx } from '../../db/index.ts'
import { RequestError } from '../errors.ts'
import type { Row } from './row.ts'

/** A translation of the form of a request, of one version of it: asked for, and certified once it is. */
export interface Translation {
  readonly id: string
  readonly request: string
  readonly org: string
  /** ISO 639-1. */
  readonly language: string
  /** The rule id and version of the form, and the SHA-256 (hex) of what stood in it. */
  readonly form: string
  readonly version: string
  readonly of: string
  readonly askedBy: string
  readonly askedAt: string
  readonly certificate: Certificate | undefined
}

export interface Certificate {
  readonly translator: string
  /** The day of the certificate, YYYY-MM-DD. */
  readonly certifiedOn: string
  /** SHA-256 (hex) of the translated document. */
  readonly document: string
  readonly recordedBy: string
  readonly recordedAt: string
}

export async function insertTranslation(tx: Tx, translation: Translation): Promise<void> {
  const { id, request, org, language, form, version, of, askedBy, askedAt } = translation
  await tx
    .insertInto('request_translations')
    .values({ id, request_id: request, org_id: org, language, form, version, of, asked_by: askedBy, asked_at: askedAt })
    .execute()
}

export async function setCertificate(tx: Tx, id: string, certificate: Certificate): Promise<void> {
  const { translator, certifiedOn, document, recordedBy, recordedAt } = certificate
  await tx
    .updateTable('request_translations')
    .set({ translator, certified_on: certifiedOn, document, recorded_by: recordedBy, recorded_at: recordedAt })
    .where('id', '=', id)
    .execute()
}

/** An organisation's translation, kept from others while it is changed; throws `missing` / `not_found`. */
export async function findTranslation(tx: Tx, org: string, id: string): Promise<Translation> {
  const query = tx.selectFrom('request_translations').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await query.forUpdate().executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such translation here')
  return readTranslation(row)
}

/** Those of one request, the first asked for first. */
export async function findTranslations(db: Db, org: string, request: string): Promise<Translation[]> {
  const query = db.selectFrom('request_translations').selectAll().where('org_id', '=', org)
  const rows = await query.where('request_id', '=', request).orderBy('asked_at').orderBy('id').execute()
  return rows.map(readTranslation)
}

function readTranslation(row: Row<'request_translations'>): Translation {
  const { translator, certified_on: certifiedOn, document, recorded_by: recordedBy, recorded_at: recordedAt } = row
  const isCertified = translator && certifiedOn && document && recordedBy && recordedAt
  return {
    id: row.id,
    request: row.request_id,
    org: row.org_id,
    language: row.language,
    form: row.form,
    version: row.version,
    of: row.of,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    certificate: isCertified ? { translator, certifiedOn, document, recordedBy, recordedAt } : undefined,
  }
}
