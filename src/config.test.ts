import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-config-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('a secret', () => {
  test('stands in the environment, or in a file the environment names', () => {
    const words = 'words of more than thirty-two characters'
    expect(readConfig({ COMITY_SECRET: words }).secret).toBe(words)
    expect(readConfig({ COMITY_SECRET_FILE: file('secret', `${words}\n`) }).secret).toBe(words)
    const url = 'postgres://comity:pass@db/comity'
    expect(readConfig({ DATABASE_URL_FILE: file('database', url) }).databaseUrl).toBe(url)
    const oidc = { COMITY_OIDC_ISSUER: 'https://id.example', COMITY_OIDC_CLIENT: 'comity' }
    expect(readConfig({ ...oidc, COMITY_OIDC_SECRET_FILE: file('oidc', 'shared') }).openId).toEqual({
      issuer: 'https://id.example',
      clientId: 'comity',
      clientSecret: 'shared',
      claim: 'email',
    })
  })

  test.each([
    ['in both places', { COMITY_SECRET: 'a', COMITY_SECRET_FILE: file('both', 'a') }],
    ['in a file that is empty', { COMITY_SECRET_FILE: file('empty', ' \n') }],
    ['in a file that is not there', { COMITY_SECRET_FILE: join(folder, 'nowhere') }],
  ])('is refused %s, before anything starts with a wrong one', (_, env) => {
    expect(() => readConfig(env)).toThrow(expect.objectContaining({ code: 'secret_file', path: 'COMITY_SECRET_FILE' }))
  })

  test('is never ours: nothing has a default that others know', () => {
    const { secret, signer, openId, bucket, mail, databaseUrl } = readConfig({})
    expect([secret, signer, openId, bucket, mail, databaseUrl]).toEqual(Array(6).fill(undefined))
  })
})

test.each([
  [{ COMITY_OIDC_ISSUER: 'http://id.example', COMITY_OIDC_CLIENT: 'comity' }],
  [{ COMITY_OIDC_ISSUER: 'https://id.example' }],
  [{ COMITY_OIDC_ISSUER: 'id.example', COMITY_OIDC_CLIENT: 'comity' }],
])('a provider of sign-ins without TLS, without our name there, or without an address is refused: %j', (env) => {
  expect(() => readConfig(env)).toThrow(expect.objectContaining({ code: 'openid' }))
})
