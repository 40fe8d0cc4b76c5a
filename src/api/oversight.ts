import { Hono } from 'hono'
import { z } from 'zod'
import { type Actor, type InstanceSecret, permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db, Tx } from '../db/index.ts'
import { signedFor, thatHold } from '../exchange/index.ts'
import {
  alarmsOver, answerLine, carryOutOrder, closeInspection, closeOrder, drawSample, endMandate, findHidden, findMandates, findPlan, fixPlan,
  giveMandate, giveOrder, limitsSchema, listDisclosures, listFindings, listInspections, listOrders, listPlans, makeFinding, openInspection,
  orderKinds, partSchema, readInspected, reassessmentOf, reassessmentOver, replyTo, severities,
} from '../oversight/index.ts' // biome-ignore format: words
import { once, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

/** Receipts of years. */
const LIMIT = 64 * 1024 * 1024

const line = z.string().max(2_000)
const prose = z.string().max(20_000)
const day = z.iso.date()
const newMandate = z.strictObject({ overseer: line, overseen: line, basis: line, from: day, until: day.optional(), limits: limitsSchema.optional() }) // biome-ignore format: a row
const reason = z.strictObject({ reason: prose })
const newPlan = z.strictObject({ overseen: line, title: line, parts: z.array(partSchema).min(1).max(20), from: day, until: day }) // biome-ignore format: a row
const newInspection = z.union([
  z.strictObject({ plan: line, title: line }),
  z.strictObject({ overseen: line, title: line, cause: prose, requests: z.array(line).min(1).max(10_000) }),
])
const newAnswer = z.strictObject({ line, holds: z.enum(['yes', 'no', 'open']), note: prose })
const newFinding = z.strictObject({ request: line.optional(), severity: z.enum(severities), says: prose, cites: z.array(line).max(50) }) // biome-ignore format: a row
const newOrder = z.strictObject({ request: line, kind: z.enum(orderKinds), reason: prose, basis: line, due: day.optional() }) // biome-ignore format: a row
const reply = z.strictObject({ says: prose })
const done = z.strictObject({ note: prose })
const empty = z.strictObject({})
const receipts = z.strictObject({
  receipts: z
    .array(z.strictObject({ origin: line, message: line, type: line, from: line, by: line, digest: line, receipt: prose }))
    .max(100_000),
}) // biome-ignore format: short

export interface OversightParts {
  readonly db: Db
  readonly secret: InstanceSecret
  readonly setting: Setting
  readonly whoAsks: WhoAsks
}

/** /api/oversight: mandates, samples, inspections, findings, orders, alarms, what runs; from both sides. */
export function oversight({ db, secret, setting, whoAsks }: OversightParts) {
  const now = setting.now
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
  /** The same sent twice is done once. */
  const write = <T>(actor: Actor, about: string, act: string, input: unknown, work: (tx: Tx) => Promise<T>) =>
    inTransaction((tx) => once(tx, actor, { about, act: `oversight.${act}`, input }, now, () => work(tx)))
  const at = '/api/oversight'
  return new Hono()
    .get(at, async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'oversight.read')
      const mine = actor.seat === 'overseer' ? { overseer: actor.org } : actor.seat === 'operator' ? {} : { overseen: actor.org } // biome-ignore format: a row
      const [mandates, plans, inspections] = [await findMandates(db, mine), await listPlans(db, actor.org), await listInspections(db, actor.org)] // biome-ignore format: a row
      const [findings, orders, disclosures] = [await listFindings(db, actor.org), await listOrders(db, actor.org), await listDisclosures(db, actor.org)] // biome-ignore format: a row
      return c.json({ mandates, plans, inspections, findings, orders, disclosures })
    })
    .post(`${at}/mandates`, async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newMandate)
      return c.json(await write(actor, actor.org, 'mandate', input, (tx) => giveMandate(tx, actor, input, now())), 201)
    })
    .post(`${at}/mandates/:id/end`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('mandate', c.req.param('id'))
      const input = await readBody(c, reason)
      await write(actor, id, 'end', input, (tx) => endMandate(tx, actor, id, input, now()))
      return c.body(null, 204)
    })
    .post(`${at}/plans`, async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newPlan)
      const { id, plan } = await write(actor, actor.org, 'plan', input, (tx) => fixPlan(tx, actor, input, { secret, now: now() })) // biome-ignore format: a row
      return c.json({ id, plan }, 201)
    })
    .get(`${at}/plans/:id`, async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'oversight.inspect')
      const { id, plan, sample } = await findPlan(db, actor.org, parseId('plan', c.req.param('id')))
      return c.json({ id, plan, sample: sample ?? null })
    })
    .post(`${at}/plans/:id/draw`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('plan', c.req.param('id'))
      await readBody(c, empty)
      const { plan, sample } = await write(actor, id, 'draw', {}, (tx) => drawSample(tx, actor, id, { secret, now: now() })) // biome-ignore format: a row
      return c.json({ id, plan, sample: sample ?? null }, 201)
    })
    .post(`${at}/inspections`, async (c) => {
      const actor = await whoAsks(c)
      const input = await readBody(c, newInspection)
      return c.json(await write(actor, actor.org, 'inspection', input, (tx) => openInspection(tx, actor, input, now())), 201) // biome-ignore format: a row
    })
    .get(`${at}/inspections/:id/files/:request`, async (c) => {
      const actor = await whoAsks(c)
      const [id, request] = [parseId('inspection', c.req.param('id')), parseId('request', c.req.param('request'))]
      const { answers, ...file } = await inTransaction((tx) => readInspected(tx, actor, id, request, setting))
      return c.json({ ...file, answers: [...answers.values()], checklist: file.checklist.map((one) => ({ ...one, holds: one.holds ?? null })) }) // biome-ignore format: a row
    })
    .post(`${at}/inspections/:id/files/:request/answers`, async (c) => {
      const actor = await whoAsks(c)
      const [id, request] = [parseId('inspection', c.req.param('id')), parseId('request', c.req.param('request'))]
      const input = await readBody(c, newAnswer)
      await write(actor, id, 'answer', { request, ...input }, (tx) => answerLine(tx, actor, id, request, input, now()))
      return c.body(null, 204)
    })
    .post(`${at}/inspections/:id/findings`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('inspection', c.req.param('id'))
      const input = await readBody(c, newFinding)
      return c.json(await write(actor, id, 'finding', input, (tx) => makeFinding(tx, actor, id, input, now())), 201)
    })
    .post(`${at}/inspections/:id/orders`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('inspection', c.req.param('id'))
      const input = await readBody(c, newOrder)
      return c.json(await write(actor, id, 'order', input, (tx) => giveOrder(tx, actor, id, input, now())), 201)
    })
    .post(`${at}/inspections/:id/closing`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('inspection', c.req.param('id'))
      await readBody(c, empty)
      return c.json(await write(actor, id, 'closing', {}, (tx) => closeInspection(tx, actor, id, now())), 201)
    })
    .post(`${at}/findings/:id/reply`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('finding', c.req.param('id'))
      const input = await readBody(c, reply)
      return c.json(await write(actor, id, 'reply', input, (tx) => replyTo(tx, actor, id, input, now())), 201)
    })
    .post(`${at}/orders/:id/done`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('order', c.req.param('id'))
      const input = await readBody(c, done)
      return c.json(await write(actor, id, 'done', input, (tx) => carryOutOrder(tx, actor, id, input, setting)), 201)
    })
    .post(`${at}/orders/:id/closing`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('order', c.req.param('id'))
      const input = await readBody(c, reason)
      return c.json(await write(actor, id, 'closing', input, (tx) => closeOrder(tx, actor, id, input, setting)), 201)
    })
    .get(`${at}/over/:org/alarms`, async (c) => {
      const actor = await whoAsks(c)
      const org = parseId('org', c.req.param('org'))
      return c.json({ alarms: await inTransaction((tx) => alarmsOver(tx, actor, org, now())) })
    })
    .get(`${at}/over/:org/reassessment`, async (c) => {
      const actor = await whoAsks(c)
      const org = parseId('org', c.req.param('org'))
      return c.json({ running: await inTransaction((tx) => reassessmentOver(tx, actor, org, now())) })
    })
    .get(`${at}/reassessment`, async (c) => c.json({ running: await reassessmentOf(db, await whoAsks(c), now()) }))
    .get(`${at}/receipts/:org`, async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'log.read')
      return c.json({ receipts: await signedFor(db, actor.org, parseId('org', c.req.param('org'))) })
    })
    .post(`${at}/over/:org/comparison`, async (c) => {
      const actor = await whoAsks(c)
      const org = parseId('org', c.req.param('org'))
      const held = await thatHold(db, (await readBody(c, receipts, LIMIT)).receipts)
      return c.json({ hidden: await inTransaction((tx) => findHidden(tx, actor, org, held, now())) })
    })
}

