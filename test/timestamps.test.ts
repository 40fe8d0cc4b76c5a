import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { utf8 } from '../src/base/bytes.ts'
import { checkTimestamp, parseNote, readCertificates, timestampQuery } from '../src/crypto/index.ts'
import { timestamper, verifyPackage } from '../src/vault/index.ts'
import { smallPackage } from '../src/vault/package.fixture.ts'
import { startAuthority } from './tsa.ts'

/** Timestamps of a real authority, asked for and checked by us, and checked by `openssl` too. */

const authority = await startAuthority()
const other = authority && (await startAuthority())
const folder = mkdtempSync(join(tmpdir(), 'comity-stamped-'))
afterAll(() => {
  authority?.close()
  other?.close()
  rmSync(folder, { recursive: true, force: true })
})

const code = (code: string) => expect.objectContaining({ code })
const data = utf8('what is to have existed')

describe.skipIf(!authority)('a timestamp', () => {
  const tsa = authority ?? expect.fail('skipped without')
  const roots = readCertificates(tsa.root)
  const stamped = async () => {
    const { query, nonce } = await timestampQuery(data)
    return { nonce, response: tsa.reply(query) }
  }

  test('asked for by us is given by a real authority, and says when and by whom', async () => {
    const { nonce, response } = await stamped()
    const stamp = await checkTimestamp(response, data, { nonce, roots })
    expect(stamp).toMatchObject({ authority: 'O=Test, CN=Test timestamps', policy: '1.2.3.4.1', trusted: true })
    expect(Math.abs(Date.parse(stamp.at) - Date.now())).toBeLessThan(120_000)
    expect(await checkTimestamp(response, data)).toEqual({ ...stamp, trusted: false })
  })

  test('is for these data, this request and these roots alone', async () => {
    const { response } = await stamped()
    await expect(checkTimestamp(response, utf8('other data'))).rejects.toEqual(code('bad_timestamp'))
    await expect(checkTimestamp(response, data, { nonce: randomBytes(16) })).rejects.toEqual(code('bad_timestamp'))
    const others = readCertificates(other?.root ?? '')
    await expect(checkTimestamp(response, data, { roots: others })).rejects.toEqual(code('untrusted_timestamp'))
  })

  test('of which a byte was changed never says another time or authority', async () => {
    const { response } = await stamped()
    const whole = await checkTimestamp(response, data, { roots })
    for (let i = 0; i < 150; i++) {
      const changed = Buffer.from(response)
      const at = Math.floor(Math.random() * changed.length)
      changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(Math.random() * 255))
      const said = await checkTimestamp(changed, data, { roots }).catch((error) => error.code)
      if (typeof said === 'object') expect(said).toEqual(whole)
      else expect(['malformed_timestamp', 'timestamp_refused', 'bad_timestamp', 'untrusted_timestamp']).toContain(said)
    }
  })

  test('signed with a certificate that is not for timestamps is none, though it leads to the root', async () => {
    const { response } = await stamped()
    expect(tsa.signedAgain(response, 'stamps').length).toBeGreaterThan(1000)
    await checkTimestamp(tsa.signedAgain(response, 'stamps'), data, { roots })
    const made = tsa.signedAgain(response, 'server')
    await expect(checkTimestamp(made, data, { roots })).rejects.toThrow('not one of a timestamp authority')
  })

  test('is none where the authority refuses, or answers something else', async () => {
    await expect(checkTimestamp(utf8('<html>'), data)).rejects.toEqual(code('malformed_timestamp'))
    await expect(checkTimestamp(new Uint8Array(), data)).rejects.toEqual(code('malformed_timestamp'))
    const { query } = await timestampQuery(data)
    const sha1 = Buffer.from(query.toHex().replace('0609608648016503040201', '06096086480165030402ff'), 'hex')
    await expect(checkTimestamp(tsa.reply(sha1), data)).rejects.toEqual(code('timestamp_refused'))
  })
})

describe.skipIf(!authority)('a package', () => {
  const tsa = authority ?? expect.fail('skipped without')
  const roots = readCertificates(tsa.root)
  const reported: unknown[] = []
  const stamp = timestamper({ url: tsa.url, roots }, (error) => reported.push(error))

  test('and its log are timestamped over HTTP, and both are checked offline, by openssl too', async () => {
    const path = await smallPackage(join(folder, 'one'), stamp)
    expect(reported).toEqual([])
    const report = await verifyPackage(path, { roots })
    expect(report).toMatchObject({ ok: true })
    const told = report.checks.filter(({ what }) => what === 'timestamp').map(({ says }) => says)
    expect(told).toEqual([
      expect.stringMatching(/^That state of the log was there at .*, as O=Test, CN=Test timestamps signed for it$/),
      expect.stringMatching(/^The package was there at .*, as O=Test, CN=Test timestamps signed for it$/),
    ])
    const openssl = (name: string, about: string) =>
      spawnSync('openssl', ['ts', '-verify', '-data', about, '-in', join(path, name), '-CAfile', tsa.rootFile], {
        encoding: 'utf8',
      })
    expect(openssl('signature.tsr', join(path, 'signature.json')).stdout).toContain('Verification: OK')
    const text = join(folder, 'checkpoint.txt')
    writeFileSync(text, parseNote(readFileSync(join(path, 'proofs/org_authority.checkpoint'), 'utf8')).text)
    expect(openssl('proofs/org_authority.checkpoint.tsr', text).stdout).toContain('Verification: OK')
  })

  test('with a timestamp of another package, or one by nobody we believe, is refused; and one without by who demands it', async () => {
    const [path, second] = [await smallPackage(join(folder, 'two'), stamp), await smallPackage(join(folder, 'three'))]
    expect(await verifyPackage(path, { roots: readCertificates(other?.root ?? '') })).toMatchObject({ ok: false })
    expect(await verifyPackage(second)).toMatchObject({ ok: true })
    expect(await verifyPackage(second, { roots })).toMatchObject({ ok: false })
    writeFileSync(join(path, 'signature.tsr'), tsa.reply((await timestampQuery(data)).query))
    const report = await verifyPackage(path)
    expect(report.checks.at(-1)).toMatchObject({ what: 'timestamp', ok: false, file: 'signature.tsr' })
  })

  test('is made without where no authority answers, and whoever runs the instance is told', async () => {
    const told: unknown[] = []
    const path = await smallPackage(
      join(folder, 'four'),
      timestamper({ url: 'http://localhost:9', roots }, (error) => told.push(error)),
    )
    expect(told).toEqual([code('no_timestamp'), code('no_timestamp')])
    expect(existsSync(join(path, 'signature.tsr'))).toBe(false)
    expect(await verifyPackage(path)).toMatchObject({ ok: true })
  })
})
