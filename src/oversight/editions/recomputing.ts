import { subjectsOf } from '../../audit/index.ts'
import { parseCheckpoint, parseNote } from '../../crypto/index.ts'
import type { Db } from '../../db/index.ts'
import { idsOnRecord, oneSided } from '../../requests/index.ts'
import { complaintsOnRecord } from '../redress/store.ts'
import { complaintKey, complaintsOf } from './complaints.ts'
import type { EditionFile } from './edition.ts'
import { type Figures, figuresOf } from './figures.ts'
import { addsUp, breakdowns } from './told.ts'

/** Where what is on record now is not what was counted, and what the log says to it. */
export interface Discrepancy {
  readonly org: string
  readonly says: string
}

/**
 * Counts what an edition counted once more, from the records as they are now, and holds it against the published figures and the
 * organisations' logs: a request that was removed, added or altered behind the log is found, and one that was hidden from record and log
 * both by what the other end of it has. For who may read every record: the overseer, with
 * the operator's help. Empty where everything is as it was.
 */
export async function recomputeEdition(db: Db, { edition }: EditionFile, only?: string): Promise<Discrepancy[]> {
  const found: Discrepancy[] = []
  const figures = await figuresOf(db, edition.periods, only)
  const key = ({ org, direction, period }: Pick<Figures, 'org' | 'direction' | 'period'>) =>
    `${org} ${direction} ${period}`
  const now = new Map(figures.map((one) => [key(one), one]))
  const then = new Map(edition.figures.filter(({ org }) => !only || org === only).map((one) => [key(one), one]))
  for (const place of new Set([...now.keys(), ...then.keys()])) {
    const [was, is] = [then.get(place), now.get(place)]
    const [org = '', direction, period] = place.split(' ')
    const where = `${direction}, ${period}`
    if (!was || !is) {
      found.push({ org, says: `${where}: ${was ? 'every request is gone' : 'requests that were not counted'}` })
      continue
    }
    for (const what of ['made', 'ended'] as const) {
      if (was[what].digest !== is[what].digest)
        found.push({ org, says: `${where}: what was ${what} is not what was counted` })
      else for (const by of wrongFigures(was, is, what, edition.kept)) found.push({ org, says: `${where}: ${by} is not what the records say` })
    }
  } // biome-ignore format: short
  if (edition.complaints) found.push(...(await recomputeComplaints(db, edition, only)))
  for (const { id, checkpoint } of edition.organisations.filter((one) => !only || one.id === only)) {
    const { size } = parseCheckpoint(parseNote(checkpoint).text)
    const logged = await subjectsOf(db, id, 'request', size)
    const recorded = await idsOnRecord(db, id, edition.asOf)
    for (const request of logged)
      if (request.startsWith('request_') && !recorded.has(request))
        found.push({ org: id, says: `${request} stands in the log and is gone from the records` })
    for (const [request, made] of recorded)
      if (made && !logged.has(request))
        found.push({ org: id, says: `${request} stands in the records and not in the log` })
    if (!edition.complaints) continue
    const complained = await subjectsOf(db, id, 'complaint', size)
    const complaints = await complaintsOnRecord(db, id, edition.asOf)
    for (const complaint of complained)
      if (!complaints.has(complaint))
        found.push({ org: id, says: `${complaint} stands in the log and is gone from the records` })
    for (const [complaint, filedHere] of complaints)
      if (filedHere && !complained.has(complaint))
        found.push({ org: id, says: `${complaint} stands in the records and not in the log` })
  }
  for (const { org, other, origin } of await oneSided(db, edition.asOf))
    if (!only || org === only)
      found.push({ org, says: `${origin} stands in the records of ${other} and not in its own` })
  return found
}

/** The same for what was decided on complaints. */
async function recomputeComplaints(db: Db, { complaints = [], periods, kept }: EditionFile['edition'], only?: string): Promise<Discrepancy[]> {
  const now = new Map((await complaintsOf(db, periods, only)).map((one) => [complaintKey(one), one]))
  const then = new Map(complaints.filter(({ org }) => !only || org === only).map((one) => [complaintKey(one), one]))
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((key): Discrepancy[] => {
    const [was, is] = [then.get(key), now.get(key)]
    const { org = '', period } = was ?? is ?? {}
    const says = (what: string) => [{ org, says: `complaints, ${period}: ${what}` }]
    if (!was || !is) return says(was ? 'every decision is gone' : 'decisions that were not counted')
    if (was.digest !== is.digest) return says('what was decided is not what was counted')
    if (kept.includes(key)) return []
    const parts = Object.entries(was.byOutcome ?? {})
    const isWrong = (told: number | null | undefined, number: number | undefined) => typeof told === 'number' && told !== number
    if (isWrong(was.number, is.number)) return says('number is not what the records say')
    if (parts.some(([word, told]) => isWrong(told, is.byOutcome[word as keyof typeof is.byOutcome]))) return says('byOutcome is not what the records say')
    return isWrong(was.days, is.days) ? says('days is not what the records say') : []
  })
} // biome-ignore format: short

/** Told figures of unchanged requests that are not what counting them gives. */
function wrongFigures(was: EditionFile['edition']['figures'][number], is: Figures, what: 'made' | 'ended', kept: readonly string[]): string[] {
  if (kept.includes(`${was.org} ${was.direction} ${was.period} ${what}`)) return []
  const wrong: string[] = []
  if (was[what].number !== null && was[what].number !== is[what].number) wrong.push(`${what}.number`)
  for (const by of breakdowns[what]) {
    const told: Readonly<Record<string, number | null>> | undefined = { ...was.made, ...was.ended }[by]
    const counted: Readonly<Record<string, number>> = { ...is.made, ...is.ended }[by]
    if (!told) continue
    const words = new Set([...Object.keys(told), ...(addsUp[by] ? Object.keys(counted) : [])])
    if ([...words].some((word) => told[word] !== null && told[word] !== counted[word])) wrong.push(`${what}.${by}`)
  }
  const days = what === 'ended' && was.ended.days
  if (days && (days.median !== is.ended.days?.median || days.percentile90 !== is.ended.days.percentile90)) wrong.push('ended.days')
  return wrong
} // biome-ignore format: short
