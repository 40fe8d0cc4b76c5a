import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { sampleAnswers } from '../../../test/filled.ts'
import type { Actor } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { utf8 } from '../../base/bytes.ts'
import { generateSealingKey } from '../../crypto/index.ts'
import { readLaw } from '../../read-law.ts'
import {
  declarePlaces,
  findItem,
  handOver,
  inHand,
  levelOf,
  open,
  openBlobs,
  openEvidence,
  partsAround,
  releasesOf,
  sealEvidence,
  sealedBytes,
  staysWith,
} from '../../vault/index.ts'
import { produce } from '../answering.ts'
import { recordIncident } from '../conflict/incidents.ts'
import { conflictDesk, weigh } from '../conflict/weighing.ts'
import { type Example, examplesOf, type Play, stageFor } from '../every-route.fixture.ts'
import {
  answerConditions,
  fulfilPromise,
  recordBreach,
  releaseConditions,
  setConditions,
} from '../examination/acting.ts'
import { examinationOf } from '../examination/standing.ts'
import type { Request } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import { listRequests } from '../store/requests.ts'
import { incidentsOf } from '../store/weighings.ts'
import { stageOn } from '../story.fixture.ts'
import { passAgain, passageFor, passageTo } from './gate.ts'
import { agreeToLowering, gradePiece } from './grading.ts'
import { maskPiece } from './masking.ts'
import { applyForPermission, decidePermission, revokePermission } from './permitting.ts'
import { previewRelease } from './preview.ts'
import { takeInGraded } from './taking-in.ts'

/** A company in China is sent a subpoena of the United States for accounts there: whether and when its files may leave. */
const law = await readLaw()
const folder = mkdtempSync(join(tmpdir(), 'comity-gate-'))
afterAll(() => rmSync(folder, { recursive: true }))
const { db } = await testDatabase()
const blobs = await openBlobs(folder)
const { recipient, identity } = await generateSealingKey()
const stage = stageFor(db, blobs)
const subpoena = examplesOf(law).get('us/5318/routes/subpoena') as Example

let play: Play
let company: Actor
let order: Request
const closed = (...rules: string[]) =>
  expect.objectContaining({
    code: 'release_closed',
    closed: expect.arrayContaining(rules.map((rule) => expect.objectContaining({ rule }))),
  })
const article36 = 'cn/dsl/gates/article-36'
const article41 = 'cn/pipl/gates/article-41'
const article4 = 'cn/icjal/gates/article-4-3'

beforeAll(async () => {
  const begun = await stage.begin(subpoena)
  play = begun
  let stopped = false
  // Everybody acts until the holder is to produce.
  await stage
    .playOut(begun, async ({ step, course, actor }) => {
      if (step.does !== 'produce') return false
      company = actor
      order = course.request
      stopped = true
      throw new Error('The holder decides here')
    })
    .catch((error: Error) => {
      if (!stopped) throw error
    })
  await stageOn(db).makeSure(company, order, play.setting)
})

/** A file taken in for the order; its words make it another piece. */
async function taken(words: string) {
  const bytes = (async function* () {
    yield utf8(words)
  })()
  const given = { origin: order.origin, name: 'accounts.csv', mediaType: 'text/csv', bytes, sealedTo: [recipient] }
  return sealEvidence({ db, blobs, now: play.setting.now }, company, given)
}

const grade = (id: string, graded: object = {}, by = company) =>
  play.transact((tx) =>
    gradePiece(
      tx,
      by,
      id,
      {
        grade: { scheme: 'CN', class: 'CN-L2-PI', persons: 1, declaredImportant: false, ...graded },
        reason: 'Accounts of one person',
      },
      play.setting,
    ),
  )
const hand = (...evidence: string[]) =>
  play.transact((tx) => produce(tx, company, order.id, { evidence, complete: false, data: [] }, play.setting))
