import type { LawBase, Rule } from '../../law/index.ts'
import type { Dealing } from '../examination/dealing.ts'
import { examinationOf } from '../examination/standing.ts'
import type { Request } from '../request.ts'
import type { Stage } from './entries.ts'

export type Purpose = Rule<'use'>['allows'][number]['purposes'][number]

/** A limit on what may be done with what came: a rule of law, or a promise that was given for it. */
export interface Limit {
  /** None where it is a promise of this case alone. */
  readonly rule: string | undefined
  readonly title: string
  readonly cite: string
  readonly limits: Rule<'use'>['limits']
  readonly allows: Rule<'use'>['allows']
  /** Who can allow anything else. */
  readonly consent: { readonly of: string; readonly cite: string } | undefined
}

/** The limits on the use of what came on this request. */
export function limitsOf(law: LawBase, request: Request, dealings: readonly Dealing[]): Limit[] {
  const { facts, to, rule: route } = request
  const { on } = request.law
  const edition = law.at(on)
  const channel = edition.find('route', route)?.channel
  const rules = [...edition.rules.values()].filter((rule): rule is Rule<'use'> => {
    if (rule.kind !== 'use' || (channel !== undefined && !rule.channels.includes(channel))) return false
    if (rule.routes.length > 0 && !rule.routes.includes(route)) return false
    return edition.compile(rule.when, rule).holds({ facts, on, ...(to && { to }) }) !== false
  })
  const ofLaw = rules.map((one) => ({ ...pick(one), cite: edition.cite(one, '') }))
  const promised = examinationOf(dealings).conditions.filter(
    ({ state, condition }) => state === 'accepted' && condition.promises === 'speciality',
  )
  return [
    ...ofLaw,
    ...promised.map(({ condition, asked }) => {
      const cite = condition.cite ?? condition.says
      return {
        rule: condition.rule,
        title: condition.says,
        cite,
        limits: 'purpose' as const,
        allows: [{ purposes: ['request' as const], says: condition.says, cite }],
        consent: { of: asked.orgName, cite },
      }
    }),
  ]
}

const pick = ({ rule, title, limits, allows, consent }: Rule<'use'>): Omit<Limit, 'cite'> => ({
  rule,
  title,
  limits,
  allows,
  consent,
})

/** Whether something may be done with what came, and on what that rests. */
export interface Verdict {
  /** `consent`: only if the sender allows it. `refused`: nobody can allow it. `silent`: no rule known here limits it. */
  readonly answer: 'allowed' | 'consent' | 'refused' | 'silent'
  /** The limits that decide it. */
  readonly because: readonly Limit[]
  readonly cites: readonly string[]
}

/** Every limit must allow it: what one forbids, another does not give back. */
export function judge(limits: readonly Limit[], { stage, purpose }: { stage: Stage; purpose: Purpose }): Verdict {
  const relevant = limits.filter((limit) => limit.limits === 'purpose' || stage === 'evidence')
  const allowing = (limit: Limit) => limit.allows.find(({ purposes }) => purposes.includes(purpose))
  const against = relevant.filter((limit) => !allowing(limit))
  const final = against.filter(({ consent }) => !consent)
  if (final.length > 0) return { answer: 'refused', because: final, cites: final.map(({ cite }) => cite) }
  if (against.length > 0)
    return { answer: 'consent', because: against, cites: against.map(({ consent, cite }) => consent?.cite ?? cite) }
  if (relevant.length === 0) return { answer: 'silent', because: [], cites: [] }
  return { answer: 'allowed', because: relevant, cites: relevant.map((limit) => allowing(limit)?.cite ?? limit.cite) }
}
