import { sampleAnswers } from '../../test/filled.ts'
import {
  type Actor,
  createOrganisation,
  type NewOrganisation,
  type Organisation,
  readSecret,
} from '../accounts/index.ts'
import { utf8 } from '../base/bytes.ts'
import { instantText } from '../base/time.ts'
import { generateSealingKey } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { exercises } from '../law/cases/exercise.ts'
import { factsOf, lawOf } from '../law/cases/run-case.ts'
import { analyse, type Facts, type LawBase, opensGate, type RouteFinding, type Seat } from '../law/index.ts'
import { type Blobs, declarePlaces, listItems, ReleaseClosed, sealEvidence } from '../vault/index.ts'
import { preserve, produce } from './answering.ts'
import { approve, refuse } from './approvals.ts'
import { clear, raiseGround } from './assessment.ts'
import { careful } from './checks/statement.fixture.ts'
import { stateCase } from './checks/stating.ts'
import { closeStep, isElsewhere, noteProgress } from './closing.ts'
import { courseOf } from './course.ts'
import { draftRequest, fillBoxes, nameParty, submitRequest } from './drafting.ts'
import { isEmergency } from './emergency/emergency.ts'
import { signEmergency, stateEmergency } from './emergency/grounding.ts'
import { signatureFor } from './emergency/lacking.ts'
import { RequestError } from './errors.ts'
import { formOf } from './filling.ts'
import { groundsFor } from './grounds.ts'
import { ancestors, type Course, openObjection, phaseOf } from './lifecycle.ts'
import { openMatter } from './matters.ts'
import { answerObjection, objectionForm, objectTo } from './objecting.ts'
import { askedOf } from './passing-on.ts'
import { receive } from './receive.ts'
import { gradePiece } from './release/grading.ts'
import { applyForPermission, decidePermission } from './release/permitting.ts'
import { previewRelease } from './release/preview.ts'
import type { Party, Request, Setting, Step } from './request.ts'
import { prolongs } from './running/measure.ts'
import { complete, sendRequest } from './sending.ts'
import { type Dispatch, dispatchesTaken, waitingDispatches } from './store/dispatches.ts'
import { findEmergency } from './store/emergencies.ts'
import { findByOrigin } from './store/requests.ts'
import { stageOn } from './story.fixture.ts'

/**
 * Any route of the law base, played on one database: an organisation for every organ its steps name, each doing whatever
 * its own copy of the request says is its turn, and nothing else.
 */

const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const { recipient } = await generateSealingKey()

/** A worked case that leaves a route open, and what it finds. */
export interface Example {
  readonly rule: string
  readonly law: LawBase
  readonly facts: Facts
  readonly finding: RouteFinding
  readonly now: Temporal.Instant
}

const today = '2026-11-21'
const rank = ['open', 'approval', 'conflict']

/** Every route rule with a worked case that leaves it open, needing an approval, or in conflict. */
export function examplesOf(base: LawBase): Map<string, Example | undefined> {
  const cases = new Map(base.cases.map((one) => [one.id, one]))
  const found = exercises(base, today).filter(({ kind }) => kind === 'route')
  return new Map(
    found.map(({ rule, holding }) => {
      const examples = holding.flatMap((id) => {
        const one = cases.get(id)
        if (!one) return []
        const law = lawOf(base, one)
        const facts = factsOf(one)
        return analyse(law, facts, { today })
          .routes.filter((route) => route.rule === rule && rank.includes(route.status))
          .map((finding) => ({
            rule,
            law,
            facts,
            finding,
            now: Temporal.Instant.from(`${facts.on ?? today}T09:00:00Z`),
          }))
      })
      const best = examples.toSorted((a, b) => rank.indexOf(a.finding.status) - rank.indexOf(b.finding.status))[0]
      return [rule, best]
    }),
  )
}

const kinds: Partial<Record<Seat, NewOrganisation['kind']>> = {
  authority: 'prosecutor',
  court: 'court',
  central: 'central-authority',
  provider: 'provider',
}

/** What can go differently: called before an organisation acts on a step; true where it has acted itself. */
export type Turn = (at: { course: Course; step: Step; actor: Actor; play: Play }) => Promise<boolean>

