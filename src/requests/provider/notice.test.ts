import { describe, expect, test } from 'vitest'
import { eventsAbout } from '../../audit/index.ts'
import { withdraw } from '../sending.ts'
import { findClocks } from '../store/clocks.ts'
import { sweep } from '../sweep.ts'
import { today } from '../today.ts'
import { openDesk, refusal } from './desk.fixture.ts'
import { decideNotice, type NoticeInput } from './notice.ts'
import { answeringFile, printEntry } from './reading.ts'
import { servedWarrant } from './warrant.fixture.ts'

const stage = await openDesk()
const { db, transact, carry, ordered } = stage

const boxes = {
  'request.user': 'ann@prairie.example', 'request.basis': 'Search warrant, 18 USC 2703(a)', 'request.data': 'The mailbox',
  'answer.what': 'will', 'answer.until': '2026-12-10', 'answer.date': '2026-11-21',
} // biome-ignore format: a table

async function warrant() {
  const story = await servedWarrant(stage)
  const { people, order, setting, made } = story
  const decide = (input: NoticeInput) => transact((tx) => decideNotice(tx, people.usProvider, order.id, input, setting))
  const file = () => answeringFile(db, made.usProvider.id, order.id, setting)
  const asked = async () => (await today(db, people.usProvider, story.now())).tasks.map(({ kind }) => kind)
  return { ...story, decide, file, asked }
}

describe('telling the user', () => {
  test('under a European Production Order is never for the provider', async () => {
    const { people, order, setting, there, now, here } = await ordered({ data: ['d1'] })
    expect((await there()).notice).toMatchObject({ rule: { holder: 'never' }, bar: { kind: 'never' } })
    const decide = (input: NoticeInput) => transact((tx) => decideNotice(tx, people.provider, order.id, input, setting))
    await expect(decide({ decision: 'now', boxes, lifted: 'They agreed' })).rejects.toThrow(
      refusal('notice_barred', 'decision'),
    )
    await expect(decide({ decision: 'barred' })).rejects.toThrow(refusal('reason_missing'))
    await decide({ decision: 'barred', reason: 'The issuing authority tells the person' })
    await carry(now)
    const [told] = (await here()).entries
    expect(told).toMatchObject({
      kind: 'notice',
      body: { decision: 'barred', cite: expect.stringContaining('Art 13') },
    })
    expect(told?.body).not.toHaveProperty('reason') // what the provider thinks of it is its own
  })

  test('prints the notice from its form, and nobody is told twice', async () => {
    const { decide, file, made, order, setting } = await warrant()
    await expect(decide({ decision: 'now', boxes: {} })).rejects.toThrow(refusal('boxes_missing'))
    await decide({ decision: 'now', boxes })
    const [entry] = (await file()).entries
    const pdf = await printEntry(db, made.usProvider.id, order.id, entry?.id ?? '', setting)
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-')
    await expect(decide({ decision: 'later', reason: 'Too soon', until: '2027-01-01' })).rejects.toThrow(
      refusal('already_decided'),
    )
    await expect(printEntry(db, made.usProvider.id, order.id, 'entry_none', setting)).rejects.toThrow(
      refusal('not_found'),
    )
  })

  test('waits while a court has ordered silence, and comes before the provider again the day after', async () => {
    const { decide, file, asked, order, people, pass, now, setting, request, made } = await warrant()
    await expect(decide({ decision: 'barred', reason: 'Order', until: '2026-11-01' })).rejects.toThrow(
      refusal('bad_text', 'until'),
    )
    const basis = 'Order of the District Court under 18 USC 2705(b), 26-mj-78'
    await decide({ decision: 'barred', reason: 'Flight is feared', until: '2027-02-18', basis })
    const silence = async () =>
      (await findClocks(db, order.id)).find(({ rule, stoppedAt }) => rule.endsWith('2705b-silence') && !stoppedAt)
    expect(await silence()).toMatchObject({ due: '2027-02-19T00:00:00.000Z', cite: '18 USC 2705(b)' })
    expect((await file()).notice.bar).toMatchObject({ kind: 'until', until: '2027-02-18' })
    await expect(decide({ decision: 'now', boxes })).rejects.toThrow(refusal('notice_barred', 'lifted'))
    expect(await asked()).not.toContain('tell-user')

    // The order of silence outlasts the warrant itself.
    await carry(now)
    await transact((tx) => withdraw(tx, people.attorney, request.id, { reason: 'No longer needed' }, setting))
    await carry(now)
    pass({ hours: 24 * 100 })
    await sweep(db, { now, law: setting.law } as never)
    expect(await asked()).toContain('tell-user')
    await decide({ decision: 'now', boxes: { ...boxes, 'answer.what': 'refused' } })
    expect(await asked()).not.toContain('tell-user')
    const kinds = (await eventsAbout(db, made.usProvider.id, order.id)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'request.notice-decided')).toHaveLength(2)
  })

  test('can follow before that day only where somebody says what lifted the bar', async () => {
    const { decide, file } = await warrant()
    await decide({ decision: 'barred', reason: 'Flight is feared', until: '2027-02-18', basis: '26-mj-78' })
    await decide({ decision: 'now', boxes, lifted: 'The court lifted its order on 20 November' })
    expect((await file()).entries.at(-1)?.body).toMatchObject({
      decision: 'now',
      reason: 'The court lifted its order on 20 November',
    })
  })

  test('later is put off to a day, and is the holder’s to decide', async () => {
    const { decide, people, request, setting } = await warrant()
    await expect(decide({ decision: 'later', reason: 'After the search' })).rejects.toThrow(
      refusal('bad_text', 'until'),
    )
    await decide({ decision: 'later', reason: 'After the search', until: '2026-12-01' })
    await expect(
      transact((tx) => decideNotice(tx, people.attorney, request.id, { decision: 'now' }, setting)),
    ).rejects.toThrow(refusal('not_permitted'))
  })
})
