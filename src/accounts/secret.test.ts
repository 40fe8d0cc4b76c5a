import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { utf8 } from '../base/bytes.ts'
import { lock, readSecret, unlock } from './secret.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'comity-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

describe('the instance secret', () => {
  test('is made on first use, for its owner only, and is the same afterwards', () => {
    const folder = temporaryFolder()
    const made = readSecret({ secret: undefined, folder })
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
    expect(readSecret({ secret: undefined, folder })).toEqual(made)
  })

  test('set by the operator, it comes from no file', () => {
    const words = 'a secret of more than thirty-two characters'
    expect(readSecret({ secret: words, folder: '/nowhere' })).toEqual(
      readSecret({ secret: words, folder: '/elsewhere' }),
    )
  })

  test('one that could be guessed is refused', () => {
    expect(() => readSecret({ secret: 'password', folder: '/nowhere' })).toThrow(
      expect.objectContaining({ code: 'weak_secret', path: 'COMITY_SECRET' }),
    )
  })
})

describe('a locked box', () => {
  const one = readSecret({ secret: 'one secret of at least thirty-two characters', folder: '' })
  const other = readSecret({ secret: 'other secret of at least thirty-two characters', folder: '' })
  const content = utf8('AGE-SECRET-KEY-1')

  test('opens under its secret for its owner', () => {
    expect(unlock(one, 'org_1', lock(one, 'org_1', content))).toEqual(content)
  })

  test.each([
    ['under another secret', () => unlock(other, 'org_1', lock(one, 'org_1', content))],
    ['for another owner', () => unlock(one, 'org_2', lock(one, 'org_1', content))],
    [
      'altered',
      () =>
        unlock(
          one,
          'org_1',
          lock(one, 'org_1', content).map((byte, i) => (i === 13 ? byte ^ 1 : byte)),
        ),
    ],
    ['cut short', () => unlock(one, 'org_1', lock(one, 'org_1', content).slice(0, 10))],
  ])('%s it does not', (_, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'wrong_secret' }))
  })
})
