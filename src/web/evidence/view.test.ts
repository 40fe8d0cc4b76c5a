import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { viewOf } from './view.ts'

const see = (name: string, content: string | Uint8Array, mediaType = 'application/octet-stream') => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return viewOf(
    { name, mediaType, size: bytes.length },
    (async function* () {
      for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000)
    })(),
  )
}
const mail = (subject: string, more = '') =>
  `From: Eva <eva@a.example>\r\nTo: b@b.example\r\nSubject: ${subject}\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\n${more}\r\n`

describe('a piece of evidence is seen', () => {
  test('as text where it is a page of markup, whatever it says it is', async () => {
    const page = '<html><script>alert(1)</script>'
    expect(await see('a.html', page, 'text/html')).toEqual({
      kind: 'text',
      text: page,
      cut: false,
      facts: [],
      cautions: [],
      signatures: [],
    })
    expect(await see('a.png', page, 'image/png')).toMatchObject({ kind: 'text' })
    expect(await see('a.svg', '<svg onload="alert(1)"/>', 'image/svg+xml')).toMatchObject({ kind: 'text' })
  })

  test('as a picture only by its first bytes', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    expect(await see('a.txt', png, 'text/html')).toMatchObject({ kind: 'image', mediaType: 'image/png' })
  })

  test('as a letter with what it says, its markup as text, its attachments by name alone', async () => {
    const body = mail('=?utf-8?B?5L2g5aW9?=', 'Content-Type: text/html; charset=utf-8\r\n')
    const view = await see('a.eml', `${body}<p>Hello <img src="https://evil.test/x.png"></p><script>alert(1)</script>`)
    expect(view).toMatchObject({
      kind: 'letter',
      letter: { subject: '你好', from: 'Eva <eva@a.example>', to: 'b@b.example' },
    })
    expect(JSON.stringify(view)).not.toMatch(/<img|<script|<p>/)
  })

  test('as its letters, at most two hundred, with nothing in them that does anything', async () => {
    const box = (n: number) =>
      Array.from({ length: n }, (_, i) => `From eva@a.example Fri\r\n${mail(`No ${i}`)}Text\r\n\r\n`).join('')
    const view = await see('a.mbox', box(3))
    expect(view).toMatchObject({
      kind: 'mailbox',
      more: false,
      letters: [{ subject: 'No 0', text: expect.stringContaining('Text') }, { subject: 'No 1' }, { subject: 'No 2' }],
    })
    expect(await see('a.mbox', box(201))).toMatchObject({ kind: 'mailbox', more: true, letters: { length: 200 } })
    const html = mail('Hello', 'Content-Type: text/html; charset=utf-8\r\n')
    const evil = await see(
      'a.mbox',
      `From eva\r\n${html}<p>Hi</p><img src="https://evil.test/x.png"><script>alert(1)</script>\r\n`,
    )
    expect(JSON.stringify(evil)).toContain('Hi')
    expect(JSON.stringify(evil)).not.toMatch(/<img|<script|<p>/)
  })

  test('as its letters with a quoted line as it was written, and long ones cut', async () => {
    const quoted = await see('a.mbox', `From eva\r\n${mail('A')}>From here on\r\n>>From there\r\n`)
    expect(quoted).toMatchObject({ letters: [{ text: expect.stringMatching(/^From here on\r?\n>From there/) }] })
    const long = Array.from({ length: 60 }, (_, i) => `From eva\r\n${mail(`No ${i}`)}${'x '.repeat(50_000)}\r\n`).join(
      '',
    )
    const view = await see('a.mbox', long)
    if (view.kind !== 'mailbox') return expect.fail('it is a mailbox')
    expect(JSON.stringify(view).length).toBeLessThan(2_000_000)
    expect(view.letters.at(-1)).toEqual({
      subject: 'No 59',
      from: expect.any(String),
      to: expect.any(String),
      date: expect.any(String),
    })
  })

  test('indented where it is JSON, and cut where it is long', async () => {
    expect(await see('a.json', '{"a":1}')).toMatchObject({ text: '{\n  "a": 1\n}' })
    const long = await see('a.csv', 'é'.repeat(5_000_000))
    expect(long).toMatchObject({ kind: 'text', cut: true })
  })

  test('as its first bytes where nothing else fits, and nothing breaks it', async () => {
    expect(await see('a.bin', Uint8Array.of(0, 1, 2, 65))).toMatchObject({
      kind: 'bytes',
      lines: [expect.stringMatching(/^0000 {2}00 01 02 41 .* \.\.\.A$/)],
    })
    expect(await see('a.eml', new Uint8Array([0, 1, 255]))).toMatchObject({ kind: 'bytes' })
    expect(await see('empty', '')).toMatchObject({ kind: 'text', text: '' })
    const nested = Array.from(
      { length: 300 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    ).join('')
    expect(await see('deep.eml', nested)).toMatchObject({ kind: 'text' })
  })
})

