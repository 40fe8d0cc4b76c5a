import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  type Actor,
  listOrganisations,
  type Organisation,
  type Role,
  readSecret,
  type Seat,
  signer,
} from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { inventRecord } from '../../cli/record.ts'
import { noteSigner, sha256, signNote } from '../../crypto/index.ts'
import { readLaw } from '../../read-law.ts'
import { listRequests, type Request } from '../../requests/index.ts'
import { type EditionFile, editionOrigin, editionText } from '../editions/edition.ts'
import { editionFile, publishEdition } from '../editions/publishing.ts'
import { scorecards } from '../waiting-times/scorecards.ts'
import { bothSides } from './disputing.ts'
import { findReciprocity, standingReciprocity } from './finding.ts'
import { ledgerBetween } from './ledger.ts'
import { publishedPairs } from './published.ts'
import { takeEdition } from './taking.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder: '/nowhere' })
const until = Temporal.Instant.from('2026-11-22T00:00:00Z')

let file: EditionFile
let operator: Organisation
/** Whoever asked most of others. */
let asking: Organisation
let mine: Request[]
let head: Actor

const actorOf = ({ id, name }: Organisation, seat: Seat, role: Role = 'head'): Actor => ({
  ...{ person: 'p', name: 'P', org: id, orgName: name, seat, role, isDemo: true },
})
const inTransaction = <T>(work: (tx: Parameters<typeof takeEdition>[0]) => Promise<T>) => db.transaction().execute(work)
const take = (input: unknown, by = head) => inTransaction((tx) => takeEdition(tx, by, input, until))
const find = (input: Partial<Parameters<typeof findReciprocity>[2]>, by = head) =>
  inTransaction((tx) =>
    findReciprocity(tx, by, { withState: 'IE', holds: true, reason: 'They answer', ...input }, until),
  )

/** The edition with something else in it, signed by its publisher all the same. */
async function signedAgain(change: (edition: EditionFile['edition']) => void): Promise<EditionFile> {
  const edition = structuredClone(file.edition)
  change(edition)
  const digest = sha256(utf8(canonicalJson(edition as unknown as Json))).toHex()
  const { id } = edition.publisher
  const key = await signer(db, secret, operator.id)
  return { ...file, edition, note: await signNote(editionText(id, edition.number, digest), noteSigner(editionOrigin(id), key)) }
} // biome-ignore format: short

beforeAll(async () => {
  await inventRecord(db, await readLaw(), secret, { requests: 150, seed: 5, years: 1, until })
  const organisations = await listOrganisations(db)
  operator = organisations.find(({ kind }) => kind === 'operator') as Organisation
  const by = { org: operator.id, person: operator.id, name: 'O' }
  const { number } = await publishEdition(db, { secret, law: (await readLaw()).digest, now: until, reason: 'It is over', by })
  file = await editionFile(db, number)
  mine = []
  for (const one of organisations.filter(({ seats }) => seats.includes('authority'))) {
    const requests = await listRequests(db, one.id, { limit: 10_000 })
    if (requests.filter(({ to }) => to && to !== one.state).length <= mine.length) continue
    ;[asking, mine] = [one, requests]
  }
  head = actorOf(asking, 'authority')
}) // biome-ignore format: short

