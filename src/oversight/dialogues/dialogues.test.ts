import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Actor, listOrganisations, readSecret } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { inventRecord } from '../../cli/record.ts'
import { readLaw } from '../../read-law.ts'
import { listRequests, type Request } from '../../requests/index.ts'
import { addClause, codeShown, recordAdherence, recordCode } from '../industry-codes/recording.ts'
import { listCodes } from '../industry-codes/store.ts'
import { ledgerBetween } from '../reciprocity/ledger.ts'
import { dialogueShown, findPromise } from './keeping.ts'
import { addPromise, closeMinutes, type NewDialogue, type NewPromise, recordDialogue } from './recording.ts'
import { dialoguesWaiting } from './store.ts'
import { comesTo, type Target } from './target.ts'

const { db } = await testDatabase()
const law = await readLaw()
const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder: '/nowhere' })
const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const setting = { law, now: () => now }
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const within = <T>(work: (tx: Parameters<typeof recordDialogue>[0]) => Promise<T>) => db.transaction().execute(work)

let author: Actor
let head: Actor
/** The state most was asked of. */
let state: string
const company = 'Alpenpost Mail Ltd'
let mine: Request[]

beforeAll(async () => {
  await inventRecord(db, law, secret, { requests: 240, seed: 5, years: 1, until: now })
  const authorities = (await listOrganisations(db)).filter(({ seats }) => seats.includes('authority'))
  const [asking] = await Promise.all(
    authorities.map(async (one) => ({ one, requests: await listRequests(db, one.id, { limit: 10_000 }) })),
  ).then((all) => all.toSorted((a, b) => abroad(b).length - abroad(a).length))
  if (!asking) throw new Error('Nobody asked')
  mine = abroad(asking)
  const { id, name } = asking.one
  const place = { org: id, orgName: name, seat: 'authority', isDemo: true } as const
  author = { ...place, person: 'person_author', name: 'Anna', role: 'author' }
  head = { ...place, person: 'person_head', name: 'Markus', role: 'head' }
  const { lines } = await ledgerBetween(db, author, {}, now)
  state = lines.toSorted((a, b) => b.outgoing.asked - a.outgoing.asked)[0]?.partner ?? ''
  // The invented record names no company.
  const holder = JSON.stringify({ holder: { name: company } })
  await sql`update request_requests set facts = facts || ${holder}::jsonb
    where org_id = ${id} and counted_state = ${state}`.execute(db)
})

const abroad = ({ one, requests }: { one: { state: string }; requests: Request[] }) =>
  requests.filter(({ direction, leftAt, to }) => direction === 'outgoing' && leftAt && to !== one.state)

const hold = (more: Partial<NewDialogue> = {}, by = author) =>
  within((tx) =>
    recordDialogue(
      tx,
      by,
      {
        kind: 'state',
        partner: state,
        heldOn: '2026-03-02',
        ours: ['Head of department III', 'Desk officer'],
        theirs: ['Director, central authority'],
        topics: ['answer-times', 'refusals'],
        minutes: 'They are short of staff; eight posts come in April.',
        ...more,
      },
      setting,
    ),
  )
const promise = (id: string, more: Partial<NewPromise> = {}, by = author) =>
  within((tx) =>
    addPromise(
      tx,
      by,
      id,
      {
        by: 'them',
        office: 'Director, central authority',
        says: 'Answers within a month',
        due: '2026-06-30',
        figure: 'median-days',
        value: 30,
        ...more,
      },
      setting,
    ),
  )
const close = (id: string, by: Actor, how: 'signed' | 'confirmed' | 'withdrawn' = 'confirmed', says = '') =>
  within((tx) => closeMinutes(tx, by, id, { how, says }, setting))
const find = (id: string, of: string, more: { kept?: boolean; reason?: string } = {}, by = head) =>
  within((tx) => findPromise(tx, by, id, { promise: of, kept: true, reason: 'It is so', ...more }, setting))

