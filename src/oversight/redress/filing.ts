import { hashToken, newToken, recipientsOf } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { hex, utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { seal } from '../../vault/index.ts'
import { OversightError } from '../errors.ts'
import { answerableHere, openRemedies } from './competent.ts'
import type { ComplaintId, Said } from './complaint.ts'
import { insertComplaint, proofAskedFor } from './store.ts'

export interface NewComplaint {
  /** The organisation it is about. */
  readonly about: string
  readonly against: 'access' | 'conduct'
  /** The remedy. */
  readonly rule: string
  /** Before whom, where several here may decide. */
  readonly decider?: string | undefined
  readonly said: Said
  readonly document?: { readonly name: string; readonly bytes: Uint8Array } | undefined
}

/** What each field may hold, in characters. */
export const MOST = { name: 200, address: 500, account: 300, fileNumber: 100, text: 10_000 } as const
/** What a document may weigh. */
const DOCUMENT_BYTES = 700_000

/**
 * Takes in what a person without an account complains of or asks for, and answers the secret of the link by which it is
 * followed: nobody has it but the person. Nothing is looked up, so that the answer tells nothing of whether there is a
 * case. Throws `no_such_remedy`, `nobody_decides_here`, `complaint_incomplete`, `complaint_too_long`, `document_missing`,
 * `document_too_large`.
 */
export async function fileComplaint(
  tx: Tx,
  law: LawBase,
  input: NewComplaint,
  at: Temporal.Instant,
): Promise<{ secret: string; id: ComplaintId }> {
  const about = (await answerableHere(tx)).find(({ id }) => id === input.about)
  const on = instantText(at).slice(0, 10)
  const { against } = input
  const remedy = about && (await openRemedies(tx, law, { about, against, on })).find(({ rule }) => rule.rule === input.rule)
  if (!about || !remedy)
    throw new OversightError('invalid', 'no_such_remedy', 'Choose whom it is about, and one of the ways open against them', { path: 'rule' })
  const { deciders } = remedy
  if (deciders.length === 0)
    throw new OversightError('invalid', 'nobody_decides_here', 'Whoever decides on this is not on this instance: turn to them directly', { path: 'rule' })
  const [only, ...others] = deciders
  const decider = input.decider || others.length > 0 ? deciders.find(({ id }) => id === input.decider) : only
  if (!decider)
    throw new OversightError('invalid', 'complaint_incomplete', 'Choose before whom you bring it', { path: 'decider' })
  const said = readSaid(input.said)
  const proof = await proofAskedFor(tx)
  const document = readDocument(proof === 'document' ? input.document : undefined, proof === 'document')
  const id = newId('complaint', at.epochMilliseconds)
  const secret = newToken()
  await insertComplaint(tx, {
    id,
    org: decider.id,
    decider: { org: decider.id, name: decider.name },
    about: { org: about.id, name: about.name },
    rule: input.rule,
    against,
    said,
    proof,
    filedAt: instantText(at),
    secretHash: hashToken(secret),
    sealed: document && { name: document.name, bytes: await sealed(tx, decider.id, document.bytes) },
  })
  // Who it was stays out of the log: only that what was said is what is on file.
  const body = { rule: input.rule, against, about: about.id, aboutName: about.name, proof, said: digestOf(said) }
  await record(tx, { org: decider.id, by: 'person', kind: 'complaint.filed', about: id, body }, at)
  return { secret, id }
} // biome-ignore format: its refusals in lines

/** What a person added to it, and what was filed, as the log names it. */
export const digestOf = (said: Said | string): string =>
  hex(sha256(utf8(typeof said === 'string' ? said : canonicalJson(said as unknown as Json))))

function readSaid(input: Said): Said {
  const said = Object.fromEntries(
    Object.entries(MOST).map(([field, most]) => {
      const text = input[field as keyof Said].trim()
      if (text.length > most)
        throw new OversightError('invalid', 'complaint_too_long', `At most ${most} characters`, { path: field })
      return [field, text]
    }),
  ) as unknown as Said
  for (const field of ['name', 'text'] as const)
    if (said[field] === '')
      throw new OversightError('invalid', 'complaint_incomplete', 'This has to be said', { path: field })
  return said
}

function readDocument(document: NewComplaint['document'], isAsked: boolean): NewComplaint['document'] {
  if (!isAsked) return undefined
  if (!document || document.bytes.length === 0)
    throw new OversightError('invalid', 'document_missing', 'Add a copy of a document that shows who you are', { path: 'document' })
  if (document.bytes.length > DOCUMENT_BYTES)
    throw new OversightError('invalid', 'document_too_large', `At most ${DOCUMENT_BYTES / 1000} kB`, { path: 'document' })
  // A name from outside is shown and never used as a path.
  return { name: document.name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').slice(-100), bytes: document.bytes }
} // biome-ignore format: its refusals in lines

async function sealed(db: Db, org: string, bytes: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const plain = (async function* () {
    yield bytes
  })()
  for await (const part of seal(plain, await recipientsOf(db, org))) parts.push(part)
  return Buffer.concat(parts)
}
