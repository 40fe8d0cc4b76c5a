import { type Actor, listOrganisations, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  endInstruction,
  findInstruction,
  type Instruction,
  insertInstruction,
  type Setting,
} from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { findInspection } from '../inspections/store.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { nameOf, tell } from '../telling.ts'
import { type Audit, entriesIn } from './audit.ts'
import { type Change, changeSchema, type Proposal } from './proposal.ts'
import { adoptStandingRules, tryRule } from './rules.ts'
import { auditEntries, findAudit, findProposal, insertProposal, setDecided } from './store.ts'

export interface NewProposal {
  readonly lesson: string
  readonly change: unknown
  readonly from: string
}

/**
 * Makes a lesson of an audit a proposal. Whoever's texts it changes decides: one's own organisation; the one that was inspected,
 * where an overseer proposes; whoever runs the instance, of a bar at its gate. Throws `bad_text` with the path, `no_such_audit`,
 * `nobody_decides_here`.
 */
export async function proposeChange(tx: Tx, actor: Actor, id: string, input: NewProposal, { law, now }: Setting): Promise<Proposal> {
  permit(actor, 'audit.write')
  const at = now()
  const audit = await findAudit(tx, actor.org, id)
  const lesson = entriesIn(await auditEntries(tx, actor.org, id), 'lesson').find((one) => one.id === input.lesson)
  if (!lesson) throw bad('Say from which lesson it follows', 'lesson')
  const change = readChange(input.change)
  const today = instantText(at).slice(0, 10)
  if (!isDay(input.from) || input.from < today) throw bad('Say from which day it is to count, today at the earliest', 'from')
  const decider = await deciderOf(tx, actor, audit, change)
  const proposal: Proposal = {
    id: newId('proposal', at.epochMilliseconds),
    org: actor.org,
    decider,
    proposer: { org: actor.org, name: actor.orgName },
    ...{ audit: id, lesson: lesson.id, lessonSays: lesson.body.says, change, from: input.from },
    made: { person: actor.person, name: actor.name, at: instantText(at) },
    ...{ decided: undefined, instruction: undefined },
  }
  await refuseUnfit(tx, law, proposal)
  await insertProposal(tx, proposal)
  const said = { proposal: proposal.id, lesson: lesson.id, change: change as Json, from: input.from }
  const body = { ...said, decider: decider.org, deciderName: decider.name, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'lesson.proposed', about: id, body }, at)
  if (decider.org !== actor.org) {
    const told = { ...said, audit: id, says: lesson.body.says, name: actor.name }
    await tell(tx, { org: actor.org, to: decider.org, about: proposal.id, type: 'lesson-proposed', body: told }, at)
  }
  return proposal
} // biome-ignore format: its refusals in lines

function readChange(input: unknown): Change {
  const read = changeSchema.safeParse(input)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw bad(issue?.message ?? 'This is no change', ['change', ...(issue?.path ?? []).map(String)].join('.'))
}

async function deciderOf(tx: Tx, actor: Actor, audit: Audit, change: Change): Promise<Proposal['decider']> {
  if (change.place === 'rule') {
    const operator = (await listOrganisations(tx)).find(({ seats }) => seats.includes('operator'))
    if (!operator) throw new OversightError('conflict', 'nobody_decides_here', 'Nobody runs this instance who could decide on it')
    return { org: operator.id, name: operator.name }
  }
  if (audit.subject === 'inspection' && change.place !== 'audit' && change.place !== 'end') {
    const { overseen } = await findInspection(tx, actor.org, audit.about)
    return { org: overseen, name: await nameOf(tx, overseen) }
  }
  return { org: actor.org, name: actor.orgName }
} // biome-ignore format: its refusals in lines

