import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { preserve, recordSenderChecks } from './answering.ts'
import { approve, giveBack, refuse } from './approvals.ts'
import { clear, raiseGround } from './assessment.ts'
import { closeStep } from './closing.ts'
import { loadCourse } from './course.ts'
import { fillBoxes, nameParty, submitRequest } from './drafting.ts'
import { RequestError } from './errors.ts'
import { formOf } from './filling.ts'
import type { FormCopy } from './forms/form.ts'
import { answerObjection, objectTo } from './objecting.ts'
import { receive } from './receive.ts'
import { complete, sendRequest, withdraw } from './sending.ts'
import { findClocks } from './store/clocks.ts'
import { findRequest } from './store/requests.ts'
import { findSteps } from './store/steps.ts'
import { boxes, law, munich, signature, stageOn } from './story.fixture.ts'
import { timeline } from './timeline.ts'
import { today } from './today.ts'

const { db, transact, carry, copyAt, drafted, validated, handOver, makeSure } = stageOn((await testDatabase()).db)

const ground = 'eu/2023-1543/grounds/article-12-fundamental-rights'

/** … sent, and arrived at the provider and the enforcing authority. */
async function sent(start: Parameters<typeof validated>[0] = {}) {
  const story = await validated(start)
  const { people, setting, now, request, made } = story
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  const carried = await carry(now)
  const [order, notification] = [await copyAt(made.provider.id), await copyAt(made.central.id)]
  const status = async () => (await findRequest(db, made.authority.id, request.id)).status
  return { ...story, carried, order, notification, status }
}

const refusal = (code: string) => expect.objectContaining({ code })

describe('an order for content, from the draft to its end', () => {
  test('is validated, sent, cleared, produced, received and completed, and every log tells of it', async () => {
    const { people, setting, now, pass, request, made, order, notification, status, task } = await sent()
    expect(await status()).toBe('held')
    expect(order).toMatchObject({ status: 'held', direction: 'incoming', counterpartNumber: '112 Js 4711/26' })

    await transact((tx) =>
      recordSenderChecks(tx, people.provider, order.id, [{ check: 'signature', holds: true }], setting),
    )
    await transact((tx) => preserve(tx, people.provider, order.id, setting))
    pass({ hours: 30 })
    await transact((tx) => clear(tx, people.central, notification.id, {}, setting))
    await carry(now)
    expect(await status()).toBe('sent')
    await handOver(people.provider, order, setting)
    await carry(now)
    expect(await status()).toBe('answered')
    await transact((tx) => closeStep(tx, people.author, request.id, { step: 'receive' }, setting))
    await transact((tx) => closeStep(tx, people.author, request.id, { step: 'inform', note: 'By letter' }, setting))
    await transact((tx) => complete(tx, people.author, request.id, setting))
    await carry(now)

    expect(await status()).toBe('completed')
    expect(await findRequest(db, made.provider.id, order.id)).toMatchObject({ status: 'completed' })
    const kinds = async (org: string, id: string) => (await eventsAbout(db, org, id)).map(({ kind }) => kind)
    expect(await kinds(made.authority.id, request.id)).toEqual([
      'request.drafted', 'request.form-filled', 'request.stated', 'request.submitted', 'request.acknowledged', 'request.validated', 'request.sent',
      'request.notified', 'request.acknowledged', 'request.acknowledged', 'request.preserved', 'request.cleared',
      'request.produced', 'request.evidence-received', 'request.person-informed', 'request.completed',
    ]) // biome-ignore format: a list of words
    expect(await kinds(made.court.id, task.id)).toEqual([
      'request.submission-received',
      'request.validated',
      'request.completed',
    ])
    expect(await kinds(made.provider.id, order.id)).toEqual([
      'request.order-received', 'request.sender-checked', 'request.preserved', 'request.cleared', 'request.produced', 'request.completed',
    ]) // biome-ignore format: a list of words
    expect((await findClocks(db, request.id)).filter(({ stoppedAt }) => stoppedAt === undefined)).toEqual([])
  })

  test('reaches the provider without the grounds of necessity, in any form, and the enforcing authority with them', async () => {
    const { carried } = await sent()
    const order = carried.find(({ type }) => type === 'order')
    const notification = carried.find(({ type }) => type === 'notification')
    expect(JSON.stringify(order?.body)).not.toMatch(/NECESSITY-GROUNDS|CASE-SUMMARY|"id":"M"/)
    expect(JSON.stringify(notification?.body)).toMatch(/NECESSITY-GROUNDS.*CASE-SUMMARY/)
    expect(order?.body).toMatchObject({ pdf: expect.stringMatching(/^JVBERi0/), parties: expect.anything() })
  })

  test('starts the clocks when it arrives, on both sides, with their rule and their working', async () => {
    const { order, request, notification } = await sent()
    const clocks = await findClocks(db, order.id)
    expect(clocks.map(({ rule }) => rule)).toContain('eu/2023-1543/clocks/preserve-at-once')
    const hold = clocks.find(({ holds }) => holds)
    expect(hold).toMatchObject({
      rule: 'eu/2023-1543/clocks/production-notified',
      stops: 'data.transmitted',
      bearer: order.org,
    })
    expect(hold?.working.derivation.length).toBeGreaterThan(9)
    expect((await findClocks(db, request.id)).find(({ holds }) => holds)?.due).toBe(hold?.due)
    expect(await findClocks(db, notification.id)).toMatchObject([
      { rule: 'eu/2023-1543/clocks/assessment', startedBy: 'notification.received' },
    ])
  })

  test('prints the validation on the form that is sent', async () => {
    const { request, made, setting } = await sent()
    const form = await formOf(db, made.authority.id, request.id, setting)
    const value = (id: string) => form?.sections.flatMap((section) => section.boxes).find((box) => box.id === id)?.value
    expect([value('j.representative'), value('j.post'), value('j.file-number')]).toEqual([
      'Claudia Stern',
      signature.post,
      signature.fileNumber,
    ])
    expect(form?.missing).toEqual([])
  })
})

