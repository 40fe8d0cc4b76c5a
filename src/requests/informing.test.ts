import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { loadCourse } from './course.ts'
import { delayInforming, delayOf, delayRuleOf, reviewDelay } from './informing.ts'
import { law, stageOn } from './story.fixture.ts'

const { db } = await testDatabase()
const { drafted, transact } = stageOn(db)
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

test('telling the person is put off on a reason of the law, by two persons, until a day, and no longer', {
  timeout: 30_000,
}, async () => {
  const { people, setting, now, pass, request } = await drafted()
  const course = () => loadCourse(db, people.author.org, request.id)
  expect(delayRuleOf(law, await course())?.reasons.map(({ cite }) => cite)).toContain(
    'Directive (EU) 2016/680 Art 13(3)(a)',
  )
  const good = { reason: 'inquiries', grounds: 'Others would be warned', until: '2026-12-20' }
  const delay = (more: object = {}) =>
    transact((tx) => delayInforming(tx, people.author, request.id, { ...good, ...more }, setting))
  const head = { ...people.head, person: 'person_head' }
  const review = (by = head, agree = true, reason = 'It holds') =>
    transact((tx) => reviewDelay(tx, by, request.id, { agree, reason }, setting))
  await expect(delay({ reason: 'convenience' })).rejects.toThrow(refusal('unknown_rule', 'reason'))
  await expect(delay({ grounds: ' ' })).rejects.toThrow(refusal('reason_missing', 'grounds'))
  for (const until of ['', 'soon', '2026-11-20'])
    await expect(delay({ until })).rejects.toThrow(refusal('bad_text', 'until'))
  await expect(review()).rejects.toThrow(refusal('not_current'))
  await delay()
  await expect(delay()).rejects.toThrow(refusal('already_decided'))
  expect(delayOf(await course(), now())).toMatchObject({ runs: false, review: undefined })
  await expect(review({ ...people.author, role: 'head' })).rejects.toThrow(refusal('approver_is_author'))
  await expect(review(people.author)).rejects.toThrow(refusal('not_permitted'))
  await expect(review(head, true, '')).rejects.toThrow(refusal('reason_missing'))
  await review(head, false)
  expect(delayOf(await course(), now())?.runs).toBe(false)
  await delay()
  await review()
  expect(delayOf(await course(), now())?.runs).toBe(true)
  pass({ hours: 31 * 24 })
  expect(delayOf(await course(), now())?.runs).toBe(false)
  // Over: it is asked for anew, or the person is told.
  await delay({ until: '2027-01-10' })
})
