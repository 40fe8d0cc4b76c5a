import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Actor, createOrganisation, readSecret } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { readLaw } from '../../read-law.ts'
import { receive } from '../receive.ts'
import { leavingDay } from '../release/leaving-day.ts'
import { dispatchesTaken } from '../store/dispatches.ts'
import { findTransfer } from '../store/transfers.ts'
import { fileTransfer } from './filing.ts'
import { assessTransfer, enterTransfer, openTransfer } from './keeping.ts'
import { sendAbroad } from './outflow.ts'
import { standingOf, type Transfer } from './transfer.ts'

/** A company in Shanghai sends what it knows of its customers to a company of its group in Singapore, again and again. */
const law = await readLaw()
const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
let at = Temporal.Instant.from('2026-11-02T02:00:00Z')
const setting = { law, now: () => at }
const on = (day: string) => {
  at = Temporal.Instant.from(`${day}T02:00:00Z`)
}
const contract = 'cn/cac-flow/gates/contract-or-certificate'
const assessment = 'cn/cac-flow/gates/security-assessment'

async function company(): Promise<Actor> {
  const input = {
    name: 'Shanghai Data Ltd',
    state: 'CN',
    kind: 'provider',
    seats: ['provider'],
    languages: ['zh'],
  } as const
  const { id } = await transact((tx) => createOrganisation(tx, secret, input, 'system', at))
  return {
    person: id.replace('org_', 'person_'),
    name: 'Li Na',
    org: id,
    orgName: input.name,
    seat: 'provider',
    role: 'author',
    isDemo: true,
  }
}

const group = { name: 'Group Ltd', state: 'SG', kind: 'company' } as const
let count = 0
const send = (by: Actor, persons: number, item: object = {}, more: object = {}) =>
  transact((tx) =>
    sendAbroad(
      tx,
      by,
      {
        recipient: group,
        purpose: 'analytics',
        ciio: false,
        items: [{ id: 'i1', sha256: `sha-${++count}`, scheme: 'CN', class: 'CN-L2-PI', personal: true, sensitive: false, persons, storedIn: ['CN'], declaredImportant: false, ...item }],
        ...more,
      },
      setting,
    ),
  ) // biome-ignore format: one item on a line
const stops = ({ decision }: Awaited<ReturnType<typeof send>>) =>
  decision.items.flatMap(({ because }) => because.flatMap(({ holds, rule }) => (holds === true ? [] : [rule])))

describe('what leaves for business', () => {
  test('is counted over the calendar year: one below the figure goes, at the figure it stays, and that it was split is found', async () => {
    const by = await company()
    const first = await send(by, 60_000)
    expect(first.id).toMatch(/^outflow_/)
    const below = await send(by, 39_999)
    expect(below.id).toBeDefined()
    const reaching = await send(by, 1)
    expect([reaching.id, stops(reaching)]).toEqual([undefined, [contract]])
    expect(reaching.split.map(({ id }) => id).sort()).toEqual([first.id, below.id].sort())
    const kinds = (await transact((tx) => eventsAbout(tx, by.org, by.org))).map(({ kind }) => kind)
    expect(kinds).toContain('outflow.split-found')
    // One above by itself is no split.
    const alone = await send(await company(), 100_001)
    expect([stops(alone), alone.split]).toEqual([[contract], []])
    // The year begins anew in the time of China: on 31 December at 16:00 in UTC.
    at = Temporal.Instant.from('2026-12-31T15:59:59Z')
    expect((await send(by, 1)).id).toBeUndefined()
    at = Temporal.Instant.from('2026-12-31T16:00:00Z')
    expect((await send(by, 99_999)).id).toBeDefined()
  })

  test('counts as sensitive what its class says, though nobody says so of the item', async () => {
    on('2026-11-02')
    const by = await company()
    const graded = { class: 'CN-L3-SENSITIVE-PI', sensitive: undefined }
    await standing(by, 'cn/cac-scc', { from: '2026-10-08', until: '2027-10-08' })
    expect((await send(by, 9_999, graded)).id).toBeDefined()
    expect(stops(await send(by, 1, graded))).toEqual([assessment])
  })

  test('two at once do not each stay below a limit that they reach together', async () => {
    on('2026-11-02')
    const by = await company()
    const both = await Promise.all([send(by, 50_000), send(by, 50_000)])
    expect(both.map(({ id }) => id !== undefined).sort()).toEqual([false, true])
  })

  test('that cannot be read is refused with the field', async () => {
    await expect(send(await company(), -1)).rejects.toEqual(
      expect.objectContaining({ code: 'bad_release', path: 'items[0].persons' }),
    )
  })
})

const text = (transfer: Transfer) =>
  Object.fromEntries(standingOf(law, transfer, '2026-11-02').way.heads.map(({ id }) => [id, 'Looked at, and in order']))