describe('validation', () => {
  test('is needed before anything is sent', async () => {
    const { people, setting, request } = await drafted()
    await expect(transact((tx) => sendRequest(tx, people.author, request.id, setting))).rejects.toThrow(
      refusal('approvals_missing'),
    )
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await expect(transact((tx) => sendRequest(tx, people.author, request.id, setting))).rejects.toThrow(
      refusal('approvals_missing'),
    )
  })

  test('is not for the author, nor for her office', async () => {
    const { people, setting, request, now, made } = await drafted()
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    for (const actor of [people.author, people.head]) {
      await expect(transact((tx) => approve(tx, actor, request.id, signature, setting))).rejects.toThrow(
        refusal('wrong_organisation'),
      )
    }
    const task = await copyAt(made.court.id)
    const authorAtCourt = { ...people.judge, person: people.author.person }
    await expect(transact((tx) => approve(tx, authorAtCourt, task.id, signature, setting))).rejects.toThrow(
      refusal('approver_is_author'),
    )
  })

  test('cannot come from the court of another state', async () => {
    await expect(drafted({ court: 'parisCourt' })).rejects.toThrow(refusal('wrong_state'))
    const { people, party, setting, request, now, made } = await drafted()
    const disguised = { ...party('parisCourt'), state: 'DE' }
    await transact((tx) => nameParty(tx, people.author, request.id, disguised, setting))
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await expect(carry(now)).rejects.toThrow(refusal('wrong_state'))
    expect(
      await db.selectFrom('request_requests').selectAll().where('org_id', '=', made.parisCourt.id).execute(),
    ).toEqual([])
  })

  test('is given once: the second judge is told by whom', async () => {
    const { people, setting, task } = await validated()
    const again = transact((tx) => approve(tx, people.judge, task.id, signature, setting))
    await expect(again).rejects.toThrow(/Claudia Stern/)
    await expect(again).rejects.toThrow(refusal('already_decided'))
  })

  test('needs the post and file number that the form prints', async () => {
    const { people, setting, request, now, made } = await drafted()
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    const task = await copyAt(made.court.id)
    await expect(transact((tx) => approve(tx, people.judge, task.id, {}, setting))).rejects.toThrow(refusal('bad_text'))
  })

  test('refused, with its reason, ends the matter of sending', async () => {
    const { people, setting, request, now, made } = await drafted()
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    const task = await copyAt(made.court.id)
    await expect(transact((tx) => refuse(tx, people.judge, task.id, { reason: ' ' }, setting))).rejects.toThrow(
      refusal('reason_missing'),
    )
    await transact((tx) => refuse(tx, people.judge, task.id, { reason: 'Not proportionate' }, setting))
    await carry(now)
    expect(await findRequest(db, made.authority.id, request.id)).toMatchObject({ status: 'refused' })
    await expect(transact((tx) => sendRequest(tx, people.author, request.id, setting))).rejects.toThrow(
      refusal('approvals_missing'),
    )
  })

  test('returned, the draft can be changed and is validated anew', async () => {
    const { people, setting, request, now, made } = await drafted()
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    const change = () =>
      transact((tx) =>
        fillBoxes(tx, people.author, request.id, { 'e.period': { from: '2026-06-01', to: '2026-10-31' } }, setting),
      )
    await expect(change()).rejects.toThrow(refusal('not_editable'))
    await carry(now)
    const task = await copyAt(made.court.id)
    await transact((tx) => giveBack(tx, people.judge, task.id, { reason: 'Name the period' }, setting))
    await carry(now)
    expect(await findRequest(db, made.authority.id, request.id)).toMatchObject({ status: 'draft' })
    await change()
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    await transact((tx) => approve(tx, people.judge, task.id, signature, setting))
    await carry(now)
    await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  })

  test('told by an organisation that was not asked counts for nothing', async () => {
    const { people, setting, request, now, made } = await drafted()
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    const { digest } = await findRequest(db, made.authority.id, request.id)
    const body = (sha256: string | undefined) => ({
      request: request.origin,
      step: 'validate',
      outcome: 'done',
      by: { name: 'X', authority: 'X' },
      rules: [],
      digest: sha256,
      at: '2026-11-20T09:00:00.000Z',
    })
    const tell = (from: string, said: unknown) =>
      transact((tx) =>
        receive(tx, law, {
          org: made.authority.id,
          from,
          type: 'decision',
          body: said,
          messageId: 'message_1',
          at: '2026-11-20T09:00:00.000Z',
        }),
      )
    await expect(tell(made.parisCourt.id, body(digest))).rejects.toThrow(refusal('wrong_organisation'))
    await expect(tell(made.court.id, body('00'.repeat(32)))).rejects.toThrow(refusal('not_current'))
    await expect(tell(made.court.id, { ...body(digest), extra: 1 })).rejects.toThrow(refusal('bad_message'))
    await expect(tell(made.court.id, { ...body(digest), outcome: 'perhaps' })).rejects.toThrow(refusal('bad_message'))
  })
})

