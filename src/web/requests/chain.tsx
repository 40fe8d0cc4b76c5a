import type { LawBase } from '../../law/index.ts'
import { type Decision, isOpen, type Step } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Steps } from '../ui/steps.tsx'
import { nameOf, type Story } from './story.ts'

/** The steps of a request in their order: who, where, how far, and who did it when. */
export function Chain({ story, law, reader }: { story: Story; law: LawBase; reader: Reader }) {
  const { requests: t, routes } = reader.t
  const { steps, request } = story
  const titles = new Map(steps.map(({ id, title }) => [id, title]))
  const lines = steps.map((step, i) => {
    const before = steps[i - 1]?.id
    const after = step.after
      .filter((id) => id !== before && titles.has(id) && !steps[i - 1]?.after.includes(id))
      .map((id) => reader.law(titles.get(id) ?? id))
    return {
      id: step.id,
      title: reader.law(step.title),
      who: whoIs(step, story, reader),
      source: sourceOf(law, request.rule, step.cite, reader),
      state: step.is,
      stateWord: t.stepState[step.is],
      certain: step.certain || !isOpen(step),
      notes: [
        ...(!step.certain && isOpen(step) ? [routes.stepUncertain] : []),
        ...(step.is === 'pending' && after.length > 0 ? [routes.afterSteps(reader.list(after))] : []),
        ...(step.is === 'current' && step.since ? [reader.t.today.since(reader.instant(step.since))] : []),
        ...story.decisions
          .filter((one) => one.step === step.id && !one.void)
          .map((one) => inALine(one, step.doer, story, reader)),
      ],
    }
  })
  return <Steps steps={lines} />
}

function whoIs(step: Step, story: Story, reader: Reader): string {
  const { requests: t, seats, routes } = reader.t
  const name = nameOf(story, step.doer)
  const place = routes.who(seats[step.seat], reader.country(step.state))
  if (name) return `${name} (${place})`
  const organ = routes.who(seats[step.seat], reader.country(step.state), step.authority && reader.law(step.authority))
  return step.is === 'pending' || step.is === 'current' ? `${organ} – ${t.unnamed}` : organ
}

function inALine(decision: Decision, doer: string | undefined, story: Story, reader: Reader): string {
  const { outcome } = reader.t.requests
  const organisation = nameOf(story, decision.org)
  const isTold = decision.org !== doer && organisation !== undefined && organisation !== decision.name
  const who = isTold
    ? reader.t.requests.asTold(decision.name, organisation)
    : [decision.name, ...(organisation && organisation !== decision.name ? [organisation] : [])].join(', ')
  return `${outcome[decision.outcome]}${reader.colon}${who}, ${reader.instant(decision.at)}`
}
