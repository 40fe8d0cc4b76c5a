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

describe('where things are kept', () => {
  const s3 = { COMITY_S3_URL: 'https://s3.example/evidence', COMITY_S3_KEY: 'key', COMITY_S3_SECRET: 'secret' }

  test('is said by the operator, of the data folder and of the bucket, or is not known', () => {
    expect(readConfig({}).places).toEqual([{ shelf: 'folder', state: undefined, rated: [] }])
    const said = { COMITY_PLACE: 'CN', COMITY_RATED_FOR: 'CN-L7-STATE-SECRET' }
    const rated = ['CN-L7-STATE-SECRET']
    expect(readConfig(said).places).toEqual([{ shelf: 'folder', state: 'CN', rated }])
    expect(readConfig({ ...said, ...s3 }).places?.[1]).toEqual({ shelf: 'bucket', state: undefined, rated })
    expect(readConfig({ ...said, ...s3, COMITY_S3_PLACE: 'SG' }).places?.[1]?.state).toBe('SG')
  })

  test('is refused where it is no state', () => {
    expect(() => readConfig({ COMITY_PLACE: 'Shanghai' })).toThrow(expect.objectContaining({ code: 'place', path: 'COMITY_PLACE' })) // biome-ignore format: one line
  })
})

const s3 = { COMITY_S3_URL: 'https://s3.example/evidence', COMITY_S3_KEY: 'key', COMITY_S3_SECRET: 'secret' }

describe('the settings of a bucket', () => {
  test('are an address, a key and its secret; the region goes without saying', () => {
    expect(readConfig(s3).bucket).toEqual({ url: s3.COMITY_S3_URL, region: 'us-east-1', key: 'key', secret: 'secret' })
    expect(readConfig({}).bucket).toBeUndefined()
  })

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ['no address', { ...s3, COMITY_S3_URL: 's3.example/evidence' }, 'COMITY_S3_URL'],
    ['a path within a bucket', { ...s3, COMITY_S3_URL: 'https://s3.example/evidence/2026' }, 'COMITY_S3_URL'],
    [
      'an address with the key in it',
      { ...s3, COMITY_S3_URL: 'https://key:secret@s3.example/evidence' },
      'COMITY_S3_URL',
    ],
    ['a protocol that is none', { ...s3, COMITY_S3_URL: 's3://evidence' }, 'COMITY_S3_URL'],
    ['no key', { ...s3, COMITY_S3_KEY: '' }, 'COMITY_S3_KEY'],
    ['no secret', { ...s3, COMITY_S3_SECRET: undefined }, 'COMITY_S3_SECRET'],
    ['a key and no bucket', { COMITY_S3_KEY: 'key' }, 'COMITY_S3_URL'],
    ['a region that is none', { ...s3, COMITY_S3_REGION: 'eu central' }, 'COMITY_S3_REGION'],
  ])('that are %s are refused, and the one at fault is named', (_, env, path) => {
    expect(() => readConfig(env)).toThrow(expect.objectContaining({ path }))
  })
})
