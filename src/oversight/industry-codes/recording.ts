import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Setting } from '../../requests/index.ts'
import { type GivenTarget, measuring, readTarget } from '../dialogues/target.ts'
import { OversightError } from '../errors.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import type { Adherence, ClauseMeasured, CodeClause, IndustryCode } from './code.ts'
import { findCode, insertAdherence, insertClause, insertCode, listCodes } from './store.ts'

export interface NewCode {
  readonly name: string
  readonly publisher: string
  readonly version: string
  readonly source: string
}

/** Puts a code down, with where its text is. Throws `bad_text`, `already_recorded` for a version that is here. */
export async function recordCode(tx: Tx, actor: Actor, input: NewCode, { now }: Setting): Promise<IndustryCode> {
  permit(actor, 'dialogue.record')
  const at = now()
  const [name, version] = [textFrom(input.name, 'name', 300), textFrom(input.version, 'version', 100)]
  const before = (await listCodes(tx, actor.org)).find((one) => one.name === name && one.version === version)
  if (before) throw recordedBy(before.recorded)
  const code: IndustryCode = {
    id: newId('code', at.epochMilliseconds),
    ...{ org: actor.org, name, version },
    publisher: textFrom(input.publisher, 'publisher', 300),
    source: textFrom(input.source, 'source', 1000),
    recorded: { name: actor.name, at: instantText(at) },
    ...{ clauses: [], adherences: [] },
  }
  await insertCode(tx, code)
  const body = { name, version, publisher: code.publisher, source: code.source, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'industry-code.recorded', about: code.id, body }, at)
  return code
}

export interface NewClause extends Partial<GivenTarget> {
  readonly cite: string
  readonly says: string
}

/** Adds a clause, tied to a figure of the record where one measures it. Throws `bad_text`, `already_recorded`. */
export async function addClause(
  tx: Tx,
  actor: Actor,
  id: string,
  input: NewClause,
  { law, now }: Setting,
): Promise<CodeClause> {
  permit(actor, 'dialogue.record')
  const code = await findCode(tx, actor.org, id, 'lock')
  const cite = textFrom(input.cite, 'cite', 100)
  const before = code.clauses.find((one) => one.cite === cite)
  if (before) throw recordedBy(before.recorded)
  const { figure, value = Number.NaN, ground } = input
  const target = figure ? readTarget({ figure, value, ground }, law) : undefined
  const recorded = { name: actor.name, at: instantText(now()) }
  const clause: CodeClause = { cite, says: textFrom(input.says, 'says', 5000), target, recorded }
  await insertClause(tx, code, clause)
  const measured = (target ?? null) as unknown as Json
  const body = { cite, says: clause.says, target: measured, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'industry-code.clause-added', about: id, body }, now())
  return clause
}

/** Puts down that a provider says it keeps to the code, since when and where it says so. Throws `bad_text`, `already_recorded`. */
export async function recordAdherence(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Pick<Adherence, 'provider' | 'since' | 'source'>,
  { now }: Setting,
): Promise<Adherence> {
  permit(actor, 'dialogue.record')
  const code = await findCode(tx, actor.org, id, 'lock')
  const provider = textFrom(input.provider, 'provider', 300)
  const before = code.adherences.find((one) => one.provider === provider)
  if (before) throw recordedBy(before.recorded)
  const { since } = input
  if (!isDay(since) || since > now().toString().slice(0, 10)) throw bad('Say since which day, today or before', 'since')
  const recorded = { name: actor.name, at: instantText(now()) }
  const adherence: Adherence = { provider, since, source: textFrom(input.source, 'source', 1000), recorded }
  await insertAdherence(tx, code, adherence)
  const body = { provider, since, source: adherence.source, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'industry-code.adherence-recorded', about: id, body }, now())
  return adherence
} // biome-ignore format: short

/**
 * A code with what the record shows of each clause that can be measured, with each provider that says it keeps to it: of what was asked of it
 * before it said so, and since. Throws `no_such_code`.
 */
export async function codeShown(
  db: Db,
  actor: Actor,
  id: string,
  at: Temporal.Instant,
): Promise<{ code: IndustryCode; measured: ClauseMeasured[] }> {
  permit(actor, 'dialogue.read')
  const code = await findCode(db, actor.org, id)
  const measured: ClauseMeasured[] = []
  // A provider sees what is asked of it, whoever asks what was asked of the provider.
  const direction = actor.seat === 'provider' ? 'incoming' : 'outgoing'
  for (const { provider, since } of code.adherences) {
    const measure = measuring(db, actor, { kind: 'provider', partner: provider }, at)
    for (const { cite, target } of code.clauses)
      if (target) measured.push({ cite, provider, target, measured: await measure(target, direction, { since }) })
  }
  return { code, measured }
}

const recordedBy = ({ name, at }: { readonly name: string; readonly at: string }) =>
  new OversightError('conflict', 'already_recorded', `It is recorded already, by ${name} on ${at}`)
