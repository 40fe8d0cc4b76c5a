import { type Actor, membersOf, permit } from '../accounts/index.ts'
import { hex, utf8 } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText, isDay } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { LawBase } from '../law/index.ts'
import { courseOf, note, personOf } from './course.ts'
import { RequestError } from './errors.ts'
import { filledForm } from './filling.ts'
import { copyFor, type FormCopy } from './forms/form.ts'
import { lineFrom } from './matters.ts'
import type { Request, Setting } from './request.ts'
import { findRequest } from './store/requests.ts'
import {
  type Certificate,
  findTranslation,
  findTranslations,
  insertTranslation,
  setCertificate,
  type Translation,
} from './store/translations.ts'

/** Whether it still is a translation of what the form says: changed since, it has to be asked for again. */
export type TrackedTranslation = Translation & { readonly fits: boolean }

/** Asks for a translation of the form as it stands. Throws `bad_text` for what is no language, `not_found` without a form. */
export async function askTranslation(tx: Tx, actor: Actor, id: string, language: string, setting: Setting) {
  permit(actor, 'request.draft')
  if (!/^[a-z]{2}$/.test(language))
    throw new RequestError('invalid', 'bad_text', 'A language is told by two letters, such as de', { path: 'language' })
  const request = await findRequest(tx, actor.org, id, 'lock')
  const copy = await formAsItStands(tx, request, setting)
  if (!copy) throw new RequestError('missing', 'not_found', 'This request has no form to be translated')
  const at = setting.now()
  const of = digest(copy, request, setting)
  const before = (await findTranslations(tx, actor.org, id)).find((one) => one.language === language && one.of === of)
  if (before) {
    const who = await nameIn(tx, actor.org, before.askedBy)
    const message = `This translation was asked for already, by ${who} on ${before.askedAt}`
    throw new RequestError('conflict', 'already_decided', message)
  }
  const translation: Translation = {
    id: newId('translation', at.epochMilliseconds),
    request: request.id,
    org: actor.org,
    language,
    form: copy.form,
    version: copy.version,
    of,
    askedBy: actor.person,
    askedAt: instantText(at),
    certificate: undefined,
  }
  await insertTranslation(tx, translation)
  const { form, version } = translation
  await note(
    tx,
    request,
    'translation.asked',
    personOf(actor),
    { translation: translation.id, language, form, version, of },
    at,
  )
  return translation
}

/**
 * Records the certificate of a translation. Throws `already_decided` where it has one, and `not_current` where the form
 * has changed since it was asked for: what was translated is then not what will be sent.
 */
export async function certifyTranslation(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Pick<Certificate, 'translator' | 'certifiedOn' | 'document'>,
  setting: Setting,
): Promise<Translation> {
  permit(actor, 'request.draft')
  const translation = await findTranslation(tx, actor.org, id)
  if (translation.certificate) {
    const { recordedBy, recordedAt } = translation.certificate
    const message = `This translation was certified already, by ${await nameIn(tx, actor.org, recordedBy)} on ${recordedAt}`
    throw new RequestError('conflict', 'already_decided', message)
  }
  const request = await findRequest(tx, actor.org, translation.request)
  const at = setting.now()
  const certificate: Certificate = {
    translator: lineFrom(input.translator, 'translator'),
    certifiedOn: dayFrom(input.certifiedOn, at),
    document: digestFrom(input.document),
    recordedBy: actor.person,
    recordedAt: instantText(at),
  }
  const copy = await formAsItStands(tx, request, setting)
  if (!copy || digest(copy, request, setting) !== translation.of)
    throw new RequestError('conflict', 'not_current', 'The form has changed since; ask for its translation again')
  await setCertificate(tx, id, certificate)
  const { translator, certifiedOn, document } = certificate
  const body = {
    translation: id,
    language: translation.language,
    of: translation.of,
    translator,
    certifiedOn,
    document,
  }
  await note(tx, request, 'translation.certified', personOf(actor), body, at)
  return { ...translation, certificate }
}

/** The translations of a request, each with whether it still fits the form. */
export async function translationsOf(db: Db, org: string, id: string, setting: Setting): Promise<TrackedTranslation[]> {
  const request = await findRequest(db, org, id)
  const translations = await findTranslations(db, org, id)
  if (translations.length === 0) return []
  const copy = await formAsItStands(db, request, setting)
  const now = copy && digest(copy, request, setting)
  return translations.map((translation) => ({ ...translation, fits: translation.of === now }))
}

async function nameIn(db: Db, org: string, person: string): Promise<string> {
  return (await membersOf(db, org)).find((one) => one.person === person)?.name ?? person
}

/** As it was sent or received; of a draft, as its author sees it. */
async function formAsItStands(db: Db, request: Request, setting: Setting): Promise<FormCopy | undefined> {
  if (request.copy) return request.copy
  const filled = await filledForm(db, await courseOf(db, request), setting)
  return filled && copyFor(filled, 'authority')
}

/** What sending and validating write by themselves: days, names and numbers that need no translator. */
const written = /^request\.(?:sent$|validator\.)/

/** The boxes of a form that the system writes when it is sent and validated. */
export function writtenBoxes(
  copy: FormCopy | undefined,
  { law: { on } }: Pick<Request, 'law'>,
  law: LawBase,
): Set<string> {
  const form = copy && law.at(on).find('form', copy.form)
  const fields = form?.sections.flatMap((section) => section.fields) ?? []
  return new Set(fields.filter(({ from = '' }) => written.test(from)).map(({ id }) => id))
}

/** SHA-256 (hex) over the labels and values that a translator translates. */
function digest(copy: FormCopy, request: Request, { law }: Setting): string {
  const passedOver = writtenBoxes(copy, request, law)
  const sections = copy.sections.map(({ id, title, boxes }) => ({
    id,
    title,
    boxes: boxes.filter((box) => !passedOver.has(box.id)),
  }))
  return hex(sha256(utf8(canonicalJson(JSON.parse(JSON.stringify({ ...copy, sections }))))))
}

function dayFrom(input: string, now: Temporal.Instant): string {
  if (isDay(input) && input <= now.toString().slice(0, 10)) return input
  const message = 'The certificate bears a day such as 2026-11-21, not one to come'
  throw new RequestError('invalid', 'bad_text', message, { path: 'certifiedOn' })
}

function digestFrom(input: string): string {
  if (/^[0-9a-f]{64}$/.test(input)) return input
  throw new RequestError('invalid', 'bad_text', 'The document is told by its SHA-256 in hexadecimal', {
    path: 'document',
  })
}
