import type { Selectable } from 'kysely'
import type { Db, Tables, Tx } from '../db/index.ts'
import type { DataItem, Facts } from '../law/index.ts'
import { RequestError } from './errors.ts'
import type { FormCopy } from './forms/form.ts'
import type { MessageBody, MessageType } from './messages.ts'
import type {
  Clock,
  Decision,
  Matter,
  MatterId,
  Party,
  Request,
  RequestId,
  Status,
  Step,
  StepState,
} from './request.ts'

type Row<T extends keyof Tables> = Selectable<Tables[T]>

const orNone = <T>(value: T | null): T | undefined => value ?? undefined

/* Matters */

export async function insertMatter(tx: Tx, matter: Matter): Promise<void> {
  await tx
    .insertInto('request_matters')
    .values({
      id: matter.id,
      org_id: matter.org,
      title: matter.title,
      file_number: matter.fileNumber,
      facts: JSON.stringify(matter.facts),
      opened_by: matter.openedBy,
      opened_at: matter.openedAt,
      changed_at: matter.changedAt,
    })
    .execute()
}

export async function updateFacts(tx: Tx, id: string, facts: Facts, at: string): Promise<void> {
  await tx
    .updateTable('request_matters')
    .set({ facts: JSON.stringify(facts), changed_at: at })
    .where('id', '=', id)
    .execute()
}

/** An organisation's matter; throws `missing` / `not_found` also for another organisation's. */
export async function findMatter(db: Db, org: string, id: string, lock?: 'lock'): Promise<Matter> {
  const query = db.selectFrom('request_matters').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such matter here')
  return readMatter(row)
}

export async function listMatters(db: Db, org: string, limit = 100): Promise<Matter[]> {
  const query = db.selectFrom('request_matters').selectAll().where('org_id', '=', org)
  return (await query.orderBy('changed_at', 'desc').limit(limit).execute()).map(readMatter)
}

const readMatter = (row: Row<'request_matters'>): Matter => ({
  id: row.id as MatterId,
  org: row.org_id,
  title: row.title,
  fileNumber: row.file_number,
  facts: row.facts as Facts,
  openedBy: row.opened_by,
  openedAt: row.opened_at,
  changedAt: row.changed_at,
})

/* Requests */

export async function insertRequest(tx: Tx, request: Request): Promise<void> {
  await tx
    .insertInto('request_requests')
    .values({
      id: request.id,
      org_id: request.org,
      origin: request.origin,
      direction: request.direction,
      matter_id: request.matter ?? null,
      title: request.title,
      file_number: request.fileNumber,
      counterpart: request.counterpart,
      counterpart_name: request.counterpartName,
      counterpart_number: request.counterpartNumber ?? null,
      rule: request.rule,
      route_title: request.routeTitle,
      to_state: request.to ?? null,
      law_digest: request.law.digest,
      law_on: request.law.on,
      facts: JSON.stringify(request.facts),
      items: JSON.stringify(request.items),
      parties: JSON.stringify(request.parties),
      answers: JSON.stringify(request.answers),
      copy: request.copy ? JSON.stringify(request.copy) : null,
      digest: request.digest ?? null,
      status: request.status,
      author: request.author?.person ?? null,
      author_name: request.author?.name ?? null,
      created_at: request.createdAt,
      left_at: request.leftAt ?? null,
      ended_at: request.endedAt ?? null,
    })
    .execute()
}

type Change = Partial<
  Pick<
    Request,
    'fileNumber' | 'counterpartNumber' | 'answers' | 'parties' | 'copy' | 'digest' | 'status' | 'leftAt' | 'endedAt'
  >
>

