import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { sampleAnswers } from '../../test/filled.ts'
import { acts } from './acts.ts'
import {
  boxes, facts, mailbox, openInstance, type Person, rule, signature, statement, storyOn,
} from './story.fixture.ts' // biome-ignore format: one line of words
import { twiceOn } from './twice.fixture.ts'

const { db } = await testDatabase()
const instance = await openInstance(db)
const { people, settle } = instance
const { drafted, validated, sent, produced, latest } = storyOn(instance)
const { tried, twice, stepsNow, colleagueOf } = twiceOn(instance)
afterAll(instance.remove)

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
  const { id, item, order } = await produced()
  await author.post(`/api/evidence/${item}/verifications`)
  await both(`/api/teams/${team}/shared`, { item, note: 'The mailbox' }, author, head)
  const use = { stage: 'evidence', proceeding: '4 KLs 12/26', items: [item], reason: 'It shows who paid' }
  await twice(author, id, 'uses', { ...use, purpose: 'request' }, head)
  await twice(author, id, 'use-questions', { ...use, stage: 'purpose', purpose: 'other-criminal' }, head)
  await settle()
  const { dealings } = (await provider.get(`/api/requests/${order}/dealings`)).body
  const { dealing } = dealings.findLast(({ kind }: { kind: string }) => kind === 'use-asked')
  await twice(provider, order, 'use-answers', { dealing, allowed: true, text: 'Without the names of others' })
  await both(`/api/teams/${team}/end`, { reason: 'It is done' }, head)
})

