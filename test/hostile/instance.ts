// A process of its own for hostile-network.test.ts: one of those that serve an instance on a PostgreSQL server. What arrives
// is recorded, and answered where it asks for that; it can be killed at any moment.
import { mkdtempSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSecret } from '../../src/accounts/index.ts'
import { record } from '../../src/audit/index.ts'
import { DomainError } from '../../src/base/errors.ts'
import { newId } from '../../src/base/ids.ts'
import { instantText } from '../../src/base/time.ts'
import { openDatabase } from '../../src/db/index.ts'
import { overHttp, type Post, reachable, startCarrier, THIS_MACHINE, takeDelivery } from '../../src/exchange/index.ts'
import { readLaw } from '../../src/read-law.ts'
import { openBlobs } from '../../src/vault/index.ts'
import { fastClock, type Said, SECRET } from './shared.ts'

const [url = '', port = '0', start = '0'] = process.argv.slice(2)
const now = fastClock(Number(start))
const { db } = await openDatabase({ url })
const { carry, fetchEvidence } = overHttp(reachable(THIS_MACHINE))

const post: Post = {
  db,
  blobs: await openBlobs(mkdtempSync(join(tmpdir(), 'comity-hostile-'))),
  secret: readSecret({ secret: SECRET, folder: '' }),
  law: await readLaw(),
  now,
  fetchEvidence,
  // On a network like this one nobody waits half a minute.
  carry: (to, bytes, stopping) =>
    carry(to, bytes, AbortSignal.any([AbortSignal.timeout(1_500), ...(stopping ? [stopping] : [])])),
  receive: async (tx, { org, from, body, at }) => {
    const said = body as unknown as Said
    await record(tx, { org, by: from, kind: 'request.told', about: said.request, body: { text: said.text } }, at)
    if (said.answer) {
      const answer: Said = { request: said.request, text: `answer to ${said.text}` }
      const queued = {
        id: newId('dispatch', at.epochMilliseconds),
        org_id: org,
        to_org: from,
        request_id: said.request,
      }
      const row = { ...queued, type: 'closing', body: JSON.stringify(answer), queued_at: instantText(at) }
      await tx.insertInto('request_dispatches').values(row).execute()
    }
    return said.request
  },
}

const report = (error: unknown) => console.error(error instanceof Error ? `${error.name}: ${error.message}` : error)
const carrier = startCarrier(post, report)

createServer(async (request, response) => {
  try {
    response.end(await takeDelivery(post, await whole(request), report))
    carrier.nudge()
  } catch (error) {
    if (!(error instanceof DomainError)) report(error)
    response.writeHead(error instanceof DomainError ? 400 : 500).end()
  }
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))

async function whole(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return new Uint8Array(Buffer.concat(parts))
}
