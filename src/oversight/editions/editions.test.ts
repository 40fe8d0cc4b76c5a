import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Actor, listOrganisations, readSecret, signingPeriods } from '../../accounts/index.ts'
import { verifyLog } from '../../audit/index.ts'
import { parseBase64 } from '../../base/bytes.ts'
import { inventRecord } from '../../cli/record.ts'
import { readLaw } from '../../read-law.ts'
import { listRequests, type Request } from '../../requests/index.ts'
import { FEWEST } from '../protection.ts'
import { type EditionFile, parseEditionFile } from './edition.ts'
import { isCounted, parseCounted, proveCounted } from './inclusion.ts'
import { editionFile, publishEdition } from './publishing.ts'
import { recomputeEdition } from './recomputing.ts'
import { breakdowns, type ToldFigures } from './told.ts'
import { verifyEdition } from './verifying.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder: '/nowhere' })
const until = Temporal.Instant.from('2026-11-22T00:00:00Z')
const SIZE = Number(process.env.COMITY_RECORD ?? 800)

let file: EditionFile
let organisations: Awaited<ReturnType<typeof listOrganisations>>
const publish = async (reason: string, now = until) => {
  const operator = organisations.find(({ kind }) => kind === 'operator')
  if (!operator) throw new Error('Nobody operates this instance')
  const by = { org: operator.id, person: operator.id, name: 'O' }
  const { number } = await publishEdition(db, { secret, law: (await readLaw()).digest, now, reason, by })
  return editionFile(db, number)
}
const actorOf = (org: string): Actor => ({ person: 'p', name: 'P', org, orgName: 'O', seat: 'provider', role: 'member', isDemo: true }) // biome-ignore format: a row
/** As if somebody changed rows behind the product; the log itself refuses that. */
const behindItsBack = async (change: string, undo: string, meanwhile: () => Promise<void>) => {
  await sql.raw(change).execute(db)
  await meanwhile().finally(() => sql.raw(undo).execute(db))
}

beforeAll(async () => {
  await inventRecord(db, await readLaw(), secret, { requests: SIZE, seed: 7, years: 2, until })
  organisations = await listOrganisations(db)
  file = await publish('The first half of 2026 is over')
})

/** The figures once more, one request after the other, the plainest way there is. */
function plainly(requests: readonly Request[], { direction, period }: Pick<ToldFigures, 'direction' | 'period'>) {
  const year = Number(period.slice(0, 4))
  const [from, to] = period.endsWith('1') ? [Date.UTC(year, 0), Date.UTC(year, 6)] : [Date.UTC(year, 6), Date.UTC(year + 1, 0)] // biome-ignore format: a row
  const began = ({ leftAt, createdAt }: Request) =>
    direction === 'outgoing' ? leftAt && Date.parse(leftAt) : Date.parse(createdAt)
  const inside = (at: number | undefined | '') => typeof at === 'number' && at >= from && at < to
  const mine = requests.filter((one) => one.direction === direction)
  const made = mine.filter((one) => inside(began(one)))
  const ended = mine.filter(({ endedAt }) => endedAt && inside(Date.parse(endedAt)))
  const count = (words: (string | undefined)[]) => {
    const counted: Record<string, number> = {}
    for (const word of words) counted[word ?? 'not stated'] = (counted[word ?? 'not stated'] ?? 0) + 1
    return counted
  }
  const days = ended.map((one) => (Date.parse(one.endedAt ?? '') - Number(began(one))) / 86_400_000).sort((a, b) => a - b) // biome-ignore format: a row
  const rank = (share: number) => Math.round((days[Math.ceil(days.length * share) - 1] ?? 0) * 10) / 10
  return {
    made: made.length,
    byRoute: count(made.map(({ rule }) => rule)),
    byState: count(made.map((one) => (direction === 'outgoing' ? one.to : one.facts.asking?.state))),
    byUrgency: count(made.map(({ facts }) => facts.urgency)),
    byCategory: count(made.flatMap(({ items }) => items.map(({ category }) => category))),
    ended: ended.length,
    byOutcome: count(ended.map(({ status }) => status)),
    endedIds: ended.map(({ id }) => id),
    median: rank(0.5),
    percentile90: rank(0.9),
  }
}

test('an invented record stands in logs that hold', async () => {
  const keys = new Map<string, Uint8Array[]>()
  for (const { id } of organisations)
    keys.set(
      id,
      (await signingPeriods(db, id)).map(({ key }) => parseBase64(key)),
    )
  for (const verdict of await verifyLog(db, keys)) expect(verdict).toMatchObject({ ok: true, faults: [] })
  expect(file.edition.figures.length).toBeGreaterThan(50)
})

