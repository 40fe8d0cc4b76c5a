import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A timestamp authority as `openssl ts` is one: its answers over HTTP, and the root (PEM) its certificate leads to. */
export interface Authority {
  readonly url: string
  readonly folder: string
  /** Path of the root, and the certificate. */
  readonly rootFile: string
  readonly root: string
  /** Answers one query without HTTP. */
  reply(query: Uint8Array): Uint8Array
  /** What an answer says, signed with another certificate of the same root: `stamps` or `server`. */
  signedAgain(response: Uint8Array, as: 'stamps' | 'server'): Uint8Array
  close(): void
}

const config = `
[req]
distinguished_name = name
prompt = no
[name]
CN = Comity test root
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[server]
basicConstraints = critical, CA:false
extendedKeyUsage = serverAuth
[tsa]
default_tsa = ours
[ours]
dir = .
serial = ./serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
signer_digest = sha256
ordering = yes
`

/** Starts one for as long as the test wants; undefined, and says so, where there is no `openssl`. */
export async function startAuthority(): Promise<Authority | undefined> {
  if (spawnSync('openssl', ['version']).status !== 0) {
    console.warn('skipped: there is no openssl here to be a timestamp authority')
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'comity-tsa-'))
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  writeFileSync(join(folder, 'openssl.cnf'), config)
  writeFileSync(join(folder, 'serial'), '01\n')
  const key = (name: string) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', name]
  openssl(
    'req',
    '-config',
    'openssl.cnf',
    '-x509',
    '-extensions',
    'root',
    '-days',
    '30',
    ...key('root.key'),
    '-out',
    'root.crt',
  )
  openssl(
    'req',
    '-config',
    'openssl.cnf',
    '-subj',
    '/O=Test/CN=Test timestamps',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'tsa.key',
    '-out',
    'tsa.csr',
  )
  openssl(
    'x509',
    '-req',
    '-in',
    'tsa.csr',
    '-CA',
    'root.crt',
    '-CAkey',
    'root.key',
    '-CAcreateserial',
    '-days',
    '20',
    '-extfile',
    'openssl.cnf',
    '-extensions',
    'stamps',
    '-out',
    'tsa.crt',
  )
  // Before the first timestamp, which has to lie within their time.
  for (const as of ['stamps', 'server']) {
    const issued = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-days', '20']
    openssl('req', '-config', 'openssl.cnf', '-subj', `/O=Test/CN=${as}`, ...key(`${as}.key`), '-out', `${as}.csr`)
    openssl(
      'x509',
      '-req',
      '-in',
      `${as}.csr`,
      ...issued,
      '-extfile',
      'openssl.cnf',
      '-extensions',
      as,
      '-out',
      `${as}.crt`,
    )
  }
  const reply = (query: Uint8Array): Uint8Array => {
    writeFileSync(join(folder, 'query.tsq'), query)
    const signer = ['-signer', 'tsa.crt', '-inkey', 'tsa.key', '-chain', 'root.crt']
    openssl(
      'ts',
      '-reply',
      '-config',
      'openssl.cnf',
      '-section',
      'ours',
      '-queryfile',
      'query.tsq',
      ...signer,
      '-out',
      'reply.tsr',
    )
    return readFileSync(join(folder, 'reply.tsr'))
  }
  const signedAgain = (response: Uint8Array, as: 'stamps' | 'server'): Uint8Array => {
    writeFileSync(join(folder, 'first.tsr'), response)
    openssl('ts', '-reply', '-in', 'first.tsr', '-token_out', '-out', 'first.tst')
    openssl('cms', '-verify', '-inform', 'DER', '-in', 'first.tst', '-noverify', '-binary', '-out', 'info.der')
    const content = ['-binary', '-nodetach', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-in', 'info.der']
    const signer = ['-signer', `${as}.crt`, '-inkey', `${as}.key`, '-cades', '-md', 'sha256']
    openssl('cms', '-sign', ...content, ...signer, '-outform', 'DER', '-out', 'again.der')
    // TimeStampResp ::= SEQUENCE { PKIStatusInfo { granted }, the token }
    const body = Buffer.concat([Buffer.from('3003020100', 'hex'), readFileSync(join(folder, 'again.der'))])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(body.length)
    return Buffer.concat([Buffer.from('3082', 'hex'), length, body])
  }
  const server = createServer(async (request, response) => {
    const query = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Uint8Array>))
    response.setHeader('content-type', 'application/timestamp-reply').end(reply(query))
  })
  await new Promise<void>((done) => server.listen(0, done))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    folder,
    rootFile: join(folder, 'root.crt'),
    root: readFileSync(join(folder, 'root.crt'), 'utf8'),
    reply,
    signedAgain,
    close() {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