describe('the form', () => {
  test('with boxes missing stops the draft, and lists every one', async () => {
    const { people, setting, request } = await drafted({ boxes: { ...boxes, 'm.summary': '', 'i.post': '' } })
    const stopped = await transact((tx) => submitRequest(tx, people.author, request.id, setting)).catch(
      (error: unknown) => error,
    )
    expect(stopped).toBeInstanceOf(RequestError)
    expect((stopped as RequestError).missing.map(({ path }) => path)).toEqual(['i.post', 'm.summary'])
  })

  test.each([
    ['i.email', 'no address'],
    ['f.content', ['everything']],
    ['no.such-box', 'x'],
  ])('refuses in %s what does not belong there', async (box, value) => {
    const { people, setting, request } = await drafted()
    await expect(
      transact((tx) => fillBoxes(tx, people.author, request.id, { [box]: value }, setting)),
    ).rejects.toMatchObject({ path: box })
  })

  test('ticks the deadline that the law derives', async () => {
    const deadline = async (facts: typeof munich, data?: string[]) => {
      const { made, request, setting } = await drafted({ facts, data })
      const form = await formOf(db, made.authority.id, request.id, setting)
      return form?.sections.flatMap((section) => section.boxes).find(({ id }) => id === 'c.deadline')?.value
    }
    expect(await deadline(munich)).toBe('ten-days-notified')
    expect(await deadline({ ...munich, urgency: 'emergency', emergency: { threat: 'life' } })).toBe('eight-hours')
    expect(await deadline(munich, ['d1'])).toBe('ten-days')
  })
})

