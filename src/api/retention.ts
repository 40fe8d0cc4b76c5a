import { Hono } from 'hono'
import { z } from 'zod'
import { permit, signer } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { retentionStarts } from '../law/index.ts'
import {
  certificateOf, decideRetention, extendKeeping, keptHere, printCertificate, type Setting, scheduleOf, wantDestroyed,
} from '../requests/index.ts' // biome-ignore format: one line of words
import {
  derivedFrom, fates, findItem, liftHold, openProposals, placeHold, proposalKinds, proposeErasure, removeErased, type UploadVault,
} from '../vault/index.ts' // biome-ignore format: one line of words
import { savedAs } from './bytes.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const prose = z.string().max(2_000)
const onAuthority = z.strictObject({ reason: prose, authority: z.string().max(500) })
const extending = z.strictObject({ until: z.string().max(20), reason: prose })
const destroying = z.strictObject({
  reason: prose,
  rule: z.string().max(200).optional().meta({ description: 'A rule that runs for this piece; or else:' }),
  authority: z.string().max(500).optional().meta({ description: 'Who ordered it: court and number' }),
  derived: z
    .array(z.strictObject({ id: z.string().max(100), fate: z.enum(['destroyed', 'kept']), reason: prose.optional() }))
    .max(1_000)
    .optional()
    .meta({ description: 'What becomes of each thing that was made of it; one that is kept needs a reason' }),
})
const deciding = z.strictObject({ agree: z.boolean(), reason: prose.optional() })
const erasing = z.strictObject({
  seqs: z
    .array(z.number().int().nonnegative())
    .max(1_000)
    .meta({ description: 'The events, by their places in the log' }),
  authority: z.string().max(500),
  reason: prose.meta({ description: 'It stays in the log: do not name the person again' }),
})
const printing = z.object({ language: z.string().max(5).optional() })

