/** The other instance, in a process of its own: takes messages in over HTTP, and counts the bytes of a plain peer. */
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { base64, parseBase64 } from '../../src/base/bytes.ts'
import { openSide } from './side.ts'

const [database = '', port = '0', senderCard = ''] = process.argv.slice(2)
const side = await openSide(database, `http://localhost:${port}`, 'Alpenpost Mail Ltd')
await side.confirm(parseBase64(senderCard))
const pool = new pg.Pool({ connectionString: database, max: 10 })
pool.on('error', () => undefined)
await pool.query(
  'create table plain_messages (id bigint generated always as identity primary key, bytes bytea not null)',
)

const server = createServer(async (request, response) => {
  try {
    const bytes = await whole(request)
    if (request.url === '/plain') {
      await pool.query('insert into plain_messages (bytes) values ($1)', [bytes])
      response.end('taken')
      return
    }
    response.end(await side.accept(bytes))
  } catch (error) {
    response.statusCode = 500
    response.end(String(error))
  }
}).listen(Number(port), async () => process.send?.({ org: side.org, card: base64(await side.card()) }))

async function whole(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

process.on('message', () => process.send?.(process.cpuUsage()))
process.on('disconnect', async () => {
  server.close()
  await Promise.all([side.close(), pool.end()])
  process.exit()
})