export interface Play {
  readonly db: Db
  readonly setting: Setting
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly origin: string
  readonly keeper: Organisation
  readonly copies: () => Promise<Course[]>
  readonly carried: Dispatch[]
  readonly pass: (hours: number) => void
}

export function stageFor(db: Db, blobs: Blobs) {
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
  const organisations = new Map<string, Organisation>()

  async function organ(seat: Seat, state: string, authority: string | undefined): Promise<Organisation> {
    // 'Foreign-contact organ: Ministry of Justice' and 'Foreign-contact organ' are one organ.
    const key = `${seat} ${state} ${authority?.split(':')[0] ?? ''}`
    const known = organisations.get(key)
    if (known) return known
    const name = `${authority?.slice(0, 60) ?? seat}, ${state}`.replaceAll(/[^\p{L}\p{N} ,.-]/gu, '')
    const input = { name, state, kind: kinds[seat] ?? 'other', seats: [seat], languages: ['en'] } as NewOrganisation
    const made = await transact((tx) =>
      createOrganisation(
        tx,
        secret,
        { ...input, authority: seat === 'court' ? 'judge' : 'prosecutor' },
        'system',
        Temporal.Instant.from('2019-01-01T00:00:00Z'),
      ),
    )
    organisations.set(key, made)
    return made
  }

  const byId = (id: string) => [...organisations.values()].find((one) => one.id === id)

  /** Who carries a step out: the author's own office, unless another organ is to approve. */
  async function organOf(step: Pick<Step, 'seat' | 'state' | 'authority' | 'does'>, keeper: Organisation) {
    if (step.seat === 'person') return undefined
    const approves = step.does === 'approve' || step.does === 'validate'
    const isKeepers = step.seat === 'authority' && step.state === keeper.state && !(approves && step.authority)
    return isKeepers ? keeper : organ(step.seat, step.state, step.authority)
  }

  const actorAt = (org: Organisation, seat: Seat, as: 'author' | 'head'): Actor => ({
    person: `person_${org.id.slice(4)}${as === 'head' ? '1' : '0'}`,
    name: `${as === 'head' ? 'Head' : 'Author'} of ${org.name}`,
    org: org.id,
    orgName: org.name,
    seat: seat as Actor['seat'],
    role: as,
    isDemo: true,
  })

  const partyOf = (org: Organisation, seat: Seat, state: string, steps?: string[]): Party => ({
    seat,
    state,
    org: org.id,
    name: org.name,
    address: '1 Main Street',
    email: 'post@organ.example',
    phone: '+1 555 0100',
    languages: ['en'],
    ...(steps && { steps }),
    ...(seat === 'provider' && { as: 'designated-establishment' as const }),
  })

  /** The parties an author can know: all of its own side, and who is asked from there; the rest is named further on. */
  async function partiesFor({ finding }: Example, keeper: Organisation): Promise<Party[]> {
    const groups = new Map<string, { org: Organisation; seat: Seat; state: string; steps: string[] }>()
    for (const step of finding.steps as unknown as Step[]) {
      const org = await organOf(step, keeper)
      if (!org || org.id === keeper.id) continue
      const group = groups.get(org.id) ?? { org, seat: step.seat, state: step.state, steps: [] }
      group.steps.push(step.id)
      groups.set(org.id, group)
    }
    return [...groups.values()].map(({ org, seat, state, steps }) => partyOf(org, seat, state, steps))
  }

  /** A drafted request by this route, its form filled; the facts are the worked case's. */
  async function begin(example: Example, outside = false): Promise<Play & { id: string }> {
    let at = example.now
    const now = () => at
    const setting: Setting = { law: example.law, now }
    const state = example.facts.asking?.state ?? 'DE'
    // What each of them has lies in its own state.
    await transact((tx) => declarePlaces(tx, [{ shelf: 'folder', state: 'own', rated: [] }]))
    const keeper = await organ('authority', state, 'the asking authority')
    const author = actorAt(keeper, 'authority', 'author')
    const all = await partiesFor(example, keeper)
    const matter = await transact((tx) =>
      openMatter(tx, author, { title: 'A case', fileNumber: '1 Js 1/26', facts: example.facts }, now),
    )
    const { rule, finding } = example
    const persons = (finding.steps as unknown as Step[])
      .filter(({ seat }) => seat === 'person')
      .map(({ state: where }) => ({ seat: 'person' as const, state: where, name: 'The person concerned' }))
    const isAbroad = (party: Party) => outside && party.steps?.some((id) => answers(finding, id))
    const parties = [...all.map((party) => (isAbroad(party) ? withoutOrg(party) : party)), ...persons.slice(0, 1)]
    const request = await transact((tx) =>
      draftRequest(
        tx,
        author,
        matter.id,
        { rule, ...(finding.to && { to: finding.to }), data: finding.data, parties, despite: 'The case demands it' },
        setting,
      ),
    )
    await fillAll(author, request.id, setting)
    const carried: Dispatch[] = []
    const copies = async () => {
      const found: Course[] = []
      for (const org of organisations.values()) {
        const copy = await findByOrigin(db as Tx, org.id, request.origin)
        if (copy) found.push(await courseOf(db, copy))
      }
      return found
    }
    const pass = (hours: number) => {
      at = at.add({ hours })
    }
    return { db, setting, transact, origin: request.origin, keeper, copies, carried, pass, id: request.id }
  }

  async function fillAll(author: Actor, id: string, setting: Setting): Promise<void> {
    const form = await formOf(db, author.org, id, setting)
    if (!form) return
    const samples = sampleAnswers(setting.law.rule('form', form.form))
    for (let round = 0; round < 5; round++) {
      const now = await formOf(db, author.org, id, setting)
      const missing = (now?.missing ?? []).filter(({ awaitsValidation }) => !awaitsValidation)
      if (missing.length === 0) return
      const boxes = Object.fromEntries(missing.map(({ path }) => [path, samples[path]]))
      await transact((tx) => fillBoxes(tx, author, id, boxes, setting))
    }
  }

  /** Carries every waiting message, and what those cause, until none is left. */
  async function carry(play: Play): Promise<number> {
    for (let n = 0; ; n++) if (!(await carryOne(play))) return n
  }

  /** Carries the oldest waiting message; false where there is none. What its receiver refuses is thrown, and gone. */
  async function carryOne({ setting, carried }: Play): Promise<boolean> {
    const [dispatch] = await transact((tx) => waitingDispatches(tx, 1))
    if (!dispatch) return false
    await transact((tx) => dispatchesTaken(tx, [dispatch.id], instantText(setting.now())))
    carried.push(dispatch)
    const { org: from, to: org, type, body, id } = dispatch
    const at = instantText(setting.now())
    await transact((tx) => receive(tx, setting.law, { org, from, type, body, messageId: `message_${id.slice(9)}`, at }))
    return true
  }

  /** Lets everybody act until nobody can any more. Answers what happened, in order. */
  async function playOut(play: Play, differently: Turn = async () => false): Promise<string[]> {
    const told: string[] = []
    for (let round = 0; round < 200; round++) {
      await carry(play)
      const deed = await nextDeed(play, differently)
      if (!deed) return told
      told.push(deed)
      play.pass(1)
    }
    throw new Error(`It does not end: ${told.slice(-10).join(' | ')}`)
  }

  async function nextDeed(play: Play, differently: Turn): Promise<string | undefined> {
    const courses = await play.copies()
    if (courses.some(({ request }) => request.direction === 'outgoing' && request.status === 'refused'))
      return endIt(play)
    for (const course of courses) {
      const { request, steps } = course
      if (request.endedAt !== undefined) continue
      const named = await nameNext(play, course)
      if (named) return named
      for (const step of steps.filter(({ is }) => is === 'current')) {
        const told = await actOn(play, course, step, differently)
        if (told) return told
      }
    }
    return endIt(play)
  }

  /** Whoever passes a request on says which organ does what comes next. */
  async function nameNext(play: Play, { request, steps }: Course): Promise<string | undefined> {
    if (request.direction === 'outgoing') return undefined
    for (const step of steps.filter(({ is, via }) => (is === 'current' || is === 'pending') && via === undefined)) {
      const org = await organOf(step, play.keeper)
      if (!org || step.doer === org.id || (step.doer !== undefined && step.doer !== request.org)) continue
      const actor = actorFor(request, steps)
      const party = partyOf(org, step.seat, step.state, [step.id])
      await play.transact((tx) => nameParty(tx, actor, request.id, party, play.setting))
      return `${byId(request.org)?.name} names ${org.name} for ${step.id}`
    }
    return undefined
  }

  function actorFor(request: Request, steps: readonly Step[]): Actor {
    const own = byId(request.org)
    const seat = steps.find(({ doer }) => doer === request.org)?.seat ?? own?.seats[0] ?? 'authority'
    if (!own) throw new Error('Nobody is here')
    return actorAt(own, seat, 'author')
  }

  async function actOn(play: Play, course: Course, step: Step, differently: Turn): Promise<string | undefined> {
    const { request } = course
    const own = byId(request.org)
    if (!own) return undefined
    if (step.doer !== own.id) {
      if (!isElsewhere(course, step)) return undefined
      const actor = actorFor(request, course.steps)
      if (await differently({ course, step, actor, play })) return `${own.name} notes ${step.id} otherwise`
      await play.transact((tx) =>
        noteProgress(tx, actor, request.id, { step: step.id, outcome: 'done', note: 'By letter' }, play.setting),
      )
      return `${own.name} notes ${step.id}`
    }
    const isDeciding = phaseOf(step) === 'deciding'
    const isRenewing = request.leftAt !== undefined && prolongs(step, play.setting.law)
    const byHead = (isDeciding || isRenewing) && step.seat === 'authority'
    const actor = actorAt(own, step.seat, byHead ? 'head' : 'author')
    if (!(await differently({ course, step, actor, play }))) await carryOutNow(play, course, step, actor)
    return `${own.name}: ${step.id} (${step.does})`
  }

  async function carryOutNow(play: Play, course: Course, step: Step, actor: Actor): Promise<void> {
    const { setting, keeper } = play
    const { id } = course.request
    const signed = { step: step.id, fileNumber: '1 Gs 1/26', post: 'Judge' }
    const expects = course.steps.some(({ does }) => does === 'produce') || course.request.facts.measure !== 'preserve'
    switch (true) {
      case phaseOf(step) === 'drafting':
        await grounded(course, actor, setting)
        await transact((tx) => stateCase(tx, actor, id, careful(course.request.items), setting))
        await transact((tx) => submitRequest(tx, actor, id, setting))
        return
      case phaseOf(step) === 'departing':
        await depart(actor, course, step, setting)
        return
      case phaseOf(step) === 'closing':
        await transact((tx) => closeStep(tx, actor, id, { step: step.id, note: 'Done' }, setting))
        return
      case step.does === 'assess':
        await transact((tx) => clear(tx, actor, id, {}, setting))
        return
      case step.does === 'preserve':
        await transact((tx) => preserve(tx, actor, id, setting))
        return
      case step.does === 'produce' || (step.does === 'return' && expects):
        await handOver(play, actor, course.request)
        return
      default:
        await transact((tx) => approve(tx, actor, id, { ...signed, reason: `${keeper.name} is told` }, setting))
    }
  }

  /** The ground of an emergency is stated by the author and signed by the head. */
  async function grounded({ request, steps }: Course, actor: Actor, setting: Setting): Promise<void> {
    if (!isEmergency(request) || request.leftAt !== undefined || (await findEmergency(db, request.id))) return
    const own = byId(request.org)
    const seat = steps.find(({ doer }) => doer === request.org)?.seat
    await transact((tx) => stateEmergency(tx, actor, request.id, { grounds: 'A life is in danger now' }, setting))
    if (!own || !seat || !signatureFor(setting.law, request)) return
    const head = actorAt(own, seat, 'head')
    await transact((tx) => signEmergency(tx, head, request.id, setting))
  }

  async function depart(actor: Actor, course: Course, step: Step, setting: Setting): Promise<void> {
    const { request, steps } = course
    await grounded(course, actor, setting)
    const isCarried = steps.some(
      (one) =>
        one.after.includes(step.id) && one.doer !== request.org && askedOf(steps, request.org, one) === undefined,
    )
    const carried = isCarried ? { means: 'post' as const, to: 'The addressee, 1 Main Street' } : undefined
    await transact((tx) => sendRequest(tx, actor, request.id, setting, carried))
  }

  async function handOver(play: Play, actor: Actor, request: Request): Promise<void> {
    const { setting } = play
    const bytes = (async function* () {
      yield utf8('From suspect@provider.example')
    })()
    const given = {
      origin: request.origin,
      name: 'mailbox.mbox',
      mediaType: 'application/mbox',
      bytes,
      sealedTo: [recipient],
    }
    const item = await sealEvidence({ db, blobs, now: setting.now }, actor, given)
    const hand = () =>
      transact((tx) => produce(tx, actor, request.id, { evidence: [item.id], complete: true }, setting))
    try {
      await hand().catch(async (error) => {
        const owed = ['verification_stale', 'sender_unverified'].includes((error as { code?: string }).code ?? '')
        if (!owed) throw error
        await stageOn(db).makeSure(actor, request, setting)
        await hand()
      })
    } catch (error) {
      if (!(error instanceof ReleaseClosed)) throw error
      if (error.opensWith.includes('Say items.class')) await graded(actor, item.id, setting)
      const closed = await stillClosed(actor, request, item.id, setting)
      for (const rule of closed) await permitted(play, actor, request, { rule, item: item.id })
      await hand()
    }
  }

  /** What the law of the holder's state makes of the mailbox of one person. */
  const graded = (actor: Actor, item: string, setting: Setting) => {
    const grade = { scheme: 'CN', class: 'CN-L2-PI', persons: 1, declaredImportant: false }
    return transact((tx) => gradePiece(tx, actor, item, { grade, reason: 'One mailbox' }, setting))
  }

  async function stillClosed(actor: Actor, request: Request, item: string, setting: Setting): Promise<string[]> {
    const { decision } = await previewRelease(db, actor, request.id, { evidence: [item] }, setting)
    const lines = decision.items.flatMap(({ because }) => because)
    return [...new Set(lines.filter(({ holds }) => holds !== true).map(({ rule }) => rule))]
  }

  /** Where the gate stays closed, the authority it names is asked for permission, and gives it. */
  async function permitted(
    play: Play,
    actor: Actor,
    request: Request,
    { rule: gate, item }: { rule: string; item: string },
  ): Promise<void> {
    const { setting } = play
    const on = setting.now().toString().slice(0, 10)
    const opening = opensGate(setting.law, gate, on, ['central', 'court', 'overseer'])
    if (!opening?.seat) throw new Error(`Nothing opens ${gate}`)
    const own = byId(actor.org)
    const state = opening.state === undefined || opening.state === 'EU' ? own?.state : opening.state
    const authority = await organ(opening.seat, state ?? '', `Authority that opens ${opening.seat}`)
    const content = opening.form ? sampleAnswers(setting.law.rule('form', opening.form)) : { reason: 'It is asked for' }
    const asked = { gate, state, authority: authority.id, evidence: [item], content }
    const permission = await transact((tx) => applyForPermission(tx, actor, request.id, asked, setting))
    await carry(play)
    const decider = actorAt(authority, opening.seat, 'author')
    const until = setting.now().add({ hours: 24 }).toString()
    const answer = { outcome: 'granted' as const, reason: 'It may be given', until }
    await transact((tx) => decidePermission(tx, decider, permission.id, answer, setting))
    await carry(play)
  }

  /** The author ends what is answered. */
  async function endIt(play: Play): Promise<string | undefined> {
    const course = (await play.copies()).find(({ request }) => request.direction === 'outgoing')
    if (!course || course.request.endedAt !== undefined) return undefined
    const author = actorAt(play.keeper, 'authority', 'author')
    try {
      await transact((tx) => complete(tx, author, course.request.id, play.setting))
    } catch (error) {
      if (error instanceof RequestError && error.code === 'not_current') return undefined
      throw error
    }
    return 'completed'
  }

  /** Says no at a step, in whatever way the law gives the actor; where the objection of a holder stands, it is let go. */
  async function sayNo({ course, step, actor, play }: Parameters<Turn>[0]): Promise<void> {
    const { setting } = play
    const { request } = course
    const ground = groundsFor(setting.law, request, actor.seat).find(({ decides }) => decides === undefined)
    const named = ground && { ground: ground.rule }
    const reason = 'The law forbids it'
    if (step.doer !== request.org) {
      const told = { step: step.id, outcome: 'refused' as const, note: 'By letter' }
      await transact((tx) => noteProgress(tx, actor, request.id, told, setting))
    } else if (step.does === 'assess') {
      await transact((tx) => raiseGround(tx, actor, request.id, { ...named, reason }, setting))
    } else if (step.does === 'produce' || step.does === 'preserve') {
      const objection = await objectionOf(request, ground, setting)
      await transact((tx) => objectTo(tx, actor, request.id, { ...objection, reason, preserved: true }, setting))
      await carry(play)
      await letGo(play)
    } else await transact((tx) => refuse(tx, actor, request.id, { step: step.id, ...named, reason }, setting))
  }

  async function objectionOf(
    request: Request,
    ground: ReturnType<typeof groundsFor>[number] | undefined,
    setting: Setting,
  ) {
    if (!ground?.form) return ground ? { ground: ground.rule } : {}
    const samples = sampleAnswers(setting.law.rule('form', ground.form))
    let boxes: Record<string, unknown> = {}
    for (let round = 0; round < 5; round++) {
      const { missing } = await objectionForm(db, request, ground.form, boxes, setting)
      if (missing.length === 0) break
      boxes = { ...boxes, ...Object.fromEntries(missing.map(({ path }) => [path, samples[path]])) }
    }
    return { ground: ground.rule, boxes }
  }

  /** Whoever asked the holder gives in. Who is asked to hand over objects to that, also while it is only keeping. */
  async function letGo(play: Play): Promise<void> {
    for (const course of await play.copies()) {
      const { request, steps } = course
      const open = openObjection(course)
      if (!open || open.org === request.org) continue
      const told = { outcome: 'released' as const, text: 'It need not be done' }
      await transact((tx) => answerObjection(tx, actorFor(request, steps), request.id, told, play.setting))
    }
    await carry(play)
  }

  /** Plays until somebody says no at that step, then lets the author close what was refused. */
  async function playToRefusal(play: Play, at: string): Promise<string[]> {
    let said = false
    const told = await playOut(play, async (turn) => {
      if (said || turn.step.id !== at) return false
      said = true
      await sayNo(turn)
      return true
    })
    return said ? told : [...told, `Nobody came to ${at}`]
  }

  return { begin, playOut, playToRefusal, carry, carryOne, carryOutNow, organ, actorAt, byId }
}

