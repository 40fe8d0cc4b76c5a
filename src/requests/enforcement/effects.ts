import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { raise, startClock } from '../clocks.ts'
import { courseOf, moveStep } from '../course.ts'
import { endOf } from '../examination/day.ts'
import type { Dealing, DealingOf } from '../examination/dealing.ts'
import { isOpen } from '../lifecycle.ts'
import type { Request, Setting } from '../request.ts'
import { updateRequest } from '../store/requests.ts'
import { insertSteps } from '../store/steps.ts'
import { type Enforcing, enforcingFor } from './procedure.ts'
import { enforcingStep } from './standing.ts'

/** What follows from a stage of an enforcement for this organisation's copy of the request. */
export async function enforced(tx: Tx, request: Request, said: Dealing, setting: Setting): Promise<void> {
  const procedure = enforcingFor(setting.law, request)
  if (!procedure) return
  const at = setting.now()
  switch (said.kind) {
    case 'asked':
      return begin(tx, request, said, procedure, setting)
    case 'consulted':
      return start(tx, request, procedure, 'information.requested', setting)
    case 'explained':
      return raise(tx, request, { names: ['information.given'], at }, setting)
    case 'recognised':
      await finish(tx, request, said.dealing, 'do', setting)
      await raise(tx, request, { names: ['enforcement.decided'], at }, setting)
      return start(tx, request, procedure, 'compliance.required', setting, said.body.until)
    case 'not-recognised':
      await finish(tx, request, said.dealing, 'do', setting)
      return raise(tx, request, { names: ['enforcement.decided'], at }, setting)
    case 'confirmed':
      return start(tx, request, procedure, 'compliance.required', setting, said.body.until)
    case 'pleaded':
    case 'not-enforced':
    case 'spared':
    case 'lifted':
      return raise(tx, request, { names: ['compliance.answered'], at }, setting)
    case 'complied':
    case 'given-up':
      await finish(tx, request, said.dealing, 'skip', setting)
      return raise(
        tx,
        request,
        { names: ['compliance.answered', 'enforcement.decided', 'information.given'], at },
        setting,
      )
    default:
  }
}

/** The enforcing authority's step, wherever it is known: at the authority itself and at whoever asked. */
async function begin(tx: Tx, request: Request, said: DealingOf<'asked'>, procedure: Enforcing, setting: Setting) {
  const { authority, holder } = said.body
  if (request.org === holder.org) return
  const to = request.to ?? ''
  if (!request.parties.some(({ org }) => org === authority.org)) {
    const party = { seat: 'central' as const, state: to, org: authority.org, name: authority.name }
    await updateRequest(tx, request.id, { parties: [...request.parties, party] })
  }
  const { steps } = await courseOf(tx, request)
  const stage = procedure.chain.steps.find(({ clocks }) =>
    clocks.some((id) => isStartedBy(setting, id, 'enforcement.requested')),
  )
  await insertSteps(tx, request, [
    {
      id: enforcingStep(said.dealing),
      position: steps.length,
      title: stage?.title ?? procedure.chain.title,
      seat: 'central',
      state: to,
      authority: stage?.authority,
      doer: authority.org,
      does: 'review',
      form: undefined,
      clocks: [...(stage?.clocks ?? [])],
      moments: ['enforcement.decided'],
      after: [],
      cite: stage?.cite ?? procedure.law.decides,
      certain: true,
      via: authority.org,
      is: 'current',
      since: instantText(setting.now()),
    },
  ])
  await start(tx, request, procedure, 'enforcement.requested', setting, undefined, enforcingStep(said.dealing))
}

const isStartedBy = ({ law }: Setting, clock: string, event: string) => law.rule('clock', clock).starts === event

async function start(
  tx: Tx,
  request: Request,
  { chain }: Enforcing,
  event: string,
  setting: Setting,
  until?: string,
  stepId?: string,
): Promise<void> {
  const { steps } = await courseOf(tx, request)
  const step = steps.find(({ id }) => id === stepId)
  const rules = new Set(chain.steps.flatMap(({ clocks }) => clocks).filter((id) => isStartedBy(setting, id, event)))
  for (const rule of rules) {
    const told = { ...(step && { step }), ...(until && { until: endOf(until) }) }
    await startClock(tx, request, rule, setting.now(), setting, told)
  }
}

async function finish(tx: Tx, request: Request, dealing: string, how: 'do' | 'skip', { now }: Setting): Promise<void> {
  const { steps } = await courseOf(tx, request)
  const step = steps.find(({ id }) => id === enforcingStep(dealing))
  if (step && isOpen(step)) await moveStep(tx, request, step, how, instantText(now()))
}
