import { describe, expect, test } from 'vitest'
import type { Actor, Seat } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import { readLaw } from '../read-law.ts'
import { chance } from './chance.fixture.ts'
import { stepFor } from './course.ts'
import { examplesOf } from './every-route.fixture.ts'
import { digestOf } from './filling.ts'
import { after, ancestors, type Course, type Move, phaseOf, reached } from './lifecycle.ts'
import type { Decision, Request, Step } from './request.ts'
import { chooseRoute, stepsFrom } from './route.ts'
import { refuseUnapproved } from './sending.ts'

/**
 * Nothing leaves before its last approval, and nobody approves their own: tried on the steps of every route, and on steps
 * whose order the law forgot to write down, with everybody acting in any order, twice, out of turn and in others' place.
 * What may be done is decided by the very functions that guard the database.
 */

const law = await readLaw()
/** As many as say something each time; `COMITY_SEQUENCES=200000` before the command tries as many. */
const sequences = Number(process.env.COMITY_SEQUENCES ?? 20_000)
const actions = 12

const own = { id: 'org_keeper', state: 'DE', seats: ['authority', 'court', 'central'] } as never
const routes = [...examplesOf(law).values()].flatMap((example) => {
  if (!example) return []
  const { facts, finding, now, rule } = example
  const choice = { rule, to: finding.to, data: finding.data, despite: 'The case demands it' }
  const chosen = chooseRoute(facts, choice, { law: example.law, now: () => now })
  const steps = stepsFrom(chosen.finding.steps, own, [])
  return [
    steps.map((step) => ({ ...step, doer: step.state === facts.asking?.state ? 'org_keeper' : `org_${step.seat}` })),
  ]
})

const author = 'person_author'
const base = {
  id: 'request_1', org: 'org_keeper', origin: 'request_1', direction: 'outgoing', title: 'A case', fileNumber: '1', rule: 'a/b', to: undefined,
  law: { digest: 'x', on: '2026-11-21' }, facts: {}, items: [], parties: [], answers: {}, author: { person: author, name: 'Author' }, status: 'draft',
} as unknown as Request // biome-ignore format: a table

/** The same steps with some of what they wait for forgotten. */
const careless = (steps: readonly Step[], { below }: ReturnType<typeof chance>): Step[] =>
  steps.map((step) =>
    below(4) === 0 && phaseOf(step) !== 'drafting' ? { ...step, after: step.after.slice(0, below(2)) } : step,
  )

const seats: readonly Seat[] = ['authority', 'court', 'central', 'provider'] as never
const deeds = ['do', 'do', 'do', 'do', 'refuse', 'reopen', 'change'] as const

/** One attempt of somebody at some step; whatever is not allowed throws and changes nothing. */
function attempt(course: Course, actor: Actor, step: Step, deed: (typeof deeds)[number]): Course {
  const { request, decisions } = course
  if (deed === 'change') {
    if (request.digest !== undefined || request.leftAt !== undefined) return course
    return { ...course, request: { ...request, answers: { ...request.answers, [step.id]: decisions.length } } }
  }
  const found = stepFor(course, actor, (one) => one.id === step.id)
  if (deed === 'reopen') {
    if (phaseOf(found) !== 'deciding') return course
    const steps = course.steps.map((one) => ({ ...one, is: 'pending' as const }))
    const { digest: _, leftAt: __, ...rest } = request
    return begun({
      ...course,
      request: rest as Request,
      steps,
      decisions: decisions.map((one) => ({ ...one, void: true })),
    })
  }
  const isLeaving = phaseOf(found) === 'departing'
  if (isLeaving && deed === 'do') refuseUnapproved(course, found)
  const handedIn = phaseOf(found) === 'drafting' ? { digest: digestOf(request) } : {}
  const move: Move = deed === 'do' ? 'do' : 'refuse'
  if (move === 'refuse' && phaseOf(found) === 'drafting') return course
  const steps = course.steps.map((one) => (one.id === found.id ? { ...one, is: after(one.is, move) ?? one.is } : one))
  const decision = {
    step: found.id, outcome: deed === 'do' ? 'done' : 'refused', person: actor.person, org: actor.org, name: actor.name,
    digest: request.digest, void: false, at: '', rules: [], details: {}, id: '', reason: undefined,
  } as Decision // biome-ignore format: a table
  const left = isLeaving && deed === 'do' ? { leftAt: '2026-11-21T10:00:00.000Z' } : {}
  return begun({ ...course, request: { ...request, ...handedIn, ...left }, steps, decisions: [...decisions, decision] })
}

function begun(course: Course): Course {
  const ready = new Set(reached(course.steps).map(({ id }) => id))
  return { ...course, steps: course.steps.map((step) => (ready.has(step.id) ? { ...step, is: 'current' } : step)) }
}

/** The approvals that had to be there, as the steps say, and were not, or were the author's own. */
function leaks({ steps, decisions, request }: Course): string[] {
  const mustBe = steps.filter(
    (step) => phaseOf(step) === 'deciding' && ![...ancestors(steps, step)].some((one) => phaseOf(one) === 'departing'),
  )
  return mustBe.flatMap((step) => {
    const given = decisions.find((one) => one.step === step.id && one.outcome === 'done' && !one.void)
    if (!given) return [`left without ${step.id}`]
    if (given.person === author) return [`${step.id} was approved by the author`]
    return given.digest === request.digest ? [] : [`${step.id} approved another draft`]
  })
}

describe('whatever anybody tries, in whatever order,', () => {
  test(`nothing leaves before its last approval: ${sequences} sequences`, { timeout: 60_000 + 6 * sequences }, () => {
    const found: string[] = []
    let left = 0
    let stopped = 0
    for (let seed = 1; seed <= sequences; seed++) {
      const luck = chance(seed)
      const steps = careless(luck.oneOf(routes), luck)
      let course: Course = begun({ request: base, steps, decisions: [], clocks: [] })
      for (let n = 0; n < actions; n++) {
        const isAuthor = luck.below(3) === 0
        const current = course.steps.filter(({ is }) => is === 'current')
        const step = luck.below(4) > 0 && current.length > 0 ? luck.oneOf(current) : luck.oneOf(course.steps)
        const inPlace = luck.below(5) > 0
        const actor = {
          person: isAuthor ? author : `person_${luck.below(3)}`, name: 'Somebody', orgName: 'An office', isDemo: true, role: 'head',
          org: inPlace ? (step.doer ?? 'org_keeper') : luck.oneOf(['org_keeper', 'org_court', 'org_provider']),
          seat: inPlace ? step.seat : luck.oneOf(seats),
        } as Actor // biome-ignore format: a table
        const before = course.request.leftAt
        try {
          course = attempt(course, actor, step, luck.oneOf(deeds))
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          stopped++
        }
        if (before === undefined && course.request.leftAt !== undefined) {
          left++
          found.push(...leaks(course).map((leak) => `seed ${seed}: ${leak}`))
        }
      }
    }
    expect(found.slice(0, 5)).toEqual([])
    // It is tried in earnest: many get as far as leaving, and very many attempts are refused.
    expect(left).toBeGreaterThan(sequences / 20)
    expect(stopped).toBeGreaterThan(sequences)
  })
})