const preview = async (...evidence: string[]) => {
  const { decision } = await previewRelease(db, company, order.id, { evidence }, play.setting)
  const lines = decision.items.flatMap(({ because }) => because)
  return [...new Set(lines.filter(({ holds }) => holds !== true).map(({ rule }) => rule))].sort()
}
const colleague = (): Actor => ({ ...company, person: 'person_00000000000000000000000001', name: 'A colleague' })
const official = async (): Promise<Actor> => {
  const { organ } = stage
  return stage.actorAt(await organ('central', 'CN', 'Ministry of Justice'), 'central', 'author')
}
const content = () => sampleAnswers(law.rule('form', 'cn/dsl/forms/approval'))
const apply = async (gate: string, evidence: readonly string[], more: object = {}) => {
  const { org } = await official()
  const said = gate === article36 || gate === article41 ? content() : { reason: 'A court abroad orders it' }
  const asked = { gate, authority: org, evidence, content: said, ...more }
  const made = await play.transact((tx) => applyForPermission(tx, company, order.id, asked, play.setting))
  await stage.carry(play)
  return made
}
const until = (hours: number) => play.setting.now().add({ hours }).toString()
const grant = async (id: string, more: object = {}) => {
  const judge = await official()
  const answer = {
    outcome: 'granted' as const,
    reason: 'Necessary',
    until: until(48),
    ...more,
  }
  await play.transact((tx) => decidePermission(tx, judge, id, answer, play.setting))
  await stage.carry(play)
}
const bars = [article36, article41, article4]
/** One approval of the competent authority opens every bar that asks for one. */
const allow = async (...evidence: string[]) => {
  const { id } = await apply(article36, evidence)
  await grant(id)
  return id
}

describe('what a company in China has', () => {
  test('does not leave by producing it, whatever was graded, and every bar is named', async () => {
    const item = await taken('one')
    await expect(hand(item.id)).rejects.toEqual(closed(article36, article41, article4))
    await grade(item.id)
    await expect(hand(item.id)).rejects.toEqual(closed(article36, article41, article4))
    expect((await findItem(db, company.org, item.id)).state).toBe('sealed')
    expect(await releasesOf(db, company.org, item.id)).toEqual([])
  })

  test('is served on no ticket, nor handed over on a passage nobody made', async () => {
    const item = await taken('two')
    await expect(passAgain(db, law, item, order.counterpart, play.setting.now())).rejects.toEqual(closed())
    const [piece] = await inHand(db, company.org, [item.id])
    const forged = {
      way: 'sealed' as const,
      to: order.counterpart,
      items: [piece as never],
      leaving: [],
      law: law.digest,
    }
    await expect(play.transact((tx) => handOver(tx, company, forged, play.setting.now()))).rejects.toThrow(
      'Only the gate',
    )
    expect(() => sealedBytes(blobs, forged, 0)).toThrow('Only the gate')
  })

  test('is opened and seen by nobody of another organisation', async () => {
    const item = await taken('three')
    const stranger = await official()
    const open = openEvidence(
      { db, blobs, law, now: play.setting.now },
      { ...stranger, seat: 'authority' },
      [],
      item.id,
      { purpose: 'To look', bound: staysWith(stranger), saved: false },
    )
    await expect(open).rejects.toThrow(expect.objectContaining({ code: 'no_such_item' }))
  })

  test('is shared with no team while one member’s state is barred', async () => {
    const item = await taken('four')
    const given = { origin: 'team_1', rule: subpoena.rule, categories: [], pieces: [item] }
    const to = { to: 'team_1', orgs: [(await official()).org, order.counterpart] }
    await expect(passageFor(db, company, given, to, play.setting)).rejects.toEqual(closed(article36))
  })

  test('goes nowhere to an organisation nobody knows', async () => {
    const item = await taken('five')
    const given = { origin: order.origin, rule: order.rule, categories: ['subscriber'], pieces: [item] }
    const to = { to: 'org_x', orgs: ['org_00000000000000000000000009'] }
    await expect(passageFor(db, company, given, to, play.setting)).rejects.toEqual(
      closed('practice/release/checks/recipient'),
    )
  })
})

