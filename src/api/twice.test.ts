import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { timeline } from '../requests/index.ts'
import { acts } from './acts.ts'
import {
  boxes, facts, mailbox, openInstance, type Person, rule, signature, statement, storyOn,
} from './story.fixture.ts' // biome-ignore format: one line of words

const { db } = await testDatabase()
const instance = await openInstance(db)
const { people, settle } = instance
const { drafted, validated, sent, produced, latest } = storyOn(instance)
afterAll(instance.remove)

const tried = new Set<string>()

/** How many events the organisation has of this request, but for messages under way. */
const eventsOf = async (who: Person, id: string) => {
  const { events } = await timeline(db, who.org, id, instance.parts.now())
  return events.filter(({ kind }) => !kind.startsWith('message.')).length
}
const stepsNow = async (who: Person, id: string) =>
  (await timeline(db, who.org, id, instance.parts.now())).steps.filter(({ is }) => is === 'current')

/** Whoever has the same seat elsewhere, and no part in the request. */
const elsewhere = { authority: 'britishPolice', court: 'crownCourt', provider: 'britishProvider', central: 'britishCentral' } as const // biome-ignore format: a table
async function stranger({ place }: Person): Promise<Person> {
  const key = elsewhere[place.seat as keyof typeof elsewhere]
  return instance.signIn(key, place.seat, key === 'britishPolice' ? 1 : 0)
}

/**
 * Sends the same twice in one moment, then once more: it is done once, and the others are told by whom. A stranger who
 * sends it before them is told of no such request, and changes nothing.
 */
async function twice(who: Person, id: string, act: string, input: unknown = {}, other: Person = who) {
  tried.add(act)
  const path = `/api/requests/${id}/${act}`
  const before = await eventsOf(who, id)
  const { status, body } = await (await stranger(who)).post(path, input)
  expect({ act, status, code: body.error.code }).toEqual({ act, status: 404, code: 'not_found' })
  expect(await eventsOf(who, id)).toBe(before)
  const both = await Promise.all([who.post(path, input), other.post(path, input)])
  const done = both.filter(({ status }) => status === 201)
  const late = both.find(({ status }) => status !== 201)
  expect({ act, done: done.length, told: late?.body.error }).toEqual({
    act,
    done: 1,
    told: {
      code: expect.stringMatching(/^(already_decided|ended)$/),
      message: expect.stringMatching(/\p{Lu}\p{L}+.*(on|,) 20\d\d-\d\d-\d\dT/u),
    },
  })
  const after = await eventsOf(who, id)
  // A supplement is a request of its own, and recorded there.
  expect({ act, isRecorded: after > before }).toEqual({ act, isRecorded: act !== 'additions' })
  expect(await who.post(path, input)).toMatchObject({ status: 409 })
  expect(await eventsOf(who, id)).toBe(after)
  return { recorded: after - before, answer: done[0]?.body }
}

const objected = {
  'd.reasons': ['incomplete'], 'd.explanation': 'No account is named', 'f.information': 'The account', 'g.preserved': 'preserved',
  'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.date': '2026-11-20', 'h.signature': 'Niamh Byrne',
} // biome-ignore format: a table

const thirdState = {
  ground: 'eu/2023-1543/grounds/article-17-third-state', reason: 'Chinese law forbids it', preserved: true,
  boxes: {
    ...objected, 'd.reasons': ['third-state'], 'd.explanation': 'The law of China forbids it', 'e.law': 'Data Security Law',
    'e.provisions': 'Art 36', 'e.interest': ['other'], 'e.interest-details': 'Control of data given abroad', 'e.applicable': 'Stored in Shanghai',
    'e.conflict': 'No approval was given', 'e.link': 'Our parent company sits there', 'e.consequences': 'A fine',
  },
} // biome-ignore format: a table
const upheld = {
  findings: { applies: { items: [], reason: 'It does not reach the case' }, forbids: { items: [], reason: 'So it does not' } },
  weighed: {}, items: { d1: { ruling: 'uphold', reason: 'Nothing forbids it' }, d2: { ruling: 'uphold', reason: 'Nothing forbids it' } },
  remedies: 'A complaint within one week', post: 'Richterin am Amtsgericht', fileNumber: 'ER II Gs 200/26',
} // biome-ignore format: a table

