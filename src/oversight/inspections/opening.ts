import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { mandateInForce, textFrom } from '../mandates/giving.ts'
import { findPlan } from '../sampling/store.ts'
import type { Inspection } from './inspection.ts'
import { findInspection, insertInspection } from './store.ts'

/** Whose files are read and why: a drawn sample, or files an alarm, a comparison or a complaint led to. */
export type NewInspection =
  | { readonly plan: string; readonly title: string }
  | { readonly overseen: string; readonly title: string; readonly cause: string; readonly requests: readonly string[] }

/**
 * Opens an inspection; the overseen is not told before it is closed. Throws `no_mandate`, `no_such_plan`, `bad_plan` for a plan that
 * was not drawn, `bad_text` without a cause or files.
 */
export async function openInspection(tx: Tx, actor: Actor, input: NewInspection, at: Temporal.Instant): Promise<Inspection> {
  permit(actor, 'oversight.inspect')
  const drawn = 'plan' in input ? await drawnBy(tx, actor, input.plan) : undefined
  const overseen = drawn?.overseen ?? ('overseen' in input ? input.overseen : '')
  const mandate = await mandateInForce(tx, actor.org, overseen, at)
  const requests = [...new Set(drawn?.requests ?? ('requests' in input ? input.requests : []))]
  if (requests.length === 0 || requests.some((id) => !/^request_[0-9a-z]{26}$/.test(id)))
    throw new OversightError('invalid', 'bad_text', 'Name the files by their ids', { path: 'requests' })
  const inspection: Inspection = {
    id: newId('inspection', at.epochMilliseconds),
    ...{ org: actor.org, overseen, mandate: mandate.id, plan: drawn?.id },
    title: textFrom(input.title, 'title', 300),
    cause: drawn?.title ?? textFrom('cause' in input ? input.cause : '', 'cause', 5000),
    requests: requests.slice(0, 10_000),
    opened: { name: actor.name, at: instantText(at) },
    closed: undefined,
  }
  await insertInspection(tx, inspection)
  const { id, cause } = inspection
  const body = { overseen, mandate: mandate.id, plan: drawn?.id ?? null, reason: cause, requests, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.inspection-opened', about: id, body }, at)
  return inspection
} // biome-ignore format: short

async function drawnBy(tx: Tx, actor: Actor, id: string) {
  const { overseen, sample, plan } = await findPlan(tx, actor.org, id)
  if (!sample) throw new OversightError('conflict', 'bad_plan', 'Nothing was drawn by this plan yet')
  return { id, overseen, title: plan.title, requests: sample.drawn.map((one) => one.id) }
}

/** The inspection, still open, with this file in it. Throws `no_such_inspection`, `inspection_closed`, `not_in_inspection`. */
export async function openFileOf(tx: Tx, actor: Actor, id: string, request: string): Promise<Inspection> {
  permit(actor, 'oversight.inspect')
  const inspection = await findInspection(tx, actor.org, id, 'lock')
  if (inspection.closed)
    throw new OversightError('conflict', 'inspection_closed', `It was closed by ${inspection.closed.name}: nothing more is read`)
  if (!inspection.requests.includes(request))
    throw new OversightError('forbidden', 'not_in_inspection', 'This file is not among those of the inspection')
  return inspection
} // biome-ignore format: short
