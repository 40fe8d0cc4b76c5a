import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { signals, type TrustSettings } from './entries.ts'
import { TrustError } from './errors.ts'
import { findSettings, putSettings } from './store.ts'

const usual: TrustSettings = {
  reverifyDays: 365,
  attestationDays: 180,
  secondCheckMinutes: 30,
  followUpDays: 14,
  youngDomainDays: 90,
  deskFor: [],
}

/** As the operator set them, or as they are where nobody did. */
export const trustSettings = async (db: Db): Promise<TrustSettings> => (await findSettings(db)) ?? usual

/** Throws `bad_setting` with the field for what is no whole number of days or minutes that somebody could mean. */
export async function setTrustSettings(
  tx: Tx,
  actor: Actor,
  given: TrustSettings,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'directory.keep')
  for (const [path, most] of Object.entries(mostOf)) {
    const value = given[path as keyof typeof mostOf]
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new TrustError('invalid', 'bad_setting', `A whole number from 1 to ${most}`, { path })
  }
  const strange = given.deskFor.find((one) => !signals.includes(one))
  if (strange) throw new TrustError('invalid', 'bad_setting', 'There is no such signal', { path: 'deskFor' })
  const deskFor = [...new Set(given.deskFor)]
  await putSettings(tx, { ...given, deskFor }, actor.name, instantText(at))
  const body = { ...given, deskFor, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'directory.settings-changed', about: actor.org, body }, at)
}

/** More than these nobody means. */
const mostOf = {
  reverifyDays: 3_650,
  attestationDays: 3_650,
  secondCheckMinutes: 1_440,
  followUpDays: 365,
  youngDomainDays: 3_650,
} as const