describe('the ledger', () => {
  test('counts what counting the requests one by one gives, and its parts add up', async () => {
    const { state, lines } = await ledgerBetween(db, head, {}, until)
    expect(state).toBe(asking.state)
    const states = lines.filter(({ kind }) => kind === 'state')
    expect(states.length).toBeGreaterThan(1)
    for (const { partner, outgoing, incoming } of states) {
      expect(partner).not.toBe(asking.state)
      const sent = mine.filter((one) => one.direction === 'outgoing' && one.leftAt && one.to === partner)
      const ended = (status: string) => sent.filter((one) => one.status === status).length
      expect(outgoing.asked).toBe(sent.length)
      expect(outgoing.answered).toBe(ended('answered') + ended('completed'))
      expect(outgoing.refused).toBe(ended('refused'))
      for (const side of [outgoing, incoming])
        expect(side.answered + side.refused + side.otherwise + side.open).toBe(side.asked)
      const days = sent
        .filter(({ endedAt, status }) => endedAt && ['answered', 'completed', 'refused'].includes(status))
        .map(({ leftAt, endedAt }) => (Date.parse(endedAt ?? '') - Date.parse(leftAt ?? '')) / 86_400_000)
        .sort((a, b) => a - b)
      const median = Math.round((days[Math.ceil(days.length / 2) - 1] ?? 0) * 10) / 10
      if (days.length < 5) expect(outgoing.days).toBe(null)
      else expect(outgoing.days?.median).toBe(median)
    }
  })

  test('keeps to the days that were asked for, and refuses what are none', async () => {
    const whole = await ledgerBetween(db, head, {}, until)
    const part = await ledgerBetween(db, head, { from: '2026-01-01', until: '2026-06-30' }, until)
    const sum = ({ lines }: typeof whole) => lines.reduce((all, { outgoing }) => all + outgoing.asked, 0)
    expect(sum(part)).toBeGreaterThan(0)
    expect(sum(part)).toBeLessThan(sum(whole))
    await expect(ledgerBetween(db, head, { from: '2026-02-30' }, until)).rejects.toMatchObject({ code: 'bad_text', path: 'from' }) // biome-ignore format: a row
    await expect(ledgerBetween(db, head, { from: '2026-02-02', until: '2026-01-01' }, until)).rejects.toMatchObject({ path: 'until' }) // biome-ignore format: a row
    await expect(ledgerBetween(db, actorOf(operator, 'operator'), {}, until)).rejects.toMatchObject({ code: 'not_permitted' }) // biome-ignore format: a row
  })

  test('has scorecards beside it that compare only requests of one route, for the same data, of the same urgency', async () => {
    const cellOf = ({ direction, rule, items, facts }: Request) =>
      [
        direction,
        rule,
        [...new Set(items.map(({ category }) => category))].sort().join(' '),
        facts.urgency ?? 'ordinary',
      ].join(' ')
    let compared = 0
    for (const one of (await listOrganisations(db)).filter(({ seats }) => seats.some((seat) => seat !== 'operator'))) {
      const made = (await listRequests(db, one.id, { limit: 10_000 })).filter(
        ({ direction, leftAt }) => direction === 'incoming' || leftAt,
      )
      const cells = Map.groupBy(made, cellOf)
      for (const { counterpart, lines } of await scorecards(db, actorOf(one, one.seats[0] as Seat), {}, until)) {
        expect(lines.reduce((sum, { asked }) => sum + asked, 0)).toBe(
          made.filter((each) => each.counterpart === counterpart).length,
        )
        for (const line of lines) {
          const cell = cells.get([line.direction, line.route, line.categories.join(' '), line.urgency].join(' ')) ?? []
          const own = cell.filter((each) => each.counterpart === counterpart)
          const ended = (...statuses: string[]) => own.filter(({ status }) => statuses.includes(status)).length
          expect(line).toMatchObject({
            asked: own.length,
            answered: ended('answered', 'completed'),
            refused: ended('refused'),
            open: own.length - ended('answered', 'completed', 'refused', 'withdrawn', 'lapsed'),
          })
          const others = new Set(cell.map((each) => each.counterpart)).size
          expect(line.among?.counterparts).toBe(others > 1 ? others : undefined)
          if (others > 1) expect(line.among?.asked).toBe(cell.length)
          if (line.ratio !== null) expect(line.ratio).toBeCloseTo((line.days ?? 0) / (line.among?.days ?? 1))
          compared += line.among ? 1 : 0
        }
      }
    }
    expect(compared).toBeGreaterThan(0)
    await expect(scorecards(db, head, { until: '2026-13-01' }, until)).rejects.toMatchObject({ path: 'until' })
    await expect(scorecards(db, actorOf(operator, 'operator'), {}, until)).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })

  test('of states is a function of the published figures: what is few stays untold', () => {
    const own = { id: 'a', name: 'A', state: 'DE', checkpoint: '' }
    const figure = (direction: 'outgoing' | 'incoming', byState: Record<string, number | null> | undefined) => ({
      ...{ org: 'a', direction, period: '2026-H1' },
      made: { digest: '', number: 20, ...(byState && { byState }) },
      ended: { digest: '', number: 0 },
    })
    const pairs = publishedPairs({
      organisations: [own],
      figures: [
        figure('outgoing', { IE: 12, US: null, DE: 7, 'not stated': 9 }),
        { ...figure('outgoing', undefined), period: '2026-H2' },
        figure('incoming', { IE: 8 }),
      ],
    })
    expect(pairs).toEqual([
      { asking: 'DE', asked: 'IE', made: { told: 12, notTold: 1 }, received: { told: 0, notTold: 0 } },
      { asking: 'DE', asked: 'US', made: { told: 0, notTold: 2 }, received: { told: 0, notTold: 0 } },
      { asking: 'IE', asked: 'DE', made: { told: 0, notTold: 0 }, received: { told: 8, notTold: 0 } },
    ])
    expect(publishedPairs(file.edition).length).toBeGreaterThan(0)
  })
})

