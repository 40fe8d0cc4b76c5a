import { type Actor, type InstanceSecret, lock, permit } from '../../accounts/index.ts'
import { newestPlace, record } from '../../audit/index.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { mandateInForce, textFrom } from '../mandates/giving.ts'
import { digestOf, type Part, planSchema } from './draw.ts'
import { commitmentTo } from './sample.ts'
import { insertPlan, type KeptPlan } from './store.ts'

export interface NewPlan {
  readonly overseen: string
  readonly title: string
  readonly parts: readonly Part[]
  readonly from: string
  readonly until: string
}

/** What binds the nonce to its row. */
export const nonceOf = (plan: string): string => `${plan} nonce`

/**
 * Fixes a plan: from here on it is not changed, and a nonce nobody else knows is committed to. The overseer's log says so before
 * the overseen signs the checkpoint that decides. Throws `no_mandate`, `bad_plan`.
 */
export async function fixPlan(
  tx: Tx,
  actor: Actor,
  input: NewPlan,
  { secret, now }: { readonly secret: InstanceSecret; readonly now: Temporal.Instant },
): Promise<KeptPlan> {
  permit(actor, 'oversight.inspect')
  const mandate = await mandateInForce(tx, actor.org, input.overseen, now)
  const nonce = crypto.getRandomValues(new Uint8Array(32))
  const id = newId('plan', now.epochMilliseconds)
  const read = planSchema.safeParse({
    format: 'comity-sampling-plan/1',
    id,
    overseer: actor.org,
    overseen: input.overseen,
    title: textFrom(input.title, 'title', 300),
    parts: input.parts,
    from: input.from,
    until: input.until,
    commitment: commitmentTo(nonce),
    after: (await newestPlace(tx, input.overseen)) + 1,
    at: instantText(now),
  })
  if (!read.success) {
    const [issue] = read.error.issues
    throw new OversightError('invalid', 'bad_plan', `This is no plan: ${issue?.message}`, {
      path: (issue?.path ?? []).map(String).join('.'),
    })
  }
  const plan = read.data
  if (plan.until < plan.from)
    throw new OversightError('invalid', 'bad_plan', 'It ends before it begins', { path: 'until' })
  const fixed = { name: actor.name, at: plan.at }
  const boxed = lock(secret, nonceOf(id), nonce)
  const kept: KeptPlan = {
    ...{ id, org: actor.org, overseen: plan.overseen, mandate: mandate.id, plan, nonce: boxed },
    ...{ fixed, sample: undefined, drawn: undefined },
  }
  await insertPlan(tx, kept, canonicalJson(plan as unknown as Json))
  const body = { digest: digestOf(plan), commitment: plan.commitment, overseen: plan.overseen, after: plan.after, byName: actor.name } // biome-ignore format: a row
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.plan-fixed', about: id, body }, now)
  return kept
}
