import type { Actor } from '../../accounts/index.ts'
import { isPermitted } from '../../accounts/index.ts'
import { openContradictions } from '../../audit/index.ts'
import type { Db } from '../../db/index.ts'
import type { Reader } from '../reader.ts'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import type { Waits } from './waits.ts'

/** How many contradictions are to alarm somebody: who leads an office, and who runs the instance. */
export async function alarmsFor(db: Db, actor: Actor, { contradictions }: Waits): Promise<number> {
  if (!contradictions) return 0
  if (isPermitted(actor, 'instance.read')) return (await openContradictions(db)).length
  return isPermitted(actor, 'contradiction.settle') ? (await openContradictions(db, actor.org)).length : 0
}

/** Organisations contradict what they signed. */
export function Alarm({ open, reader }: { open: number; reader: Reader }) {
  const { contradictions: t } = reader.t.log
  if (open === 0) return null
  return (
    <Notice kind="grave">
      <p>
        <strong>{t.alarm(open)}</strong>
      </p>
      <p>
        <a href={urls.contradictions}>{t.look}</a>
      </p>
    </Notice>
  )
}
