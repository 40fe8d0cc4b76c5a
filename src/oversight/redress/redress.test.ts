import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Actor, listOrganisations } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import { dispatchesTaken, findRequest, waitingDispatches } from '../../requests/index.ts'
import { law, stageOn } from '../../requests/story.fixture.ts'
import { item } from '../../vault/custody.fixture.ts'
import { findItem, openEvidence, staysWith } from '../../vault/index.ts'
import { insertItem } from '../../vault/store.ts'
import { withComplaints } from './arriving.ts'
import { openRemedies } from './competent.ts'
import {
  acceptProof, askStatement, clocksFor, decideComplaint, decideDeletion, giveStatement, makeCode, pauseForComplaint,
} from './deciding.ts' // biome-ignore format: one line of words
import { fileComplaint } from './filing.ts'
import { addToComplaint, enterCode, followComplaint } from './following.ts'
import { setProof } from './settings.ts'
import { findComplaint } from './store.ts'

const { db } = await testDatabase()
const { drafted, transact } = stageOn(db)
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const said = { name: 'Eva Kern', address: 'Hauptstr. 1, Wien', account: 'eva@alpenpost.example', fileNumber: '112 Js 4711/26', text: 'I wrote these letters to my doctor.' } // biome-ignore format: a row
const [court, access] = ['eu/2023-1543/remedies/article-18', 'eu/led/remedies/article-14']

/** A prosecutor with an order and a piece that came on it, and a person who complains of it before the court. */
async function begun(more: { rule?: string; against?: 'access' | 'conduct' } = {}) {
  const story = await drafted()
  const { made, people, setting, now, request } = story
  const piece = { ...item, id: `item_${request.id.slice(8)}`, org: made.authority.id, origin: request.origin }
  await transact((tx) => insertItem(tx, piece))
  const input = {
    about: made.authority.id,
    against: more.against ?? 'conduct',
    rule: more.rule ?? court,
    decider: more.rule ? undefined : made.court.id,
    said,
  } as const
  const { secret, id } = await transact((tx) => fileComplaint(tx, law, input, now()))
  const take = withComplaints(law, () => Promise.reject(new Error('No complaint')))
  const carry = async () => {
    for (;;) {
      const [one] = await transact((tx) => waitingDispatches(tx, 1))
      if (!one) return
      await transact((tx) => dispatchesTaken(tx, [one.id], instantText(now())))
      await deliver(one.org, one.to, one.type, one.body)
    }
  }
  const deliver = (from: string, org: string, type: string, body: unknown) =>
    transact((tx) => take(tx, { org, from, fromName: 'Somebody', type, body: body as never, at: now() }))
  const judge = people.judge
  const head: Actor = people.head
  return { ...story, piece, secret, id, carry, deliver, judge, head, setting, now, request }
}

/** … whose statement names the request and the piece. */
async function stated() {
  const story = await begun()
  const { id, judge, people, request, setting, carry } = story
  await transact((tx) => askStatement(tx, judge, id, 'On what was this ordered?', setting))
  await carry()
  await transact((tx) => giveStatement(tx, people.author, id, { request: request.id, text: 'Section 100a' }, setting))
  await carry()
  return story
}

