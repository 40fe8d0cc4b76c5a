import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { addMember, addPerson, type Role } from '../accounts/index.ts'
import { Contradiction, eventsAbout, keepContradiction } from '../audit/index.ts'
import { sendRequest } from '../requests/index.ts'
import { stageOn } from '../requests/story.fixture.ts'
import type { Pace } from './choice.ts'
import { choiceOf, choose } from './choosing.ts'
import { postLetters } from './posting.ts'
import { smtp } from './smtp.ts'
import { writeLetters } from './writing.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const { transact, carry } = stage

/** A real mail server on this machine: what it took, and whom it knows nothing of. */
async function mailServer(port = 0) {
  const taken: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('nobody')) done(Object.assign(new Error('No such user here'), { responseCode: 550 }))
      else if (address.startsWith('full')) done(Object.assign(new Error('Mailbox full'), { responseCode: 452 }))
      else done()
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        taken.push(Buffer.concat(parts).toString())
        done()
      })
    },
  })
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address() as AddressInfo
  const close = () => new Promise<void>((closed) => server.close(() => closed()))
  return { taken, close, port: address.port, url: `smtp://127.0.0.1:${address.port}` }
}

const server = await mailServer()
afterAll(server.close)
const from = 'Comity <notices@office.example>'
const publicUrl = 'https://comity.example'
const postTo = (url: string) => smtp({ url, from })

/** An order has left; this person sits where it must be examined within ten days. */
async function waiting({ pace, address, language = 'en', role = 'author' }: Wish) {
  const story = await stage.validated()
  const { people, setting, now, request, made, pass } = story
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  const person = await transact(async (tx) => {
    const { id } = await addPerson(tx, { name: 'Séamus Doyle', language }, now())
    await addMember(tx, { person: id, org: made.central.id, seat: 'central', role }, 'system', now())
    await choose(tx, { org: made.central.id, person: id }, { pace, address, language }, now())
    return id
  })
  const round = async (url = server.url) => {
    const written = await writeLetters(db, now)
    return { written, taken: await postLetters(db, now, publicUrl, postTo(url)) }
  }
  const isTold = () =>
    transact((tx) => choose(tx, { org: made.central.id, person }, { pace: 'off', address, language }, now()))
  return { ...story, org: made.central.id, person, round, pass, now, isTold }
}
interface Wish {
  pace: Pace
  address: string
  language?: string
  role?: Role
}
const lettersTo = async (address: string) => {
  const letters = await Promise.all(server.taken.map((raw) => PostalMime.parse(raw)))
  return letters.filter(({ to }) => to?.some((one) => one.address === address))
}

describe('a person who wants a digest', () => {
  test('gets one a day that tells figures and moments, and nothing of the case', async () => {
    const { round, pass, isTold, request } = await waiting({ pace: 'daily', address: 'daily@office.example' })
    await round()
    await round()
    const [letter, ...more] = await lettersTo('daily@office.example')
    expect(more).toEqual([])
    expect(letter).toMatchObject({
      subject: 'Comity: One thing waits for you',
      from: { address: 'notices@office.example' },
    })
    expect(letter?.text).toContain('One thing waits for you today.')
    expect(letter?.text).toContain('https://comity.example/today')
    expect(letter?.text).toContain('Due next:\n- Monday, 30 November 2026 at 23:59 UTC')
    expect(letter?.html).toContain('<a href="https://comity.example/today">')
    const raw = server.taken.find((one) => one.includes('daily@office.example')) ?? ''
    for (const secret of ['mail server', request.fileNumber, request.id, 'Huber', 'München', 'Alpenpost', 'Doyle'])
      expect(raw.concat(letter?.html ?? '', letter?.text ?? '')).not.toContain(secret)
    pass({ hours: 24 })
    await round()
    expect(await lettersTo('daily@office.example')).toHaveLength(2)
    await isTold()
    pass({ hours: 24 })
    await round()
    expect(await lettersTo('daily@office.example')).toHaveLength(2)
  })

  test('gets none before the morning, and none where nothing waits', async () => {
    const { round, pass, isTold, now } = await waiting({
      pace: 'daily',
      address: 'early@office.example',
      role: 'member',
    })
    await round()
    expect(await lettersTo('early@office.example')).toEqual([])
    pass({ hours: 17 })
    expect(now().toString()).toBe('2026-11-21T02:00:00Z')
    expect((await round()).written).toBe(0)
    await isTold()
  })

  test.each([
    ['zh', '1 项待办事项', '您今天有 1 项待办事项。'],
    ['de', 'Eine Sache wartet auf Sie', 'Heute wartet eine Sache auf Sie.'],
    ['fr', 'Une affaire vous attend', 'Une affaire vous attend aujourd’hui.'],
  ])('is written to in %s', async (language, subject, sentence) => {
    const { round, isTold } = await waiting({ pace: 'daily', address: `${language}@office.example`, language })
    await round()
    const [letter] = await lettersTo(`${language}@office.example`)
    expect(letter?.subject).toBe(`Comity: ${subject}`)
    expect(letter?.text).toContain(sentence)
    expect(letter?.html).toContain(sentence)
    await isTold()
  })
})