describe('a notified order', () => {
  test('is not answered before it is cleared or its ten days are over', async () => {
    const { people, setting, now, pass, order, status, request } = await sent()
    const hand = () => handOver(people.provider, order, setting)
    await expect(hand()).rejects.toThrow(refusal('held'))
    pass({ hours: 24 * 9 })
    await expect(hand()).rejects.toThrow(refusal('held'))
    pass({ hours: 48 })
    await hand()
    await carry(now)
    expect(await status()).toBe('answered')
    expect((await findSteps(db, request.id)).find(({ does }) => does === 'assess')?.is).toBe('skipped')
  })

  test('is not answered at all once a ground is raised; the authority is to withdraw it', async () => {
    const { people, setting, now, pass, order, notification, status, request, made } = await sent()
    const raise = (rule: string, reason: string) =>
      transact((tx) => raiseGround(tx, people.central, notification.id, { ground: rule, reason }, setting))
    await expect(raise('eu/2023-1543/grounds/article-10-impossibility', 'x')).rejects.toThrow(refusal('no_such_ground'))
    await expect(raise(ground, '')).rejects.toThrow(refusal('reason_missing'))
    await raise(ground, 'REASON-GIVEN: the person is a journalist in danger')
    const carried = await carry(now)
    expect(await status()).toBe('refused')
    const toProvider = carried.find(({ to }) => to === made.provider.id)
    expect(JSON.stringify(toProvider?.body)).not.toContain('REASON-GIVEN')
    pass({ hours: 24 * 12 })
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('already_decided'))
    expect((await today(db, people.author, now())).tasks).toMatchObject([
      { kind: 'withdraw', request: { id: request.id } },
    ])
    await transact((tx) => withdraw(tx, people.author, request.id, { reason: 'A ground was raised' }, setting))
    await carry(now)
    expect(await findRequest(db, made.provider.id, order.id)).toMatchObject({ status: 'withdrawn' })
  })

  test('is not cleared by anybody but the authority that was notified', async () => {
    const { made, order, people, setting, notification } = await sent()
    const body = { request: order.origin, step: 'assess', outcome: 'cleared', at: '2026-11-20T09:00:00.000Z' }
    const tell = (org: string, from: string) =>
      transact((tx) =>
        receive(tx, law, {
          org,
          from,
          type: 'assessment',
          body,
          messageId: 'message_1',
          at: '2026-11-20T09:00:00.000Z',
        }),
      )
    await expect(tell(made.provider.id, made.stranger.id)).rejects.toThrow(refusal('wrong_organisation'))
    await expect(tell(made.provider.id, made.court.id)).rejects.toThrow(refusal('wrong_organisation'))
    await expect(tell(made.authority.id, made.provider.id)).rejects.toThrow(refusal('wrong_organisation'))
    await expect(transact((tx) => clear(tx, people.stranger, notification.id, {}, setting))).rejects.toThrow(
      refusal('not_found'),
    )
  })

  test('in an emergency is answered at once, within eight hours', async () => {
    const facts = { ...munich, urgency: 'emergency', emergency: { threat: 'life' } } as const
    const { people, setting, now, order, status, pass } = await sent({
      facts,
      boxes: { ...boxes, 'c.additional': 'A life is in danger' },
      grounds: 'A hostage is to be killed tonight; no other way finds the sender in time',
    })
    const clock = (await findClocks(db, order.id)).find(
      ({ rule }) => rule === 'eu/2023-1543/clocks/production-emergency',
    )
    expect(clock).toMatchObject({ due: '2026-11-20T17:00:00.000Z', holds: false })
    pass({ hours: 9 })
    expect((await today(db, people.provider, now())).tasks).toContainEqual(expect.objectContaining({ overdue: true }))
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('sender_unverified'))
    await makeSure(people.provider, order, setting)
    await handOver(people.provider, order, setting)
    await carry(now)
    expect(await status()).toBe('answered')
  })
})

