import { instantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { keyHistory } from '../trust/index.ts'

/** How long a key that another has followed may still be met: the announcement may be on its way for three days, and what was signed last as long. */
const OVERLAP = Temporal.Duration.from({ hours: 144 })

/**
 * The keys by which something may be believed to come from an organisation now, base64, the one it uses first. One that was
 * revoked is not among them, nor one it used long ago.
 */
export async function goodKeys(db: Db, org: string, now: Temporal.Instant): Promise<string[]> {
  const oldest = instantText(now.subtract(OVERLAP))
  return (await keyHistory(db, org))
    .filter(({ kind, until, ended, since }) => {
      if (kind !== 'signing') return false
      // A key whose end is announced signs until the next one takes over; one that was stolen says so itself, and nothing else.
      if (until === null) return true
      return ended === 'rotated' && since === null && until >= oldest
    })
    .map(({ key }) => key)
}
