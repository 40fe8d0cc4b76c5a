import type { Db } from '../db/index.ts'
import { loadCourse } from './course.ts'
import { filledForm } from './filling.ts'
import { copyFor, type FilledForm, type FormCopy } from './forms/form.ts'
import { type PaperLanguages, paperLanguages } from './forms/languages.ts'
import { printForm } from './forms/print.ts'
import type { Party, Request, Setting } from './request.ts'

type Pdf = Uint8Array<ArrayBuffer>

/** A form on paper. A draft until it leaves: what a judge validates is printed with the mark. */
export function printed(
  copy: FormCopy,
  filled: Pick<FilledForm, 'missing'>,
  request: Request,
  { law, now }: Setting,
  languages: PaperLanguages,
): Promise<Pdf> {
  const edition = law.at(request.law.on)
  const form = edition.find('form', copy.form)
  const instrument = edition.find('instrument', form?.instrument ?? '')
  const { from, to } = form?.in_force ?? instrument?.in_force ?? {}
  return printForm(copy, {
    ...languages,
    translate: law.translate,
    draft: request.leftAt === undefined,
    missing: filled.missing.map(({ path }) => path),
    ...(instrument && { instrument: instrument.citation }),
    valid: { ...(from && { from }), ...(to && { to }) },
    official: form?.languages[languages.language] === 'text',
    request: request.origin,
    fileNumber: request.fileNumber,
    ...(request.author && { author: request.author.name }),
    lawDigest: request.law.digest,
    at: now(),
  })
}

/** In which languages a paper of this request goes to that reader: its own, and beside it the one of those who send it. */
export function languagesFor(request: Request, formId: string, reader: Party | undefined, { law }: Setting) {
  const form = law.at(request.law.on).find('form', formId)
  const sender = request.parties.find(({ org }) => org === request.org)
  return paperLanguages(form, reader?.languages ?? [], sender?.languages ?? [])
}

/**
 * The form of a request as this organisation may see it, printed: its own with what is missing marked, or the one it got.
 * Without `languages` it is printed as it goes to the other side.
 */
export async function printRequest(
  db: Db,
  org: string,
  id: string,
  setting: Setting,
  languages?: PaperLanguages,
): Promise<Pdf | undefined> {
  const course = await loadCourse(db, org, id)
  const { request } = course
  const filled = request.copy ? undefined : await filledForm(db, course, setting)
  const copy = request.copy ?? (filled && copyFor(filled, 'authority'))
  const reader = request.parties.find((party) => party.org === request.counterpart)
  return (
    copy &&
    printed(
      copy,
      filled ?? { missing: [] },
      request,
      setting,
      languages ?? languagesFor(request, copy.form, reader, setting),
    )
  )
}
