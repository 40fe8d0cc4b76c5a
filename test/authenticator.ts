import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A passkey device in software: ES256, no attestation, user verified. What a test's browser would answer. */
export function authenticator(origin: string) {
  const party = createHash('sha256').update(new URL(origin).hostname).digest()
  const id = randomBytes(32)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let counter = 0

  const flags = (bits: number) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(bits, 0)
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([party, head])
  }
  const client = (type: string, challenge: string, more: object) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false, ...more }))
  const answer = (response: Record<string, Buffer>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: Object.fromEntries(Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')])),
  })

  return {
    /** The answer to `navigator.credentials.create`; `more` goes into what the browser says of itself. */
    register({ challenge }: { challenge: string }, more: object = {}) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const data = Buffer.concat([flags(0x45), Buffer.alloc(16), length, id, cose(publicKey)])
      // CBOR: { fmt: "none", attStmt: {}, authData: bytes }
      const attestationObject = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        Buffer.from([data.length >> 8, data.length & 255]),
        data,
      ])
      return answer({ clientDataJSON: client('webauthn.create', challenge, more), attestationObject })
    },
    /** The answer to `navigator.credentials.get`. */
    signIn({ challenge }: { challenge: string }, more: object = {}) {
      counter++
      const clientDataJSON = client('webauthn.get', challenge, more)
      const authenticatorData = flags(0x05)
      const hash = createHash('sha256').update(clientDataJSON).digest()
      const signature = sign('sha256', Buffer.concat([authenticatorData, hash]), privateKey)
      return answer({ clientDataJSON, authenticatorData, signature })
    },
    /** A copy of the device that has fallen behind in counting. */
    rewind() {
      counter = 0
    },
  }
}

/** RFC 9052: the key as a CBOR map {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
function cose(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
}
