import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { checkpointText, parseCheckpoint } from './checkpoint.ts'
import { cosignatureVerifier, cosignedAt, cosigner } from './cosignature.ts'
import {
  addSignature,
  noteSigner,
  noteVerifier,
  openNote,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
} from './note.ts'
import { exportSeed, importSigningKey, sign, verify } from './sign.ts'

const key = await importSigningKey(new Uint8Array(32).fill(7))
const other = await importSigningKey(new Uint8Array(32).fill(8))
const text = checkpointText({ origin: 'comity/org_a', size: 3, root: new Uint8Array(32) })
const signer = noteSigner('comity/org_a', key)
const verifier = noteVerifier('comity/org_a', key.publicKey)
const code = (code: string) => expect.objectContaining({ code })

describe('a signing key', () => {
  test('comes back from its seed, and signs as before (RFC 8032 §7.1, test 1)', async () => {
    const seed = Uint8Array.fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    const again = await importSigningKey(await exportSeed(await importSigningKey(seed)))
    expect(again.publicKey.toHex()).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
    expect((await sign(again, new Uint8Array())).toHex()).toMatch(
      /^e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873/,
    )
  })

  test('is refused when it is none', async () => {
    await expect(importSigningKey(new Uint8Array(31))).rejects.toThrow(code('malformed_key'))
  })

  test('that is malformed verifies nothing, and does not crash', async () => {
    expect(await verify(new Uint8Array(3), new Uint8Array(), new Uint8Array(64))).toBe(false)
    expect(await verify(key.publicKey, new Uint8Array(), new Uint8Array(63))).toBe(false)
  })
})

describe('a signed note', () => {
  test('opens for who knows the signer', async () => {
    const note = await signNote(text, signer)
    expect(await openNote(note, [verifier])).toMatchObject({
      text,
      verified: [{ name: 'comity/org_a' }],
      unverified: [],
    })
  })

  test('is refused when nobody known has signed', async () => {
    const note = await signNote(text, signer)
    await expect(openNote(note, [noteVerifier('comity/org_a', other.publicKey)])).rejects.toThrow(
      code('no_known_signer'),
    )
  })

  test.prop([fc.nat(), fc.integer({ min: 1, max: 127 })], { numRuns: 200 })(
    'is never opened with another text after a change of one letter',
    async (pick, by) => {
      const note = await signNote(text, signer)
      const at = pick % note.length
      const changed = note.slice(0, at) + String.fromCharCode(note.charCodeAt(at) ^ by) + note.slice(at + 1)
      const opened = await openNote(changed, [verifier]).catch(() => undefined)
      expect(opened?.text ?? text).toBe(text)
    },
  )

  test.each([
    ['without its final newline', (note: string) => note.slice(0, -1)],
    ['with a control character', (note: string) => `\r${note}`],
    ['without a blank line', (note: string) => note.replace('\n\n', '\n')],
    ['with a hyphen for the dash', (note: string) => note.replace('— ', '- ')],
    ['with a line that is no signature', (note: string) => `${note}hello\n`],
    ['with a thousand signatures', (note: string) => note + '— a AAAAAAAA\n'.repeat(1000)],
  ])('%s is refused', async (_, change) => {
    const note = await signNote(text, signer)
    expect(() => parseNote(change(note))).toThrow(code('malformed_note'))
  })

  test('is not made over a text that has no end', async () => {
    await expect(signNote('hello', signer)).rejects.toThrow(code('malformed_note'))
  })

  test('knows a verifier by its text, and refuses one whose id is not its own', () => {
    const vkey = verifierKey('comity/org_a', key.publicKey)
    expect(parseVerifierKey(vkey)).toMatchObject({ name: 'comity/org_a', id: signer.id, type: 1 })
    expect(() => parseVerifierKey(vkey.replace('org_a', 'org_b'))).toThrow(code('malformed_key'))
    expect(() => noteSigner('two words', key)).toThrow(code('malformed_key'))
  })
})

describe('a cosignature', () => {
  const at = 1_795_000_000
  const witness = cosigner('comity/org_b', other, () => at)

  test('says when the witness saw the checkpoint, and holds beside the signature of the log', async () => {
    const note = await addSignature(await signNote(text, signer), witness)
    const { verified } = await openNote(note, [verifier, cosignatureVerifier('comity/org_b', other.publicKey)])
    expect(verified.map(({ name }) => name)).toEqual(['comity/org_a', 'comity/org_b'])
    expect(verified.slice(1).map(({ signature }) => cosignedAt(signature))).toEqual([at])
  })

  test('with another time does not hold', async () => {
    const signature = await witness.sign(text)
    const later = signature.with(7, (signature[7] ?? 0) ^ 1)
    const verifierB = cosignatureVerifier('comity/org_b', other.publicKey)
    expect([await verifierB.verify(text, signature), await verifierB.verify(text, later)]).toEqual([true, false])
  })

  test('is not a signature of the log itself', async () => {
    const note = await signNote(
      text,
      cosigner('comity/org_a', key, () => at),
    )
    await expect(openNote(note, [verifier])).rejects.toThrow(code('no_known_signer'))
  })
})

describe('a checkpoint', () => {
  test.prop([fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 })])(
    'reads back as it was written',
    (size, root) => {
      const { origin, ...rest } = parseCheckpoint(checkpointText({ origin: 'comity/org_a', size, root }))
      expect([origin, rest.size, [...rest.root]]).toEqual(['comity/org_a', size, [...root]])
    },
  )

  test.each([
    ['a leading zero', 'a\n01\nAAAA\n'],
    ['a size beyond every integer', `a\n99999999999999999999\n${'A'.repeat(43)}=\n`],
    ['a short root', 'a\n1\nAAAA\n'],
    ['no end', `a\n1\n${'A'.repeat(43)}=`],
    ['no origin', `\n1\n${'A'.repeat(43)}=\n`],
    ['an empty line', `a\n1\n${'A'.repeat(43)}=\n\n`],
  ])('with %s is refused', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(code('malformed_checkpoint'))
  })
})
