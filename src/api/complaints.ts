import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import {
  acceptProof, addToComplaint, answerableHere, askStatement, type Complaint, clocksFor, complaintDefinitions, complaintFigures, complaintOutcomes, decideComplaint, decideDeletion,
  fileComplaint, findComplaint, followComplaint, giveStatement, listComplaints, MOST, openRemedies, pauseForComplaint, proofAskedFor, remedyFor,
} from '../oversight/index.ts' // biome-ignore format: one line of words
import type { Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const prose = z.string().max(10_000)
const against = z.enum(['access', 'conduct'])
const asking = z.object({ about: z.string().max(60), against })
const filing = z.strictObject({
  about: z.string().max(60).meta({ description: 'The organisation it is about' }),
  against,
  rule: z.string().max(200).meta({ description: 'The remedy' }),
  decider: z.string().max(60).optional().meta({ description: 'Before whom, where several here may decide' }),
  name: z.string().max(MOST.name),
  address: z.string().max(MOST.address).default(''),
  account: z.string().max(MOST.account).default(''),
  fileNumber: z.string().max(MOST.fileNumber).default(''),
  text: prose,
  document: z
    .strictObject({ name: z.string().max(200), bytes: z.base64().max(940_000) })
    .optional()
    .meta({ description: 'What shows who the person is, where the operator asks for it' }),
})
const adding = z.strictObject({ text: prose })
const stating = z.strictObject({ request: z.string().max(60).optional(), text: prose })
const pausing = z.strictObject({ reason: prose })
const deciding = z.strictObject({
  outcome: z.enum(complaintOutcomes),
  pieces: z.array(z.string().max(60)).max(10_000).optional(),
  reason: prose,
  told: prose.meta({ description: 'What the person is told' }),
})

const confirming = z.strictObject({
  agree: z.boolean(),
  reason: prose.optional().meta({ description: 'Why not; without one nothing is declined' }),
})

/** Redress: open to anybody what a person without an account does; at the seats, the rest. */
export function complaints({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { law, now } = setting
  const idOf = (word: string) => parseId('complaint', word)
  const shown = async (org: string, id: string) => {
    const complaint = await findComplaint(db, org, id)
    const { rule, cite, allows, next } = await remedyFor(db, law, complaint)
    return {
      ...view(complaint),
      remedy: { rule: rule.rule, cite, allows, next },
      clocks: await clocksFor(db, law, complaint),
    }
  }
  return new Hono()
    .get('/api/redress', async (c) => {
      const { about: id, against: what } = readQuery(c, asking.partial())
      const places = await answerableHere(db)
      const about = places.find((place) => place.id === id)
      const on = now().toString().slice(0, 10)
      const found = about && what ? await openRemedies(db, law, { about, against: what, on }) : []
      const remedies = found.map(({ rule, cite, decides, deciders, allows, next }) => ({
        rule: rule.rule, title: rule.title, says: rule.says, confidence: rule.confidence, cite, decides, deciders, allows, next, clocks: rule.clocks,
      })) // biome-ignore format: one line of words
      const figures = await complaintFigures(db)
      return c.json({
        organisations: places,
        proof: await proofAskedFor(db),
        remedies,
        definitions: complaintDefinitions,
        figures,
      })
    })
    .post('/api/redress', async (c) => {
      const { about, against: what, rule, decider, document, ...said } = await readBody(c, filing)
      const file = document && { name: document.name, bytes: Uint8Array.fromBase64(document.bytes) }
      const input = { about, against: what, rule, decider, said, document: file }
      const { secret } = await db.transaction().execute((tx) => fileComplaint(tx, law, input, now()))
      return c.json({ secret }, 201)
    })
    .get('/api/redress/:secret', async (c) => c.json(followed(await followComplaint(db, c.req.param('secret')))))
    .post('/api/redress/:secret/additions', async (c) => {
      const { text } = await readBody(c, adding)
      await db.transaction().execute((tx) => addToComplaint(tx, c.req.param('secret'), text, now()))
      return c.body(null, 204)
    })
    .get('/api/complaints', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'complaint.read')
      const { page, next } = pageOfAll(c, await listComplaints(db, actor.org), ({ id }) => id)
      return c.json({ complaints: page.map(view), next })
    })
    .get('/api/complaints/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'complaint.read')
      return c.json(await shown(actor.org, idOf(c.req.param('id'))))
    })
    .post('/api/complaints/:id/proof', async (c) => {
      const actor = await whoAsks(c)
      const id = idOf(c.req.param('id'))
      await readBody(c, z.strictObject({}))
      await db.transaction().execute((tx) => acceptProof(tx, actor, id, setting))
      return c.body(null, 204)
    })
    .post('/api/complaints/:id/statement-requests', async (c) => {
      const actor = await whoAsks(c)
      const { text } = await readBody(c, adding)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => askStatement(tx, actor, id, text, setting))
      return c.body(null, 204)
    })
    .post('/api/complaints/:id/statement', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, stating)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => giveStatement(tx, actor, id, input, setting))
      return c.body(null, 204)
    })
    .post('/api/complaints/:id/pause', async (c) => {
      const actor = await whoAsks(c)
      const { reason } = await readBody(c, pausing)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => pauseForComplaint(tx, actor, id, reason, setting))
      return c.body(null, 204)
    })
    .post('/api/complaints/:id/decision', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, deciding)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => decideComplaint(tx, actor, id, input, setting))
      return c.body(null, 204)
    })
    .post('/api/complaints/:id/deletion', async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, confirming)
      const id = idOf(c.req.param('id'))
      await db.transaction().execute((tx) => decideDeletion(tx, actor, id, input, setting))
      return c.body(null, 204)
    })
}