describe('a dialogue', () => {
  test('is written down with its offices, topics and minutes, and nothing less', async () => {
    const { id } = await hold({ topics: ['refusals', 'answer-times', 'nonsense'] })
    expect(await dialogueShown(db, author, id, now)).toMatchObject({
      kind: 'state',
      partner: state,
      topics: ['answer-times', 'refusals'],
      closed: undefined,
    })
    await expect(hold({ heldOn: '2026-02-30' })).rejects.toThrow(refusal('bad_text', 'heldOn'))
    await expect(hold({ heldOn: '2026-11-23' })).rejects.toThrow(refusal('bad_text', 'heldOn'))
    await expect(hold({ partner: 'Atlantis' })).rejects.toThrow(refusal('bad_text', 'partner'))
    const { state: own } = await ledgerBetween(db, author, {}, now)
    await expect(hold({ partner: own })).rejects.toThrow(refusal('bad_text', 'partner'))
    await expect(hold({ kind: 'provider', partner: ' ' })).rejects.toThrow(refusal('bad_text', 'partner'))
    await expect(hold({ kind: 'friend' })).rejects.toThrow(refusal('bad_text', 'kind'))
    await expect(hold({ theirs: [' '] })).rejects.toThrow(refusal('bad_text', 'theirs'))
    await expect(hold({ topics: [] })).rejects.toThrow(refusal('bad_text', 'topics'))
    await expect(hold({ minutes: '' })).rejects.toThrow(refusal('bad_text', 'minutes'))
    await expect(hold({}, { ...author, role: 'member' })).rejects.toThrow(refusal('not_permitted'))
    await expect(hold({}, { ...author, seat: 'overseer' })).rejects.toThrow(refusal('not_permitted'))
  })

  test('stands once who wrote none of it confirms the minutes, or the other side signed them; then nothing is added', async () => {
    const { id } = await hold()
    await promise(id, {}, head)
    const third: Actor = { ...author, person: 'person_third', name: 'Eva' }
    await expect(close(id, author)).rejects.toThrow(refusal('second_person'))
    // Who wrote down only a promise wrote part of it.
    await expect(close(id, head)).rejects.toThrow(refusal('second_person'))
    await expect(close(id, { ...third, role: 'member' })).rejects.toThrow(refusal('not_permitted'))
    await close(id, third)
    await expect(close(id, third)).rejects.toThrow(refusal('already_closed'))
    await expect(promise(id)).rejects.toThrow(refusal('already_closed'))

    const signed = await hold()
    await expect(close(signed.id, author, 'signed', ' ')).rejects.toThrow(refusal('bad_text', 'says'))
    await close(signed.id, author, 'signed', 'File 9350 E-12, sheet 4')
    const kinds = (await eventsAbout(db, author.org, signed.id)).map(({ kind }) => kind)
    expect(kinds).toEqual(['dialogue.recorded', 'dialogue.minutes-signed'])

    const wrong = await hold()
    const { id: of } = await promise(wrong.id)
    await expect(close(wrong.id, author, 'withdrawn')).rejects.toThrow(refusal('bad_text', 'says'))
    await close(wrong.id, author, 'withdrawn', 'It was another state')
    await expect(find(wrong.id, of)).rejects.toThrow(refusal('minutes_open'))
  })

  test('is another organisation’s alone', async () => {
    const { id } = await hold()
    const other = (await listOrganisations(db)).find(
      ({ id: org, seats }) => org !== author.org && seats.includes('authority'),
    )
    const stranger: Actor = { ...head, org: other?.id ?? '' }
    for (const work of [
      () => dialogueShown(db, stranger, id, now),
      () => promise(id, {}, stranger),
      () => close(id, stranger),
    ])
      await expect(work()).rejects.toThrow(refusal('no_such_dialogue'))
  })
})