describe('an application for permission', () => {
  test('goes to an authority of the state whose bar it is, with the content the law wants', async () => {
    const item = await taken('six')
    const applying = (more: object) => apply(article36, [item.id], more)
    await expect(applying({ authority: order.counterpart })).rejects.toThrow(
      expect.objectContaining({ code: 'wrong_state' }),
    )
    await expect(applying({ authority: company.org })).rejects.toThrow(expect.objectContaining({ code: 'wrong_seat' }))
    await expect(applying({ content: {} })).rejects.toThrow(expect.objectContaining({ code: 'boxes_missing' }))
    await expect(applying({ gate: 'cn/dsl/gates/core-data' })).rejects.toThrow(
      expect.objectContaining({ code: 'no_such_gate' }),
    )
  })

  test('is refused with reasons, which the applicant learns; nobody decides on their own', async () => {
    const item = await taken('seven')
    const { id } = await apply(article36, [item.id])
    const decide = (by: Actor, more: object) =>
      play.transact((tx) =>
        decidePermission(tx, by, id, { outcome: 'granted', reason: 'Yes', ...more } as never, play.setting),
      )
    await expect(decide(company, { until: until(1) })).rejects.toThrow(
      expect.objectContaining({ code: 'wrong_organisation' }),
    )
    await expect(decide(await official(), {})).rejects.toThrow(expect.objectContaining({ code: 'bad_period' }))
    await expect(decide(await official(), { until: until(-1) })).rejects.toThrow(
      expect.objectContaining({ code: 'bad_period' }),
    )
    await decide(await official(), { outcome: 'refused', reason: 'Ask by way of assistance' })
    await stage.carry(play)
    const [answered] = (await eventsAbout(db, company.org, id)).filter(
      ({ kind }) => kind === 'permission.decision-received',
    )
    expect(answered?.body).toMatchObject({ outcome: 'refused', reason: 'Ask by way of assistance' })
    await expect(decide(await official(), { until: until(1) })).rejects.toThrow(
      expect.objectContaining({ code: 'already_decided' }),
    )
    expect(await preview(item.id)).toContain(article36)
  })
})

