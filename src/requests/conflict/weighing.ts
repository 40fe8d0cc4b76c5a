import { type Actor, permit } from '../../accounts/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { analyse, type Conflict, conflictBetween, type Facts, type Threat } from '../../law/index.ts'
import { loadCourse, note, personOf, reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Request, Setting } from '../request.ts'
import { findStanding, senderStanding } from '../store/organisations.ts'
import { findRequest } from '../store/requests.ts'
import { findWeighings, insertWeighing } from '../store/weighings.ts'
import { type Choice, choices, type Weighing } from './conflict.ts'
import { reasonsFrom } from './refusing.ts'

/** What a choice exposes to: by which state, and what its law threatens. */
export interface Exposure {
  readonly choice: Choice
  readonly threats: readonly { readonly state: string; readonly threat: Threat }[]
}

/** Both laws side by side, what each choice risks, and what was advised and decided. */
export interface ConflictDesk {
  readonly request: Request
  readonly conflicts: readonly Conflict[]
  readonly exposures: readonly Exposure[]
  readonly weighings: readonly Weighing[]
  /** A draft of what whoever asked can be told if it is refused; empty where no laws pull apart. */
  readonly reasons: string
}

/** Where two laws pull apart over a request, on the day it is asked. */
export async function conflictDesk(db: Db, actor: Actor, id: string, setting: Setting): Promise<ConflictDesk> {
  permit(actor, 'request.read')
  const request = await findRequest(db, actor.org, id)
  const conflicts = await conflictsIn(db, request, setting)
  return {
    request,
    conflicts,
    exposures: exposuresOf(conflicts),
    weighings: await findWeighings(db, request.id),
    reasons: reasonsFrom(setting.law, conflicts, setting.now().toString().slice(0, 10)),
  }
}

/**
 * Where the law by which it was asked meets a bar before the data here: by the facts that came with it, with who asks from the
 * directory and the data lying with whoever holds it. What those facts leave open is shown, too: nobody is to find out later.
 */
async function conflictsIn(db: Db, request: Request, { law, now }: Setting): Promise<Conflict[]> {
  const here = await findStanding(db, request.org)
  const there = await senderStanding(db, request.direction === 'incoming' ? request.counterpart : request.org)
  const place = request.direction === 'incoming' ? here?.state : (request.facts.holder?.seat ?? request.to)
  const facts = {
    ...request.facts,
    asking: { state: there?.state, ...(there?.authority && { authority: there.authority }), ...request.facts.asking },
    holder: {
      seat: place,
      ...(request.direction === 'incoming' && here && { kind: here.kind === 'bank' ? 'bank' : 'provider' }),
      ...request.facts.holder,
    },
    measure: request.facts.measure ?? 'produce',
    // What is not said to be something else is a criminal case, as at the gate: most bars stand before one.
    proceeding: request.facts.proceeding ?? 'criminal',
    data: request.items.map((item) => ({
      storedIn: place ? [place] : undefined,
      personal: true,
      stored: true,
      ...item,
    })),
  } as Facts
  const today = now().toString().slice(0, 10)
  const { conflicts, gates } = analyse(law, facts, { today, all: true })
  const own = conflicts.filter(({ demands }) => demands === request.rule)
  const told = new Set(own.map(({ forbids }) => forbids))
  const by = there?.state ?? ''
  const bars = gates.filter(
    ({ status, state, rule }) => (status === 'closed' || status === 'approval') && state !== by && !told.has(rule),
  )
  return [
    ...own,
    ...bars.flatMap(
      ({ rule, data }) => conflictBetween(law, today, { demands: request.rule, by, forbids: rule, data }) ?? [],
    ),
  ]
}

/**
 * Who obeys answers to the law that forbids; who refuses, narrows or waits answers, for what is not given, to the law that
 * demands.
 */
function exposuresOf(conflicts: readonly Conflict[]): Exposure[] {
  const against = (side: 'by' | 'of') => {
    const found = conflicts.flatMap((conflict) =>
      (conflict.threats[conflict[side]] ?? []).map((threat) => ({ state: conflict[side], threat })),
    )
    return [...new Map(found.map((one) => [`${one.state} ${one.threat.rule}`, one])).values()]
  }
  return choices.map((choice) => ({ choice, threats: against(choice === 'obey' ? 'of' : 'by') }))
}

/**
 * Writes down what somebody advises, or decides. A decision takes the opinion of another person before it. Throws `not_current`
 * where no laws pull apart or nobody has advised, `approver_is_author`.
 */
export async function weigh(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly stage: Weighing['stage']; readonly choice: Choice; readonly reason: string },
  setting: Setting,
): Promise<Weighing> {
  permit(actor, 'order.check')
  const { request } = await loadCourse(tx, actor.org, id, 'lock')
  const conflicts = await conflictsIn(tx, request, setting)
  if (conflicts.length === 0)
    throw new RequestError('conflict', 'not_current', 'No two laws pull apart over this request')
  const opinions = (await findWeighings(tx, request.id)).filter(({ stage }) => stage === 'opinion')
  if (input.stage === 'decision' && opinions.length === 0)
    throw new RequestError('conflict', 'not_current', 'Nobody has given an opinion yet')
  if (input.stage === 'decision' && opinions.every(({ by }) => by === actor.person))
    throw new RequestError('forbidden', 'approver_is_author', 'Whoever advised does not decide as well')
  const at = setting.now()
  const weighing: Weighing = {
    stage: input.stage,
    choice: input.choice,
    conflicts: conflicts.map(({ demands, forbids }) => ({ demands, forbids })),
    reason: reasonFrom(input.reason),
    by: actor.person,
    byName: actor.name,
    at: instantText(at),
  }
  await insertWeighing(tx, request, weighing)
  const { stage, choice, reason } = weighing
  const kind = stage === 'opinion' ? 'request.conflict-opinion' : 'request.conflict-decided'
  await note(tx, request, kind, personOf(actor), { name: actor.name, choice, reason, conflicts: weighing.conflicts as unknown as Json }, at) // biome-ignore format: one line
  return weighing
}