test('every told figure is what counting the requests one by one gives, and what is few is not told', async () => {
  let told = 0
  const { rows: grounds } = await sql<{
    id: string
    rules: string[]
  }>`select request_id as id, rules from request_decisions
    where outcome = 'refused'`.execute(db)
  for (const { id } of organisations) {
    const requests = await listRequests(db, id, { limit: 1_000_000 })
    for (const figures of file.edition.figures.filter(({ org }) => org === id)) {
      const plain = plainly(requests, figures)
      for (const what of ['made', 'ended'] as const) {
        const number = figures[what].number
        if (plain[what] > 0 && plain[what] < FEWEST) expect(number).toBe(null)
        if (number !== null) expect(number).toBe(plain[what])
        for (const by of breakdowns[what]) {
          const parts = { ...figures.made, ...figures.ended }[by] as Record<string, number | null> | undefined
          if (!parts) continue
          if (by === 'byGround') {
            const named = grounds.filter(({ id }) => plain.endedIds.includes(id as Request['id']))
            for (const [ground, shown] of Object.entries(parts))
              if (shown !== null) expect(shown).toBe(named.filter(({ rules }) => rules.includes(ground)).length)
            continue
          }
          expect(Object.keys(parts)).toEqual(Object.keys(plain[by]).sort())
          for (const [word, shown] of Object.entries(parts)) {
            if (shown !== null) told++
            if (shown !== null) expect(shown).toBe(plain[by][word])
            expect(shown === null || shown >= FEWEST || shown === 0).toBe(true)
          }
        }
      }
      if (figures.ended.days) expect(figures.ended.days).toEqual({ median: plain.median, percentile90: plain.percentile90 }) // biome-ignore format: a row
    }
  }
  expect(told).toBeGreaterThan(100)
})

describe('anyone', () => {
  test('can check who signed an edition, and that it adds up', async () => {
    expect((await verifyEdition(file)).map(({ ok }) => ok)).toEqual([true, true, true])
    const others = organisations.find(({ kind }) => kind !== 'operator')?.id ?? ''
    const [period] = await signingPeriods(db, others)
    for (const key of [period?.key ?? '', 'no key', ''])
      expect((await verifyEdition(file, key)).map(({ ok }) => ok)).toEqual([false, false, true])
  })

  test('sees that a figure was altered, and that sums no longer hold', async () => {
    const altered = structuredClone(file)
    const one = altered.edition.figures.find(({ made }) => made.byRoute && !Object.values(made.byRoute).includes(null))
    if (one) one.made.number = (one.made.number ?? 0) + 1
    expect((await verifyEdition(altered)).map(({ ok }) => ok)).toEqual([true, false, false])
    expect(() => parseEditionFile({ ...file, edition: { ...file.edition, more: 1 } })).toThrow(
      expect.objectContaining({ code: 'malformed_edition' }),
    )
  })
})

test('an organisation proves that its own request was counted, and nobody another one', async () => {
  const provider = organisations.find(({ kind }) => kind === 'provider')?.id ?? ''
  const request = (await listRequests(db, provider, { limit: 1_000 })).find(
    ({ createdAt, status }) => createdAt < '2026-01-01' && status === 'answered',
  )
  const proofs = await proveCounted(db, actorOf(provider), file, request?.id ?? '')
  expect(proofs.map(({ what }) => what)).toEqual(['made', 'ended'])
  expect(parseCounted(JSON.parse(JSON.stringify({ counted: proofs }))).every((one) => isCounted(file, one))).toBe(true)
  for (const proof of proofs) {
    expect(isCounted(file, { ...proof, entry: btoa('another') })).toBe(false)
    expect(isCounted(file, { ...proof, hashes: proof.hashes.slice(1) })).toBe(false)
    expect(isCounted(file, { ...proof, period: '2024-H1' })).toBe(false)
  }
  const other = organisations.find(({ kind }) => kind === 'prosecutor')?.id ?? ''
  await expect(proveCounted(db, actorOf(other), file, request?.id ?? '')).rejects.toMatchObject({
    code: 'no_such_request',
  })
  expect(() => parseCounted({ counted: [] })).toThrow(expect.objectContaining({ code: 'malformed_proof' }))
})

