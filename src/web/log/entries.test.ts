import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { offered, textsOf } from '../texts/languages.ts'

const src = join(import.meta.dirname, '../..')

/** Every kind of event the code records, as it is written there. */
const kinds = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(
    (path) =>
      /^(audit|accounts|vault|requests|exchange|oversight)\/.*\.ts$/.test(path) && !/\.(test|fixture)\.ts$/.test(path),
  )
  .flatMap((path) => {
    const text = readFileSync(join(src, path), 'utf8')
    const recorded = [
      ...text.matchAll(/kind: '([a-z]+\.[a-z-]+)'/g),
      ...text.matchAll(/note\(\s*tx,[^')]*'([a-z]+\.[a-z-]+)'/g),
    ]
    const ofActs = [...text.matchAll(/(?:done|refused|returned|objected): '([a-z]+\.[a-z-]+)'/g)]
    return [...recorded, ...ofActs].map(([, kind]) => kind ?? '')
  })

test.each(offered)('every kind of event is told in words in %s', (language) => {
  const { recorded, happened } = textsOf(language)
  expect(kinds.length).toBeGreaterThan(40)
  expect([...new Set(kinds)].filter((kind) => !(kind in recorded) && !(kind in happened))).toEqual([])
})
