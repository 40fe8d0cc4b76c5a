import { createHash } from 'node:crypto'
import { type Actor, permit } from '../accounts/index.ts'
import { record, searchEvents } from '../audit/index.ts'
import { utf8 } from '../base/bytes.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { VaultError } from './errors.ts'
import type { Vault } from './evidence.ts'
import { actOf, type Export, logOf, peopleOf } from './export.ts'
import { stampCheckpoint } from './log-timestamps.ts'
import { type Package, packageOf } from './package.ts'
import type { PackagedEvent } from './package-format.ts'

/** The trail of one thing: what the log says of it, of what belongs to it, and of who looked at either. */
export interface Trail extends Pick<Export, 'purpose' | 'signing' | 'organisations'> {
  readonly subject: { readonly id: string; readonly title: string }
  /** The ids of all that belongs to it, its own included. */
  readonly about: readonly string[]
}

/** No trail is cut short in silence: a longer one is refused. */
const MOST = 20_000

/**
 * The events about these ids as a package, each with its proof, under a signed checkpoint and
 * what counterparties signed for: `comity verify` checks it with nothing else. The export is itself an event, and in it.
 * Throws `trail_too_long`.
 */
export async function exportTrail(vault: Vault, actor: Actor, trail: Trail): Promise<Package> {
  permit(actor, 'log.read')
  const { db, now } = vault
  const at = now()
  const id = newId('package', at.epochMilliseconds)
  const { subject, purpose } = trail
  // Nobody is named to whom it goes, and nobody graded it.
  const kept = { stays: true, with: actor.orgName }
  const logged = await db.transaction().execute(async (tx) => {
    const body = { package: id, purpose, for: kept, byName: actor.name }
    await record(tx, { org: actor.org, by: actor.person, kind: 'trail.exported', about: subject.id, body }, at)
    const events = await searchEvents(tx, actor.org, { about: trail.about }, MOST + 1)
    if (events.length > MOST)
      throw new VaultError(
        'conflict',
        'trail_too_long',
        `This trail has more than ${MOST} entries: export its requests`,
      )
    const seqs = events.map(({ seq }) => seq)
    return logOf(tx, actor.org, seqs, trail, at)
  })
  const timestamp = await stampCheckpoint(vault, actor.org, logged.inclusion.size, logged.checkpoint)
  const list = utf8(logged.events.map(lineOf).join(''))
  const name = 'trail.txt'
  const path = `data/${name}`
  const sha256 = createHash('sha256').update(list).digest('hex')
  return packageOf(
    {
      id,
      at: instantText(at),
      org: actor.org,
      custody: {
        v: 1,
        subject: { ...subject },
        items: [{ id: name, name, mediaType: 'text/plain', size: list.length, sha256, path, sealed: null }],
        acts: logged.events.map((event) => actOf(event, [])),
        people: peopleOf(logged.events, actor.org),
        record: { purpose, for: kept },
      },
      keys: { organisations: trail.organisations.map((organisation) => ({ ...organisation })) },
      events: logged.events,
      logs: [{ inclusion: logged.inclusion, checkpoint: logged.checkpoint, witnessed: logged.witnessed, timestamp }],
      files: [{ path, size: list.length, sha256, read: () => once(list) }],
      documents: [],
    },
    trail.signing,
    vault.timestamp,
  )
}

/** One event a line, for whoever reads without a program. */
const lineOf = ({ seq, at, kind, by, about }: PackagedEvent): string => `${[seq, at, kind, by, about].join('\t')}\n`

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