/** The steps at which somebody can say no by the law's grounds, or in words where it names none; not before a court. */
export function refusable({ finding, law, facts }: Example): string[] {
  const request = { rule: finding.rule, law: { digest: '', on: facts.on ?? today } }
  const all = finding.steps as unknown as Step[]
  const isFree = (step: Step) => {
    const grounds = groundsFor(law, request, step.seat)
    return grounds.length === 0 || grounds.some(({ decides }) => decides === undefined)
  }
  const first = all.filter(
    (step) => phaseOf(step) === 'deciding' || (phaseOf(step) === 'answering' && step.does !== 'return' && isFree(step)),
  )
  const found = first.length > 0 ? first : all.filter(({ does }) => does === 'return')
  return found.map(({ id }) => id)
}

/** What does not hold of a request that somebody refused. */
export async function faultsOfRefused(play: Play): Promise<string[]> {
  const copies = await play.copies()
  const keeper = copies.find(({ request }) => request.direction === 'outgoing')
  const open = copies.filter(({ request }) => request.endedAt === undefined)
  const running = copies.flatMap(({ clocks }) => clocks.filter(({ stoppedAt }) => stoppedAt === undefined))
  const ended = keeper?.request.status
  const steps = keeper?.steps ?? []
  const no = steps.find(({ is }) => is === 'refused')
  const barred = no && steps.some((step) => step.does === 'produce' && ancestors(steps, step).has(no))
  return [
    ...open.map(({ request }) => `${request.org} still thinks it is ${request.status}`),
    ...running.map(({ rule }) => `${rule} still runs`),
    ...(ended === 'refused' || ended === 'withdrawn' ? [] : [`For its author it is ${ended}`]),
    ...(barred && (await come(play.db, play.keeper.id, play.origin)).length > 0
      ? ['Something was handed over all the same']
      : []),
  ]
}

