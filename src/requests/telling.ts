import { base64 } from '../base/bytes.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { actOf } from './acts/acts.ts'
import { courseOf, loadCourse, tell } from './course.ts'
import { RequestError } from './errors.ts'
import { filledForm } from './filling.ts'
import { copyFor, type FilledForm, type FormCopy } from './forms/form.ts'
import { printForm } from './forms/print.ts'
import { type Course, toldBy } from './lifecycle.ts'
import type { Presented } from './messages.ts'
import type { Party, Request, Setting, Step } from './request.ts'

/** Asks the organisations of our own side whose turn has just come: the court that validates, the organ that approves. */
export async function askOwnSide(tx: Tx, request: Request, begun: readonly Step[], setting: Setting): Promise<void> {
  const course = await courseOf(tx, request)
  for (const step of begun) {
    const { askedBy } = actOf(step.does)
    if (!askedBy || !step.doer || step.doer === request.org) continue
    const body = await presentation(tx, course, partyFor(course, step.doer), [step], setting)
    await tell(tx, request, step.doer, askedBy, body, setting.now())
  }
}

/** Sends the request on its way: one message for each organisation that this departure tells. Throws `party_missing`. */
export async function sendOn(tx: Tx, course: Course, departing: Step, setting: Setting): Promise<void> {
  const { request, steps } = course
  const { carries = 'order' } = actOf(departing.does)
  const waiting = steps.filter(({ after }) => after.includes(departing.id))
  const unnamed = waiting.find(({ doer }) => doer === undefined)
  if (unnamed) {
    const message = `Name the organisation for '${unnamed.title}': ${unnamed.seat} in ${unnamed.state}`
    throw new RequestError('invalid', 'party_missing', message, { path: `parties.${unnamed.seat}` })
  }
  const told = toldBy(steps, departing)
  told.delete(request.org)
  if (told.size === 0) {
    throw new RequestError('invalid', 'party_missing', `Nobody is named to whom '${departing.title}' would go`, {
      path: 'parties',
    })
  }
  for (const [org, theirs] of told) {
    await tell(
      tx,
      request,
      org,
      carries,
      await presentation(tx, course, partyFor(course, org), theirs, setting),
      setting.now(),
    )
  }
}

function partyFor({ request }: Course, org: string): Party {
  const party = request.parties.find((one) => one.org === org)
  if (!party)
    throw new RequestError('invalid', 'party_missing', `Nothing is known of the organisation ${org}`, {
      path: 'parties',
    })
  return party
}

/** The request as one reader may see it: its own steps, and the form without the sections hidden from its seat. */
async function presentation(
  tx: Tx,
  course: Course,
  reader: Party,
  steps: readonly Step[],
  setting: Setting,
): Promise<Presented> {
  const { request } = course
  const filled = await filledForm(tx, course, setting)
  const form = filled && copyFor(filled, reader.seat)
  const { digest, author } = request
  if (!digest || !author) throw new RequestError('conflict', 'not_current', 'The request has not been handed in')
  return {
    request: request.origin,
    title: request.title,
    fileNumber: request.fileNumber,
    rule: request.rule,
    routeTitle: request.routeTitle,
    ...(request.to && { to: request.to }),
    law: request.law,
    items: request.items.map(({ id, category }) => ({ id, ...(category && { category }) })),
    parties: request.parties.map(({ languages, ...party }) => ({
      ...party,
      ...(languages && { languages: [...languages] }),
    })),
    steps: steps.map((step) => ({
      id: step.id,
      title: step.title,
      seat: step.seat,
      state: step.state,
      ...(step.authority && { authority: step.authority }),
      does: step.does,
      ...(step.form && { form: step.form }),
      clocks: [...step.clocks],
      after: [...step.after],
      cite: step.cite,
    })),
    author,
    ...(filled && form && { form: asWire(form), pdf: base64(printed(form, filled, request, setting)) }),
    digest,
    at: instantText(setting.now()),
  }
}

/** Labels and values as plain JSON, for the wire. */
const asWire = (form: FormCopy): NonNullable<Presented['form']> => JSON.parse(JSON.stringify(form))

/** A draft until it leaves: what a judge validates is printed with the mark. */
export function printed(
  copy: FormCopy,
  filled: Pick<FilledForm, 'missing'>,
  request: Request,
  { law, now }: Setting,
  language = 'en',
) {
  const edition = law.at(request.law.on)
  const instrument = edition.find('instrument', edition.find('form', copy.form)?.instrument ?? '')
  return printForm(copy, {
    language,
    translate: law.translate,
    draft: request.leftAt === undefined,
    missing: filled.missing.map(({ path }) => path),
    ...(instrument && { instrument: instrument.citation }),
    request: request.origin,
    fileNumber: request.fileNumber,
    ...(request.author && { author: request.author.name }),
    lawDigest: request.law.digest,
    at: now(),
  })
}

/** The form of a request as this organisation may see it, printed: its own with what is missing marked, or the one it got. */
export async function printRequest(
  db: Db,
  org: string,
  id: string,
  setting: Setting,
  language = 'en',
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const course = await loadCourse(db, org, id)
  const { request } = course
  if (request.copy) return printed(request.copy, { missing: [] }, request, setting, language)
  const filled = await filledForm(db, course, setting)
  return filled && printed(copyFor(filled, 'authority'), filled, request, setting, language)
}