const view = ({ document, codeMade: _, provedAt, request, decidedAt, outcome, ...one }: Complaint) => ({
  ...one,
  document: document ?? null,
  provedAt: provedAt ?? null,
  request: request ?? null,
  decidedAt: decidedAt ?? null,
  outcome: outcome ?? null,
})

const followed = ({ decided, ...one }: Awaited<ReturnType<typeof followComplaint>>) => ({
  ...one,
  decided: decided ?? null,
})

const said = z.record(z.string(), z.string())
const party = z.strictObject({ org: z.string(), name: z.string() })
const cited = z.looseObject({ cite: z.string() })
const complaint = z.strictObject({
  id: z.string(), org: z.string(), decider: party, about: party, rule: z.string(), against, said, proof: z.enum(['none', 'document', 'letter']),
  document: z.string().nullable(), provedAt: z.string().nullable(), request: z.string().nullable(), filedAt: z.string(), decidedAt: z.string().nullable(),
  outcome: z.enum(complaintOutcomes).nullable(), paused: z.boolean(),
  entries: z.array(z.strictObject({ kind: z.string(), body: z.record(z.string(), z.unknown()), name: z.string(), at: z.string() })),
}) // biome-ignore format: one line of words
const remedy = z.strictObject({ rule: z.string(), cite: z.string(), allows: z.array(cited), next: z.array(cited) })
const place = z.strictObject({ id: z.string(), name: z.string(), state: z.string() })
const figure = z.strictObject({
  decider: z.string(),
  period: z.string(),
  decided: z.number().nullable(),
  byOutcome: z.record(z.string(), z.number().nullable()).optional(),
  days: z.number().nullable(),
})
const redress = z.strictObject({
  organisations: z.array(place),
  proof: z.enum(['none', 'document', 'letter']),
  remedies: z.array(
    remedy.extend({
      title: z.string(),
      says: z.string(),
      confidence: z.string(),
      decides: cited,
      deciders: z.array(place),
      clocks: z.array(z.string()),
    }),
  ),
  definitions: said,
  figures: z.array(figure),
})
const follow = z.strictObject({
  decider: z.string(),
  about: z.string(),
  rule: z.string(),
  against,
  filedAt: z.string(),
  text: z.string(),
  added: z.array(z.strictObject({ text: z.string(), at: z.string() })),
  isProved: z.boolean(),
  wantsCode: z.boolean(),
  decided: z
    .strictObject({ at: z.string(), outcome: z.enum(complaintOutcomes), told: z.string(), cite: z.string() })
    .nullable(),
})
const done = (summary: string, takes: z.ZodType) => ({ post: operation(summary, { takes, status: 204, names: true }) })

export const complaintPaths = {
  '/api/redress': {
    get: operation(
      'Whom a person can complain of, by which remedies of the law, before whom; what came of complaints',
      {
        open: true,
        query: asking.partial(),
        gives: redress,
      },
    ),
    post: operation('Files a complaint or a request for access, without an account; the secret follows it', {
      open: true,
      takes: filing,
      gives: z.strictObject({ secret: z.string() }),
      status: 201,
    }),
  },
  '/api/redress/{secret}': {
    get: operation('Where it stands, for whoever has the secret', { open: true, names: true, gives: follow }),
  },
  '/api/redress/{secret}/additions': {
    post: operation('The person adds something', { open: true, names: true, takes: adding, status: 204 }),
  },
  '/api/complaints': {
    get: operation('The complaints of one’s organisation: to decide, or about what was done there', {
      query: paging,
      gives: z.strictObject({ complaints: z.array(complaint), next }),
    }),
  },
  '/api/complaints/{id}': {
    get: operation('One complaint, with its remedy and clocks', {
      names: true,
      gives: complaint.extend({ remedy, clocks: z.array(z.record(z.string(), z.unknown())) }),
    }),
  },
  '/api/complaints/{id}/proof': done('The person has shown who they are', z.strictObject({})),
  '/api/complaints/{id}/statement-requests': done('Asks whoever it is about for a statement', adding),
  '/api/complaints/{id}/statement': done('Whoever it is about names the request and states what was done', stating),
  '/api/complaints/{id}/pause': done('Pauses the request until the decision', pausing),
  '/api/complaints/{id}/decision': done(
    'Decides: dismissed, access, pieces excluded; proposes that pieces be deleted',
    deciding,
  ),
  '/api/complaints/{id}/deletion': done('Another person agrees to a proposed deletion, or declines it', confirming),
}