/** How long evidence is kept: its rules, holds, what two persons decide, the certificate; and erasing what events said. */
export function retention({
  vault,
  setting,
  whoAsks,
}: {
  readonly vault: Pick<UploadVault, 'db' | 'blobs' | 'secret' | 'now'>
  readonly setting: Setting
  readonly whoAsks: WhoAsks
}) {
  const { db, secret, now } = vault
  const { law } = setting
  const idOf = (word: string) => parseId('item', word)
  return new Hono()
    .get('/api/retention', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const { page, next } = pageOfAll(c, await keptHere(db, actor.org, now()), ({ item }) => item.id)
      const kept = page.map(({ item: { id, name, state }, reviewOn, late }) => ({
        id,
        name,
        state,
        reviewOn: reviewOn ?? null,
        late,
      }))
      return c.json({ kept, proposals: (await openProposals(db, actor.org)).map(proposalView), next })
    })
    .get('/api/evidence/:id/retention', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'evidence.read')
      const item = await findItem(db, actor.org, idOf(c.req.param('id')))
      const schedule = await scheduleOf(db, law, item, now())
      const { lines, reviewOn, owed, latest, holds, proposals } = schedule
      return c.json({
        reviewOn: reviewOn ?? null,
        owed: owed?.rule ?? null,
        latest: latest ?? null,
        restricted: item.restricted,
        lines: lines.map(({ limit, from, due, remindOn: _, tells, restrict, ...line }) => ({
          ...line,
          limit,
          from: from ?? null,
          due: due ?? null,
          tells: tells ?? null,
          restrict: restrict ?? null,
        })),
        holds: holds.map(({ lifted, ...hold }) => ({ ...hold, lifted: lifted ?? null })),
        proposals: proposals.map(proposalView),
        derived: item.state === 'erased' ? [] : await derivedFrom(db, item),
      })
    })
    .post('/api/evidence/:id/holds', async (c) => {
      const actor = await whoAsks(c)
      const on = await readBody(c, onAuthority)
      const item = idOf(c.req.param('id'))
      const id = await db.transaction().execute((tx) => placeHold(tx, actor, item, on, now()))
      return c.json({ id }, 201)
    })
    .post('/api/evidence/:id/holds/:hold/lifting', async (c) => {
      const actor = await whoAsks(c)
      const on = await readBody(c, onAuthority)
      const [item, hold] = [idOf(c.req.param('id')), parseId('hold', c.req.param('hold'))]
      await db.transaction().execute((tx) => liftHold(tx, actor, item, hold, on, now()))
      return c.body(null, 204)
    })
    .post('/api/evidence/:id/extensions', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, extending)
      const item = idOf(c.req.param('id'))
      const proposal = await db.transaction().execute((tx) => extendKeeping(tx, actor, item, wanted, setting))
      return c.json(proposalView(proposal), 201)
    })
    .post('/api/evidence/:id/destruction', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, destroying)
      const item = idOf(c.req.param('id'))
      const proposal = await db.transaction().execute((tx) => wantDestroyed(tx, actor, item, wanted, setting))
      return c.json(proposalView(proposal), 201)
    })
    .post('/api/log/erasures', async (c) => {
      const actor = await whoAsks(c)
      const wanted = await readBody(c, erasing)
      const proposal = await db.transaction().execute((tx) => proposeErasure(tx, actor, wanted, now()))
      return c.json(proposalView(proposal), 201)
    })
    .post('/api/retention/:proposal/decision', async (c) => {
      const actor = await whoAsks(c)
      const decision = await readBody(c, deciding)
      const id = parseId('proposal', c.req.param('proposal'))
      const proposal = await db.transaction().execute((tx) => decideRetention(tx, actor, id, decision, setting))
      // The bytes go at once where they can; whatever is cut off here is done by who tidies.
      await removeErased(vault)
      return c.json(proposalView(proposal), 201)
    })
    .get('/api/evidence/:id/certificate', async (c) => {
      const actor = await whoAsks(c)
      const key = await signer(db, secret, actor.org)
      return c.json(await certificateOf(db, actor, idOf(c.req.param('id')), key, now()))
    })
    .get('/api/evidence/:id/certificate.pdf', async (c) => {
      const actor = await whoAsks(c)
      const { language = 'en' } = readQuery(c, printing)
      const id = idOf(c.req.param('id'))
      const certificate = await certificateOf(db, actor, id, await signer(db, secret, actor.org), now())
      return c.body(await printCertificate(certificate, language, now()), 200, {
        'content-type': 'application/pdf',
        'content-disposition': savedAs(`destruction-${id}.pdf`),
      })
    })
}

const proposalView = ({ decided, org: _, ...proposal }: Awaited<ReturnType<typeof openProposals>>[number]) => ({
  ...proposal,
  decided: decided ?? null,
})

