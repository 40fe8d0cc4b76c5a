import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOrganisation, readSecret, signer } from '../../src/accounts/index.ts'
import { record } from '../../src/audit/index.ts'
import { openDatabase } from '../../src/db/index.ts'
import {
  cardOf,
  confirmPeer,
  overHttp,
  type Post,
  reachable,
  readCard,
  THIS_MACHINE,
  takeDelivery,
  writeCard,
} from '../../src/exchange/index.ts'
import { readLaw } from '../../src/read-law.ts'
import { openBlobs } from '../../src/vault/index.ts'

const secret = readSecret({ secret: 'a secret for measuring, of more than 32 characters', folder: '' })

/**
 * One instance with one organisation, evidence in `folder` or in one of its own; what arrives is recorded and nothing more,
 * so that it is the carrying that is measured.
 */
export async function openSide(database: string, url: string, name: string, folder?: string) {
  const { db, close } = await openDatabase({ url: database })
  const now = () => Temporal.Now.instant()
  const post: Post = {
    db,
    blobs: await openBlobs(folder ?? mkdtempSync(join(tmpdir(), 'comity-exchange-'))),
    secret,
    law: await readLaw(),
    now,
    receive: async (tx, { org, from, body, at }) => {
      const { request } = body as { request: string }
      await record(tx, { org, by: from, kind: 'request.told', about: request, body }, at)
      return request
    },
    ...overHttp(reachable(THIS_MACHINE)),
  }
  const kind = { state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] } as const
  const organisation = await db
    .transaction()
    .execute((tx) => createOrganisation(tx, secret, { name, ...kind }, 'system', now()))
  const operator = { person: 'person_00000000000000000000000000', name: 'Operator', org: organisation.id, orgName: name, seat: 'operator', role: 'head', isDemo: true } as const // biome-ignore format: a row
  return {
    post,
    close,
    org: organisation.id,
    card: async () =>
      new Uint8Array(
        await writeCard(await cardOf(db, organisation.id, url), await signer(db, secret, organisation.id)),
      ),
    confirm: async (card: Uint8Array) => {
      const read = await readCard(new Uint8Array(card))
      await db.transaction().execute((tx) => confirmPeer(tx, operator, read, now()))
      return read.org
    },
    accept: (bytes: Uint8Array) => takeDelivery(post, bytes, console.error),
  }
}
