import type { Db } from '../../db/index.ts'
import { loadCourse } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { FormCopy } from '../forms/form.ts'
import { languagesFor, printed } from '../printing.ts'
import type { Decision, Request, Setting } from '../request.ts'
import { findClaims } from '../store/costs.ts'
import { findEntries } from '../store/entries.ts'
import type { ItemAccount } from './account.ts'
import { accountFor } from './accounting.ts'
import type { CostClaim } from './claim.ts'
import { type CostsRule, costsRulesOf } from './costs.ts'
import type { AnsweringEntry } from './entries.ts'
import { type Bar, barOf, type NoticeRule, noticeRuleOf } from './notice.ts'
import { type SufficiencyPoint, sufficiencyOf } from './sufficiency.ts'

/** All that is said and done beside the steps while a request is answered, as one organisation knows it. */
export interface AnsweringFile {
  readonly request: Request
  /** What the holder looks at before it carries the order out; empty at other seats. */
  readonly points: readonly SufficiencyPoint[]
  /** Oldest first. */
  readonly entries: readonly AnsweringEntry[]
  /** What became of each item. */
  readonly account: readonly ItemAccount[]
  readonly notice: { readonly rule: NoticeRule | undefined; readonly bar: Bar | undefined }
  /** Under which rules costs may be claimed, and what was. */
  readonly costs: { readonly rules: readonly CostsRule[]; readonly claims: readonly CostClaim[] }
}

/** Throws `not_found` also for another organisation's request. */
export async function answeringFile(
  db: Db,
  org: string,
  id: string,
  { law, now }: Pick<Setting, 'law' | 'now'>,
): Promise<AnsweringFile> {
  const course = await loadCourse(db, org, id)
  const { request, beside = [] } = course
  const rule = noticeRuleOf(law, request)
  return {
    request,
    points: request.direction === 'incoming' ? sufficiencyOf(law, request, org) : [],
    entries: beside,
    account: await accountFor(db, course),
    notice: { rule, bar: request.direction === 'incoming' ? barOf(rule, course, now()) : undefined },
    costs: { rules: costsRulesOf(law, request), claims: await findClaims(db, org, request.id) },
  }
}

/** The paper of an entry, printed: the form a question or a refusal was raised on, or the notice to the user. Throws `not_found`. */
export async function printEntry(
  db: Db,
  org: string,
  id: string,
  entryId: string,
  setting: Setting,
): Promise<Uint8Array<ArrayBuffer>> {
  const { request, decisions } = await loadCourse(db, org, id)
  const entry =
    (await findEntries(db, request.id)).find((one) => one.id === entryId) ??
    decisions.map(objectionIn).find((one) => one?.id === entryId)
  const form = entry && 'form' in entry.body ? entry.body.form : undefined
  if (!entry || !form) throw new RequestError('missing', 'not_found', 'There is no such paper here')
  const other = entry.kind === 'notice' ? undefined : request.parties.find((party) => party.org === request.counterpart)
  const languages = languagesFor(request, form.form, other, setting)
  return printed(form, { missing: [] }, { ...request, leftAt: entry.at }, setting, languages)
}

/** An objection with the form it was raised on, as an entry of the file. */
const objectionIn = ({ id, at, outcome, details }: Decision) =>
  outcome === 'objected' && details.form
    ? { id: id as string, at, kind: 'objection' as const, body: { form: details.form as unknown as FormCopy } }
    : undefined
