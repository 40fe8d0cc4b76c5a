import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { Seat } from '../../law/index.ts'
import { tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { FormCopy } from '../forms/form.ts'
import type { MessageBody } from '../messages.ts'
import type { Request, Setting } from '../request.ts'
import { keeperOf } from './effects.ts'
import { type Entry, type EntryBody, type EntryKind, lastOf } from './entries.ts'
import type { Court, ReviewFile } from './review.ts'

export type Told = Exclude<Entry, { kind: 'objection' }>

/** Whom an entry of this organisation goes to, with what each of them may read of it. */
export async function tellOthers(
  tx: Tx,
  request: Request,
  review: ReviewFile,
  entry: Told,
  setting: Setting,
  court?: Court,
): Promise<void> {
  for (const [org, body] of readersOf(request, review, entry)) {
    const { kind, name, at } = entry
    const told = { kind, name, at, body } as never
    await tell(
      tx,
      request,
      org,
      'hearing',
      { request: request.origin, review: review.id, entry: told, ...(court && { court }) },
      setting.now(),
    )
  }
}

function readersOf(request: Request, review: ReviewFile, { kind, body }: Told): Map<string, EntryBody<EntryKind>> {
  const keeper = keeperOf(request)
  const holder = review.holder.org
  const court = review.court?.org
  const authorities = request.parties.filter(({ seat }) => seat === 'central').map(({ org }) => org)
  const to = (orgs: readonly (string | undefined)[], what: EntryBody<EntryKind> = body) =>
    orgs.filter((org) => org !== undefined && org !== request.org).map((org) => [org as string, what] as const)
  switch (kind) {
    case 'view':
      return new Map(to([keeper]))
    case 'brought':
      return new Map(to([keeper, holder, ...authorities], { ...body, statement: '', points: [] }))
    case 'response':
      return new Map(to([court, ...(body.shared ? [holder] : [])]))
    case 'answer':
      return new Map([...to([keeper]), ...to([holder], { text: '' })])
    case 'withdrawn':
      return new Map(to([keeper, court, ...authorities]))
    case 'ruling':
      // The enforcing authority learns it from the authority whose order it is.
      return new Map(request.org === keeper ? to(authorities) : to([keeper, holder]))
    default:
      return new Map(to([keeper, holder]))
  }
}

/** Puts the whole file before the court. */
export async function tellCourt(
  tx: Tx,
  request: Request,
  review: ReviewFile,
  court: Court,
  entry: Extract<Entry, { kind: 'brought' }>,
  setting: Setting,
): Promise<void> {
  const objection = lastOf(review.entries, 'objection')
  const asking = request.facts.asking?.state
  if (!objection || !asking) throw new RequestError('conflict', 'not_current', 'There is no objection to bring')
  const form = withoutHidden(request, 'court', setting)
  const views = review.entries.filter((one) => one.kind === 'view')
  const { form: paper, ...rest } = objection.body
  await tell(
    tx,
    request,
    court.org,
    'review',
    {
      request: request.origin,
      title: request.title,
      fileNumber: request.fileNumber,
      rule: request.rule,
      routeTitle: request.routeTitle,
      ...(request.to && { to: request.to }),
      asking,
      law: request.law,
      items: request.items.map(({ id, category }) => ({ id, ...(category && { category }) })),
      parties: request.parties.map(({ seat, state, org, name }) => ({ seat, state, org, name })),
      keeper: keeperOf(request),
      ...(request.author && { author: request.author }),
      ...(form && { form: plain(form) }),
      ...(request.digest && { digest: request.digest }),
      review: {
        id: review.id,
        ground: review.ground,
        step: review.step,
        items: [...review.items],
        holder: review.holder,
        court,
        opened: review.openedAt,
        objection: { ...rest, name: objection.name, ...(paper && { form: plain(paper) }) },
        views: views.map(({ org, name, at, body }) => ({ org, name, at, body })),
        brought: { name: entry.name, body: entry.body },
      },
      at: instantText(setting.now()),
    },
    setting.now(),
  )
}

/** The form as this organisation has it, without what the law hides from the reader. */
function withoutHidden({ copy, law: { on } }: Request, seat: Seat, { law }: Setting): FormCopy | undefined {
  if (!copy) return undefined
  const sections = law.at(on).find('form', copy.form)?.sections ?? []
  const hidden = new Set(sections.filter(({ hidden_from }) => hidden_from.includes(seat)).map(({ id }) => id))
  return { ...copy, sections: copy.sections.filter(({ id }) => !hidden.has(id)) }
}

/** Labels and values as plain JSON, for the wire. */
const plain = (form: FormCopy): NonNullable<MessageBody<'review'>['form']> => JSON.parse(JSON.stringify(form))
