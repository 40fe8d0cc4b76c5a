import { base64 } from '../base/bytes.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import type { Seat } from '../law/index.ts'
import { actOf } from './acts/acts.ts'
import { courseOf, tell } from './course.ts'
import { RequestError } from './errors.ts'
import { filledForm } from './filling.ts'
import { copyFor, type FormCopy } from './forms/form.ts'
import { ancestors, type Course, phaseOf } from './lifecycle.ts'
import type { MessageBody, Presented } from './messages.ts'
import { askedOf, entryOf, handedOnBy, isOutside, packageFor } from './passing-on.ts'
import { languagesFor, printed } from './printing.ts'
import type { Party, Request, Setting, Step } from './request.ts'
import { setVia } from './store/steps.ts'
import { replacedBy } from './store/versions.ts'

/**
 * Puts the steps whose turn has come before whoever is to do them or to pass them on: one message for each organisation,
 * with every step that follows from them alone. Nobody is asked twice for the same step.
 */
export async function askOthers(tx: Tx, request: Request, setting: Setting): Promise<void> {
  const course = await courseOf(tx, request)
  const { steps } = course
  const unasked = steps.filter(({ is, via, doer }) => is === 'current' && via === undefined && doer !== request.org)
  const byOrganisation = Map.groupBy(unasked, (step) => askedOf(steps, request.org, step))
  for (const [org, begun] of byOrganisation) {
    const [first] = begun
    if (org === undefined || !first) continue
    const handed = packageFor(steps, request.org, org, begun)
    const body = await presentation(tx, course, partyFor(course, org), handed, setting)
    const type = messageFor(steps, request.org, first)
    const statement = statementFor(type, course.request, body.form !== undefined)
    const replaces = type === 'submission' ? await replacedBy(tx, request.id) : undefined
    const told = { ...body, ...(statement && { statement }), ...(replaces && { replaces }) }
    await tell(tx, request, org, type, told, setting.now())
    const ids = handed.map(({ id }) => id)
    await setVia(tx, request.id, ids, org)
  }
}

/** Who approves reads why it is asked for; whoever gets it without a form is told whose data, and of which time. */
function statementFor(type: string, { direction, statement }: Request, hasForm: boolean): Request['statement'] {
  if (!statement) return undefined
  if (type === 'submission') return direction === 'outgoing' ? statement : undefined
  if (type !== 'order' || hasForm) return undefined
  const { identifiers, period, reach } = statement
  return { ...(identifiers && { identifiers }), ...(period && { period }), ...(reach && { reach }) }
}

/** What crosses a border, or answers a departure, is the request itself; what is asked of one's own side is a submission. */
function messageFor(steps: readonly Step[], own: string, step: Step): 'order' | 'notification' | 'submission' {
  const entry = entryOf(steps, own, step)
  const by = handedOnBy(steps, entry)
  const { askedBy } = actOf(entry.does)
  const isCrossing = by !== undefined && phaseOf(by) === 'departing' && by.state !== entry.state
  if (askedBy && !isCrossing) return askedBy
  return (by && actOf(by.does).carries) ?? 'order'
}

/**
 * A departure that nothing waits for brings a further paper to whoever was asked before it: an extension, a confirmation.
 * Answers whether there is anybody.
 */
export async function supplement(tx: Tx, course: Course, step: Step, text: string, setting: Setting): Promise<boolean> {
  const { request, steps } = course
  const before = ancestors(steps, step)
  const told = new Set([...before].map(({ via }) => via).filter((org) => org !== undefined))
  const [latest] = steps.filter((one) => step.after.includes(one.id) && one.via !== undefined).map(({ via }) => via)
  const to = latest ?? [...told].at(-1)
  if (to === undefined) return false
  const filled = step.form === undefined ? undefined : await filledForm(tx, course, setting, step.form)
  const reader = partyFor(course, to)
  const form = filled && copyFor(filled, reader.seat)
  const body = {
    request: request.origin,
    step: step.id,
    title: step.title,
    moments: [...step.moments],
    ...(step.clocks.length > 0 && { clocks: [...step.clocks] }),
    ...(text && { text }),
    ...(form && {
      form: asWire(form),
      pdf: base64(
        await printed(form, { missing: [] }, request, setting, languagesFor(request, form.form, reader, setting)),
      ),
    }),
    at: instantText(setting.now()),
  }
  await tell(tx, request, to, 'supplement', body, setting.now())
  return true
}