describe('a narrower piece of a table', () => {
  const table = 'name,id_card,order,amount\r\nWang Wei,11010519491231002X,4711,12.50\r\nLi Na,440524188001010014,4712,3.00\r\n'
  const bytesOf = (words: string) =>
    (async function* () {
      yield utf8(words)
    })()
  const mask = (id: string, more: object = {}, by = company) =>
    maskPiece({ db, blobs, now: play.setting.now }, by, order.id, id, { change: 'masked', bytes: bytesOf(table), ...more }, play.setting)
  const refusal = (code: string) => expect.objectContaining({ code })

  test('is made of the file given once more, without what says who people are; it is graded anew, and goes where the whole does not', async () => {
    const whole = await taken(table)
    await grade(whole.id, { class: 'CN-L3-SENSITIVE-PI', persons: 2 })
    const { item, leftOut } = await mask(whole.id)
    expect(leftOut.map(({ field }) => field)).toEqual(['name', 'id_card'])
    expect(leftOut.every(({ because }) => because.length > 0 && because.every(({ cite }) => cite !== ''))).toBe(true)
    expect(item).toMatchObject({ state: 'sealed', sealedTo: [recipient], origin: order.origin, name: 'accounts.kept.csv' })
    const opened = open(blobs.read(item.sealedSha256), { identities: [identity] })
    expect(Buffer.concat(await Array.fromAsync(opened)).toString()).toBe('order,amount\r\n4711,12.50\r\n4712,3.00\r\n')
    expect((await partsAround(db, company.org, item.id)).map(({ of, part, units }) => [of, part, units])).toEqual([[whole.id, 'kept', 2]])
    expect((await eventsAbout(db, company.org, item.id)).at(-1)).toMatchObject({ kind: 'evidence.part-made', body: { of: whole.id, leftOut: ['name', 'id_card'] } })
    // It is of the level of the whole until two persons have graded it lower.
    expect(await levelOf(db, company.org, item.sha256)).toEqual({ scheme: 'CN', class: 'CN-L3-SENSITIVE-PI' })
    const { id, lowers } = await grade(item.id, { class: 'CN-L1-GENERAL', persons: 0 })
    expect(lowers).toBe(true)
    await play.transact((tx) => agreeToLowering(tx, colleague(), item.id, id, play.setting))
    expect(await levelOf(db, company.org, item.sha256)).toMatchObject({ class: 'CN-L1-GENERAL' })
    // No approval of the whole covers it.
    await allow(whole.id)
    expect(await preview(item.id)).toContain(article36)
    await allow(item.id)
    expect(await preview(item.id)).toEqual([])
    // What is sensitive of people falls away; that they are people stays, and what nobody sees is named by hand.
    const tame = await mask(whole.id, { change: 'less-sensitive', without: ['Amount'] })
    expect(tame.leftOut.map(({ field }) => field)).toEqual(['amount'])
  })

  test('is made of records in JSON as well: a member goes whole with what lies within it, the rest stays as it stands', async () => {
    const lines = [
      '{"order": 4711, "holder": {"name": "Wang Wei", "id_card": "11010519491231002X"}, "amount": 12.500000000000000001}',
      '{"order": 4712, "amount": 3.00, "Amount": "3", "id_card": "11010519491231002X"}',
    ].join('\n')
    const whole = await taken(lines)
    const { item, leftOut } = await mask(whole.id, { bytes: bytesOf(lines) })
    expect(leftOut.map(({ field }) => field)).toEqual(['holder', 'id_card'])
    expect(item.mediaType).toBe('application/json')
    const read = async (sealed: string) =>
      Buffer.concat(await Array.fromAsync(open(blobs.read(sealed), { identities: [identity] }))).toString()
    expect(await read(item.sealedSha256)).toBe('{"order":4711,"amount":12.500000000000000001}\n{"order":4712,"amount":3.00,"Amount":"3"}\n')
    const named = await mask(whole.id, { bytes: bytesOf(lines), without: ['amount', 'holder.name'] })
    expect(named.leftOut.map(({ field }) => field)).toEqual(['holder', 'amount', 'Amount', 'id_card'])
    const [event] = (await eventsAbout(db, company.org, item.id)).slice(-1)
    expect(event?.body).toMatchObject({ of: whole.id, leftOut: ['holder', 'id_card'] })
    // What says who people are in one of two members of the same name does not hide behind the other.
    const twice = '{"order": 1, "note": "11010519491231002X", "note": "paid"}\n'
    const doubled = await taken(twice)
    expect((await mask(doubled.id, { bytes: bytesOf(twice) })).leftOut.map(({ field }) => field)).toEqual(['note'])
    const broken = await taken('[{"order": 1},')
    await expect(mask(broken.id, { bytes: bytesOf('[{"order": 1},') })).rejects.toEqual(refusal('not_readable'))
  })

  test('is not made of another file, of what is not there, nor where nothing or all would be left out, and nothing of it stays', async () => {
    const whole = await taken(`${table}\n`)
    const files = async () => (await blobs.usage()).files
    const before = await files()
    const again = (more: object = {}) => mask(whole.id, { bytes: bytesOf(`${table}\n`), ...more })
    await expect(again({ bytes: bytesOf(table) })).rejects.toEqual(refusal('upload_differs'))
    await expect(again({ bytes: bytesOf(`${table}${table}`) })).rejects.toEqual(refusal('upload_differs'))
    await expect(again({ change: 'less-sensitive' })).rejects.toEqual(refusal('nothing_left_out'))
    await expect(again({ without: ['order', 'amount'] })).rejects.toEqual(refusal('nothing_kept'))
    await expect(mask(whole.id, {}, { ...company, org: (await official()).org })).rejects.toEqual(refusal('not_found'))
    expect(await files()).toBe(before)
    const letter = await taken('"never closed')
    await expect(mask(letter.id, { bytes: bytesOf('"never closed') })).rejects.toEqual(refusal('not_readable'))
    expect(await files()).toBe(before + 1)
  })
}) // biome-ignore format: one line each