const contact = { address: '1 Main Street', phone: '+353 1 555 0100', email: 'post@example.org' }

const { author, head, judge, provider, central } = people

describe('what two people do in the same moment, or one by a double click, is done once', () => {
  test('from the draft to its end', async () => {
    const { id } = await drafted()
    await author.put(`/api/requests/${id}/form`, { boxes })
    expect((await twice(author, id, 'statement', statement)).recorded).toBe(1)
    await twice(author, id, 'translations', { language: 'fr' })
    const [{ id: translation }] = (await author.get(`/api/requests/${id}/translations`)).body.translations
    const certificate = { translator: 'Claire Dubois', certifiedOn: '2026-11-20', document: 'ab'.repeat(32) }
    await twice(author, id, 'certificates', { translation, ...certificate })
    expect((await twice(author, id, 'submission')).recorded).toBe(1)
    await settle()
    const task = await latest(judge)
    expect((await twice(judge, task, 'approvals', signature)).recorded).toBe(1)
    await settle()
    await twice(author, id, 'departure', {}, head)
    await settle()
    const [order, notification] = [await latest(provider), await latest(central)]
    const step = (await stepsNow(author, id)).find(({ seat }) => seat === 'provider')?.id
    expect((await twice(author, id, 'reminders', { step, text: 'When may we expect it?' }, head)).recorded).toBe(1)
    await settle()
    await twice(provider, order, 'sender-checks', { checks: [{ check: 'signature', holds: true }] })
    await twice(provider, order, 'preservations')
    await twice(central, notification, 'clearances', { note: 'Nothing stands against it' })
    await settle()
    const item = await provider.post(`/api/requests/${order}/evidence?name=mailbox.mbox`, mailbox, {
      'content-type': 'application/mbox',
    })
    await twice(provider, order, 'productions', { evidence: [item.body.id], complete: true })
    await settle()
    const [first] = await stepsNow(author, id)
    await twice(author, id, 'closures', { step: first?.id })
    for (const one of await stepsNow(author, id))
      await twice(author, id, 'omissions', { step: one.id, reason: 'No need' })
    await twice(author, id, 'completion', {}, head)
  })

  test('a draft refused, given back, withdrawn', async () => {
    const submitted = async () => {
      const { id } = await drafted()
      await author.put(`/api/requests/${id}/form`, { boxes })
      await author.post(`/api/requests/${id}/statement`, statement)
      await author.post(`/api/requests/${id}/submission`)
      await settle()
      return { id, task: await latest(judge) }
    }
    const first = await submitted()
    await twice(judge, first.task, 'returns', { reason: 'Name the offence' })
    const second = await submitted()
    await twice(judge, second.task, 'refusals', { reason: 'Not necessary' })
    await settle()
    await twice(author, second.id, 'corrections', {}, head)
    const { body } = await author.get(`/api/requests/${await latest(author)}/comparison`)
    expect(body).toMatchObject({
      of: { id: second.id },
      reasons: [{ reason: 'Not necessary' }],
    })
    await twice(author, (await validated()).id, 'withdrawal', { reason: 'It is not needed any more' }, head)
  })

  test('an objection and its answer, a ground raised', async () => {
    const first = await sent()
    await twice(provider, first.order, 'objections', {
      ground: 'eu/2023-1543/grounds/article-10-incomplete',
      reason: 'No account is named',
      preserved: true,
      boxes: objected,
    })
    await settle()
    await twice(author, first.id, 'replies', { outcome: 'clarified', text: 'It is complete now' }, head)
    const second = await sent()
    const ground = 'eu/2023-1543/grounds/article-12-fundamental-rights'
    await twice(central, second.notification, 'grounds', { ground, reason: 'A journalist' })
  })

  test('what runs on a request, and a dispute over the law of a third state up to the ruling', async () => {
    const { order, notification, id } = await sent()
    await twice(author, id, 'links', { kind: 'same-target', other: (await drafted()).id }, head)
    const silence = { measure: 'secrecy', reason: 'The suspect is not to know' }
    await twice(author, id, 'measures', { ...silence, until: '2027-01-31' })
    await twice(head, id, 'renewals', { ...silence, until: '2027-02-28' })
    await twice(author, id, 'measure-ends', silence, head)
    await provider.post(`/api/requests/${order}/objections`, thirdState)
    await settle()
    const [{ id: review }] = (await author.get(`/api/requests/${id}/reviews`)).body.reviews
    await twice(central, notification, 'views', { review, text: 'Nothing here stands against it' })
    await settle()
    const brought = { review, court: judge.org, statement: 'It cannot be had otherwise', items: ['d1', 'd2'] }
    await twice(author, id, 'referrals', brought, head)
    await settle()
    const task = await latest(judge)
    const question = { review, authority: 'Ministry of Justice', state: 'CN', text: 'Does your law forbid it?' }
    await twice(judge, task, 'third-state-questions', question)
    await twice(judge, task, 'third-state-answers', { review, text: 'It does' })
    await twice(judge, task, 'rulings', { review, ...upheld })
  })

  test('an objection taken back, less asked for, and more again', async () => {
    const { order, id } = await sent()
    await provider.post(`/api/requests/${order}/objections`, thirdState)
    await settle()
    const [{ id: review }] = (await author.get(`/api/requests/${id}/reviews`)).body.reviews
    await author.post(`/api/requests/${id}/referrals`, { review, court: judge.org, statement: 'Needed', items: ['d1'] })
    await settle()
    await twice(provider, order, 'objection-withdrawals', { review, reason: 'The approval came' })
    await settle()
    await twice(author, id, 'narrowings', { without: ['d1'], reason: 'It was found elsewhere' }, head)
    await twice(author, id, 'additions', { as: 'supplements', data: ['d1'] }, head)
    expect((await author.get(`/api/requests/${id}/running`)).body.links).toHaveLength(1)
  })

  test('an emergency, its ground and who signs for it', async () => {
    const sudden = { ...facts, urgency: 'emergency', emergency: { threat: 'life' } }
    const matter = await author.post('/api/matters', { title: 'A threat', fileNumber: '112 Js 9/26', facts: sudden })
    const parties = [{ org: provider.org, seat: 'provider', as: 'designated-establishment' }]
    const drafted = await author.post(`/api/matters/${matter.body.id}/requests`, { rule, to: 'IE', parties })
    const { id } = drafted.body
    await twice(author, id, 'emergency', { grounds: 'A bomb has been announced for tonight' })
    await author.put(`/api/requests/${id}/form`, { boxes })
    await twice(head, id, 'emergency-signature')
  })
})

