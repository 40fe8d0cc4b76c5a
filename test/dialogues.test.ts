import { expect, test } from 'vitest'
import { fillIn } from './journeys/controls.ts'
import { seats, unfold } from './seats.ts'

/** A dialogue with another state, in a real browser: written down, promised, confirmed by another person, reminded of, found. */

const { seated, readable, at, today } = seats(['prosecutor', 'enforcing'])

test('what was promised in a dialogue is confirmed by another person, stands beside the figures, and is found not kept', {
  timeout: 180_000,
}, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(at('/reciprocity'))
  await author.getByRole('link', { name: 'Dialogues, and what was promised in them' }).click()
  await author.getByText('No dialogue has been written down').waitFor()
  await readable(author, 'dialogues none')
  await author.getByRole('button', { name: 'Write it down' }).click()
  await author.getByRole('alert').waitFor()
  await fillIn(author, {
    'record.kind': 'state',
    'record.state': 'IE',
    'record.heldOn': today(-90),
    'record.ours': 'Head of department III\nDesk officer',
    'record.theirs': 'Director of the central authority',
    'record.topics': ['answer-times'],
    'record.minutes': 'They are short of staff. <b>Eight</b> posts come in the next month.',
  })
  await author.getByRole('button', { name: 'Write it down' }).click()
  await author.getByText('The dialogue was written down.').waitFor()
  const address = author.url().replace(/\?.*/, '')
  await author.getByText('<b>Eight</b> posts').waitFor()
  await fillIn(author, {
    'promise.by': 'them',
    'promise.office': 'Director of the central authority',
    'promise.says': 'Answers come within a month.',
    'promise.due': today(-30),
    'promise.figure': 'median-days',
    'promise.value': '30',
  })
  await author.locator('form[action$="/promise"] button').click()
  await author.getByText('The promise was added.').waitFor()
  await author.getByText('another person here confirms them').waitFor()
  expect(await author.locator('form[action$="/confirmed"]').count()).toBe(0)
  await unfold(author)
  await readable(author, 'dialogue open')

  const head = await seated('Markus Vogt')
  await head.getByText('Minutes of a dialogue are open').waitFor()
  await head.goto(address)
  await head.locator('form[action$="/confirmed"] button').click()
  await head.getByText('The minutes are confirmed.').waitFor()
  await head.goto(at('/today'))
  await head.getByText('The day of a promise has come').waitFor()
  await readable(head, 'today with a promise')
  await head.getByRole('link', { name: 'Open them' }).click()
  await head.getByRole('link', { name: 'Ireland' }).click()
  // Nothing was asked: the figures tell nothing, and nothing is found by itself.
  await head.getByText('Too few to tell').first().waitFor()
  await head.getByText('Nobody has found anything yet.').waitFor()
  await unfold(head)
  await head.locator('form[action*="/promise_"] button').click()
  await head.getByRole('alert').waitFor()
  await unfold(head)
  await head.getByLabel('No, it was not kept').check()
  await head.locator('form[action*="/promise_"] textarea').fill('They say themselves that the posts are vacant.')
  await readable(head, 'finding')
  await head.locator('form[action*="/promise_"] button').click()
  await head.getByText('It was put down.').waitFor()
  await head.getByText('Found by Markus Vogt').waitFor()
  await readable(head, 'dialogue found')
  await head.goto(at('/today'))
  expect(await head.getByText('The day of a promise has come').count()).toBe(0)

  const chinese = await seated('Dr. Anna Huber', 'zh-CN')
  await chinese.goto(address)
  await chinese.getByText('未兑现').first().waitFor()
  await readable(chinese, 'dialogue in Chinese')
  // Another office knows nothing of it.
  const stranger = await seated('Séamus Doyle')
  expect((await stranger.goto(address))?.status()).toBe(404)
})

test('a code of an industry is told as what binds nobody, with its clauses and who says it keeps to it', {
  timeout: 180_000,
}, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(at('/industry-codes'))
  await author.getByText('A code binds nobody').waitFor()
  await readable(author, 'codes none')
  await fillIn(author, {
    'record.name': 'Principles of answering (demonstration)',
    'record.publisher': 'An association of providers (demonstration)',
    'record.version': '2026',
    'record.source': 'Invented for the demonstration',
  })
  await author.getByRole('button', { name: 'Write it down' }).click()
  await author.getByText('Not binding').waitFor()
  await unfold(author)
  await fillIn(author, {
    'clause.cite': '4.2',
    'clause.says': 'Answers come within ten days.',
    'clause.figure': 'median-days',
    'clause.value': '10',
  })
  await author.locator('form[action$="/clause"] button').click()
  await author.getByText('The clause was added.').waitFor()
  await unfold(author)
  await fillIn(author, {
    'adherence.provider': 'Alpenpost Mail Ltd',
    'adherence.since': today(-60),
    'adherence.source': 'Its transparency report, p 4',
  })
  await author.locator('form[action$="/adherence"] button').click()
  await author.getByText('Too few to tell').first().waitFor()
  await readable(author, 'code')
  await author.goto(at('/industry-codes'))
  await readable(author, 'codes')
})