/** What does not hold of a request that was played out, each as a sentence. */
export async function faultsOf(play: Play, byId: (id: string) => Organisation | undefined): Promise<string[]> {
  const copies = await play.copies()
  const keeper = copies.find(({ request }) => request.direction === 'outgoing')
  if (!keeper) return ['The author has no request']
  return [
    ...copies.flatMap((course) => unfinished(course, byId)),
    ...copies.flatMap((course) => wrongHands(course, byId)),
    ...tooEarly(keeper, play.carried),
    ...(await lostEvidence(keeper, copies, play)),
    ...copies.flatMap((course) => runningOn(course, play.setting.law)),
  ]
}

const nameOf = (org: string, byId: (id: string) => Organisation | undefined) => byId(org)?.name ?? org

function unfinished({ request, steps }: Course, byId: (id: string) => Organisation | undefined): string[] {
  if (request.endedAt !== undefined && request.status === 'completed') return []
  const open = steps.map(({ id, is }) => `${id} ${is}`).join(', ')
  return [`${nameOf(request.org, byId)} is ${request.status}: ${open}`]
}

/** Every step was done by an organisation of its seat and state, and decided on by nobody else. */
function wrongHands(course: Course, byId: (id: string) => Organisation | undefined): string[] {
  const { steps, decisions, request } = course
  return decisions.flatMap(({ step: id, org, person, details, name }) => {
    const step = steps.find((one) => one.id === id)
    if (!step || person === undefined || details.noted) return []
    const by = byId(org)
    const isRight = by?.state === step.state && (by.seats as readonly string[]).includes(step.seat)
    return isRight && org === request.org && step.doer === org ? [] : [`${id} was done by ${name}`]
  })
}

