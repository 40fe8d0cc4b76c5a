import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { type Proof, proofs } from './complaint.ts'
import { insertProof } from './store.ts'

/** The operator decides how whoever complains here proves who they are; of complaints filed before nothing changes. */
export async function setProof(tx: Tx, actor: Actor, proof: string, at: Temporal.Instant): Promise<void> {
  permit(actor, 'redress.set')
  const wanted = proofs.find((one) => one === proof)
  if (!wanted) throw new OversightError('invalid', 'complaint_incomplete', `One of: ${proofs.join(', ')}`, { path: 'proof' })
  await insertProof(tx, actor.org, wanted satisfies Proof, actor.name, instantText(at))
  const body = { proof: wanted, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'redress.proof-set', about: actor.org, body }, at)
} // biome-ignore format: its refusal in a line
