import { expect, test } from 'vitest'
import { utf8 } from '../../base/bytes.ts'
import { readLaw } from '../../read-law.ts'
import { toTheGroup } from './records.fixture.ts'
import { decideOnRecords } from './records.ts'

const law = await readLaw()
const release = toTheGroup(99_000)
/** Records with a telephone number each, cut into chunks that end where they like. */
async function* records(count: number, more = '') {
  let text = ''
  for (let n = 0; n < count; n++)
    text += `${JSON.stringify({ id: n, phone: `138${String(10_000_000 + n)}`, note: 'x' })}\n`
  for (let i = 0; i < text.length + more.length; i += 777) yield utf8((text + more).slice(i, i + 777))
}
const decide = (count: number, more?: string) => decideOnRecords(law, release, records(count, more), { scheme: 'CN' })

test('a set of records is graded by what is in it, counted, and decided on: below the figure it goes, at the figure it stays', async () => {
  const below = await decide(999)
  expect([below.grading.class, below.release.items[0]?.persons, below.decision.release]).toEqual([
    'CN-L2-PI',
    999,
    true,
  ])
  expect(below.release.items[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
  const at = await decide(1_000)
  expect(at.decision.items[0]?.because.filter(({ holds }) => holds !== true).map(({ rule }) => rule)).toEqual([
    'cn/cac-flow/gates/contract-or-certificate',
  ])
})

test('of a set in which no sign is found the class is not known, and it stays; what is no record is refused by its number', async () => {
  const none = await decideOnRecords(
    law,
    release,
    (async function* () {
      yield utf8('{"colour":"red"}')
    })(),
    { scheme: 'CN' },
  )
  expect(none.decision.items[0]?.because.map(({ rule }) => rule)).toContain('practice/release/checks/class')
  await expect(decide(3, '{')).rejects.toEqual(
    expect.objectContaining({ code: 'not_json', message: 'Record 4 is not JSON' }),
  )
  await expect(decide(2, '[1]')).rejects.toEqual(expect.objectContaining({ code: 'bad_record' }))
})