describe('what the provider and who asks it say to each other beside the steps is said once', () => {
  test('points, questions, costs, what is refused in part, whether the person is told', async () => {
    const { id, order } = await sent()
    const file = (await provider.get(`/api/requests/${order}/answering`)).body
    const points = Object.fromEntries(file.points.map(({ point }: { point: string }) => [point, { holds: true }]))
    await twice(provider, order, 'sufficiency-checks', { points })
    await twice(provider, order, 'questions', { text: 'Which time zone?' })
    await settle()
    const saidTo = async (kind: string) =>
      (await author.get(`/api/requests/${id}/answering`)).body.entries.find(
        (one: { kind: string }) => one.kind === kind,
      )
    const question = (await saidTo('question')).body.id
    await twice(author, id, 'answers', { question, text: 'UTC' }, head)
    const lines = [{ what: 'Work', quantity: 1, each: '18.00' }]
    await twice(provider, order, 'cost-claims', { currency: 'EUR', provision: 'JVEG § 23', lines })
    await settle()
    const claim = (await author.get(`/api/requests/${id}/answering`)).body.costs.claims[0].id
    await twice(author, id, 'cost-answers', { claim, accepted: ['18.00'] }, head)
    await twice(
      author,
      id,
      'cost-payments',
      { claim, amount: '18.00', on: '2026-11-20', reference: 'Transfer 7' },
      head,
    )
    const item = {
      item: 'd1',
      fate: 'impossible',
      ground: 'eu/2023-1543/grounds/article-10-incomplete',
      reason: 'No such account',
    }
    await twice(provider, order, 'partial-refusals', { items: [item], preserved: true, boxes: objected })
    await twice(provider, order, 'call-backs', { number: '+99 555 0100', call: 'confirmed', says: 'Dr. Huber' })
    await twice(provider, order, 'sender-verifications', { finding: 'verified', reason: 'The number of the list' })
    const other = await sent()
    const right = { name: 'Northmail', state: 'IE' }
    await twice(provider, other.order, 'misdirections', { reason: 'We sold that service', right })
    await settle()
    const to = { org: provider.org, as: 'designated-establishment', ...contact }
    await twice(author, other.id, 'redirections', to, head)
  })
})