describe('leave once given', () => {
  test('lets out exactly those pieces; what is added closes the gate, what is taken back closes it again, also for a ticket', async () => {
    const [one, other] = [await taken('eight'), await taken('nine')]
    await grade(one.id)
    await grade(other.id)
    const leave = await allow(one.id)
    expect(await preview(one.id)).toEqual([])
    expect(await preview(other.id)).toEqual([...bars].sort())
    await expect(hand(one.id, other.id)).rejects.toEqual(closed(article36))
    await hand(one.id)
    expect((await findItem(db, company.org, one.id)).state).toBe('handed-over')
    expect(await releasesOf(db, company.org, one.id)).toMatchObject([{ to: order.counterpart, law: law.digest }])
    const handed = await findItem(db, company.org, one.id)
    const ticket = () => passAgain(db, law, handed, order.counterpart, play.setting.now())
    expect((await ticket()).items).toHaveLength(1)
    const stranger = (await official()).org
    await expect(passAgain(db, law, handed, stranger, play.setting.now())).rejects.toEqual(closed())
    await play.transact(async (tx) => revokePermission(tx, await official(), leave, 'It was misused', play.setting))
    await stage.carry(play)
    await expect(ticket()).rejects.toEqual(closed(article36))
  })

  test('goes by the level of the piece too: from where it may lie, and not once its place is said to be abroad', async () => {
    const item = await taken('nine and a half')
    await grade(item.id, { class: 'CN-L3-SENSITIVE-PI' })
    await allow(item.id)
    const at = (state: string) =>
      play.transact((tx) => declarePlaces(tx, [{ shelf: 'folder', state: 'CN', rated: [] }, { shelf: 'bucket', state, rated: [] }]))
    const level = 'cn/classification/classes/cn-l3-sensitive-pi'
    await at('SG')
    expect(await preview(item.id)).toEqual([level])
    await expect(hand(item.id)).rejects.toEqual(closed(level))
    await at('CN')
    expect(await preview(item.id)).toEqual([])
    await hand(item.id)
    const handed = await findItem(db, company.org, item.id)
    const ticket = () => passAgain(db, law, handed, order.counterpart, play.setting.now())
    expect((await ticket()).way).toBe('sealed')
    await at('SG')
    await expect(ticket()).rejects.toEqual(closed(level))
    await play.transact((tx) => declarePlaces(tx, [{ shelf: 'folder', state: 'own', rated: [] }]))
    // Readable it goes to nobody abroad, though it may be given to them.
    const given = { origin: order.origin, rule: order.rule, categories: [], pieces: [item] }
    const to = { recipient: { id: order.counterpart, kind: 'foreign-judicial' as const, state: 'US' as never }, way: 'packed' as const }
    await expect(passageTo(db, company, given, to, play.setting)).rejects.toEqual(closed('schemes/general/classes/sensitive'))
  }) // biome-ignore format: one line each

  test('is asked of a file before it is taken in, where its level is known', async () => {
    const bytes = (words: string) => ({ origin: order.origin, name: 'a.csv', mediaType: 'text/csv', sealedTo: [recipient], bytes: (async function* () { yield utf8(words) })() })
    const take = (words: string, graded: string) => takeInGraded({ db, blobs, now: play.setting.now }, company, bytes(words), { scheme: 'CN', class: graded }, play.setting)
    const core = await take('core', 'CN-L6-CORE')
    expect(await levelOf(db, company.org, core.sha256)).toEqual({ scheme: 'CN', class: 'CN-L6-CORE' })
    const before = (await blobs.usage()).files
    const rule = 'cn/classification/classes/cn-l7-state-secret'
    await expect(take('secret', 'CN-L7-STATE-SECRET')).rejects.toEqual(expect.objectContaining({ code: 'handling_closed', closed: [expect.objectContaining({ rule })] }))
    await expect(take('secret', 'CN-L9')).rejects.toEqual(expect.objectContaining({ code: 'bad_text', path: 'class' }))
    expect((await blobs.usage()).files).toBe(before)
    const told = (await eventsAbout(db, company.org, order.origin)).filter(({ kind }) => kind === 'evidence.storage-refused')
    expect(told.map(({ body }) => (body as { rule: string }).rule)).toEqual([rule])
  }) // biome-ignore format: one line each

  test('runs out', async () => {
    const item = await taken('ten')
    await grade(item.id)
    await allow(item.id)
    expect(await preview(item.id)).toEqual([])
    play.pass(47)
    expect(await preview(item.id)).toEqual([])
    play.pass(1)
    expect(await preview(item.id)).toEqual([...bars].sort())
  })

  test('opens nothing for what is graded core data, and one person alone does not grade it down', async () => {
    const item = await taken('eleven')
    await grade(item.id)
    await allow(item.id)
    await grade(item.id, { class: 'CN-L6-CORE' })
    expect(await preview(item.id)).toContain('cn/dsl/gates/core-data')
    const { id, lowers } = await grade(item.id, { class: 'CN-L2-PI' })
    expect(lowers).toBe(true)
    expect(await preview(item.id)).toContain('cn/dsl/gates/core-data')
    const agree = (by: Actor) => play.transact((tx) => agreeToLowering(tx, by, item.id, id, play.setting))
    await expect(agree(company)).rejects.toThrow(expect.objectContaining({ code: 'approver_is_author' }))
    await agree(colleague())
    expect(await preview(item.id)).toEqual([])
    await expect(agree(colleague())).rejects.toThrow(expect.objectContaining({ code: 'already_decided' }))
    const kinds = (await eventsAbout(db, company.org, item.id)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => /graded|lowering/.test(kind))).toEqual([
      'evidence.graded',
      'evidence.graded',
      'evidence.lowering-proposed',
      'evidence.graded',
    ])
  })

  test('is of no use to a class that nobody knows', async () => {
    const item = await taken('twelve')
    await expect(grade(item.id, { class: 'CN-L9' })).rejects.toThrow(expect.objectContaining({ path: 'grade.class' }))
  })
})

