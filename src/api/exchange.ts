import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { z } from 'zod'
import { listOrganisations, signer } from '../accounts/index.ts'
import { parseBase64, text } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { cardOf, MESSAGE_LIMIT, type Post, serveEvidence, takeDelivery, writeCard } from '../exchange/index.ts'
import { bodyBytes, bodyJson } from './bytes.ts'

const ticketBody = z.strictObject({ ticket: z.base64().max(4_000) })

/**
 * How many deliveries are taken in at once, each held whole: whoever comes when all of them are busy keeps what it has and
 * asks again later, as when nobody had answered.
 */
const AT_ONCE = 32
/** How long one may take to arrive, in milliseconds, and so keep others out. */
const PATIENCE = 30_000

/** What other instances use: the cards of who is here, the letter box, and sealed evidence against a ticket. */
export function exchange(post: Post, publicUrl: string, report: (error: unknown) => void) {
  let busy = 0
  return new Hono()
    .get('/exchange/cards', async (c) => {
      const here = (await listOrganisations(post.db)).filter(({ seats }) => !seats.every((seat) => seat === 'operator'))
      const cards = await Promise.all(
        here.map(async ({ id }) =>
          text(await writeCard(await cardOf(post.db, id, publicUrl), await signer(post.db, post.secret, id))),
        ),
      )
      return c.json({ cards })
    })
    .post('/exchange/messages', async (c) => {
      if (busy >= AT_ONCE)
        throw new DomainError('unavailable', 'busy', 'Too much is being taken in here at this moment')
      busy++
      try {
        const answers = await takeDelivery(post, await bodyBytes(c.req.raw, MESSAGE_LIMIT, PATIENCE), report)
        return c.body(answers, 200, { 'content-type': 'application/jsonl' })
      } finally {
        busy--
      }
    })
    .post('/exchange/evidence', async (c) => {
      const read = ticketBody.safeParse(await bodyJson(c.req.raw, 8_000))
      if (!read.success)
        throw new DomainError('invalid', 'malformed_ticket', 'This is not a ticket', { path: 'ticket' })
      const from = Number(/^bytes=(\d{1,15})-$/.exec(c.req.header('range') ?? 'bytes=0-')?.[1] ?? Number.NaN)
      if (Number.isNaN(from)) throw new DomainError('invalid', 'bad_range', 'Ask for bytes=N-', { path: 'range' })
      const bytes = await serveEvidence(post, parseBase64(read.data.ticket), from)
      return c.body(Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>, from > 0 ? 206 : 200, {
        'content-type': 'application/octet-stream',
      })
    })
}