/** A transfer whose assessment is written. */
async function begun(by: Actor, path: string): Promise<Transfer> {
  const transfer = await transact((tx) =>
    openTransfer(tx, by, { path, recipient: group, purpose: 'analytics' }, setting),
  )
  return transact((tx) => assessTransfer(tx, by, transfer.id, { heads: text(transfer) }, setting))
}
const enter = (by: Actor, id: string, moment: string, day: string, more: object = {}) =>
  transact((tx) => enterTransfer(tx, by, id, { moment, day, note: 'As the letter says', ...more }, setting))
/** One that is in force. */
async function standing(by: Actor, path: string, { from, until }: { from: string; until?: string }) {
  const { id } = await begun(by, path)
  const { way } = standingOf(law, await findTransfer(db, by.org, id), from)
  for (const { moment, optional } of way.stages) {
    if (optional) continue
    await enter(by, id, moment, from, moment === way.begins ? { outcome: 'passed', until } : {})
    if (moment === way.begins) break
  }
  return id
}

describe('a security assessment', () => {
  const path = 'cn/cac-sa'
  let by: Actor
  beforeAll(async () => {
    by = await company()
  })

  test('goes head by head and stage by stage, each period counted by the working days of China', async () => {
    on('2026-11-02')
    const { id } = await transact((tx) =>
      openTransfer(tx, by, { path, recipient: group, purpose: 'analytics' }, setting),
    )
    await expect(enter(by, id, 'self-assessment.finished', '2026-11-02')).rejects.toEqual(
      expect.objectContaining({ code: 'boxes_missing' }),
    )
    const write = (heads: Record<string, string>) => transact((tx) => assessTransfer(tx, by, id, { heads }, setting))
    await expect(write({ nonsense: 'x' })).rejects.toEqual(expect.objectContaining({ path: 'heads.nonsense' }))
    await write(text(await findTransfer(db, by.org, id)))
    await expect(enter(by, id, 'assessment.decided', '2026-11-02')).rejects.toEqual(
      expect.objectContaining({ code: 'not_current' }),
    )
    await expect(enter(by, id, 'self-assessment.finished', '2026-11-03')).rejects.toEqual(
      expect.objectContaining({ path: 'day' }),
    )
    await enter(by, id, 'self-assessment.finished', '2026-11-02')
    await enter(by, id, 'filing.received-by-province', '2026-11-02')
    await expect(write({ lawful: 'Otherwise' })).rejects.toEqual(expect.objectContaining({ code: 'already_decided' }))
    const clock = async (rule: string) =>
      standingOf(law, await findTransfer(db, by.org, id), at.toString().slice(0, 10)).clocks.find(
        ({ due }) => due.rule === rule,
      )
    // Five working days from Monday, 2 November 2026.
    expect((await clock('cn/cac-sa/clocks/completeness'))?.due.local).toContain('2026-11-09')
    on('2026-11-10')
    expect(await clock('cn/cac-sa/clocks/completeness')).toMatchObject({ late: true, stopped: undefined })
    await enter(by, id, 'supplement.asked', '2026-11-10')
    await enter(by, id, 'supplement.filed', '2026-11-10')
    await enter(by, id, 'filing.forwarded', '2026-11-10')
    await enter(by, id, 'filing.accepted', '2026-11-10')
    expect(stops(await send(by, 5_000_000))).toContain(assessment)
    await expect(enter(by, id, 'assessment.decided', '2026-11-10')).rejects.toEqual(
      expect.objectContaining({ path: 'outcome' }),
    )
    await enter(by, id, 'assessment.decided', '2026-11-10', { outcome: 'passed' })
    const { holds, renewal } = standingOf(law, await findTransfer(db, by.org, id), '2026-11-10')
    expect(holds).toEqual({ from: '2026-11-10', until: '2029-11-10' })
    // Sixty working days before the end, counted back.
    expect(renewal?.opens).toMatch(/^2029-08-/)
    expect((await send(by, 5_000_000)).id).toBeDefined()
    expect(stops(await send(by, 1, {}, { recipient: { ...group, name: 'Another Ltd' } }))).toContain(assessment)
    await enter(by, id, 'transfer.stopped', '2026-11-10')
    expect(stops(await send(by, 1))).toContain(assessment)
    await expect(enter(by, id, 'assessment.received', '2026-11-10')).rejects.toEqual(
      expect.objectContaining({ code: 'not_current' }),
    )
  })

  test('that was not passed opens nothing, and a second one may be asked for', async () => {
    on('2026-11-02')
    const { id } = await begun(by, path)
    for (const moment of [
      'self-assessment.finished',
      'filing.received-by-province',
      'filing.forwarded',
      'filing.accepted',
    ])
      await enter(by, id, moment, '2026-11-02')
    await enter(by, id, 'assessment.decided', '2026-11-02', { outcome: 'failed' })
    await enter(by, id, 'assessment.received', '2026-11-02')
    const { holds, next, clocks } = standingOf(law, await findTransfer(db, by.org, id), '2026-11-02')
    expect(holds).toBeUndefined()
    expect(next.map(({ moment }) => moment)).toContain('reassessment.asked')
    expect(clocks.find(({ due }) => due.rule === 'cn/cac-sa/clocks/reassessment')?.due.local).toContain('2026-11-23')
  })

  test('is no other organisation’s to see, and of no law that is no way', async () => {
    on('2026-11-02')
    const { id } = await begun(by, path)
    await expect(findTransfer(db, (await company()).org, id)).rejects.toEqual(
      expect.objectContaining({ code: 'not_found' }),
    )
    await expect(begun(by, 'cn/dsl')).rejects.toEqual(expect.objectContaining({ code: 'unknown_rule' }))
  })
})