describe('the conflict of laws over it', () => {
  test('is shown with what each choice risks; one person advises, and another decides', async () => {
    const { conflicts, exposures } = await conflictDesk(db, company, order.id, play.setting)
    expect(conflicts.map(({ by, of }) => [by, of])).toContainEqual(['US', 'CN'])
    const states = Object.fromEntries(exposures.map(({ choice, threats }) => [choice, [...new Set(threats.map(({ state }) => state))]])) // biome-ignore format: one line
    expect(states).toMatchObject({ obey: ['CN'], refuse: ['US'], narrow: ['US'], wait: ['US'] })
    const say = (stage: 'opinion' | 'decision', by = company, reason = 'The competent authority is asked first') =>
      play.transact((tx) => weigh(tx, by, order.id, { stage, choice: 'wait', reason }, play.setting))
    await expect(say('decision')).rejects.toEqual(expect.objectContaining({ code: 'not_current' }))
    await expect(say('opinion', company, ' ')).rejects.toEqual(expect.objectContaining({ code: 'reason_missing' }))
    await say('opinion')
    await expect(say('decision')).rejects.toEqual(expect.objectContaining({ code: 'approver_is_author' }))
    await say('decision', colleague())
    const { weighings } = await conflictDesk(db, company, order.id, play.setting)
    expect(weighings.map(({ stage, choice }) => [stage, choice])).toEqual([['opinion', 'wait'], ['decision', 'wait']]) // biome-ignore format: one line
  })

  test('and where a state went round assistance is a log of its own', async () => {
    const put = (more: object) => {
      const said = { state: 'US', what: 'direct-demand' as const, day: play.setting.now().toString().slice(0, 10), account: 'A subpoena came by mail', measures: 'The ministry was told', request: order.id, ...more } // biome-ignore format: one line
      return play.transact((tx) => recordIncident(tx, company, said, play.setting))
    }
    await expect(put({ state: 'XX' })).rejects.toEqual(expect.objectContaining({ path: 'state' }))
    await expect(put({ day: '2999-01-01' })).rejects.toEqual(expect.objectContaining({ path: 'day' }))
    const { id } = await put({})
    expect(await incidentsOf(db, company.org)).toMatchObject([{ id, state: 'US', what: 'direct-demand' }])
    expect(await incidentsOf(db, order.counterpart)).toEqual([])
  })
})

