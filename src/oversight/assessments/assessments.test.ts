import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Actor, createOrganisation, readSecret } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { sendRequest } from '../../requests/index.ts'
import { law, stageOn } from '../../requests/story.fixture.ts'
import { type AssessmentPart, assessmentParts, INSTANCE } from './assessment.ts'
import { answerComment, checkComment, commentOn, followComment } from './commenting.ts'
import { assessmentLaw, owedAssessments } from './owed.ts'
import { publicAssessment, publicAssessments, publicComments } from './published.ts'
import { commentsOn, editionsOf } from './store.ts'
import { decideEdition, writeAssessment } from './writing.ts'

const { db } = await testDatabase()
const { validated, cast, transact } = stageOn(db)
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const now = () => Temporal.Instant.from('2026-11-20T09:00:00Z')
const setting = { law, now }
const drafted = '2026-11-20T09:00:00.000Z'
const route = 'eu/2023-1543/routes/production-order'
const parts = Object.fromEntries(assessmentParts.map((part) => [part, `What is to be said of ${part}.`])) as Record<
  AssessmentPart,
  string
>
const edition = { subject: route, parts, review: '2027-11-20', reason: 'The first order left in November' }

/** The author of the prosecutor and its head, who are two people. */
async function office() {
  const { people, made } = await cast()
  return { author: people.author, head: { ...people.head, person: `${people.head.person.slice(0, -4)}head` } as Actor, provider: people.provider, made }
} // biome-ignore format: a row

async function published(more: object = {}, who?: Awaited<ReturnType<typeof office>>) {
  const people = who ?? (await office())
  const { author, head } = people
  const { assessment } = await transact((tx) => writeAssessment(tx, author, { ...edition, ...more }, setting))
  await transact((tx) => decideEdition(tx, head, assessment, { drafted, outcome: 'approved', why: '' }, now()))
  return { ...people, assessment }
}

describe('what is owed', () => {
  test('is an assessment of each route once it was first asked by, until one is approved, and again at its review', async () => {
    const { people, request, made } = await validated()
    const owed = (day = '2026-11-20') => owedAssessments(db, people.author, day)
    expect(await owed()).toEqual([])
    await transact((tx) => sendRequest(tx, people.author, request.id, setting))
    expect(await owed()).toEqual([
      { subject: route, because: 'first-used', since: expect.any(String), assessment: undefined },
    ])
    const head = { ...people.head, person: 'person_other' }
    const { assessment } = await transact((tx) => writeAssessment(tx, people.author, edition, setting))
    expect(await owed()).toMatchObject([{ because: 'first-used', assessment }])
    await transact((tx) => decideEdition(tx, head, assessment, { drafted, outcome: 'approved', why: '' }, now()))
    expect(await owed()).toEqual([])
    expect(await owed('2027-11-20')).toMatchObject([{ subject: route, because: 'review', since: '2027-11-20' }])
    expect(made.authority.id).toBe(people.author.org)
  })

  test('is an assessment of the instance by whoever runs it, which nobody else writes', async () => {
    const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
    const input = { name: 'Those who run it', state: 'DE', kind: 'other', seats: ['operator'], languages: ['en'] } as const
    const made = await transact((tx) => createOrganisation(tx, secret, input, 'system', now()))
    const operator: Actor = { person: 'person_op', name: 'Op', org: made.id, orgName: made.name, seat: 'operator', role: 'head', isDemo: true }
    expect(await owedAssessments(db, operator, '2026-11-20')).toMatchObject([{ subject: INSTANCE, because: 'instance' }])
    const { author } = await office()
    const write = (actor: Actor) => transact((tx) => writeAssessment(tx, actor, { ...edition, subject: INSTANCE }, setting))
    await expect(write(author)).rejects.toThrow(refusal('not_permitted'))
    const { assessment } = await write(operator)
    await transact((tx) => decideEdition(tx, { ...operator, person: 'person_op2' }, assessment, { drafted, outcome: 'approved', why: '' }, now()))
    expect(await owedAssessments(db, operator, '2026-11-20')).toEqual([])
  }) // biome-ignore format: rows

  test('rests on the law the base has of the state, and on none where it has none', () => {
    expect(assessmentLaw(law, 'CN', '2026-11-20').map(({ rule, cites }) => [rule, cites[0]?.cite])).toEqual([['cn/pipl/clocks/assessment-record', 'Art 56']]) // biome-ignore format: a row
    expect(assessmentLaw(law, 'DE', '2026-11-20')).toEqual([])
  })
})

