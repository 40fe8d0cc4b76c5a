import type { Tx } from '../db/index.ts'
import { note } from './course.ts'
import { RequestError } from './errors.ts'
import type { Course } from './lifecycle.ts'
import type { Setting } from './request.ts'
import { chooseRoute } from './route.ts'
import { findMatter } from './store/matters.ts'

/**
 * Looks again, when a draft is handed in, whether it is still within the author's power: by the facts of its matter as they
 * are now, and the law of today. Throws `overtaken` where the route is no longer open, or asks for a step that the draft
 * has not; that the law has become another while nothing of that changed is only recorded.
 */
export async function refuseOvertaken(tx: Tx, { request, steps }: Course, setting: Setting): Promise<void> {
  if (request.matter === undefined) return
  const { facts } = await findMatter(tx, request.org, request.matter)
  const asked = request.facts.measure === undefined ? facts : { ...facts, measure: request.facts.measure }
  const { finding, analysis } = chosen()
  const known = new Set(steps.map(({ id }) => id))
  const more = finding.steps.find(({ id, certain }) => certain && !known.has(id))
  if (more) throw overtaken(`now it takes '${more.title}' (${more.cite}) too`)
  if (analysis.law.digest === request.law.digest) return
  const body = { drafted: request.law.digest, law: analysis.law.digest, on: analysis.on }
  await note(tx, request, 'request.law-checked-again', { org: 'system', name: 'system' }, body, setting.now())

  function chosen() {
    const data = request.items.map(({ id }) => id)
    // A conflict was weighed when it was drafted; that stays as it was weighed.
    const choice = { rule: request.rule, to: request.to, data, despite: 'Weighed when it was drafted' }
    try {
      return chooseRoute(asked, choice, setting)
    } catch (error) {
      if (error instanceof RequestError && error.code === 'route_not_open') throw overtaken(error.message)
      throw error
    }
  }
}

const overtaken = (why: string) =>
  new RequestError(
    'conflict',
    'overtaken',
    `The facts or the law have changed since it was drafted: ${why}. Draft it anew`,
    {
      path: 'rule',
    },
  )