/** Writes the named fields; a `digest` of undefined that is named is cleared. */
export async function updateRequest(tx: Tx, id: string, change: Change): Promise<void> {
  const set = {
    ...(change.answers && { answers: JSON.stringify(change.answers) }),
    ...(change.parties && { parties: JSON.stringify(change.parties) }),
    ...(change.copy && { copy: JSON.stringify(change.copy) }),
    ...('digest' in change && { digest: change.digest ?? null }),
    ...(change.status && { status: change.status }),
    ...(change.fileNumber && { file_number: change.fileNumber }),
    ...(change.counterpartNumber && { counterpart_number: change.counterpartNumber }),
    ...(change.leftAt && { left_at: change.leftAt }),
    ...(change.endedAt && { ended_at: change.endedAt }),
  }
  if (Object.keys(set).length > 0) await tx.updateTable('request_requests').set(set).where('id', '=', id).execute()
}

/** An organisation's request; throws `missing` / `not_found` also for another organisation's. */
export async function findRequest(db: Db, org: string, id: string, lock?: 'lock'): Promise<Request> {
  const query = db.selectFrom('request_requests').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such request here')
  return readRequest(row)
}

/** The organisation's copy of a request by the id it was born with, held for this transaction. */
export async function findByOrigin(tx: Tx, org: string, origin: string): Promise<Request | undefined> {
  const row = await tx
    .selectFrom('request_requests')
    .selectAll()
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .forUpdate()
    .executeTakeFirst()
  return row && readRequest(row)
}

export interface RequestFilter {
  readonly matter?: string
  readonly direction?: Request['direction']
  readonly status?: Status
  readonly limit?: number
}

/** Newest first. */
export async function listRequests(db: Db, org: string, filter: RequestFilter = {}): Promise<Request[]> {
  let query = db.selectFrom('request_requests').selectAll().where('org_id', '=', org)
  if (filter.matter) query = query.where('matter_id', '=', filter.matter)
  if (filter.direction) query = query.where('direction', '=', filter.direction)
  if (filter.status) query = query.where('status', '=', filter.status)
  const rows = await query
    .orderBy('created_at', 'desc')
    .limit(filter.limit ?? 100)
    .execute()
  return rows.map(readRequest)
}

/** All of an organisation's requests, oldest first: for counting, not for pages. */
export async function everyRequest(db: Db, org: string): Promise<Request[]> {
  const rows = await db.selectFrom('request_requests').selectAll().where('org_id', '=', org).orderBy('created_at').execute()
  return rows.map(readRequest)
}

export const readRequest = (row: Row<'request_requests'>): Request => ({
  id: row.id as RequestId,
  org: row.org_id,
  origin: row.origin,
  direction: row.direction,
  matter: orNone(row.matter_id) as MatterId | undefined,
  title: row.title,
  fileNumber: row.file_number,
  counterpart: row.counterpart,
  counterpartName: row.counterpart_name,
  counterpartNumber: orNone(row.counterpart_number),
  rule: row.rule,
  routeTitle: row.route_title,
  to: orNone(row.to_state),
  law: { digest: row.law_digest, on: row.law_on },
  facts: (row.facts ?? {}) as Facts,
  items: row.items as DataItem[],
  parties: row.parties as Party[],
  answers: row.answers as Record<string, unknown>,
  copy: orNone(row.copy) as FormCopy | undefined,
  digest: orNone(row.digest),
  status: row.status as Status,
  author: row.author ? { person: row.author, name: row.author_name ?? '' } : undefined,
  createdAt: row.created_at,
  leftAt: orNone(row.left_at),
  endedAt: orNone(row.ended_at),
})

/* Steps */

export async function insertSteps(tx: Tx, request: Request, steps: readonly Step[]): Promise<void> {
  const rows = steps.map((step) => ({
    request_id: request.id,
    org_id: request.org,
    step: step.id,
    position: step.position,
    title: step.title,
    seat: step.seat,
    in_state: step.state,
    authority: step.authority ?? null,
    doer: step.doer ?? null,
    does: step.does,
    form: step.form ?? null,
    clocks: JSON.stringify(step.clocks),
    after: JSON.stringify(step.after),
    cite: step.cite,
    state: step.is,
    since: step.since ?? null,
  }))
  if (rows.length > 0) await tx.insertInto('request_steps').values(rows).execute()
}