describe('an overseer who counts once more', () => {
  const one = async () => {
    const { rows } = await sql<{ id: string; org: string }>`select id, org_id as org from request_requests
      where ended_at between '2026-02-01' and '2026-05-01' order by id limit 1`.execute(db)
    return rows[0] as { id: string; org: string }
  }

  test('finds everything as it was', async () => {
    expect(await recomputeEdition(db, file)).toEqual([])
  })

  test('finds a request that was removed, and names it', async () => {
    const { id, org } = await one()
    const columns = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = 'request_requests' and is_generated = 'NEVER'`.execute(db)
    const list = columns.rows.map(({ name }) => name).join(', ')
    await behindItsBack(
      `create table aside as select ${list} from request_requests where id = '${id}'; `.trim(),
      `drop table aside`,
      async () => {
        await sql.raw(`delete from request_requests where id = '${id}'`).execute(db)
        const says = (await recomputeEdition(db, file)).filter((found) => found.org === org).map((found) => found.says)
        await sql.raw(`insert into request_requests (${list}) select ${list} from aside`).execute(db)
        expect(says).toContain(`${id} stands in the log and is gone from the records`)
        expect(says.some((line) => line.endsWith('is not what was counted'))).toBe(true)
      },
    )
    expect(await recomputeEdition(db, file, org)).toEqual([])
  })

  test('finds one that its organisation never told of, by what the other end of it has', async () => {
    const { rows } = await sql<{
      origin: string
      org: string
    }>`select mine.origin, theirs.org_id as org from request_requests as mine
      join request_requests as theirs on theirs.origin = mine.origin and theirs.org_id <> mine.org_id
      where mine.direction = 'incoming' and mine.began_at between '2026-02-01' and '2026-05-01' order by mine.id limit 1`.execute(
      db,
    )
    const { origin, org } = rows[0] as { origin: string; org: string }
    const hidden = origin.replace('request_', 'request-')
    await behindItsBack(
      `update request_requests set origin = '${hidden}' where org_id = '${org}' and origin = '${origin}'`,
      `update request_requests set origin = '${origin}' where org_id = '${org}' and origin = '${hidden}'`,
      async () => {
        const says = (await recomputeEdition(db, file, org)).map((found) => found.says)
        expect(says.some((line) => line.startsWith(`${origin} stands in the records of `))).toBe(true)
      },
    )
  })

  test('finds one that was added, and one that was altered', async () => {
    const { id, org } = await one()
    const added = `${id.slice(0, -3)}zzz`
    const columns = 'org_id, direction, title, file_number, counterpart, counterpart_name, rule, route_title, to_state, law_digest, law_on, facts, items, parties, answers, status, created_at, left_at, ended_at' // biome-ignore format: a row
    await behindItsBack(
      `insert into request_requests (id, origin, ${columns}) select '${added}', '${added}', ${columns} from request_requests where id = '${id}'`,
      `delete from request_requests where id = '${added}'`,
      async () => {
        const says = (await recomputeEdition(db, file, org)).map((found) => found.says)
        expect(says).toContain(`${added} stands in the records and not in the log`)
      },
    )
    await behindItsBack(
      `update request_requests set ended_at = ended_at + interval '1 hour' where id = '${id}'`,
      `update request_requests set ended_at = ended_at - interval '1 hour' where id = '${id}'`,
      async () => {
        const says = (await recomputeEdition(db, file, org)).map((found) => found.says)
        expect(says).toHaveLength(1)
        expect(says[0]).toContain('what was ended is not what was counted')
      },
    )
  })
})

describe('a correction', () => {
  test('is a new edition that tells unchanged figures as they were, and a change by few not at all', async () => {
    const { rows } = await sql<{ id: string; org: string }>`select id, org_id as org from request_requests
      where began_at between '2026-02-01' and '2026-05-01' and direction = 'outgoing' order by id limit 1`.execute(db)
    const changed = rows[0] as { id: string; org: string }
    await behindItsBack(
      `update request_requests set rule = 'treaties/general/routes/reciprocity' where id = '${changed.id}'`,
      `select 1`,
      async () => {
        const next = await publish('One request had been recorded under the wrong route')
        expect(next.edition.number).toBe(2)
        expect(next.edition.kept).toContain(`${changed.org} outgoing 2026-H1 made`)
        for (const [i, figures] of next.edition.figures.entries()) {
          const before = file.edition.figures[i]
          expect({ ...figures.made, digest: '' }).toEqual({ ...before?.made, digest: '' })
        }
        expect((await editionFile(db, 1)).edition.number).toBe(1)
        expect(await recomputeEdition(db, next)).toEqual([])
        expect((await recomputeEdition(db, file)).map(({ org }) => org)).toContain(changed.org)
      },
    )
  })

  test('says why, and the one before cannot be changed', async () => {
    await expect(publish(' ')).rejects.toMatchObject({ code: 'reason_missing' })
    await expect(sql`delete from oversight_editions`.execute(db)).rejects.toThrow('append-only')
    await expect(editionFile(db, 99)).rejects.toMatchObject({ code: 'no_such_edition' })
  })
})

test('no table of the edition leaves one part alone, for whoever subtracts the others', async () => {
  const hidden = file.edition.figures.flatMap((one) =>
    [...breakdowns.made, ...breakdowns.ended].map(
      (by) => Object.values({ ...one.made, ...one.ended }[by] ?? {}).filter((number) => number === null).length,
    ),
  )
  expect(hidden).not.toContain(1)
  expect(Math.max(...hidden)).toBeGreaterThan(1)
})
