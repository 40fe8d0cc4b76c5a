/**
 * The other instance, in a process of its own: seals a file to the one who asks, hands it over, and serves it through the
 * API. It breaks the first connection off half way.
 */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { exchange } from '../../src/api/exchange.ts'
import { base64, parseBase64 } from '../../src/base/bytes.ts'
import { findCounterpart } from '../../src/exchange/index.ts'
import { handOver, sealEvidence } from '../../src/vault/index.ts'
import { letThrough } from '../../src/vault/passage.fixture.ts'
import { blocks } from '../files.ts'
import { openSide } from './side.ts'

const [database = '', port = '0', asker = '', bytes = '0', folder = ''] = process.argv.slice(2)
const url = `http://localhost:${port}`
const side = await openSide(database, url, 'Alpenpost Mail Ltd', folder)
const to = await side.confirm(parseBase64(asker))
const { sealing } = await findCounterpart(side.post.db, to)
const { org } = side
const holder = { person: 'person_00000000000000000000000001', name: 'Holder', org, orgName: 'Alpenpost Mail Ltd', seat: 'provider', role: 'head', isDemo: true } as const // biome-ignore format: a row

const started = performance.now()
const item = await sealEvidence(side.post, holder, {
  origin: 'request_1',
  name: 'disk.img',
  mediaType: 'application/octet-stream',
  bytes: blocks(Number(bytes)),
  sealedTo: [sealing],
})
const { now } = side.post
await side.post.db
  .transaction()
  .execute(async (tx) => handOver(tx, holder, await letThrough(tx, [item], to, now()), now()))
const sealed = (performance.now() - started) / 1000

const api = getRequestListener(exchange(side.post, url, console.error).fetch)
let isBroken = false
const server = createServer(async (request, response) => {
  if (!isBroken) breakOff()
  function breakOff(): void {
    const half = item.sealedSize / 2
    const watch = setInterval(() => {
      if (request.socket.bytesWritten < half) return
      clearInterval(watch)
      isBroken = true
      request.socket.destroy()
    }, 20).unref()
  }
  await api(request, response)
}).listen(Number(port), async () =>
  process.send?.({ org, card: base64(await side.card()), item, sealed, peak: peak() }),
)

const peak = () => Math.round(process.resourceUsage().maxRSS / 1024)
process.on('message', () => process.send?.({ peak: peak() }))
process.on('disconnect', async () => {
  server.close()
  await side.close()
  process.exit()
})
