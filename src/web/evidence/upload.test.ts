import { describe, expect, test } from 'vitest'
import { takeFiles, type UploadedFile } from './upload.ts'

const boundary = 'b0undary'
const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
const part = (name: string, content: string, type = 'text/plain') =>
  `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${content}\r\n`
const request = (body: BodyInit) =>
  new Request('http://here.test/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
const read = async ({ name, mediaType, bytes }: UploadedFile) => {
  let size = 0
  for await (const piece of bytes) size += piece.length
  return { name, mediaType, size }
}
const refusal = (code: string) => expect.objectContaining({ code })

describe('an upload', () => {
  test('gives its files one after the other, by the names their sender gave', async () => {
    const body = `${part('邮箱.mbox', 'From a', 'application/mbox')}${part('b.bin', 'x'.repeat(300_000))}--${boundary}--\r\n`
    expect(await takeFiles(request(body), read)).toEqual([
      { name: '邮箱.mbox', mediaType: 'application/mbox', size: 6 },
      { name: 'b.bin', mediaType: 'text/plain', size: 300_000 },
    ])
  })

  test('of 300 MB is never held', async () => {
    const piece = new Uint8Array(1024 * 1024)
    let sent = 0
    let ahead = 0
    const text = (words: string) => new TextEncoder().encode(words)
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(text(part('large.bin', '').slice(0, -2))),
      pull(stream) {
        if (sent < 300) stream.enqueue(piece)
        else {
          stream.enqueue(text(`\r\n--${boundary}--\r\n`))
          stream.close()
        }
        sent++
      },
    })
    const [size] = await takeFiles(request(body), async ({ bytes }) => {
      let all = 0
      for await (const chunk of bytes) {
        all += chunk.length
        ahead = Math.max(ahead, sent * piece.length - all)
      }
      return all
    })
    expect(size).toBe(300 * piece.length)
    expect(ahead).toBeLessThan(8 * piece.length)
  })

  test.each([
    ['inside a file', part('a.txt', 'half of it').slice(0, -6)],
    ['before its end is marked', part('a.txt', 'all of it')],
  ])('that ends %s fails for whoever reads it too', async (_, body) => {
    const seen: unknown[] = []
    const taking = takeFiles(request(body), async (file) => {
      await read(file).catch((error) => {
        seen.push(error)
        throw error
      })
    })
    await expect(taking).rejects.toEqual(refusal('upload_cut_off'))
    expect(seen).toHaveLength(1)
  })

  test('whose connection breaks fails for whoever reads it too', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(new TextEncoder().encode(part('a.txt', 'x'.repeat(100_000)))),
      pull: (stream) => stream.error(new Error('connection lost')),
    })
    await expect(takeFiles(request(body), read)).rejects.toEqual(refusal('upload_cut_off'))
  })

  test('is refused where nothing was chosen, where it is no form, and where there are too many files', async () => {
    await expect(takeFiles(request(`${part('', '')}--${boundary}--\r\n`), read)).rejects.toEqual(
      refusal('nothing_chosen'),
    )
    const plain = new Request('http://here.test/', { method: 'POST', body: 'x' })
    await expect(takeFiles(plain, read)).rejects.toEqual(refusal('not_a_form'))
    const many = `${Array.from({ length: 101 }, (_, i) => part(`${i}`, 'x')).join('')}--${boundary}--\r\n`
    await expect(takeFiles(request(many), read)).rejects.toEqual(refusal('too_many_files'))
  })

  test('stops where a file cannot be taken', async () => {
    const body = `${part('a', 'x'.repeat(500_000))}${part('b', 'y')}--${boundary}--\r\n`
    const names: string[] = []
    const taking = takeFiles(request(body), async ({ name }) => {
      names.push(name)
      throw new Error('no room')
    })
    await expect(taking).rejects.toThrow('no room')
    expect(names).toEqual(['a'])
  })
})
