import { findOrganisation } from '../accounts/index.ts'
import { hex, utf8 } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { instantText } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import type { DataItem, LawBase } from '../law/index.ts'
import { loadCourse } from './course.ts'
import { RequestError } from './errors.ts'
import { formContext, treatyOf, validationIn } from './forms/context.ts'
import { fillForm } from './forms/fill.ts'
import type { FilledForm } from './forms/form.ts'
import { type Course, phaseOf } from './lifecycle.ts'
import type { Request, Setting } from './request.ts'

/** The form of the request as its author sees it, hidden sections included; undefined where the route has none. */
export async function formOf(db: Db, org: string, id: string, setting: Setting): Promise<FilledForm | undefined> {
  return filledForm(db, await loadCourse(db, org, id), setting)
}

/**
 * The rule id of the form the request goes out on: the route's own, or the one it is drafted or sent on, or else the one
 * the other side will look for.
 */
function formIdOf({ request, steps }: Course, law: LawBase): string | undefined {
  const formIn = (phase: ReturnType<typeof phaseOf>) =>
    steps.find((step) => phaseOf(step) === phase && step.form !== undefined)?.form
  const route = law.at(request.law.on).find('route', request.rule)
  return route?.form ?? formIn('drafting') ?? formIn('departing') ?? formIn('answering')
}

/** The request on its form, or on another one: a further paper fills itself from the same facts. */
export async function filledForm(
  db: Db,
  course: Course,
  { law, now }: Setting,
  formId = formIdOf(course, law),
): Promise<FilledForm | undefined> {
  const { request, steps, decisions } = course
  if (formId === undefined) return undefined
  const own = await findOrganisation(db, request.org)
  const sent = (request.leftAt ?? instantText(now())).slice(0, 10)
  const validatedBy = validationIn(steps, decisions)?.details.type
  const asking = { ...request.facts.asking, ...(typeof validatedBy === 'string' && { validatedBy }) }
  const facts = { ...request.facts, asking, data: request.items as DataItem[] } as Request['facts']
  const context = formContext({ request, own, steps, decisions, sent, treaty: treatyOf(request, law) })
  return fillForm(law, formId, {
    facts,
    request: context,
    answers: request.answers,
    on: request.law.on,
    ...(request.to && { to: request.to }),
  })
}

/** Throws `boxes_missing` with every box that must be filled and is not; a draft may wait for what validation adds. */
export async function refuseIncomplete(db: Db, course: Course, setting: Setting, as?: 'draft'): Promise<void> {
  const form = await filledForm(db, course, setting)
  const missing = (form?.missing ?? []).filter(({ awaitsValidation }) => !(as === 'draft' && awaitsValidation))
  const [first] = missing
  if (!first) return
  const more = missing.length > 1 ? `, and ${missing.length - 1} more` : ''
  throw new RequestError('invalid', 'boxes_missing', `${first.says}${more}`, { path: first.path, missing })
}

/** SHA-256 over what those who approve it approve: change any of it, and their approval is of something else. */
export function digestOf({
  origin,
  title,
  fileNumber,
  rule,
  to,
  law,
  facts,
  items,
  parties,
  answers,
  statement,
}: Request): string {
  const content = {
    origin,
    title,
    fileNumber,
    rule,
    to: to ?? null,
    law,
    facts,
    items,
    parties,
    answers,
    ...(statement && { statement }),
  }
  return hex(sha256(utf8(canonicalJson(content))))
}
