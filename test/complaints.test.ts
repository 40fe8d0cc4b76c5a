import { expect, test } from 'vitest'
import { fillIn } from './journeys/controls.ts'
import { seats, unfold } from './seats.ts'

/** A complaint that leads to a deletion, in a real browser: stated, proposed by one person of the overseer, agreed to by another. */

const { seated, readable, at, settle } = seats()

test('a deletion on a complaint is decided only once another person of the overseer agrees', {
  timeout: 180_000,
}, async () => {
  const overseer = await seated('Petra Lang')
  await overseer.goto(at('/complaints'))
  await overseer.locator('main a[href^="/complaints/complaint_"]').first().click()
  await unfold(overseer)
  await fillIn(overseer, { 'ask.text': 'On what was the mailbox asked for, and what came?' })
  await overseer.locator('form[action$="/ask"] button').click()
  await overseer.getByText('The statement has been asked for.').waitFor()
  const address = overseer.url().replace(/\?.*/, '')
  await settle()

  const author = await seated('Dr. Anna Huber')
  await author.goto(at('/complaints'))
  await author.locator('main a[href^="/complaints/complaint_"]').first().click()
  await fillIn(author, { 'state.request': '112 Js 4711/26', 'state.text': 'A production order under Art 5.' })
  await author.locator('form[action$="/state"] button').click()
  await author.getByText('The statement has been sent.').waitFor()
  await settle()

  await overseer.goto(address)
  await overseer.locator('[name="decide.outcome"][value=delete]').check()
  await overseer.locator('[name="decide.pieces"]').first().check()
  await fillIn(overseer, {
    'decide.reason': 'Letters to a lawyer, which nobody needs.',
    'decide.told': 'The letters to your lawyer are deleted.',
  })
  await readable(overseer, 'deciding on a complaint')
  await overseer.locator('form[action$="/decide"] button').click()
  await overseer.getByText('The deletion is proposed.').waitFor()
  await overseer.getByText('You proposed the deletion').waitFor()
  expect(await overseer.locator('form[action$="/agree"]').count()).toBe(0)
  await readable(overseer, 'deletion proposed')

  const colleague = await seated('Ulrich Brenner')
  await colleague.goto(address)
  await colleague.getByText('A deletion waits for another person').waitFor()
  await readable(colleague, 'deletion to agree to')
  await colleague.locator('form[action$="/agree"] button').click()
  await colleague.getByText('It is decided.').waitFor()
  await colleague.getByText('Proposed by Petra Lang; another person agreed').waitFor()
  await readable(colleague, 'deletion decided')
  await settle()
  await author.goto(at('/complaints'))
  await author.getByText('Data are deleted').waitFor()
})
