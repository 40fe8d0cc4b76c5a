import { type Actor, permit } from '../../accounts/index.ts'
import type { Db, Tx } from '../../db/index.ts'
import { listTeams, permissionsOf, runningMeasures } from '../../requests/index.ts'
import { lookAt } from '../mandates/looking.ts'
import { isInForce } from '../mandates/mandate.ts'
import { findMandates } from '../mandates/store.ts'

/** Something that runs and ends by itself unless somebody has a reason to go on with it. */
export interface RunningLine {
  readonly of: 'measure' | 'team' | 'permission' | 'mandate'
  /** The request, team, permission or mandate. */
  readonly id: string
  readonly title: string
  /** Which measure; the provision it runs under. */
  readonly what: string
  readonly cite: string
  readonly since: string
  /** When it is looked at again or ends; undefined where nothing says. */
  readonly next: string | undefined
  /** Who set or renewed it last, when and why. */
  readonly by: { readonly name: string; readonly at: string; readonly why: string } | undefined
  /** How often it was set or renewed. */
  readonly times: number
}

/** What runs at one's own organisation, the one to be looked at first before the others. */
export async function reassessmentOf(db: Db, actor: Actor, now: Temporal.Instant): Promise<RunningLine[]> {
  permit(actor, 'oversight.read')
  return linesOf(db, actor.org, now)
}

/** What runs at an organisation one oversees, as one look at it. Throws `no_mandate`. */
export const reassessmentOver = (
  tx: Tx,
  actor: Actor,
  overseen: string,
  now: Temporal.Instant,
): Promise<RunningLine[]> =>
  lookAt(tx, actor, { overseen, what: 'reassessment' }, now, () => linesOf(tx, overseen, now))

async function linesOf(db: Db, org: string, now: Temporal.Instant): Promise<RunningLine[]> {
  const day = now.toString().slice(0, 10)
  const measures = (await runningMeasures(db, org)).map(({ request, title, measure, cite, since, due, renewed, times }) => ({
    ...{ of: 'measure' as const, id: request, title, what: measure, cite, since, next: due ?? undefined, times },
    by: renewed ? { name: renewed.name, at: renewed.at, why: renewed.reason ?? '' } : undefined,
  }))
  const teams = (await listTeams(db, org)).filter(({ state }) => state === 'running').map((team) => ({
    ...{ of: 'team' as const, id: team.id, title: team.title, what: 'team', cite: team.rule, since: team.from, next: team.to },
    ...{ by: { name: team.proposed.name, at: team.proposed.at, why: team.purpose }, times: 1 },
  }))
  const permissions = (await permissionsOf(db, org)).flatMap(({ id, requestTitle, gate, decision, revoked }) => {
    if (decision?.outcome !== 'granted' || revoked || (decision.until && decision.until.slice(0, 10) < day)) return []
    const { name, at, reason, from, until } = decision
    const by = { name, at, why: reason ?? '' }
    return [{ of: 'permission' as const, id, title: requestTitle, what: 'permission', cite: gate, since: from ?? at, next: until ?? undefined, by, times: 1 }]
  })
  const mandates = (await findMandates(db, { overseen: org })).filter((one) => isInForce(one, day)).map(({ id, basis, from, until, given }) => ({
    ...{ of: 'mandate' as const, id, title: basis, what: 'mandate', cite: basis, since: from, next: until, times: 1 },
    by: { ...given, why: basis },
  }))
  return [...measures, ...teams, ...permissions, ...mandates].toSorted((a, b) => ((a.next ?? '9') < (b.next ?? '9') ? -1 : 1))
} // biome-ignore format: a list of lists
