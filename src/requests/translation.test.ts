import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { fillBoxes } from './drafting.ts'
import { stageOn } from './story.fixture.ts'
import { askTranslation, certifyTranslation, translationsOf } from './translation.ts'

const { db, transact, drafted } = stageOn((await testDatabase()).db)
const { people, request, setting, made } = await drafted()
const ask = (language = 'fr') => transact((tx) => askTranslation(tx, people.author, request.id, language, setting))
const certificate = { translator: 'Claire Dubois', certifiedOn: '2026-09-01', document: 'ab'.repeat(32) }
const certify = (id: string, more: Partial<typeof certificate> = {}) =>
  transact((tx) => certifyTranslation(tx, people.author, id, { ...certificate, ...more }, setting))
const tracked = () => translationsOf(db, made.authority.id, request.id, setting)

test('a translation belongs to the version of the form it was made of, and its certificate is on record', async () => {
  const { id, version } = await ask()
  expect(version).toMatch(/2023/)
  await certify(id, { certifiedOn: setting.now().toString().slice(0, 10) })
  expect(await tracked()).toMatchObject([
    { id, language: 'fr', fits: true, certificate: { translator: 'Claire Dubois' } },
  ])
  const kinds = (await eventsAbout(db, made.authority.id, request.id)).map(({ kind }) => kind)
  expect(kinds.slice(-2)).toEqual(['translation.asked', 'translation.certified'])
})

test('the day it will bear is no change of the form', async () => {
  const later = { ...setting, now: () => setting.now().add({ hours: 72 }) }
  expect((await translationsOf(db, made.authority.id, request.id, later)).map(({ fits }) => fits)).toEqual([true])
})

test('a certificate is given once', async () => {
  const [done] = await tracked()
  await expect(certify(done?.id ?? '', { certifiedOn: '2026-01-02' })).rejects.toMatchObject({
    code: 'already_decided',
  })
})

test('once the form has changed its translation fits no more and cannot be certified', async () => {
  const { id } = await ask('en')
  const box = { 'm.summary': 'Another summary' }
  await transact((tx) => fillBoxes(tx, people.author, request.id, box, setting))
  expect((await tracked()).map(({ fits }) => fits)).toEqual([false, false])
  await expect(certify(id, { certifiedOn: '2026-01-02' })).rejects.toMatchObject({ code: 'not_current' })
})

test('is refused without a language, a day, a document, and to those who do not write the request', async () => {
  await expect(ask('French')).rejects.toMatchObject({ code: 'bad_text', path: 'language' })
  const { id } = await ask('zh')
  await expect(certify(id, { certifiedOn: '2099-01-01' })).rejects.toMatchObject({ path: 'certifiedOn' })
  await expect(certify(id, { certifiedOn: '2026-01-02', document: 'x' })).rejects.toMatchObject({ path: 'document' })
  await expect(certify(id, { certifiedOn: '2026-01-02', translator: ' ' })).rejects.toMatchObject({
    path: 'translator',
  })
  const other = transact((tx) => askTranslation(tx, people.judge, request.id, 'fr', setting))
  await expect(other).rejects.toMatchObject({ code: 'not_permitted' })
})
