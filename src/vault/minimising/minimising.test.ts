import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test as property } from '@fast-check/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Actor, createOrganisation, readSecret, recipientsOf, sealingIdentities } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { readLaw } from '../../read-law.ts'
import { filesInArchive } from '../archive.ts'
import { openBlobs } from '../blobs.ts'
import { custodyOf } from '../custody.ts'
import { staysWith } from '../destination.ts'
import { eraseReceived } from '../erasing.ts'
import { openEvidence, sealEvidence } from '../evidence.ts'
import { sealAnew } from '../handing-on.ts'
import { findItem, listItems, setState } from '../store.ts'
import { zipOf } from '../zip-write.ts'
import { askLeave, decideLeave, markSensitive } from './apart.ts'
import { type Minimiser, minimise, readingOf, surveyPiece } from './minimise.ts'
import { records } from './records.ts'
import { type Fate, fates, type Selection, type Source } from './selection.ts'
import { apartOf, leavesOf, madeOf, partsAround } from './store.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
let time = Temporal.Instant.from('2026-11-22T09:00:00Z')
const now = () => time
const law = await readLaw()
let folder: string
let on: Minimiser
let anna: Actor
let people: Readonly<Record<'paul' | 'head' | 'taint', Actor>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-minimising-'))
  const input = { name: 'Office', state: 'DE', kind: 'prosecutor', seats: ['authority'], languages: ['de'] } as const
  const { id } = await db.transaction().execute((tx) => createOrganisation(tx, secret, input, 'system', now()))
  const at = (name: string, role: Actor['role']): Actor => ({
    ...{ person: `person_${name}`, name, org: id, orgName: 'Office', seat: 'authority', role, isDemo: true },
  })
  anna = at('Anna', 'author')
  people = { paul: at('Paul', 'author'), head: at('Helga', 'head'), taint: at('Tilo', 'author') }
  const identities = await sealingIdentities(db, secret, id)
  on = { db, blobs: await openBlobs(folder), now, identities, sealedTo: await recipientsOf(db, id) }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const code = (code: string) => expect.objectContaining({ code })
const names = (org: string) => org
async function* streamOf(text: string | Buffer, size = text.length): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text as string)
  for (let at = 0; at < bytes.length; at += Math.max(1, size)) yield bytes.subarray(at, at + Math.max(1, size))
}
const textOf = async (bytes: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(bytes)).toString()

const letter = (lines: Readonly<Record<string, string>>, text: string) =>
  `From - Sat Nov 21 10:00:00 2026\n${Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n${text}\n\n`
const invoice = letter(
  {
    From: 'Echo <echo@mail.example>',
    To: 'buyer@shop.example',
    Date: 'Mon, 02 Mar 2026 10:00:00 +0000',
    'Message-ID': '<1@x>',
  },
  'The invoice is attached.\n>From here it goes on.',
)
const answer = letter(
  {
    From: 'buyer@shop.example',
    To: 'echo@mail.example',
    Date: 'Tue, 03 Mar 2026 00:30:00 +0200',
    'In-Reply-To': '<1@x>',
    'Message-ID': '<2@x>',
  },
  'Thank you.',
)
const family = letter(
  { From: 'sister@home.example', To: 'echo@mail.example', Date: 'Wed, 04 Mar 2026 10:00:00 +0000' },
  'Come home.',
)
const counsel = letter(
  { From: 'Dr. Recht <recht@kanzlei.example>', To: 'echo@mail.example', Date: 'Mon, 02 Mar 2026 12:00:00 +0000' },
  'Say nothing.',
)
const undated = letter({ From: 'echo@mail.example', To: 'buyer@shop.example' }, 'When was this?')
const mailbox = invoice + answer + family + counsel + undated

/** These bytes as a piece is read: from the beginning, in steps of one size, or from anywhere. */
const sourceIn = (text: string | Uint8Array, size?: number): Source => {
  const bytes = Buffer.from(text as string)
  return {
    name: 'return.zip',
    size: bytes.length,
    bytes: () => streamOf(bytes, size),
    at: async (from, to) => bytes.subarray(from, to),
  }
}

const judgeBy = async (selection: Selection, text: string | Uint8Array, size?: number) => {
  const reading = readingOf(selection)
  return { reading, judged: await Array.fromAsync(reading.judge(sourceIn(text, size))) }
}
const fatesBy = async (selection: Selection, text: string | Uint8Array = mailbox) =>
  (await judgeBy(selection, text)).judged.map(({ fate }) => fate)

