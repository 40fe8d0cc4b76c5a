import type { Json } from '../../base/canonical-json.ts'
import { parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { goOn, pause, raise, startClock } from '../clocks.ts'
import { courseOf, note, tell } from '../course.ts'
import { enforced } from '../enforcement/effects.ts'
import type { Request, Setting } from '../request.ts'
import { findDealings, insertDealing } from '../store/dealings.ts'
import { endOf } from './day.ts'
import type { Dealing, DealingKind, DealingOf } from './dealing.ts'
import { tellsTo } from './sides.ts'
import { examinationOf } from './standing.ts'

/** What is recorded of each. */
const events = {
  checked: 'request.completeness-checked',
  question: 'request.information-asked',
  answer: 'request.information-given',
  postponed: 'request.postponed',
  resumed: 'request.resumed',
  conditions: 'request.conditions-set',
  promised: 'request.conditions-answered',
  released: 'request.conditions-released',
  fulfilled: 'request.promise-kept',
  breached: 'request.promise-broken',
  'use-asked': 'request.use-asked',
  'use-allowed': 'request.use-allowed',
  'use-denied': 'request.use-denied',
  used: 'request.evidence-used',
  asked: 'request.enforcement-asked',
  consulted: 'request.enforcement-consulted',
  explained: 'request.enforcement-explained',
  recognised: 'request.enforcement-recognised',
  'not-recognised': 'request.enforcement-not-recognised',
  pleaded: 'request.enforcement-pleaded',
  confirmed: 'request.enforcement-confirmed',
  'not-enforced': 'request.enforcement-not-confirmed',
  penalised: 'request.penalty-imposed',
  proposed: 'request.penalty-proposed',
  heard: 'request.penalty-heard',
  spared: 'request.penalty-spared',
  appealed: 'request.penalty-appealed',
  'appeal-decided': 'request.penalty-appeal-decided',
  lifted: 'request.penalty-lifted',
  'sent-abroad': 'request.penalty-sent-abroad',
  'answered-abroad': 'request.penalty-answered-abroad',
  announced: 'request.penalty-announced',
  replied: 'request.penalty-replied',
  published: 'request.penalty-published',
  'taken-down': 'request.penalty-taken-down',
  complied: 'request.enforcement-complied',
  'given-up': 'request.enforcement-given-up',
} as const satisfies Record<DealingKind, string>

/** Writes down what was said, here or elsewhere, with all that follows from it for this organisation's copy of the request. */
export async function put(tx: Tx, request: Request, said: Dealing, setting: Setting): Promise<void> {
  await insertDealing(tx, request, said)
  const by = { org: said.org, name: said.name, ...(said.person && { person: said.person }) }
  const body = { ...said.body } as Record<string, Json>
  await note(
    tx,
    request,
    events[said.kind],
    by,
    { name: said.name, step: said.step, dealing: said.dealing, ...body },
    setting.now(),
  )
  switch (said.kind) {
    case 'question':
      await startAsking(tx, request, said, setting)
      break
    case 'answer': {
      const { questions } = examinationOf(await findDealings(tx, request.id))
      if (questions.every(({ answer }) => answer))
        await raise(tx, request, { names: ['information.given'], at: setting.now() }, setting)
      break
    }
    case 'postponed': {
      const pauses = setting.law.at(request.law.on).find('ground', said.body.ground)?.pauses ?? []
      const { clocks } = await courseOf(tx, request)
      const held = clocks.filter(({ rule, stoppedAt }) => stoppedAt === undefined && pauses.includes(rule))
      await pause(tx, request, held, setting.now(), setting)
      break
    }
    case 'resumed':
      await goOn(tx, request, setting.now(), setting)
      break
    default:
      await enforced(tx, request, said, setting)
  }
}

/** The time to answer runs: the law's, or until the day that was set where the law leaves it to whoever asks. */
async function startAsking(tx: Tx, request: Request, { step: id, body }: DealingOf<'question'>, setting: Setting) {
  const { steps } = await courseOf(tx, request)
  const step = steps.find((one) => one.id === id)
  const rule = step?.clocks.find((one) => setting.law.rule('clock', one).starts === 'information.requested')
  if (rule === undefined) return
  await startClock(tx, request, rule, setting.now(), setting, { until: endOf(body.until) })
}

/** Tells what was said to those it is for, or to those by way of whom they hear it. */
export async function tellOn(tx: Tx, request: Request, said: Dealing, setting: Setting): Promise<void> {
  const { steps } = await courseOf(tx, request)
  const dealings = await findDealings(tx, request.id)
  const { dealing, step, org, orgName, kind, name, at, body } = said
  for (const to of tellsTo({ request, steps }, dealings, said)) {
    const told = { kind, name, at: parseInstant(at).toString(), body } as never
    const message = { request: request.origin, dealing, step, by: { org, name: orgName }, said: told }
    await tell(tx, request, to, 'dealing', message, setting.now())
  }
}