describe('an edition', () => {
  test('says every part, when it is looked at again and why there is one; of a withheld part, why', async () => {
    const { author, provider } = await office()
    const write = (more: object, actor: Actor = author) => transact((tx) => writeAssessment(tx, actor, { ...edition, ...more }, setting))
    await expect(write({ parts: { ...parts, risks: ' ' } })).rejects.toThrow(refusal('bad_text', 'parts.risks'))
    await expect(write({ parts: { ...parts, more: 'x' } })).rejects.toThrow(refusal('bad_text'))
    await expect(write({ withheld: { risks: '' } })).rejects.toThrow(refusal('bad_text', 'withheld.risks'))
    await expect(write({ withheld: parts })).rejects.toThrow(refusal('bad_text', 'withheld'))
    await expect(write({ review: '2026-11-20' })).rejects.toThrow(refusal('bad_text', 'review'))
    await expect(write({ reason: '' })).rejects.toThrow(refusal('bad_text', 'reason'))
    await expect(write({ subject: 'eu/led/checks/purpose' })).rejects.toThrow(refusal('bad_text', 'subject'))
    await expect(write({}, { ...provider, seat: 'overseer' })).rejects.toThrow(refusal('not_permitted'))
  }) // biome-ignore format: rows

  test('is written anew by whoever began it, decided on by another person once, and then never changed', async () => {
    const { author, head } = await office()
    const write = (actor: Actor, more: object = {}) => transact((tx) => writeAssessment(tx, actor, { ...edition, ...more }, setting))
    const { assessment } = await write(author)
    await write(author, { reason: 'Better said' })
    await expect(write(head)).rejects.toThrow(refusal('draft_open'))
    const decide = (actor: Actor, outcome = 'approved', why = '', at: string = drafted) =>
      transact((tx) => decideEdition(tx, actor, assessment, { drafted: at, outcome, why }, now()))
    await expect(decide(author)).rejects.toThrow(refusal('not_permitted'))
    await expect(decide({ ...author, role: 'head' })).rejects.toThrow(refusal('second_person'))
    await expect(decide(head, 'approved', '', '2026-11-20T08:00:00.000Z')).rejects.toThrow(refusal('draft_changed'))
    await expect(decide(head, 'refused')).rejects.toThrow(refusal('bad_text', 'why'))
    await expect(publicAssessment(db, assessment)).rejects.toThrow(refusal('no_such_assessment'))
    await decide(head, 'refused', 'Say who is affected')
    await expect(decide(head)).rejects.toThrow(refusal('already_decided'))
    await write(author, { parts: { ...parts, persons: 'Those who wrote to the account' } })
    expect(await decide(head)).toMatchObject({ number: 1 })
    const first = await editionsOf(db, assessment)
    await write(author, { reason: 'A correction of the risks', parts: { ...parts, risks: 'Larger than thought' } })
    expect(await decide(head)).toMatchObject({ number: 2 })
    expect((await editionsOf(db, assessment)).slice(1)).toEqual(first)
    expect((await publicAssessment(db, assessment, 1)).parts.find(({ part }) => part === 'persons')?.says).toBe('Those who wrote to the account') // biome-ignore format: a row
    const kinds = (await eventsAbout(db, author.org, assessment)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'assessment.published')).toHaveLength(2)
  }) // biome-ignore format: rows

  test('is public but for what it withholds, of which it says that and why; no person and no case is named', async () => {
    const { author, assessment } = await published({ withheld: { safeguards: 'It would show how to get round them' } })
    const shown = await publicAssessment(db, assessment)
    expect(shown.parts.find(({ part }) => part === 'safeguards')).toEqual({ part: 'safeguards', says: undefined, withheld: 'It would show how to get round them' }) // biome-ignore format: a row
    expect(JSON.stringify(shown)).not.toContain(parts.safeguards)
    expect(JSON.stringify(shown)).not.toContain(author.name)
    expect((await publicAssessments(db)).map(({ id }) => id)).toContain(assessment)
    await expect(publicAssessment(db, assessment, 2)).rejects.toThrow(refusal('no_such_edition'))
    const { people, request } = await validated()
    const head = { ...people.head, person: 'person_other' }
    const named = { ...parts, risks: `As in ${request.fileNumber.toUpperCase()} one sees` }
    const draft = await transact((tx) => writeAssessment(tx, people.author, { ...edition, parts: named }, setting))
    const decide = () => transact((tx) => decideEdition(tx, head, draft.assessment, { drafted, outcome: 'approved', why: '' }, now()))
    await expect(decide()).rejects.toThrow(refusal('case_named'))
    await transact((tx) => writeAssessment(tx, people.author, { ...edition, parts: named, withheld: { risks: 'A case is named' } }, setting))
    await decide()
  }) // biome-ignore format: rows
})