describe('who complains', () => {
  test('is shown what the law lets them do, and who decides here', async () => {
    const { made, now } = await begun()
    const about = (await listOrganisations(db)).find(({ id }) => id === made.authority.id)
    const found = await openRemedies(db, law, {
      about: about as never,
      against: 'conduct',
      on: now().toString().slice(0, 10),
    })
    expect(found.map(({ rule, deciders }) => [rule.rule, deciders[0]?.state])).toContainEqual([court, 'DE'])
    // No overseer sits here: the person is sent there.
    expect(found.find(({ decides }) => decides.seat === 'overseer')?.deciders).toEqual([])
    expect(found[0]?.decides.cite).toMatch(/Art/)
  })

  test('says who they are and what it is about, and nothing too long; of what nobody here decides nothing is taken', async () => {
    const { made, now } = await begun()
    const decider = made.court.id
    const file = (more: object, own: object = {}) =>
      transact((tx) =>
        fileComplaint(
          tx,
          law,
          { about: made.authority.id, against: 'conduct', rule: court, decider, said: { ...said, ...own }, ...more },
          now(),
        ),
      )
    await expect(file({}, { text: ' ' })).rejects.toThrow(refusal('complaint_incomplete', 'text'))
    await expect(file({}, { name: '' })).rejects.toThrow(refusal('complaint_incomplete', 'name'))
    await expect(file({}, { text: 'x'.repeat(10_001) })).rejects.toThrow(refusal('complaint_too_long', 'text'))
    await begun()
    // Several courts sit here: which of them is for the person to say.
    await expect(file({ decider: undefined })).rejects.toThrow(refusal('complaint_incomplete', 'decider'))
    await expect(file({ decider: made.stranger.id })).rejects.toThrow(refusal('complaint_incomplete', 'decider'))
    await expect(file({ rule: access })).rejects.toThrow(refusal('no_such_remedy'))
    await expect(file({ about: made.court.id })).rejects.toThrow(refusal('no_such_remedy'))
    await expect(file({ rule: 'eu/led/remedies/article-52' })).rejects.toThrow(refusal('nobody_decides_here'))
  })

  test('follows it by a secret of which only the hash is kept, and adds to it', async () => {
    const { secret, id, made, now, judge } = await begun()
    const { rows } = await db
      .selectFrom('oversight_complaints')
      .selectAll()
      .where('id', '=', id)
      .execute()
      .then((all) => ({ rows: all }))
    expect(JSON.stringify(rows)).not.toContain(secret)
    await transact((tx) => addToComplaint(tx, secret, 'Also the letters of May.', now()))
    const shown = await followComplaint(db, secret)
    expect(shown).toMatchObject({ decider: made.court.name, about: made.authority.name, decided: undefined })
    expect(shown.added.map(({ text }) => text)).toEqual(['Also the letters of May.'])
    for (const wrong of ['', 'x', `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`, `${secret}A`])
      await expect(followComplaint(db, wrong)).rejects.toThrow(refusal('no_such_complaint'))
    await expect(transact((tx) => addToComplaint(tx, secret, '', now()))).rejects.toThrow(
      refusal('complaint_incomplete'),
    )
    for (let i = 1; i < 10; i++) await transact((tx) => addToComplaint(tx, secret, `${i}`, now()))
    await expect(transact((tx) => addToComplaint(tx, secret, 'more', now()))).rejects.toThrow(
      refusal('complaint_too_long'),
    )
    // The log says that something was filed, and nothing of what or by whom.
    const logged = await eventsAbout(db, judge.org, id)
    expect(logged.map(({ kind }) => kind)).toContain('complaint.filed')
    expect(JSON.stringify(logged)).not.toContain('Eva Kern')
    expect((await findComplaint(db, judge.org, id)).said.name).toBe('Eva Kern')
  })

  test('shows who they are as the operator wants it: by a code that comes by letter, and is not guessed', async () => {
    const { people } = await begun()
    const operator: Actor = { ...people.judge, seat: 'operator', role: 'head' }
    const set = (proof: string, by = operator) => transact((tx) => setProof(tx, by, proof, Temporal.Now.instant()))
    await expect(set('letter', people.judge)).rejects.toThrow(refusal('not_permitted'))
    await expect(set('blood')).rejects.toThrow(refusal('complaint_incomplete'))
    await set('letter')
    const { id, secret, judge, setting, now } = await begun()
    const code = await transact((tx) => makeCode(tx, judge, id, setting))
    expect(await transact((tx) => enterCode(tx, secret, 'aaaa-aaaa-aaaa', now()))).toBe(false)
    expect(await transact((tx) => enterCode(tx, secret, ` ${code.toUpperCase()} `, now()))).toBe(true)
    expect((await followComplaint(db, secret)).isProved).toBe(true)
    const other = await begun()
    const late = await transact((tx) => makeCode(tx, other.judge, other.id, setting))
    for (let i = 0; i < 5; i++) await transact((tx) => enterCode(tx, other.secret, `wrong${i}`, now()))
    expect(await transact((tx) => enterCode(tx, other.secret, late, now()))).toBe(false)
    await set('document')
    const undocumented = begun()
    await expect(undocumented).rejects.toThrow(refusal('document_missing', 'document'))
    await set('none')
  })
})