const instant = z.iso.datetime()
const derived = z.strictObject({
  is: z.enum(['part', 'package']),
  id: z.string(),
  name: z.string().meta({ description: 'Of a part, its file; of a package, what it was made for' }),
  part: z.enum(fates).nullable(),
  byName: z.string(),
  at: instant,
})
const derivedFates = z.array(derived.extend({ fate: z.enum(['destroyed', 'kept']), reason: z.string().nullable() }))
const proposal = z.strictObject({
  id: z.string(),
  kind: z.enum(proposalKinds),
  about: z.string(),
  reason: z.string(),
  rule: z.string().nullable(),
  cite: z.string(),
  until: z.string().nullable(),
  seqs: z.array(z.number().int()).nullable(),
  derived: derivedFates.nullable(),
  by: z.string(),
  byName: z.string(),
  at: instant,
  decided: z
    .strictObject({
      outcome: z.enum(['agreed', 'declined']),
      byName: z.string(),
      at: instant,
      reason: z.string().nullable(),
    })
    .nullable(),
})
const cited = z.strictObject({ says: z.string(), cite: z.string() }).nullable()
const schedule = z.strictObject({
  reviewOn: z.string().nullable().meta({ description: 'The day on which somebody looks at it again' }),
  owed: z.string().nullable().meta({ description: 'The rule by which it has to be erased now' }),
  latest: z.string().nullable().meta({ description: 'The last day to which it may be put off' }),
  restricted: z.string().nullable().meta({ description: 'Why nobody may open it though a hold keeps it' }),
  lines: z.array(
    z.strictObject({
      rule: z.string(),
      title: z.string(),
      cite: z.string(),
      confidence: z.enum(['text', 'secondary', 'unconfirmed']),
      certain: z.boolean(),
      duty: z.enum(['review', 'erase']),
      own: z.boolean().meta({ description: 'A rule of whoever runs the instance, that no statute gives' }),
      starts: z.enum(retentionStarts),
      limit: z.record(z.string(), z.union([z.string(), z.number()])),
      from: instant.nullable(),
      due: z.string().nullable(),
      tells: cited,
      restrict: cited,
    }),
  ),
  holds: z.array(
    z.strictObject({
      id: z.string(),
      item: z.string(),
      reason: z.string(),
      authority: z.string(),
      byName: z.string(),
      at: instant,
      lifted: z.strictObject({ reason: z.string(), authority: z.string(), byName: z.string(), at: instant }).nullable(),
    }),
  ),
  proposals: z.array(proposal),
  derived: z.array(derived).meta({ description: 'What was made of it and would outlive it' }),
})
const hash = z.base64()
const certificate = z.strictObject({
  v: z.literal(1),
  what: z.literal('comity certificate of destruction'),
  organisation: z.strictObject({ id: z.string(), name: z.string() }),
  item: z.strictObject({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    sealedSha256: z.string(),
    producer: z.string(),
  }),
  request: z.strictObject({ origin: z.string(), title: z.string(), fileNumber: z.string() }).optional(),
  reason: z.string(),
  cite: z.string().optional(),
  rule: z.string().optional(),
  proposedBy: z.string().optional(),
  agreedBy: z.string().optional(),
  destroyedAt: instant,
  derived: derivedFates.optional(),
  bytesErasedAt: instant.optional(),
  log: z.strictObject({
    size: z.number().int(),
    root: hash,
    checkpoint: z.string(),
    events: z.array(
      z.strictObject({
        seq: z.number().int(),
        at: instant,
        kind: z.string(),
        entry: z.string().meta({ description: 'The bytes whose leaf hash stands in the tree' }),
        leaf: hash,
        proof: z.array(hash),
      }),
    ),
  }),
})

const proposing = { gives: proposal, status: 201, names: true } as const

export const retentionPaths = {
  '/api/retention': {
    get: operation('What one’s organisation keeps, by when it is looked at again, and what waits for a second person', {
      query: paging,
      gives: z.strictObject({
        kept: z.array(
          z.strictObject({
            id: z.string(),
            name: z.string(),
            state: z.string(),
            reviewOn: z.string().nullable(),
            late: z.boolean(),
          }),
        ),
        proposals: z.array(proposal),
        next,
      }),
    }),
  },
  '/api/retention/{proposal}/decision': {
    post: operation('Agree to what another person proposed, and it is done, or decline', {
      takes: deciding,
      ...proposing,
    }),
  },
  '/api/evidence/{id}/retention': {
    get: operation('How long a piece is kept, by which rules, and who holds it', { gives: schedule, names: true }),
  },
  '/api/evidence/{id}/holds': {
    post: operation('Place a legal hold: the piece is destroyed in no way until it is lifted', {
      takes: onAuthority,
      gives: z.strictObject({ id: z.string() }),
      status: 201,
      names: true,
    }),
  },
  '/api/evidence/{id}/holds/{hold}/lifting': {
    post: operation('Lift a legal hold', { takes: onAuthority, status: 204, names: true }),
  },
  '/api/evidence/{id}/extensions': {
    post: operation('Propose that a piece be kept until a day', { takes: extending, ...proposing }),
  },
  '/api/evidence/{id}/destruction': {
    post: operation('Propose that a piece be destroyed', { takes: destroying, ...proposing }),
  },
  '/api/evidence/{id}/certificate': {
    get: operation('The certificate of destruction, with the proofs of the log', { gives: certificate, names: true }),
  },
  '/api/evidence/{id}/certificate.pdf': {
    get: operation('The same on paper', { gives: 'application/pdf', query: printing, names: true }),
  },
  '/api/log/erasures': {
    post: operation('Propose that what events said be erased; the events and their proofs stay', {
      takes: erasing,
      gives: proposal,
      status: 201,
      names: true,
    }),
  },
}