describe('what is filed with an authority of the directory', () => {
  const path = 'cn/cac-sa'
  async function authority(state = 'CN', seat: 'central' | 'authority' = 'central'): Promise<Actor> {
    const input = { name: `Administration of ${state}`, state, kind: 'central-authority', seats: [seat], languages: ['zh'] } as const
    const { id } = await transact((tx) => createOrganisation(tx, secret, input as never, 'system', at))
    return { person: id.replace("org_", "person_"), name: 'Wang Fang', org: id, orgName: input.name, seat, role: 'author', isDemo: true }
  }
  /** Carries what waits from one organisation to the other, both ways, until nothing does. */
  async function carry(): Promise<void> {
    for (;;) {
      const all = await db.selectFrom('request_dispatches').selectAll().where('taken_at', 'is', null).orderBy('seq').execute()
      if (all.length === 0) return
      for (const { id, org_id: from, to_org: org, type, body } of all)
        await transact(async (tx) => {
          await dispatchesTaken(tx, [id], instantText(at))
          await receive(tx, law, { org, from, type, body, messageId: id, at: instantText(at) })
        })
    }
  }
  const file = (by: Actor, id: string, to: Actor) => transact((tx) => fileTransfer(tx, by, id, to.org, setting))
  const moments = async (by: Actor, id: string) => (await findTransfer(db, by.org, id)).entries.map(({ moment }) => moment)

  test('is received on the day it arrives; more is asked for, filed, decided and received, and each side sees the same', async () => {
    on('2026-11-02')
    const [by, cac] = [await company(), await authority()]
    const { id } = await begun(by, path)
    await expect(file(by, id, cac)).rejects.toEqual(expect.objectContaining({ code: 'not_current' }))
    await enter(by, id, 'self-assessment.finished', '2026-11-02')
    await file(by, id, cac)
    // The authority has it once it has arrived, and not before.
    await expect(findTransfer(db, cac.org, id)).rejects.toEqual(expect.objectContaining({ code: 'not_found' }))
    on('2026-11-03')
    await carry()
    const received = ['self-assessment.finished', 'filing.received-by-province']
    expect([await moments(by, id), await moments(cac, id)]).toEqual([received, received])
    expect((await findTransfer(db, by.org, id)).entries.at(-1)?.day).toBe('2026-11-03')
    // Its period stands in the day of both: of the company, and of the authority.
    const day = async (who: Actor) => (await leavingDay(db, who, setting)).transfers.filter(({ transfer }) => transfer.id === id)
    for (const who of [by, cac]) expect(await day(who)).toMatchObject([{ clock: { rule: 'cn/cac-sa/clocks/completeness' }, due: '2026-11-10', late: false }])
    on('2026-11-11')
    expect(await day(cac)).toMatchObject([{ late: true }])
    // Nobody puts down what the other brings about.
    await expect(enter(by, id, 'filing.forwarded', '2026-11-11')).rejects.toEqual(expect.objectContaining({ code: 'not_current' }))
    await expect(enter(cac, id, 'supplement.filed', '2026-11-11')).rejects.toEqual(expect.objectContaining({ code: 'not_current' }))
    await enter(cac, id, 'supplement.asked', '2026-11-11', { note: 'The contract is missing' })
    await carry()
    expect((await findTransfer(db, by.org, id)).entries.at(-1)).toMatchObject({ moment: 'supplement.asked', note: 'The contract is missing', byName: 'Wang Fang' })
    await enter(by, id, 'supplement.filed', '2026-11-11')
    await carry()
    await enter(cac, id, 'filing.forwarded', '2026-11-11')
    await enter(cac, id, 'filing.accepted', '2026-11-11')
    await expect(enter(cac, id, 'assessment.decided', '2026-11-11')).rejects.toEqual(expect.objectContaining({ path: 'outcome' }))
    expect(stops(await send(by, 5_000_000))).toContain(assessment)
    await enter(cac, id, 'assessment.decided', '2026-11-11', { outcome: 'passed' })
    expect(stops(await send(by, 5_000_000))).toContain(assessment)
    await carry()
    expect((await moments(by, id)).slice(-2)).toEqual(['assessment.decided', 'assessment.received'])
    expect(await moments(cac, id)).toEqual(await moments(by, id))
    expect(standingOf(law, await findTransfer(db, by.org, id), '2026-11-11').holds).toEqual({ from: '2026-11-11', until: '2029-11-11' })
    expect((await send(by, 5_000_000)).id).toBeDefined()
    await enter(cac, id, 'transfer.stopped', '2026-11-11', { note: 'The risk has changed' })
    await carry()
    expect(stops(await send(by, 1))).toContain(assessment)
    // What an authority has in hand opens nothing for itself.
    expect(stops(await send(cac, 5_000_000))).toContain(assessment)
  })

  test('goes to an authority of that state at the seat that decides, once, whole, and in its turn', async () => {
    on('2026-11-02')
    const [by, cac] = [await company(), await authority()]
    const { id } = await begun(by, path)
    await enter(by, id, 'self-assessment.finished', '2026-11-02')
    await expect(file(by, id, await authority('SG'))).rejects.toEqual(expect.objectContaining({ code: 'wrong_state' }))
    await expect(file(by, id, await authority('CN', 'authority'))).rejects.toEqual(expect.objectContaining({ code: 'wrong_seat' }))
    await file(by, id, cac)
    await expect(file(by, id, cac)).rejects.toEqual(expect.objectContaining({ code: 'already_decided' }))
    await expect(transact((tx) => assessTransfer(tx, by, id, { heads: {} }, setting))).rejects.toEqual(expect.objectContaining({ code: 'already_decided' }))
    await carry()
    const told = (from: string, moment: string, more: object = {}) => {
      const body = { request: id, moment, day: '2026-11-02', note: '', name: 'Somebody', at: instantText(at), ...more }
      return transact((tx) => receive(tx, law, { org: by.org, from, type: 'transfer-stage', body, messageId: 'm', at: instantText(at) }))
    }
    await expect(told((await authority()).org, 'filing.forwarded')).rejects.toEqual(expect.objectContaining({ code: 'wrong_organisation' }))
    await expect(told(cac.org, 'supplement.filed')).rejects.toEqual(expect.objectContaining({ code: 'bad_message' }))
    await expect(told(cac.org, 'assessment.decided')).rejects.toEqual(expect.objectContaining({ path: 'outcome' }))
    await expect(told(cac.org, 'assessment.decided', { outcome: 'perhaps' })).rejects.toEqual(expect.objectContaining({ code: 'bad_message' }))
  })

  test.each([['cn/cac-scc', ['contract.in-effect'], 'contract.filed'], ['cn/cac-cert', [], 'certificate.asked']] as const)('by %s as well', async (way, before, filed) => {
    on('2026-11-02')
    const [by, cac] = [await company(), await authority()]
    const { id } = await begun(by, way)
    await enter(by, id, 'self-assessment.finished', '2026-11-02')
    for (const moment of before) await enter(by, id, moment, '2026-11-02', { outcome: 'passed', until: '2027-11-02' })
    await file(by, id, cac)
    await carry()
    expect([(await moments(by, id)).at(-1), (await moments(cac, id)).at(-1)]).toEqual([filed, filed])
  })
}) // biome-ignore format: one line each

test('a contract lets data go from the day it takes effect to the day it ends, a certificate for the three years of the law', async () => {
  on('2026-11-02')
  const by = await company()
  expect(stops(await send(by, 200_000))).toEqual([contract])
  await expect(standing(by, 'cn/cac-scc', { from: '2026-11-02' })).rejects.toEqual(
    expect.objectContaining({ path: 'until' }),
  )
  const id = await standing(by, 'cn/cac-scc', { from: '2026-11-02', until: '2026-12-01' })
  expect((await send(by, 200_000)).id).toBeDefined()
  const { clocks } = standingOf(law, await findTransfer(db, by.org, id), '2026-11-02')
  expect(clocks.map(({ due }) => [due.rule, due.local?.slice(0, 10)])).toEqual([
    ['cn/cac-scc/clocks/filing', '2026-11-16'],
  ])
  on('2026-12-01')
  expect((await send(by, 1)).id).toBeDefined()
  on('2026-12-02')
  expect(stops(await send(by, 1))).toEqual([contract])
  await standing(by, 'cn/cac-cert', { from: '2026-12-02' })
  expect((await send(by, 1)).id).toBeDefined()
})