describe('an order for subscriber data alone', () => {
  test('needs no judge and notifies nobody', async () => {
    const { people, setting, now, request, made } = await drafted({ data: ['d1'] })
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await transact((tx) => sendRequest(tx, people.author, request.id, setting))
    expect((await carry(now)).map(({ type }) => type)).toEqual(['order', 'acknowledgement'])
    const order = await copyAt(made.provider.id)
    const running = async () =>
      (await findClocks(db, order.id)).filter(({ stops, stoppedAt }) => stops === 'data.transmitted' && !stoppedAt)
        .length
    expect(await running()).toBe(1)
    await handOver(people.provider, order, setting, { complete: false, note: 'More tomorrow' })
    await carry(now)
    expect(await running()).toBe(1) // what is half done ends no period
    expect(await findRequest(db, made.authority.id, request.id)).toMatchObject({ status: 'sent' })
    await handOver(people.provider, order, setting)
    await carry(now)
    expect(await running()).toBe(0)
    expect(await findRequest(db, made.authority.id, request.id)).toMatchObject({ status: 'answered' })
  })
})

describe('an objection', () => {
  const filled = {
    'd.reasons': ['incomplete'], 'f.information': 'The account', 'g.preserved': 'preserved',
    'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.date': '2026-11-20', 'h.signature': 'Niamh Byrne',
  } // biome-ignore format: a table
  const object = {
    ground: 'eu/2023-1543/grounds/article-10-incomplete',
    reason: 'No account is named',
    preserved: true,
    boxes: filled,
  }

  test('goes out on its form, starts the time to answer, and is answered', async () => {
    const { people, setting, now, order, status, request, made } = await sent()
    await expect(
      transact((tx) => objectTo(tx, people.provider, order.id, { ...object, boxes: {} }, setting)),
    ).rejects.toThrow(refusal('boxes_missing'))
    await expect(
      transact((tx) => objectTo(tx, people.provider, order.id, { ...object, ground }, setting)),
    ).rejects.toThrow(refusal('no_such_ground'))
    await transact((tx) => objectTo(tx, people.provider, order.id, object, setting))
    expect((await carry(now)).map(({ type, to }) => [type, to])).toEqual([['objection', made.authority.id]])
    expect(await status()).toBe('objected')
    const { decisions } = await loadCourse(db, made.authority.id, request.id)
    const paper = decisions.find(({ outcome }) => outcome === 'objected')?.details.form as FormCopy
    // The reason is written once, and stands on the form too.
    expect(paper.sections.flatMap(({ boxes }) => boxes).find(({ id }) => id === 'd.explanation')).toMatchObject({
      value: object.reason,
    })
    const [task] = (await today(db, people.author, now())).tasks
    expect(task).toMatchObject({ kind: 'answer-objection', clock: { rule: 'eu/2023-1543/clocks/clarification' } })
    await transact((tx) =>
      answerObjection(
        tx,
        people.author,
        request.id,
        { outcome: 'clarified', text: 'suspect@alpenpost.example' },
        setting,
      ),
    )
    await carry(now)
    expect(await status()).toBe('held')
    expect(await findRequest(db, made.provider.id, order.id)).toMatchObject({ status: 'held' })
  })

  test('on the law of a third state goes to the enforcing authority too', async () => {
    const { people, setting, now, order, made } = await sent()
    const third = {
      ...filled,
      'd.reasons': ['third-state'],
      'e.law': 'PIPL',
      'e.provisions': 'Art 41',
      'e.interest': ['other'],
      'e.interest-details': 'x',
      'e.applicable': 'x',
      'e.conflict': 'x',
      'e.link': 'x',
      'e.consequences': 'x',
    }
    await transact((tx) =>
      objectTo(
        tx,
        people.provider,
        order.id,
        { ...object, ground: 'eu/2023-1543/grounds/article-17-third-state', boxes: third },
        setting,
      ),
    )
    expect((await carry(now)).map(({ to }) => to)).toEqual([made.authority.id, made.central.id])
  })
})

