import { describe, expect, test } from 'vitest'
import type { FormCopy } from './form.ts'
import { printForm } from './print.ts'

const copy = (value: string): FormCopy => ({
  form: 'xx/act/forms/form',
  heading: 'Certificate',
  version: '1',
  sections: [
    {
      id: 'A',
      title: 'Authority',
      boxes: [
        { id: 'a.name', number: 1, label: 'Name', type: 'text', value },
        { id: 'a.tick', number: 2, label: 'Tick', type: 'boolean', value: true },
        {
          id: 'a.choice',
          number: 3,
          label: 'Which',
          type: 'choice',
          value: 'b',
          options: [
            { id: 'a', label: 'One' },
            { id: 'b', label: 'Two' },
          ],
        },
        { id: 'a.period', number: 4, label: 'When', type: 'period', value: { from: '2026-06-01' } },
        { id: 'a.list', number: 5, label: 'Whom', type: 'list', value: ['a@b.example', 'c@d.example'] },
      ],
    },
  ],
})
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const print = (value: string, language = 'en') =>
  printForm(copy(value), { language, request: 'request_1', lawDigest: 'sha256:abc', at })

describe('a printed form', () => {
  test('is a tagged, archival PDF', async () => {
    const pdf = new TextDecoder('latin1').decode(await print('Staatsanwaltschaft München I'))
    expect(pdf).toMatch(/^%PDF-1\.7/)
    expect(pdf).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(pdf).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(pdf).toContain('/MarkInfo')
  })

  test('prints Chinese, and what looks like markup as it stands', async () => {
    const pdf = await print('最高人民检察院 #panic("x") $y$ *b* [z] \\ "q"', 'zh')
    expect(pdf.length).toBeGreaterThan(1000)
  })

  test('of the same moment is the same, byte for byte', async () => {
    expect(await print('x')).toEqual(await print('x'))
  })

  test('that would lose a letter is refused, with the letter named', async () => {
    await expect(print('name 𐎀')).rejects.toThrow(expect.objectContaining({ code: 'not_printable' }))
    await expect(print('name 𐎀')).rejects.toThrow(/𐎀/)
  })
})

test('many papers at once are each set', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `Nr. ${i}`)
  const papers = await Promise.all(names.map((name) => print(name)))
  expect(new Set(papers.map((paper) => new TextDecoder('latin1').decode(paper))).size).toBe(names.length)
})
