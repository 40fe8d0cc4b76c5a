import { z } from 'zod'
import { hashBody, hashEvent } from '../audit/index.ts'
import { parseBase64, parseHex, utf8 } from '../base/bytes.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import type { Hash } from '../crypto/index.ts'

/** The files of an evidence package, beside its payload under `data/`. */
export const names = {
  bagit: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagmanifest: 'tagmanifest-sha256.txt',
  custody: 'custody.json',
  graph: 'case.jsonld',
  events: 'events.jsonl',
  keys: 'keys.json',
  signature: 'signature.json',
  /** TimeStampResp (RFC 3161) for the bytes of `signature.json`; there where an authority was asked. */
  timestamp: 'signature.tsr',
} as const

/** Base64 of so many bytes, in its one spelling. */
function bytes(length: number) {
  return z.string().refine((value) => {
    try {
      return parseBase64(value).length === length
    } catch {
      return false
    }
  }, `must be ${length} bytes in base64`)
}

const id = z.string().min(1).max(200)
const instant = z.iso.datetime()
const sum = z.string().regex(/^[0-9a-f]{64}$/)
const key = bytes(32)
const size = z.int().nonnegative()
const words = z.string().max(2000)
const json: z.ZodType<Json> = z.json() as z.ZodType<Json>

/** A file of evidence as it stands in the package: opened, sealed, or both. */
const itemSchema = z.strictObject({
  id,
  name: words,
  mediaType: words,
  size,
  sha256: sum,
  /** Where the opened file lies in the package; null if it is not in it. */
  path: z.string().nullable(),
  sealed: z.strictObject({ path: z.string().nullable(), size, sha256: sum }).nullable(),
})

/** Something done by somebody, as an event tells it. */
const actSchema = z.strictObject({
  org: id,
  seq: size,
  at: instant,
  by: id,
  kind: id,
  about: id,
  /** The items it was done to or with. */
  items: z.array(id),
  /** One sentence for a reader. */
  says: words,
})

/** A device that pieces were taken from; it is not in the package, what became of it is. */
const deviceSchema = z.strictObject({ id, name: words, serial: words.nullable(), items: z.array(id) })

const custodySchema = z.strictObject({
  v: z.literal(1),
  /** What this is the evidence of: the request, its matter, its title. */
  subject: z.strictObject({ id, title: words }),
  items: z.array(itemSchema).max(100_000),
  acts: z.array(actSchema).max(100_000),
  devices: z.array(deviceSchema).max(10_000).optional(),
  /** Names of those who acted, by id. */
  people: z.record(z.string(), z.strictObject({ name: words, org: id.nullable() })),
  /** What the rules on admissibility want on record besides, each where it is known. */
  record: z.record(z.string(), json),
})

/** One line of `events.jsonl`. Body and salt are null once erased: the hash still stands for them. */
const eventSchema = z.strictObject({
  org: id,
  seq: size,
  at: instant,
  by: id,
  kind: id,
  about: id,
  body: json,
  salt: z.string().nullable(),
  bodyHash: sum,
})

/** `proofs/ORG.json`, beside the signed note `proofs/ORG.checkpoint`. */
const proofsSchema = z.strictObject({
  org: id,
  size,
  proofs: z.array(z.strictObject({ seq: size, proof: z.array(bytes(32)).max(64) })).max(100_000),
  /** The newest state of the log that others signed for, and that the checkpoint continues it; null if nobody has yet. */
  witnessed: z.strictObject({ size, proof: z.array(bytes(32)).max(64) }).nullable(),
})

const keysSchema = z.strictObject({
  organisations: z.array(z.strictObject({ org: id, name: words, signing: key })).max(10_000),
})

const statementSchema = z.strictObject({
  v: z.literal(1),
  what: z.literal('comity evidence package'),
  id,
  org: id,
  at: instant,
  /** SHA-256 of the bytes of the tag manifest, which holds the sums of all other files. */
  tagmanifest: sum,
  key,
})

export const schemas = {
  custody: custodySchema,
  event: eventSchema,
  proofs: proofsSchema,
  keys: keysSchema,
  statement: statementSchema,
  signature: statementSchema.extend({ signature: bytes(64) }),
} as const

export type CustodyItem = z.infer<typeof itemSchema>
export type CustodyDevice = z.infer<typeof deviceSchema>
export type CustodyAct = z.infer<typeof actSchema>
export type Custody = z.infer<typeof custodySchema>
export type PackagedEvent = z.infer<typeof eventSchema>
export type PackagedProofs = z.infer<typeof proofsSchema>
export type PackagedKeys = z.infer<typeof keysSchema>
export type Statement = z.infer<typeof statementSchema>

/** What is signed: the statement alone, in its one byte form. */
export const statementBytes = (statement: Statement): Uint8Array => utf8(canonicalJson(statement))

/** The leaf of an event, or undefined if its body is not what its hash stands for. */
export function leafOf(event: PackagedEvent): Hash | undefined {
  const { salt, body, bodyHash } = event
  const erased = salt === null && body === null
  try {
    const committed =
      erased || Buffer.from(hashBody(parseHex(salt ?? ''), canonicalJson(body))).toString('hex') === bodyHash
    return committed ? hashEvent({ ...event, bodyHash: parseHex(bodyHash) }) : undefined
  } catch {
    return undefined
  }
}

export const proofFiles = (org: string) => ({
  checkpoint: `proofs/${org}.checkpoint`,
  inclusion: `proofs/${org}.json`,
  /** TimeStampResp for the text of the checkpoint, without its signatures. */
  timestamp: `proofs/${org}.checkpoint.tsr`,
  witnessed: `proofs/${org}.witnessed`,
})