describe('what the authorities of two states say to each other about a request is said once', () => {
  const inTheUnion = {
    ...facts,
    offence: { ...facts.offence, political: false },
    person: { residence: 'FR', privileged: 'none' },
  }
  const investigation = {
    ...inTheUnion,
    holder: { name: 'Provider in Lyon', kind: 'provider', seat: 'FR', establishments: ['FR'] },
    data: [{ ...facts.data[0], storedIn: ['FR'] }],
  }

  /** Everything that the law wants in the form, as somebody might write it there. */
  async function filled(who: Person, id: string) {
    const { form } = (await who.get(`/api/requests/${id}/form`)).body
    if (!form) return
    const samples = sampleAnswers(instance.parts.law.rule('form', form))
    for (let round = 0; round < 5; round++) {
      const { missing } = (await who.get(`/api/requests/${id}/form`)).body
      const open = missing.filter(({ awaitsValidation }: { awaitsValidation: boolean }) => !awaitsValidation)
      if (open.length === 0) return
      const answers = Object.fromEntries(open.map(({ path }: { path: string }) => [path, samples[path]]))
      await who.put(`/api/requests/${id}/form`, { boxes: answers })
    }
  }

  async function issued(who: Person, about: object, of: object) {
    const matter = await who.post('/api/matters', { title: 'Organised fraud', fileNumber: '12 Js 34/26', facts: about })
    return handedIn(who, (await who.post(`/api/matters/${matter.body.id}/requests`, of)).body)
  }

  async function handedIn(who: Person, { id, items }: { id: string; items: readonly { id: string }[] }) {
    await filled(who, id)
    const necessity = Object.fromEntries(items.map((item: { id: string }) => [item.id, statement.necessity.d1]))
    const { atHome, minimisation, period, purpose, reach } = statement
    const said = { purpose, period, reach, minimisation, atHome, necessity, identifiers: { email: ['a@post.example'] } }
    await who.post(`/api/requests/${id}/statement`, said)
    await who.post(`/api/requests/${id}/submission`)
    await settle()
    return { id }
  }
  const dealingOf = async (who: Person, id: string, kind: string) =>
    (await who.get(`/api/requests/${id}/dealings`)).body.dealings.findLast((one: { kind: string }) => one.kind === kind)
      .dealing as string

  test('an order that another authority examines, asks about, puts off and ties to promises', async () => {
    const examiner = await instance.signIn('frenchExecuting', 'central')
    const colleague = await colleagueOf(examiner)
    const { id } = await issued(author, investigation, {
      rule: 'eu/2014-41/routes/investigation-order', to: 'FR', parties: [{ org: examiner.org, seat: 'central', ...contact }],
    }) // biome-ignore format: a table
    await author.post(`/api/requests/${id}/departure`)
    await settle()
    const task = await latest(examiner)
    await twice(examiner, task, 'completeness-checks', { note: 'Looked at on arrival' }, colleague)
    await twice(examiner, task, 'information-requests', { text: 'Which account is it?' }, colleague)
    await settle()
    const question = await dealingOf(author, id, 'question')
    await twice(author, id, 'information', { dealing: question, text: 'The account of the suspect' }, head)
    await settle()
    const later = { ground: 'eu/2014-41/grounds/article-15-investigation', reason: 'Our own searches are to begin' }
    await twice(examiner, task, 'postponements', { ...later, reopens: 'The searches are over' }, colleague)
    const postponed = await dealingOf(examiner, task, 'postponed')
    await twice(examiner, task, 'resumptions', { dealing: postponed, reason: 'The searches are over' }, colleague)
    const promises = ['No death penalty is sought', 'It is sent back', 'It is shown to nobody else'].map((says) => ({
      promises: 'other',
      says,
      until: '2026-12-20',
    }))
    await twice(examiner, task, 'conditions', { conditions: promises }, colleague)
    await settle()
    const dealing = await dealingOf(author, id, 'conditions')
    const accepted = { accepted: true, reason: 'It is ours to give' }
    await twice(author, id, 'condition-answers', { dealing, answers: { 1: accepted, 2: accepted, 3: accepted } }, head)
    await settle()
    await twice(author, id, 'promise-fulfilments', { dealing, conditions: ['1'], text: 'It was done' }, head)
    const broken = { dealing, conditions: ['2'], reason: 'It was not sent back' }
    await twice(examiner, task, 'promise-breaches', broken, colleague)
    const letGo = { dealing, conditions: ['3'], reason: 'It is public now' }
    await twice(examiner, task, 'condition-releases', letGo, colleague)
  })

  test('an order of which somebody on no system has a step, and data kept for a request that follows', async () => {
    const matter = await author.post('/api/matters', { title: 'Attack', fileNumber: '112 Js 2/26', facts })
    await author.put(`/api/matters/${matter.body.id}/facts/person.residence`, { value: 'AT' })
    const keep = async (party: object) => {
      const parties = [{ seat: 'provider', as: 'designated-establishment', state: 'IE', ...party }]
      const wanted = { rule: 'eu/2023-1543/routes/preservation-order', to: 'IE', parties }
      const { body } = await author.post(`/api/matters/${matter.body.id}/preservations`, wanted)
      return handedIn(author, body)
    }
    const onPaper = await keep({ name: 'Alpenpost' })
    const carried = { means: 'post', to: 'Alpenpost, 1 Main Street, Dublin' }
    await twice(author, onPaper.id, 'departure', { carried }, head)
    const told = { step: 'preserve', outcome: 'done', note: 'By letter of 20 November' }
    await twice(author, onPaper.id, 'progress', told, head)
    const { id } = await keep({ name: 'Alpenpost', org: provider.org })
    await author.post(`/api/requests/${id}/departure`)
    await settle()
    await provider.post(`/api/requests/${await latest(provider)}/preservations`)
    await settle()
    const { id: following } = await sent()
    await twice(author, id, 'confirmations', { following }, head)
  })

  test('a motion against a warrant', async () => {
    const attorney = await instance.signIn('attorney', 'authority')
    const reed = await instance.signIn('attorney', 'authority', 1)
    const court = await instance.signIn('districtCourt', 'court')
    const holder = await instance.signIn('americanProvider', 'provider')
    const american = {
      asking: { state: 'US', authority: 'prosecutor' },
      proceeding: 'criminal',
      offence: { description: 'Wire fraud', maxPenaltyMonths: 240, committedIn: ['US'] },
      person: { nationality: ['GB'], residence: 'GB', location: 'GB', privileged: 'none' },
      holder: { kind: 'provider', seat: 'US', establishments: ['GB'], service: 'electronic-communications' },
      data: [{ id: 'mail', category: 'content', storedIn: ['GB'], stored: true, personal: true }],
      measure: 'produce',
      urgency: 'ordinary',
    }
    const { id } = await issued(attorney, american, {
      rule: 'us/sca/routes/warrant',
      parties: [{ org: holder.org, seat: 'provider', ...contact }, { org: court.org, seat: 'court', ...contact }],
      despite: 'The data are in the custody of a provider of the United States',
    }) // biome-ignore format: a table
    const task = await latest(court)
    await court.post(`/api/requests/${task}/approvals`, { fileNumber: '26-mj-77', post: 'Magistrate Judge' })
    await settle()
    await attorney.post(`/api/requests/${id}/departure`)
    await settle()
    const order = await latest(holder)
    const notice = { decision: 'barred', reason: 'Flight is feared', until: '2027-02-18', basis: 'Order 26-mj-78' }
    await twice(holder, order, 'user-notices', notice, await colleagueOf(holder))
    const motion = {
      ground: 'us/sca/grounds/2703h', reason: 'The customer is British', preserved: true, court: court.org, boxes: {
        'process.court': 'United States District Court', 'process.number': '26-mj-77', 'provider.contact': 'Ben Ortiz',
        'belief.person': 'A subject of the King who lives in Leeds', 'belief.government': 'GB', 'belief.agreement': 'Agreement of 3 October 2022',
        'belief.law': 'Investigatory Powers Act 2016, section 3', 'belief.risk': 'Disclosure would be an interception',
        'comity.us': 'A fraud on victims here', 'comity.foreign': 'Protection of its residents', 'comity.penalties': 'Up to two years',
        'comity.customer': 'Leeds, no link here', 'comity.provider': 'Incorporated in Ohio', 'comity.importance': 'Records of bank transfers exist',
        'comity.alternatives': 'A request to the United Kingdom takes weeks', 'relief.sought': 'quash', 'relief.preserved': true,
        'relief.date': '2026-11-20', 'relief.signature': 'Ben Ortiz', 'process.contents': true,
      },
    } // biome-ignore format: a table
    await holder.post(`/api/requests/${order}/objections`, motion)
    await settle()
    const [{ id: review }] = (await attorney.get(`/api/requests/${id}/reviews`)).body.reviews
    await twice(attorney, id, 'responses', { review, text: 'Victims are waiting', shared: false }, reed)
    await settle()
    const atOnce = { review, reason: 'Evidence is being destroyed' }
    await twice(court, task, 'immediate-orders', atOnce, await colleagueOf(court))
    const silence = { event: 'silence.ordered', note: 'Order of the District Court under 18 USC 2705(b)' }
    expect((await twice(attorney, id, 'events', silence, reed)).recorded).toBe(1)
  })
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
  const [refused, spared] = [await sent(), await sent()]
  instance.pass({ hours: 11 * 24 })
  let [author, head, central, provider] = await signedIn()
  const reason = 'Nothing came, and no reason'
  await twice(author, id, 'enforcement-requests', { authority: central.org, reason }, head)
  await settle()
  const [{ dealing }] = (await central.get(`/api/requests/${notification}/dealings`)).body.dealings
  const ground = 'eu/2023-1543/grounds/article-16-immunity'
  /** The same is asked of another order, without being tried twice. */
  const askedOf = async (one: typeof refused) => {
    await author.post(`/api/requests/${one.id}/enforcement-requests`, { authority: central.org, reason })
    await settle()
    const { body } = await central.get(`/api/requests/${one.notification}/dealings`)
    return { dealing: body.dealings[0].dealing as string, at: `/api/requests/${one.notification}` }
  }
  const no = await askedOf(refused)
  await central.post(`${no.at}/enforcement-consultations`, { dealing: no.dealing, ground, text: 'A journalist?' })
  await settle()
  await author.post(`/api/requests/${refused.id}/enforcement-explanations`, { dealing: no.dealing, text: 'She is' })
  await settle()
  const immune = { dealing: no.dealing, ground, reason: 'She is a journalist' }
  await twice(central, refused.notification, 'recognition-refusals', immune)
  const mild = await askedOf(spared)
  const required = { dealing: mild.dealing, until: '2026-12-15', threat: 'A penalty' }
  await central.post(`${mild.at}/recognitions`, required)
  await settle()
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
  const second = { dealing: mild.dealing, ...penalty, weighed, ties, until: '2027-01-10' }
  await central.post(`${mild.at}/penalty-proposals`, second)
  await settle()
  const oversight = { dealing: mild.dealing, text: 'It was an oversight' }
  await provider.post(`/api/requests/${spared.order}/penalty-hearings`, oversight)
  await settle()
  const waived = { dealing: mild.dealing, reason: 'It was an oversight' }
  await twice(deciding, spared.notification, 'penalty-waivers', waived)
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

test('every act there is was tried', () => {
  expect(Object.keys(acts).filter((act) => !tried.has(act))).toEqual([])
})
