import { join } from 'node:path'
import { type Actor, permit } from '../../accounts/index.ts'
import {
  checkpoint,
  cosignedNote,
  type Event,
  eventsAbout,
  findEvent,
  leafEntry,
  proveInclusion,
} from '../../audit/index.ts'
import { base64, text } from '../../base/bytes.ts'
import { type InstantText, instantText } from '../../base/time.ts'
import type { SigningKey } from '../../crypto/index.ts'
import type { Db } from '../../db/index.ts'
import { typeset } from '../../paper/index.ts'
import { type DerivedFate, findItem, VaultError } from '../../vault/index.ts'
import { listRequests } from '../store/requests.ts'
import { certificateWords } from './certificate-words.ts'

/** That an event is in the log, checkable without us: the leaf, the path, and the root that the checkpoint signs. */
interface Proved {
  readonly seq: number
  readonly at: InstantText
  readonly kind: string
  /** The bytes whose leaf hash stands in the tree. */
  readonly entry: string
  /** Base64. */
  readonly leaf: string
  readonly proof: readonly string[]
}

/** What was destroyed, when, by whom, by which rule, and where the log says so. */
export interface Certificate {
  readonly v: 1
  readonly what: 'comity certificate of destruction'
  readonly organisation: { readonly id: string; readonly name: string }
  readonly item: {
    readonly id: string
    readonly name: string
    readonly mediaType: string
    readonly size: number
    readonly sha256: string
    readonly sealedSha256: string
    readonly producer: string
  }
  readonly request: { readonly origin: string; readonly title: string; readonly fileNumber: string } | undefined
  readonly reason: string
  /** The rule or the order. */
  readonly cite: string | undefined
  readonly rule: string | undefined
  readonly proposedBy: string | undefined
  readonly agreedBy: string | undefined
  readonly destroyedAt: InstantText
  /** What had been made of it, and what became of each. */
  readonly derived: readonly DerivedFate[] | undefined
  /** When the wrapped key of the file and the sealed bytes were erased; undefined while another keeps the same bytes here. */
  readonly bytesErasedAt: InstantText | undefined
  readonly log: {
    readonly size: number
    /** Base64. */
    readonly root: string
    /** C2SP signed note, with every cosignature. */
    readonly checkpoint: string
    readonly events: readonly Proved[]
  }
}

/** The events that give up a piece. */
const ends = new Set(['evidence.destroyed', 'evidence.erased', 'evidence.taken-back'])

/**
 * The certificate of destruction of a piece, made from the log, each event with its proof under a signed checkpoint. Throws
 * `no_such_item`, and `no_certificate` for a piece that has not been destroyed.
 */
export async function certificateOf(
  db: Db,
  actor: Actor,
  id: string,
  key: SigningKey,
  at: Temporal.Instant,
): Promise<Certificate> {
  permit(actor, 'evidence.read')
  const item = await findItem(db, actor.org, id)
  const events = await eventsAbout(db, actor.org, id)
  const end = events.findLast(({ kind }) => ends.has(kind))
  if (item.state !== 'erased' || !end)
    throw new VaultError('missing', 'no_certificate', `${item.name} has not been destroyed: it is ${item.state}`)
  const bytes = events.findLast(({ kind, seq }) => kind === 'evidence.bytes-erased' && seq > end.seq)
  const { size, root } = await checkpoint(db, actor.org, key, at)
  const [request] = await listRequests(db, actor.org, { origin: item.origin, limit: 1 })
  const said = wordsIn(end)
  const { name, mediaType, sha256, sealedSha256, producer } = item
  return {
    v: 1,
    what: 'comity certificate of destruction',
    organisation: { id: actor.org, name: actor.orgName },
    item: { id, name, mediaType, size: item.size, sha256, sealedSha256, producer },
    request: request && { origin: request.origin, title: request.title, fileNumber: request.fileNumber },
    reason: said('reason') ?? said('why') ?? item.problem ?? '',
    cite: said('cite'),
    rule: said('rule'),
    proposedBy: said('proposedByName'),
    agreedBy: said('byName'),
    destroyedAt: end.at,
    derived: derivedIn(end),
    bytesErasedAt: bytes?.at,
    log: {
      size,
      root: base64(root),
      checkpoint: await cosignedNote(db, actor.org, size),
      events: await Promise.all([end, ...(bytes ? [bytes] : [])].map((event) => proved(db, event, size))),
    },
  }
}

async function proved(db: Db, { org, seq, at, kind }: Event, size: number): Promise<Proved> {
  const { leaf, proof } = await proveInclusion(db, org, seq, size)
  const entry = text(leafEntry(await findEvent(db, org, seq)))
  return { seq, at, kind, entry, leaf: base64(leaf), proof: proof.map(base64) }
}

function derivedIn({ body }: Event): readonly DerivedFate[] | undefined {
  return (body as { readonly derived?: readonly DerivedFate[] } | null)?.derived
}

function wordsIn({ body }: Event): (key: string) => string | undefined {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return (key) => (typeof said[key] === 'string' && said[key] !== '' ? said[key] : undefined)
}

const template = join(import.meta.dirname, 'certificate.typ')

/** The certificate on paper, in English, German, French or Chinese. */
export async function printCertificate(
  certificate: Certificate,
  language: string,
  at: Temporal.Instant,
): Promise<Uint8Array<ArrayBuffer>> {
  const words = certificateWords(language)
  const { item, request, log, organisation } = certificate
  const facts: [string, string | undefined][] = [
    [words.piece, item.name],
    [words.id, item.id],
    [words.request, request && `${request.title}, ${request.fileNumber}`],
    [words.mediaType, item.mediaType],
    [words.size, `${item.size} ${words.bytes}`],
    [words.opened, item.sha256],
    [words.sealed, item.sealedSha256],
    [words.rule, certificate.cite],
    [words.reason, certificate.reason],
    [words.proposed, certificate.proposedBy],
    [words.agreed, certificate.agreedBy],
    [words.destroyed, shown(certificate.destroyedAt)],
    [words.erased, certificate.bytesErasedAt ? shown(certificate.bytesErasedAt) : words.notYet],
  ]
  const data = {
    words,
    language: words.language,
    organisation: organisation.name,
    at: shown(instantText(at)),
    file: request?.fileNumber ?? item.id,
    isWhole: certificate.bytesErasedAt !== undefined,
    facts: facts.filter(([, value]) => value !== undefined && value !== ''),
    derived: (certificate.derived ?? []).map((one) => ({
      what: words.parts[one.part ?? 'package'],
      id: one.id,
      name: one.name,
      made: [one.byName, shown(one.at)].filter(Boolean).join(', '),
      fate: one.fate === 'kept' ? `${words.kept}: ${one.reason ?? ''}` : words.fates[one.is],
    })),
    events: log.events.map(({ seq, kind, at: when, leaf, proof }) => ({
      seq: String(seq),
      kind,
      at: shown(when),
      leaf,
      proof,
    })),
    size: String(log.size),
    root: log.root,
    checkpoint: log.checkpoint.trimEnd().split('\n'),
  }
  return typeset(template, data, at)
}

const shown = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`
