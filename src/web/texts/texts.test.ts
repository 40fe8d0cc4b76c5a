import { describe, expect, test } from 'vitest'
import { offered, written } from './languages.ts'

/** Every text by its path; one that is made of others by how it is made. */
function textsIn(group: object, path = ''): [string, string][] {
  return Object.entries(group).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') return [[at, value]]
    if (typeof value === 'function') return [[at, String(value).replace(/\s+/g, ' ')]]
    return textsIn(value, at)
  })
}

const english = new Map(textsIn(written.en))
const others = offered.filter((language) => language !== 'en')

/** Two words beside each other that are no code between `${` and `}`. */
const isSentence = (text: string) => /\p{L}{2,},? \p{L}{2,}/u.test(text.replace(/\$\{[^}]*\}|\([^)]*\) =>|=>/g, '|'))

describe.each(others)('the texts in %s', (language) => {
  const texts = textsIn(written[language])

  test('leave no sentence in English', () => {
    const left = texts.filter(([path, text]) => isSentence(text) && english.get(path) === text)
    expect(left).toEqual([])
  })

  test('say whatever another language than English says', () => {
    const said = new Set(texts.map(([path]) => path))
    const owed = others.flatMap((other) => textsIn(written[other]).map(([path]) => path))
    expect([...new Set([...owed, ...english.keys()])].filter((path) => !said.has(path))).toEqual([])
  })
})

/** Words that are the same in both languages. */
const same =
  /^(Name|Code|Domain|CSV|JSON|China|Organ|Median|Browser|Passkeys|Webhooks|Bank|Organisation|SHA-256|Cc|Text|Status|Comity|ASEAN|Commonwealth|[.,:—]? ?)$/

test('the German texts share no word with the English but those both languages have', () => {
  const left = textsIn(written.de).filter(
    ([path, text]) => !path.startsWith('notifications.languages') && english.get(path) === text && !/=>/.test(text),
  )
  expect(left.filter(([, text]) => !same.test(text))).toEqual([])
})