/** A zip as anybody could write one: `claims` is said in its directory whatever is so. */
interface Entry {
  readonly name: string
  readonly bytes: Uint8Array
  readonly claims?: { readonly flags?: number; readonly at?: number }
}
function zip(...entries: Entry[]): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, bytes, claims } of entries) {
    const packed = deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(claims?.flags ?? 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt16LE((46 << 9) | (11 << 5) | 20, 8)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(bytes.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(claims?.at ?? at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, ...directory, end])
}
const text = (content: string) => new TextEncoder().encode(content)

const pdf = (...objects: string[]) =>
  Buffer.from(
    `%PDF-1.4\n${objects.map((one, i) => `${i + 1} 0 obj\n${one}\nendobj\n`).join('')}trailer << /Root 1 0 R /Info 5 0 R >>\n`,
    'latin1',
  )
const content = (operators: string) => `<< /Length ${operators.length} >>\nstream\n${operators}\nendstream`
const page = [
  '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 >> >> >> >>',
  '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
  content('BT /F1 12 Tf (Paid to ) Tj [(ev) -10 (a@a.example)] TJ 0 -14 Td (on 2026-03-01) Tj ET'),
  "<< /Title <FEFF00410042> /Author (Ev\\344 \\(A.\\)) /CreationDate (D:20260301120000+01'00') >>",
]

const found = (view: Awaited<ReturnType<typeof see>>) =>
  Object.fromEntries(view.facts.map(({ kind, value }) => [kind, value]))

describe('what providers return is seen as what it is, with what it says of itself', () => {
  test('a table, by its headings', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, i) => `2026-01-${String((i % 28) + 1).padStart(2, '0')};u${i % 3}@a.example;10.0.0.${i % 7}`,
    )
    const view = await see('log.csv', `at;who;from\r\n${rows.join('\r\n')}\r\n`)
    expect(view).toMatchObject({
      kind: 'table',
      table: { columns: ['at', 'who', 'from'], more: true, rows: { length: 200 } },
    })
    expect(found(view)).toMatchObject({
      rows: '300',
      columns: '3',
      from: '2026-01-01T00:00:00.000Z',
      until: '2026-01-28T00:00:00.000Z',
    })
    expect(view.facts).toContainEqual({ kind: 'address', value: 'u0@a.example', times: 100 })
    expect(await see('no.csv', 'one column\r\nalone\r\n')).toMatchObject({ kind: 'text' })
    expect(await see('open.csv', `a,b\r\n1,"${'x'.repeat(1_100_000)}`)).toMatchObject({ kind: 'text' })
  })

  test('records in JSON, as a list, within an object, or a line each', async () => {
    const records = [
      { a: 1, b: { c: [2] } },
      { a: 'x', d: null },
    ]
    const table = { columns: ['a', 'b', 'd'], rows: [['1', '{"c":[2]}', ''], ['x', '', '']], more: false } // biome-ignore format: a table
    for (const written of [
      JSON.stringify(records),
      JSON.stringify({ of: 'eva', records }),
      records.map((one) => JSON.stringify(one)).join('\n'),
    ])
      expect(await see('a.json', written)).toMatchObject({ kind: 'table', table })
    expect(await see('deep.json', `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`)).toMatchObject({
      kind: 'table',
      table: { rows: [[expect.stringMatching(/^\[+…$/)]] },
    })
    expect(await see('broken.json', '[{"a":1},')).toMatchObject({ kind: 'text' })
  })

  test('a picture with camera, time and place', async () => {
    const tiff = Buffer.alloc(200)
    tiff.write('MM\0*\0\0\0\x08', 0, 'latin1')
    const entry = (at: number, tag: number, type: number, count: number, value: number) => {
      tiff.writeUInt16BE(tag, at)
      tiff.writeUInt16BE(type, at + 2)
      tiff.writeUInt32BE(count, at + 4)
      tiff.writeUInt32BE(value, at + 8)
    }
    tiff.writeUInt16BE(2, 8)
    entry(10, 0x0110, 2, 8, 150)
    entry(22, 0x8825, 4, 1, 40)
    tiff.write('Model X\0', 150)
    tiff.writeUInt16BE(4, 40)
    entry(42, 1, 2, 2, 0x53000000)
    entry(54, 2, 5, 3, 100)
    entry(66, 3, 2, 2, 0x45000000)
    entry(78, 4, 5, 3, 124)
    for (const [i, value] of [33, 1, 30, 1, 0, 1, 151, 1, 12, 1, 36, 1].entries())
      tiff.writeUInt32BE(value, 100 + i * 4)
    const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, tiff.length + 8])
    const view = await see('a.jpg', Buffer.concat([head, Buffer.from('Exif\0\0'), tiff, Buffer.from([0xff, 0xd9])]))
    expect(found(view)).toEqual({ camera: 'Model X', place: '-33.50000, 151.21000' })
  })

  test('a PDF by its text, and what it would run', async () => {
    const view = await see('a.pdf', pdf(...page))
    expect(view).toMatchObject({
      kind: 'document',
      pages: ['Paid to eva@a.example\non 2026-03-01'],
      cautions: ['runs-code'],
    })
    expect(found(view)).toMatchObject({
      pages: '1',
      title: 'AB',
      author: 'Evä (A.)',
      created: '2026-03-01T12:00:00+01:00',
      address: 'eva@a.example',
    })
    const locked = pdf(...page)
      .toString('latin1')
      .replace('/Root', '/Encrypt 9 0 R /Root')
    expect(await see('b.pdf', Buffer.from(locked, 'latin1'))).toMatchObject({
      pages: [''],
      cautions: ['encrypted', 'runs-code'],
    })
  })

  test('a web archive by its records, whole or broken', async () => {
    const record = (address: string, body: string) =>
      `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${address}\r\nWARC-Date: 2026-03-01T12:00:00Z\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n\r\n`
    const one = record('https://a.example/x', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<script>')
    const packed = Buffer.concat([gzipSync(one), gzipSync(one)])
    const view = await see('a.warc.gz', packed)
    expect(view).toMatchObject({
      kind: 'captures',
      cautions: [],
      captures: [{ address: 'https://a.example/x', status: '200', mediaType: 'text/html' }, {}],
    })
    expect(JSON.stringify(view)).not.toContain('<script>')
    expect(await see('a.warc.gz', packed.subarray(0, -20))).toMatchObject({
      captures: { length: 2 },
      cautions: ['damaged'],
    })
    expect(await see('a.warc', one.replace(/Length: \d+/, 'Length: 99999999'))).toMatchObject({ cautions: ['damaged'] })
  })

  test('an archive by its files and those of archives in it', async () => {
    const inner = zip({ name: 'letters/1.eml', bytes: text('x') })
    const view = await see(
      'return.zip',
      zip({ name: 'readme.txt', bytes: text('hello') }, { name: 'mail.zip', bytes: inner }),
    )
    expect(view).toMatchObject({
      kind: 'archive',
      cautions: [],
      files: [
        { name: 'readme.txt', size: 5 },
        { name: 'mail.zip', within: [{ name: 'letters/1.eml' }] },
      ],
    })
    expect(found(view)).toMatchObject({ files: '3', from: '2026-11-20T00:00:00' })
  })
})

