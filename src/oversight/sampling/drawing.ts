import { type Actor, type InstanceSecret, signer, signingPeriods, unlock } from '../../accounts/index.ts'
import { checkpoint, checkpointAfter, type EventLeaf, leavesBefore, newestPlace, record } from '../../audit/index.ts'
import { base64, hex } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { instantText, parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { type DrawnBy, drawnBy } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { lookAt } from '../mandates/looking.ts'
import { digestOf, draw, type Entry, type Mark, seedOf } from './draw.ts'
import { nonceOf } from './fixing.ts'
import { populationIn, type Sample, type Told } from './sample.ts'
import { findPlan, type KeptPlan, setDrawn } from './store.ts'

/**
 * Draws what a plan fixed, from every request the overseen's log tells of up to the first checkpoint it signed since. Nobody could
 * know before what that is, and what the log tells of is drawn also where its rows are gone. Throws `already_drawn`,
 * `nothing_new_signed` while the overseen's log is as it was, `no_mandate`.
 */
export async function drawSample(
  tx: Tx,
  actor: Actor,
  id: string,
  { secret, now }: { readonly secret: InstanceSecret; readonly now: Temporal.Instant },
): Promise<KeptPlan> {
  const kept = await findPlan(tx, actor.org, id, 'lock')
  const { plan, overseen } = kept
  if (kept.drawn) throw new OversightError('conflict', 'already_drawn', `It was drawn by ${kept.drawn.name} on ${kept.drawn.at}`)
  return lookAt(tx, actor, { overseen, what: 'population' }, now, async () => {
    if ((await newestPlace(tx, overseen)) + 1 <= plan.after)
      throw new OversightError(
        'conflict',
        'nothing_new_signed',
        'The overseen’s log is as it was when the plan was fixed: what is drawn is decided by its next checkpoint',
      )
    const key = await signer(tx, secret, overseen)
    const signed = (await checkpointAfter(tx, overseen, plan.after)) ?? (await checkpoint(tx, overseen, key, now))
    const nonce = unlock(secret, nonceOf(id), kept.nonce)
    const leaves: EventLeaf[] = []
    for await (const leaf of leavesBefore(tx, overseen, signed.size)) leaves.push(leaf)
    const population = entriesOf(populationIn(leaves, plan), await drawnBy(tx, overseen))
    const drawn = draw(plan, seedOf(plan, nonce, signed), population)
    const sample: Sample = {
      plan,
      nonce: hex(nonce),
      checkpoint: signed.note,
      key: await keyOf(tx, overseen, signed.at, base64(key.publicKey)),
      leaves: leaves.map(({ at, by, kind, about, bodyHash }) => [at, by, kind, about, hex(new Uint8Array(bodyHash))]),
      population,
      drawn,
    }
    const by = { name: actor.name, at: instantText(now) }
    await setDrawn(tx, id, canonicalJson(sample as unknown as Json), by)
    const body = {
      ...{ plan: digestOf(plan), nonce: sample.nonce, size: signed.size, root: hex(signed.root) },
      ...{ population: digestOf(population), drawn: drawn.map((one) => one.id), byName: actor.name },
    }
    await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.sample-drawn', about: id, body }, now)
    return { ...kept, sample, drawn: by }
  })
} // biome-ignore format: short

/** The key that was good when the checkpoint was signed. */
async function keyOf(tx: Tx, org: string, at: string, newest: string): Promise<string> {
  const when = parseInstant(at)
  const periods = await signingPeriods(tx, org)
  const found = periods.find(({ from, until }) => {
    const isAfter = Temporal.Instant.compare(parseInstant(from), when) > 0
    return !isAfter && (until === null || Temporal.Instant.compare(when, parseInstant(until)) <= 0)
  })
  return found?.key ?? newest
}

/** What the log tells, with what the record says of it; of the two the graver counts. */
function entriesOf(told: ReadonlyMap<string, Told>, records: ReadonlyMap<string, DrawnBy>): Entry[] {
  return [...told].map(([id, { at, emergency }]) => {
    const row = records.get(id)
    const has: Record<Mark, boolean> = {
      emergency: emergency || row?.urgency === 'emergency',
      late: row?.late ?? false,
      secrecy: row?.secret ?? false,
      privileged: row !== undefined && row.privileged !== null && row.privileged !== 'none',
      sensitive: row?.classes.some((one) => one !== 'general') ?? false,
      gone: row === undefined,
    }
    const marks = (Object.keys(has) as Mark[]).filter((mark) => has[mark])
    return { id, at, marks, categories: row?.categories ?? [] }
  })
}