const one = z.looseObject({ id: z.string() })
const many = z.array(z.looseObject({}))
const kept = z.strictObject({ id: z.string(), plan: z.looseObject({}), sample: z.looseObject({}).nullable() })
const signed = receipts.shape.receipts

export const oversightPaths = {
  '/api/oversight': {
    get: operation('Mandates, plans, inspections, findings, orders and what was disclosed, as they concern us', {
      gives: z.strictObject({ mandates: many, plans: many, inspections: many, findings: many, orders: many, disclosures: many }),
    }),
  },
  '/api/oversight/mandates': { post: operation('Give an organisation oversight over another', { takes: newMandate, gives: one, status: 201 }) },
  '/api/oversight/mandates/{id}/end': { post: operation('End a mandate before its day', { takes: reason, status: 204, names: true }) },
  '/api/oversight/plans': {
    post: operation('Fix a sampling plan, committing to a number nobody else knows', {
      takes: newPlan,
      gives: z.strictObject({ id: z.string(), plan: z.looseObject({}) }),
      status: 201,
    }),
  },
  '/api/oversight/plans/{id}': { get: operation('A plan, and once drawn its sample with the proof', { gives: kept, names: true }) },
  '/api/oversight/plans/{id}/draw': { post: operation('Draw the sample of a plan, once', { takes: empty, gives: kept, status: 201, names: true }) },
  '/api/oversight/inspections': {
    post: operation('Open an inspection of a drawn sample, or of files that something led to', { takes: newInspection, gives: one, status: 201 }),
  },
  '/api/oversight/inspections/{id}/files/{request}': {
    get: operation('Read a file of an inspection with its checklist; that it was read stands in our own log', {
      gives: z.looseObject({ request: z.string(), checklist: many, pieces: many, events: many, answers: many }),
      names: true,
    }),
  },
  '/api/oversight/inspections/{id}/files/{request}/answers': {
    post: operation('Answer a line of the checklist', { takes: newAnswer, status: 204, names: true }),
  },
  '/api/oversight/inspections/{id}/findings': {
    post: operation('Put down a finding; it is told when the inspection is closed', { takes: newFinding, gives: one, status: 201, names: true }),
  },
  '/api/oversight/inspections/{id}/orders': {
    post: operation('Give an order about a file; it is told at once', { takes: newOrder, gives: one, status: 201, names: true }),
  },
  '/api/oversight/inspections/{id}/closing': {
    post: operation('Close an inspection and tell the overseen what was looked at', { takes: empty, gives: one, status: 201, names: true }),
  },
  '/api/oversight/findings/{id}/reply': { post: operation('Reply to a finding about us', { takes: reply, gives: one, status: 201, names: true }) },
  '/api/oversight/orders/{id}/done': {
    post: operation('Carry an order out and show it from our record', { takes: done, gives: one, status: 201, names: true }),
  },
  '/api/oversight/orders/{id}/closing': {
    post: operation('Close an order that the record shows done', { takes: reason, gives: one, status: 201, names: true }),
  },
  '/api/oversight/over/{org}/alarms': {
    get: operation('Alarms from the record of an organisation we oversee, with their rows', { gives: z.strictObject({ alarms: many }), names: true }),
  },
  '/api/oversight/over/{org}/reassessment': {
    get: operation('What runs at an organisation we oversee, and until when', { gives: z.strictObject({ running: many }), names: true }),
  },
  '/api/oversight/reassessment': { get: operation('What runs here, and until when', { gives: z.strictObject({ running: many }) }) },
  '/api/oversight/receipts/{org}': {
    get: operation('What another organisation signed for to us: to be handed to its overseer', { gives: z.strictObject({ receipts: signed }), names: true }),
  },
  '/api/oversight/over/{org}/comparison': {
    post: operation('Hold what an organisation we oversee signed for to others against what it shows', {
      takes: receipts,
      gives: z.strictObject({ hidden: many }),
      names: true,
    }),
  },
} // biome-ignore format: a table