export async function setStep(tx: Tx, request: string, step: string, state: StepState, since: string): Promise<void> {
  await tx
    .updateTable('request_steps')
    .set({ state, since })
    .where('request_id', '=', request)
    .where('step', '=', step)
    .execute()
}

export async function setDoer(tx: Tx, request: string, step: string, doer: string): Promise<void> {
  await tx
    .updateTable('request_steps')
    .set({ doer })
    .where('request_id', '=', request)
    .where('step', '=', step)
    .execute()
}

export async function findSteps(db: Db, request: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('request_steps')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('position')
    .execute()
  return rows.map(readStep)
}

export const readStep = (row: Row<'request_steps'>): Step => ({
  id: row.step,
  position: row.position,
  title: row.title,
  seat: row.seat as Step['seat'],
  state: row.in_state,
  authority: orNone(row.authority),
  doer: orNone(row.doer),
  does: row.does as Step['does'],
  form: orNone(row.form),
  clocks: row.clocks,
  after: row.after,
  cite: row.cite,
  is: row.state,
  since: orNone(row.since),
})

/* Decisions */

export async function insertDecision(tx: Tx, request: Request, decision: Decision): Promise<void> {
  await tx
    .insertInto('request_decisions')
    .values({
      id: decision.id,
      request_id: request.id,
      org_id: request.org,
      step: decision.step,
      outcome: decision.outcome,
      by_org: decision.org,
      by_person: decision.person ?? null,
      by_name: decision.name,
      at: decision.at,
      reason: decision.reason ?? null,
      rules: JSON.stringify(decision.rules),
      details: JSON.stringify(decision.details),
      digest: decision.digest ?? null,
    })
    .execute()
}

/** What was decided on a draft that goes back to its author counts no longer. */
export async function voidDecisions(tx: Tx, request: string): Promise<void> {
  await tx.updateTable('request_decisions').set({ void: true }).where('request_id', '=', request).execute()
}

export async function findDecisions(db: Db, request: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('request_decisions')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('seq')
    .execute()
  return rows.map(readDecision)
}

const readDecision = (row: Row<'request_decisions'>): Decision => ({
  id: row.id,
  step: row.step,
  outcome: row.outcome as Decision['outcome'],
  org: row.by_org,
  person: orNone(row.by_person),
  name: row.by_name,
  at: row.at,
  reason: orNone(row.reason),
  rules: row.rules,
  details: row.details as Record<string, unknown>,
  digest: orNone(row.digest),
  void: row.void,
})

/* Clocks */

export async function insertClock(tx: Tx, request: Request, clock: Clock): Promise<void> {
  await tx
    .insertInto('request_clocks')
    .values({
      id: clock.id,
      request_id: request.id,
      org_id: request.org,
      step: clock.step ?? null,
      rule: clock.rule,
      title: clock.title,
      cite: clock.cite,
      bearer: clock.bearer,
      started_by: clock.startedBy,
      started_at: clock.startedAt,
      stops: clock.stops,
      due_at: clock.due ?? null,
      working: JSON.stringify(clock.working),
      holds: clock.holds,
    })
    .execute()
}

export async function stopClock(tx: Tx, id: string, by: string, at: string): Promise<void> {
  await tx.updateTable('request_clocks').set({ stopped_by: by, stopped_at: at }).where('id', '=', id).execute()
}

/** A hold that was lifted before its end; the clock itself runs on. */
export async function releaseClock(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('request_clocks').set({ holds: false }).where('id', '=', id).execute()
}

export async function findClocks(db: Db, request: string): Promise<Clock[]> {
  const rows = await db
    .selectFrom('request_clocks')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  return rows.map(readClock)
}