test('a team is proposed, signed, given evidence and ended once, and what came is used once', async () => {
  const both = async (path: string, input: unknown, one: Person, other: Person = one) => {
    const answers = await Promise.all([one.post(path, input), other.post(path, input)])
    const late = answers.find(({ status }) => status !== 201)
    expect([path, ...answers.map(({ status }) => status).toSorted()]).toEqual([path, 201, 409])
    expect(late?.body.error.message).toMatch(/\p{Lu}\p{L}+ .*on 20\d\d-\d\d-\d\dT/u)
    expect(await one.post(path, input)).toMatchObject({ status: 409 })
    return answers.find(({ status }) => status === 201)?.body
  }
  const { id: team } = await both(
    '/api/teams',
    {
      title: 'Team Mail Server', purpose: 'Who took the servers over', rule: 'eu/2002-465/routes/joint-investigation-team',
      from: '2026-11-20', to: '2026-12-20', leader: author.org,
      members: [{ org: author.org, people: ['Dr. Anna Huber'] }, { org: central.org, people: ['Séamus Doyle'] }],
    }, // biome-ignore format: a table
    author,
  )
  await settle()
  await both(`/api/teams/${team}/signatures`, {}, head)
  await settle()
  await both(`/api/teams/${team}/signatures`, {}, central)
  await settle()
  const { id, item } = await produced()
  await author.post(`/api/evidence/${item}/verifications`)
  await both(`/api/teams/${team}/shared`, { item, note: 'The mailbox' }, author, head)
  const use = { stage: 'evidence', proceeding: '4 KLs 12/26', items: [item], reason: 'It shows who paid' }
  await twice(author, id, 'uses', { ...use, purpose: 'request' }, head)
  await twice(author, id, 'use-questions', { ...use, stage: 'purpose', purpose: 'other-criminal' }, head)
  await both(`/api/teams/${team}/end`, { reason: 'It is done' }, head)
})

test('two who decide differently in the same moment: one does, the other is told who was quicker', async () => {
  const { notification } = await sent()
  const path = `/api/requests/${notification}`
  const checks = await Promise.all([
    central.post(`${path}/clearances`, { note: 'No ground' }),
    central.post(`${path}/clearances`, { note: 'Nothing against it' }),
  ])
  expect(checks.map(({ status }) => status).toSorted()).toEqual([201, 409])
  const late = checks.find(({ status }) => status === 409)
  expect(late?.body.error.message).toMatch(/ by .+ on 20/)
})