describe('a counterpart’s edition', () => {
  test('is taken in only as its publisher, whom the directory knows, signed it', async () => {
    await expect(take({})).rejects.toMatchObject({ code: 'malformed_edition' })
    await expect(take(file, actorOf(asking, 'court'))).rejects.toMatchObject({ code: 'not_permitted' })
    const altered = structuredClone(file)
    altered.edition.reason = 'Another one'
    await expect(take(altered)).rejects.toMatchObject({ code: 'edition_not_signed' })
    const stranger = structuredClone(file)
    stranger.edition.publisher.id = 'org_nobody'
    await expect(take(stranger)).rejects.toMatchObject({ code: 'no_such_publisher' })
    const apart = await signedAgain((edition) => edition.periods.reverse())
    await expect(take(apart)).rejects.toMatchObject({ code: 'malformed_edition', path: 'edition.periods' })
    const wrongSums = await signedAgain(({ figures }) => {
      const told = figures.find(({ made }) => made.byState && made.number !== null)
      if (told) told.made.number = 1
    })
    await expect(take(wrongSums)).rejects.toMatchObject({ code: 'edition_not_signed' })
  })

  test('stands beside one’s own record with the difference, once; two under one number are refused', async () => {
    const { id } = await take(file)
    await expect(take(file)).rejects.toMatchObject({ code: 'edition_taken' })
    const other = await signedAgain((edition) => {
      edition.reason = 'Another one'
    })
    await expect(take(other)).rejects.toMatchObject({ code: 'edition_contradicted' })
    const { figures } = await bothSides(db, head, id)
    expect(figures.length).toBeGreaterThan(0)
    for (const { counterpart, direction, period, ours, theirs, difference, standing } of figures) {
      const [year, half] = period.split('-')
      const inHalf = (at: string) => at.startsWith(year ?? '') && (Number(at.slice(5, 7)) <= 6 ? 'H1' : 'H2') === half
      const plain = mine.filter(
        (one) =>
          one.counterpart === counterpart.id &&
          one.direction === direction &&
          (direction === 'incoming' ? inHalf(one.createdAt) : one.leftAt && inHalf(one.leftAt)),
      )
      expect(ours).toBe(plain.length)
      expect(difference).toBe(theirs === null ? null : theirs - ours)
      // Both keep their record here: what was sent arrived.
      expect(standing).not.toBe('fewer-there')
    }
    await expect(bothSides(db, actorOf(operator, 'provider'), id)).rejects.toMatchObject({ code: 'no_such_edition' })
  })

  test('that has fewer than were sent is in dispute', async () => {
    const before = (await bothSides(db, head, (await takenAgain()).id)).figures
    const sent = before.filter(({ direction, ours }) => direction === 'outgoing' && ours > 0)
    expect(sent.length).toBeGreaterThan(0)
    for (const one of sent) expect(one).toMatchObject({ theirs: 0, difference: -one.ours, standing: 'fewer-there' })
  })
  /** The same edition under the next number, with nothing in it that anybody received. */
  const takenAgain = async () =>
    take(
      await signedAgain((edition) => {
        edition.number++
        edition.figures = edition.figures.filter(({ direction }) => direction === 'outgoing')
      }),
    )
})

describe('whether reciprocity holds', () => {
  test('is a person’s word with the figures of that moment, on record, and what is found later counts', async () => {
    const { lines } = await ledgerBetween(db, head, {}, until)
    const line = lines.find(({ kind }) => kind === 'state') as (typeof lines)[number]
    const withState = line.partner
    expect(await standingReciprocity(db, asking.id)).toEqual([])
    const found = await find({ withState })
    expect(found).toMatchObject({ state: asking.state, holds: true, figures: { line } })
    expect(await standingReciprocity(db, asking.id)).toEqual([found])
    expect(await eventsAbout(db, asking.id, found.id)).toMatchObject([{ kind: 'reciprocity.found' }])
    const later = await find({ withState, holds: false, reason: 'They answer no more', from: '2026-01-01' })
    expect(await standingReciprocity(db, asking.id)).toEqual([later])
  })

  test('is refused without reason, figures, another state, or the right to say so', async () => {
    const [line] = (await ledgerBetween(db, head, {}, until)).lines
    const withState = line?.partner ?? ''
    await expect(find({ withState, reason: ' ' })).rejects.toMatchObject({ code: 'bad_text', path: 'reason' })
    await expect(find({ withState: asking.state })).rejects.toMatchObject({ code: 'bad_text', path: 'withState' })
    await expect(find({ withState: 'Utopia' })).rejects.toMatchObject({ code: 'bad_text', path: 'withState' })
    await expect(find({ withState: 'TV' })).rejects.toMatchObject({ code: 'no_figures' })
    await expect(find({ withState }, actorOf(asking, 'authority', 'author'))).rejects.toMatchObject({ code: 'not_permitted' }) // biome-ignore format: a row
  })
})