describe('a withdrawn order', () => {
  test('is over for everybody who had it', async () => {
    const { people, setting, now, order, notification, request, made } = await sent()
    await transact((tx) => withdraw(tx, people.author, request.id, { reason: 'The case is closed' }, setting))
    await carry(now)
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('ended'))
    await expect(transact((tx) => clear(tx, people.central, notification.id, {}, setting))).rejects.toThrow(
      refusal('ended'),
    )
    expect((await findClocks(db, order.id)).every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true)
    expect((await today(db, people.provider, now())).tasks).toEqual([])
    const { events } = await timeline(db, made.provider.id, order.id, now())
    expect(events.at(-1)).toMatchObject({ kind: 'request.withdrawn', by: made.authority.id })
  })

  test('cannot be withdrawn by another', async () => {
    const { people, setting, order } = await sent()
    const stolen = { ...people.author, org: order.org }
    await expect(transact((tx) => withdraw(tx, stolen, order.id, { reason: 'x' }, setting))).rejects.toThrow(
      refusal('wrong_organisation'),
    )
  })
})

describe('what arrives', () => {
  test('is taken in once', async () => {
    const { carried, made } = await sent()
    const order = carried.find(({ type }) => type === 'order')
    const twice = transact((tx) =>
      receive(tx, law, {
        org: made.provider.id,
        from: made.authority.id,
        type: 'order',
        body: order?.body,
        messageId: 'message_2',
        at: '2026-11-20T10:00:00.000Z',
      }),
    )
    await expect(twice).rejects.toThrow(refusal('already_received'))
  })

  test('for another state, another seat or under an unknown rule is refused', async () => {
    const { carried, made } = await sent()
    const order = carried.find(({ type }) => type === 'order')?.body as unknown as { [key: string]: Json }
    const arrive = (org: string, body: unknown) =>
      transact((tx) =>
        receive(tx, law, {
          org,
          from: made.authority.id,
          type: 'order',
          body,
          messageId: 'message_2',
          at: '2026-11-20T10:00:00.000Z',
        }),
      )
    await expect(arrive(made.court.id, order)).rejects.toThrow(refusal('wrong_state'))
    await expect(arrive(made.central.id, { ...order, request: 'request_other' })).rejects.toThrow(refusal('wrong_seat'))
    await expect(arrive(made.stranger.id, { ...order, rule: 'eu/no-such/routes/x' })).rejects.toThrow(
      refusal('unknown_rule'),
    )
    await expect(arrive(made.stranger.id, { ...order, steps: [] })).rejects.toThrow(refusal('bad_message'))
    const other = { request: 'request_unknown', reason: 'x', at: '2026-11-20T10:00:00.000Z' }
    await expect(
      transact((tx) =>
        receive(tx, law, {
          org: made.provider.id,
          from: made.authority.id,
          type: 'withdrawal',
          body: other,
          messageId: 'message_3',
          at: '2026-11-20T10:00:00.000Z',
        }),
      ),
    ).rejects.toThrow(refusal('not_found'))
  })
})

describe('today', () => {
  test('says to each seat what it must do, and what waits on others', async () => {
    const { people, now, request, order, notification } = await sent()
    const of = async (actor: typeof people.author) => {
      const { tasks, waiting } = await today(db, actor, now())
      return {
        tasks: tasks.map((task) => [task.request.id, task.step.does]),
        waiting: waiting.map(({ on, step }) => [on, step.does]),
      }
    }
    expect(await of(people.author)).toEqual({
      tasks: [],
      waiting: [
        ['Competent authority of Ireland', 'assess'],
        ['Alpenpost Mail Ltd', 'produce'],
        ['Alpenpost Mail Ltd', 'preserve'],
      ],
    })
    expect((await of(people.provider)).tasks).toEqual([
      [order.id, 'produce'],
      [order.id, 'preserve'],
    ])
    expect((await of(people.central)).tasks).toEqual([[notification.id, 'assess']])
    expect((await today(db, people.provider, now())).tasks[0]?.hold).toMatchObject({ holds: true })
    expect(request.author?.name).toBe('Dr. Anna Huber')
  })
})
