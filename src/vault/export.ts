import { type Actor, permit } from '../accounts/index.ts'
import {
  checkpoint,
  cosignedSizes,
  eventsAbout,
  findEvent,
  noteWitnessedBy,
  originOf,
  proveConsistency,
  proveInclusion,
  record,
} from '../audit/index.ts'
import { base64, hex, parseBase64 } from '../base/bytes.ts'
import type { Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { cosignatureVerifier, type NoteVerifier, noteVerifier, type SigningKey } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { type CustodyRecord, custodyOf } from './custody.ts'
import { type Bound, depart } from './destination.ts'
import { VaultError } from './errors.ts'
import type { Identities, LawfulVault } from './evidence.ts'
import { recordingRefusal, refuseHandling } from './handling.ts'
import type { Item } from './item.ts'
import { stampCheckpoint } from './log-timestamps.ts'
import { apartOf } from './minimising/store.ts'
import { type Package, packageOf } from './package.ts'
import type { Custody, CustodyAct, CustodyDevice, CustodyItem, PackagedEvent } from './package-format.ts'
import { safeName } from './safe-path.ts'
import { open } from './seal.ts'
import { listItems, lockItem } from './store.ts'

/** What is exported, for whom it is named, and with which keys. */
export interface Export {
  /** The request, by this organisation's id and by the one all organisations share. */
  readonly request: string
  readonly origin: string
  readonly title: string
  readonly purpose: string
  /** Whom it is for. */
  readonly bound: Bound
  readonly signing: SigningKey
  readonly sealing: { readonly identity: Identities }
  /** Names and signing keys (base64) of every organisation that has a part in it, our own included. */
  readonly organisations: readonly { readonly org: string; readonly name: string; readonly signing: string }[]
  /** What else belongs into the record: matter, order, law. */
  readonly record: Readonly<Record<string, Json>>
  /** What courts ask of the record of a piece, and what it comes to. */
  readonly admissibility?: (custody: CustodyRecord) => Json
  /** The custody record made readable: the printable report. */
  readonly report: (custody: readonly CustodyRecord[], goes: Goes) => Promise<{ name: string; bytes: Uint8Array }>
}

/** Whom a package is for, by name, and whether that is whoever exports it. */
export interface Goes {
  readonly name: string
  readonly stays: boolean
}

/**
 * The verified evidence of one request, but for what is set apart, as a package: opened files, custody record, graph,
 * the events behind it with their proofs, checkpoint and cosignatures. The export is itself an event, and in the package.
 * It says whom it is for: whoever exports it, or whom the gate lets all of it out to. Throws `nothing_verified` where there
 * is nothing yet that could be vouched for, `handling_closed` where the level of a piece does not let it be packed, `release_closed`.
 */
export async function exportPackage(vault: LawfulVault, actor: Actor, wanted: Export): Promise<Package> {
  permit(actor, 'evidence.export')
  const { db, blobs, law, now } = vault
  const held = await listItems(db, actor.org, wanted.origin)
  const apart = new Set(
    (
      await apartOf(
        db,
        actor.org,
        held.map(({ id }) => id),
      )
    ).map(({ item }) => item),
  )
  const items = held.filter(
    ({ id, state, restricted, excluded }) => state === 'verified' && restricted === null && !excluded && !apart.has(id),
  )
  if (items.length === 0) throw nothingVerified()
  const at = now()
  await recordingRefusal(db, actor, at, async () => {
    for (const item of items) await refuseHandling(db, law, actor, item, { way: 'packed', to: undefined, at })
  })
  const id = newId('package', at.epochMilliseconds)
  const nameOf = namesOf(wanted)
  const devices = devicesIn(await Promise.all(items.map((item) => custodyOf(db, item, nameOf))))
  const logged = await db.transaction().execute(async (tx) => {
    const destination = await wanted.bound(tx, items, 'packed')
    const goes = await depart(tx, items, destination, 'packed', at)
    for (const item of items) {
      // Meanwhile it may have been destroyed: no copy leaves of which its destruction did not know.
      if ((await lockItem(tx, actor.org, item.id)).state !== 'verified') throw nothingVerified()
      const body = {
        origin: wanted.origin,
        package: id,
        purpose: wanted.purpose,
        for: goes,
        byName: actor.name,
        sha256: item.sha256,
      }
      await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.exported', about: item.id, body }, at)
    }
    const about = [wanted.request, ...items.map((item) => item.id), ...devices.map((device) => device.id)]
    const seqs = (await Promise.all(about.map((one) => eventsAbout(tx, actor.org, one)))).flat().map(({ seq }) => seq)
    return { ...(await logOf(tx, actor.org, seqs, wanted, at)), goes, name: destination.name }
  })
  const timestamp = await stampCheckpoint(vault, actor.org, logged.inclusion.size, logged.checkpoint)
  const custodies = await Promise.all(items.map((item) => custodyOf(db, item, nameOf)))
  const { admissibility: assess } = wanted
  const assessed = assess && { admissibility: Object.fromEntries(custodies.map((one) => [one.item.id, assess(one)])) }
  const paths = pathsOf(items)
  const packaged: CustodyItem[] = items.map(({ id: item, name, mediaType, size, sha256, sealedSize, sealedSha256 }) => {
    const sealed = { path: null, size: sealedSize, sha256: sealedSha256 }
    return { id: item, name, mediaType, size, sha256, path: paths.get(item) ?? null, sealed }
  })
  const custody: Custody = {
    v: 1,
    subject: { id: wanted.origin, title: wanted.title },
    items: packaged,
    acts: logged.events.map((event) => actOf(event, items)),
    people: peopleOf(logged.events, actor.org),
    ...(devices.length > 0 && { devices }),
    record: { ...wanted.record, for: logged.goes, producer: producersAccount(items), ...assessed },
  }
  const report = await wanted.report(custodies, { name: logged.name, stays: logged.goes.stays === true })
  return packageOf(
    {
      id,
      at: instantText(at),
      org: actor.org,
      custody,
      keys: { organisations: wanted.organisations.map((organisation) => ({ ...organisation })) },
      events: logged.events,
      logs: [{ inclusion: logged.inclusion, checkpoint: logged.checkpoint, witnessed: logged.witnessed, timestamp }],
      files: items.map((item) => ({
        path: paths.get(item.id) ?? '',
        size: item.size,
        sha256: item.sha256,
        // Each chunk is authenticated when it is opened, and the whole against what was verified.
        read: () =>
          open(
            blobs.range(item.sealedSha256, 0, item.sealedSize),
            { identities: [wanted.sealing.identity].flat() },
            { owned: true },
          ),
      })),
      documents: [report],
    },
    wanted.signing,
    vault.timestamp,
  )
}

const nothingVerified = () =>
  new VaultError('conflict', 'nothing_verified', 'No evidence of this request has been verified yet')

/** The devices that any of these pieces were taken from, our own and those of whoever handed the pieces over. */
function devicesIn(records: readonly CustodyRecord[]): CustodyDevice[] {
  const devices = new Map<string, CustodyDevice>()
  for (const { item, lines } of records)
    for (const { entry, device: id } of lines) {
      if (entry?.kind !== 'seizure' || id === undefined) continue
      const { name, serial = null } = entry
      devices.set(id, { id, name, serial, items: [...(devices.get(id)?.items ?? []), item.id] })
    }
  return [...devices.values()]
}

/** The events at these places, each with its proof, under one signed checkpoint. */
export async function logOf(
  tx: Tx,
  org: string,
  seqs: readonly number[],
  { signing, organisations }: Pick<Export, 'signing' | 'organisations'>,
  at: Temporal.Instant,
) {
  const made = await checkpoint(tx, org, signing, at)
  const { size } = made
  const events: PackagedEvent[] = []
  const proofs: { seq: number; proof: string[] }[] = []
  for (const seq of [...new Set(seqs)].sort((a, b) => a - b)) {
    const { at: when, by, kind, about: subject, body, salt, bodyHash } = await findEvent(tx, org, seq)
    const read = body === null ? null : (JSON.parse(body) as Json)
    events.push({
      org,
      seq,
      at: when,
      by,
      kind,
      about: subject,
      body: read,
      salt: salt && hex(salt),
      bodyHash: hex(bodyHash),
    })
    proofs.push({ seq, proof: (await proveInclusion(tx, org, seq, size)).proof.map(base64) })
  }
  const known = [
    ...organisations
      .filter((one) => one.org === org)
      .map(({ signing }) => noteVerifier(originOf(org), parseBase64(signing))),
    ...organisations.map(({ org: by, signing }) => cosignatureVerifier(originOf(by), parseBase64(signing))),
  ]
  const seen = await witnessedLog(
    tx,
    org,
    size,
    organisations.map((one) => one.org),
    known,
  )
  const inclusion = { org, size, proofs, witnessed: seen?.claim ?? null }
  const note = (await noteWitnessedBy(tx, org, size, known)) ?? made.note
  return { events, inclusion, checkpoint: note, witnessed: seen?.note }
}

/** So many states of a log are looked through for one that was signed for with a key that is still in use. */
const LOOKED_AT = 50

/**
 * The newest state of the log that somebody named in the package signed for, with the key that stands in it, and the proof
 * that today's continues it: whoever checks the package knows nobody else, and no key of before.
 */
async function witnessedLog(
  tx: Tx,
  org: string,
  size: number,
  named: readonly string[],
  known: readonly NoteVerifier[],
) {
  for (const seen of await cosignedSizes(tx, org, named, LOOKED_AT)) {
    const note = seen > 0 && (await noteWitnessedBy(tx, org, seen, known))
    if (!note) continue
    const { proof } = await proveConsistency(tx, org, seen, size)
    return { note, claim: { size: seen, proof: proof.map(base64) } }
  }
  return undefined
}

/** Where each file lies in the package. */
const pathsOf = (items: readonly Item[]): Map<string, string> =>
  new Map(items.map(({ id, name }, i) => [id, `data/${safeName(i + 1, name)}`]))

export function actOf({ org, seq, at, by, kind, about, body }: PackagedEvent, items: readonly Item[]): CustodyAct {
  const said = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const who = typeof said.byName === 'string' ? said.byName : typeof said.name === 'string' ? said.name : by
  const why = [said.purpose, said.why, said.reason].find((word) => typeof word === 'string')
  const says = `${who}: ${kind.replace('.', ' ')}${why ? ` (${why})` : ''}`.slice(0, 2000)
  return {
    org,
    seq,
    at,
    by,
    kind,
    about,
    items: items.filter((item) => item.id === about).map((item) => item.id),
    says,
  }
}

export function peopleOf(events: readonly PackagedEvent[], org: string): Custody['people'] {
  const named = events.flatMap(({ by, body }) => {
    const said = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
    const name = typeof said.byName === 'string' ? said.byName : typeof said.name === 'string' ? said.name : undefined
    return by.startsWith('person_') && name ? [[by, { name, org }] as const] : []
  })
  // In the order in which they are read again: what is made of them must not depend on who acted first.
  return Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the producer says was done before the evidence left it, item by item, as it came in the signed message. */
function producersAccount(items: readonly Item[]): Json {
  return Object.fromEntries(items.map(({ id, acts }) => [id, acts.map((act) => ({ ...act }))]))
}

function namesOf({ organisations }: Export): (org: string) => string {
  const names = new Map(organisations.map(({ org, name }) => [org, name]))
  return (org) => names.get(org) ?? org
}
