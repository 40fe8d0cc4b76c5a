import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  type Actor,
  createOrganisation,
  listOrganisations,
  type NewOrganisation,
  readSecret,
} from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import { decideRelease } from '../../law/index.ts'
import { approved } from '../../law/release/release.fixture.ts'
import {
  checksFor, dispatchesTaken, draftRequest, findRequest, instructionsOf, openMatter, recordIncident, stateCase, submitRequest, waitingDispatches, withdraw,
} from '../../requests/index.ts' // biome-ignore format: words
import { law, stageOn } from '../../requests/story.fixture.ts'
import { closeInspection } from '../inspections/closing.ts'
import { openInspection } from '../inspections/opening.ts'
import { giveMandate } from '../mandates/giving.ts'
import { withOversight } from '../receiving.ts'
import { answerQuestion, drawLesson, findInAudit } from './examining.ts'
import { auditableOf, closeAudit, openAudit } from './opening.ts'
import { decideProposal, proposeChange } from './proposing.ts'
import { adoptStandingRules } from './rules.ts'
import { auditEntries, findAudit, findProposal, listProposals } from './store.ts'

const { db } = await testDatabase()
const { drafted, transact } = stageOn(db)
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const today = '2026-11-20'
const why = { title: 'The mail server, seen from the end', cause: 'Every matter with content is looked back at' }

/** Whoever runs the instance, and an overseer, each with a head. */
async function offices() {
  const known = await listOrganisations(db)
  const office = async (name: string, seat: 'operator' | 'overseer'): Promise<Actor> => {
    const input: NewOrganisation = { name, state: 'DE', kind: 'other', seats: [seat], languages: ['en'] }
    const found = known.find((one) => one.name === name)
    const made = found ?? (await transact((tx) => createOrganisation(tx, secret, input, 'system', Temporal.Instant.from('2026-11-01T00:00:00Z'))))
    return { person: `person_${seat}head`, name: `Head of ${name}`, org: made.id, orgName: name, seat, role: 'head', isDemo: true }
  }
  return { operator: await office('Those who run it', 'operator'), overseer: await office('Data protection commissioner', 'overseer') }
} // biome-ignore format: a row

/** The author and the head are two people; those of the story have one id. */
async function begun() {
  const story = await drafted()
  const head: Actor = { ...story.people.head, person: `${story.people.head.person.slice(0, -4)}head` }
  return { ...story, people: { ...story.people, head } }
}

/** A matter whose one request is over, and its audit. */
async function opened() {
  const story = await begun()
  const { people, matter, request, setting } = story
  await transact((tx) => withdraw(tx, people.author, request.id, { reason: 'The suspect is known' }, setting))
  const audit = await transact((tx) => openAudit(tx, people.head, { subject: 'matter', about: matter.id, ...why }, setting))
  const take = withOversight(setting, () => Promise.resolve('taken'))
  const carry = async () => {
    for (;;) {
      const [one] = await transact((tx) => waitingDispatches(tx, 1))
      if (!one) return
      await transact((tx) => dispatchesTaken(tx, [one.id], instantText(setting.now())))
      await deliver(one.org, one.to, one.type, one.body)
    }
  }
  const deliver = (from: string, org: string, type: string, body: unknown) =>
    transact((tx) => take(tx, { org, from, fromName: 'Somebody', type, body: body as never, message: 'message_x', at: setting.now() }))
  return { ...story, audit, carry, deliver }
} // biome-ignore format: a row