describe('leave given on a condition', () => {
  const safeguards = 'practice/release/checks/safeguards'
  const courses = () => listRequests(db, order.counterpart, { origin: order.origin, limit: 1 })
  const attorney = async (): Promise<Actor> => {
    const [theirs] = await courses()
    return {
      ...company,
      org: order.counterpart,
      seat: 'authority',
      name: theirs?.author?.name ?? '',
      person: 'person_00000000000000000000000002',
    }
  }
  const conditionsAt = async (org: string) => {
    const [request] = await listRequests(db, org, { origin: order.origin, limit: 1 })
    return examinationOf(await findDealings(db, request?.id ?? '')).conditions
  }

  test('opens the gate once the recipient has promised it, and a promise not kept closes it again, also for a ticket', async () => {
    const item = await taken('thirteen')
    await grade(item.id)
    const { id } = await apply(article36, [item.id])
    await grant(id, { conditions: 'Used for this case alone' })
    expect(await preview(item.id)).toEqual([safeguards])
    await expect(hand(item.id)).rejects.toEqual(closed(safeguards))
    const put = (conditions: readonly object[]) =>
      play.transact((tx) => setConditions(tx, company, order.id, { conditions: conditions as never }, play.setting))
    await expect(put([{ permission: 'permission_of_nobody' }])).rejects.toEqual(
      expect.objectContaining({ code: 'unknown_rule' }),
    )
    const day = play.setting.now().add({ hours: 48 }).toString().slice(0, 10)
    await put([
      { permission: id, promises: 'speciality' },
      { promises: 'deletion', says: 'Deleted once the case is over', until: day },
    ])
    await stage.carry(play)
    expect(await preview(item.id)).toEqual([safeguards])
    const [asked] = await conditionsAt(order.counterpart)
    expect(asked?.condition).toMatchObject({ promises: 'speciality', says: 'Used for this case alone', permission: id })
    const [theirs] = await courses()
    const dealing = asked?.dealing ?? ''
    const answer = (accepted: boolean) => ({ '1': { accepted, reason: '' }, '2': { accepted: true } })
    const promise = async (accepted: boolean) => {
      const by = await attorney()
      return play.transact((tx) =>
        answerConditions(tx, by, theirs?.id ?? '', { dealing, answers: answer(accepted) }, play.setting),
      )
    }
    await expect(promise(false)).rejects.toEqual(expect.objectContaining({ path: 'reasons.1' }))
    await promise(true)
    await stage.carry(play)
    expect(await preview(item.id)).toEqual([])
    await hand(item.id)
    const handed = await findItem(db, company.org, item.id)
    const ticket = () => passAgain(db, law, handed, order.counterpart, play.setting.now())
    expect((await ticket()).items).toHaveLength(1)

    const done = { dealing, conditions: ['2'], text: 'Deleted, by two persons' }
    const by = await attorney()
    await play.transact((tx) => fulfilPromise(tx, by, theirs?.id ?? '', done, play.setting))
    await stage.carry(play)
    expect((await conditionsAt(company.org)).map(({ state }) => state)).toEqual(['accepted', 'fulfilled'])
    const broken = { dealing, conditions: ['1'], reason: 'It was given to the press' }
    const breach = () => play.transact((tx) => recordBreach(tx, company, order.id, broken, play.setting))
    await breach()
    await expect(breach()).rejects.toEqual(expect.objectContaining({ code: 'already_decided' }))
    await expect(ticket()).rejects.toEqual(closed(safeguards))
    await stage.carry(play)
    expect((await conditionsAt(order.counterpart)).map(({ state }) => state)).toEqual(['breached', 'fulfilled'])
    const released = { dealing, conditions: ['1'], reason: 'Never mind' }
    await expect(
      play.transact((tx) => releaseConditions(tx, company, order.id, released, play.setting)),
    ).rejects.toEqual(expect.objectContaining({ code: 'not_current' }))
    await play.transact(async (tx) => revokePermission(tx, await official(), id, 'It was broken', play.setting))
    await stage.carry(play)
  })
})
