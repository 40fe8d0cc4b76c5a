import type { KnownOrganisation } from '../../exchange/index.ts'
import type { Reader } from '../reader.ts'
import { Status } from '../ui/status.tsx'

const tones = { verified: 'open', stale: 'approval', unverified: 'unknown', revoked: 'closed' } as const

/** Whether somebody made sure who an organisation is, in a word. */
export function StandingOf({ one, reader }: { one: KnownOrganisation; reader: Reader }) {
  const { directory: t } = reader.t
  const is = one.revokedAt === null ? one.standing.is : 'revoked'
  return <Status tone={tones[is]} word={t.standings[is]} means={t.means[is]} />
}
