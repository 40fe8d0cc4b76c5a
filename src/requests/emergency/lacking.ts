import type { Db } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import type { Request } from '../request.ts'
import { findEmergency } from '../store/emergencies.ts'
import { isEmergency } from './emergency.ts'

/** Who has to sign an emergency request by this route before it goes; undefined where the route asks nobody. */
export function signatureFor(
  law: LawBase,
  { rule, law: { on } }: Pick<Request, 'rule' | 'law'>,
): Rule<'route'>['signed_for'] {
  return law.at(on).find('route', rule)?.signed_for
}

/** What an emergency of ours still needs before it may leave; undefined where it needs nothing, or is none. */
export async function emergencyLacks(
  db: Db,
  request: Request,
  law: LawBase,
): Promise<'ground' | 'signature' | undefined> {
  if (!isEmergency(request) || request.leftAt !== undefined || request.endedAt !== undefined) return undefined
  const emergency = await findEmergency(db, request.id)
  if (!emergency) return 'ground'
  return signatureFor(law, request) && !emergency.signed ? 'signature' : undefined
}
