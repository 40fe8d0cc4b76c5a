import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { addMember, addPerson } from '../accounts/index.ts'
import { latestEvents } from '../audit/index.ts'
import { assessmentParts } from '../oversight/index.ts'
import { facts, type Method, openInstance, type Person, rule } from './story.fixture.ts'

const { db } = await testDatabase()
const instance = await openInstance(db)
const { people, ask } = instance
afterAll(instance.remove)
const { author, head, operator, provider } = people
const stranger = await instance.signIn('britishPolice', 'authority', 1)
const today = '2026-11-20'

/** Another head of whoever runs the instance. */
async function colleague(): Promise<Person> {
  const { now } = instance.parts
  const person = await db.transaction().execute(async (tx) => {
    const { id } = await addPerson(tx, { name: 'Miriam Kaya', isDemo: true }, now())
    await addMember(tx, { person: id, org: operator.org, seat: 'operator', role: 'head' }, 'system', now())
    return id
  })
  const place = { person, org: operator.org, seat: 'operator' }
  const { token } = (await ask('POST', '/api/sessions', place)).body
  const by = (method: Method) => (path: string, content?: unknown) =>
    ask(method, path, content, { authorization: `Bearer ${token}` })
  return { ...operator, place, token, get: by('GET'), post: by('POST') } as Person
}

/** How many events there are in all logs. */
const events = async () => Number((await db.selectFrom('audit_events').select((e) => e.fn.countAll<string>().as('n')).executeTakeFirstOrThrow()).n) // biome-ignore format: a row

/**
 * A stranger who sends it is refused and changes nothing; sent twice at once, and then again, it is done once, and whoever comes
 * later is told by whom.
 */
async function twice(who: Person, path: string, input: unknown, { stranger: told = 404, status = 201 } = {}) {
  const before = await events()
  expect((await stranger.post(path, input)).status).toBe(told)
  // A refusal may stand in the log of whoever was refused; nothing else does.
  const both = await Promise.all([who.post(path, input), who.post(path, input)])
  expect(both.map((one) => one.status).toSorted()).toEqual([status, 409])
  const late = both.find((one) => one.status === 409)
  expect(late?.body.error.message).toMatch(/\p{Lu}\p{L}+.*20\d\d-\d\d-\d\dT/u)
  expect(await events()).toBeGreaterThan(before)
  const after = await events()
  expect((await who.post(path, input)).status).toBe(409)
  expect(await events()).toBe(after)
  return both.find((one) => one.status === status)?.body
}

describe('an audit over the API', () => {
  test('is opened, answered, learnt from and closed once each; its instruction stops the next request, and its source is told to its own', async () => {
    const matter = (await author.post('/api/matters', { title: 'A mail server', fileNumber: '112 Js 9/26', facts })).body
    const parties = [{ seat: 'provider', org: provider.org, as: 'designated-establishment' }, { seat: 'court', org: people.judge.org }, { seat: 'central', org: people.central.org }] // biome-ignore format: a row
    const drafted = async () => (await author.post(`/api/matters/${matter.id}/requests`, { rule, to: 'IE', parties })).body.id
    const request = await drafted()
    await author.post(`/api/requests/${request}/withdrawal`, { reason: 'The suspect is known' })
    const subjects = (await head.get('/api/audits/subjects')).body.subjects
    expect(subjects).toMatchObject([{ subject: 'matter', about: matter.id }])
    const input = { subject: 'matter', about: matter.id, title: 'Seen from the end', cause: 'Every matter is' }
    expect((await author.post('/api/audits', input)).status).toBe(403)
    const { id } = await twice(head, '/api/audits', input)
    const { questions } = (await head.get(`/api/audits/${id}`)).body
    for (const one of questions.slice(1)) await author.post(`/api/audits/${id}/answers`, { question: one.id, holds: 'yes', ground: 'The file' })
    await twice(author, `/api/audits/${id}/answers`, { question: questions[0].id, holds: 'no', ground: 'The file' }, { status: 204 })
    const finding = await twice(author, `/api/audits/${id}/findings`, { severity: 'minor', says: 'Nobody asked' })
    const lesson = await twice(author, `/api/audits/${id}/lessons`, { says: 'Ask', finding: finding.id })
    const change = { place: 'check', says: 'Who else uses it?' }
    expect(await author.post(`/api/audits/${id}/proposals`, { lesson: lesson.id, change: { place: 'law' }, from: today })).toMatchObject({ status: 400 })
    const proposal = await twice(author, `/api/audits/${id}/proposals`, { lesson: lesson.id, change, from: today })
    await twice(head, `/api/audits/${id}/closing`, { conclusion: 'Learnt' })
    const decide = `/api/lesson-proposals/${proposal.id}/decision`
    expect((await author.post(decide, { outcome: 'adopted', why: 'x' })).status).toBe(403)
    const { instruction } = await twice(head, decide, { outcome: 'adopted', why: 'It is short' })
    const { checks } = (await author.get(`/api/requests/${await drafted()}/checks`)).body
    expect(checks.at(-1)).toMatchObject({ rule: instruction, looksAt: 'instruction', passed: false })
    expect((await head.get(`/api/standing-instructions/${instruction}`)).body.origin).toMatchObject({ audit: id, lesson: lesson.id })
    expect((await stranger.get(`/api/standing-instructions/${instruction}`)).status).toBe(404)
    expect((await stranger.get(`/api/audits/${id}`)).status).toBe(404)
    expect((await people.judge.get('/api/audits')).body.audits).toEqual([])
  }) // biome-ignore format: rows

  test('of a bar at the gate is decided on by whoever runs the instance; others see that it comes from an audit, and whose', async () => {
    const [{ id }] = (await head.get('/api/audits')).body.audits
    const { entries } = (await head.get(`/api/audits/${id}`)).body
    const lesson = entries.find((one: { kind: string }) => one.kind === 'lesson').id
    const change = { place: 'rule', says: 'Nothing of ten thousand at once', state: 'DE', condition: { fact: 'outbound.persons', at_least: 10_000 } }
    const bad = { ...change, condition: { fact: 'nothing', is: 1 } }
    const refused = await author.post(`/api/audits/${id}/proposals`, { lesson, change: bad, from: today })
    expect(refused.body.error).toMatchObject({ code: 'bad_text', path: 'change.condition' })
    const proposal = await twice(author, `/api/audits/${id}/proposals`, { lesson, change, from: today })
    await instance.settle()
    const decide = `/api/lesson-proposals/${proposal.id}/decision`
    const { instruction } = await twice(operator, decide, { outcome: 'adopted', why: 'For everyone' })
    await instance.settle()
    expect((await author.get('/api/lesson-proposals')).body.proposals.find((one: { id: string }) => one.id === proposal.id).decided.outcome).toBe('adopted') // biome-ignore format: a row
    const seen = (await stranger.get(`/api/standing-instructions/${instruction}`)).body
    expect(seen).toMatchObject({ says: change.says, from: '2026-11-21', origin: { name: expect.any(String) } })
    expect(JSON.stringify(seen)).not.toContain(id)
    expect((await author.get(`/api/standing-instructions/${instruction}`)).body.origin.audit).toBe(id)
    expect((await latestEvents(db, operator.org, 50)).map(({ kind }) => kind)).toContain('lesson.adopted')
  }) // biome-ignore format: rows
})

