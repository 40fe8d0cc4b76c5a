import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { listOrganisations, readSecret, signer } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import { inventRecord } from '../../cli/record.ts'
import { noteSigner, sha256, signNote } from '../../crypto/index.ts'
import { readLaw } from '../../read-law.ts'
import { FEWEST } from '../protection.ts'
import { type Outcome, outcomes } from '../redress/complaint.ts'
import { complaintFigures } from '../redress/figures.ts'
import { insertComplaint, updateComplaint } from '../redress/store.ts'
import { tellComplaints } from './complaints.ts'
import { type EditionFile, editionOrigin, editionText, parseEditionFile } from './edition.ts'
import { editionFile, publishEdition } from './publishing.ts'
import { recomputeEdition } from './recomputing.ts'
import { verifyEdition } from './verifying.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder: '/nowhere' })
const until = Temporal.Instant.from('2026-11-22T00:00:00Z')

let file: EditionFile
let operator: string
/** Whoever decides on many complaints, and on few. */
let many: string
let few: string

/** Complaints as this organisation decided them on days after the first of a month, each filed some days before. */
async function decided(org: string, outcome: Outcome, month: string, number: number): Promise<void> {
  for (let i = 0; i < number; i++) {
    const at = Temporal.Instant.from(`${month}-01T08:00:00Z`).add({ hours: 24 * (i % 27) })
    const filed = at.subtract({ hours: 24 * (3 + ((i * 7) % 40)) })
    const id = newId('complaint', filed.epochMilliseconds)
    const said = { name: 'Eva', address: '', account: '', fileNumber: '', text: 'Why?' }
    await db.transaction().execute(async (tx) => {
      const who = { org, name: 'Court' }
      const about = { org: operator, name: 'Somebody' }
      const row = { id, org, decider: who, about, rule: 'x', against: 'conduct', proof: 'none', said } as const
      await insertComplaint(tx, { ...row, filedAt: instantText(filed) })
      await updateComplaint(tx, { org, id }, { decidedAt: instantText(at), outcome })
      await record(tx, { org, by: 'system', kind: 'complaint.filed', about: id, body: {} }, until)
    })
  }
}
const publish = async (reason: string) => {
  const by = { org: operator, person: operator, name: 'O' }
  const { number } = await publishEdition(db, { secret, law: (await readLaw()).digest, now: until, reason, by })
  return editionFile(db, number)
}
const behindItsBack = async (change: string, undo: string, meanwhile: () => Promise<void>) => {
  await sql.raw(change).execute(db)
  await meanwhile().finally(() => sql.raw(undo).execute(db))
}
const inFile = (edition: EditionFile, org: string, period: string) =>
  edition.edition.complaints?.find((one) => one.org === org && one.period === period)

beforeAll(async () => {
  await inventRecord(db, await readLaw(), secret, { requests: 40, seed: 7, years: 1, until })
  const organisations = await listOrganisations(db)
  const idOf = (seat: string) => organisations.filter(({ seats }) => (seats as readonly string[]).includes(seat))
  operator = idOf('operator')[0]?.id ?? ''
  ;[many = '', few = ''] = idOf('authority').map(({ id }) => id)
  await decided(many, 'dismissed', '2026-02', 12)
  await decided(many, 'exclude', '2026-03', 7)
  await decided(many, 'access', '2026-04', 3)
  await decided(many, 'delete', '2025-09', 9)
  await decided(few, 'dismissed', '2026-02', 4)
  // Of a half-year that is not over.
  await decided(many, 'dismissed', '2026-08', 6)
  file = await publish('The first half of 2026 is over')
})

test('what was decided on complaints is what counting them one by one gives, and what is few is not told', async () => {
  const { rows } = await sql<{
    org: string
    outcome: Outcome
    filed: string
    decided: string
  }>`select org_id as org, outcome,
    filed_at::text as filed, decided_at::text as decided from oversight_complaints where decider = org_id`.execute(db)
  let told = 0
  for (const org of [many, few])
    for (const [period, from, to] of [
      ['2025-H2', '2025-07-01', '2026-01-01'],
      ['2026-H1', '2026-01-01', '2026-07-01'],
      ['2026-H2', '2026-07-01', '2027-01-01'],
    ] as const) {
      const mine = rows.filter((row) => row.org === org && row.decided >= from && row.decided < to)
      const shown = inFile(file, org, period)
      if (mine.length === 0 || period === '2026-H2') expect(shown).toBeUndefined()
      else if (mine.length < FEWEST) expect(shown).toEqual({ org, period, digest: shown?.digest, number: null })
      else {
        expect(shown?.number).toBe(mine.length)
        const days = mine
          .map((row) => (Date.parse(row.decided) - Date.parse(row.filed)) / 86_400_000)
          .sort((a, b) => a - b)
        expect(shown?.days).toBe(Math.round((days[Math.ceil(days.length / 2) - 1] ?? 0) * 10) / 10)
        const parts = Object.entries(shown?.byOutcome ?? {})
        expect(parts.map(([word]) => word)).toEqual([...outcomes].sort())
        for (const [word, number] of parts) {
          const plain = mine.filter(({ outcome }) => outcome === word).length
          expect(number === null || number === plain).toBe(true)
          if (plain > 0 && plain < FEWEST) expect(number).toBeNull()
          if (number) told++
        }
        // Nobody is found by subtracting what is told.
        expect(parts.filter(([, number]) => number === null).length).not.toBe(1)
      }
    }
  expect(told).toBeGreaterThan(1)
  expect(file.edition.definitions['complaints.byOutcome']).toContain('complaints.number')
})

