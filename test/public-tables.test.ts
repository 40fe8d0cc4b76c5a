import { expect, test } from 'vitest'
import { seats } from './seats.ts'

/** A table that a company publishes, in a real browser: read in, its columns explained, its traps told, taken, and held beside one's own record. */

const { seated, readable, stranger, at } = seats(['prosecutor'])

/** A table as nobody here knows it: names of states in German, a total among the lines, hidden numbers, a decimal comma. */
const strange = [
  'Staat;Anfragen;Konten;Anteil der Anfragen mit Daten;Art',
  'Gesamt;1.240;1.810;61,2;Verfahren',
  'Deutschland;1.180;1.730;61,5;Verfahren',
  'Deutschland;14;19;78,5;Notfall',
  'Türkei;60;80;54,1;Verfahren',
  'Jugoslawien;<10;*;-;Verfahren',
].join('\n')

test('an author reads a strange table in, says what it counts, and takes it with its traps', { timeout: 180_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(at('/requests'))
  await author.getByRole('link', { name: 'Public tables of others' }).click()
  await author.getByText('No table has been read in.').waitFor()
  await readable(author, 'no-public-tables')
  await author.getByRole('button', { name: 'Read it in' }).click()
  await author.getByRole('alert').waitFor()
  await author.getByLabel('Who publishes it').fill('Example Mail')
  await author.getByLabel('Address where it was found').fill('https://mail.example/transparency.csv')
  await author.getByLabel('Fetched on').fill('2026-11-20')
  await author.getByLabel('File').setInputFiles({ name: 'requests.csv', mimeType: 'text/csv', buffer: Buffer.from(strange) })
  await author.getByRole('button', { name: 'Read it in' }).click()
  await author.getByText('Nobody has said yet what its columns count').first().waitFor()

  await author.getByText('Say what its columns count').click()
  await author.getByLabel('Column ‘Staat’').selectOption({ label: 'State' })
  await author.getByLabel('Column ‘Anfragen’').selectOption({ label: 'Requests' })
  await author.getByLabel('Column ‘Konten’').selectOption({ label: 'Accounts' })
  await author.getByLabel('Column ‘Anteil der Anfragen mit Daten’').selectOption({ label: 'Share of requests with data' })
  await author.getByLabel('Column ‘Art’').selectOption({ label: 'Kind of process' })
  await author.getByLabel('Sign before decimals').selectOption({ label: 'Comma' })
  await author.locator('[name="map.period"]').fill('2026')
  await author.getByRole('button', { name: 'Read it this way' }).click()
  await author.getByText('It is read this way now.').waitFor()
  await author.getByText('Words nobody explained').waitFor()
  await author.getByText('Say what its columns count').click()
  await author.getByLabel('‘Verfahren’ stands for').selectOption({ label: 'Ordinary' })
  await author.getByLabel('‘Notfall’ stands for').selectOption({ label: 'Emergency' })
  await author.locator('[name="map.period"]').fill('2026-H2')
  await author.getByRole('button', { name: 'Read it this way' }).click()
  for (const trap of ['A total among the lines', 'Names of no state', 'Small numbers hidden', 'How numbers are written'])
    await author.getByText(trap, { exact: true }).waitFor()
  expect(await author.getByText('Words nobody explained').count()).toBe(0)
  await readable(author, 'traps')

  await author.getByRole('button', { name: 'Take the table' }).click()
  await author.getByRole('alert').waitFor()
  await author.getByLabel('Why it is taken with these traps').fill('Only the lines of states are compared.')
  await author.getByRole('button', { name: 'Take the table' }).click()
  await author.getByText('Taken.', { exact: true }).waitFor()
  await readable(author, 'taken')

  await author.goto(at('/public-tables/comparison'))
  await author.getByRole('cell', { name: '1,180' }).waitFor()
  await author.getByText('Nobody said what the publisher is called in your record').first().waitFor()
  await readable(author, 'comparison')
  await author.getByText('中文', { exact: true }).click()
  await author.getByRole('heading', { level: 1, name: '本机构数字与公布数字并列' }).waitFor()
  await readable(author, 'comparison-zh')
}) // biome-ignore format: a journey

test('the half-year of one’s own record, and what anyone sees of it', { timeout: 180_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(at('/half-year?period=2026-H2'))
  await author.getByText('This half-year is not over').waitFor()
  await author.getByText('No request was made in this half-year.').waitFor()
  await readable(author, 'half-year')
  await author.getByLabel('Half-year', { exact: true }).fill('2026')
  await author.getByRole('button', { name: 'Count' }).click()
  await author.getByRole('alert').waitFor()
  const anyone = await stranger()
  await anyone.goto(at('/statistics/half-year'))
  await anyone.getByRole('heading', { level: 1, name: 'Half-year tables of the newest edition' }).waitFor()
  await readable(anyone, 'half-years-published')
})