describe('an impact assessment over the API', () => {
  test('is written, approved by another, read by anyone, commented without an account, answered, checked, and counted', async () => {
    const parts = Object.fromEntries(assessmentParts.map((part) => [part, `Of ${part}`]))
    const input = { subject: 'instance', parts, review: '2027-11-20', reason: 'The first', withheld: { safeguards: 'It helps who attacks' } }
    const second = await colleague()
    expect((await second.get('/api/own-assessments')).body.owed).toMatchObject([{ because: 'instance' }])
    const draft = await twice(operator, '/api/own-assessments', input, { stranger: 403 })
    const at = `/api/own-assessments/${draft.assessment}`
    expect((await ask('GET', `/api/assessments/${draft.assessment}`)).status).toBe(404)
    const approve = { drafted: draft.drafted.at, outcome: 'approved' }
    expect((await operator.post(`${at}/decision`, approve)).status).toBe(403)
    expect((await second.post(`${at}/decision`, { ...approve, drafted: '2026-11-19T00:00:00Z' })).body.error.code).toBe('draft_changed')
    await twice(second, `${at}/decision`, approve)
    const page = `/api/assessments/${draft.assessment}`
    const { body } = await ask('GET', page)
    expect(body).toMatchObject({ number: 1, said: [], comments: { received: 0 } })
    expect(body.parts[4]).toEqual({ part: 'safeguards', says: null, withheld: 'It helps who attacks' })
    expect((await ask('POST', `${page}/comments`, { says: '' })).body.error).toMatchObject({ code: 'bad_text', path: 'says' })
    const { secret } = (await ask('POST', `${page}/comments`, { name: 'A society', says: '<script>alert(1)</script>' })).body
    expect((await ask('GET', `/api/assessment-comments/${secret}`)).body).toMatchObject({ answer: null, checked: null })
    expect((await ask('GET', '/api/assessment-comments/x')).status).toBe(404)
    const [{ id }] = (await operator.get(`${at}/comments`)).body.comments
    expect((await stranger.get(`${at}/comments`)).status).toBe(404)
    await twice(operator, `/api/comments/${id}/answer`, { says: 'Nothing runs here' })
    expect((await operator.post(`/api/comments/${id}/check`, { outcome: 'published' })).status).toBe(403)
    await twice(second, `/api/comments/${id}/check`, { outcome: 'published' })
    expect((await ask('GET', page)).body.said).toMatchObject([{ says: '<script>alert(1)</script>', answer: 'Nothing runs here' }])
    expect((await ask('GET', `/api/assessment-comments/${secret}`)).body.checked.outcome).toBe('published')
    const next = (await operator.post('/api/own-assessments', { ...input, reason: 'After the comment' })).body
    await second.post(`${at}/decision`, { drafted: next.drafted.at, outcome: 'approved' })
    expect((await ask('GET', '/api/assessments')).body.assessments).toMatchObject([{ number: 2, comments: { received: 1, published: 1 } }])
    expect((await ask('GET', `${page}?edition=1`)).body.number).toBe(1)
  }) // biome-ignore format: rows
})
