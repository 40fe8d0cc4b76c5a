import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { tell } from '../telling.ts'
import type { Inspection } from './inspection.ts'
import { findInspection, listFindings, setClosed, setTold, takeUntold } from './store.ts'

/**
 * Closes an inspection: nothing more is read under it, and only now the overseen is told what was looked at, by whom and when, each
 * with its place in the overseer's own log, and what was found. Throws `no_such_inspection`, `inspection_closed`.
 */
export async function closeInspection(tx: Tx, actor: Actor, id: string, at: Temporal.Instant): Promise<Inspection> {
  permit(actor, 'oversight.inspect')
  const inspection = await findInspection(tx, actor.org, id, 'lock')
  if (inspection.closed)
    throw new OversightError('conflict', 'inspection_closed', `It was closed by ${inspection.closed.name}`)
  const closed = { name: actor.name, at: instantText(at) }
  await setClosed(tx, id, closed)
  const looks = await takeUntold(tx, inspection)
  const findings = (await listFindings(tx, actor.org, id)).toReversed()
  await setTold(tx, actor.org, id, closed.at)
  const body = { overseen: inspection.overseen, looks: looks.length, findings: findings.length, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.inspection-closed', about: id, body }, at)
  const disclosed = {
    ...{ inspection: id, title: inspection.title, cause: inspection.cause },
    ...{ opened: inspection.opened.at, closed: closed.at, looks: looks.map((look) => ({ ...look })) },
    findings: findings.map(({ id: finding, request, severity, says, cites, made }) => ({
      ...{ finding, severity, says, cites: [...cites], name: made.name, at: made.at },
      ...(request && { request }),
    })),
  }
  await tell(tx, { org: actor.org, to: inspection.overseen, about: id, type: 'oversight-disclosure', body: disclosed }, at)
  return { ...inspection, closed }
} // biome-ignore format: short