/** Tells on what we were told to those we passed the request on to. */
export async function tellAgain<T extends 'supplement' | 'narrowing' | 'measure' | 'withdrawal' | 'closing'>(
  tx: Tx,
  request: Request,
  to: readonly string[],
  type: T,
  body: MessageBody<T>,
  now: Temporal.Instant,
): Promise<void> {
  for (const org of to) await tell(tx, request, org, type, body, now)
}

function partyFor({ request }: Course, org: string): Party {
  const party = request.parties.find((one) => one.org === org)
  if (!party)
    throw new RequestError('invalid', 'party_missing', `Nothing is known of the organisation ${org}`, {
      path: 'parties',
    })
  return party
}

/** The request as one reader may see it: what it is to do or pass on, and the form without the sections hidden from its seat. */
async function presentation(
  tx: Tx,
  course: Course,
  reader: Party,
  steps: readonly Step[],
  setting: Setting,
): Promise<Presented> {
  const { request } = course
  const filled = request.direction === 'outgoing' ? await filledForm(tx, course, setting) : undefined
  const form = filled ? copyFor(filled, reader.seat) : seenBy(request, reader.seat, setting)
  const { digest, author } = request
  const asking = request.facts.asking?.state
  if (!digest || !author) throw new RequestError('conflict', 'not_current', 'The request has not been handed in')
  if (!asking) throw new RequestError('conflict', 'not_current', 'Nobody knows whose request this is')
  return {
    request: request.origin,
    title: request.title,
    fileNumber: request.fileNumber,
    rule: request.rule,
    routeTitle: request.routeTitle,
    ...(request.to && { to: request.to }),
    asking,
    ...(request.facts.urgency === 'emergency' && { urgency: 'emergency' as const }),
    ...(request.facts.holder?.name && { company: request.facts.holder.name }),
    happened: happenedBefore(course, steps, setting),
    law: request.law,
    items: request.items.map(({ id, category }) => ({ id, ...(category && { category }) })),
    parties: request.parties
      .filter(({ org }) => !isOutside(org))
      .map(({ languages, steps: theirs, ...party }) => ({
        ...party,
        ...(languages && { languages: [...languages] }),
        ...(theirs && { steps: [...theirs] }),
      })),
    steps: steps.map(({ doer, ...step }) => ({
      id: step.id,
      title: step.title,
      seat: step.seat,
      state: step.state,
      ...(step.authority && { authority: step.authority }),
      does: step.does,
      ...(step.form && { form: step.form }),
      clocks: [...step.clocks],
      moments: [...step.moments],
      after: [...step.after],
      cite: step.cite,
      certain: step.certain,
      ...(doer && !isOutside(doer) && { doer }),
    })),
    author,
    ...(form && {
      form: asWire(form),
      pdf: base64(
        await printed(
          form,
          filled ?? { missing: [] },
          request,
          setting,
          languagesFor(request, form.form, reader, setting),
        ),
      ),
    }),
    digest,
    at: instantText(setting.now()),
  }
}

/** What has happened already that a period of these steps runs from. */
function happenedBefore({ steps, request }: Course, handed: readonly Step[], { law }: Setting): Presented['happened'] {
  const edition = law.at(request.law.on)
  const starts = new Set(handed.flatMap(({ clocks }) => clocks).map((id) => edition.find('clock', id)?.starts))
  return steps
    .filter(({ is, since }) => is === 'done' && since !== undefined)
    .flatMap(({ moments, since = '' }) =>
      moments.filter((one) => starts.has(one)).map((event) => ({ event, at: since })),
    )
}

/** The form as it was received, without what the law hides from the next reader. */
function seenBy({ copy, law: { on } }: Request, seat: Seat, { law }: Setting): FormCopy | undefined {
  if (!copy) return undefined
  const sections = law.at(on).find('form', copy.form)?.sections ?? []
  const hidden = new Set(sections.filter(({ hidden_from }) => hidden_from.includes(seat)).map(({ id }) => id))
  return { ...copy, sections: copy.sections.filter(({ id }) => !hidden.has(id)) }
}

/** Labels and values as plain JSON, for the wire. */
const asWire = (form: FormCopy): NonNullable<Presented['form']> => JSON.parse(JSON.stringify(form))