/** The last of them: the sessions of the others end meanwhile. */
test('the enforcement of an order that nobody obeys, up to the penalty and the remedy against it', async () => {
  const signedIn = async () =>
    [
      await instance.signIn('prosecutor', 'authority'),
      await instance.signIn('prosecutor', 'authority', 1),
      await instance.signIn('enforcing', 'central'),
      await instance.signIn('provider', 'provider'),
    ] as const
  const { id, order, notification } = await sent()
  instance.pass({ hours: 11 * 24 })
  let [author, head, central, provider] = await signedIn()
  const reason = 'Nothing came, and no reason'
  await twice(author, id, 'enforcement-requests', { authority: central.org, reason }, head)
  await settle()
  const [{ dealing }] = (await central.get(`/api/requests/${notification}/dealings`)).body.dealings
  const ground = 'eu/2023-1543/grounds/article-16-immunity'
  await twice(central, notification, 'enforcement-consultations', { dealing, ground, text: 'A journalist?' })
  await settle()
  await twice(author, id, 'enforcement-explanations', { dealing, text: 'No' }, head)
  await settle()
  await twice(central, notification, 'recognitions', { dealing, until: '2026-12-15', threat: 'A penalty' })
  await settle()
  await twice(provider, order, 'enforcement-pleas', { dealing, ground, reason: 'A lawyer' })
  await settle()
  await twice(central, notification, 'plea-decisions', { dealing, enforce: true, until: '2026-12-20', reason: 'None' })
  await settle()
  instance.pass({ hours: 20 * 24 })
  ;[author, head, central, provider] = await signedIn()
  // What one proposed another person decides.
  const deciding = await instance.signIn('enforcing', 'central', 1)
  const penalty = { rule: 'eu/2023-1543/penalties/turnover', amount: 20_000, turnover: 1_000_000 }
  const factors = ['gravity', 'duration', 'fault', 'earlier-conduct', 'turnover', 'comity', 'lawful-innovation']
  const weighed = Object.fromEntries(factors.map((id) => [id, { pulls: 'raises', reason: 'Nothing came' }]))
  const ties = { establishment: 'A company in Dublin' }
  await twice(central, notification, 'penalty-proposals', { dealing, ...penalty, weighed, ties, until: '2027-01-10' })
  await settle()
  await twice(provider, order, 'penalty-hearings', { dealing, text: 'It was an oversight' })
  await settle()
  const imposed = { dealing, amount: 10_000, weighed, reason: 'Silence', remedy: 'High Court' }
  await twice(deciding, notification, 'penalties', imposed)
  await settle()
  await twice(provider, order, 'penalty-appeals', { dealing, court: 'High Court', text: 'Too much' })
  await settle()
  await twice(central, notification, 'penalty-appeal-decisions', { dealing, outcome: 'upheld', text: 'It stands' })
  const germany = { dealing, state: 'DE', authority: 'Bundesamt für Justiz' }
  await twice(central, notification, 'penalty-transmissions', germany)
  await twice(central, notification, 'penalty-recognitions', { dealing, recognised: true, text: 'It is carried out' })
  await twice(central, notification, 'publication-notices', { dealing, basis: 'An Act, s 1', until: '2027-01-20' })
  await settle()
  await twice(provider, order, 'publication-replies', { dealing, text: 'We disagree' })
  await settle()
  await twice(central, notification, 'publications', { dealing })
  const { body } = await central.get('/api/penalties?limit=1')
  expect(body).toMatchObject({
    next: null,
    penalties: [{ amount: 10_000, reply: 'We disagree', basis: 'An Act, s 1' }],
  })
  await twice(central, notification, 'publication-removals', { dealing, reason: 'Enough' })
  expect((await central.get('/api/penalties')).body.penalties).toEqual([])
  const times = await author.get('/api/waiting-times')
  expect(times.body.lines.length).toBeGreaterThan(0)
  const cards = await author.get('/api/waiting-times/scorecards?from=2026-01-01')
  expect(cards.body.counterparts.map(({ counterpart }: { counterpart: string }) => counterpart)).toContain(provider.org)
  await twice(author, id, 'enforcement-ends', { dealing, complied: false, reason: 'Not needed any more' }, head)
  await settle()
  await twice(deciding, notification, 'penalty-liftings', {
    dealing,
    because: 'served',
    reason: 'It did what it was for',
  })
})

/** All that a story can come to, and what is done beside it. */
const ofTheStory = [
  'statement', 'translations', 'certificates', 'submission', 'approvals', 'refusals', 'returns', 'departure', 'reminders', 'sender-checks',
  'preservations', 'clearances', 'grounds', 'objections', 'replies', 'productions', 'corrections', 'closures', 'omissions', 'withdrawal', 'completion',
  'views', 'referrals', 'third-state-questions', 'third-state-answers', 'rulings', 'objection-withdrawals', 'links', 'measures', 'renewals',
  'measure-ends', 'narrowings', 'additions', 'emergency', 'emergency-signature', 'uses', 'use-questions', 'sufficiency-checks', 'questions',
  'answers', 'cost-claims', 'cost-answers', 'cost-payments', 'partial-refusals', 'call-backs', 'sender-verifications', 'misdirections',
  'redirections', 'enforcement-requests', 'enforcement-consultations', 'enforcement-explanations', 'recognitions', 'enforcement-pleas',
  'plea-decisions', 'penalty-proposals', 'penalty-hearings', 'penalties', 'penalty-appeals', 'penalty-appeal-decisions',
  'penalty-transmissions', 'penalty-recognitions', 'publication-notices', 'publication-replies', 'publications', 'publication-removals',
  'enforcement-ends', 'penalty-liftings',
] // biome-ignore format: one line of words

test('every act of the story was tried', () => {
  expect(ofTheStory.filter((act) => !tried.has(act) || !(act in acts))).toEqual([])
})
