import { instantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { AccountError } from './errors.ts'
import { type Invitation, makeInvitation } from './invitations.ts'
import type { Organisation } from './organisation.ts'
import { createOrganisation } from './organisations.ts'
import type { InstanceSecret } from './secret.ts'
import { listOrganisations } from './store.ts'
import { replaceSetup, takeSetup } from './store-sign-in.ts'
import { hashToken, newToken } from './token.ts'

/** A new token for whoever sets this instance up, in place of any before; undefined once there is an operator. */
export async function issueSetupToken(db: Db, at: Temporal.Instant): Promise<string | undefined> {
  return db.transaction().execute(async (tx) => {
    const organisations = await listOrganisations(tx)
    if (organisations.some(({ seats }) => seats.includes('operator'))) return undefined
    const token = newToken()
    await replaceSetup(tx, hashToken(token), instantText(at))
    return token
  })
}

export interface FirstOperator {
  readonly token: string
  readonly organisation: { readonly name: string; readonly state: string; readonly languages: readonly string[] }
  /** The person who will run the instance. */
  readonly name: string
}

/**
 * Makes the organisation that runs this instance, and the invitation by which its head registers a passkey.
 * Throws `forbidden` / `setup_refused` unless the token is the one last printed.
 */
export async function createFirstOperator(
  db: Db,
  secret: InstanceSecret,
  { token, organisation, name }: FirstOperator,
  at: Temporal.Instant,
): Promise<{ organisation: Organisation; invitation: Invitation }> {
  return db.transaction().execute(async (tx) => {
    if (!(await takeSetup(tx, hashToken(token)))) {
      throw new AccountError('forbidden', 'setup_refused', 'This is not the set-up token that the server printed last')
    }
    const kind = { kind: 'operator', seats: ['operator'] } as const
    const made = await createOrganisation(tx, secret, { ...organisation, ...kind }, 'system', at)
    const head = { org: made.id, name, seat: 'operator', role: 'head' } as const
    return { organisation: made, invitation: await makeInvitation(tx, head, 'system', at) }
  })
}