describe('a comment', () => {
  const says = 'Why is <b>nothing</b> said of\u202E lawyers?\u0007\r\nWe ask.'
  const said = (tx: Parameters<typeof commentOn>[0], id: string, more: object = {}) =>
    commentOn(tx, id, { name: 'Digital rights\n society', says, ...more }, now())

  test('is taken from anyone, as it is read and no longer than it may be, and is followed by a link of which only the hash is kept', async () => {
    const { assessment, author } = await published()
    const comment = (more: object = {}, id = assessment) => transact((tx) => said(tx, id, more))
    await expect(comment({}, 'assessment_none')).rejects.toThrow(refusal('no_such_assessment'))
    await expect(comment({ says: ' \u200B ' })).rejects.toThrow(refusal('bad_text', 'says'))
    await expect(comment({ says: 'x'.repeat(5_001) })).rejects.toThrow(refusal('bad_text', 'says'))
    await expect(comment({ name: 'x'.repeat(101) })).rejects.toThrow(refusal('bad_text', 'name'))
    const { secret } = await comment()
    const [kept] = await commentsOn(db, assessment)
    expect(kept).toMatchObject({ name: 'Digital rights  society', says: 'Why is <b>nothing</b> said of lawyers?\nWe ask.', edition: 1 })
    expect(JSON.stringify(await db.selectFrom('oversight_comments').selectAll().execute())).not.toContain(secret)
    expect(await followComment(db, secret)).toMatchObject({ says: kept?.says, answer: undefined, checked: undefined })
    for (const wrong of ['x', `${secret.slice(1)}A`, '../../etc']) await expect(followComment(db, wrong)).rejects.toThrow(refusal('no_such_comment'))
    const filed = (await eventsAbout(db, author.org, assessment)).find(({ kind }) => kind === 'comment.filed')
    expect(JSON.stringify(filed)).not.toContain('lawyers')
    expect(await publicComments(db, assessment)).toEqual([])
  }) // biome-ignore format: rows

  test('becomes public with its answer once another person has checked both; where not, whoever wrote it reads why', async () => {
    const { assessment, author, head, provider } = await published()
    const file = () => transact((tx) => said(tx, assessment))
    const [one, two, three] = [await file(), await file(), await file()]
    const answer = (id: string, actor: Actor = author) =>
      transact((tx) => answerComment(tx, actor, id, { says: 'They are asked about first.' }, now()))
    const check = (id: string, outcome: string, why = '', actor: Actor = head) =>
      transact((tx) => checkComment(tx, actor, id, { outcome, why }, now()))
    await expect(answer(one.id, provider)).rejects.toThrow(refusal('no_such_comment'))
    await expect(check(one.id, 'published')).rejects.toThrow(refusal('not_answered'))
    await answer(one.id)
    await expect(answer(one.id)).rejects.toThrow(refusal('already_answered'))
    expect((await followComment(db, one.secret)).answer).toBeUndefined()
    await expect(check(one.id, 'published', '', { ...author, role: 'head' })).rejects.toThrow(refusal('second_person'))
    await expect(check(one.id, 'published', '', author)).rejects.toThrow(refusal('not_permitted'))
    await check(one.id, 'published')
    await expect(check(one.id, 'withheld', 'x')).rejects.toThrow(refusal('already_decided'))
    expect(await publicComments(db, assessment)).toMatchObject([{ id: one.id, answer: 'They are asked about first.' }])
    expect(JSON.stringify(await publicComments(db, assessment))).not.toContain(author.name)
    await expect(check(two.id, 'withheld')).rejects.toThrow(refusal('bad_text', 'why'))
    await check(two.id, 'withheld', 'It names a person')
    await expect(answer(two.id)).rejects.toThrow(refusal('already_decided'))
    expect((await followComment(db, two.secret)).checked).toMatchObject({ outcome: 'withheld', why: 'It names a person' })
    expect((await followComment(db, three.secret)).checked).toBeUndefined()

    // What came to this edition is counted in the next, whatever became of it; what comes later is not.
    await published({ reason: 'After the comments' }, { author, head, provider, made: {} as never })
    await file()
    const shown = await publicAssessment(db, assessment)
    expect(shown).toMatchObject({ number: 2, comments: { received: 3, published: 1, withheld: 1, open: 1 } })
    expect((await publicAssessment(db, assessment, 1)).comments.received).toBe(0)
  }) // biome-ignore format: rows

  test('that names a case is not made public', async () => {
    const { people, request } = await validated()
    const head = { ...people.head, person: 'person_other' }
    const { assessment } = await published({}, { author: people.author, head, provider: people.provider, made: {} as never })
    const { id } = await transact((tx) => said(tx, assessment, { says: `I am the one of ${request.fileNumber}` }))
    await transact((tx) => answerComment(tx, people.author, id, { says: 'We cannot speak of it.' }, now()))
    const check = (outcome: string, why: string) => transact((tx) => checkComment(tx, head, id, { outcome, why }, now()))
    await expect(check('published', '')).rejects.toThrow(refusal('case_named'))
    await check('withheld', 'It names a case')
  }) // biome-ignore format: rows
})