/** No order or notification was queued before every approval of the author's own side was given. */
function tooEarly({ steps, decisions }: Course, carried: readonly Dispatch[]): string[] {
  const departed = carried.filter(({ type }) => type === 'order' || type === 'notification')
  const first = departed.map(({ queuedAt }) => queuedAt).sort()[0]
  const before = steps.filter(
    (step) => phaseOf(step) === 'deciding' && ![...ancestors(steps, step)].some((one) => phaseOf(one) === 'departing'),
  )
  return before.flatMap((step) => {
    const given = decisions.find((one) => one.step === step.id && one.outcome === 'done' && !one.void)
    return given && (first === undefined || given.at <= first) ? [] : [`It left before ${step.id}`]
  })
}

/** The pieces that came to an organisation from others. */
const come = async (db: Db, org: string, origin: string) =>
  (await listItems(db, org, origin)).filter(({ producer }) => producer !== org)

/** What a holder handed over has come to whoever asked. */
async function lostEvidence(keeper: Course, copies: readonly Course[], { db, origin }: Play): Promise<string[]> {
  const handed = copies.some(
    ({ request, steps }) =>
      request !== keeper.request &&
      steps.some(({ does, is, doer }) => does === 'produce' && is === 'done' && doer === request.org),
  )
  return handed && (await come(db, keeper.request.org, origin)).length === 0
    ? ['What was handed over never came to the author']
    : []
}

/** Every period that began was ended by what ends it, or ran out; only one that has no end of its own ends with the request. */
function runningOn({ clocks, request }: Course, law: LawBase): string[] {
  return clocks.flatMap(({ rule, stops, stoppedBy, due, stoppedAt }) => {
    if (stoppedAt === undefined) return [`${rule} still runs at ${request.org}`]
    if (stoppedBy !== 'order.ended' || [stops, ...law.rule('clock', rule).moot].includes('order.ended')) return []
    return due !== undefined && due <= stoppedAt ? [] : [`${rule} ended only with the request: nobody raised ${stops}`]
  })
}

const withoutOrg = ({ org: _, ...party }: Party) => party

/** Whether a step of a finding lies on the answering side. */
function answers({ steps }: RouteFinding, id: string): boolean {
  const step = steps.find((one) => one.id === id) as Step | undefined
  return step !== undefined && phaseOf(step) === 'answering'
}