describe('letters', () => {
  test('are covered by their days, in UTC, the last included', async () => {
    const march2 = { of: 'letters', from: '2026-03-02', until: '2026-03-02' } as const
    expect(await fatesBy(march2)).toEqual(['kept', 'kept', 'left-out', 'kept', 'left-out'])
    expect((await judgeBy(march2, mailbox)).judged.at(-1)).toEqual({ fate: 'left-out', isUndated: true })
  })

  test('are covered by who sent or got them, by address or by domain', async () => {
    const out = ['left-out', 'left-out', 'left-out', 'left-out', 'left-out']
    const [kept, left] = ['kept', 'left-out']
    expect(await fatesBy({ of: 'letters', parties: ['BUYER@shop.example'] })).toEqual([kept, kept, left, left, kept])
    expect(await fatesBy({ of: 'letters', parties: ['@home.example'] })).toEqual([left, left, kept, left, left])
    expect(await fatesBy({ of: 'letters', parties: ['example'] })).not.toContain(left)
    expect(await fatesBy({ of: 'letters', parties: ['ome.example', 'yer@shop.example'] })).toEqual(out)
  })

  test('are covered by the conversation they stand in', async () => {
    expect(await fatesBy({ of: 'letters', threads: ['<1@x>'] })).toEqual([
      'kept',
      'kept',
      'left-out',
      'left-out',
      'left-out',
    ])
  })

  test('of a lawyer are privileged, whatever else covers them', async () => {
    const all = { of: 'letters', privileged: ['kanzlei.example'] } as const
    expect(await fatesBy(all)).toEqual(['kept', 'kept', 'kept', 'privileged', 'kept'])
  })

  test('of what is no mailbox are none', async () => {
    for (const text of ['', 'Dear all', 'Fro', '<html>\nFrom here\n'])
      await expect(judgeBy({ of: 'letters' }, text)).rejects.toEqual(code('not_readable'))
  })

  property.prop(
    [
      fc.array(fc.constantFrom(invoice, answer, family, counsel, undated), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 400 }),
    ],
    { numRuns: 60 },
  )('each lies in one part alone, byte by byte, however the file is cut on its way', async (all, size) => {
    const selection = { of: 'letters', parties: ['buyer@shop.example'], privileged: ['recht@kanzlei.example'] } as const
    const { reading, judged } = await judgeBy(selection, all.join(''), size)
    const made = judged.map(({ fate }) => fate)
    expect(made).toHaveLength(all.length)
    for (const fate of fates) {
      const wanted = all.filter((_, i) => made[i] === fate).join('')
      expect(await textOf(reading.part(sourceIn(all.join(''), size), made, fate))).toBe(wanted)
    }
  })
})

const calls =
  'number;called;begun;"seconds, whole"\r\n+49301;+49401;2026-03-02T10:00:00Z;60\r\n+49301;+49999;2026-03-05;"1;2"\r\n+49402;+49401;soon;"said ""no"""\r\n'