describe('a promise', () => {
  test('is in terms that a figure of the record can show, and for a day after the dialogue', async () => {
    const { id } = await hold()
    await expect(promise(id, { figure: 'goodwill' })).rejects.toThrow(refusal('bad_text', 'figure'))
    await expect(promise(id, { value: 0 })).rejects.toThrow(refusal('bad_text', 'value'))
    await expect(promise(id, { value: Number.NaN })).rejects.toThrow(refusal('bad_text', 'value'))
    await expect(promise(id, { figure: 'share-answered', value: 101 })).rejects.toThrow(refusal('bad_text', 'value'))
    const ground = { figure: 'share-refused-on-ground', value: 5 }
    await expect(promise(id, ground)).rejects.toThrow(refusal('bad_text', 'ground'))
    const clock = 'eu/2023-1543/clocks/recognition'
    await expect(promise(id, { ...ground, ground: clock })).rejects.toThrow(refusal('bad_text', 'ground'))
    await expect(promise(id, { due: '2026-03-02' })).rejects.toThrow(refusal('bad_text', 'due'))
    await expect(promise(id, { by: 'nobody' })).rejects.toThrow(refusal('bad_text', 'by'))
    await promise(id, { ...ground, ground: 'eu/2014-41/grounds/article-15-investigation' })
  })

  test('stands beside the figures before it, until its day and since, as counting the requests one by one gives them', async () => {
    const { id } = await hold()
    await promise(id)
    await promise(id, { figure: 'share-refused', value: 10 })
    await promise(id, { figure: 'share-answered', value: 80, due: '2027-06-30' })
    const { promises } = await dialogueShown(db, author, id, now)
    const days = {
      before: ['', '2026-03-02'],
      meanwhile: ['2026-03-02', '2026-07-01'],
      since: ['2026-07-01', '9'],
    } as const
    const done = ['answered', 'completed', 'refused']
    for (const [when, [from, to]] of Object.entries(days)) {
      const sent = mine.filter(({ to: where, leftAt = '' }) => where === state && leftAt >= from && leftAt < to)
      const ended = sent.filter(({ status }) => done.includes(status))
      const refused = ended.filter(({ status }) => status === 'refused').length
      const lengths = ended
        .map(({ leftAt, endedAt }) => (Date.parse(endedAt ?? '') - Date.parse(leftAt ?? '')) / 86_400_000)
        .sort((a, b) => a - b)
      const median = Math.round((lengths[Math.ceil(lengths.length / 2) - 1] ?? 0) * 10) / 10
      const isFew = ended.length < 5
      const by = (figure: string) => promises.find(({ target }) => target.figure === figure)?.measured
      const [first, second] = [by('median-days'), by('share-refused')].map((one) => one?.[when as keyof typeof days])
      expect(first).toMatchObject({ asked: sent.length, value: isFew ? null : median })
      expect(second).toMatchObject({ value: isFew ? null : Math.round((refused / ended.length) * 1000) / 10 })
    }
    // Some of it was enough to tell, else this says nothing; what is not due yet has no figure since.
    const { before, meanwhile, since } = promises.find(({ target }) => target.figure === 'median-days')?.measured ?? {}
    expect([before, meanwhile, since].some((one) => one?.value)).toBe(true)
    expect(promises.find(({ due }) => due === '2027-06-30')?.measured).toMatchObject({ since: undefined })
  })

  test('comes to what was promised or not, or is too few to tell', () => {
    const figure = (value: number | null) => ({ asked: 9, value })
    const most: Target = { figure: 'share-refused', value: 10 }
    expect([9.9, 10, 10.1, null].map((value) => comesTo(most, figure(value)))).toEqual([true, true, false, undefined])
    const least: Target = { figure: 'share-answered', value: 80 }
    expect([79.9, 80].map((value) => comesTo(least, figure(value)))).toEqual([false, true])
    expect(comesTo(least, undefined)).toBeUndefined()
  })

  test('is found kept or broken by a head alone, with the figures of the moment; what is found later counts', async () => {
    const { id } = await hold()
    const kept = await promise(id)
    await expect(find(id, kept.id)).rejects.toThrow(refusal('minutes_open'))
    await close(id, head)
    const before = (await dialoguesWaiting(db, author.org, '2026-11-22')).promises
    expect(before).toBeGreaterThan(0)
    await expect(find(id, kept.id, {}, author)).rejects.toThrow(refusal('not_permitted'))
    await expect(find(id, 'promise_0')).rejects.toThrow(refusal('no_such_promise'))
    await expect(find(id, kept.id, { reason: ' ' })).rejects.toThrow(refusal('bad_text', 'reason'))
    await find(id, kept.id)
    expect((await dialoguesWaiting(db, author.org, '2026-11-22')).promises).toBe(before - 1)
    await find(id, kept.id, { kept: false, reason: 'The figures were read wrongly' })
    const [shown] = (await dialogueShown(db, author, id, now)).promises
    expect(shown?.found.map((one) => one.kept)).toEqual([false, true])
    expect(shown?.found[0]?.figures).toEqual(shown?.measured)
  })
})

describe('an industry code', () => {
  const code = { name: 'Principles of answering', publisher: 'An association', version: '2', source: 'Its site, p 3' }
  const recorded = (more = {}, by = author) => within((tx) => recordCode(tx, by, { ...code, ...more }, setting))

  test('is told with its clauses, who says it keeps to it since when, and what the record shows of it', async () => {
    const { id } = await recorded()
    await expect(recorded()).rejects.toThrow(refusal('already_recorded'))
    await expect(recorded({ version: '3', source: '' })).rejects.toThrow(refusal('bad_text', 'source'))
    const clause = (input: object) =>
      within((tx) => addClause(tx, author, id, { cite: '4.2', says: 'x', ...input }, setting))
    await expect(clause({ figure: 'median-days' })).rejects.toThrow(refusal('bad_text', 'value'))
    await clause({ says: 'Answers come within ten days', figure: 'median-days', value: 10 })
    await clause({ cite: '5', says: 'Users are told' })
    await expect(clause({})).rejects.toThrow(refusal('already_recorded'))
    const keeps = (input = {}) =>
      within((tx) => recordAdherence(tx, author, id, { provider: company, since: '2026-05-01', source: 'Letter', ...input }, setting)) // biome-ignore format: one row
    await expect(keeps({ since: '2027-01-01' })).rejects.toThrow(refusal('bad_text', 'since'))
    await keeps()
    await expect(keeps()).rejects.toThrow(refusal('already_recorded'))
    const shown = await codeShown(db, author, id, now)
    expect(shown.code.clauses.map(({ cite, target }) => [cite, target?.value])).toEqual([['4.2', 10], ['5', undefined]]) // biome-ignore format: a row
    const { lines } = await ledgerBetween(db, author, { from: '2026-05-01' }, now)
    const outgoing = lines.find(({ kind, partner }) => kind === 'provider' && partner === company)?.outgoing
    expect(outgoing?.days).toBeTruthy()
    expect(shown.measured).toMatchObject([
      {
        cite: '4.2',
        provider: company,
        measured: { since: { asked: outgoing?.asked, value: outgoing?.days?.median ?? null } },
      },
    ])
    expect((await listCodes(db, author.org)).map(({ name }) => name)).toEqual([code.name])
    expect(await listCodes(db, 'org_of_nobody')).toEqual([])
  })
})