test('who wants to be told at once is told once that it is urgent, and once that it is late', async () => {
  const { round, pass, isTold } = await waiting({ pace: 'urgent', address: 'urgent@office.example' })
  expect((await round()).written).toBe(0)
  pass({ hours: 24 * 10 })
  await round()
  await Promise.all([round(), round()])
  expect((await lettersTo('urgent@office.example')).map(({ subject }) => subject)).toEqual([
    'Comity: One thing is urgent',
  ])
  pass({ hours: 48 })
  await round()
  const letters = await lettersTo('urgent@office.example')
  expect(letters).toHaveLength(2)
  expect(letters[1]?.text).toContain('One of them is late.')
  await isTold()
})

test('a mail server that is away loses no letter and gets none twice', async () => {
  const gone = await mailServer()
  await gone.close()
  const { round, pass, isTold } = await waiting({ pace: 'daily', address: 'patient@office.example' })
  expect(await round(gone.url)).toEqual({ written: 1, taken: 0 })
  expect(await round(gone.url)).toEqual({ written: 0, taken: 0 })
  pass({ minutes: 3 })
  const back = await mailServer(gone.port)
  await Promise.all([round(back.url), round(back.url)])
  pass({ minutes: 30 })
  await round(back.url)
  expect(back.taken).toHaveLength(1)
  await back.close()
  await isTold()
})

test('who leads an office is told once when an organisation contradicts what it signed', async () => {
  const { round, org, person, now, made } = await waiting({
    pace: 'urgent',
    address: 'head@office.example',
    role: 'head',
  })
  const [counterparty, note] = ['org_other', 'comity/org_other\n3\nAAAA\n']
  const [seen, shown] = [
    { size: 3, at: now().toString(), note },
    { size: 3, note: `${note}other` },
  ]
  await keepContradiction(
    db,
    made.central.id,
    new Contradiction('forked', counterparty, { seen, shown, proof: [] }),
    now(),
  )
  expect(await round()).toMatchObject({ written: 1 })
  const [letter] = await lettersTo('head@office.example')
  expect(letter?.subject).toContain('urgent')
  expect(letter?.text).not.toContain(counterparty)
  expect(await round()).toMatchObject({ written: 0 })
  await transact((tx) =>
    choose(tx, { org, person }, { pace: 'off', address: 'head@office.example', language: 'en' }, now()),
  )
})

test('a mailbox that is full is tried again later', async () => {
  const { round, isTold, person } = await waiting({ pace: 'daily', address: 'full@office.example' })
  expect(await round()).toEqual({ written: 1, taken: 0 })
  expect((await choiceOf(db, { person }))?.problem).toBeUndefined()
  await isTold()
})

test('an address that nobody has is told to the person, and written to no more until they choose anew', async () => {
  const { round, pass, org, person, now, isTold } = await waiting({ pace: 'daily', address: 'nobody@office.example' })
  await round()
  expect((await choiceOf(db, { person }))?.problem?.said).toContain('No such user here')
  pass({ hours: 24 })
  expect((await round()).written).toBe(0)
  await transact((tx) =>
    choose(tx, { org, person }, { pace: 'daily', address: 'right@office.example', language: 'en' }, now()),
  )
  expect((await choiceOf(db, { person }))?.problem).toBeUndefined()
  const [told] = (await eventsAbout(db, org, person)).filter(({ kind }) => kind === 'notifications.chosen').slice(-1)
  expect(told?.body).toEqual({ pace: 'daily', language: 'en' })
  await round()
  expect(await lettersTo('right@office.example')).toHaveLength(1)
  await isTold()
})

test('a choice that is none, and an address that could become a header, are refused', async () => {
  const person = 'person_none'
  const input = { pace: 'daily', address: 'a@b.example', language: 'en' }
  const chosen = (more: Partial<typeof input>) =>
    transact((tx) =>
      choose(tx, { org: 'org_none', person }, { ...input, ...more }, Temporal.Instant.from('2026-11-20T09:00:00Z')),
    )
  await expect(chosen({ pace: 'hourly' })).rejects.toMatchObject({ code: 'bad_choice', path: 'pace' })
  for (const address of ['', 'nobody', 'a@b', 'a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example'])
    await expect(chosen({ address })).rejects.toMatchObject({ code: 'bad_address', path: 'address' })
})
