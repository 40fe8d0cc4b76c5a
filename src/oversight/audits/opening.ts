import { type Actor, isPermitted, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { findMatter, incidentsOf, listRequests, mattersOver, type Request, type Setting } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { findInspection, listInspections } from '../inspections/store.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { type Audit, type AuditSubject, answersIn, auditSubjects } from './audit.ts'
import { questionsFor } from './questions.ts'
import { auditEntries, findAudit, insertAudit, listAudits, setAuditClosed } from './store.ts'

export interface NewAudit {
  readonly subject: string
  /** The matter, incident or inspection. */
  readonly about: string
  readonly title: string
  readonly cause: string
}

/** Something that is over and can be looked back at. */
export interface Auditable {
  readonly subject: AuditSubject
  readonly about: string
  readonly title: string
}

/**
 * Opens an audit of what is over: a matter none of whose requests still runs, an incident that was put down, an inspection that
 * was closed. Throws `bad_text`, `not_over`, `already_open`, and what finding the subject throws.
 */
export async function openAudit(tx: Tx, actor: Actor, input: NewAudit, { law, now }: Setting): Promise<Audit> {
  permit(actor, 'audit.open')
  const at = now()
  const subject = auditSubjects.find((one) => one === input.subject)
  if (!subject) throw bad('Say what it is about: a matter, an incident or an inspection', 'about')
  const requests = await subjects[subject](tx, actor, input.about)
  const open = (await listAudits(tx, actor.org)).find(({ about, closed }) => about === input.about && !closed)
  if (open)
    throw new OversightError('conflict', 'already_open', `${open.opened.name} opened an audit of this on ${open.opened.at}`)
  const day = instantText(at).slice(0, 10)
  const audit: Audit = {
    id: newId('audit', at.epochMilliseconds),
    ...{ org: actor.org, subject, about: input.about },
    title: textFrom(input.title, 'title', 300),
    cause: textFrom(input.cause, 'cause', 5_000),
    questions: await questionsFor(tx, law, { org: actor.org, requests, day }),
    opened: { name: actor.name, at: instantText(at) },
    closed: undefined,
  }
  await insertAudit(tx, audit)
  const { id, about, title, cause, questions } = audit
  const body = { subject, of: about, title, reason: cause, questions: questions.length, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'audit.opened', about: id, body }, at)
  return audit
} // biome-ignore format: its refusals in lines

const notOver = (message: string) => new OversightError('conflict', 'not_over', message, { path: 'about' })

/** That it is there, is this organisation's, and is over; the requests it was made of. */
const subjects: { readonly [S in AuditSubject]: (tx: Tx, actor: Actor, id: string) => Promise<Request[]> } = {
  async matter(tx, actor, id) {
    permit(actor, 'matter.read')
    const matter = await findMatter(tx, actor.org, id)
    const requests = await listRequests(tx, actor.org, { matter: matter.id, limit: 1_000 })
    if (requests.length === 0) throw notOver('Nothing was asked in this matter: there is nothing to look back at')
    if ((await mattersOver(tx, actor.org, matter.id)).length === 0) {
      const running = requests.find(({ endedAt }) => endedAt === undefined)
      throw notOver(`The request ‘${running?.title ?? matter.title}’ still runs`)
    }
    return requests
  },
  async incident(tx, actor, id) {
    const incident = (await incidentsOf(tx, actor.org)).find((one) => one.id === id)
    if (!incident) throw new OversightError('missing', 'no_such_incident', 'There is no such incident here')
    return []
  },
  async inspection(tx, actor, id) {
    permit(actor, 'oversight.inspect')
    const { closed } = await findInspection(tx, actor.org, id)
    if (!closed) throw notOver('The inspection is not closed yet')
    return []
  },
}

/**
 * What of one's organisation is over, the newest first, and not being audited now; of the matters, those changed last and the
 * one named.
 */
export async function auditableOf(db: Db, actor: Actor, named?: string): Promise<Auditable[]> {
  permit(actor, 'audit.open')
  const taken = new Set((await listAudits(db, actor.org)).filter(({ closed }) => !closed).map(({ about }) => about))
  const found: Auditable[] = []
  if (isPermitted(actor, 'matter.read')) {
    const over = await mattersOver(db, actor.org)
    const asked = named && !over.some(({ id }) => id === named) ? await mattersOver(db, actor.org, named) : []
    for (const { id, title, fileNumber } of [...asked, ...over])
      found.push({ subject: 'matter', about: id, title: `${title} (${fileNumber})` })
  }
  for (const { id, state, day } of await incidentsOf(db, actor.org)) found.push({ subject: 'incident', about: id, title: `${state}, ${day}` })
  if (isPermitted(actor, 'oversight.inspect'))
    for (const { id, title, closed } of await listInspections(db, actor.org))
      if (closed) found.push({ subject: 'inspection', about: id, title })
  return found.filter(({ about }) => !taken.has(about))
} // biome-ignore format: short

/** The audit, still open. Throws `no_such_audit`, `audit_closed`. */
export async function openOne(tx: Tx, actor: Actor, id: string): Promise<Audit> {
  permit(actor, 'audit.write')
  const audit = await findAudit(tx, actor.org, id, 'lock')
  if (audit.closed)
    throw new OversightError('conflict', 'audit_closed', `${audit.closed.name} closed it on ${audit.closed.at}`)
  return audit
}

/** Closes an audit once every question was answered. Throws `audit_unfinished` naming the first that was not, `bad_text`. */
export async function closeAudit(
  tx: Tx,
  actor: Actor,
  id: string,
  { conclusion: input }: { readonly conclusion: string },
  at: Temporal.Instant,
): Promise<Audit> {
  permit(actor, 'audit.open')
  const audit = await openOne(tx, actor, id)
  const conclusion = textFrom(input, 'conclusion', 20_000)
  const entries = await auditEntries(tx, actor.org, id)
  const answers = answersIn(entries)
  const missing = audit.questions.find((one) => !answers.has(one.id))
  if (missing) throw new OversightError('invalid', 'audit_unfinished', `Nobody has answered: ${missing.says}`, { path: `answers.${missing.id}` })
  const closed = { name: actor.name, at: instantText(at), conclusion }
  await setAuditClosed(tx, id, closed)
  const body = { reason: conclusion, answers: answers.size, entries: entries.length, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'audit.closed', about: id, body }, at)
  return { ...audit, closed }
} // biome-ignore format: its refusals in lines