export const readClock = (row: Row<'request_clocks'>): Clock => ({
  id: row.id,
  step: orNone(row.step),
  rule: row.rule,
  title: row.title,
  cite: row.cite,
  bearer: row.bearer,
  startedBy: row.started_by,
  startedAt: row.started_at,
  stops: row.stops,
  due: orNone(row.due_at),
  working: row.working as Clock['working'],
  holds: row.holds,
  stoppedBy: orNone(row.stopped_by),
  stoppedAt: orNone(row.stopped_at),
})

/* Dispatches */

/** Something to be carried to another organisation. */
export interface Dispatch<T extends MessageType = MessageType> {
  readonly seq: number
  readonly id: string
  readonly org: string
  readonly to: string
  readonly request: string
  readonly type: T
  readonly body: MessageBody<T>
  readonly queuedAt: string
}

export type NewDispatch = Omit<Dispatch, 'seq'>

export async function insertDispatch(tx: Tx, dispatch: NewDispatch): Promise<void> {
  await tx
    .insertInto('request_dispatches')
    .values({
      id: dispatch.id,
      org_id: dispatch.org,
      to_org: dispatch.to,
      request_id: dispatch.request,
      type: dispatch.type,
      body: JSON.stringify(dispatch.body),
      queued_at: dispatch.queuedAt,
    })
    .execute()
}

/** The oldest dispatches nobody has taken, held for this transaction so that no second carrier takes them too. */
export async function waitingDispatches(tx: Tx, limit = 20): Promise<Dispatch[]> {
  const rows = await tx
    .selectFrom('request_dispatches')
    .selectAll()
    .where('taken_at', 'is', null)
    .orderBy('seq')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    org: row.org_id,
    to: row.to_org,
    request: row.request_id,
    type: row.type as MessageType,
    body: row.body as MessageBody<MessageType>,
    queuedAt: row.queued_at,
  }))
}

/** Every organisation that was sent something about this request. */
export async function organisationsTold(db: Db, request: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_dispatches')
    .select('to_org')
    .distinct()
    .where('request_id', '=', request)
    .execute()
  return rows.map(({ to_org }) => to_org)
}

/** The exchange has made a message of it. */
export async function dispatchTaken(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('request_dispatches').set({ taken_at: at }).where('id', '=', id).execute()
}

/* What is open, of many requests at once */

/** Requests that are not over, newest first; of refused ones those that left, since they are still to be withdrawn. */
export async function openRequests(db: Db, org: string, limit = 2_000): Promise<Request[]> {
  const rows = await db
    .selectFrom('request_requests')
    .selectAll()
    .where('org_id', '=', org)
    .where('ended_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(readRequest)
}

/** Steps whose turn it is, and those that were refused or objected to, of these requests. */
export async function openSteps(db: Db, requests: readonly string[]): Promise<{ request: string; step: Step }[]> {
  if (requests.length === 0) return []
  const query = db.selectFrom('request_steps').selectAll().where('request_id', 'in', requests)
  const rows = await query.where('state', 'in', ['current', 'pending', 'refused']).orderBy('position').execute()
  return rows.map((row) => ({ request: row.request_id, step: readStep(row) }))
}

export async function runningClocks(db: Db, requests: readonly string[]): Promise<{ request: string; clock: Clock }[]> {
  if (requests.length === 0) return []
  const query = db.selectFrom('request_clocks').selectAll().where('request_id', 'in', requests)
  const rows = await query.where('stopped_at', 'is', null).orderBy('due_at').execute()
  return rows.map((row) => ({ request: row.request_id, clock: readClock(row) }))
}

/** Objections and the answers to them, oldest first. */
export async function openObjections(
  db: Db,
  requests: readonly string[],
): Promise<{ request: string; decision: Decision }[]> {
  if (requests.length === 0) return []
  const query = db.selectFrom('request_decisions').selectAll().where('request_id', 'in', requests)
  const rows = await query.where('outcome', 'in', ['objected', 'answered']).orderBy('seq').execute()
  return rows.map((row) => ({ request: row.request_id, decision: readDecision(row) }))
}