describe('what is meant to break whoever looks at it has an answer', () => {
  const nested = (levels: number): Buffer =>
    levels === 0 ? zip({ name: 'end', bytes: text('x') }) : zip({ name: 'in.zip', bytes: nested(levels - 1) })

  test.each<[string, Buffer, string]>([
    ['unpacks to a disk full', zip({ name: 'a', bytes: new Uint8Array(30_000_000) }), 'unpacks-too-large'],
    ['holds an archive that does', zip({ name: 'a.zip', bytes: new Uint8Array(30_000_000) }), 'unpacks-too-large'],
    ['holds archives in archives', nested(8), 'nested-too-deep'],
    ['leads out of its folder', zip({ name: '../../etc/passwd', bytes: text('x') }), 'unsafe-name'],
    ['is encrypted', zip({ name: 'a.zip', bytes: text('x'), claims: { flags: 1 } }), 'encrypted'],
    ['holds what is none', zip({ name: 'a.zip', bytes: text('no zip') }), 'damaged'],
    ['has files without end', zip(...Array(1001).fill({ name: 'a', bytes: text('x') })), 'too-many'],
  ])('an archive that %s', async (_, bytes, caution) => {
    expect(await see('a.zip', bytes)).toMatchObject({ kind: 'archive', cautions: [caution] })
  })

  test('an archive whose files lie over one another', async () => {
    const [first] = [{ name: 'a', bytes: Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * i * 7919) % 251)) }]
    const one = zip(first)
    const again = one.subarray(one.indexOf('PK\x01\x02'), one.indexOf('PK\x05\x06'))
    const end = Buffer.from(one.subarray(one.indexOf('PK\x05\x06')))
    for (const [at, bytes, value] of [[8, 2, 9], [10, 2, 9], [12, 4, again.length * 9]] as const) end.writeUIntLE(value, at, bytes) // biome-ignore format: three fields
    const view = await see(
      'a.zip',
      Buffer.concat([one.subarray(0, one.indexOf('PK\x01\x02')), ...Array(9).fill(again), end]),
    )
    expect(view).toMatchObject({ kind: 'archive', files: { length: 9 }, cautions: ['overlapping'] })
  })

  test('what unpacks without end, what lies in itself, what is never closed', async () => {
    const hostile: [string, Uint8Array | string][] = [
      ['bomb.warc.gz', gzipSync(Buffer.concat([Buffer.from('WARC/1.0\r\n'), Buffer.alloc(100_000_000)]))],
      [
        'loop.pdf',
        pdf(
          '<< /Pages 2 0 R >>',
          '<< /Kids [2 0 R 3 0 R] /Parent 2 0 R >>',
          '<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>',
        ),
      ],
      [
        'bomb.pdf',
        Buffer.concat([
          pdf(...page.slice(0, 3)),
          Buffer.from('4 0 obj << /Filter /FlateDecode >> stream\n'),
          deflateSync(Buffer.alloc(50_000_000)),
          Buffer.from('\nendstream endobj'),
        ]),
      ],
      ['open.pdf', `%PDF-1.4\n${'1 0 obj ('.repeat(100_000)}`],
      ['deep.pdf', `%PDF-1.4\n1 0 obj ${'<< /A '.repeat(100_000)}`],
      ['ends.pdf', `%PDF-1.4\n${'1 0 obj << >> stream\n'.repeat(200_000)}`],
      ['trailers.pdf', `%PDF-1.4\n${'trailer <<'.repeat(100_000)}`],
      ['fields.eml', `From: a@b.example\r\nSubject: ${'x'.repeat(1_000_000)}\r\n\r\n`],
      ['ats.txt', 'a@'.repeat(2_000_000)],
      ['wide.csv', `${'a,'.repeat(400_000)}\r\n${'1,'.repeat(400_000)}\r\n`],
      ['letters.mbox', 'From \n'.repeat(500_000)],
    ]
    for (const [name, bytes] of hostile) {
      const before = performance.now()
      const view = await see(name, bytes)
      expect(JSON.stringify(view).length, name).toBeLessThan(4_000_000)
      expect(performance.now() - before, name).toBeLessThan(8_000)
    }
  })

  const started = [zip({ name: 'a.zip', bytes: zip({ name: 'b', bytes: text('x') }) }), pdf(...page), gzipSync('WARC/1.0\r\nContent-Length: 1\r\n\r\nx'), Buffer.from('\xff\xd8\xff\xe1\x00\x40Exif\0\0MM\0*\0\0\0\x08\0\x09', 'latin1'), Buffer.from('filedesc://a 0 20260301120000 text/plain 3\nabc')] // biome-ignore format: one line each
  test.prop([fc.constantFrom(...started), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }), fc.nat(400)], {
    numRuns: 300,
  })('any bytes changed or cut off', async (bytes, changes, cutOff) => {
    const changed = Buffer.from(bytes)
    for (const [at, to] of changes) changed[at % changed.length] = to
    expect(await see('a', changed.subarray(0, changed.length - (cutOff % changed.length)))).toHaveProperty('kind')
  })
})