describe('a complaint', () => {
  test('leads to the exclusion of a piece, which nobody opens from then on; the person is told', async () => {
    const { id, secret, judge, people, piece, setting, carry, now, made } = await stated()
    const complaint = await findComplaint(db, judge.org, id)
    expect(complaint.entries.map(({ kind }) => kind)).toEqual(['statement-asked', 'stated'])
    // Whoever it is about is never told who complained.
    expect((await findComplaint(db, made.authority.id, id)).said).toMatchObject({ name: '', address: '' })
    const decide = (more: object, by = judge) =>
      transact((tx) =>
        decideComplaint(
          tx,
          by,
          id,
          { outcome: 'exclude', pieces: [piece.id], reason: 'Privileged', told: 'One file may not be used.', ...more },
          setting,
        ),
      )
    await expect(decide({ outcome: 'access' })).rejects.toThrow(refusal('not_of_this_remedy', 'outcome'))
    await expect(decide({ pieces: [] })).rejects.toThrow(refusal('no_such_piece', 'pieces'))
    await expect(decide({ pieces: ['item_2'] })).rejects.toThrow(refusal('no_such_piece'))
    await expect(decide({ told: ' ' })).rejects.toThrow(refusal('complaint_incomplete', 'told'))
    await expect(decide({}, people.head)).rejects.toThrow(refusal('not_yours_to_decide'))
    await expect(decide({}, people.author)).rejects.toThrow(refusal('not_permitted'))
    await decide({})
    await carry()
    expect((await findItem(db, made.authority.id, piece.id)).excluded).toMatch(/Privileged \(Somebody, .*Art 18/)
    await expect(
      openEvidence({ db, now, law } as never, people.author, [], piece.id, {
        purpose: 'Reading',
        bound: staysWith(people.author),
        saved: false,
      }),
    ).rejects.toThrow(refusal('excluded'))
    expect((await followComplaint(db, secret)).decided).toMatchObject({
      outcome: 'exclude',
      told: 'One file may not be used.',
    })
    await expect(decide({})).rejects.toThrow(refusal('already_decided'))
    await expect(transact((tx) => addToComplaint(tx, secret, 'more', now()))).rejects.toThrow(
      refusal('already_decided'),
    )
  })

  test('leads to a deletion only once another person agrees with who proposed it', async () => {
    const { id, secret, judge, people, piece, request, setting, carry, made } = await stated()
    const colleague: Actor = { ...judge, person: `${judge.person}2`, name: 'Henrik Maas' }
    const outcome = {
      outcome: 'delete',
      pieces: [piece.id],
      reason: 'Never needed',
      told: 'A file is deleted.',
    } as const
    const propose = (more: object = {}, by = judge) =>
      transact((tx) => decideComplaint(tx, by, id, { ...outcome, ...more }, setting))
    const agree = (by: Actor, input: object = { agree: true }) =>
      transact((tx) => decideDeletion(tx, by, id, input as never, setting))
    await expect(agree(colleague)).rejects.toThrow(refusal('no_such_proposal'))
    await expect(propose({ pieces: ['item_2'] })).rejects.toThrow(refusal('no_such_piece', 'pieces'))
    await transact((tx) => pauseForComplaint(tx, judge, id, 'Until it is clear', setting))
    expect(await propose()).toBe('proposed')
    await carry()
    // Nothing has come of it: neither for the evidence nor for the person, and nobody decides past it.
    expect((await findItem(db, made.authority.id, piece.id)).excluded).toBeNull()
    expect((await followComplaint(db, secret)).decided).toBeUndefined()
    await expect(propose({}, colleague)).rejects.toThrow(refusal('already_proposed'))
    await expect(propose({ outcome: 'dismissed' }, colleague)).rejects.toThrow(refusal('already_proposed'))
    await expect(agree(judge)).rejects.toThrow(refusal('second_person'))
    await expect(agree({ ...colleague, unconfirmed: true })).rejects.toThrow(refusal('confirm_first'))
    await expect(agree(people.head)).rejects.toThrow(refusal('not_yours_to_decide'))
    await expect(agree({ ...colleague, role: 'member' })).rejects.toThrow(refusal('not_permitted'))
    await expect(agree(colleague, { agree: false })).rejects.toThrow(refusal('complaint_incomplete', 'reason'))
    await agree(colleague, { agree: false, reason: 'Excluding it is enough' })
    await expect(agree(colleague)).rejects.toThrow(refusal('no_such_proposal'))

    await propose()
    // What the statement names no more is not deleted.
    await transact((tx) => askStatement(tx, judge, id, 'Is it still there?', setting))
    await carry()
    await transact((tx) => giveStatement(tx, people.author, id, { text: 'There is no such request' }, setting))
    await carry()
    await expect(agree(colleague)).rejects.toThrow(refusal('no_such_piece'))
    await transact((tx) => askStatement(tx, judge, id, 'There was, look again', setting))
    await carry()
    await transact((tx) => giveStatement(tx, people.author, id, { request: request.id, text: 'Found' }, setting))
    await carry()
    await agree(colleague)
    await carry()
    expect((await findItem(db, made.authority.id, piece.id)).excluded).toMatch(/Never needed/)
    expect((await findRequest(db, made.authority.id, request.id)).stopped).toBeUndefined()
    expect((await followComplaint(db, secret)).decided).toMatchObject({ outcome: 'delete', told: outcome.told })
    expect(await findComplaint(db, judge.org, id)).toMatchObject({ outcome: 'delete', paused: false })
    await expect(agree(colleague)).rejects.toThrow(refusal('already_decided'))
    const logged = (await eventsAbout(db, judge.org, id)).map(({ kind }) => kind.slice(10))
    expect(logged.filter((kind) => /deletion|decided/.test(kind))).toEqual([
      'deletion-proposed',
      'deletion-declined',
      'deletion-proposed',
      'decided',
    ])
  })

  test('pauses the request until it is decided', async () => {
    const { id, judge, request, setting, carry, made } = await stated()
    await transact((tx) => pauseForComplaint(tx, judge, id, 'Until it is clear', setting))
    await carry()
    expect((await findRequest(db, made.authority.id, request.id)).stopped).toMatch(/paused it on a complaint/)
    await expect(transact((tx) => pauseForComplaint(tx, judge, id, 'Again', setting))).rejects.toThrow(
      refusal('already_decided'),
    )
    const no = { outcome: 'dismissed', reason: 'Lawful', told: 'The order was lawful.' } as const
    await transact((tx) => decideComplaint(tx, judge, id, no, setting))
    await carry()
    expect((await findRequest(db, made.authority.id, request.id)).stopped).toBeUndefined()
  })

  test('is decided by whoever it is about, where the law has it so, by its head, with its clock', async () => {
    const { id, people, head, setting, request, secret, piece } = await begun({ rule: access, against: 'access' })
    const [clock] = await clocksFor(db, law, await findComplaint(db, head.org, id))
    expect(clock).toMatchObject({ rule: 'eu/led/clocks/follow-up', counting: 'words' })
    const grant = {
      outcome: 'access',
      reason: 'Nothing stands against it',
      told: 'A mailbox of yours is kept.',
    } as const
    const decide = (by: Actor, input: object = grant) =>
      transact((tx) => decideComplaint(tx, by, id, input as never, setting))
    await expect(decide(people.author)).rejects.toThrow(refusal('not_permitted'))
    await expect(decide(head, { ...grant, outcome: 'pause' })).rejects.toThrow(refusal('not_of_this_remedy'))
    await expect(decide(head, { ...grant, outcome: 'delete', pieces: [piece.id] })).rejects.toThrow(
      refusal('no_statement'),
    )
    await transact((tx) => askStatement(tx, head, id, 'What is kept?', setting))
    await transact((tx) => giveStatement(tx, people.author, id, { request: request.id, text: 'One mailbox' }, setting))
    await decide(head)
    expect((await followComplaint(db, secret)).decided?.told).toBe(grant.told)
  })

  test('needs the person to be known before anything is told of data', async () => {
    const { people } = await begun()
    const operator: Actor = { ...people.judge, seat: 'operator', role: 'head' }
    await transact((tx) => setProof(tx, operator, 'letter', Temporal.Now.instant()))
    const { id, head, setting } = await begun({ rule: access, against: 'access' })
    const grant = { outcome: 'access', reason: 'x', told: 'x' } as const
    await expect(transact((tx) => decideComplaint(tx, head, id, grant, setting))).rejects.toThrow(refusal('not_proved'))
    await transact((tx) => acceptProof(tx, head, id, setting))
    await transact((tx) => decideComplaint(tx, head, id, grant, setting))
    await transact((tx) => setProof(tx, operator, 'none', Temporal.Now.instant()))
  })

  test('is heard from nobody who has no say in it', async () => {
    const { id, carry, deliver, made, judge, setting, request, piece, people } = await begun()
    const at = '2026-11-20T09:00:00.000Z'
    const order = { request: id, name: 'X', at, reason: 'x', cite: 'Art 1' }
    const all = { outcome: 'delete', pieces: [{ id: piece.id, name: 'x', sha256: piece.sha256 }] }
    // Not known there yet: nobody orders anything before a statement was asked for.
    await expect(deliver(made.court.id, made.authority.id, 'complaint-pause', order)).rejects.toThrow(
      refusal('no_such_complaint'),
    )
    await transact((tx) => askStatement(tx, judge, id, 'Why?', setting))
    await carry()
    for (const from of [made.parisCourt.id, made.stranger.id])
      await expect(deliver(from, made.authority.id, 'complaint-pause', order)).rejects.toThrow(
        refusal('not_yours_to_decide'),
      )
    await expect(deliver(made.court.id, made.authority.id, 'complaint-pause', order)).rejects.toThrow(
      refusal('no_statement'),
    )
    await transact((tx) => giveStatement(tx, people.author, id, { request: request.id, text: 'x' }, setting))
    const other = { ...order, ...all, pieces: [{ id: piece.id, name: 'x', sha256: '00'.repeat(32) }] }
    await expect(deliver(made.court.id, made.authority.id, 'complaint-decided', other)).rejects.toThrow(
      refusal('no_such_piece'),
    )
    await expect(deliver(made.court.id, made.authority.id, 'complaint-decided', { ...order, more: 1 })).rejects.toThrow(
      refusal('malformed_complaint'),
    )
    const wire = {
      request: id,
      name: 'X',
      at,
      text: 'x',
      against: 'conduct',
      rule: court,
      filedAt: at,
      decider: 'X',
      account: '',
      fileNumber: '',
      story: 'x',
    }
    await expect(deliver(made.parisCourt.id, made.authority.id, 'complaint-forwarded', wire)).rejects.toThrow(
      refusal('no_such_remedy'),
    )
  })
})