test('the page for who complains tells what the newest edition tells, and nothing else', async () => {
  const shown = await complaintFigures(db)
  expect(shown.map(({ period, decided: number }) => [period, number])).toEqual(
    file.edition.complaints
      ?.map(({ period, number }) => [period, number])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
  expect(shown.length).toBe(3)
})

describe('anyone', () => {
  test('checks that the signature is over these figures and that they add up', async () => {
    expect((await verifyEdition(file)).map(({ ok }) => ok)).toEqual([true, true, true])
    const altered = structuredClone(file)
    const one = altered.edition.complaints?.find(
      ({ byOutcome }) => byOutcome && !Object.values(byOutcome).includes(null),
    )
    expect(one).toBeDefined()
    if (one) one.number = (one.number ?? 0) + 1
    expect((await verifyEdition(altered)).map(({ ok }) => ok)).toEqual([true, false, false])
  })

  test('reads an edition of the first format as before, and none that mixes the two', async () => {
    const { complaints: _, ...before } = file.edition
    const edition = { ...before, format: 'comity-statistics/1' as const }
    const digest = sha256(utf8(canonicalJson(edition as unknown as Json))).toHex()
    const key = await signer(db, secret, operator)
    const text = editionText(operator, edition.number, digest)
    const note = await signNote(text, noteSigner(editionOrigin(operator), key))
    const old = parseEditionFile(JSON.parse(JSON.stringify({ ...file, edition, note })))
    expect((await verifyEdition(old)).map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await recomputeEdition(db, old)).toEqual([])
    const mixed = { ...file, edition: { ...file.edition, format: 'comity-statistics/1' } }
    const bare = { ...file, edition: { ...before, format: 'comity-statistics/2' } }
    for (const wrong of [mixed, bare])
      expect(() => parseEditionFile(wrong)).toThrow(
        expect.objectContaining({ code: 'malformed_edition', path: 'edition.complaints' }),
      )
  })
})

describe('an overseer who counts once more', () => {
  const says = async () => (await recomputeEdition(db, file)).filter(({ org }) => org === many).map((one) => one.says)
  const one = async () => {
    const { rows } = await sql<{ id: string }>`select id from oversight_complaints
      where org_id = ${many} and decided_at between '2026-02-01' and '2026-03-01' order by id limit 1`.execute(db)
    return rows[0]?.id ?? ''
  }

  test('finds everything as it was', async () => {
    expect(await recomputeEdition(db, file)).toEqual([])
  })

  test('finds a decision that was altered, one that was removed and one that was added', async () => {
    const id = await one()
    const where = `where org_id = '${many}' and id = '${id}'`
    await behindItsBack(
      `update oversight_complaints set outcome = 'exclude' ${where}`,
      `update oversight_complaints set outcome = 'dismissed' ${where}`,
      async () => expect(await says()).toEqual(['complaints, 2026-H1: what was decided is not what was counted']),
    )
    const added = `${id.slice(0, -3)}zzz`
    const rest =
      'decider, decider_name, about_org, about_name, rule, against, said, proof, filed_at, decided_at, outcome'
    await behindItsBack(
      `insert into oversight_complaints (org_id, id, ${rest}) select org_id, '${added}', ${rest} from oversight_complaints ${where}`,
      `delete from oversight_complaints where id = '${added}'`,
      async () => {
        expect(await says()).toContain(`${added} stands in the records and not in the log`)
        expect(await says()).toContain('complaints, 2026-H1: what was decided is not what was counted')
      },
    )
    await behindItsBack(
      `update oversight_complaints set id = '${added}' ${where}`,
      `update oversight_complaints set id = '${id}' where id = '${added}'`,
      async () => expect(await says()).toContain(`${id} stands in the log and is gone from the records`),
    )
    expect(await says()).toEqual([])
  })
})

test('a later edition tells what few have changed since as it was, and hides what moved by few', async () => {
  await decided(many, 'withdrawn', '2026-05', 2)
  const second = await publish('Two were put down late')
  expect(second.edition.kept).toContain(`${many} complaints 2026-H1`)
  const { digest: _, ...before } = inFile(file, many, '2026-H1') ?? { digest: '' }
  expect(inFile(second, many, '2026-H1')).toMatchObject(before)
  expect(await recomputeEdition(db, second)).toEqual([])
  expect(inFile(second, many, '2025-H2')).toEqual(inFile(file, many, '2025-H2'))

  const counts = { access: 0, delete: 6, dismissed: 20, exclude: 8, withdrawn: 0 }
  const was = { org: 'o', period: '2026-H1', digest: 'a', number: 34, byOutcome: counts, days: 3 }
  const now = { ...was, digest: 'b', number: 42, byOutcome: { ...counts, delete: 8, dismissed: 26 } }
  const { told, kept } = tellComplaints([now], [was])
  expect(kept).toEqual([])
  // Six more were dismissed and two more deleted: the two are not shown by the difference.
  expect(told[0]?.number).toBe(42)
  expect(told[0]?.byOutcome?.delete).toBeNull()
  expect(Object.values(told[0]?.byOutcome ?? {}).filter((number) => number === null).length).toBeGreaterThan(1)
})