/** … and the lesson drawn from it. */
async function learnt() {
  const story = await opened()
  const { people, audit, setting } = story
  const finding = await transact((tx) => findInAudit(tx, people.author, audit.id, { severity: 'minor', says: 'Nobody asked whether the account was shared' }, setting.now())) // biome-ignore format: a row
  const lesson = await transact((tx) => drawLesson(tx, people.author, audit.id, { says: 'Ask first who else uses an account', finding: finding.id }, setting.now())) // biome-ignore format: a row
  const propose = (change: unknown, from = today, actor: Actor = people.author) =>
    transact((tx) => proposeChange(tx, actor, audit.id, { lesson: lesson.id, change, from }, setting))
  const decide = (id: string, actor: Actor = people.head, outcome = 'adopted', reason = 'It would have helped') =>
    transact((tx) => decideProposal(tx, actor, id, { outcome, why: reason }, setting))
  return { ...story, finding, lesson, propose, decide }
}
const question = { place: 'check', says: 'Who else uses the account, as far as is known?' } as const

describe('an audit', () => {
  test('is of what is over: a running matter, one without requests and another’s are refused', async () => {
    const { people, matter, request, setting } = await begun()
    const open = (actor: Actor, about: string, subject = 'matter') =>
      transact((tx) => openAudit(tx, actor, { subject, about, ...why }, setting))
    await expect(open(people.head, matter.id)).rejects.toThrow(refusal('not_over', 'about'))
    expect(await auditableOf(db, people.head)).toEqual([])
    await transact((tx) => withdraw(tx, people.author, request.id, { reason: 'It is over' }, setting))
    expect(await auditableOf(db, people.head)).toMatchObject([{ subject: 'matter', about: matter.id }])
    await expect(open(people.author, matter.id)).rejects.toThrow(refusal('not_permitted'))
    await expect(open(people.attorney, matter.id)).rejects.toThrow(refusal('not_permitted'))
    await expect(open({ ...people.attorney, role: 'head' }, matter.id)).rejects.toThrow(refusal('not_found'))
    await expect(open(people.head, matter.id, 'inspection')).rejects.toThrow(refusal('not_permitted'))
    await expect(open(people.head, 'incident_none', 'incident')).rejects.toThrow(refusal('no_such_incident'))
    await open(people.head, matter.id)
    await expect(open(people.head, matter.id)).rejects.toThrow(refusal('already_open'))
  })

  test('asks what every audit asks and what the law of the route looks at, each with its source', async () => {
    const { audit } = await opened()
    const sources = audit.questions.map(({ id, cite }) => [id, cite])
    expect(sources).toContainEqual(['practice/audit/checks/needed', 'Question 1'])
    expect(sources).toContainEqual(['eu/2023-1543/checks/at-home', 'Art 5(2)'])
    for (const { id, cite } of audit.questions) expect(law.rules.get(id)?.cites.map((one) => one.cite)).toContain(cite)
  })

  test('of an incident asks no law of a route', async () => {
    const { people, setting } = await drafted()
    const provider = { ...people.provider, role: 'head' as const }
    const incident = {
      state: 'US',
      what: 'direct-demand',
      day: today,
      account: 'A letter came',
      measures: 'None',
    } as const
    const { id } = await transact((tx) => recordIncident(tx, provider, incident, setting))
    const audit = await transact((tx) => openAudit(tx, provider, { subject: 'incident', about: id, ...why }, setting))
    expect(audit.questions.every(({ id }) => id.startsWith('practice/audit/'))).toBe(true)
  })

  test('is closed once every question has an answer with its ground, and then nothing is added', async () => {
    const { people, audit, setting } = await opened()
    const at = setting.now()
    const close = () =>
      transact((tx) => closeAudit(tx, people.head, audit.id, { conclusion: 'Well done, but slowly' }, at))
    await expect(close()).rejects.toThrow(refusal('audit_unfinished', `answers.${audit.questions[0]?.id}`))
    const answer = (question: string, ground: string, holds = 'yes') =>
      transact((tx) => answerQuestion(tx, people.author, audit.id, { question, holds, ground }, at))
    await expect(answer('practice/audit/checks/needed', ' ')).rejects.toThrow(refusal('bad_text', 'ground'))
    await expect(answer('eu/led/checks/none', 'x')).rejects.toThrow(refusal('bad_text', 'question'))
    await expect(answer('practice/audit/checks/needed', 'x', 'maybe')).rejects.toThrow(refusal('bad_text', 'holds'))
    for (const { id } of audit.questions) await answer(id, 'As the file shows')
    await close()
    await expect(close()).rejects.toThrow(refusal('audit_closed'))
    await expect(answer('practice/audit/checks/needed', 'Later')).rejects.toThrow(refusal('audit_closed'))
    expect((await findAudit(db, audit.org, audit.id)).closed).toMatchObject({ name: people.head.name })
    expect(await auditEntries(db, audit.org, audit.id)).toHaveLength(audit.questions.length)
    await expect(findAudit(db, people.attorney.org, audit.id)).rejects.toThrow(refusal('no_such_audit'))
    const kinds = (await eventsAbout(db, audit.org, audit.id)).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['audit.opened', 'audit.answered', 'audit.closed']))
  })
})

