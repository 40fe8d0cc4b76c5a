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

  test('as the heads of its letters, at most two hundred', async () => {
    const box = (n: number) =>
      Array.from({ length: n }, (_, i) => `From eva@a.example Fri\r\n${mail(`No ${i}`)}Text\r\n\r\n`).join('')
    const view = await see('a.mbox', box(3))
    expect(view).toMatchObject({
      kind: 'mailbox',
      more: false,
      heads: [{ subject: 'No 0' }, { subject: 'No 1' }, { subject: 'No 2' }],
    })
    expect(await see('a.mbox', box(201))).toMatchObject({ kind: 'mailbox', more: true, heads: { length: 200 } })
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