/** A route that is none, an instruction that is not one's own or has ended, a bar the law cannot read. */
async function refuseUnfit(tx: Tx, law: LawBase, { change, decider, from }: Proposal): Promise<void> {
  if ('rule' in change && change.rule !== undefined && law.rules.get(change.rule)?.kind !== 'route')
    throw bad('There is no such route in the law base', 'change.rule')
  if (change.place === 'rule') tryRule(law, { id: 'instruction_0', ...change, from, until: undefined })
  if (change.place !== 'end') return
  const standing = await findInstruction(tx, decider.org, change.instruction)
  if (standing.org !== decider.org) throw bad('Only an instruction of one’s own is ended', 'change.instruction')
  if (standing.until !== undefined) throw bad(`It ends on ${standing.until}`, 'change.instruction')
}

/**
 * Decides on a proposal: another person than made it. Adopted, it counts from its day, or from today where that is over; a bar
 * at the gate from tomorrow at the earliest, so that every process of the instance knows it by then. Throws `no_such_proposal`,
 * `second_person`, `already_decided`, `bad_text` without a reason.
 */
export async function decideProposal(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly outcome: string; readonly why: string },
  { law, now }: Setting,
): Promise<Proposal> {
  permit(actor, 'lesson.decide')
  const at = now()
  const proposal = await findProposal(tx, actor.org, id, 'lock')
  if (proposal.decider.org !== actor.org)
    throw new OversightError('forbidden', 'wrong_side', `${proposal.decider.name} decides on it`)
  if (proposal.change.place === 'rule') permit(actor, 'mandate.give')
  if (proposal.decided)
    throw new OversightError('conflict', 'already_decided', `It was decided by ${proposal.decided.name} on ${proposal.decided.at}`)
  if (proposal.made.person === actor.person)
    throw new OversightError('forbidden', 'second_person', 'Whoever proposed it does not decide on it')
  const outcome = (['adopted', 'refused'] as const).find((one) => one === input.outcome)
  if (!outcome) throw bad('Adopt it or refuse it', 'outcome')
  const why = textFrom(input.why, 'why', 5_000)
  const decided = { outcome, why, name: actor.name, at: instantText(at) }
  const instruction = outcome === 'adopted' ? await takeEffect(tx, actor, proposal, at) : undefined
  await setDecided(tx, proposal, decided, instruction?.id)
  if (instruction?.place === 'rule') await adoptStandingRules(tx, law, at)
  const said = { proposal: id, outcome, reason: why, ...(instruction && { instruction: instruction.id, place: instruction.place, says: instruction.says, from: instruction.from, until: instruction.until ?? null }) }
  const kind = outcome === 'adopted' ? 'lesson.adopted' : 'lesson.refused'
  await record(tx, { org: actor.org, by: actor.person, kind, about: proposal.audit, body: { ...said, byName: actor.name } }, at)
  if (proposal.proposer.org !== actor.org) {
    const told = { proposal: id, outcome, why, instruction: instruction?.id ?? null, name: actor.name }
    await tell(tx, { org: actor.org, to: proposal.proposer.org, about: id, type: 'lesson-decided', body: told }, at)
  }
  return { ...proposal, decided, instruction: instruction?.id }
} // biome-ignore format: its refusals in lines

async function takeEffect(tx: Tx, actor: Actor, proposal: Proposal, at: Temporal.Instant): Promise<Instruction> {
  const { change, id, lesson, audit, proposer } = proposal
  const today = Temporal.PlainDate.from(instantText(at).slice(0, 10))
  const earliest = (change.place === 'rule' ? today.add({ days: 1 }) : today).toString()
  const [, from = earliest] = [proposal.from, earliest].toSorted()
  if (change.place === 'end') {
    const standing = await findInstruction(tx, actor.org, change.instruction, 'lock')
    const until = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
    await endInstruction(tx, actor.org, standing.id, until)
    return { ...standing, until }
  }
  const instruction: Instruction = {
    id: newId('instruction', at.epochMilliseconds),
    org: actor.org,
    place: change.place,
    rule: 'rule' in change ? change.rule : undefined,
    says: change.says,
    state: change.place === 'rule' ? change.state : undefined,
    condition: change.place === 'rule' ? change.condition : undefined,
    ...{ from, until: undefined },
    origin: { proposal: id, lesson, audit, org: proposer.org, name: proposer.name },
    adopted: { name: actor.name, at: instantText(at) },
  }
  await insertInstruction(tx, instruction)
  return instruction
}
