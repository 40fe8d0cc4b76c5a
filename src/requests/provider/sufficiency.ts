import { type Actor, permit } from '../../accounts/index.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { loadCourse, note, personOf, refuseEnded } from '../course.ts'
import { RequestError } from '../errors.ts'
import { fillForm } from '../forms/fill.ts'
import type { Box } from '../forms/form.ts'
import type { Request, Setting } from '../request.ts'
import { enter } from './entering.ts'
import type { FoundPoint } from './entries.ts'

/** One thing the holder looks at before it carries an order out. */
export interface SufficiencyPoint {
  /** The id of the law's check, or `box:` and the id of a box that must be filled. */
  readonly point: string
  readonly title: string
  readonly cite: string | undefined
  /** The ground on which it is reported where it does not hold. */
  readonly ground: string | undefined
  /** What has to be looked at. */
  readonly record: readonly string[]
  /** What the order itself shows; undefined where a person has to look. */
  readonly found: boolean | undefined
  /** The boxes of the form that are empty and may not be. */
  readonly empty: readonly Pick<Box, 'id' | 'number' | 'label'>[]
}

/** A point of the law's own list, not one of a form. */
export const isOfLaw = ({ point }: Pick<SufficiencyPoint, 'point'>): boolean => !point.startsWith('box:')

/**
 * Whether an order is complete and can be carried out: the law's own list for its route, else one point for the whole form
 * and the boxes it leaves empty. What can be read off the order is said; the rest is for a person.
 */
export function sufficiencyOf(law: LawBase, request: Request, own: string): SufficiencyPoint[] {
  const empty = emptyBoxes(law, request)
  const points = checksOfOrder(law, request).map(
    (check): SufficiencyPoint => ({
      point: check.rule,
      title: check.title,
      cite: check.cites[0]?.cite,
      ground: check.ground,
      record: check.record,
      found: readOff(check, request, own, empty),
      empty: check.reads === 'boxes' ? empty : [],
    }),
  )
  if (points.length > 0) return points
  return empty.map(({ id, number, label, cite }) => ({
    point: `box:${id}`,
    title: label,
    cite,
    ground: undefined,
    record: [],
    found: false,
    empty: [{ id, number, label }],
  }))
}

function checksOfOrder(law: LawBase, { rule, law: { on } }: Request): Rule<'check'>[] {
  const edition = law.at(on)
  return (edition.find('route', rule)?.checks ?? [])
    .flatMap((id) => edition.find('check', id) ?? [])
    .filter(({ of }) => of === 'order')
}

function readOff({ reads }: Rule<'check'>, request: Request, own: string, empty: readonly Box[]): boolean | undefined {
  if (reads === 'boxes') return request.copy ? empty.length === 0 : undefined
  if (reads !== 'addressee') return undefined
  const named = request.parties.filter(({ seat }) => seat === 'provider')
  return named.some(({ org }) => org === own) ? undefined : false
}

/** Boxes of the form as it came that must hold something and do not. */
function emptyBoxes(law: LawBase, { copy, facts, to, law: { on } }: Request): Box[] {
  if (!copy) return []
  const came = copy.sections.flatMap(({ boxes }) => boxes)
  const answers = Object.fromEntries(came.map(({ id, value }) => [id, value]))
  const form = fillForm(law, copy.form, { facts, request: {}, answers, on, ...(to && { to }) })
  const missing = new Set(form.missing.map(({ path }) => path))
  return came.filter(({ id, value }) => missing.has(id) && value === undefined)
}

/** What was found of each point, by its id. */
export type FoundPoints = Readonly<Record<string, { readonly holds: boolean; readonly note?: string | undefined }>>

/**
 * Writes down what was found, point by point. Throws `points_open` with every point nobody has looked at, and
 * `reason_missing` where one does not hold and nobody says why.
 */
export async function recordSufficiency(
  tx: Tx,
  actor: Actor,
  id: string,
  found: FoundPoints,
  { law, now }: Setting,
): Promise<{ readonly sufficient: boolean }> {
  permit(actor, 'order.check')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  const { request } = course
  const points = sufficiencyOf(law, request, actor.org)
  const answers = new Map(Object.entries(found))
  const open = points.filter(({ point }) => !answers.has(point))
  const [first] = open
  if (first) {
    const message = `Say of each point whether it holds: '${first.title}' is open`
    const missing = open.map(({ point, title, cite }) => ({
      path: `points.${point}`,
      section: '',
      label: title,
      says: title,
      ...(cite && { cite }),
      awaitsValidation: false,
    }))
    throw new RequestError('invalid', 'points_open', message, { path: `points.${first.point}`, missing })
  }
  const list = points.map(({ point, title, cite }): FoundPoint => {
    const { holds = false, note: why } = answers.get(point) ?? {}
    const said = why?.trim()
    if (!holds && !said)
      throw new RequestError('invalid', 'reason_missing', `Say what is wrong: '${title}'`, { path: `notes.${point}` })
    return { point, title, ...(cite && { cite }), holds, ...(said && { note: said }) }
  })
  const sufficient = list.every(({ holds }) => holds)
  const at = now()
  await enter(tx, request, 'sufficiency', personOf(actor), { points: list, sufficient }, at)
  const failing = list.filter(({ holds }) => !holds).map(({ point }) => point)
  await note(
    tx,
    request,
    'request.sufficiency-checked',
    personOf(actor),
    { name: actor.name, sufficient, ...(failing.length > 0 && { failing }) },
    at,
  )
  return { sufficient }
}