describe('records in JSON', () => {
  const one = '{"user": "eva", "at": "2026-03-02T10:00:00Z", "n": 12345678901234567890}'
  const two = '{"user":"recht@kanzlei.example","at":"2026-03-05","with":{"to":["eva",1.0]}}'
  const three = '{"user":"otto","at":null,"user":"eva"}'
  const list = `[\n${one},\n ${two} , ${three}]\n`
  const part = async (selection: Selection, text: string, wanted: Fate) => {
    const { reading, judged } = await judgeBy(selection, text, 7)
    return textOf(
      reading.part(
        sourceIn(text, 5),
        judged.map(({ fate }) => fate),
        wanted,
      ),
    )
  }

  test('are covered by a value or a day, in a list or one after another', async () => {
    const eva: Selection = { of: 'records', rows: { column: 'User', among: ['EVA'] } }
    for (const text of [list, `${one}\n${two}\n${three}`]) {
      expect(await fatesBy(eva, text)).toEqual(['kept', 'left-out', 'kept'])
      const days: Selection = { of: 'records', rows: { column: 'at', until: '2026-03-02' } }
      expect((await judgeBy(days, text)).judged).toEqual([
        { fate: 'kept', isUndated: false },
        { fate: 'left-out', isUndated: false },
        { fate: 'left-out', isUndated: true },
      ])
    }
    expect(await fatesBy({ of: 'records', privileged: ['recht@kanzlei.example'] }, list)).toEqual([
      'kept',
      'privileged',
      'kept',
    ])
    expect(await fatesBy({ of: 'records', privileged: ['eva'] }, list)).toEqual([
      'privileged',
      'privileged',
      'privileged',
    ])
  })

  describe('in a list within something else', () => {
    const before =
      '{"account": "eva", "note":"a [list] of {\\"records\\": []}", "answer" :{"records":{"list":1},"of":[{"list":[]}],"li\\u0073t":['
    const after = '],"total": 3}, "until":1.10}\n'
    const file = `${before}${one}, ${two},${three}${after}`
    const eva = { of: 'records', list: '/answer/list', rows: { column: 'user', among: ['eva'] } } as const

    test('all that stands around it is kept, sign by sign; what is set apart is a list alone', async () => {
      expect(await fatesBy(eva, file)).toEqual(['kept', 'left-out', 'kept'])
      expect(await part(eva, file, 'kept')).toBe(`${before}\n${one},\n${three}\n${after}`)
      expect(JSON.parse(await part(eva, file, 'kept'))).toMatchObject({ answer: { list: [{}, {}], total: 3 } })
      expect(await part(eva, file, 'left-out')).toBe(`[\n{"#":2,${two.slice(1)}\n]\n`)
      const simple = { ...eva, list: 'records' }
      expect(await part(simple, `\ufeff{"records":[${two},${one}]}`, 'kept')).toBe(`\ufeff{"records":[\n${one}\n]}`)
      const slashed = { ...eva, list: '/a~1b/' }
      expect(await part(slashed, `{"a/b":{"":[${one},${two}]}}`, 'kept')).toBe(`{"a/b":{"":[\n${one}\n]}}`)
    })

    test.each([
      ['that is not there', `{"answer":{"other":[${one}]}}`, 'no_such_column'],
      ['that is no list', `{"answer":{"list":${one}}}`, 'no_such_column'],
      ['below a list', `[{"answer":{"list":[${one}]}}]`, 'no_such_column'],
      ['that stands there twice', `{"answer":{"list":[${one}],"list":[${two}]}}`, 'not_readable'],
      ['of no objects', '{"answer":{"list":[1,2]}}', 'not_readable'],
      ['in what is broken', `{"answer":{"list":[${one}],}}`, 'not_readable'],
      ['in what goes on after its end', `{"answer":{"list":[${one}]}} {}`, 'not_readable'],
      ['that is cut off', `{"answer":{"list":[${one},`, 'not_readable'],
      ['whose surroundings are cut off', `{"answer":{"list":[${one}]`, 'not_readable'],
      ['in very much', `{"a":"${'x'.repeat(1_100_000)}","answer":{"list":[${one}]}}`, 'not_readable'],
      ['in a table', 'answer;list\r\n1;2\r\n', 'no_such_column'],
    ])('one %s is refused', async (_, text, why) => {
      await expect(fatesBy(eva, text)).rejects.toEqual(code(why))
    })

    property.prop([fc.jsonValue(), fc.jsonValue(), fc.array(fc.record({ n: fc.integer(), s: fc.string() }), { minLength: 1, maxLength: 5 }), fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 9 })])(
      'whatever stands around it, all comes back as it was',
      async (first, last, rows, name, size) => {
        const text = JSON.stringify({ '0first': first, within: { a: last, [`l${name}`]: rows, z: first }, '9last': last })
        const list = `/within/l${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
        const { reading, judged } = await judgeBy({ of: 'records', list }, text, size)
        const again = await textOf(reading.part(sourceIn(text, size), judged.map(({ fate }) => fate), 'kept'))
        expect(JSON.parse(again)).toEqual(JSON.parse(text))
      },
    ) // biome-ignore format: a property
  })

  test('are written as they stood, sign by sign, with the members that were asked for', async () => {
    const eva: Selection = { of: 'records', rows: { column: 'user', among: ['eva'] } }
    expect(await part(eva, list, 'kept')).toBe(`[\n${one},\n${three}\n]\n`)
    expect(await part(eva, `${one}\n${two}`, 'left-out')).toBe(`{"#":2,${two.slice(1)}\n`)
    const narrow: Selection = { of: 'records', columns: ['n'], privileged: ['recht@kanzlei.example'] }
    expect(await part(narrow, list, 'kept')).toBe('[\n{"n":12345678901234567890},\n{}\n]\n')
    expect(JSON.parse(await part(narrow, list, 'left-out'))).toEqual([
      { '#': 1, user: 'eva', at: '2026-03-02T10:00:00Z' },
      { '#': 3, user: 'eva', at: null },
    ])
    expect(await part(narrow, list, 'privileged')).toBe(`[\n${two}\n]\n`)
  })

  test('are refused where they are none, broken, or have no such member', async () => {
    const broken = [
      '[',
      '[1]',
      '[{}',
      '[{},]',
      '[{} {}]',
      '{"a":1',
      '[{"a":1}] x',
      '{"a":}',
      `[{"a":"${'x'.repeat(1024 * 1024)}"}]`,
      `${'['.repeat(90_000)}`,
    ]
    for (const text of broken)
      await expect(judgeBy({ of: 'records' }, text), text.slice(0, 20)).rejects.toEqual(code('not_readable'))
    await expect(judgeBy({ of: 'records', columns: ['n', 'name'] }, list)).rejects.toMatchObject({
      code: 'no_such_column',
      path: 'columns.1',
    })
  })

  property.prop(
    [
      fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), { minLength: 1 }),
      fc.integer({ min: 1, max: 50 }),
    ],
    { numRuns: 60 },
  )('come out as they went in, however the file is cut on its way', async (all, size) => {
    const { reading, judged } = await judgeBy({ of: 'records' }, JSON.stringify(all), size)
    const again = await textOf(
      reading.part(
        sourceIn(JSON.stringify(all), size),
        judged.map(({ fate }) => fate),
        'kept',
      ),
    )
    expect(JSON.parse(again)).toEqual(JSON.parse(JSON.stringify(all)))
  })
})

describe('files of a zip', () => {
  const zip = async (files: Readonly<Record<string, string>>) =>
    Buffer.concat(
      await Array.fromAsync(
        zipOf(
          {
            files: new Map(Object.entries(files).map(([name, text]) => [name, text.length])),
            faults: [],
            read: (name) => streamOf(files[name] ?? ''),
          },
          'export',
        ),
        (part) => part.slice(),
      ),
    )
  const files = {
    'mail/inbox.mbox': 'letters',
    'photos/a.jpg': 'a',
    'photos/b.JPG': 'b',
    'counsel/notes.txt': 'secret',
  }

  test('are covered by their name, their folder, their day', async () => {
    const bytes = await zip(files)
    const [kept, left, privileged] = ['kept', 'left-out', 'privileged']
    expect(await fatesBy({ of: 'files', names: ['*.jpg'] }, bytes)).toEqual([left, kept, kept, left])
    expect(await fatesBy({ of: 'files', names: ['export/photos/', 'inbox.mbox'] }, bytes)).toEqual([
      kept,
      kept,
      kept,
      left,
    ])
    expect(await fatesBy({ of: 'files', privileged: ['*/counsel/*'] }, bytes)).toEqual([kept, kept, kept, privileged])
    expect(await fatesBy({ of: 'files', names: ['a*g', 'x*', '*p*o*a.jpg'] }, bytes)).toEqual([left, kept, left, left])
    expect(await fatesBy({ of: 'files', from: '1981-01-01' }, bytes)).toEqual([left, left, left, left])
  })

  test('lie each in one part alone, as they were', async () => {
    const bytes = await zip(files)
    const { reading, judged } = await judgeBy({ of: 'files', names: ['*.jpg'], privileged: ['*/counsel/*'] }, bytes)
    const made = judged.map(({ fate }) => fate)
    const inPart = async (fate: Fate) => {
      const part = Buffer.concat(await Array.fromAsync(reading.part(sourceIn(bytes), made, fate), (one) => one.slice()))
      const found = await Array.fromAsync(filesInArchive(async (from, to) => part.subarray(from, to), part.length))
      return Promise.all(found.map(async (file) => [file.name, await textOf(file.read())]))
    }
    expect(await inPart('kept')).toEqual([
      ['return/export/photos/a.jpg', 'a'],
      ['return/export/photos/b.JPG', 'b'],
    ])
    expect(await inPart('left-out')).toEqual([['return/export/mail/inbox.mbox', 'letters']])
    expect(await inPart('privileged')).toEqual([['return/export/counsel/notes.txt', 'secret']])
  })

  test('are refused where it is no zip, or leads out of its folder', async () => {
    for (const bytes of ['', 'PK no zip', await zip({ '../../x': 'x' })])
      await expect(judgeBy({ of: 'files' }, bytes)).rejects.toEqual(code('not_readable'))
  })
})

describe('records', () => {
  test('are covered by a value or a day in a column', async () => {
    const rows = (more: object): Selection => ({ of: 'records', rows: { column: 'Number', ...more } })
    expect(await fatesBy(rows({ among: ['+49301'] }), calls)).toEqual(['kept', 'kept', 'left-out'])
    const days: Selection = { of: 'records', rows: { column: 'begun', from: '2026-03-01', until: '2026-03-02' } }
    expect(await fatesBy(days, calls)).toEqual(['kept', 'left-out', 'left-out'])
    expect(await fatesBy({ of: 'records', privileged: ['+49999'] }, calls)).toEqual(['kept', 'privileged', 'kept'])
  })

  test('keep the columns that were asked for; what is left out says where it stood', async () => {
    const selection: Selection = {
      of: 'records',
      columns: ['begun', 'number'],
      rows: { column: 'number', among: ['+49301'] },
      privileged: ['+49999'],
    }
    const { reading, judged } = await judgeBy(selection, calls)
    const made = judged.map(({ fate }) => fate)
    const part = (wanted: Fate) => textOf(reading.part(sourceIn(calls), made, wanted))
    expect(await part('kept')).toBe('number;begun\r\n+49301;2026-03-02T10:00:00Z\r\n')
    expect(await part('left-out')).toBe(
      '#;number;called;begun;seconds, whole\r\n1;;+49401;;60\r\n3;+49402;+49401;soon;"said ""no"""\r\n',
    )
    expect(await part('privileged')).toBe('number;called;begun;seconds, whole\r\n+49301;+49999;2026-03-05;"1;2"\r\n')
  })

  test('are refused where the file is no table, or has no such column', async () => {
    await expect(judgeBy({ of: 'records' }, 'a,b\n"never closed')).rejects.toEqual(code('not_readable'))
    const latin = async () =>
      Array.fromAsync(records({ of: 'records' }).judge(sourceIn(Buffer.from([0x61, 0x0a, 0xe4, 0x0a]))))
    await expect(latin()).rejects.toEqual(code('not_readable'))
    await expect(judgeBy({ of: 'records', columns: ['number', 'name'] }, calls)).rejects.toMatchObject({
      code: 'no_such_column',
      path: 'columns.1',
    })
  })

  property.prop(
    [
      fc.array(fc.array(fc.string({ maxLength: 6 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 50 }),
    ],
    { numRuns: 80 },
  )('come out as they went in, however the file is cut on its way', async (rows, size) => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    const text = ['a,b,c', ...rows.map((row) => row.map(quoted).join(','))].join('\n')
    const { reading, judged } = await judgeBy({ of: 'records' }, text, size)
    expect(judged).toHaveLength(rows.length)
    const again = await textOf(
      reading.part(
        sourceIn(text, size),
        judged.map(({ fate }) => fate),
        'kept',
      ),
    )
    const { reading: second, judged: read } = await judgeBy({ of: 'records' }, again)
    expect(
      await textOf(
        second.part(
          sourceIn(again),
          read.map(({ fate }) => fate),
          'kept',
        ),
      ),
    ).toBe(again)
    expect(read).toHaveLength(rows.length)
  })
})

async function verified(text: string, name = 'mailbox.mbox'): Promise<string> {
  const origin = `request_${name}_${Math.random()}`
  const { id } = await sealEvidence(on, anna, {
    origin,
    name,
    mediaType: 'application/mbox',
    bytes: streamOf(text),
    sealedTo: on.sealedTo,
  })
  await db.transaction().execute((tx) => setState(tx, anna.org, id, 'verified'))
  return id
}
const selection: Selection = { of: 'letters', parties: ['buyer@shop.example'], privileged: ['@kanzlei.example'] }
const minimised = (id: string, more: Partial<Parameters<typeof minimise>[3]> = {}, actor = anna) =>
  minimise(on, actor, id, { selection, reason: 'the order covers the dealings with the shop', ...more }, names)
const read = async (actor: Actor, id: string) =>
  textOf(
    (
      await openEvidence({ ...on, law }, actor, on.identities, id, {
        purpose: 'the case',
        bound: staysWith(actor),
        saved: true,
      })
    ).bytes,
  )
const transact = <T>(work: (tx: Parameters<typeof askLeave>[0]) => Promise<T>) => db.transaction().execute(work)

describe('a piece that is minimised', () => {
  test('becomes what is covered, what is not, and what is privileged, each with where it came from', async () => {
    const id = await verified(mailbox)
    expect(await surveyPiece(on, anna, id, selection)).toEqual({ kept: 3, 'left-out': 1, privileged: 1, undated: 0 })
    const parts = await minimised(id)
    expect(parts.map(({ part, units, ofUnits }) => [part, units, ofUnits])).toEqual([
      ['kept', 3, 5],
      ['left-out', 1, 5],
      ['privileged', 1, 5],
    ])
    const [kept, left] = parts
    await expect(minimised(id), 'twice').rejects.toEqual(code('already_minimised'))
    expect(await read(anna, kept?.item ?? '')).toBe(invoice + answer + undated)
    const piece = await findItem(db, anna.org, kept?.item ?? '')
    expect(piece).toMatchObject({ name: 'mailbox.kept.mbox', state: 'verified' })
    expect((await custodyOf(db, piece, names)).lines.map(({ what }) => what)).toEqual([
      'sealed',
      'sealed',
      'minimised',
      'opened',
    ])
    expect((await eventsAbout(db, anna.org, id)).map(({ kind }) => kind).slice(-3)).toEqual([
      'evidence.surveyed',
      'evidence.minimised',
      'evidence.set-apart',
    ])
    expect(await partsAround(db, anna.org, id)).toEqual(parts)
    expect(await partsAround(db, anna.org, left?.item ?? '')).toEqual([left])
    const all = await listItems(db, anna.org, piece.origin)
    const apart = await apartOf(
      db,
      anna.org,
      all.map((one) => one.id),
    )
    expect(apart.map(({ is }) => is).sort()).toEqual(['left-out', 'original', 'privileged'])
  })

  test('is minimised with a reason, by whoever may, where something is kept and something is not', async () => {
    const id = await verified(mailbox)
    const wrong: [Partial<Parameters<typeof minimise>[3]>, string][] = [
      [{ reason: ' ' }, 'reason_missing'],
      [{ selection: { of: 'letters', parties: ['nobody@x.example'] } }, 'nothing_kept'],
      [{ selection: { of: 'letters' } }, 'nothing_left_out'],
      [{ selection: { of: 'letters', from: '2026-02-30' } }, 'bad_day'],
      [{ selection: { of: 'letters', from: '2026-03-02', until: '2026-03-01' } }, 'bad_day'],
      [{ selection: { of: 'records', columns: ['number'] } }, 'no_such_column'],
    ]
    for (const [more, why] of wrong) await expect(minimised(id, more), why).rejects.toEqual(code(why))
    await expect(minimised(id, {}, { ...anna, seat: 'provider' })).rejects.toEqual(code('not_permitted'))
    expect(await partsAround(db, anna.org, id)).toEqual([])
    const sealed = await sealEvidence(on, anna, {
      origin: 'o',
      name: 'm.mbox',
      mediaType: 'application/mbox',
      bytes: streamOf(mailbox),
      sealedTo: on.sealedTo,
    })
    await expect(minimised(sealed.id)).rejects.toEqual(code('not_verified'))
  })
})

describe('what is set apart', () => {
  test('is opened with the leave of another person, until it runs out', async () => {
    const id = await verified(mailbox)
    await minimised(id, { selection: { of: 'letters', parties: ['buyer@shop.example'] } })
    await expect(read(anna, id)).rejects.toEqual(code('set_apart'))
    await expect(
      sealAnew(on, anna, [on.identities].flat(), id, { org: 'x', sealing: on.sealedTo[0] ?? '' }, names),
    ).rejects.toEqual(code('set_apart'))
    const leave = await transact((tx) => askLeave(tx, anna, id, 'the defence asks for a letter', now()))
    await expect(transact((tx) => askLeave(tx, anna, id, 'once more', now()))).rejects.toEqual(code('already_asked'))
    await expect(read(anna, id)).rejects.toEqual(code('set_apart'))
    const which = { item: id, leave: leave.id }
    const yes = { isGiven: true, reason: 'one letter', hours: 2 }
    const decide = (actor: Actor, answer = yes) => transact((tx) => decideLeave(tx, actor, which, answer, now()))
    await expect(decide(people.paul)).rejects.toEqual(code('not_permitted'))
    await expect(decide({ ...anna, role: 'head' })).rejects.toEqual(code('second_person'))
    await expect(decide(people.head, { ...yes, hours: 73 })).rejects.toEqual(code('too_long'))
    await expect(decide(people.head, { ...yes, reason: '' })).rejects.toEqual(code('reason_missing'))
    await decide(people.head)
    await expect(decide(people.head)).rejects.toEqual(code('already_decided'))
    expect(await read(anna, id)).toBe(mailbox)
    await expect(read(people.paul, id), 'the leave is Anna’s').rejects.toEqual(code('set_apart'))
    time = time.add({ hours: 2 })
    await expect(read(anna, id)).rejects.toEqual(code('set_apart'))
  })

  test('stays shut where leave is denied', async () => {
    const id = await verified(mailbox)
    await expect(transact((tx) => askLeave(tx, anna, id, 'to read it', now()))).rejects.toEqual(code('not_apart'))
    await transact((tx) => markSensitive(tx, anna, id, 'health records', now()))
    const leave = await transact((tx) => askLeave(tx, anna, id, 'to read it', now()))
    const no = { isGiven: false, reason: 'not needed', hours: 0 }
    await transact((tx) => decideLeave(tx, people.head, { item: id, leave: leave.id }, no, now()))
    await expect(read(anna, id)).rejects.toEqual(code('set_apart'))
    expect(await leavesOf(db, anna.org, id)).toMatchObject([{ answer: { byName: 'Helga', until: null } }])
    await transact((tx) => askLeave(tx, anna, id, 'now it is needed', now()))
  })

  test('is minimised with leave alone, and what is made of it is set apart too', async () => {
    const id = await verified(mailbox)
    const [, left] = await minimised(id)
    const rest = left?.item ?? ''
    const all: Selection = { of: 'letters', from: '2026-03-01', until: '2026-03-31' }
    for (const piece of [id, rest]) {
      await expect(surveyPiece(on, anna, piece, all)).rejects.toEqual(code('set_apart'))
      await expect(minimised(piece, { selection: all })).rejects.toEqual(code('set_apart'))
    }
    const other = await verified(mailbox)
    await transact((tx) => markSensitive(tx, anna, other, 'health records', now()))
    const leave = await transact((tx) => askLeave(tx, anna, other, 'to minimise it', now()))
    const yes = { isGiven: true, reason: 'yes', hours: 1 }
    await transact((tx) => decideLeave(tx, people.head, { item: other, leave: leave.id }, yes, now()))
    const [kept] = await minimised(other)
    await expect(read(anna, kept?.item ?? '')).rejects.toEqual(code('set_apart'))
  })

  test('goes, and what is covered with it, when nothing of a request may be kept', async () => {
    const id = await verified(mailbox)
    const parts = await minimised(id)
    expect((await madeOf(db, anna.org, [id])).sort()).toEqual(parts.map(({ item }) => item).sort())
    const { origin } = await findItem(db, anna.org, id)
    await transact((tx) => eraseReceived(tx, anna.org, origin, 'validation was refused', now()))
    expect((await listItems(db, anna.org, origin)).map(({ state }) => state)).toEqual(Array(4).fill('erased'))
    await expect(minimised(id, { selection: { of: 'letters', threads: ['<1@x>'] } })).rejects.toEqual(
      code('not_verified'),
    )
  })

  test('and privileged is read by nobody who has opened what the case is made of', async () => {
    const id = await verified(mailbox)
    const [kept, , privileged] = await minimised(id)
    await read(anna, kept?.item ?? '')
    const ask = (actor: Actor) => transact((tx) => askLeave(tx, actor, privileged?.item ?? '', 'to sort it', now()))
    await expect(ask(anna)).rejects.toEqual(code('works_on_case'))
    const leave = await ask(people.taint)
    const which = { item: privileged?.item ?? '', leave: leave.id }
    await transact((tx) =>
      decideLeave(tx, people.head, which, { isGiven: true, reason: 'filter team', hours: 24 }, now()),
    )
    expect(await read(people.taint, privileged?.item ?? '')).toBe(counsel)
    await read(people.taint, kept?.item ?? '')
    await expect(read(people.taint, privileged?.item ?? '')).rejects.toEqual(code('works_on_case'))
  })
})
