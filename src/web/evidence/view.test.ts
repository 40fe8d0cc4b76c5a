import { describe, expect, test } from 'vitest'
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
    expect(await see('a.html', page, 'text/html')).toEqual({ kind: 'text', text: page, cut: false })
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