describe('a lesson', () => {
  test('becomes a standing instruction that a second person lets in, once, and says where it comes from', async () => {
    const { people, propose, decide, audit, lesson, made } = await learnt()
    const proposal = await propose(question)
    await expect(decide(proposal.id, { ...people.head, person: people.author.person })).rejects.toThrow(
      refusal('second_person'),
    )
    await expect(decide(proposal.id, people.author)).rejects.toThrow(refusal('not_permitted'))
    await expect(decide(proposal.id, people.head, 'adopted', '')).rejects.toThrow(refusal('bad_text', 'why'))
    const { instruction = '' } = await decide(proposal.id)
    await expect(decide(proposal.id)).rejects.toThrow(refusal('already_decided'))
    const [standing] = await instructionsOf(db, made.authority.id)
    expect(standing).toMatchObject({ id: instruction, says: question.says, from: today, origin: { lesson: lesson.id, audit: audit.id } }) // biome-ignore format: a row
  })

  test('is asked of the next request of its organisation, goes with it as it stood, and of what was handed in before asks nothing', async () => {
    const first = await begun()
    const { people, setting, made, request, matter } = first
    const head = people.head
    // A second matter of the same authority is over, and is looked back at.
    const other = await transact((tx) => openMatter(tx, people.author, { title: 'Older', fileNumber: '112 Js 1/25', facts: matter.facts }, setting.now)) // biome-ignore format: a row
    const old = await transact((tx) => draftRequest(tx, people.author, other.id, { rule: request.rule, to: 'IE', data: ['d1'], parties: [first.party('provider', { as: 'designated-establishment' })] }, setting)) // biome-ignore format: a row
    await transact((tx) => withdraw(tx, people.author, old.id, { reason: 'Over' }, setting))
    const audit = await transact((tx) => openAudit(tx, head, { subject: 'matter', about: other.id, ...why }, setting))
    const lesson = await transact((tx) => drawLesson(tx, head, audit.id, { says: 'Ask who shares it' }, setting.now()))
    const adopt = async (change: unknown) => {
      const { id } = await transact((tx) => proposeChange(tx, people.author, audit.id, { lesson: lesson.id, change, from: today }, setting))
      return (await transact((tx) => decideProposal(tx, head, id, { outcome: 'adopted', why: 'Yes' }, setting))).instruction ?? ''
    } // biome-ignore format: a row
    const law = (await checksFor(db, made.authority.id, request.id, setting)).length
    const asked = await adopt(question)
    const words = await adopt({ place: 'minimisation', says: 'What others wrote is set apart unread' })
    await adopt({ place: 'check', says: 'Only of another route', rule: 'eu/2023-1543/routes/preservation-order' })
    const found = await checksFor(db, made.authority.id, request.id, setting)
    expect(found).toHaveLength(law + 1)
    expect(found.at(-1)).toMatchObject({ rule: asked, looksAt: 'instruction', effect: 'bar', passed: false })
    const submit = () => transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await expect(submit()).rejects.toThrow(refusal('checks_failed', 'statement.instruction'))
    // A reason lets it not go, and nobody words it otherwise than it stands.
    const statement = (await findRequest(db, made.authority.id, request.id)).statement ?? {}
    const state = (instructions: object, reasons = {}) =>
      transact((tx) =>
        stateCase(tx, people.author, request.id, { ...statement, reasons, instructions } as never, setting),
      )
    await state({}, { [asked]: 'No time' })
    await expect(submit()).rejects.toThrow(refusal('checks_failed'))
    await state({
      [asked]: { says: 'Nothing', answer: 'Nobody, says the provider' },
      instruction_invented: { says: 'x', answer: 'x' },
    })
    await submit()
    const { statement: gone, digest } = await findRequest(db, made.authority.id, request.id)
    expect(digest).toBeDefined()
    expect(gone?.instructions).toEqual({
      [asked]: { place: 'check', says: question.says, answer: 'Nobody, says the provider' },
      [words]: { place: 'minimisation', says: 'What others wrote is set apart unread' },
    })
    await adopt({ place: 'check', says: 'A later question' })
    expect(await checksFor(db, made.authority.id, request.id, setting)).toHaveLength(law + 1)
  })

  test('is proposed for what there is and for a day to come; what the law asks cannot be named as what is to end', async () => {
    const { propose, people, audit, setting } = await learnt()
    await expect(propose({ place: 'law', says: 'x' })).rejects.toThrow(refusal('bad_text', 'change.place'))
    await expect(propose({ ...question, rule: 'eu/led/checks/purpose' })).rejects.toThrow(
      refusal('bad_text', 'change.rule'),
    )
    await expect(propose(question, '2026-11-19')).rejects.toThrow(refusal('bad_text', 'from'))
    await expect(propose({ place: 'end', instruction: 'eu/led/checks/purpose' })).rejects.toThrow(refusal('not_found'))
    await expect(propose({ ...question, says: ' ' })).rejects.toThrow(refusal('bad_text', 'change.says'))
    const none = { lesson: 'lesson_none', change: question, from: today }
    await expect(transact((tx) => proposeChange(tx, people.author, audit.id, none, setting))).rejects.toThrow(
      refusal('bad_text', 'lesson'),
    )
  })

  test('that is refused changes nothing and says why; one that was taken up is ended the same way', async () => {
    const { propose, decide, people, made } = await learnt()
    const refused = await propose(question)
    await decide(refused.id, people.head, 'refused', 'The form asks it already')
    expect(await instructionsOf(db, made.authority.id)).toEqual([])
    expect((await findProposal(db, made.authority.id, refused.id)).decided).toMatchObject({ outcome: 'refused', why: 'The form asks it already' }) // biome-ignore format: a row
    const { instruction } = await decide((await propose({ place: 'audit', says: 'Was it shared?' })).id)
    await decide((await propose({ place: 'end', instruction }, '2026-12-01')).id)
    expect(await instructionsOf(db, made.authority.id)).toMatchObject([{ id: instruction, until: '2026-11-30' }])
    await expect(propose({ place: 'end', instruction })).rejects.toThrow(refusal('bad_text', 'change.instruction'))
  })

  test('becomes a bar at the gate that whoever runs the instance lets in: from its day what went stays, and before it goes', async () => {
    const { propose, carry, people, setting } = await learnt()
    const { operator } = await offices()
    const release = { ...approved(), on: '2026-11-25T10:00:00Z' }
    const state = release.giver?.state ?? ''
    const bar = {
      place: 'rule',
      says: 'Nothing goes while the lesson is taken in',
      state,
      condition: { fact: 'measure', is: 'produce' },
    }
    await expect(propose({ ...bar, condition: { fact: 'no.such.fact', is: 1 } })).rejects.toThrow(
      refusal('bad_text', 'change.condition'),
    )
    await expect(propose({ ...bar, state: 'XX' })).rejects.toThrow(refusal('bad_text', 'change.state'))
    const { id, decider } = await propose(bar, '2026-11-25')
    expect(decider.org).toBe(operator.org)
    const decide = (actor: Actor) =>
      transact((tx) => decideProposal(tx, actor, id, { outcome: 'adopted', why: 'For the whole house' }, setting))
    await expect(decide(people.head)).rejects.toThrow(refusal('wrong_side'))
    await carry()
    const before = decideRelease(law, release)
    const { instruction } = await decide(operator)
    await carry()
    expect((await findProposal(db, people.author.org, id)).decided?.outcome).toBe('adopted')
    const after = decideRelease(law, release)
    const lines = after.items.flatMap(({ because }) => because.filter(({ cite }) => cite === instruction))
    expect(before.release).toBe(true)
    expect(after.release).toBe(false)
    expect(lines[0]).toMatchObject({ holds: false, cite: instruction })
    expect(decideRelease(law, { ...release, on: '2026-11-24T10:00:00Z' }).release).toBe(true)
    await db.updateTable('request_instructions').set({ until_day: '2026-11-19' }).where('place', '=', 'rule').execute()
    await adoptStandingRules(db, law, setting.now())
    expect(decideRelease(law, release)).toEqual(before)
  })

  test('of an overseer is proposed to whom it oversees, which decides; nobody else proposes anything to it', async () => {
    const { made, people, setting, carry, deliver, request } = await opened()
    const { operator, overseer } = await offices()
    const at = setting.now()
    await transact((tx) => giveMandate(tx, operator, { overseer: overseer.org, overseen: made.authority.id, basis: 'Section 16', from: '2026-01-01' }, at)) // biome-ignore format: a row
    const inspection = await transact((tx) => openInspection(tx, overseer, { overseen: made.authority.id, title: 'One file', cause: 'A complaint', requests: [request.id] }, at)) // biome-ignore format: a row
    const open = () =>
      transact((tx) => openAudit(tx, overseer, { subject: 'inspection', about: inspection.id, ...why }, setting))
    await expect(open()).rejects.toThrow(refusal('not_over'))
    await transact((tx) => closeInspection(tx, overseer, inspection.id, at))
    const audit = await open()
    const lesson = await transact((tx) => drawLesson(tx, overseer, audit.id, { says: 'Say who shares it' }, at))
    const { id } = await transact((tx) =>
      proposeChange(tx, overseer, audit.id, { lesson: lesson.id, change: question, from: today }, setting),
    )
    await carry()
    expect(await listProposals(db, made.authority.id)).toMatchObject([
      { id, proposer: { org: overseer.org }, audit: audit.id },
    ])
    await transact((tx) =>
      decideProposal(tx, people.head, id, { outcome: 'refused', why: 'We ask it by telephone' }, setting),
    )
    await carry()
    expect((await findProposal(db, overseer.org, id)).decided).toMatchObject({
      outcome: 'refused',
      why: 'We ask it by telephone',
    })

    const told = {
      request: id,
      proposal: id,
      audit: audit.id,
      lesson: lesson.id,
      says: 'x',
      change: question,
      from: today,
      name: 'X',
      at: instantText(at),
    }
    const send = (from: string, more: object = {}) =>
      deliver(from, made.authority.id, 'lesson-proposed', { ...told, ...more })
    await expect(send(made.court.id)).rejects.toThrow(refusal('no_mandate'))
    await expect(
      send(made.court.id, { change: { place: 'rule', says: 'x', state: 'DE', condition: {} } }),
    ).rejects.toThrow(refusal('wrong_side'))
    await expect(send(overseer.org, { change: { place: 'end', instruction: 'x' } })).rejects.toThrow(
      refusal('wrong_side'),
    )
    await expect(send(overseer.org, { change: { place: 'law' } })).rejects.toThrow(refusal('malformed_notice'))
    const answer = {
      request: id,
      proposal: id,
      outcome: 'adopted',
      why: 'x',
      instruction: null,
      name: 'X',
      at: instantText(at),
    }
    await expect(deliver(made.court.id, overseer.org, 'lesson-decided', answer)).rejects.toThrow(refusal('wrong_side'))
  })
})
